"""Two footprints side by side."""

from __future__ import annotations

from tanchi.cli.screen import Screen
from tanchi.cli.show.digits import digits_for
from tanchi.cli.show.words import KG
from tanchi.cli.tables import Head, left, right, section
from tanchi.findings import Text
from tanchi.study.compare import Comparison, Row


def show_comparison(found: Comparison, screen: Screen) -> None:
    """Print what stands against the comparison, then totals, stages and processes."""
    if found.comparable:
        screen.say(f"可以比较，都是每 {found.units[0]}", f"comparable, both per {found.units[0]}", "bold")
    else:
        screen.say("✕ 方法不同，不能直接比较", "✕ the methods differ; not comparable as they are", "bold red")
    obstacles = [
        ("✕" if o.blocks else "·", screen.of(o.what), screen.of(o.first), screen.of(o.second))
        for o in found.obstacles
    ]
    heads = (left(""), left("差别", "Difference"), left("甲", "first"), left("乙", "second"))
    section(screen, heads, obstacles)
    _rows(screen, Text("合计", "Total"), (found.total,))
    _rows(screen, Text("各阶段", "By stage"), found.stages)
    _rows(screen, Text("各过程", "By process"), found.processes)


def _rows(screen: Screen, title: Text, rows: tuple[Row, ...]) -> None:
    digits = digits_for(*(value for row in rows for value in (row.first, row.second)))
    cells = [
        (
            screen.of(row.label) or row.id,
            digits.part(row.first),
            digits.part(row.second),
            digits.change(row.difference),
            f"{row.difference / row.first * 100:+.1f} %" if row.first else "",
        )
        for row in rows
    ]
    heads: tuple[Head, ...] = (
        (title, "left"), right(f"甲 {KG}", f"first, {KG}"), right(f"乙 {KG}", f"second, {KG}"),
        right("乙 − 甲", "second − first"), right("%"),
    )  # fmt: skip
    section(screen, heads, cells)
