"""Tables of a footprint: stages, processes, contributions, gases, lines, sensitivities, data sets, checks."""

from __future__ import annotations

from tanchi.background.provider import Boundary, Link, ProviderKind
from tanchi.documents.blocks import Cell, Column, Mark, Table
from tanchi.documents.inline import State
from tanchi.documents.report.shown import Shown, figure, gas_name
from tanchi.findings import Text
from tanchi.sources import Reading
from tanchi.study.result import CheckState, Part

READINGS = {
    Reading.READ: Text("已读", "read"),
    Reading.SECOND_HAND: Text("转引", "second-hand"),
    Reading.RECALLED: Text("凭记忆", "recalled"),
    Reading.UNKNOWN: Text("未说明", "not stated"),
}
ORIGINS = {
    "fossil": Text("化石", "fossil"),
    "biogenic": Text("生物源", "biogenic"),
    "dluc": Text("直接土地利用变化", "direct land-use change"),
}
KINDS = {
    ProviderKind.FOOTPRINT_FACTOR: Text("足迹因子", "footprint factor"),
    ProviderKind.EMISSION_FACTOR: Text("排放因子", "emission factor"),
    ProviderKind.SUPPLIER_FOOTPRINT: Text("供应商碳足迹", "supplier's footprint"),
    ProviderKind.DATABASE_PRODUCT: Text("数据库产品", "database product"),
}
BOUNDARIES = {
    Boundary.COMBUSTION: Text("燃烧", "combustion"),
    Boundary.UPSTREAM: Text("上游", "upstream"),
    Boundary.GENERATION: Text("仅发电", "generation only"),
    Boundary.PROCESS: Text("过程直接排放", "process emissions"),
    Boundary.GATE_TO_GATE: Text("大门到大门", "gate to gate"),
    Boundary.CRADLE_TO_GATE: Text("摇篮到大门", "cradle to gate"),
    Boundary.LIFE_CYCLE: Text("全生命周期", "life cycle"),
    Boundary.TREATMENT: Text("处置", "treatment"),
}
MARKS: dict[CheckState, State] = {
    CheckState.PASSED: "ok",
    CheckState.FAILED: "bad",
    CheckState.SKIPPED: "none",
}
ROWS = 15
"""Contributions and sensitivities listed before the rest is summed up."""


def stage_table(shown: Shown) -> Table:
    """Return results by stage, absolute and relative (ISO 14067 7.2)."""
    rows = [
        (shown.stage_cell(p.id), Cell(shown.part(p.value)), Cell(shown.percent(p.share)))
        for p in shown.footprint.by_stage
    ]
    return Table(
        (Column(Text("阶段", "stage"), width=3), _value(shown), _share()),
        (*rows, _sum(shown, 1)),
        Text("按生命周期阶段的结果", "Results by life-cycle stage"),
        total=True,
    )


def process_table(shown: Shown) -> Table:
    """Return results by process."""
    return _parts(
        shown,
        shown.footprint.by_process,
        Text("单元过程", "unit process"),
        Text("按单元过程的结果", "Results by unit process"),
    )


def input_table(shown: Shown) -> Table:
    """Return results by input and own emission."""
    return _parts(
        shown,
        shown.footprint.by_input,
        Text("输入或排放", "input or emission"),
        Text("按输入和排放的结果", "Results by input and emission"),
    )


def _parts(shown: Shown, parts: tuple[Part, ...], head: Text, caption: Text) -> Table:
    rows = [
        (Cell(shown.say(p.label)), Cell(shown.part(p.value)), Cell(shown.percent(p.share)))
        for p in parts[:ROWS]
    ]
    rest = parts[ROWS:]
    if rest:
        value, share = sum(p.value for p in rest), sum(p.share for p in rest)
        rows.append(
            (
                Cell(shown.either(f"其余 {len(rest)} 项", f"{len(rest)} others")),
                Cell(shown.part(value)),
                Cell(shown.percent(share)),
            )
        )
    return Table(
        (Column(head, width=3), _value(shown), _share()), (*rows, _sum(shown, 1)), caption, total=True
    )


