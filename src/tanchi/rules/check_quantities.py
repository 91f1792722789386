"""Whether what quantities lean on is there: options of a pick, the weight of a mean, the divisor of a range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tanchi.findings import Finding, Text
from tanchi.rules.complaints import broken, known
from tanchi.rules.model import Process, Quantity, Rule, Table
from tanchi.rules.picks import pick_options


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands, and the numbers a company gives beside it."""

    rule: Rule
    process: Process | None = None
    columns: Mapping[str, Quantity] = field(default_factory=dict)

    def beside(self) -> dict[str, Quantity]:
        """Return what may divide a range: columns of the row, the process's own, the product's."""
        found = {**self.rule.quantities}
        if self.process is not None:
            found |= self.process.quantities
            found |= {id: line.ask for id, line in self.process.lines().items() if line.ask is not None}
        return _numbers({**found, **self.columns})

    def weights(self) -> dict[str, Quantity]:
        """Return the totals that may weigh a mean: of the same table for a column."""
        found = _numbers(self.columns) if self.columns else self.beside()
        return {id: quantity for id, quantity in found.items() if quantity.kind == "total"}


def quantities(rule: Rule) -> Iterator[Finding]:
    """Yield what is wrong with what the quantities, columns and asks of a rule refer to."""
    yield from _group(rule.quantities, _Place(rule))
    for flow in rule.flows.values():
        yield from _group({q.id: q for q in (flow.bought, flow.stock) if q is not None}, _Place(rule))
    yield from _tables(rule.tables, None, rule)
    for process in rule.processes.values():
        asks = {line.id: line.ask for line in process.lines().values() if line.ask is not None}
        sold = {make.sold.id: make.sold for make in process.makes.values() if make.sold is not None}
        yield from _group({**process.quantities, **asks, **sold}, _Place(rule, process))
        yield from _tables(process.tables, process, rule)


def _tables(tables: Mapping[str, Table], process: Process | None, rule: Rule) -> Iterator[Finding]:
    for table in tables.values():
        yield from _group(table.columns, _Place(rule, process, table.columns))


def _group(quantities: Mapping[str, Quantity], place: _Place) -> Iterator[Finding]:
    for quantity in quantities.values():
        yield from _pick(quantity, place)
        yield from _weight(quantity, place)
        yield from _per(quantity, place)


def _pick(quantity: Quantity, place: _Place) -> Iterator[Finding]:
    if quantity.type == "pick" and pick_options(place.rule, quantity, place.process) is None:
        yield broken(
            "rule.pick",
            quantity.place,
            f"“{quantity.pick_of}”不是选择、表、参数或流的标签",
            f"'{quantity.pick_of}' is no choice, table, keyed parameter or flow tag",
        )


def _weight(quantity: Quantity, place: _Place) -> Iterator[Finding]:
    if quantity.weight is None:
        return
    yield from known(quantity.weight, place.weights(), quantity.place, "可作权重的总量", "total to weigh by")
    if quantity.kind != "level":
        yield broken(
            "rule.weight",
            quantity.place,
            f"“{quantity.id}”是 {quantity.kind}，不取平均，weight 不起作用",
            f"'{quantity.id}' is a {quantity.kind}, no mean is taken of it and weight would do nothing",
            Text("删去 weight，或写 kind: level", "delete weight, or write kind: level"),
        )


def _per(quantity: Quantity, place: _Place) -> Iterator[Finding]:
    if quantity.per is None:
        return
    yield from known(
        quantity.per, place.beside(), quantity.place, "企业填报的数量", "quantity the company gives"
    )
    if quantity.low is None and quantity.high is None:
        yield broken(
            "rule.per",
            quantity.place,
            f"“{quantity.id}”写了 per 而没有 range",
            f"'{quantity.id}' has per and no range",
            Text("加上 range，或删去 per", "add a range, or delete per"),
        )


def _numbers(quantities: Mapping[str, Quantity]) -> dict[str, Quantity]:
    return {id: quantity for id, quantity in quantities.items() if quantity.type == "number"}
