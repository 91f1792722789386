"""Whether everything a rule computes can be computed: nothing waits for itself, no decision for another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from tanchi.findings import FilePlace, Finding, Text
from tanchi.formula import Node, UnknownName
from tanchi.rules.complaints import broken
from tanchi.rules.expression import ByChoice, Expression, Formula
from tanchi.rules.model import Choice, Input, Item, Line, Process, Quantity, Rule, Value
from tanchi.rules.names import Names, PackItem, ProcessItem, Where
from tanchi.rules.reads import reads
from tanchi.rules.scope import RuleScope

Key = tuple[str, str]
"""(process or "", id) of what is computed; ("choice", id) of a choice that is decided."""
Options = Mapping[str, str]
MAX_COMBINATIONS = 500


@dataclass(frozen=True, slots=True)
class _Computed:
    """A value, a computed line, a default or a decision: its formulas, and where these stand."""

    item: Item
    formulas: tuple[Expression, ...]
    process: Process | None = None
    each: str = ""


def order(rule: Rule) -> Iterator[Finding]:
    """Yield values that wait for themselves and decisions that wait for decisions."""
    known = _Known(rule)
    yield from _circles(rule, known)
    yield from _decisions(rule, known)


class _Known:
    """What of a rule is computed, by key, and what each of it reads."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.names = Names(rule)
        self.items: dict[Key, _Computed] = dict(self._items())

    def _items(self) -> Iterator[tuple[Key, _Computed]]:
        for choice in self.rule.choices.values():
            if choice.decide is not None:
                yield ("choice", choice.id), _Computed(choice, (choice.decide,))
        yield from self._owned("", self.rule.values, self.rule.quantities, None)
        for process in self.rule.processes.values():
            yield from self._owned(process.id, process.values, process.quantities, process)
            for line in process.lines().values():
                if line.amount is not None:
                    each = str(line.each or "")
                    yield (process.id, line.id), _Computed(line, (line.amount,), process, each)
                elif line.ask is not None and line.ask.default is not None:
                    yield (process.id, line.id), _Computed(line, (line.ask.default,), process)

    @staticmethod
    def _owned(
        owner: str,
        values: Mapping[str, Value],
        quantities: Mapping[str, Quantity],
        process: Process | None,
    ) -> Iterator[tuple[Key, _Computed]]:
        for value in values.values():
            tiers = tuple(tier.amount for tier in value.tiers)
            yield (owner, value.id), _Computed(value, (value.amount,) if value.amount else tiers, process)
        for quantity in quantities.values():
            if quantity.default is not None:
                yield (owner, quantity.id), _Computed(quantity, (quantity.default,), process)

    def reads(self, key: Key, options: Options | None = None) -> set[Key]:
        """Return what is read directly: under these options, or under any."""
        found: set[Key] = set()
        computed = self.items[key]
        for formula in computed.formulas:
            for node, choices in _nodes(formula, options):
                found |= {("choice", choice) for choice in choices}
                found |= self._of_node(node, computed)
        return {one for one in found if one in self.items}

    def _of_node(self, node: Node, computed: _Computed) -> set[Key]:
        found: set[Key] = set()
        for leaf in reads(node, RuleScope(self.names, Where(computed.process, computed.each))):
            if leaf[0] in ("inflow()", "outflow()"):
                found |= _moved(computed.process, leaf[0])
            elif leaf[0] != "prop()":
                found |= self._of_name(leaf, computed)
        return found

    def _of_name(self, leaf: tuple[str, ...], computed: _Computed) -> set[Key]:
        try:
            meaning = self.names.meaning(leaf, Where(computed.process, computed.each))
        except UnknownName:
            return set()
        if isinstance(meaning, Choice):
            return {("choice", meaning.id)}
        if isinstance(meaning, ProcessItem):
            return {(meaning.process, meaning.item.id)}
        return {("", meaning.item.id)} if isinstance(meaning, PackItem) else set()

    def after(self, key: Key) -> set[Key]:
        """Return everything something waits for, however far."""
        found: set[Key] = set()
        waiting = [key]
        while waiting:
            new = self.reads(waiting.pop()) - found
            found |= new
            waiting += new
        return found


