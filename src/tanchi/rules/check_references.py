"""Whether all references of a rule lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Finding, Text
from tanchi.formula import UnknownName
from tanchi.gases import Origin
from tanchi.rules.check_allocation import allocation
from tanchi.rules.check_quantities import quantities
from tanchi.rules.check_unique import shadows, symbols
from tanchi.rules.complaints import broken, known
from tanchi.rules.expression import ByChoice, Expression, Fixed, Ref
from tanchi.rules.gap_totals import asked_total
from tanchi.rules.gas_picks import gas_findings
from tanchi.rules.model import (
    Emission,
    Flow,
    FlowChoice,
    FlowLine,
    FootprintSupply,
    Input,
    Line,
    Process,
    Quantity,
    Rule,
    Uptake,
    Waste,
)
from tanchi.rules.names import Column, Names, Where
from tanchi.rules.row_match import matches


def references(rule: Rule) -> Iterator[Finding]:
    """Yield a finding for every reference that leads nowhere and every rule of the format that is broken."""
    if not rule.is_parent:
        yield from _declared_unit(rule)
    yield from _choices(rule)
    yield from shadows(rule)
    yield from symbols(rule)
    for flow in rule.flows.values():
        if flow.by is not None:
            yield from known(flow.by, rule.tables, flow.place, "表", "table")
        yield from _supply(flow, rule)
    yield from quantities(rule)
    for process in rule.processes.values():
        yield from _process(process, rule)
    for check in rule.checks.values():
        if check.of:
            yield from known(check.of, rule.processes, check.place, "过程", "process")
    yield from _gaps(rule)


def _gaps(rule: Rule) -> Iterator[Finding]:
    """Yield a finding where filled months should follow what is no total of the company."""
    for method in rule.quality.gaps:
        if method.scaled_by and (method.of != "total" or asked_total(rule, method.scaled_by) is None):
            yield broken(
                "rule.gap_total",
                method.place or rule.unit.place,
                f"补缺按“{method.scaled_by}”折算：只有总量能折算，所按的须是一个填报的总量",
                f"gaps scaled by '{method.scaled_by}': only totals can be, by a total the company reports",
                Text("写成 过程.行，如 kiln.clinker", "write process.line, such as kiln.clinker"),
            )


def _declared_unit(rule: Rule) -> Iterator[Finding]:
    yield from known(rule.unit.of, rule.flows, rule.unit.place, "流", "flow")
    made = {name for p in rule.processes.values() for m in p.makes.values() for name in flow_names(m)}
    if rule.processes and rule.unit.of not in made:
        yield broken(
            "rule.unit_of",
            rule.unit.place,
            f"没有过程产出声明单位的流“{rule.unit.of}”",
            f"no process makes the flow '{rule.unit.of}' of the declared unit",
        )
    if not rule.boundary.stages and rule.processes:
        yield broken("rule.stages", rule.unit.place, "系统边界没有列出阶段", "the boundary lists no stages")


def _choices(rule: Rule) -> Iterator[Finding]:
    for choice in rule.choices.values():
        for option in choice.options:
            for other, word in option.fixes.items():
                yield from known(other, rule.choices, choice.place, "选择", "choice")
                if other in rule.choices and word not in rule.choices[other].ids:
                    yield broken(
                        "rule.option",
                        choice.place,
                        f"选择“{other}”没有选项“{word}”",
                        f"choice '{other}' has no option '{word}'",
                    )


def _process(process: Process, rule: Rule) -> Iterator[Finding]:
    stages = {s.id for s in rule.boundary.stages}
    if process.stage not in stages:
        yield from known(process.stage, stages, process.place, "阶段", "stage")
    if process.each is not None:
        yield from known(process.each, {*process.tables, *rule.tables}, process.place, "表", "table")
    for line in process.lines().values():
        yield from _line(line, process, rule)
    if not process.makes and not process.wastes:
        yield broken(
            "rule.makes",
            process.place,
            f"过程“{process.id}”没有产出",
            f"process '{process.id}' makes nothing",
        )
    yield from allocation(process, rule)
    yield from matches(process, rule)


def _supply(flow: Flow, rule: Rule) -> Iterator[Finding]:
    """Refuse stages modelled by no process, and a profile like the study's where the rule has no profiles."""
    for item in flow.supply:
        if not isinstance(item, FootprintSupply):
            continue
        for process in item.here.values():
            yield from known(process, rule.processes, flow.place, "过程", "process")
        if item.profile == "same" and "profile" not in rule.choices:
            yield broken(
                "rule.profile",
                flow.place,
                "供给要求方案相同 (profile: same)，但规则没有选择 profile",
                "the supply asks for the same profile, but the rule has no choice 'profile'",
                Text("加上选择 profile，或写明方案的编号", "add the choice 'profile', or name the profile"),
            )


