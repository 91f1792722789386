"""A rule as a reader wants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tanchi.cli.screen import Screen
from tanchi.cli.show.digits import percent
from tanchi.cli.show.words import READINGS
from tanchi.cli.tables import left, right, section
from tanchi.findings import Text
from tanchi.rules.expression import ByChoice, Expression, Fixed, Formula
from tanchi.rules.facts import Fact, Facts
from tanchi.rules.model import FlowLine, Line, Parameter, Process, Rule
from tanchi.rules.processes import Emission, Make, Uptake, Waste
from tanchi.study.figures import said

_LISTS = ((Make, Text("产出", "makes")), (Emission, Text("排放", "emits")), (Uptake, Text("吸收", "takes up")),
          (Waste, Text("废物", "wastes")))  # fmt: skip
_INPUT = Text("投入", "takes")
_ASKED = Text("填报", "asked")
_VALIDATED = {"published": Text("文献算例", "published cases"), "plant": Text("工厂数据", "data of a plant")}


def show_rule(rule: Rule, screen: Screen) -> None:
    """Print identity, boundary, choices, processes and parameters of a rule."""
    _head(rule, screen)
    _stages(rule, screen)
    _choices(rule, screen)
    for process in rule.processes.values():
        _process(rule, process, screen)
    _parameters(rule, screen)
    screen.line()
    counts = Text(
        f"检查 {len(rule.checks) + sum(len(p.checks) for p in rule.processes.values())} 项，算例 {len(rule.cases)} 个，条文 {len(rule.text)} 条",
        f"{len(rule.checks) + sum(len(p.checks) for p in rule.processes.values())} checks, {len(rule.cases)} cases, {len(rule.text)} clauses of text",
    )
    screen.line(screen.of(counts))


def show_facts(found: Facts, chosen: Mapping[str, Fact], screen: Screen) -> None:
    """Print what a rule says of some of its items, path by path."""
    rows = [
        (f.path, screen.of(found.items[f.item].label) if f.item in found.items else "", screen.of(f.text))
        for f in chosen.values()
    ]
    section(screen, (left("路径", "Path"), left("名称", "name"), left("内容", "what it says")), rows)


def _head(rule: Rule, screen: Screen) -> None:
    screen.line(screen.of(rule.title), "bold")
    screen.line(f"{rule.id}@{rule.edition} · {rule.status} · {rule.hash[:8]}", "dim")
    caution = screen.of(rule.validated.caution)
    if caution:
        screen.line(f"△ {caution}", "yellow")
    rows = [(screen.of(Text("产品", "product")), screen.of(rule.product.definition))]
    rows += [
        (screen.of(Text("标准", "standard")), f"{s.number} {screen.of(s.title)}（{s.reading}）")
        for s in rule.standards
    ]
    flow = rule.flows.get(str(rule.unit.of))
    unit = (
        screen.of(rule.unit.text)
        or f"{_number(rule.unit.amount)} {screen.of(flow.label) if flow else rule.unit.of}"
    )
    rows += [
        (screen.of(Text("声明单位", "unit")), unit),
        (screen.of(Text("上级规则", "parent")), rule.parent),
        ("GWP", rule.gwp.set),
        (
            screen.of(Text("有效期", "valid")),
            f"{rule.valid_from} – {rule.valid_to}" if rule.valid_from else "—",
        ),
    ]
    if rule.validated.state in _VALIDATED:
        against = screen.of(_VALIDATED[rule.validated.state])
        rows.append((screen.of(Text("验证", "validated")), f"{against} {screen.of(rule.validated.text)}"))
    limits = rule.boundary.cutoff
    if limits:
        rows.append((screen.of(Text("取舍", "cut-off")), f"{percent(limits.each)} / {percent(limits.total)}"))
    section(screen, (left(""), left("")), rows)


def _stages(rule: Rule, screen: Screen) -> None:
    rows = [
        (s.id, screen.of(s.label), "✓" if s.included else "–", screen.of(s.reason))
        for s in rule.boundary.stages
    ]
    section(screen, (left("阶段", "Stage"), left(""), left("纳入", "included"), left("理由", "reason")), rows)


def _choices(rule: Rule, screen: Screen) -> None:
    rows = [
        (c.id if o is c.options[0] else "", screen.of(c.label) if o is c.options[0] else "", o.id, screen.of(o.label),
         screen.of(_role(c.default, c.also_report, c.locked, o.id)))
        for c in rule.choices.values()
        for o in c.options
    ]  # fmt: skip
    section(screen, (left("选择", "Choice"), left(""), left("选项", "option"), left(""), left("")), rows)


def _role(default: str, also: tuple[str, ...], locked: bool, option: str) -> Text:
    if option == default:
        return Text("锁定", "locked") if locked else Text("缺省", "default")
    return Text("同时报告", "also reported") if option in also else Text("")


def _process(rule: Rule, process: Process, screen: Screen) -> None:
    rows = [
        (
            screen.of(_list_of(line)),
            line.id,
            screen.of(_label(rule, line)),
            _unit(rule, line),
            _amount(line, screen),
            line.clause,
        )
        for line in process.lines().values()
    ]
    rows += [
        (
            screen.of(Text("量", "value")),
            value.id,
            screen.of(value.label),
            str(value.unit or ""),
            " | ".join(_texts(value)),
            value.clause,
        )
        for value in process.values.values()
    ]
    heads = (
        left(screen.of(process.label) or process.id), left(process.id), left(""), left("单位", "unit"),
        left("怎么得到", "how"), left("条款", "clause"),
    )  # fmt: skip
    section(screen, heads, rows)


def _label(rule: Rule, line: Line) -> Text:
    flow = rule.flows.get(str(line.flow)) if isinstance(line, FlowLine) else None
    return line.label or (flow.label if flow else Text(""))


def _list_of(line: Line) -> Text:
    return next((word for kind, word in _LISTS if isinstance(line, kind)), _INPUT)


def _unit(rule: Rule, line: Line) -> str:
    if line.ask is not None:
        return str(line.ask.unit or "")
    if isinstance(line, FlowLine):
        flow = rule.flows.get(str(line.flow))
        return str(flow.unit or "") if flow else ""
    return f"t{line.gas}" if isinstance(line, Emission | Uptake) and line.gas == "CO2" else ""


def _amount(line: Line, screen: Screen) -> str:
    return screen.of(_ASKED) if line.ask is not None else " | ".join(_forms(line.amount))


def _texts(value: object) -> Iterator[str]:
    tiers = getattr(value, "tiers", ())
    for tier in tiers:
        yield f"{tier.id}: {' | '.join(_forms(tier.amount))}"
    if not tiers:
        yield from _forms(getattr(value, "amount", None))


def _forms(amount: Expression | None) -> Iterator[str]:
    """Yield a formula, or one per option of a choice."""
    if isinstance(amount, ByChoice):
        for option, part in amount.options.items():
            yield f"{amount.choice}={option}: {' '.join(_forms(part))}"
    elif isinstance(amount, Formula):
        yield amount.text
    elif isinstance(amount, Fixed):
        yield _number(amount)


def _number(fixed: Fixed) -> str:
    return f"{fixed.value:g} {fixed.unit or ''}".strip()


def _parameters(rule: Rule, screen: Screen) -> None:
    rows = [
        (
            p.id,
            screen.of(p.label),
            _value(p),
            str(p.unit or ""),
            f"{p.source or ''}",
            screen.of(READINGS[p.source.reading]) if p.source else "",
        )
        for p in rule.parameters.values()
    ]
    heads = (
        left("参数", "Parameter"), left(""), right("值", "value"), left("单位", "unit"), left("来源", "source"),
        left("阅读", "reading"),
    )  # fmt: skip
    section(screen, heads, rows)


def _value(parameter: Parameter) -> str:
    if parameter.value is not None:
        return f"{said(parameter.value)}"
    if parameter.values:
        low, high = min(parameter.values.values()), max(parameter.values.values())
        return f"{len(parameter.values)}: {low:.4g}–{high:.4g}"
    return f"{len(parameter.versions)}×" if parameter.versions else f"[{len(parameter.curve)}]"
