"""Impact assessment: gases, GWP, formula."""

from __future__ import annotations

import math

from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.study_carbon import has_biogenic
from tanchi.conformity.study_said import declared
from tanchi.conformity.study_subject import Study, data_sets
from tanchi.gases import GwpSet, gwp_sets
from tanchi.study.result import GasLine

LUMPED = "CO2e"
METHANE = "CH4"
UPTAKE, AT_ENTRY = "biogenic_uptake", "at_entry"
"""The parent's choice of where the uptake of biomass counts."""


def newest() -> GwpSet:
    """Return the newest 100-year set of the IPCC, which stands first."""
    return gwp_sets()[0]


def set_of(study: Study) -> GwpSet | None:
    """Return the GWP set of the result."""
    return next((s for s in gwp_sets() if s.id == study.footprint.gwp_set), None)


def summed(study: Study) -> Found:
    """GWP-01: masses times 100-year GWP with feedback, summed; lumped factors leave the set to a person."""
    found, own = study.footprint, set_of(study)
    if own is None or (own.metric, own.horizon, own.carbon_feedback) != ("GWP", 100, "with"):
        return no(
            f"GWP 集 {found.gwp_set} 不是含碳反馈的 100 年 GWP",
            f"the GWP set {found.gwp_set} is no 100-year GWP with carbon feedback",
            "用 AR6",
            "use AR6",
            "footprint.gwp_set",
        )
    wrong = [g.gas for g in found.gases if not study.equal(g.mass * g.gwp, g.value)]
    sum_ = sum(g.value for g in found.gases)
    if wrong or not study.equal(sum_, found.total):
        return no(
            f"各气体之和 {sum_:.6g}，合计 {found.total:.6g}；质量与 GWP 之积不符：{'、'.join(wrong) or '无'}",
            f"gases sum to {sum_:.6g}, the total is {found.total:.6g}; mass times GWP differs: {', '.join(wrong) or 'none'}",
            "重新计算",
            "compute again",
            "footprint.gases",
        )
    shown = " ".join(dict.fromkeys(g.gas for g in found.gases if g.gas != LUMPED))
    if found.lumped_share > 0:
        sets = sorted(
            {_named(k.provider.gwp_set) for k in data_sets(study) if k.provider and k.provider.lumped}
        )
        return person(
            f"{shown}，{found.gwp_set}；{found.lumped_share:.1%} 取自不分气体的因子，其 GWP 集：{'、'.join(sets)}",
            f"{shown}, {found.gwp_set}; {found.lumped_share:.1%} rests on factors with gases lumped, of the sets {', '.join(sets)}",
            "footprint.gases",
            "footprint.lumped_share",
        )
    return yes(
        f"{shown}，{found.gwp_set}", f"{shown}, {found.gwp_set}", "footprint.gases", "footprint.gwp_set"
    )


def _named(set_: str) -> str:
    return set_ or "unknown"


def latest(study: Study) -> Found:
    """GWP-02: the newest values, or the reason why not."""
    found = set_of(study)
    if found is not None and found.latest:
        return yes(f"{found.id}（{found.report}）", f"{found.id} ({found.report})", "footprint.gwp_set")
    reason = study.rule.gwp.reason
    if study.footprint.gwp_set == study.rule.gwp.set and reason:
        return yes(
            f"{study.footprint.gwp_set}，理由：{reason.zh}",
            f"{study.footprint.gwp_set}, reason: {reason.of('en')}",
            "footprint.gwp_set",
            "rule.gwp.reason",
        )
    return no(
        f"GWP 集 {study.footprint.gwp_set} 不是最新的，没有理由",
        f"the GWP set {study.footprint.gwp_set} is not the newest, and no reason is given",
        "用 AR6，或在规则写 gwp.reason",
        "use AR6, or write gwp.reason in the rule",
        "footprint.gwp_set",
    )


additional = declared("additional_results", "没有另外给出的结果", "no additional result is given")
"""ELE-08, GWP-03: results that a study may give in addition."""