def contribution_table(shown: Shown) -> Table:
    """Return the largest contributions with bars and running sum."""
    largest = max((abs(c.value) for c in shown.footprint.contributions), default=1.0)
    rows, running = [], 0.0
    for c in shown.footprint.contributions[:ROWS]:
        running += c.share
        name = (
            f"{shown.say(c.process_label)} · {shown.say(c.label)}"
            if shown.language == "en"
            else f"{shown.say(c.process_label)}　{shown.say(c.label)}"
        )
        where = f"（{c.site}）" if c.site else ""
        rows.append(
            (
                Cell(name + where),
                shown.stage_cell(c.stage),
                Cell("", swatch=shown.colours().get(c.stage, "ink-3"), bar=abs(c.value) / largest),
                Cell(shown.part(c.value)),
                Cell(shown.percent(c.share)),
                Cell(shown.percent(running)),
            )
        )
    rest = shown.footprint.contributions[ROWS:]
    if rest:
        value = sum(c.value for c in rest)
        rows.append(
            (
                Cell(shown.either(f"其余 {len(rest)} 项", f"{len(rest)} others")),
                Cell(),
                Cell(),
                Cell(shown.part(value)),
                Cell(shown.percent(sum(c.share for c in rest))),
                Cell(shown.percent(1.0)),
            )
        )
    total = (
        Cell(shown.either("合计", "total"), bold=True),
        Cell(),
        Cell(),
        Cell(shown.part(shown.footprint.total), bold=True),
        Cell(shown.percent(1.0), bold=True),
        Cell(),
    )
    return Table(
        (Column(Text("来源", "source"), width=3.2), Column(Text("阶段", "stage"), width=1.4), Column(Text(""), width=2.4), _value(shown), _share(), Column(Text("累计", "sum"), "%", "decimal")),
        (*rows, total),
        Text("贡献", "Contributions"),
        total=True,
        note=shown.either("各行按未修约值计算，修约后相加可能与合计差末位 1。", "Rows are computed unrounded; rounded rows may differ from the total by one in the last digit."),
    )  # fmt: skip


def gas_table(shown: Shown) -> Table:
    """Return mass, GWP and CO2e by gas and origin."""
    rows = []
    for g in shown.footprint.gases:
        origin = (
            f"（{shown.say(ORIGINS[g.origin])}）" if g.gas in ("CO2", "CH4") and g.origin in ORIGINS else ""
        )
        mass = "—" if g.lumped else figure(g.mass)
        rows.append(
            (
                Cell(gas_name(g.gas) + origin),
                Cell(mass),
                Cell("—" if g.lumped else figure(g.gwp)),
                Cell(shown.part(g.value)),
            )
        )
    lumped = any(g.lumped for g in shown.footprint.gases)
    note = (
        shown.either(
            "CO₂e：来源没有分气体给出的因子，不能换用其他 GWP 集。",
            "CO₂e: factors whose source does not split the gases; their GWP set can't be changed.",
        )
        if lumped
        else ""
    )
    return Table(
        (Column(Text("气体", "gas"), width=2), Column(Text("质量", "mass"), f"kg/{shown.footprint.unit_symbol}", "decimal"), Column(Text("GWP₁₀₀", "GWP₁₀₀"), shown.footprint.gwp_set, "decimal"), _value(shown)),
        tuple(rows),
        Text("按气体的结果", "Results by gas"),
        note=note,
    )  # fmt: skip


