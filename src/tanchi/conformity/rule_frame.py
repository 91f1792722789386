"""The frame of a product standard (notice and drafting guide): what a pack must show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tanchi.conformity.answers import Found, all_of, no, yes
from tanchi.conformity.rule_evidence import said, text_in
from tanchi.conformity.rule_method import data_criteria, quality_aspects
from tanchi.conformity.rule_scope import boundary, exclusions, processes_in_stages, stages
from tanchi.rules.expression import ByChoice, Expression, Formula
from tanchi.rules.model import Line, Rule

TITLE = re.compile(r"温室气体\s*产品碳足迹量化方法与要求\s*\S+")


def deviations(rule: Rule) -> Found:
    """PCR-04: deviations say direction and reason; loading already refuses undeclared ones."""
    for item in rule.deviations:
        if not item.reason:
            return no(
                f"偏离 {item.at} 没有理由",
                f"deviation {item.at} has no reason",
                "写 reason",
                "give a reason",
                "deviations",
            )
        if item.direction == "deviate" and not item.clause:
            return no(
                f"偏离 {item.at} 没有条款",
                f"deviation {item.at} names no clause",
                "写 clause",
                "name the clause",
                "deviations",
            )
    if not rule.parent:
        return no(
            "没有上级规则",
            "there is no parent",
            "写 parent: gbt24067-2024@1",
            "write parent: gbt24067-2024@1",
            "parent",
        )
    return yes(
        f"上级规则 {rule.parent}，{len(rule.deviations)} 处偏离均有方向和理由",
        f"parent {rule.parent}; {len(rule.deviations)} deviations, each with direction and reason",
        "parent",
        "deviations",
    )


def category(rule: Rule) -> Found:
    """PSS-02: definition, codes, routes covered and not covered."""
    found = rule.product
    missing = [
        name
        for name, there in (
            ("definition", bool(found.definition)),
            ("codes", bool(found.codes)),
            ("routes.covered", bool(found.routes_covered)),
            ("routes.not_covered", bool(found.routes_not_covered)),
        )
        if not there
    ]
    if missing:
        return no(
            f"缺少 {'、'.join(missing)}",
            f"missing: {', '.join(missing)}",
            "在 product 中补上",
            "add them under product",
            "product",
        )
    return yes(
        f"定义、{len(found.codes)} 个代码、路线", f"definition, {len(found.codes)} codes, routes", "product"
    )


def system_boundary(rule: Rule) -> Found:
    """PSS-04: stages, processes, exclusions."""
    if not rule.boundary.exclusions:
        return no(
            "没有排除项清单",
            "there is no list of exclusions",
            "在 boundary.exclusions 写明不纳入的内容及理由",
            "list what is left out and why under boundary.exclusions",
            "boundary.exclusions",
        )
    return all_of((boundary(rule), stages(rule), processes_in_stages(rule), exclusions(rule)))


def data_requirements(rule: Rule) -> Found:
    """PSS-06: site data, period, sources, quality, geography."""
    if not said(rule, "C24067-PSS-06") and not text_in(rule, "6"):
        return no(
            "没有数据收集时段、来源和地理规则的条文",
            "no clause on period, sources and geography of data",
            "在 text 写出数据要求，并在 clauses.csv 指到它",
            "write the data requirements and point to them in clauses.csv",
            "text",
        )
    return all_of(
        (
            data_criteria(rule),
            quality_aspects(rule),
            yes(
                "有数据要求的条文",
                "clauses on data are there",
                *(said(rule, "C24067-PSS-06") or text_in(rule, "6")),
            ),
        )
    )


def formulas(rule: Rule) -> Found:
    """PSS-08: formulas with symbols and units."""
    found = [(p, line) for p in rule.processes.values() for line in p.emissions.values() if _formula(line)]
    if not found and not any(
        getattr(i, "burnt", None) for p in rule.processes.values() for i in p.inputs.values()
    ):
        return no(
            "没有计算公式",
            "there are no formulas",
            "写排放的 amount 公式",
            "write the amounts of emissions as formulas",
            "processes",
        )
    bare = [f"{p.id}.{line.id}" for p, line in found if line.symbol is None]
    if bare:
        return no(
            f"没有符号：{'、'.join(bare[:6])}",
            f"no symbol: {', '.join(bare[:6])}",
            "给这些行写 symbol",
            "give these lines a symbol",
            *(f"processes.{b}" for b in bare[:6]),
        )
    return yes(
        f"{len(found)} 个排放公式，均有符号；单位已检查",
        f"{len(found)} formulas of emissions with symbols; units are checked",
        "processes",
    )


def _formula(line: Line) -> bool:
    return any(isinstance(e, Formula) for e in _flat(line.amount))


def _flat(expression: Expression | None) -> Iterable[Expression]:
    if isinstance(expression, ByChoice):
        for part in (
            *expression.options.values(),
            *((expression.otherwise,) if expression.otherwise else ()),
        ):
            yield from _flat(part)
    elif expression is not None:
        yield expression


def impact(rule: Rule) -> Found:
    """PSS-09: GWP set."""
    if not rule.gwp.set:
        return no("没有 GWP 集", "no GWP set", "写 gwp.set", "give gwp.set", "gwp")
    return yes(f"GWP 集 {rule.gwp.set}", f"GWP set {rule.gwp.set}", "gwp.set")


def annexes(rule: Rule) -> Found:
    """PSS-12: what the annexes are made from is there."""
    asks = any(line.ask for p in rule.processes.values() for line in p.lines().values())
    sourced = [p for p in rule.parameters.values() if p.source is None and not p.versions]
    if not asks or sourced or not rule.parameters:
        return no(
            "附录所需的数据表或参数来源不全",
            "what the annexes are made from is incomplete",
            "补上 ask 行和参数来源",
            "add ask lines and the sources of parameters",
            "parameters",
        )
    return yes(
        "数据收集表、参数表、GWP 表、报告模板由规则包生成",
        "data forms, parameter table, GWP table and report template are made from the pack",
        "processes",
        "parameters",
        "gwp.set",
    )


def title(rule: Rule) -> Found:
    """PSS-01: form of the title."""
    if not TITLE.fullmatch(rule.title.zh.strip()):
        return no(
            f"名称是“{rule.title.zh}”",
            f"the title is '{rule.title.zh}'",
            "写作：温室气体 产品碳足迹量化方法与要求 产品名",
            "write: 温室气体 产品碳足迹量化方法与要求 <product>",
            "title",
        )
    return yes(rule.title.zh, rule.title.of("en"), "title")


def rights(rule: Rule) -> Found:
    """PSS-13: statement on intellectual property."""
    if not rule.ip or not rule.licence:
        return no(
            "没有知识产权声明或许可",
            "no statement on intellectual property or no licence",
            "写 ip 和 licence",
            "write ip and licence",
            "ip",
        )
    return yes(
        f"{rule.licence}；{rule.ip.zh[:30]}", f"{rule.licence}; {rule.ip.of('en')[:40]}", "ip", "licence"
    )
