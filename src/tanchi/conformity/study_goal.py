"""Goal and scope: what a study must show."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.conformity.answers import Found, no, yes
from tanchi.conformity.rule_evidence import multi_output, text_in
from tanchi.conformity.study_items import Item, listed, written
from tanchi.conformity.study_said import declared, stated
from tanchi.conformity.study_subject import Study, is_reported
from tanchi.findings import Text


def goal(study: Study) -> Found:
    """GOA-01: the text of the goal."""
    if not study.rule.goal:
        return no(
            "没有研究目的", "there is no goal", "在规则写 goal", "write 'goal' in the rule", "rule.goal"
        )
    return yes(study.rule.goal.zh[:60], study.rule.goal.of("en")[:80], "rule.goal")


def goal_items(study: Study) -> Found:
    """GOA-02: use, reasons, audience; communication, if any, is what the study states."""
    keys = ("application", "reasons", "audience")
    more = ("communication",) if study.said("communication") else ()
    return stated(*keys, *more)(study)


def product(study: Study) -> Found:
    """SCP-01: product and system are described."""
    found = study.footprint
    if not found.product or not study.rule.product.definition or not found.by_process:
        return no(
            "没有产品名称、定义或过程",
            "name, definition or processes of the product are missing",
            "在清单写 product，在规则写 product.definition",
            "write 'product' in the inventory and product.definition in the rule",
            "footprint.product",
        )
    return yes(
        f"{found.product.zh}；{len(found.by_process)} 个过程",
        f"{found.product.of('en')}; {len(found.by_process)} processes",
        "footprint.product",
        "rule.product.definition",
        "footprint.by_process",
    )


def scope_items(study: Study) -> Found:
    """SCP-02: the twelve items of the scope; the review is one only where there is one."""
    return listed(_scope(study), "范围", "the scope")


def _scope(study: Study) -> Iterator[Item]:
    found, rule = study.footprint, study.rule
    several = is_reported(study, multi_output(rule))
    yield Text("a 系统", "a system"), "rule.product.definition", bool(rule.product.definition)
    yield Text("b 单位", "b unit"), "footprint.unit", bool(found.unit)
    yield Text("c 边界", "c boundary"), "footprint.stages", bool(found.stages and rule.boundary.kind)
    yield Text("d 数据质量", "d data quality"), "rule.quality.scheme", bool(rule.quality.indicators)
    yield Text("e 时间边界", "e time boundary"), "footprint.period", all(found.period)
    yield written(study, "f", "assumptions")
    yield Text("g 分配", "g allocation"), "rule.processes", all(p.allocation for p in several)
    yield Text("h 特定排放", "h specific emissions"), "footprint.lines", bool(found.gases)
    yield Text("i 特有问题", "i particular issues"), "rule.boundary.decisions", bool(rule.boundary.decisions)
    yield Text("j 报告", "j report"), "rule.text.9", bool(text_in(rule, "9"))
    if study.said("review"):
        yield written(study, "k", "review")
    yield written(study, "l", "limitations")


scope_changes = declared("scope_changes", "研究没有写明范围有改动", "the study states no change of its scope")
