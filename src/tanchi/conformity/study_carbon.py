"""Fossil, biogenic, land use, aircraft: the figures a study must show apart."""

from __future__ import annotations

import math

from tanchi.conformity.answers import Found, idle, no, yes
from tanchi.conformity.rule_evidence import whole_life
from tanchi.conformity.rule_method import may_be_biogenic
from tanchi.conformity.study_said import asked, for_person, stated
from tanchi.conformity.study_subject import Study

CONTENT = "biogenic_content"
SOIL = "soil"
INDIRECT = "iluc"
"""Lines beside the total."""


def fossil(study: Study) -> Found:
    """FOS-01: the net fossil figure apart: what the gases of fossil origin sum to."""
    found = study.footprint
    sum_ = sum(g.value for g in found.gases if g.origin not in ("biogenic", "dluc"))
    if not study.equal(sum_, found.lines.fossil):
        return no(
            f"化石源一行 {found.lines.fossil:.6g}，各气体之和 {sum_:.6g}",
            f"the fossil line is {found.lines.fossil:.6g}, its gases sum to {sum_:.6g}",
            "重新计算",
            "compute again",
            "footprint.lines.fossil",
        )
    return yes(
        f"{found.lines.fossil:.6g} kgCO2e", f"{found.lines.fossil:.6g} kg CO2e", "footprint.lines.fossil"
    )


def has_biogenic(study: Study) -> bool:
    """Return whether the system has biogenic emissions, removals or carbon."""
    lines = study.footprint.lines
    return (
        any(g.origin == "biogenic" and g.mass != 0.0 for g in study.footprint.gases)
        or lines.biogenic_emission != 0.0
        or lines.biogenic_removal != 0.0
        or CONTENT in lines.outside
    )


def biogenic(study: Study) -> Found:
    """BIO-01: biogenic emissions and removals in the total and apart."""
    if not has_biogenic(study):
        return idle("系统没有生物源排放、清除或碳", "no biogenic emission, removal or carbon in the system")
    lines = study.footprint.lines
    sum_ = sum(g.value for g in study.footprint.gases if g.origin == "biogenic")
    apart = lines.biogenic_emission + lines.biogenic_removal
    if not study.equal(sum_, apart) or lines.biogenic_emission < 0 or lines.biogenic_removal > 0:
        return no(
            f"生物源排放 {lines.biogenic_emission:.6g}、清除 {lines.biogenic_removal:.6g}，各气体之和 {sum_:.6g}",
            f"biogenic emissions {lines.biogenic_emission:.6g}, removals {lines.biogenic_removal:.6g}, gases sum to {sum_:.6g}",
            "重新计算",
            "compute again",
            "footprint.lines",
        )
    return yes(
        f"排放 {lines.biogenic_emission:.6g}，清除 {lines.biogenic_removal:.6g} kgCO2e",
        f"emissions {lines.biogenic_emission:.6g}, removals {lines.biogenic_removal:.6g} kg CO2e",
        "footprint.lines.biogenic_emission",
        "footprint.lines.biogenic_removal",
    )


def content(study: Study) -> Found:
    """BIO-03: biogenic carbon content beside the total; a study to the gate says it, also when zero."""
    value = study.footprint.lines.outside.get(CONTENT)
    if value is not None:
        return yes(
            f"在合计之外单列：{value:.6g}",
            f"beside the total: {value:.6g}",
            f"footprint.lines.outside.{CONTENT}",
        )
    if whole_life(study.rule):
        return idle("没有计算，边界也不止于大门", "not calculated, and the boundary does not end at the gate")
    return for_person(stated("biogenic_content"))(study)


