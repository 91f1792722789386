"""Electricity: factors, instruments, own generation, the result at grid average."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tanchi.background.provider import Boundary, Link, Provider, ProviderKind
from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.study_allocation import is_computed
from tanchi.conformity.study_said import left_to_person, stated
from tanchi.conformity.study_subject import Study, data_sets, is_reported
from tanchi.findings import Text
from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry
from tanchi.rules.model import FactorSupply, FlowChoice, Process, Rule
from tanchi.study.result import CheckResult, CheckState

ELECTRICITY, DELIVERY, RESIDUAL = "electricity", "grid_delivery", "electricity_residual"
"""Canonical names of flows in the factor table."""
BASIS, GRID, CONTRACT = "basis", "grid", "contract"
"""The parent's choice of how electricity counts."""
CONDITIONS = {
    "conveys": Text("传递电源信息", "conveys the source"),
    "single_claim": Text("唯一主张", "claimed once"),
    "redeemed": Text("已注销", "cancelled"),
    "in_time": Text("时间相符", "time fits"),
    "in_market": Text("同一市场", "same market"),
}
LEDGER = {
    "codes": Text("编号不重复", "codes are unique"),
    "claimed": Text("合同电量不大于外购电量", "contracted energy within purchases"),
}
"""Checks of the block ``electricity``: the five conditions, and the ledger of instruments."""
INSTRUMENT, ROUTE, DIRECT = "instrument", "route", "direct_line"
"""Columns and an option of its table of contracts."""
WHOLE = (Boundary.LIFE_CYCLE, Boundary.CRADLE_TO_GATE)
LOSSES = ("线损", "输配", "losses", "loss", "T&D", "transmission")
_NONE_BOUGHT = ("没有外购电力", "no electricity is bought")
_NO_CONTRACTS = ("没有合同电力", "no electricity is contracted")


def names_of(rule: Rule, flow: str) -> set[str]:
    """Return the canonical names of the factors a flow may have."""
    supply = rule.flows[flow].supply if flow in rule.flows else ()
    return {item.name for item in supply if isinstance(item, FactorSupply)}


def is_power(rule: Rule, flow: str) -> bool:
    """Return whether a flow of the rule is electricity: by the factor it may have."""
    return any(name == ELECTRICITY or name.startswith(f"{ELECTRICITY}_") for name in names_of(rule, flow))


def power_links(study: Study) -> tuple[tuple[Link, Provider], ...]:
    """Return the data sets of electricity."""
    return tuple(
        (k, k.provider) for k in data_sets(study) if k.provider is not None and is_power(study.rule, k.flow)
    )


def grid_links(study: Study) -> tuple[tuple[Link, Provider], ...]:
    """Return the data sets of electricity at grid average, the residual mix among them."""
    average = {ELECTRICITY, RESIDUAL}
    return tuple(found for found in power_links(study) if names_of(study.rule, found[0].flow) & average)


def life_cycle(study: Study) -> Found:
    """ELE-01: factors of the whole life cycle, which say whether losses are in."""
    found = power_links(study)
    if not found:
        return idle(*_NONE_BOUGHT)
    partial = [k.flow for k, p in found if p.boundary not in WHOLE or p.kind is ProviderKind.EMISSION_FACTOR]
    if partial:
        return no(
            f"不是生命周期口径的电力因子：{'、'.join(partial)}",
            f"factors of electricity that are not of the life cycle: {', '.join(partial)}",
            "改用电力碳足迹因子",
            "use footprint factors of electricity",
            "footprint.links",
        )
    delivered = any(DELIVERY in names_of(study.rule, k.flow) for k in data_sets(study))
    silent = [k.flow for k, p in found if not _says_losses(p)]
    shown = "；".join(f"{p.name.zh} {p.place} {p.year}" for _, p in found)
    english = "; ".join(f"{p.name.of('en')} {p.place} {p.year}" for _, p in found)
    if silent:
        apart = (
            Text("合同电力另计输配电", "delivery of contracted power is counted apart")
            if delivered
            else Text("")
        )
        return person(
            f"生命周期口径：{shown}；因子没有写明是否含线损：{'、'.join(silent)}。{apart.zh}",
            f"of the life cycle: {english}; whether losses are in is not stated for {', '.join(silent)}. {apart.en}",
            "footprint.links",
        )
    return yes(
        f"生命周期口径，写明线损：{shown}", f"of the life cycle, losses stated: {english}", "footprint.links"
    )


