"""The gases one process instance releases or takes up: emission lines and combustion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tanchi.findings import FieldPlace, Finding, Level, TanchiError, Text
from tanchi.rules.expression import Expression, Fixed, Ref
from tanchi.rules.gas_picks import gas_named
from tanchi.rules.model import (
    Emission,
    Input,
    Line,
    Uptake,
)
from tanchi.rules.scope import gas_unit
from tanchi.study.context import Context
from tanchi.study.exchanges import Exchange, Release, Sheetful
from tanchi.study.lines import Lines, holds
from tanchi.study.reader import YEAR, parameter, prop
from tanchi.study.result import NodeKind
from tanchi.study.sheet import Instance, Sheet
from tanchi.study.steps import Step, complement, product
from tanchi.units import UNITLESS


def sheetful(context: Context, instance: Instance) -> Sheetful:
    """Evaluate every line of an instance."""
    sheet = Sheet(context, instance)
    lines = Lines(context, sheet, instance)
    sheet.balances = lines.balance
    process = instance.process
    gases = Releases(lines)
    makes = tuple(lines.flow_lines(process.makes))
    inputs = tuple(lines.flow_lines(process.inputs))
    wastes = tuple(lines.flow_lines(process.wastes))
    releases = (
        *gases.emitted(process.emissions),
        *gases.emitted(process.uptakes),
        *gases.combustion(inputs),
    )
    return Sheetful(instance, sheet, makes, inputs, wastes, releases)


@dataclass(frozen=True, slots=True)
class Releases:
    """Turns emission lines and burnt inputs of one instance into releases."""

    lines: Lines

    def emitted(self, lines: Mapping[str, Emission] | Mapping[str, Uptake]) -> Iterator[Release]:
        """Yield the gas the lines of ``emissions`` or ``uptakes`` release or take up."""
        for line in lines.values():
            if holds(self.lines.sheet, line):
                yield from self._release(line)

    def _release(self, line: Emission | Uptake) -> Iterator[Release]:
        amount = self.lines.amount(line)
        rows = (
            [(row, part) for _, row, part in self.lines.each_row(line, amount)]
            if line.each
            else [("", amount)]
        )
        for row, part in rows:
            if not np.isnan(part.nominal.values).any():
                yield from self._by_origin(line, row, part)
            elif line.ask is None or line.ask.required is True:
                self.lines.missing(line, row, part)

    def _by_origin(self, line: Emission | Uptake, row: str, amount: Step) -> Iterator[Release]:
        sign = -1 if isinstance(line, Uptake) else 1
        aircraft = isinstance(line, Emission) and line.aircraft
        origins = {line.origin: Fixed(1.0)} if isinstance(line, Uptake) else dict(line.origin)
        for origin, expression in origins.items():
            step = amount
            if not (isinstance(expression, Fixed) and expression.value == 1.0):
                share = self._share(line, origin, expression)
                step = product(
                    f"{amount.id}:{origin}",
                    NodeKind.EXCHANGE,
                    amount.label,
                    amount.unit,
                    [(amount, 1), (share, 1)],
                    clause=line.clause,
                )
            yield Release(
                self.lines.instance,
                line,
                row,
                self._gas(line, row),
                _plain(origin),
                step,
                sign,
                False,
                line.line,
                aircraft,
            )

    def _gas(self, line: Emission | Uptake, row: str) -> str:
        if not isinstance(line.gas, Ref):
            return line.gas
        word = self.lines.word(line.gas, line, row)
        if word:
            return gas_named(word)
        raise TanchiError(
            Finding(
                "study.gas",
                Level.ERROR,
                Text(f"“{line.label or line.id}”没有选择气体", f"{line.id}: no gas is picked"),
                FieldPlace(f"{self.lines.instance.id}/{line.id}" + (f"[{row}]" if row else "")),
                Text("从下拉列表中选择", "pick one from the list"),
            )
        )

    def _share(self, line: Line, origin: str, expression: Expression) -> Step:
        return self.lines.sheet.expression(
            expression, YEAR, f"origin:{self.lines.instance.id}.{line.id}.{origin}", Text(origin), UNITLESS
        )

    def combustion(self, inputs: tuple[Exchange, ...]) -> Iterator[Release]:
        """Yield the CO2, CH4 and N2O of inputs burnt here."""
        for exchange in inputs:
            line = exchange.line
            if isinstance(line, Input) and line.burnt is not None:
                yield from self._burnt(exchange, line, line.burnt)

    def _burnt(self, exchange: Exchange, line: Input, burnt: Expression) -> Iterator[Release]:
        carbon = self.lines.express(exchange, "carbon")
        if carbon is None:
            raise TanchiError(
                Finding(
                    "study.carbon",
                    Level.ERROR,
                    Text(
                        f"“{exchange.flow.label or exchange.flow.id}”在此燃烧，但没有含碳量",
                        f"{exchange.flow.id} is burnt here but has no property carbon",
                    ),
                    line.place,
                )
            )
        oxidation = self.lines.row_step(line, exchange.row, burnt, "burnt", Text("氧化率", "oxidation"))
        bridge = parameter(self.lines.context, self.lines.context.rule.parameters["co2_per_c"])
        unit = gas_unit("CO2")
        co2 = product(
            f"{exchange.id}:CO2",
            NodeKind.EXCHANGE,
            exchange.label,
            unit,
            [(carbon, 1), (oxidation, 1), (bridge, 1)],
            clause=line.clause,
        )
        share = exchange.overrides.get("biogenic") or prop(self.lines.sheet, exchange.flow, "biogenic")
        yield from self._split(exchange, line, "CO2", co2, share)
        for gas, id in (("CH4", "ch4"), ("N2O", "n2o")):
            step = (
                self.lines.express(exchange, id)
                if id in exchange.flow.props or id in exchange.overrides
                else None
            )
            if step is not None:
                yield from self._split(exchange, line, gas, step, share)

    def _split(
        self, exchange: Exchange, line: Input, gas: str, amount: Step, share: Step | None
    ) -> Iterator[Release]:
        if share is None or float(np.max(share.value.values)) == 0.0:
            yield Release(
                self.lines.instance,
                line,
                exchange.row,
                gas,
                "fossil",
                amount,
                1,
                True,
                "",
                False,
                exchange.flow.id,
            )
            return
        fossil = complement(f"{share.id}:fossil", Text("化石份额", "fossil share"), share)
        for origin, part in (("fossil", fossil), ("biogenic", share)):
            step = product(
                f"{amount.id}:{origin}",
                NodeKind.EXCHANGE,
                amount.label,
                amount.unit,
                [(amount, 1), (part, 1)],
                clause=line.clause,
            )
            yield Release(
                self.lines.instance,
                line,
                exchange.row,
                gas,
                origin,
                step,
                1,
                True,
                "",
                False,
                exchange.flow.id,
            )


def _plain(origin: str) -> str:
    return "fossil" if origin == "process" else origin
