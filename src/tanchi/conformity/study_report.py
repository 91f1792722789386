"""Report, review, further uses: what a study must show."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.conformity.answers import Found, no, person, yes
from tanchi.conformity.rule_evidence import (
    END_OF_LIFE,
    USE,
    multi_output,
    said,
    stage_ids,
    text_in,
    whole_life,
)
from tanchi.conformity.study_allocation import is_computed
from tanchi.conformity.study_electricity import power_links
from tanchi.conformity.study_items import Item, listed, written
from tanchi.conformity.study_said import declared, for_person, stated
from tanchi.conformity.study_subject import Study, data_sets, is_reported
from tanchi.findings import Text
from tanchi.inventory.statements import denies


def report_items(study: Study) -> Found:
    """REP-05: the twenty items of the report, as far as the study holds what they are made from."""
    return listed(_report(study), "报告内容", "the report")


def _report(study: Study) -> Iterator[Item]:
    found, rule = study.footprint, study.rule
    several = is_reported(study, multi_output(rule))
    yield Text("a 单位", "a unit"), "footprint.unit", bool(found.unit and found.reference_flow)
    yield Text("b 系统边界", "b boundary"), "footprint.stages", bool(found.stages)
    yield Text("c 单元过程", "c processes"), "footprint.by_process", bool(found.by_process)
    yield (
        Text("d 数据来源", "d sources of data"),
        "footprint.links",
        all(k.provider and k.provider.source.ref for k in data_sets(study)),
    )
    yield Text("e 温室气体", "e gases"), "footprint.gases", bool(found.gases)
    yield Text("f 特征化因子", "f factors"), "footprint.gwp_set", bool(found.gwp_set)
    yield Text("g 取舍", "g cut-offs"), "footprint.cutoff.basis", bool(found.cutoff.basis)
    yield Text("h 分配", "h allocation"), "rule.processes", all(p.allocation for p in several)
    yield _timing(study)
    yield Text("j 数据质量", "j data quality"), "footprint.quality.score", found.quality.score is not None
    yield (
        Text("k 敏感性和不确定性", "k sensitivity and uncertainty"),
        "footprint.sensitivities",
        bool(found.sensitivities and found.interval),
    )
    yield _electricity(study)
    yield written(study, "m", "conclusions")
    yield written(study, "m", "limitations")
    yield written(study, "n", "value_choices")
    yield written(study, "o", "scope_changes")
    yield from _after_the_gate(study)
    yield Text("r 统计期", "r period"), "footprint.period", all(found.period)
    yield Text("s 所用规则", "s rule"), "footprint.fingerprint.rule", found.fingerprint.rule == rule.id
    if study.said("tracking") and not denies(study.said("tracking")):
        yield written(study, "t", "tracking")


def _timing(study: Study) -> Item:
    if whole_life(study.rule):
        return written(study, "i", "timing")
    return Text("i 排放时间", "i timing"), "footprint.period", all(study.footprint.period)


def _electricity(study: Study) -> Item:
    shown = all(p.name and p.place and p.year for _, p in power_links(study))
    return Text("l 电力", "l electricity"), "footprint.links", shown


def _after_the_gate(study: Study) -> Iterator[Item]:
    """Yield items p and q: profiles and scenarios, and the effect of others."""
    if not whole_life(study.rule):
        yield Text("p 所含阶段", "p stages"), "footprint.by_stage", bool(study.footprint.by_stage)
        return
    if stage_ids(study.rule, USE):
        paths = said(study.rule, "C24067-USE-01")
        yield (
            (Text("p 使用情景", "p use profile"), f"rule.{paths[0]}", True)
            if paths
            else written(study, "p", "use_profile")
        )
    if stage_ids(study.rule, END_OF_LIFE):
        yield written(study, "p", "end_of_life")
    varied = any(is_computed(v) for v in study.footprint.variants)
    yield Text("q 其他情景的影响", "q effect of other scenarios"), "footprint.variants", varied


def template(study: Study) -> Found:
    """REP-07: the form of the report; the GB/T's template was not read, so a person compares."""
    paths = text_in(study.rule, "F")
    if not paths:
        return no(
            "规则没有报告格式（附录 F）",
            "the rule has no form of the report (annex F)",
            "在规则沿用上级规则的附录 F",
            "keep the parent's annex F in the rule",
            "rule.text",
        )
    return person(
        "报告按规则附录 F 的格式；国标附录的模板未读到，由人对照",
        "the report follows annex F of the rule; the GB/T's template was not read, a person compares",
        *(f"rule.{path}" for path in paths),
    )


def report(study: Study) -> Found:
    """REP-01: what the report holds is fixed in the rule."""
    paths = text_in(study.rule, "9")
    if not paths:
        return no(
            "规则没有规定报告内容（第 9 章）",
            "the rule does not say what the report holds (clause 9)",
            "在规则沿用上级规则的第 9 章",
            "keep the parent's clause 9 in the rule",
            "rule.text",
        )
    return yes(
        "报告由结果生成，内容按规则第 9 章",
        "the report is made from the result and holds what clause 9 asks",
        *(f"rule.{path}" for path in paths),
        "footprint.contributions",
    )


def report_use(study: Study) -> Found:
    """REP-08: format fixed in the rule, use limited by the goal."""
    form = report(study)
    if not form.there:
        return form
    found = stated("application")(study)
    return (
        found
        if not found.there
        else yes(
            f"格式按规则；{found.what.zh}",
            f"format as the rule says; {found.what.en}",
            *form.paths,
            *found.paths,
        )
    )


def review_result(study: Study) -> Found:
    """REV-02: type and result of the review."""
    return declared("review", "没有进行鉴定性评审", "no critical review is made", "review_result")(study)


review = declared("review", "没有进行鉴定性评审", "no critical review is made")
"""REV-01."""
comparison = for_person(
    declared("comparison", "研究没有写明与其他产品比较", "the study states no comparison")
)
"""CMP-01: the other result is not at hand; a person compares the fingerprints."""
tracking = for_person(
    declared("tracking", "结果没有用于绩效跟踪", "the result is not used for performance tracking")
)
"""TRK-01: the earlier result is not at hand."""
systematic = declared("systematic_approach", "没有建立系统方法", "no systematic approach is developed")
"""SYS-01."""
