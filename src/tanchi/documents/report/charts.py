"""Figures of a footprint: Sankey, stages, tornado."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tanchi.documents.blocks import (
    Bar,
    BarChart,
    IntervalAxis,
    Sankey,
    SankeyLink,
    SankeyNode,
    Share,
    ShareBar,
    Span,
)
from tanchi.documents.numbers import show_range
from tanchi.documents.report.shown import Shown
from tanchi.documents.report.source_names import source_names
from tanchi.findings import Text
from tanchi.study.result import Contribution

SMALL = 0.01
"""Ribbons below this share are merged into a named rest."""
TWIN = "basis"


def stage_bar(shown: Shown) -> ShareBar:
    """Return the bar of stages."""
    colours = shown.colours()
    shares = tuple(
        Share(
            shown.say(p.label),
            p.value / shown.scale,
            colours.get(p.id, "ink-3"),
            shown.part(p.value),
            shown.percent(p.share),
        )
        for p in shown.footprint.by_stage
        if p.value
    )
    left = [shown.say(s.label) for s in shown.rule.boundary.stages if not s.included]
    zero = [shown.say(p.label) for p in shown.footprint.by_stage if not p.value]
    note = (
        shown.either(f"不在边界内：{'、'.join(left)}", f"outside the boundary: {', '.join(left)}")
        if left
        else ""
    )
    if not note and zero:
        note = shown.either(f"为零：{'、'.join(zero)}", f"zero: {', '.join(zero)}")
    return ShareBar(shares, shown.unit, note)


def electricity_axis(shown: Shown) -> IntervalAxis | None:
    """Return contractual and grid result on one axis; None where nothing was drawn."""
    base = shown.footprint.interval
    twin = next((v for v in shown.footprint.variants if v.choice == TWIN), None)
    if base is None or base.high <= base.low:
        return None
    spans = [_span(shown, _basis_label(shown), shown.footprint.total, base.low, base.high, "accent")]
    if twin is not None and twin.total is not None and twin.interval is not None:
        label = shown.say(twin.option_label)
        spans.append(_span(shown, label, twin.total, twin.interval.low, twin.interval.high, "ink-2"))
    return IntervalAxis(shown.either("电力口径", "electricity basis"), shown.unit, tuple(spans))


def _basis_label(shown: Shown) -> str:
    choice = shown.rule.choices.get(TWIN)
    option = shown.footprint.choices.get(TWIN)
    if choice is None or option is None:
        return shown.either("本研究", "this study")
    return shown.say(choice.option(option).label)


def _span(shown: Shown, label: str, value: float, low: float, high: float, colour: str) -> Span:
    text = shown.total(value)
    ranged = show_range(low / shown.scale, high / shown.scale, shown.decimals, shown.language)
    return Span(label, value / shown.scale, low / shown.scale, high / shown.scale, colour, text, ranged)


def sankey(shown: Shown) -> Sankey:
    """Return sources → processes → product; small sources of a process merged into a named rest."""
    footprint, colours = shown.footprint, shown.colours()
    nodes: list[SankeyNode] = []
    links: list[SankeyLink] = []
    by_process: dict[str, list[Contribution]] = defaultdict(list)
    for c in footprint.contributions:
        by_process[f"{c.process}@{c.site}" if c.site else c.process].append(c)
    order = sorted(by_process.items(), key=lambda pair: -sum(abs(c.value) for c in pair[1]))
    kept = [(id, lines) for id, lines in order if sum(abs(c.share) for c in lines) >= SMALL]
    rest = [c for id, lines in order if (id, lines) not in kept for c in lines]
    groups = [*kept, *([("rest", rest)] if rest else [])]
    end = "product"
    names = source_names(shown, (c for _, lines in groups for c in lines if abs(c.share) >= SMALL))
    for id, lines in groups:
        _group(shown, id, lines, names, colours, nodes, links, end)
    total = footprint.total / shown.scale
    nodes.append(
        SankeyNode(end, shown.declared, 2, "ink", total, f"{shown.total(footprint.total)} {shown.mass}")
    )
    return Sankey(
        tuple(nodes),
        tuple(links),
        shown.unit,
        Text("从哪里来", "Where it comes from"),
        note=shown.either(
            "线宽与排放量成正比；小于 1 % 的来源合并。",
            "Width is true to scale; sources below 1 % are merged.",
        ),
    )


def _group(
    shown: Shown,
    id: str,
    lines: list[Contribution],
    names: Mapping[str, str],
    colours: dict[str, str],
    nodes: list[SankeyNode],
    links: list[SankeyLink],
    end: str,
) -> None:
    large = [c for c in lines if abs(c.share) >= SMALL]
    small = [c for c in lines if abs(c.share) < SMALL]
    colour = colours.get(lines[0].stage, "ink-3")
    whole = sum(c.value for c in lines)
    label = shown.either("其余过程", "other processes") if id == "rest" else shown.say(lines[0].process_label)
    if lines[0].site and id != "rest":
        label += f"（{lines[0].site}）"
    middle = f"p:{id}"
    nodes.append(SankeyNode(middle, label, 1, colour, whole / shown.scale, shown.part(whole)))
    for c in large:
        nodes.append(
            SankeyNode(
                c.id,
                names[c.id],
                0,
                colours.get(c.stage, "ink-3"),
                c.value / shown.scale,
                shown.part(c.value),
            )
        )
        links.append(SankeyLink(c.id, middle, c.value / shown.scale, colours.get(c.stage, "ink-3")))
    rest = sum(c.value for c in small)
    if rest:
        name = shown.either(f"{label}的其他 {len(small)} 项", f"{len(small)} others of {label}")
        nodes.append(SankeyNode(f"{middle}:rest", name, 0, colour, rest / shown.scale, shown.part(rest)))
        links.append(SankeyLink(f"{middle}:rest", middle, rest / shown.scale, colour))
    links.append(SankeyLink(middle, end, whole / shown.scale, colour))


def tornado(shown: Shown, count: int = 10) -> BarChart | None:
    """Return what moves the result most within its own interval; None where no input has one."""
    rows = [s for s in shown.footprint.sensitivities if s.low is not None and s.high is not None][:count]
    if not rows:
        return None
    bars = tuple(
        Bar(
            shown.say(s.label),
            ((s.low or 0.0) / shown.scale, (s.high or 0.0) / shown.scale),
            (),
            (shown.part(s.low, sign=True), shown.part(s.high, sign=True)),
            s.spread_text,
        )
        for s in rows
    )
    return BarChart(
        bars, (shown.either("偏低", "low"), shown.either("偏高", "high")), ("use", "production"), shown.unit,
        Text("什么最影响结果", "What matters most"), stacked=False, tornado=True,
        note=shown.either("单个输入在其 95 % 区间内变化时总量的变化。", "Change of the total when one input moves over its 95 % interval."),
    )  # fmt: skip


def stage_chart(shown: Shown) -> BarChart:
    """Return stages as bars, for Word."""
    colours = shown.colours()
    bars = tuple(
        Bar(
            shown.say(p.label),
            (p.value / shown.scale,),
            (colours.get(p.id, "ink-3"),),
            (shown.part(p.value),),
        )
        for p in shown.footprint.by_stage
    )
    return BarChart(
        bars,
        (shown.either("碳足迹", "footprint"),),
        ("production",),
        shown.unit,
        Text("各阶段的碳足迹", "Footprint by stage"),
    )
