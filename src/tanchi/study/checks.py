"""Checks of the rule and built-in ones, on an evaluated product system: performed or skipped, with the reason."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Finding, Level, ProcessPlace, TanchiError, Text, one_line
from tanchi.gases import carbon_share
from tanchi.rules import bridges
from tanchi.rules.model import Check
from tanchi.rules.processes import BALANCE_TOLERANCE
from tanchi.study.assemble import Model
from tanchi.study.exchanges import Exchange, Sheetful, unit_after
from tanchi.study.figures import said
from tanchi.study.flow_balance import flow_balance
from tanchi.study.lines import Lines
from tanchi.study.plausible import plausibility
from tanchi.study.provenance import with_numbers
from tanchi.study.result import Balance, CheckResult, CheckState
from tanchi.study.sheet import Sheet, pack_sheet
from tanchi.units import UNITLESS, Unit

_NO_DATA = Text("所需数据未填报", "the data it needs were not reported")


NUMBERS = 240
"""Characters of a comparison with its numbers that a finding shows."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything the checks gave."""

    results: tuple[CheckResult, ...]
    balances: tuple[Balance, ...]
    findings: tuple[Finding, ...]


def run_checks(model: Model) -> Checked:
    """Run the checks of every process and of the rule."""
    results: list[CheckResult] = []
    balances: list[Balance] = []
    findings: list[Finding] = []
    for check, part, sheet in _all(model):
        _run(model, check, part, sheet, results, balances, findings)
    _flow_balance(model, results, findings)
    _uptakes(model, results, findings)
    findings += plausibility(model)
    return Checked(tuple(results), tuple(balances), tuple(findings))


def _flow_balance(model: Model, results: list[CheckResult], findings: list[Finding]) -> None:
    found = flow_balance(model)
    findings += found
    level = max((f.level for f in found), key=lambda v: v is Level.ERROR, default=Level.ERROR)
    state = CheckState.FAILED if found else CheckState.PASSED
    results.append(
        CheckResult(
            "study.flow_balance",
            Text(
                "物料流平衡（产出＋外购－外售－库存＝使用）",
                "flow balance (made + bought − sold − stock = used)",
            ),
            state,
            level,
        )
    )


def _uptakes(model: Model, results: list[CheckResult], findings: list[Finding]) -> None:
    """Refuse more transferred CO2 bound into a product than was taken."""
    for part in model.parts:
        sheet = part.sheetful
        for release in sheet.releases:
            source = getattr(release.line, "source", None) if release.sign < 0 else None
            if source is None:
                continue
            taken = sum(e.amount.number for e in sheet.inputs if e.line.id == source)
            ok = release.amount.number <= taken * (1 + 1e-9)
            label = Text(
                f"{release.line.label.zh or release.line.id}不多于取用的二氧化碳",
                f"{release.line.id} not more than the CO2 taken",
            )
            state = CheckState.PASSED if ok else CheckState.FAILED
            results.append(CheckResult(f"{sheet.instance.id}.{release.line.id}", label, state, Level.ERROR))
            if not ok:
                message = Text(
                    f"“{release.line.label or release.line.id}”结合 {said(release.amount.shown)} tCO2，多于取用的 {said(taken / 1000)} t",
                    f"{release.line.id} binds {said(release.amount.shown)} tCO2, more than the {said(taken / 1000)} t taken",
                )
                findings.append(
                    Finding(
                        "study.uptake", Level.ERROR, message, ProcessPlace(sheet.instance.id, release.line.id)
                    )
                )


def _all(model: Model) -> Iterator[tuple[Check, Sheetful | None, Sheet]]:
    rule = model.context.rule
    for part in model.parts:
        process = part.sheetful.instance.process
        for check in process.checks.values():
            yield check, part.sheetful, part.sheetful.sheet
        for check in rule.checks.values():
            if check.of == process.id:
                yield check, part.sheetful, part.sheetful.sheet
    for check in rule.checks.values():
        if not check.of:
            for site in model.context.data.sites:
                yield check, None, pack_sheet(model.context, site)