def biogenic_co2(study: Study) -> Found:
    """GWP-04: CO2 in biomass counts −1 at entry, +1 when emitted."""
    if not has_biogenic(study):
        return idle("系统没有生物源排放、清除或碳", "no biogenic emission, removal or carbon in the system")
    factors = {g.gwp for g in study.footprint.gases if (g.gas, g.origin) == ("CO2", "biogenic")}
    lines, where = study.footprint.lines, study.footprint.choices.get(UPTAKE, "")
    if factors - {1.0}:
        return no(
            f"生物源二氧化碳的 GWP 为 {'、'.join(f'{f:g}' for f in sorted(factors))}，应为 1",
            f"the GWP of biogenic CO2 is {', '.join(f'{f:g}' for f in sorted(factors))}, it should be 1",
            "用生物源二氧化碳计 1 的 GWP 集",
            "use a GWP set that counts biogenic CO2 as 1",
            "footprint.gases",
        )
    if where == AT_ENTRY and lines.biogenic_emission > 0 and lines.biogenic_removal == 0.0:
        return no(
            "生物源排放计为 +1，进入系统时没有计 −1",
            "biogenic emissions count +1, nothing counts −1 at entry",
            "在规则写 uptakes，或选择 biogenic_uptake: in_supply",
            "write uptakes in the rule, or choose biogenic_uptake: in_supply",
            "footprint.lines.biogenic_emission",
        )
    return yes(
        f"进入 −1（{where or '规则'}），排放 +1",
        f"−1 at entry ({where or 'as the rule says'}), +1 when emitted",
        "footprint.lines.biogenic_emission",
        "footprint.lines.biogenic_removal",
    )


def gas_list(study: Study) -> Found:
    """GWP-05: the gases and their factors."""
    gases = [g for g in study.footprint.gases if g.gas != LUMPED]
    if not gases or not all(math.isfinite(g.gwp) for g in gases):
        return no(
            "没有气体清单：全部取自不分气体的因子",
            "there is no list of gases: everything rests on factors with gases lumped",
            "用分气体的因子，或按过程填报排放",
            "use factors with gases apart, or report emissions by process",
            "footprint.gases",
        )
    listed = [f"{g.gas} {g.gwp:g}" for g in gases]
    return yes("，".join(listed), ", ".join(listed), "footprint.gases")


def methane(study: Study) -> Found:
    """GWP-06: fossil and biogenic methane take the newest factors."""
    found = [g for g in study.footprint.gases if g.gas == METHANE]
    if not found:
        return idle("清单没有甲烷", "the inventory has no methane")
    wrong = [f"{g.origin} {g.gwp:g}" for g in found if not math.isclose(g.gwp, _newest_methane(g))]
    if wrong:
        return no(
            f"甲烷的 GWP 不是最新的：{'、'.join(wrong)}",
            f"the GWP of methane is not the newest: {', '.join(wrong)}",
            "用 AR6",
            "use AR6",
            "footprint.gases",
        )
    listed = [f"{g.origin} {g.gwp:g}" for g in found]
    return yes("，".join(listed), ", ".join(listed), "footprint.gases")


def _newest_methane(line: GasLine) -> float:
    return newest().factor(METHANE, line.origin)


def formula(study: Study) -> Found:
    """FRM-01: every contribution can be printed as a formula with its numbers."""
    found = study.footprint
    bare = [c.id for c in found.contributions if c.node not in found.nodes]
    if bare or found.root not in found.nodes:
        return no(
            f"没有计算过程：{'、'.join(bare[:6]) or found.root}",
            f"no record of the calculation: {', '.join(bare[:6]) or found.root}",
            "重新计算",
            "compute again",
            "footprint.nodes",
        )
    return yes(
        f"{len(found.contributions)} 项贡献都能逐步打印公式",
        f"the formula of each of {len(found.contributions)} contributions can be printed",
        f"footprint.nodes.{found.root}",
    )
