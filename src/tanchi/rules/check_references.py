"""Whether all references of a rule lead somewhere, and every line is allocated once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from difflib import get_close_matches

from tanchi.findings import FilePlace, Finding, Level, Text
from tanchi.gases import Origin
from tanchi.rules.expression import ByChoice, Expression, Fixed
from tanchi.rules.gap_totals import asked_total
from tanchi.rules.gas_picks import gas_findings
from tanchi.rules.model import (
    AllocationRule,
    Emission,
    Flow,
    FlowChoice,
    FlowLine,
    FootprintSupply,
    Input,
    Item,
    Line,
    Make,
    Process,
    Quantity,
    Rule,
    Table,
    Uptake,
    Waste,
)
from tanchi.rules.names import Names
from tanchi.rules.picks import pick_options


def references(rule: Rule) -> Iterator[Finding]:
    """Yield a finding for every reference that leads nowhere and every rule of the format that is broken."""
    yield from _declared_unit(rule)
    yield from _choices(rule)
    yield from _shadows(rule)
    yield from _symbols(rule)
    for flow in rule.flows.values():
        if flow.by is not None:
            yield from _known(flow.by, rule.tables, flow.place, "表", "table")
        yield from _supply(flow, rule)
    for table in rule.tables.values():
        yield from _columns(table, None, rule)
    for quantity in rule.quantities.values():
        yield from _pick(quantity, None, rule)
    for process in rule.processes.values():
        yield from _process(process, rule)
    for check in rule.checks.values():
        if check.of:
            yield from _known(check.of, rule.processes, check.place, "过程", "process")
    yield from _gaps(rule)


def _gaps(rule: Rule) -> Iterator[Finding]:
    """Yield a finding where filled months should follow what is no total of the company."""
    for method in rule.quality.gaps:
        if method.scaled_by and (method.of != "total" or asked_total(rule, method.scaled_by) is None):
            yield _error(
                "rule.gap_total",
                method.place or rule.unit.place,
                f"补缺按“{method.scaled_by}”折算：只有总量能折算，所按的须是一个填报的总量",
                f"gaps scaled by '{method.scaled_by}': only totals can be, by a total the company reports",
                Text("写成 过程.行，如 kiln.clinker", "write process.line, such as kiln.clinker"),
            )


def _declared_unit(rule: Rule) -> Iterator[Finding]:
    yield from _known(rule.unit.of, rule.flows, rule.unit.place, "流", "flow")
    made = {name for p in rule.processes.values() for m in p.makes.values() for name in flow_names(m)}
    if rule.processes and rule.unit.of not in made:
        yield _error(
            "rule.unit_of",
            rule.unit.place,
            f"没有过程产出声明单位的流“{rule.unit.of}”",
            f"no process makes the flow '{rule.unit.of}' of the declared unit",
        )
    if not rule.boundary.stages and rule.processes:
        yield _error("rule.stages", rule.unit.place, "系统边界没有列出阶段", "the boundary lists no stages")


def _choices(rule: Rule) -> Iterator[Finding]:
    for choice in rule.choices.values():
        for option in choice.options:
            for other, word in option.fixes.items():
                yield from _known(other, rule.choices, choice.place, "选择", "choice")
                if other in rule.choices and word not in rule.choices[other].ids:
                    yield _error(
                        "rule.option",
                        choice.place,
                        f"选择“{other}”没有选项“{word}”",
                        f"choice '{other}' has no option '{word}'",
                    )


def _shadows(rule: Rule) -> Iterator[Finding]:
    pack: dict[str, Item] = {
        **rule.quantities,
        **rule.values,
        **rule.parameters,
        **rule.tables,
        **rule.choices,
    }
    for process in rule.processes.values():
        inner: dict[str, Item] = {}
        groups: tuple[dict[str, Item], ...] = (
            dict(process.lines()),
            dict(process.quantities),
            dict(process.values),
            dict(process.tables),
        )
        for group in groups:
            for id, item in group.items():
                if id in inner:
                    yield _error(
                        "rule.shadow",
                        item.place,
                        f"过程内“{id}”用了两次",
                        f"'{id}' is used twice in the process",
                    )
                if id in pack:
                    yield _error(
                        "rule.shadow",
                        item.place,
                        f"“{id}”与规则层的同名项冲突",
                        f"'{id}' hides the pack's item of the same name",
                        Text("换一个标识", "use another id"),
                    )
                inner[id] = item
        counts = Counter(
            id
            for p in (process.makes, process.inputs, process.emissions, process.uptakes, process.wastes)
            for id in p
        )
        for id, count in counts.items():
            if count > 1:
                yield _error(
                    "rule.shadow",
                    process.place,
                    f"行“{id}”在过程里出现 {count} 次",
                    f"line '{id}' occurs {count} times in the process",
                )


def _symbols(rule: Rule) -> Iterator[Finding]:
    """Yield a finding where two declarations share a symbol; a block used twice declares it once."""
    seen: dict[tuple[str, str], tuple[str, FilePlace]] = {}
    for path, item in _symbolled(rule):
        if item.symbol is None:
            continue
        key = (item.symbol.base, item.symbol.sub)
        first, place = seen.setdefault(key, (path, item.place))
        if place != item.place:
            yield _error(
                "rule.symbol",
                item.place,
                f"符号 {key[0]}_{key[1]} 已用于 {first}",
                f"the symbol {key[0]}_{key[1]} is taken by {first}",
            )


def _symbolled(rule: Rule) -> Iterator[tuple[str, Item]]:
    for item in (*rule.quantities.values(), *rule.values.values(), *rule.parameters.values()):
        yield item.id, item
    for process in rule.processes.values():
        for part in (*process.lines().values(), *process.quantities.values(), *process.values.values()):
            yield f"{process.id}.{part.id}", part


def _process(process: Process, rule: Rule) -> Iterator[Finding]:
    stages = {s.id for s in rule.boundary.stages}
    if process.stage not in stages:
        yield from _known(process.stage, stages, process.place, "阶段", "stage")
    if process.each is not None:
        yield from _known(process.each, {*process.tables, *rule.tables}, process.place, "表", "table")
    for table in process.tables.values():
        yield from _columns(table, process, rule)
    for quantity in process.quantities.values():
        yield from _pick(quantity, process, rule)
    for line in process.lines().values():
        yield from _line(line, process, rule)
    if not process.makes and not process.wastes:
        yield _error(
            "rule.makes",
            process.place,
            f"过程“{process.id}”没有产出",
            f"process '{process.id}' makes nothing",
        )
    yield from _allocation(process, rule)


def _supply(flow: Flow, rule: Rule) -> Iterator[Finding]:
    """Refuse stages modelled by no process, and a profile like the study's where the rule has no profiles."""
    for item in flow.supply:
        if not isinstance(item, FootprintSupply):
            continue
        for process in item.here.values():
            yield from _known(process, rule.processes, flow.place, "过程", "process")
        if item.profile == "same" and "profile" not in rule.choices:
            yield _error(
                "rule.profile",
                flow.place,
                "供给要求方案相同 (profile: same)，但规则没有选择 profile",
                "the supply asks for the same profile, but the rule has no choice 'profile'",
                Text("加上选择 profile，或写明方案的编号", "add the choice 'profile', or name the profile"),
            )


