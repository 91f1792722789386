"""What every study is asked besides the rule's own checks: figures that are possible, yet rarely right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tanchi.findings import Finding, Level, ProcessPlace, Text
from tanchi.gases import carbon_share
from tanchi.rules.model import Check, Emission
from tanchi.study.assemble import Model
from tanchi.study.exchanges import Exchange, Release, Sheetful
from tanchi.study.figures import said
from tanchi.study.lines import Lines
from tanchi.units import parse_unit

_TWICE = 0.02
"""Emissions typed as a total count as those of the fuels besides when they differ by less."""
_CREATED = 0.05
"""Carbon made in a process beyond this share of what went in is more than analyses can explain."""
_LOST = 0.5
"""Carbon that goes in and comes out nowhere, as a share of what went in, that needs an explanation."""
_MOST_IN_GAS = 1.0
"""kg of carbon per normal cubic metre that a gas of unknown carbon content may hold at most."""


_MASS = parse_unit("kg").dimension
_GAS = parse_unit("Nm3").dimension


def plausibility(model: Model) -> tuple[Finding, ...]:
    """Return what is said where a process counts fuel twice, repeats a figure, or makes or loses carbon.

    Carbon from nowhere and a raw material listed beside its own intermediate are errors, the others warnings.
    """
    found: list[Finding] = []
    for part in model.parts:
        sheetful = part.sheetful
        typed = _typed(sheetful)
        found += _counted_twice(sheetful, typed)
        found += _same_figure(sheetful, typed)
        if not _balanced(model.context.rule.checks, sheetful):
            found += _carbon(model, sheetful)
    return tuple(found)


def _typed(sheetful: Sheetful) -> list[Release]:
    """Return the releases a company states as totals."""
    return [
        release
        for release in sheetful.releases
        if isinstance(release.line, Emission) and release.line.ask is not None and release.amount.number > 0
    ]


def _counted_twice(sheetful: Sheetful, typed: list[Release]) -> Iterator[Finding]:
    burnt = sum(r.amount.number for r in sheetful.releases if r.burnt and r.gas == "CO2")
    for release in typed:
        if release.gas == "CO2" and burnt and abs(release.amount.number - burnt) <= _TWICE * burnt:
            name = release.line.label or Text(release.line.id)
            yield Finding(
                "study.counted_twice",
                Level.WARNING,
                Text(
                    f"“{name.zh}”{said(release.amount.shown)} tCO2 与本过程燃料燃烧的二氧化碳几乎相等：同一排放可能计了两次",
                    f"{name.of('en')}: {said(release.amount.shown)} tCO2 nearly equals the CO2 of the fuels burnt in this process; the same emission may count twice",
                ),
                ProcessPlace(sheetful.instance.id, release.line.id),
                Text("燃料已填的，删去这个总数", "remove the total where the fuels are filled in"),
            )


def _same_figure(sheetful: Sheetful, typed: list[Release]) -> Iterator[Finding]:
    figures: dict[float, list[Release]] = defaultdict(list)
    for release in typed:
        figures[release.amount.number].append(release)
    for releases in figures.values():
        gases = sorted({release.gas for release in releases})
        if len(gases) > 1:
            yield Finding(
                "study.same_figure",
                Level.WARNING,
                Text(
                    f"{'、'.join(gases)} 填了同一个数，多半是同一个数抄了几次",
                    f"{', '.join(gases)} are given the same figure: copied more than once?",
                ),
                ProcessPlace(sheetful.instance.id, releases[0].line.id),
                Text("按各气体的实测或计算值填报", "give each gas its own figure"),
            )


def _balanced(checks: Mapping[str, Check], sheetful: Sheetful) -> bool:
    """Return whether the rule balances the carbon of the process itself."""
    process = sheetful.instance.process
    own = (*process.checks.values(), *(c for c in checks.values() if c.of == process.id))
    return any(check.balance == "carbon" for check in own)


def _carbon(model: Model, sheetful: Sheetful) -> Iterator[Finding]:
    """Judge carbon in against carbon out; what has no carbon content may be pure carbon as far as this goes."""
    lines = Lines(model.context, sheetful.sheet, sheetful.instance)
    taken, unknown_in = _known_and_unknown(lines, sheetful.inputs)
    given, unknown_out = _known_and_unknown(lines, (*sheetful.makes, *sheetful.wastes))
    emitted = sum(
        release.amount.number * carbon_share(release.gas)
        for release in sheetful.releases
        if release.sign > 0 and release.gas != "CO2e"
    )
    if not taken or not given:
        return
    if given > taken * (1 + _CREATED) + unknown_in:
        yield _finding(
            sheetful, "study.carbon_made",
            Text(
                f"产出带走的碳 {said(given / 1000)} tC，多于投入带来的 {said(taken / 1000)} tC",
                f"products carry {said(given / 1000)} tC, more than the {said(taken / 1000)} tC that went in",
            ),
            Text("核对数量和含碳量", "check amounts and carbon contents"),
        )  # fmt: skip
    lost = taken - given - emitted - unknown_out
    if lost > _LOST * taken:
        yield _finding(
            sheetful, "study.carbon_lost",
            Text(
                f"投入带来的碳 {said(taken / 1000)} tC，产出、废物和排放里只有一部分，{said(lost / 1000)} tC 没有去向",
                f"{said(taken / 1000)} tC went in and {said(lost / 1000)} tC of it leave neither with products and wastes nor as emissions",
            ),
            Text(
                "是否把原料和由它制成的中间品都填成了投入，或漏填了产出、排放",
                "are a raw material and the intermediate made from it both listed, or is an output or emission missing?",
            ),
        )  # fmt: skip


def _finding(sheetful: Sheetful, code: str, message: Text, remedy: Text) -> Finding:
    return Finding(code, Level.ERROR, message, ProcessPlace(sheetful.instance.id), remedy)


def _known_and_unknown(lines: Lines, exchanges: tuple[Exchange, ...]) -> tuple[float, float]:
    """Return kg of carbon known to be in the exchanges, and the most the others can hold."""
    known = unknown = 0.0
    for exchange in exchanges:
        step = lines.express(exchange, "carbon")
        amount = exchange.amount.number if step is None else step.number
        if math.isnan(amount):
            continue
        if step is not None:
            known += amount
        elif exchange.amount.unit.dimension == _MASS:
            unknown += amount
        elif exchange.amount.unit.dimension == _GAS:
            unknown += amount * _MOST_IN_GAS
    return known, unknown