def lines_table(shown: Shown) -> Table:
    """Return the separate lines, zero included."""
    lines = shown.footprint.lines
    rows = [
        (Text("化石源排放与清除（净值）", "fossil emissions and removals (net)"), lines.fossil),
        (Text("生物源排放", "biogenic emissions"), lines.biogenic_emission),
        (Text("生物源清除", "biogenic removals"), lines.biogenic_removal),
        (Text("直接土地利用变化（净值）", "direct land-use change (net)"), lines.dluc),
        (Text("其中：航空运输", "of which aircraft transport"), lines.aircraft),
    ]
    cells = [(Cell(shown.say(label)), Cell(shown.part(value))) for label, value in rows]
    for name, value in lines.outside.items():
        cells.append(
            (
                Cell(shown.either(f"另列（不计入）：{name}", f"apart (not in the total): {name}")),
                Cell(shown.part(value)),
            )
        )
    return Table(
        (Column(Text("项", "line"), width=3), _value(shown)),
        tuple(cells),
        Text("单独列出的结果", "Separate lines"),
    )


def variant_table(shown: Shown) -> Table:
    """Return the alternatives: electricity, allocation, methods; those that can't be computed in the note."""
    base = shown.footprint
    rows = [
        (
            Cell(shown.either("本研究", "this study"), bold=True),
            Cell(),
            Cell(shown.total(base.total), bold=True),
            Cell(shown.range(base.interval)),
            Cell(),
        )
    ]
    failed = [v for v in base.variants if v.total is None]
    rows += [
        (
            Cell(shown.say(v.choice_label)),
            Cell(shown.say(v.option_label)),
            Cell(shown.total(v.total)),
            Cell(shown.range(v.interval)),
            Cell(shown.part(v.difference, sign=True)),
        )
        for v in base.variants
        if v.total is not None
    ]
    notes = [f"{shown.say(v.choice_label)}（{shown.say(v.option_label)}）{shown.say(v.note)}" for v in failed]
    return Table(
        (
            Column(Text("选择", "choice"), width=2),
            Column(Text("取法", "option"), width=2.6),
            Column(Text("碳足迹", "footprint"), shown.unit, "decimal"),
            Column(Text("95 % 区间", "95 % interval"), shown.unit),
            Column(Text("之差", "difference"), shown.unit, "decimal"),
        ),
        tuple(rows),
        Text("换一种取法的结果", "Results with other choices"),
        note="；".join(notes),
    )


def sensitivity_table(shown: Shown) -> Table:
    """Return what matters most."""
    rows = [
        (
            Cell(shown.say(s.label)),
            Cell(f"{figure(s.value)} {s.unit}"),
            Cell(s.spread_text or "—"),
            Cell(shown.part(s.low, sign=True)),
            Cell(shown.part(s.high, sign=True)),
            Cell(figure(s.elasticity, 2)),
        )
        for s in shown.footprint.sensitivities[:ROWS]
    ]
    return Table(
        (Column(Text("输入", "input"), width=3), Column(Text("取值", "value"), width=1.6), Column(Text("自身区间", "own interval"), width=1.2), Column(Text("偏低时", "low end"), shown.unit, "decimal"), Column(Text("偏高时", "high end"), shown.unit, "decimal"), Column(Text("弹性", "elasticity"), "%/%", "decimal")),
        tuple(rows),
        Text("敏感性（由公式的精确导数得到）", "Sensitivity (from exact derivatives)"),
    )  # fmt: skip


def link_table(shown: Shown) -> Table:
    """Return the data sets behind purchases, with source, place, year and reading status."""
    rows = tuple(_link_row(shown, link) for link in shown.footprint.links)
    return Table(
        (Column(Text("外购流", "bought flow"), width=1.6), Column(Text("数据集", "data set"), width=2.2), Column(Text("数值", "value"), width=2.4), Column(Text("口径", "boundary"), width=1.2), Column(Text("地点、年份", "place, year"), width=1.2), Column(Text("来源与阅读状态", "source and reading"), width=2.6)),
        rows,
        Text("因子与背景数据", "Factors and background data"),
    )  # fmt: skip


