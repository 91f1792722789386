"""The unit of a result: what a study must show."""

from __future__ import annotations

import math

from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.rule_evidence import whole_life
from tanchi.conformity.study_said import declared
from tanchi.conformity.study_subject import Study
from tanchi.findings import Text


def kind_of_result(study: Study) -> Found:
    """SCO-03: type of result and stages agree with unit and boundary."""
    found, rule = study.footprint, study.rule
    functional, whole = rule.unit.kind == "functional", whole_life(rule)
    expected = "cfp" if functional else "partial_cfp"
    stages = tuple(s.id for s in rule.boundary.stages if s.included)
    if found.result_type != expected or functional is not whole or not stages:
        return no(
            f"结果类型 {found.result_type}、单位 {rule.unit.kind}、边界 {rule.boundary.kind} 不相配",
            f"result {found.result_type}, unit {rule.unit.kind} and boundary {rule.boundary.kind} do not agree",
            "功能单位对应全生命周期的产品碳足迹，声明单位对应产品部分碳足迹",
            "a functional unit goes with a CFP of the whole life, a declared unit with a partial CFP",
            "rule.unit.kind",
            "rule.boundary.kind",
        )
    words = Text("产品碳足迹", "CFP") if functional else Text("产品部分碳足迹", "partial CFP")
    return yes(
        f"{words.zh}，{len(stages)} 个阶段",
        f"{words.en}, {len(stages)} stages",
        "footprint.result_type",
        "rule.boundary.stages",
    )


def unit(study: Study) -> Found:
    """PRI-02, FUN-05: the result is CO2e per unit."""
    found = study.footprint
    if not found.unit or found.unit_amount <= 0 or not found.unit_symbol:
        return no(
            "结果没有单位",
            "the result has no unit",
            "在规则的 unit 写明数量、对象和计量单位",
            "give amount, object and unit of measure under 'unit' of the rule",
            "rule.unit",
        )
    return yes(f"每 {found.unit}", f"per {found.unit}", "footprint.unit", "footprint.reference_flow")


def per_unit(study: Study) -> Found:
    """FUN-05: mass of CO2e per unit."""
    root = study.footprint.nodes.get(study.footprint.root)
    if root is None or root.unit != "kgCO2e" or not math.isfinite(study.footprint.total):
        return no(
            "结果不是以二氧化碳当量的质量表示的数",
            "the result is no mass of CO2 equivalent",
            "重新计算",
            "compute again",
            "footprint.total",
        )
    if not study.footprint.unit:
        return unit(study)
    return yes(
        f"{study.footprint.total:.6g} kgCO2e 每 {study.footprint.unit}",
        f"{study.footprint.total:.6g} kgCO2e per {study.footprint.unit}",
        "footprint.total",
        f"footprint.nodes.{study.footprint.root}",
    )


def own_unit(study: Study) -> Found:
    """FUN-03: the study's unit is the rule's."""
    found, wanted = study.footprint, study.rule.unit
    if found.reference_flow != wanted.of or found.unit_amount != wanted.amount.value:
        return no(
            f"研究按 {found.unit_amount:g} {found.reference_flow}，规则按 {wanted.amount.value:g} {wanted.of}",
            f"the study counts per {found.unit_amount:g} {found.reference_flow}, the rule per {wanted.amount.value:g} {wanted.of}",
            "用这一版次的规则重新计算",
            "compute again with this edition of the rule",
            "footprint.unit",
            "rule.unit",
        )
    return yes(f"{found.unit}，与规则相同", f"{found.unit}, as the rule says", "footprint.unit", "rule.unit")


def declared_unit(study: Study) -> Found:
    """FUN-02: a declared unit only for a partial footprint."""
    if study.rule.unit.kind != "declared":
        return idle("采用功能单位", "a functional unit is used")
    if study.footprint.result_type != "partial_cfp":
        return no(
            "声明单位的结果称作产品碳足迹",
            "a result per declared unit is called a CFP",
            "称作产品部分碳足迹，或改用功能单位",
            "call it a partial CFP, or use a functional unit",
            "footprint.result_type",
        )
    return yes(
        "声明单位，产品部分碳足迹", "declared unit, partial CFP", "rule.unit.kind", "footprint.result_type"
    )


def reference_flow(study: Study) -> Found:
    """FUN-04: reference flow and its amount."""
    found = study.footprint
    if found.reference_flow not in study.rule.flows or found.unit_amount <= 0:
        return no(
            f"规则没有基准流“{found.reference_flow}”",
            f"the rule has no reference flow '{found.reference_flow}'",
            "用这一版次的规则重新计算",
            "compute again with this edition of the rule",
            "footprint.reference_flow",
        )
    label = study.rule.flows[found.reference_flow].label
    return yes(
        f"{found.unit_amount:g} {found.unit_symbol} {label.zh}",
        f"{found.unit_amount:g} {found.unit_symbol} of {label.of('en')}",
        "footprint.reference_flow",
        "footprint.unit_amount",
    )


def further_units(study: Study) -> Found:
    """FUN-06: results per other units, each with the unit it is counted by."""
    others = study.footprint.products
    if not others:
        return idle("没有另给其他单位的结果", "no result per another unit is given")
    bare = [p.id for p in others if not p.unit or not math.isfinite(p.total)]
    if bare:
        return no(
            f"没有单位或数值：{'、'.join(bare)}",
            f"without unit or figure: {', '.join(bare)}",
            "核对规则的 unit.also 和流的属性",
            "look at unit.also of the rule and the properties of the flow",
            *(f"footprint.products.{id}" for id in bare),
        )
    return yes(
        f"{len(others)} 个，各有单位",
        f"{len(others)}, each with its unit",
        *(f"footprint.products.{p.id}" for p in others),
    )


def comparison(study: Study) -> Found:
    """FUN-07: compared results rest on one functional unit; a declared unit needs a person."""
    found = declared("comparison", "研究没有写明与其他产品比较", "the study states no comparison")(study)
    if not found.applies:
        return found
    if study.rule.unit.kind == "functional":
        return person(
            f"功能单位；两项结果的指纹由比较功能核对：{found.what.zh}",
            f"functional unit; the fingerprints of both results are compared by the program: {found.what.en}",
            *found.paths,
            "rule.unit.kind",
        )
    return person(
        f"声明单位：只能用于企业之间，且略去的阶段相同：{found.what.zh}",
        f"declared unit: between businesses only, with the same stages left out: {found.what.en}",
        *found.paths,
        "rule.unit.kind",
    )
