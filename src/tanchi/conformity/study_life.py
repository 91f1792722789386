"""Use, end of life, timing: what a study must show of the stages after the gate."""

from __future__ import annotations

import re

from tanchi.conformity.answers import Found, idle, no, yes
from tanchi.conformity.rule_evidence import END_OF_LIFE, USE, said, stage_ids
from tanchi.conformity.study_said import asked, for_person, stated
from tanchi.conformity.study_subject import Study, StudyCheck, reported

DELAYED = "delayed"
"""The line beside the total that shows the effect of timing."""


def within(kind: re.Pattern[str], check: StudyCheck) -> StudyCheck:
    """Return a check that applies only where the boundary includes a stage of a kind."""

    def found(study: Study) -> Found:
        if not stage_ids(study.rule, kind):
            return idle("边界不包括这一阶段", "the boundary does not include the stage")
        return check(study)

    return found


def stage_counted(kind: re.Pattern[str]) -> StudyCheck:
    """Return USE-01, EOL-01: the stage's processes are reported, and the result has the stage."""

    def check(study: Study) -> Found:
        stages = stage_ids(study.rule, kind)
        own = [p for p in reported(study) if p.stage in stages]
        parts = [p for p in study.footprint.by_stage if p.id in stages]
        if not own or not parts:
            return no(
                "这一阶段的过程没有数据",
                "the processes of the stage have no data",
                "填报这一阶段的过程",
                "report the processes of the stage",
                *(f"rule.boundary.stages.{id}" for id in stages),
            )
        return yes(
            f"{'、'.join(str(p.label or p.id) for p in own)}：{sum(p.value for p in parts):.6g} kgCO2e",
            f"{', '.join(p.label.of('en') or p.id for p in own)}: {sum(p.value for p in parts):.6g} kg CO2e",
            *(f"rule.processes.{p.id}" for p in own),
            *(f"footprint.by_stage.{p.id}" for p in parts),
        )

    return within(kind, check)


def profile_source(study: Study) -> Found:
    """USE-03: the rule fixes the profile (the first of five kinds of source), or the study names its source."""
    paths = said(study.rule, "C24067-USE-01")
    if paths:
        return yes(
            f"使用情景由规则给出：{'、'.join(paths)}",
            f"the rule fixes the use profile: {', '.join(paths)}",
            *(f"rule.{path}" for path in paths),
        )
    return for_person(stated("use_source"))(study)


def own_profile(study: Study) -> Found:
    """USE-05: where no source fixes the profile, the organisation sets it."""
    if said(study.rule, "C24067-USE-01"):
        return idle("使用情景由规则给出", "the rule fixes the use profile")
    return stated("use_profile")(study)


def use_assumptions(study: Study) -> Found:
    """USE-04: assumptions in words, and a sensitivity analysis."""
    found = stated("assumptions")(study)
    if not found.there:
        return found
    if not study.footprint.sensitivities:
        return no(
            "没有敏感性分析",
            "there is no sensitivity analysis",
            "给使用情景的数值写不确定度后重新计算",
            "give the values of the use profile an uncertainty and compute again",
            "footprint.sensitivities",
        )
    return yes(
        f"{found.what.zh}；{len(study.footprint.sensitivities)} 项敏感性",
        f"{found.what.en}; {len(study.footprint.sensitivities)} sensitivities",
        *found.paths,
        "footprint.sensitivities",
    )


def scenario(study: Study) -> Found:
    """EOL-02: shares, source and year of the end-of-life routes, in words."""
    return for_person(stated("end_of_life"))(study)


def no_discount(study: Study) -> Found:
    """TMG-01: the result is the plain sum of its contributions."""
    found = study.footprint
    sum_ = sum(c.value for c in found.contributions)
    if not study.equal(sum_, found.total):
        return no(
            f"贡献之和 {sum_:.6g}，结果 {found.total:.6g}",
            f"contributions sum to {sum_:.6g}, the result is {found.total:.6g}",
            "重新计算；结果不得按时间折减",
            "compute again; a result is never discounted for time",
            "footprint.total",
        )
    return yes(
        "结果等于各项贡献之和，没有时间折减",
        "the result is the sum of its contributions, without discount",
        "footprint.total",
        "footprint.contributions",
    )


def late_emissions(study: Study) -> Found:
    """TMG-02: what comes later than ten years says when; only people know whether there is such."""
    if not (stage_ids(study.rule, USE) or stage_ids(study.rule, END_OF_LIFE)):
        return idle("边界到大门为止", "the boundary ends at the gate")
    return for_person(_LATE)(study)


_LATE = asked(
    "timing",
    "有无使用十年以后的排放或清除",
    "whether emissions or removals come later than ten years after first use",
)


def effect_of_timing(study: Study) -> Found:
    """TMG-03: the effect of timing beside the total, with its method."""
    if DELAYED not in study.footprint.lines.outside:
        return idle("没有计算时间的影响", "the effect of timing is not calculated")
    found = stated("timing")(study)
    if not found.there:
        return found
    return yes(
        f"在合计之外单列；{found.what.zh}",
        f"shown beside the total; {found.what.en}",
        f"footprint.lines.outside.{DELAYED}",
        *found.paths,
    )


seasonality = asked("seasonality", "产品或过程有无季节性", "whether product or processes are seasonal")
"""TIM-04."""