def _columns(table: Table, process: Process | None, rule: Rule) -> Iterator[Finding]:
    for column in table.columns.values():
        yield from _pick(column, process, rule)


def _pick(quantity: Quantity, process: Process | None, rule: Rule) -> Iterator[Finding]:
    if quantity.type == "pick" and pick_options(rule, quantity, process) is None:
        yield _error(
            "rule.pick",
            quantity.place,
            f"“{quantity.pick_of}”不是选择、表、参数或流的标签",
            f"'{quantity.pick_of}' is no choice, table, keyed parameter or flow tag",
        )


def _line(line: Line, process: Process, rule: Rule) -> Iterator[Finding]:
    columns: set[str] = set()
    if line.each is not None:
        yield from _known(line.each, {*process.tables, *rule.tables}, line.place, "表", "table")
        table = process.tables.get(line.each) or rule.tables.get(line.each)
        columns = set(table.columns) if table else set()
    if isinstance(line, FlowLine):
        for name in flow_names(line):
            yield from _known(
                name, {*rule.flows, *columns, *_row_columns(process, rule)}, line.place, "流", "flow"
            )
        yield from _overrides(line, rule)
    if isinstance(line, Waste) and line.to != "none":
        yield from _known(line.to, rule.flows, line.place, "流", "flow")
    if isinstance(line, Emission | Uptake):
        yield from gas_findings(Names(rule), line, process)
        yield from _release(line)
    if isinstance(line, Input):
        stages = {stage.id for stage in rule.boundary.stages}
        if line.source not in ("", "bought"):
            yield from _known(line.source, rule.processes, line.place, "过程", "process")
        if line.stage:
            yield from _known(line.stage, stages, line.place, "阶段", "stage")
    for expression in (line.amount, *line.props.values()):
        yield from _options(expression, rule)