def _nodes(expression: Expression, options: Options | None) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield (formula, choices that select it) of an expression, under given options or all of them."""
    if isinstance(expression, Formula):
        yield expression.node, ()
    elif isinstance(expression, ByChoice):
        chosen = options.get(expression.choice) if options is not None else None
        parts = [*expression.options.values(), *((expression.otherwise,) if expression.otherwise else ())]
        if chosen is not None:
            held = expression.options.get(chosen, expression.otherwise)
            parts = [held] if held is not None else []
        for part in parts:
            for node, choices in _nodes(part, options):
                yield node, (str(expression.choice), *choices)


def _moved(process: Process | None, side: str) -> set[Key]:
    """Return the lines a carbon-balance sum waits for."""
    if process is None:
        return set()
    if side == "inflow()":
        lines: list[Line] = [line for line in process.inputs.values() if _unburnt(line)]
    else:
        lines = [*process.makes.values(), *process.wastes.values()]
    return {(process.id, line.id) for line in lines}


def _unburnt(line: Input) -> bool:
    return line.burnt is None


def _circles(rule: Rule, known: _Known) -> Iterator[Finding]:
    told: set[frozenset[Key]] = set()
    for key in known.items:
        if key not in known.after(key):
            continue
        circle = _real_circle(rule, known, key)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield _circular(known, circle)


def _real_circle(rule: Rule, known: _Known, key: Key) -> list[Key]:
    """Return a circle through ``key`` that closes under some options of the choices it reads; none if none does."""
    around = {one for one in known.after(key) if key in known.after(one)}
    choices = sorted({c for one in around for f in known.items[one].formulas for c in _chosen_by(f)})
    ids = [rule.choices[c].ids for c in choices if c in rule.choices]
    for number, combination in enumerate(product(*ids)):
        if number >= MAX_COMBINATIONS:
            return []
        options = dict(zip(choices, combination, strict=True))
        circle = _path_back(key, known, options, around)
        if circle:
            return circle
    return []


def _chosen_by(expression: Expression) -> set[str]:
    if not isinstance(expression, ByChoice):
        return set()
    parts = (*expression.options.values(), *((expression.otherwise,) if expression.otherwise else ()))
    return {str(expression.choice), *(choice for part in parts for choice in _chosen_by(part))}


def _path_back(start: Key, known: _Known, options: Options, around: set[Key]) -> list[Key]:
    """Return the shortest way within ``around`` from ``start`` back to it, without its end; empty where none is."""
    before: dict[Key, Key] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for one in sorted(known.reads(here, options) & around):
            if one == start:
                path = [here]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return path[::-1]
            if one not in before:
                before[one] = here
                waiting.append(one)
    return []


def _circular(known: _Known, circle: list[Key]) -> Finding:
    listed = " → ".join(_name(key) for key in (*circle, circle[0]))
    return broken(
        "rule.circular",
        _place(known, circle[0]),
        f"互相依赖，算不出来：{listed}",
        f"they depend on each other and can't be computed: {listed}",
        Text(
            "断开其中一处；过程之间的循环经由流，由矩阵求解",
            "break it at one place; loops between processes go through flows and are solved",
        ),
    )


def _name(key: Key) -> str:
    return key[1] if key[0] in ("", "choice") else ".".join(key)


def _place(known: _Known, key: Key) -> FilePlace:
    computed = known.items[key]
    first = next((f for f in computed.formulas if isinstance(f, Formula | ByChoice)), None)
    return first.place if first is not None else computed.item.place


def _decisions(rule: Rule, known: _Known) -> Iterator[Finding]:
    """Refuse a decision that reads another one: it would see that choice's default."""
    for choice in rule.choices.values():
        key = ("choice", choice.id)
        others = sorted(id for kind, id in known.after(key) if kind == "choice" and id != choice.id) if key in known.items else []  # fmt: skip
        if choice.decide is not None and others:
            yield broken(
                "rule.decide",
                choice.decide.place,
                f"选择“{choice.id}”的 decide 用到另一个由 decide 决定的选择：{'、'.join(others)}",
                f"decide of choice '{choice.id}' reads a choice that is decided too: {', '.join(others)}",
                Text("两处都直接写所依据的数量", "write in both what they rest on"),
            )
