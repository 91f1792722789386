"""The formulas a study used: emissions of each process, combustion of its fuels, and the values they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.documents.blocks import Block, Equation, Paragraph
from tanchi.documents.report.shown import Shown
from tanchi.findings import Text
from tanchi.formula import Leaf, Node, Symbol, leaves, parse, unparse
from tanchi.rules.expression import ByChoice, Expression, Fixed, Formula
from tanchi.rules.model import Input, Item, Line, Process, Value

_PROPERTIES = {
    "ncv": ("NCV", Text("低位发热量", "net calorific value")),
    "carbon": ("CC", Text("含碳量", "carbon content")),
    "oxidation": ("OF", Text("氧化率", "oxidation")),
    "biogenic": ("BF", Text("碳中生物源份额", "biogenic share of the carbon")),
}
"""Usual symbols of properties, as in the guides to corporate accounting."""


def formulas(shown: Shown) -> Iterator[Block]:
    """Yield the formulas of all processes that took part, each formula once."""
    running = {part.id.split("@")[0].split("[")[0] for part in shown.footprint.by_process}
    said: set[str] = set()
    for process in shown.rule.processes.values():
        if process.id in running:
            yield from _of_process(shown, process, said)


def _of_process(shown: Shown, process: Process, said: set[str]) -> Iterator[Block]:
    lines: list[tuple[Line, Node | None]] = [
        *((line, _burnt(shown, line)) for line in process.inputs.values() if line.burnt is not None),
        *((line, _node(shown, line.amount)) for line in process.emissions.values()),
        *((line, _node(shown, line.amount)) for line in process.uptakes.values()),
    ]
    symbols = _Names(shown, process)
    for line, node in lines:
        if node is not None and _took_part(shown, line):
            label = line.label or (line.ask.label if line.ask else Text(line.id))
            symbol = Symbol("E", shown.say(label)) if isinstance(line, Input) else _symbol(line)
            yield from _said(shown, process, label, Equation(symbol, node, symbols.find))
            yield from _values(shown, process, node, said)


def _took_part(shown: Shown, line: Line) -> bool:
    """Return whether a line the rule takes only on a condition was taken."""
    return line.when is None or any(f".{line.id}" in id for id in shown.footprint.nodes)


def _values(shown: Shown, process: Process, node: Node, said: set[str]) -> Iterator[Block]:
    """Yield the formulas of the values a formula rests on, and of those they rest on."""
    for leaf in leaves(node):
        name = ".".join(leaf)
        own = process.values.get(name)
        value = own or shown.rule.values.get(name)
        key = f"{process.id if own else ''}.{name}"
        found = _of_value(shown, value) if value is not None and key not in said else None
        said.add(key)
        if value is not None and found is not None:
            symbols = _Names(shown, process)
            yield from _said(shown, process, value.label, Equation(_symbol(value), found, symbols.find))
            yield from _values(shown, process, found, said)


def _said(shown: Shown, process: Process, label: Text, equation: Equation) -> Iterator[Block]:
    colon = shown.either("：", ": ")
    yield Paragraph(f"{shown.say(process.label)}{colon}{shown.say(label)}")
    yield equation


def _of_value(shown: Shown, value: Value) -> Node | None:
    """Return the formula a value was computed by: its own, or that of the tier the study took."""
    if value.amount is not None:
        return _node(shown, value.amount)
    used = {id.rpartition("#")[2] for id in shown.footprint.nodes if f".{value.id}#" in id}
    return next((_node(shown, tier.amount) for tier in value.tiers if tier.id in used), None)


def _node(shown: Shown, expression: Expression | None) -> Node | None:
    while isinstance(expression, ByChoice):
        expression = expression.of(shown.footprint.choices[expression.choice])
    return expression.node if isinstance(expression, Formula) else None


def _burnt(shown: Shown, line: Input) -> Node | None:
    """Return fuel × carbon × oxidation × 44/12, as the study counts what is burnt."""
    amount, oxidation = _node(shown, line.amount), line.burnt
    while isinstance(oxidation, ByChoice):
        oxidation = oxidation.of(shown.footprint.choices[oxidation.choice])
    factors = [unparse(amount) if amount is not None else line.id]
    factors.append(f"prop({line.flow if isinstance(line.flow, str) else line.id}, carbon)")
    if isinstance(oxidation, Formula):
        factors.append(f"({unparse(oxidation.node)})")
    elif isinstance(oxidation, Fixed) and oxidation.value != 1.0:
        factors.append(f"{oxidation.value:g}")
    return parse(" * ".join((*factors, "co2_per_c")))


def _symbol(item: Item) -> Symbol:
    if item.symbol is not None:
        return Symbol(item.symbol.base, item.symbol.sub)
    return Symbol(item.id)


class _Names:
    """How the names in the formulas of one process are printed."""

    def __init__(self, shown: Shown, process: Process) -> None:
        self._shown = shown
        self._process = process

    def find(self, leaf: Leaf) -> Symbol:
        """Return the symbol of a leaf, with what it means and its unit for 式中."""
        match leaf:
            case ("prop()", flow, *rest):
                return self._property(flow, rest[-1])
            case ("inflow()" | "outflow()", id):
                return self._balance(leaf[0], id)
            case ("[]", name, option):
                return Symbol(name, option)
            case (table, column) if (found := self._column(table, column)) is not None:
                return self._named(found, (table,))
        item = self._item(".".join(leaf)) or self._of_row(leaf[-1])
        return self._named(item, ()) if item is not None else Symbol(leaf[-1])

    def _named(self, item: Item, dims: tuple[str, ...]) -> Symbol:
        unit = getattr(item, "unit", None) or getattr(getattr(item, "ask", None), "unit", None)
        base = _symbol(item)
        text = item.label or Text(item.id)
        return Symbol(base.base, base.sub, text, unit.label(self._shown.language) if unit else "", dims)

    def _item(self, name: str) -> Item | None:
        rule, process = self._shown.rule, self._process
        groups = (
            process.lines(),
            process.quantities,
            process.values,
            rule.quantities,
            rule.values,
            rule.parameters,
        )
        return next((group[name] for group in groups if name in group), None)

    def _column(self, table: str, column: str) -> Item | None:
        found = self._process.tables.get(table) or self._shown.rule.tables.get(table)
        return found.columns.get(column) if found is not None else None

    def _of_row(self, column: str) -> Item | None:
        """Return a column of a table the process or one of its lines goes through row by row."""
        tables = dict.fromkeys([self._process.each, *(line.each for line in self._process.lines().values())])
        found = (self._column(str(table), column) for table in tables if table)
        return next((item for item in found if item is not None), None)

    def _property(self, flow: str, id: str) -> Symbol:
        base, meaning = _PROPERTIES.get(id, (id, Text(id)))
        found = self._shown.rule.flows.get(flow)
        if found is None:
            return Symbol(base, "", Text(f"该行物料的{meaning.zh}", f"{meaning.of('en')} of the row's flow"))
        zh, en = found.label.zh or flow, found.label.of("en") or flow
        return Symbol(
            base, self._shown.either(zh, en), Text(f"{zh}的{meaning.zh}", f"{meaning.of('en')} of {en}")
        )

    def _balance(self, way: str, id: str) -> Symbol:
        meaning = Text("碳", "carbon") if id == "carbon" else Text(id)
        side = Text("入", "in") if way == "inflow()" else Text("出", "out")
        text = (
            Text(
                f"各投入物料带入的{meaning.zh}（用量 × 含量之和）",
                f"{meaning.of('en')} in all inputs (sum of amount × content)",
            )
            if side.zh == "入"
            else Text(
                f"各产出物料带出的{meaning.zh}（产量 × 含量之和）",
                f"{meaning.of('en')} in all products (sum of amount × content)",
            )
        )
        return Symbol(
            "C" if id == "carbon" else id, self._shown.say(side), text, "tC" if id == "carbon" else ""
        )