def _says_losses(provider: Provider) -> bool:
    text = f"{provider.name.zh} {provider.name.en} {provider.remark.zh} {provider.remark.en}"
    return any(word in text for word in LOSSES)


def own_makers(study: Study) -> tuple[Process, ...]:
    """Return the reported processes that generate electricity: they make it and take none to resell."""
    makers = [p for p in study.rule.processes.values() if _generates(study.rule, p)]
    return is_reported(study, makers)


def _generates(rule: Rule, process: Process) -> bool:
    makes = any(is_power(rule, str(m.flow)) for m in process.makes.values())
    return makes and not any(is_power(rule, flow) for flow in _taken(process))


def _taken(process: Process) -> Iterator[str]:
    for line in process.inputs.values():
        if isinstance(line.flow, FlowChoice):
            yield from line.flow.options.values()
        else:
            yield str(line.flow)


def own_power(study: Study) -> Found:
    """ELE-02: own generation is modelled, and says that no instrument was sold."""
    makers = own_makers(study)
    if not makers:
        return idle("没有自发电力", "no electricity is generated inside")
    found = stated("own_power")(study)
    if not found.there:
        return found
    return left_to_person(
        yes(
            f"按自身数据计：{'、'.join(str(p.label or p.id) for p in makers)}；{found.what.zh}",
            f"by own data: {', '.join(p.label.of('en') or p.id for p in makers)}; {found.what.en}",
            *(f"rule.processes.{p.id}" for p in makers),
            *found.paths,
        )
    )


def contracts(study: Study) -> tuple[Address, ...]:
    """Return the addresses of the kind of instrument in the ledger, one for each contract."""
    if study.inventory is None:
        return ()
    return tuple(a for a in study.inventory.entries if a.quantity == INSTRUMENT and a.table)


def _contracted(study: Study) -> bool:
    return bool(contracts(study)) or any(
        is_power(study.rule, k.flow) and not names_of(study.rule, k.flow) & {ELECTRICITY, RESIDUAL}
        for k in data_sets(study)
    )


def direct_lines(study: Study) -> Found:
    """ELE-03: evidence of a dedicated line and its contract."""
    entries = study.inventory.entries if study.inventory is not None else {}
    lines = [a for a, e in entries.items() if a.quantity == ROUTE and e.value == DIRECT]
    if not lines:
        return idle("没有专线供电", "no electricity comes by a dedicated line")
    bare = [a.row for a in lines if not any(_proven(entries, a, other) for other in entries)]
    if bare:
        return no(
            f"专线没有证据：{'、'.join(bare)}",
            f"no evidence of the line: {', '.join(bare)}",
            "在合同电力的这一行填写 evidence（线路和合同）",
            "give evidence of line and contract in this row of the contracts",
            "inventory.entries",
        )
    return yes(f"{len(lines)} 条专线均有证据", f"{len(lines)} lines with evidence", "inventory.entries")


def _proven(entries: Mapping[Address, Entry], line: Address, other: Address) -> bool:
    same = (other.process, other.table, other.row, other.site) == (
        line.process,
        line.table,
        line.row,
        line.site,
    )
    return same and bool(entries[other].evidence)


def _named(study: Study, names: Mapping[str, Text]) -> tuple[CheckResult, ...]:
    return tuple(c for c in study.footprint.checks if c.id.rpartition(".")[2] in names)


def _lacking(study: Study, names: Mapping[str, Text]) -> tuple[Text, ...]:
    """Return the checks that were not made or did not pass."""
    found = _named(study, names)
    passed = {c.id.rpartition(".")[2] for c in found if c.state is CheckState.PASSED}
    failed = {c.id.rpartition(".")[2] for c in found if c.state is not CheckState.PASSED}
    return tuple(label for name, label in names.items() if name not in passed or name in failed)