def land_use_change(study: Study) -> Found:
    """LUC-01: direct land use change in the total and apart, its period justified."""
    value = study.footprint.lines.dluc
    sum_ = sum(g.value for g in study.footprint.gases if g.origin == "dluc")
    if not study.equal(sum_, value):
        return no(
            f"直接土地利用变化一行 {value:.6g}，各气体之和 {sum_:.6g}",
            f"the line of direct land use change is {value:.6g}, its gases sum to {sum_:.6g}",
            "重新计算",
            "compute again",
            "footprint.lines.dluc",
        )
    if value == 0.0:
        return idle("清单中没有直接土地利用变化", "the inventory has no direct land use change")
    found = stated("land_use")(study)
    return (
        found
        if not found.there
        else yes(
            f"{value:.6g} kgCO2e；{found.what.zh}",
            f"{value:.6g} kg CO2e; {found.what.en}",
            "footprint.lines.dluc",
            *found.paths,
        )
    )


def indirect(study: Study) -> Found:
    """LUC-02: indirect land use change, where the rule calculates it."""
    value = study.footprint.lines.outside.get(INDIRECT)
    if value is None:
        return idle("没有国际认可的程序，规则也没有计算", "no agreed procedure, and the rule calculates none")
    return yes(
        f"在合计之外单列：{value:.6g}",
        f"beside the total: {value:.6g}",
        f"footprint.lines.outside.{INDIRECT}",
    )


def land_use(study: Study) -> Found:
    """LUC-03: soil and biomass carbon assessed, or the reason why not."""
    value = study.footprint.lines.outside.get(SOIL)
    if value is not None:
        return yes(
            f"在合计之外单列：{value:.6g}",
            f"beside the total: {value:.6g}",
            f"footprint.lines.outside.{SOIL}",
        )
    if not _uses_biomass(study):
        return idle("系统没有用到生物质", "the system uses no biomass")
    return for_person(stated("land_use"))(study)


def _uses_biomass(study: Study) -> bool:
    """Return whether a flow that may be biogenic is taken, or biogenic carbon occurs."""
    flows = {c.flow for c in study.footprint.contributions if c.flow} | {
        k.flow for k in study.footprint.links
    }
    flows &= set(study.rule.flows)
    return has_biogenic(study) or any(may_be_biogenic(study.rule.flows[id]) for id in flows)


def reference_use(study: Study) -> Found:
    """LUC-04: reference, period and method, where land use is assessed."""
    lines = study.footprint.lines
    if lines.dluc == 0.0 and not {SOIL, INDIRECT} & set(lines.outside):
        return idle("没有评估土地利用", "land use is not assessed")
    return stated("land_use")(study)


def permanence(study: Study) -> Found:
    """LUC-05: measures for permanence, where a net increase of carbon is counted."""
    lines = study.footprint.lines
    if lines.dluc >= 0.0 and lines.outside.get(SOIL, 0.0) >= 0.0:
        return idle("没有计入土壤或生物质碳的净增加", "no net increase of soil or biomass carbon is counted")
    return stated("permanence")(study)


def aircraft(study: Study) -> Found:
    """AIR-01: the aircraft line, also when zero, holds what the factors give."""
    value = study.footprint.lines.aircraft
    flying = [c.id for c in study.footprint.contributions if _flies(study, c.link)]
    if not math.isfinite(value) or (flying and value == 0.0):
        return no(
            f"航空运输没有单列：{'、'.join(flying)}",
            f"aircraft transport is not shown apart: {', '.join(flying)}",
            "重新计算",
            "compute again",
            "footprint.lines.aircraft",
        )
    return yes(
        f"{value:.6g} kgCO2e（为零也列出）",
        f"{value:.6g} kg CO2e (shown also when zero)",
        "footprint.lines.aircraft",
    )


def _flies(study: Study, link: int | None) -> bool:
    provider = study.footprint.links[link].provider if link is not None else None
    return provider is not None and any(g.origin == "aircraft" and g.amount for g in provider.gases)


def multiplier(study: Study) -> Found:
    """AIR-02: a multiplier is never in the result; whether a factor holds one only people know."""
    if study.footprint.lines.aircraft == 0.0:
        return idle("没有航空运输", "no aircraft transport")
    return for_person(_MULTIPLIER)(study)


_MULTIPLIER = asked(
    "aircraft_multiplier", "航空因子是否含乘数", "whether the aircraft factor holds a multiplier"
)
