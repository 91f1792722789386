"""What stands in braces in the text of a rule, and what of the rule it names.

``{boundary.cutoff.each}`` is a value with its unit, ``{list boundary.stages}`` several things, ``{formula
kiln.decomposed}`` and ``{where kiln.decomposed}`` the formula of a line or value and its symbols, ``{table
parameters}`` a table. So a number of the rule is written once, and the text cannot disagree with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.rules.items import Item, Parameter, Value
from tanchi.rules.model import Exclusion, GapMethod, Process, Rule, Stage
from tanchi.rules.processes import Check, Input, Line
from tanchi.units import Unit

KINDS = ("list", "formula", "where", "table")
TABLES = ("parameters", "quality.indicators", "gwp")
_BRACES = re.compile(r"\{([^{}]*)\}")

_METHODS = {
    "mean of given months": Text("按已有月份的平均值补", "the mean of the months given"),
    "last given value": Text("沿用最近一次的数值", "the last value given"),
    "conservative end of range": Text("取合理范围中保守的一端", "the conservative end of the range"),
    "last year": Text("用上一年同期的数值", "the same months of the year before"),
}
_DECISIONS = {
    "capital_goods": Text("厂房、设备等资本货物", "capital goods"),
    "commuting": Text("员工通勤和差旅", "commuting and travel"),
    "research": Text("研发和管理", "research and administration"),
    "packaging": Text("包装", "packaging"),
    "on_site_transport": Text("厂内运输", "transport on site"),
}
"""What the decisions every rule takes are about; others say it themselves."""
_OF = {
    "total": Text("数量", "totals"),
    "level": Text("含量、热值等平均值", "levels such as contents and heating values"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Something in braces: ``kind`` is one of ``KINDS`` or empty for a value."""

    kind: str
    path: str
    source: str
    """As written, with its braces."""


@dataclass(frozen=True, slots=True)
class FormulaOf:
    """A line or value whose formula is printed, and the process it belongs to (None: the whole rule)."""

    process: Process | None
    item: Line | Value


def pieces(text: str) -> tuple[str | Reference, ...]:
    """Return the text cut at its braces: words and references in turn, no empty words."""
    found: list[str | Reference] = []
    end = 0
    for match in _BRACES.finditer(text):
        found.append(text[end : match.start()])
        found.append(_reference(match[0], match[1].strip()))
        end = match.end()
    found.append(text[end:])
    return tuple(piece for piece in found if piece)


