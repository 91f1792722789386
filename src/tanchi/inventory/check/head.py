"""What concerns the inventory as a whole: rule, edition, period, own factors."""

from __future__ import annotations

from difflib import get_close_matches

from tanchi.findings import FilePlace, Finding, Level, Place, TanchiError, Text
from tanchi.gases import gas, is_blend
from tanchi.inventory.check.index import Case
from tanchi.inventory.log import NO_TEXT, Log
from tanchi.inventory.model import Inventory, OwnFactor
from tanchi.inventory.periods import is_date, is_whole_year
from tanchi.units import parse_unit


def check_head(case: Case, log: Log) -> None:
    """Check rule, edition and period of the inventory, and its own factors."""
    _check_rule(case, log)
    _check_period(case, log)
    for factor in case.inventory.factors:
        _check_factor(factor, case, log)


def _check_rule(case: Case, log: Log) -> None:
    inventory, form = case.inventory, case.index.form
    place = FilePlace(inventory.file) if inventory.file else None
    if inventory.rule != form.rule:
        log.findings.append(wrong_rule(inventory, form.rule, place))
    elif inventory.edition != form.edition:
        zh = f"这份数据按版次“{inventory.edition}”填报，规则是“{form.edition}”"
        en = f"the data follow edition '{inventory.edition}', the rule is edition '{form.edition}'"
        remedy = Text(
            "请用该版次的规则，或按新版重新填报", "use the rule of that edition, or fill in the new form"
        )
        log.error("inventory.wrong_edition", place, Text(zh, en), remedy)


def wrong_rule(inventory: Inventory, rule: str, place: Place | None) -> Finding:
    """Return the finding about an inventory that answers another rule."""
    zh, en = (
        f"这份数据按规则“{inventory.rule}”填报，不是“{rule}”",
        f"the data follow rule '{inventory.rule}', not '{rule}'",
    )
    return Finding("inventory.wrong_rule", Level.ERROR, Text(zh, en), place)


def _check_period(case: Case, log: Log) -> None:
    inventory = case.inventory
    place = FilePlace(inventory.file) if inventory.file else None
    start, end = inventory.period_from, inventory.period_to
    if not (is_date(start) and is_date(end)):
        message = Text("没有写明统计期间", "the period is not stated")
        log.warn(
            "inventory.period_missing",
            place,
            message,
            Text("例如 2025-01-01 至 2025-12-31", "such as 2025-01-01 to 2025-12-31"),
        )
    elif not is_whole_year(start, end):
        zh, en = (
            f"统计期间 {start} 至 {end} 不是完整的一年",
            f"the period {start} to {end} is not a whole year",
        )
        log.note("inventory.period", place, Text(zh, en))


def _check_factor(factor: OwnFactor, case: Case, log: Log) -> None:
    names = [option.id for option in case.index.form.links]
    if factor.flow not in names:
        near = get_close_matches(factor.flow, names, 3)
        hint = Text(f"是否想写：{'、'.join(near)}", f"did you mean: {', '.join(near)}") if near else NO_TEXT
        zh, en = f"规则中没有可外购的“{factor.flow}”", f"the rule has no bought flow '{factor.flow}'"
        log.error("inventory.unknown_flow", factor.where, Text(zh, en), hint)
    if factor.amount is not None:
        if factor.amount < 0:
            message = Text(f"因子为负：{factor.amount:g}", f"the factor is negative: {factor.amount:g}")
            log.warn("inventory.factor_sign", factor.where, message)
        try:
            parse_unit(factor.unit)
        except TanchiError as error:
            log.take(error, factor.where)
    if factor.gas != "CO2e" and not is_blend(factor.gas):
        try:
            gas(factor.gas)
        except TanchiError as error:
            log.take(error, factor.where)
    if not factor.source:
        message = Text("自有因子没有写来源", "the factor has no source")
        log.warn(
            "inventory.factor_source",
            factor.where,
            message,
            Text("请写供应商或文献", "name the supplier or document"),
        )
