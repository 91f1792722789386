"""The walk from a contribution back to cells and sources, as blocks that open."""

from __future__ import annotations

from tanchi.documents.blocks import Block, Fold, Items, Paragraph, Step, Walk
from tanchi.documents.report.shown import Shown, figure
from tanchi.documents.report.tables import READINGS
from tanchi.study.result import NodeKind, ProvenanceNode

COUNT = 12
DEPTH = 6
BREADTH = 14


def walks(shown: Shown) -> list[Block]:
    """Return one fold per large contribution: value → formula → numbers → cell or factor → source."""
    found: list[Block] = []
    for c in shown.footprint.contributions[:COUNT]:
        title = f"{shown.say(c.process_label)}　{shown.say(c.label)}　{shown.part(c.value)} {shown.mass}（{shown.percent(c.share)} %）"
        steps = tuple(_steps(shown, c.node, 0, set()))
        found.append(Fold(title, (Walk(steps),), f"explain-{c.id}"))
    return found


def _steps(shown: Shown, id: str, depth: int, seen: set[str]) -> list[Step]:
    node = shown.footprint.nodes.get(id)
    if node is None or id in seen or depth > DEPTH:
        return []
    seen.add(id)
    steps = [] if node.kind is NodeKind.SCALE and depth > 1 else [_step(shown, node)]
    for child in node.inputs[:BREADTH]:
        steps += _steps(shown, child, depth + 1, seen)
    return steps


def _step(shown: Shown, node: ProvenanceNode) -> Step:
    value = node.value if isinstance(node.value, str) else figure(node.value, 6)
    blocks: list[Block] = [Paragraph(f"{value} {node.unit}".strip())]
    lines: list[str] = []
    if node.formula and node.kind is not NodeKind.CONTRIBUTION:
        lines.append(shown.either(f"公式：{node.formula}", f"formula: {node.formula}"))
    if node.with_numbers:
        lines.append(shown.either(f"代入：{node.with_numbers}", f"with numbers: {node.with_numbers}"))
    if node.clause:
        lines.append(shown.either(f"条款 {node.clause}", f"clause {node.clause}"))
    if node.source is not None:
        lines.append(
            shown.either("来源：", "source: ")
            + f"{node.source}（{shown.say(READINGS[node.source.reading])}）"
        )
    if node.place is not None and node.kind in (NodeKind.INPUT, NodeKind.DEFAULT):
        lines.append(shown.either("出处：", "place: ") + str(node.place))
    if node.note:
        lines.append(shown.say(node.note))
    if lines:
        blocks.append(Items(tuple(lines)))
    return Step(shown.say(node.label) or node.id, tuple(blocks))