def _link_row(shown: Shown, link: Link) -> tuple[Cell, ...]:
    flow = shown.rule.flows.get(link.flow)
    name = shown.say(flow.label) if flow else link.flow
    provider = link.provider
    if provider is None:
        return (
            Cell(name),
            Cell(shown.either("缺口：没有可用因子", "gap: no factor"), mark=Mark("bad", "")),
            Cell("—"),
            Cell("—"),
            Cell("—"),
            Cell(shown.say(link.reason)),
        )
    if not provider.gases:
        return (
            Cell(name),
            Cell(shown.say(provider.name)),
            Cell("0"),
            Cell("—"),
            Cell("—"),
            Cell(shown.say(provider.remark)),
        )
    gases = "，".join(f"{figure(g.amount)} kg {gas_name(g.gas)}" for g in provider.gases[:3])
    value = f"{gases} / {provider.unit}"
    mark = shown.either("（代用）", " (proxy)") if provider.proxy else ""
    reading = shown.say(READINGS[provider.source.reading])
    return (
        Cell(name),
        Cell(shown.say(provider.name) + mark),
        Cell(value),
        Cell(shown.say(BOUNDARIES[provider.boundary])),
        Cell(f"{provider.place or '—'}，{provider.year or '—'}"),
        Cell(f"{provider.source}（{reading}）"),
    )


def balance_table(shown: Shown) -> Table:
    """Return the balances with their tolerance."""
    rows = []
    for b in shown.footprint.balances:
        mark = Mark(
            "ok" if b.ok else "bad", shown.either("闭合" if b.ok else "不闭合", "closed" if b.ok else "open")
        )
        rows.append(
            (
                Cell(shown.say(b.label)),
                Cell(shown.process(b.process) or b.process),
                Cell(figure(b.inflow, 5)),
                Cell(figure(b.outflow, 5)),
                Cell(b.unit),
                Cell(shown.percent(b.residual)),
                Cell(shown.percent(b.tolerance)),
                Cell("", mark=mark),
            )
        )
    return Table(
        (Column(Text("平衡", "balance"), width=2.4), Column(Text("过程", "process"), width=1.4), Column(Text("流入", "in"), align="decimal"), Column(Text("流出", "out"), align="decimal"), Column(Text("单位", "unit")), Column(Text("差", "gap"), "%", "decimal"), Column(Text("限", "limit"), "%", "decimal"), Column(Text(""), width=1.2)),
        tuple(rows),
        Text("平衡检查", "Balances"),
    )  # fmt: skip


def check_table(shown: Shown) -> Table:
    """Return the checks performed and skipped."""
    words = {
        CheckState.PASSED: ("通过", "passed"),
        CheckState.FAILED: ("未通过", "failed"),
        CheckState.SKIPPED: ("未执行", "skipped"),
    }
    rows = []
    for c in sorted(
        shown.footprint.checks,
        key=lambda c: list(CheckState).index(c.state) if c.state is not CheckState.FAILED else -1,
    ):
        mark = Mark(MARKS[c.state], shown.either(*words[c.state]))
        rows.append(
            (
                Cell(shown.process(c.id)),
                Cell(shown.say(c.label)),
                Cell("", mark=mark),
                Cell(shown.say(c.detail)),
            )
        )
    return Table(
        (
            Column(Text("过程", "process"), width=1.4),
            Column(Text("检查", "check"), width=3),
            Column(Text("结果", "result"), width=1),
            Column(Text("说明", "detail"), width=3),
        ),
        tuple(rows),
        Text("做过和没做的检查", "Checks performed and skipped"),
    )


def _value(shown: Shown) -> Column:
    return Column(Text("碳足迹", "footprint"), shown.unit, "decimal", 1.3)


def _share() -> Column:
    return Column(Text("占比", "share"), "%", "decimal")


def _sum(shown: Shown, labels: int) -> tuple[Cell, ...]:
    return (
        Cell(shown.either("合计", "total"), bold=True),
        *(Cell() for _ in range(labels - 1)),
        Cell(shown.part(shown.footprint.total), bold=True),
        Cell(shown.percent(1.0), bold=True),
    )
