"""The frame of a product standard (notice and drafting guide): what a pack must show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tanchi.conformity.answers import Found, all_of, no, yes
from tanchi.conformity.rule_boundary import boundary, exclusions, processes_in_stages, stages
from tanchi.conformity.rule_evidence import said, text_in
from tanchi.conformity.rule_method import quality_aspects, site_data
from tanchi.findings import Text
from tanchi.gases import gwp_sets
from tanchi.rules.expression import ByChoice, Expression, Formula
from tanchi.rules.model import Line, Rule

TITLE = re.compile(r"温室气体\s*产品碳足迹量化方法与要求\s*\S.*")


def deviations(rule: Rule) -> Found:
    """PCR-04: deviations say direction and reason; loading already refuses undeclared ones."""
    for number, item in enumerate(rule.deviations):
        path = f"deviations.{item.clause or number}"
        if not item.reason:
            return no(
                f"偏离 {item.at} 没有理由",
                f"deviation {item.at} has no reason",
                "写 reason",
                "give a reason",
                path,
            )
        if item.direction == "deviate" and not item.clause:
            return no(
                f"偏离 {item.at} 没有条款",
                f"deviation {item.at} names no clause",
                "写 clause",
                "name the clause",
                path,
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
        *(("deviations",) if rule.deviations else ()),
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
        f"定义、{len(found.codes)} 个代码、{len(found.routes_covered)} 条覆盖和 {len(found.routes_not_covered)} 条不覆盖的路线",
        f"definition, {len(found.codes)} codes, {len(found.routes_covered)} routes covered and {len(found.routes_not_covered)} not",
        "product.definition",
        "product.codes",
        "product.routes.covered",
        "product.routes.not_covered",
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
    clauses = said(rule, "C24067-PSS-06")
    if not clauses:
        return no(
            "没有指明数据收集时段、来源和地理规则的条文",
            "nothing points to the clauses on period, sources and geography of data",
            "在 text 写出数据要求，并在 clauses.csv 指到它（C24067-PSS-06）",
            "write the data requirements and point to them in clauses.csv (C24067-PSS-06)",
            "clauses",
        )
    there = yes(f"见 {'、'.join(clauses)}", f"see {', '.join(clauses)}", *clauses)
    return all_of((site_data(rule), quality_aspects(rule), there))


def formulas(rule: Rule) -> Found:
    """PSS-08: formulas with symbols and units."""
    found = [
        (f"processes.{p.id}.{line.id}", line)
        for p in rule.processes.values()
        for line in p.emissions.values()
        if _formula(line)
    ]
    burnt = sum(i.burnt is not None for p in rule.processes.values() for i in p.inputs.values())
    if not found and not burnt:
        return no(
            "没有计算公式",
            "there are no formulas",
            "写排放的 amount 公式",
            "write the amounts of emissions as formulas",
            "processes",
        )
    bare = [path for path, line in found if line.symbol is None]
    if bare:
        listed = [path.removeprefix("processes.") for path in bare[:6]]
        return no(
            f"没有符号：{'、'.join(listed)}",
            f"no symbol: {', '.join(listed)}",
            "给这些行写 symbol",
            "give these lines a symbol",
            *bare,
        )
    return yes(
        f"{len(found)} 个排放公式均有符号，另有 {burnt} 项燃烧；单位已检查",
        f"{len(found)} formulas of emissions with symbols, {burnt} inputs burnt; units are checked",
        *(path for path, _ in found),
        *(("processes",) if not found else ()),
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
    """PSS-09: GWP set, and the clause with the formula."""
    clauses = text_in(rule, "7")
    if rule.gwp.set not in {one.id for one in gwp_sets()}:
        return no(
            f"没有 GWP 集“{rule.gwp.set}”",
            f"there is no GWP set '{rule.gwp.set}'",
            "写 gwp.set，如 AR6",
            "give gwp.set, such as AR6",
            "gwp",
        )
    if not clauses:
        return no(
            "没有影响评价的条文（第 7 章）",
            "there is no clause on impact assessment (clause 7)",
            "在 text 写第 7 章，或沿用上级规则",
            "write clause 7, or keep the parent's",
            "text",
        )
    return yes(f"GWP 集 {rule.gwp.set}", f"GWP set {rule.gwp.set}", "gwp.set", *clauses)


def annexes(rule: Rule) -> Found:
    """PSS-12: what the annexes are made from is there."""
    asked = sum(line.ask is not None for p in rule.processes.values() for line in p.lines().values())
    unsourced = [p.id for p in rule.parameters.values() if p.source is None and not p.versions]
    lacking = (
        (Text("数据收集表（ask 行）", "data forms (ask lines)"), asked == 0),
        (Text("参数", "parameters"), not rule.parameters),
        (
            Text(f"参数来源：{'、'.join(unsourced[:6])}", f"sources of {', '.join(unsourced[:6])}"),
            bool(unsourced),
        ),
        (Text("附录条文（A～F）", "clauses of the annexes (A to F)"), not text_in(rule, *"ABCDEF")),
    )
    missing = [name for name, is_missing in lacking if is_missing]
    if missing:
        return no(
            f"附录缺少：{'；'.join(t.zh for t in missing)}",
            f"the annexes lack: {'; '.join(t.en for t in missing)}",
            "补上",
            "add them",
            *(f"parameters.{id}" for id in unsourced),
        )
    return yes(
        f"由规则包生成：{asked} 个填报行、{len(rule.parameters)} 个参数、GWP 表、报告格式",
        f"made from the pack: {asked} lines asked, {len(rule.parameters)} parameters, GWP table, report format",
        "processes",
        "parameters",
        "gwp.set",
        *text_in(rule, *"ABCDEF"),
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