def _release(line: Emission | Uptake) -> Iterator[Finding]:
    """Refuse a release without amount, of an unknown origin, or with shares that leave some out."""
    if line.amount is None and line.ask is None:
        yield _error("rule.amount", line.place, "排放没有数量", "the emission has no amount")
    origins = {line.origin: Fixed(1.0)} if isinstance(line, Uptake) else dict(line.origin)
    for origin in origins:
        yield from _known(origin, tuple(o.value for o in Origin), line.place, "来源", "origin")
    shares = [share.value for share in origins.values() if isinstance(share, Fixed)]
    if len(shares) == len(origins) and abs(sum(shares) - 1) > 1e-9:
        yield _error(
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
                yield _error(
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
    yield from _known(expression.choice, rule.choices, expression.place, "选择", "choice")
    if expression.choice in rule.choices:
        ids = rule.choices[expression.choice].ids
        missing = [] if expression.otherwise is not None else [i for i in ids if i not in expression.options]
        if missing:
            yield _error(
                "rule.by",
                expression.place,
                f"选择“{expression.choice}”缺少选项：{'、'.join(missing)}",
                f"choice '{expression.choice}': options missing: {', '.join(missing)}",
                Text("补上，或写 else:", "add them, or write else:"),
            )
        for word in expression.options:
            if word not in ids:
                yield from _known(word, ids, expression.place, "选项", "option")
    for part in expression.options.values():
        yield from _options(part, rule)


def _allocation(process: Process, rule: Rule) -> Iterator[Finding]:
    shared = [m for m in process.makes.values() if m.kind != "loop"]
    needs = len(shared) > 1 or any(m.each for m in shared)
    if process.allocation is None:
        if needs:
            yield _error(
                "rule.allocation",
                process.place,
                f"过程“{process.id}”有多个产品，缺少 allocation",
                f"process '{process.id}' makes several products and has no allocation",
            )
        return
    allocation = process.allocation
    if allocation.choose is not None:
        yield from _known(allocation.choose, rule.choices, allocation.place, "选择", "choice")
        ids = rule.choices[allocation.choose].ids if allocation.choose in rule.choices else ()
        missing = [i for i in ids if i not in allocation.rules]
        if missing:
            yield _error(
                "rule.allocation",
                allocation.place,
                f"分配规则缺少选项：{'、'.join(missing)}",
                f"allocation lacks rules for: {', '.join(missing)}",
            )
    for option, rules in allocation.rules.items():
        yield from _groups(process, option, rules, allocation.place)


def _groups(
    process: Process, option: str, rules: tuple[AllocationRule, ...], place: FilePlace
) -> Iterator[Finding]:
    ruled = [r.group for r in rules if not r.displace]
    lines = [line for line in process.lines().values() if not isinstance(line, Make)]
    groups = {line.group for line in lines if line.group}
    for group in sorted(groups):
        if group not in ruled and "rest" not in ruled:
            names = "、".join(ruled)
            yield _error(
                "rule.group",
                place,
                f"{process.id}：组“{group}”不在任何分配规则里（规则“{option}”列出：{names}）",
                f"{process.id}: lines of group '{group}' are in no allocation rule (rule '{option}' names: {', '.join(ruled)})",
            )
    if any(not line.group for line in lines) and "rest" not in ruled:
        yield _error(
            "rule.group",
            place,
            f"{process.id}：未分组的行没有分配规则，请写 group: rest",
            f"{process.id}: lines without a group have no rule; write group: rest",
        )
    for group, count in Counter(ruled).items():
        if count > 1:
            yield _error(
                "rule.group",
                place,
                f"组“{group}”被分配了 {count} 次",
                f"group '{group}' is ruled {count} times",
            )
    for rule in rules:
        if rule.shares and abs(sum(rule.shares.values()) - 1) > 1e-9:
            yield _error(
                "rule.shares",
                place,
                f"份额之和为 {sum(rule.shares.values()):.6g}，应为 1",
                f"the shares sum to {sum(rule.shares.values()):.6g}, not 1",
            )


def flow_names(line: FlowLine) -> tuple[str, ...]:
    """Return the ids or pick columns a line's flow may be."""
    if isinstance(line.flow, FlowChoice):
        return (*line.flow.options.values(), *((line.flow.otherwise,) if line.flow.otherwise else ()))
    return (line.flow,)


def _known(name: str, known: Container[str], place: FilePlace, zh: str, en: str) -> Iterator[Finding]:
    if name in known:
        return
    words = sorted(known) if isinstance(known, set | dict | frozenset | tuple) else []
    near = get_close_matches(name, words, 3)
    remedy = Text("相近的有：" + "、".join(near), "near: " + ", ".join(near)) if near else Text("")
    yield _error("rule.reference", place, f"没有名为“{name}”的{zh}", f"there is no {en} '{name}'", remedy)


def _error(code: str, place: FilePlace, zh: str, en: str, remedy: Text = Text("")) -> Finding:
    return Finding(code, Level.ERROR, Text(zh, en), place, remedy)
