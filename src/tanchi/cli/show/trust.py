"""How far a footprint can be trusted: data, gaps, checks, cut-off, fingerprint."""

from __future__ import annotations

from tanchi.cli.screen import Screen
from tanchi.cli.show.digits import percent
from tanchi.cli.show.words import MARKS, READINGS, STATES
from tanchi.cli.tables import left, right, section
from tanchi.findings import Text
from tanchi.sources import Reading
from tanchi.study.figures import said
from tanchi.study.result import CheckState, Footprint


def show_trust(footprint: Footprint, screen: Screen) -> None:
    """Print what the reader needs before using the number."""
    _data(footprint, screen)
    _gaps(footprint, screen)
    _balances(footprint, screen)
    _checks(footprint, screen)
    _fingerprint(footprint, screen)


def _data(footprint: Footprint, screen: Screen) -> None:
    quality = footprint.quality
    score = "—" if quality.score is None else f"{quality.score:.2f}"
    limit = (
        ""
        if quality.limit is None
        else screen.of(Text(f"（限值 {quality.limit:g}）", f" (limit {quality.limit:g})"))
    )
    shares = " · ".join(
        f"{screen.of(READINGS[Reading(name)])} {percent(share)}"
        for name, share in footprint.reading_shares.items()
        if share
    )
    cutoff = footprint.cutoff
    rows = [
        (screen.of(Text("初级数据份额", "primary data")), percent(footprint.primary_share)),
        (screen.of(Text("数据质量（1 最好）", "data quality (1 best)")), f"{score}{limit}"),
        (screen.of(Text("依据的阅读状态", "reading status")), shares or "—"),
        (screen.of(Text("代用数据份额", "proxies")), percent(footprint.proxy_share)),
        (screen.of(Text("气体未分列的份额", "lumped gases")), percent(footprint.lumped_share)),
        (screen.of(Text("取舍：已知舍去", "cut-off: known")), f"{percent(cutoff.achieved)} ≤ {percent(cutoff.total)}"
         if cutoff.total else "—"),
    ]  # fmt: skip
    section(screen, (left("数据", "Data"), left("")), rows)


def _gaps(footprint: Footprint, screen: Screen) -> None:
    told: set[str] = set()
    rows = []
    for gap in footprint.gaps:
        advice = "" if gap.flow in told else screen.of(gap.what_instead)
        told.add(gap.flow)
        process = screen.of(gap.process_label) or gap.process
        rows.append((screen.of(gap.label), f"{said(gap.amount)} {gap.unit}", process, advice))
    heads = (
        left("缺口", "Gaps"), right("用量", "amount"), left("过程", "process"),
        left("怎么办", "what to do"),
    )  # fmt: skip
    section(screen, heads, rows)


def _balances(footprint: Footprint, screen: Screen) -> None:
    rows = [
        (
            "✓" if b.ok else "✕",
            screen.of(b.label) or b.id,
            f"{said(b.inflow)}",
            f"{said(b.outflow)}",
            b.unit,
            percent(b.residual),
            f"≤ {percent(b.tolerance)}",
        )
        for b in footprint.balances
    ]
    heads = (
        left(""), left("平衡", "Balances"), right("进", "in"),
        right("出", "out"), left("单位", "unit"), right("差", "residual"),
        right("容差", "tolerance"),
    )  # fmt: skip
    section(screen, heads, rows)


def _checks(footprint: Footprint, screen: Screen) -> None:
    """Print every check that was not passed, and how many were."""
    counts = {state: sum(c.state is state for c in footprint.checks) for state in CheckState}
    screen.line()
    screen.line(
        screen.of(Text("检查  ", "Checks  "))
        + " · ".join(f"{MARKS[s]} {screen.of(STATES[s])} {n}" for s, n in counts.items())
    )
    for check in footprint.checks:
        if check.state is not CheckState.PASSED:
            detail = screen.of(check.detail)
            label = screen.of(check.label) or check.id
            screen.line(
                f"  {MARKS[check.state]} {label}{'：' if detail and screen.language == 'zh' else ': ' if detail else ''}{detail}"
            )


def _fingerprint(footprint: Footprint, screen: Screen) -> None:
    mark = footprint.fingerprint
    sets = ", ".join(f"{id} {digest[:8]}" for id, digest in mark.factor_sets) or "—"
    choices = ", ".join(f"{k}={v}" for k, v in mark.choices) or "—"
    screen.line()
    screen.say(f"方法指纹  {mark.short()}", f"Fingerprint  {mark.short()}")
    screen.line(f"  {mark.rule}@{mark.edition} {mark.rule_hash[:8]} · {mark.gwp_set} · {sets}", "dim")
    screen.line(f"  {choices} · tanchi {mark.engine}", "dim")