def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a text in their order."""
    return tuple(piece for piece in pieces(text) if isinstance(piece, Reference))


def _reference(source: str, inside: str) -> Reference:
    head, _, rest = inside.partition(" ")
    if head in KINDS:
        return Reference(head, rest.strip(), source)
    return Reference("", inside, source)


def value_at(rule: Rule, path: str) -> Text | None:
    """Return what a path says in words: a number with its unit, a label, a sentence.

    Empty where the rule leaves open what the path names; None where the path names nothing.
    """
    fixed = _VALUES.get(path)
    if fixed is not None:
        return fixed(rule)
    section, _, rest = path.partition(".")
    if section == "parameters":
        return _parameter(rule, rest)
    if section == "choices":
        return _option(rule, rest)
    if section in ("processes", "checks"):
        return _in_process(rule, section, rest)
    item: Item | None = _MAPS[section](rule).get(rest) if section in _MAPS else None
    return item.label if item is not None else None


_MAPS: Mapping[str, Callable[[Rule], Mapping[str, Item]]] = {
    "flows": lambda rule: rule.flows,
    "quantities": lambda rule: rule.quantities,
    "tables": lambda rule: rule.tables,
    "values": lambda rule: rule.values,
}

_VALUES: Mapping[str, Callable[[Rule], Text]] = {
    "goal": lambda rule: rule.goal,
    "product.definition": lambda rule: rule.product.definition,
    "unit": lambda rule: rule.unit.text,
    "unit.of": lambda rule: rule.flows[str(rule.unit.of)].label if rule.unit.of in rule.flows else Text(""),
    "gwp.set": lambda rule: Text(f"IPCC {rule.gwp.set}"),
    "boundary.cutoff.each": lambda rule: _share(rule.boundary.cutoff.each if rule.boundary.cutoff else None),
    "boundary.cutoff.total": lambda rule: _share(
        rule.boundary.cutoff.total if rule.boundary.cutoff else None
    ),
    "quality.limit": lambda rule: _plain(rule.quality.limit),
    "quality.primary_share": lambda rule: _share(rule.quality.primary_min),
}


def _share(share: float | None) -> Text:
    return Text("") if share is None else Text(f"{share * 100:.6g} %")


def _plain(number: float | None) -> Text:
    return Text("") if number is None else Text(f"{number:.12g}")


def with_unit(number: float, unit: Unit | None) -> Text:
    """Return a number with its unit as the two languages write it."""
    if unit is None or str(unit) == "1":
        return _plain(number)
    return Text(f"{number:.12g} {unit.label('zh')}", f"{number:.12g} {unit.label('en')}")


def _parameter(rule: Rule, path: str) -> Text | None:
    name, _, key = path.partition(".")
    found = rule.parameters.get(name) or rule.parameters.get(path)
    if found is None:
        return None
    number = found.values.get(key) if key and name in rule.parameters else _newest(found)
    return None if number is None else with_unit(number, found.unit)


def _newest(found: Parameter) -> float | None:
    if found.versions:
        return max(found.versions, key=lambda version: version.valid_from).value
    return found.value


def _option(rule: Rule, path: str) -> Text | None:
    name, _, option = path.partition(".")
    choice = rule.choices.get(name)
    if choice is None:
        return None
    if not option:
        return choice.label
    return next((o.label for o in choice.options if o.id == option), None)


def _in_process(rule: Rule, section: str, path: str) -> Text | None:
    """Return the label of a process or of something in it, or the tolerance of a check."""
    if path.endswith(".tolerance"):
        check = _check(rule, section, path.removesuffix(".tolerance"))
        return _share(check.tolerance) if check is not None and check.tolerance is not None else None
    if section == "checks":
        found: Item | None = rule.checks.get(path)
        return found.label if found is not None else None
    process = rule.processes.get(path)
    if process is not None:
        return process.label
    target = _member(rule, path)
    return target.label if target is not None else None


def _check(rule: Rule, section: str, path: str) -> Check | None:
    if section == "checks":
        return rule.checks.get(path)
    head, _, name = path.partition(".checks.")
    process = rule.processes.get(head)
    return process.checks.get(name) if process is not None else None


def _member(rule: Rule, path: str) -> Item | None:
    process, name = _process_of(rule, path)
    if process is None:
        return None
    groups: tuple[Mapping[str, Item], ...] = (
        process.lines(),
        process.values,
        process.quantities,
        process.tables,
    )
    return next((group[name] for group in groups if name in group), None)


def _process_of(rule: Rule, path: str) -> tuple[Process | None, str]:
    """Return the process whose id begins a path, the longest first, and the rest."""
    parts = path.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        process = rule.processes.get(".".join(parts[:cut]))
        if process is not None:
            return process, ".".join(parts[cut:])
    return None, path


def formula_at(rule: Rule, path: str) -> FormulaOf | None:
    """Return the line or value of a path that has a formula; None if there is none."""
    process = _process_of(rule, path)[0]
    found = _member(rule, path) if process is not None else rule.values.get(path)
    if isinstance(found, Value) or (isinstance(found, Line) and _has_formula(found)):
        return FormulaOf(process, found)
    return None


def _has_formula(line: Line) -> bool:
    return line.amount is not None or (isinstance(line, Input) and line.burnt is not None)


def list_at(rule: Rule, path: str) -> tuple[Text, ...] | None:
    """Return the members of a list of the rule in words; None if the path names no list."""
    fixed = _LISTS.get(path)
    if fixed is not None:
        return tuple(fixed(rule))
    section, _, name = path.partition(".")
    choice = rule.choices.get(name) if section == "choices" else None
    return tuple(option.label for option in choice.options) if choice is not None else None


_LISTS: Mapping[str, Callable[[Rule], Iterator[Text]]] = {
    "boundary.stages": lambda rule: (_stage(rule, stage) for stage in rule.boundary.stages if stage.included),
    "boundary.exclusions": lambda rule: _exclusions(rule),
    "boundary.decisions": lambda rule: (_decision(*item) for item in rule.boundary.decisions.items()),
    "boundary.cutoff.never": lambda rule: iter(
        Text(gas) for gas in (rule.boundary.cutoff.never if rule.boundary.cutoff else ())
    ),
    "product.varieties": lambda rule: iter(rule.product.varieties),
    "product.routes": lambda rule: iter(rule.product.routes_covered),
    "product.routes_not_covered": lambda rule: iter(rule.product.routes_not_covered),
    "processes.site_specific": lambda rule: (p.label for p in rule.processes.values() if p.site_specific),
    "quality.gaps": lambda rule: (_gap(gap) for gap in rule.quality.gaps),
}


def _stage(rule: Rule, stage: Stage) -> Text:
    inside = [p.label for p in rule.processes.values() if p.stage == stage.id]
    inside += [
        line.label or Text(line.id)
        for process in rule.processes.values()
        for line in process.inputs.values()
        if line.stage == stage.id and process.stage != stage.id
    ]
    if not inside:
        return stage.label
    return Text(
        f"{stage.label.zh}：{'、'.join(dict.fromkeys(t.zh for t in inside))}",
        f"{stage.label.of('en')}: {', '.join(dict.fromkeys(t.of('en') for t in inside))}",
    )


def _decision(id: str, text: Text) -> Text:
    about = _DECISIONS.get(id)
    return text if about is None else Text(f"{about.zh}：{text.zh}", f"{about.en}: {text.of('en')}")


def _exclusions(rule: Rule) -> Iterator[Text]:
    yield from (_exclusion(found) for found in rule.boundary.exclusions)
    for stage in rule.boundary.stages:
        if not stage.included:
            why = (f"：{stage.reason.zh}", f": {stage.reason.of('en')}") if stage.reason else ("", "")
            yield Text(f"{stage.label.zh}阶段{why[0]}", f"the stage {stage.label.of('en')}{why[1]}")


def _exclusion(found: Exclusion) -> Text:
    share = "" if found.share is None else f"{found.share * 100:.3g} %"
    zh = f"{found.what.zh}：{found.reason.zh}" if found.reason else found.what.zh
    en = f"{found.what.of('en')}: {found.reason.of('en')}" if found.reason else found.what.of("en")
    return Text(f"{zh}（估计约 {share}）", f"{en} (about {share})") if share else Text(zh, en)


def _gap(found: GapMethod) -> Text:
    method = next(
        (text for head, text in _METHODS.items() if found.method.startswith(head)), Text(found.method)
    )
    of = _OF.get(found.of, Text(found.of))
    most, whole = found.at_most
    limit = (f"，{whole} 个月中至多 {most} 个月", f", at most {most} of {whole} months") if most else ("", "")
    return Text(f"{of.zh}{method.zh}{limit[0]}", f"{of.of('en')} by {method.of('en')}{limit[1]}")