def conditions(study: Study) -> Found:
    """ELE-04: instruments meet the five conditions, and the result counts by them."""
    if not _contracted(study):
        return idle(*_NO_CONTRACTS)
    lacking = _lacking(study, CONDITIONS)
    if lacking:
        return no(
            f"五项条件中没有核实的：{'、'.join(t.zh for t in lacking)}",
            f"of the five conditions, not verified: {', '.join(t.en for t in lacking)}",
            "在合同电力表逐笔填写；不满足的电量改按电网平均",
            "fill in the table of contracts; count what does not meet them at the grid average",
            *(f"footprint.checks.{c.id}" for c in _named(study, CONDITIONS)),
        )
    if study.footprint.choices.get(BASIS) == GRID:
        return no(
            "有满足条件的凭证，结果却按电网平均",
            "there are instruments that meet the conditions, yet the result counts at the grid average",
            "选择 basis 取 contract；电网平均的结果另列",
            "set the choice 'basis' to contract; the result at grid average stands beside",
            "footprint.choices.basis",
        )
    return yes(
        f"{len(contracts(study))} 笔合同满足五项条件",
        f"{len(contracts(study))} contracts meet the five conditions",
        *(f"footprint.checks.{c.id}" for c in _named(study, CONDITIONS)),
    )


def grid(study: Study) -> Found:
    """ELE-05: name, year and place of the grid factor; whether claimed power is taken out."""
    found = grid_links(study)
    if not found:
        return idle("没有按电网平均计的电力", "no electricity counts at the grid average")
    bare = [k.flow for k, p in found if not (p.name and p.year and p.place)]
    if bare:
        return no(
            f"电网因子没有名称、年份或地区：{'、'.join(bare)}",
            f"grid factors without name, year or place: {', '.join(bare)}",
            "给自有因子写 year 和 place",
            "write year and place of own factors",
            "footprint.links",
        )
    shown = "；".join(f"{p.name.zh}，{p.place}，{p.year}" for _, p in found)
    english = "; ".join(f"{p.name.of('en')}, {p.place}, {p.year}" for _, p in found)
    if all(p.flow == RESIDUAL for _, p in found):
        return yes(f"剩余结构：{shown}", f"residual mix: {english}", "footprint.links")
    return person(
        f"{shown}；是否已扣除被主张的电量：不明",
        f"{english}; whether claimed electricity is taken out: not known",
        "footprint.links",
    )


def twin(study: Study) -> Found:
    """ELE-06: the result with all electricity at the grid average beside that by contracts."""
    if not _contracted(study):
        return idle(*_NO_CONTRACTS)
    other = CONTRACT if study.footprint.choices.get(BASIS) == GRID else GRID
    found = study.footprint.twin(BASIS, other)
    if found is None or not is_computed(found):
        return no(
            "没有按电网平均计算的结果",
            "there is no result at the grid average",
            "在规则沿用选择 basis 及其 also_report，重新计算",
            "keep the choice 'basis' with its also_report in the rule, and compute again",
            "footprint.variants",
        )
    return yes(
        f"合同 {study.footprint.total:.6g}，电网平均 {found.total:.6g} kgCO2e",
        f"by contracts {study.footprint.total:.6g}, at grid average {found.total:.6g} kg CO2e",
        "footprint.variants",
    )


def ledger(study: Study) -> Found:
    """ELE-07: certificates within metered use, none used twice."""
    if not _contracted(study):
        return idle(*_NO_CONTRACTS)
    lacking = _lacking(study, LEDGER)
    if lacking:
        return no(
            f"没有通过或没有执行：{'、'.join(t.zh for t in lacking)}",
            f"not passed or not made: {', '.join(t.en for t in lacking)}",
            "填写凭证编号和外购电量合计；多出的电量不得主张",
            "give the codes and the electricity purchased in all; the excess can't be claimed",
            *(f"footprint.checks.{c.id}" for c in _named(study, LEDGER)),
        )
    return yes(
        "编号不重复，合同电量不大于外购电量",
        "codes are unique, contracted energy is within purchases",
        *(f"footprint.checks.{c.id}" for c in _named(study, LEDGER)),
    )
