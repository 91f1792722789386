"""Interpretation: what a study must show."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.conformity.answers import Found, no, yes
from tanchi.conformity.rule_evidence import multi_output
from tanchi.conformity.study_allocation import is_computed
from tanchi.conformity.study_items import Item, listed, written
from tanchi.conformity.study_said import stated
from tanchi.conformity.study_subject import Study, is_reported, significant
from tanchi.findings import Text
from tanchi.study.result import CheckState


def issues(study: Study) -> Found:
    """INT-01: the stages, processes and flows that matter most."""
    found = significant(study)
    if not found or not study.footprint.by_stage:
        return no(
            "没有贡献分析",
            "there is no table of contributions",
            "重新计算",
            "compute again",
            "footprint.contributions",
        )
    top = max(study.footprint.by_stage, key=lambda p: abs(p.value))
    return yes(
        f"{len(found)} 项贡献占 80 %，最大的阶段：{top.label.zh}（{top.share:.1%}）",
        f"{len(found)} contributions make up 80 %; largest stage: {top.label.of('en')} ({top.share:.1%})",
        *(f"footprint.contributions.{c.id}" for c in found),
        f"footprint.by_stage.{top.id}",
    )


def evaluated(study: Study) -> Found:
    """INT-02: checks of completeness, consistency and sensitivity."""
    return listed(_checks(study), "评估", "the evaluation")


def _checks(study: Study) -> Iterator[Item]:
    found = study.footprint
    own = [c for c in found.checks if not c.id.startswith("study.") and c.state is not CheckState.SKIPPED]
    yield (
        Text("完整性", "completeness"),
        "footprint.checks.study.flow_balance",
        study.check("study.flow_balance") is not None,
    )
    yield Text("一致性", "consistency"), "footprint.checks", bool(own)
    yield Text("敏感性", "sensitivity"), "footprint.sensitivities", bool(found.sensitivities)


conclusions = stated("conclusions", "limitations", "recommendations")
"""INT-03."""


def uncertainty(study: Study) -> Found:
    """INT-04: interval (which decides the digits shown), allocation documented, limitations."""
    return listed(_uncertain(study), "不确定性与局限", "uncertainty and limits")


def _uncertain(study: Study) -> Iterator[Item]:
    several = is_reported(study, multi_output(study.rule))
    explained = all(p.allocation is not None and p.allocation.reason for p in several)
    yield (
        Text("区间（抽样）", "interval (samples)"),
        "footprint.interval",
        study.footprint.interval is not None,
    )
    yield Text("分配的说明", "explanation of the allocation"), "rule.processes", explained
    yield written(study, "", "limitations")


def sensitivity(study: Study) -> Found:
    """INT-05: sensitivities of inputs, and every alternative the rule asks for that can be computed."""
    found = study.footprint
    wanted = {
        c.id
        for c in study.rule.choices.values()
        if set(c.also_report) - {found.choices.get(c.id)} and not c.locked
    }
    computed = {v.choice for v in found.variants if is_computed(v)}
    bare = sorted(wanted - computed)
    if not found.sensitivities or bare:
        return no(
            f"没有敏感性，或没有算出的备选：{'、'.join(bare) or '无'}",
            f"no sensitivities, or alternatives not computed: {', '.join(bare) or 'none'}",
            "补报备选方法所需的数据，给输入写不确定度",
            "report what the alternatives need, and give inputs an uncertainty",
            "footprint.sensitivities",
            *(f"rule.choices.{id}" for id in bare),
        )
    return yes(
        f"{len(found.sensitivities)} 项输入，{len(found.variants)} 个备选",
        f"{len(found.sensitivities)} inputs, {len(found.variants)} alternatives",
        "footprint.sensitivities",
        *(("footprint.variants",) if found.variants else ()),
    )