def _line(line: Line, process: Process, rule: Rule) -> Iterator[Finding]:
    columns: set[str] = set()
    if line.each is not None:
        yield from known(line.each, {*process.tables, *rule.tables}, line.place, "表", "table")
        table = process.tables.get(line.each) or rule.tables.get(line.each)
        columns = set(table.columns) if table else set()
    if isinstance(line, FlowLine):
        for name in flow_names(line):
            yield from known(
                name, {*rule.flows, *columns, *_row_columns(process, rule)}, line.place, "流", "flow"
            )
        yield from _overrides(line, rule)
    if isinstance(line, Waste) and line.to != "none":
        yield from known(line.to, rule.flows, line.place, "流", "flow")
    if isinstance(line, Emission | Uptake):
        yield from gas_findings(Names(rule), line, process)
        yield from _release(line)
    if isinstance(line, Input):
        stages = {stage.id for stage in rule.boundary.stages}
        if line.source not in ("", "bought"):
            yield from known(line.source, rule.processes, line.place, "过程", "process")
        if line.stage:
            yield from known(line.stage, stages, line.place, "阶段", "stage")
        yield from _at(line, process, rule)
    for expression in (line.amount, *line.props.values()):
        yield from _options(expression, rule)


def _at(line: Input, process: Process, rule: Rule) -> Iterator[Finding]:
    """Refuse a place of supply that is neither a code nor a word the company picks or types."""
    if not isinstance(line.at_place, Ref):
        return
    try:
        found = Names(rule).meaning(tuple(line.at_place.split(".")), Where(process, str(line.each or "")))
    except UnknownName:
        found = None
    asked = found.column if isinstance(found, Column) else getattr(found, "item", None)
    if not isinstance(asked, Quantity) or asked.type not in ("pick", "text"):
        yield broken(
            "rule.place",
            line.place,
            f"at 的 place“{line.at_place}”不是选项或文字的列、数量",
            f"place '{line.at_place}' of at is no column or quantity of type pick or text",
            Text(
                "写地区代码（如 CN），或列、数量的名称",
                "write a code such as CN, or name a column or quantity",
            ),
        )


def _release(line: Emission | Uptake) -> Iterator[Finding]:
    """Refuse a release without amount, of an unknown origin, or with shares that leave some out."""
    if line.amount is None and line.ask is None:
        yield broken("rule.amount", line.place, "排放没有数量", "the emission has no amount")
    origins = {line.origin: Fixed(1.0)} if isinstance(line, Uptake) else dict(line.origin)
    for origin in origins:
        yield from known(origin, tuple(o.value for o in Origin), line.place, "来源", "origin")
    shares = [share.value for share in origins.values() if isinstance(share, Fixed)]
    if len(shares) == len(origins) and abs(sum(shares) - 1) > 1e-9:
        yield broken(
            "rule.origin",
            line.place,
            f"各来源的份额合计为 {sum(shares):g}，应为 1",
            f"the shares of the origins add up to {sum(shares):g}, not to 1",
        )


def _overrides(line: FlowLine, rule: Rule) -> Iterator[Finding]:
    """Refuse a property a line overrides that its flow does not have: nothing would read it."""
    for name in flow_names(line):
        flow = rule.flows.get(name)
        for prop in line.props if flow is not None else ():
            if flow is not None and prop not in flow.props:
                yield broken(
                    "rule.props",
                    line.place,
                    f"流“{name}”没有属性“{prop}”，行里的 props 不起作用",
                    f"flow '{name}' has no property '{prop}'; the line's props would do nothing",
                    Text("先在流里声明这个属性", "declare the property on the flow"),
                )


def _row_columns(process: Process, rule: Rule) -> set[str]:
    table = (process.tables.get(process.each) or rule.tables.get(process.each)) if process.each else None
    return set(table.columns) if table else set()


def _options(expression: Expression | None, rule: Rule) -> Iterator[Finding]:
    if not isinstance(expression, ByChoice):
        return
    yield from known(expression.choice, rule.choices, expression.place, "选择", "choice")
    if expression.choice in rule.choices:
        ids = rule.choices[expression.choice].ids
        missing = [] if expression.otherwise is not None else [i for i in ids if i not in expression.options]
        if missing:
            yield broken(
                "rule.by",
                expression.place,
                f"选择“{expression.choice}”缺少选项：{'、'.join(missing)}",
                f"choice '{expression.choice}': options missing: {', '.join(missing)}",
                Text("补上，或写 else:", "add them, or write else:"),
            )
        for word in expression.options:
            if word not in ids:
                yield from known(word, ids, expression.place, "选项", "option")
    for part in expression.options.values():
        yield from _options(part, rule)


def flow_names(line: FlowLine) -> tuple[str, ...]:
    """Return the ids or pick columns a line's flow may be."""
    if isinstance(line.flow, FlowChoice):
        return (*line.flow.options.values(), *((line.flow.otherwise,) if line.flow.otherwise else ()))
    return (line.flow,)