def _run(
    model: Model,
    check: Check,
    part: Sheetful | None,
    sheet: Sheet,
    results: list[CheckResult],
    balances: list[Balance],
    findings: list[Finding],
) -> None:
    label = check.label or check.message or Text(check.id)
    id = f"{sheet.id}.{check.id}"
    if check.when is not None and not _true(sheet, check):
        results.append(
            CheckResult(
                id,
                label,
                CheckState.SKIPPED,
                check.level,
                Text("不适用于所选路线", "not for the chosen option"),
                check.clause,
            )
        )
        return
    if check.balance and part is not None:
        balance = _balance(model, check, part)
        if math.isnan(balance.inflow) or math.isnan(balance.outflow):
            results.append(CheckResult(id, label, CheckState.SKIPPED, check.level, _NO_DATA, check.clause))
            return
        balances.append(balance)
        state = CheckState.PASSED if balance.ok else CheckState.FAILED
        detail = _balance_text(balance)
        results.append(CheckResult(id, label, state, check.level, detail, check.clause))
        if not balance.ok:
            findings.append(_finding(check, sheet, detail))
        return
    results.append(_comparison(check, sheet, id, label, findings))


def _true(sheet: Sheet, check: Check) -> bool:
    assert check.when is not None
    return bool(
        np.all(sheet.expression(check.when, "year", "when", Text(""), UNITLESS).nominal.values == 1.0)
    )


def _comparison(check: Check, sheet: Sheet, id: str, label: Text, findings: list[Finding]) -> CheckResult:
    assert check.check is not None
    try:
        step = sheet.expression(check.check, "year", f"check:{id}", label, UNITLESS)
        value = step.nominal.values
    except TanchiError as error:
        return CheckResult(id, label, CheckState.SKIPPED, check.level, one_line(error.findings), check.clause)
    if np.isnan(value).any():
        return CheckResult(id, label, CheckState.SKIPPED, check.level, _NO_DATA, check.clause)
    if bool(np.all(value == 1.0)):
        return CheckResult(id, label, CheckState.PASSED, check.level, Text(""), check.clause)
    detail = Text(
        f"代入：{with_numbers(step)[:NUMBERS]}", f"with numbers: {with_numbers(step, 'en')[:NUMBERS]}"
    )
    findings.append(_finding(check, sheet, detail))
    return CheckResult(id, label, CheckState.FAILED, check.level, detail, check.clause)


def _finding(check: Check, sheet: Sheet, detail: Text) -> Finding:
    message = check.message or check.label
    text = Text(
        f"{message.zh}（{detail.zh}）" if message else detail.zh,
        f"{message.of('en')} ({detail.of('en')})" if message else detail.of("en"),
    )
    return Finding(f"checks.{check.id}", check.level, text, ProcessPlace(sheet.id), clause=check.clause)


def _balance(model: Model, check: Check, part: Sheetful) -> Balance:
    lines = Lines(model.context, part.sheet, part.instance)
    inflow, unit = _side(lines, part.inputs, check.balance)
    made, other = _side(lines, (*part.makes, *part.wastes), check.balance)
    released = _carbon(part, 1) if check.balance == "carbon" else 0.0
    taken = _carbon(part, -1) if check.balance == "carbon" else 0.0
    tolerance = check.tolerance if check.tolerance is not None else BALANCE_TOLERANCE
    scale = max(abs(inflow + taken), 1e-300)
    ok = abs(inflow + taken - made - released) <= tolerance * scale
    shown = float((unit or other or UNITLESS).scale)
    return Balance(
        f"{part.instance.id}.{check.id}", check.label or check.message or Text(check.id), part.instance.process.id, check.balance,
        (inflow + taken) / shown, (made + released) / shown, str(unit or other or "1"), tolerance, check.level, ok, part.instance.site, part.instance.row,
    )  # fmt: skip


def _side(lines: Lines, exchanges: tuple[Exchange, ...], property: str) -> tuple[float, Unit | None]:
    total: float = 0.0
    unit: Unit | None = None
    for exchange in exchanges:
        step = lines.express(exchange, property)
        if step is not None:
            total += step.number
            path = bridges.property_path(exchange.flow, property)
            unit = unit or (unit_after(exchange.flow, path) if path is not None else None)
    return total, unit


def _carbon(part: Sheetful, sign: int) -> float:
    """Return the carbon in the gases released (1) or taken (−1), kg C; NaN where a gas is lumped CO2e."""
    return sum(
        math.nan if r.gas == "CO2e" else carbon_share(r.gas) * r.amount.number
        for r in part.releases
        if r.sign == sign
    )


def _balance_text(balance: Balance) -> Text:
    share = "—" if balance.residual is None else f"{balance.residual * 100:+.1f} %"
    return Text(
        f"流入 {said(balance.inflow)}，流出 {said(balance.outflow)} {balance.unit}，差 {share}，限 {balance.tolerance * 100:g} %",
        f"in {said(balance.inflow)}, out {said(balance.outflow)} {balance.unit}, off by {share}, limit {balance.tolerance * 100:g} %",
    )
