"""The method of a study: phases, principles, the rule it follows."""

from __future__ import annotations

from tanchi.background.provider import ProviderKind
from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.rule_scope import OFFSET
from tanchi.conformity.study_said import stated
from tanchi.conformity.study_subject import Study
from tanchi.findings import Text
from tanchi.study.result import CheckState

LEDGER = ("codes", "single_claim")
"""Checks of the block ``electricity`` that keep an instrument from serving twice."""


def no_offsets(study: Study) -> Found:
    """SCO-02: no offset or credit in the result."""
    found = study.footprint
    for line in found.contributions:
        provider = found.links[line.link].provider if line.link is not None else None
        names = [line.label.zh, line.label.of("en"), line.flow, provider.name.zh if provider else ""]
        if any(OFFSET.search(name) for name in names if name):
            return no(
                f"“{line.label or line.id}”是碳抵消",
                f"'{line.label.of('en') or line.id}' is an offset",
                "从清单和规则中删去这一项",
                "remove it from the inventory and the rule",
                f"footprint.contributions.{line.id}",
            )
    if found.choices.get("offsets") != "excluded":
        return no(
            "选择 offsets 不是“不计入”",
            "the choice 'offsets' is not 'excluded'",
            "采用以 GB/T 24067 为上级的规则",
            "use a rule whose parent is the GB/T 24067 pack",
            "rule.choices.offsets",
        )
    return yes(
        f"{len(found.contributions)} 项贡献中没有抵消",
        f"no offset among {len(found.contributions)} contributions",
        "footprint.choices.offsets",
        "footprint.contributions",
    )


def no_double_counting(study: Study) -> Found:
    """PRI-07: the result is its contributions, each once; no instrument serves twice."""
    found = study.footprint
    ids = [c.id for c in found.contributions]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    reused = [c for c in found.checks if c.id.rpartition(".")[2] in LEDGER and c.state is CheckState.FAILED]
    if twice or reused or not study.passed("study.closure"):
        zh = "、".join([*twice, *(c.label.zh for c in reused)]) or "闭合检查没有通过"
        en = ", ".join([*twice, *(c.label.of("en") for c in reused)]) or "the closure check did not pass"
        return no(
            f"可能重复计算：{zh}",
            f"something may count twice: {en}",
            "核对登记的凭证和供应关系",
            "look at the instruments and links",
            *(f"footprint.checks.{c.id}" for c in reused),
        )
    return yes(
        f"{len(ids)} 项贡献各计一次，闭合检查通过",
        f"{len(ids)} contributions, each once; closure holds",
        "footprint.contributions",
        "footprint.checks.study.closure",
    )


def principles(study: Study) -> Found:
    """PRI-05: the built-in checks of completeness and consistency were made and hold."""
    lacking = [id for id in ("study.closure", "study.flow_balance") if not study.passed(id)]
    faults = study.faults()
    if lacking or faults:
        names = [*lacking, *(c.id for c in faults if c.id not in lacking)]
        return no(
            f"没有通过的检查：{'、'.join(names)}",
            f"checks that did not pass: {', '.join(names)}",
            "按检查信息更正数据",
            "correct the data as the findings say",
            *(f"footprint.checks.{id}" for id in names if study.check(id)),
        )
    return yes(
        f"闭合和物料流平衡通过；缺口 {len(study.footprint.gaps)} 个",
        f"closure and balance of flows hold; {len(study.footprint.gaps)} gaps",
        "footprint.checks.study.closure",
        "footprint.checks.study.flow_balance",
    )


def phases(study: Study) -> Found:
    """GEN-01: goal and scope, inventory, impact assessment, interpretation."""
    found = study.footprint
    parts = (
        (Text("目的和范围", "goal and scope"), "rule.goal", bool(study.rule.goal and found.unit)),
        (Text("清单分析", "inventory"), "footprint.contributions", bool(found.contributions)),
        (Text("影响评价", "impact assessment"), "footprint.gases", bool(found.gases and found.gwp_set)),
        (Text("结果解释", "interpretation"), "footprint.sensitivities", bool(found.sensitivities)),
    )
    missing = [name for name, _, there in parts if not there]
    if missing:
        return no(
            f"缺少：{'、'.join(t.zh for t in missing)}",
            f"missing: {', '.join(t.en for t in missing)}",
            "补上；敏感性由计算给出",
            "add it; sensitivities come with the computation",
            *(path for _, path, there in parts if not there),
        )
    return yes("四个阶段各有内容", "all four phases have content", *(path for _, path, _ in parts))


def staged(study: Study) -> Found:
    """GEN-03: every contribution stands in a stage of the boundary."""
    found = study.footprint
    known = {s.id for s in study.rule.boundary.stages if s.included}
    homeless = [c.id for c in found.contributions if c.stage not in known]
    if homeless or not found.contributions:
        return no(
            f"没有阶段的贡献：{'、'.join(homeless[:6]) or '（没有贡献）'}",
            f"contributions in no stage: {', '.join(homeless[:6]) or '(there are none)'}",
            "在规则中给过程写 stage",
            "give the process a stage in the rule",
            *(f"footprint.contributions.{id}" for id in homeless),
        )
    return yes(
        f"{len(found.contributions)} 项贡献各属一个阶段",
        f"{len(found.contributions)} contributions, each in a stage",
        "footprint.contributions",
        "rule.boundary.stages",
    )


def sum_of_parts(study: Study) -> Found:
    """GEN-04: suppliers' partial footprints that are added fit in method, period and boundary."""
    parts = [
        k.provider
        for k in study.footprint.links
        if k.provider is not None and k.provider.kind is ProviderKind.SUPPLIER_FOOTPRINT
    ]
    if not parts:
        return idle(
            "作为一个系统计算，没有相加的部分碳足迹", "computed as one system; no partial footprint is added"
        )
    undated = [p.id for p in parts if not p.year]
    other = [p.id for p in parts if p.lumped and p.gwp_set != study.footprint.gwp_set]
    if undated or other:
        return no(
            f"没有年份：{'、'.join(undated) or '无'}；GWP 集不同或不明：{'、'.join(other) or '无'}",
            f"without year: {', '.join(undated) or 'none'}; of another or unknown GWP set: {', '.join(other) or 'none'}",
            "请供应商给出年份，并分气体或用同一 GWP 集给出",
            "ask the supplier for the year, and for gases apart or the same GWP set",
            "footprint.links",
        )
    return person(
        f"{len(parts)} 个供应商足迹，年份和 GWP 集相合；边界是否相接由人判断",
        f"{len(parts)} suppliers' footprints of known year and GWP set; whether boundaries meet is for a person",
        "footprint.links",
    )


def rule_used(study: Study) -> Found:
    """PCR-01: the rule by id, edition and hash, and why it suits."""
    mark = study.footprint.fingerprint
    if (mark.rule, mark.edition, mark.rule_hash) != (study.rule.id, study.rule.edition, study.rule.hash):
        return no(
            f"结果按 {mark.rule}@{mark.edition} 计算，不是手头的规则",
            f"the result was computed by {mark.rule}@{mark.edition}, not by the rule at hand",
            "用计算时的规则检查，或重新计算",
            "check with the rule it was computed by, or compute again",
            "footprint.fingerprint",
        )
    suits = stated("rule_suitability")(study)
    if not suits.there:
        return suits
    return yes(
        f"{mark.rule}@{mark.edition}（{study.rule.status}）{mark.rule_hash[:8]}；{suits.what.zh}",
        f"{mark.rule}@{mark.edition} ({study.rule.status}) {mark.rule_hash[:8]}; {suits.what.en}",
        "footprint.fingerprint.rule_hash",
        *suits.paths,
    )


def other_documents(study: Study) -> Found:
    """PCR-03: a rule pack is always used, so its condition never holds."""
    return idle(f"采用了规则 {study.rule.id}", f"the rule {study.rule.id} is used")


def follows_rule(study: Study) -> Found:
    """PCR-05: hash, GWP set and choices are the rule's, and no check the rule calls an error failed."""
    found, rule = study.footprint, study.rule
    faults = study.faults()
    unknown = [
        id
        for id, option in found.choices.items()
        if id not in rule.choices or option not in rule.choices[id].ids
    ]
    if found.fingerprint.rule_hash != rule.hash or found.gwp_set != rule.gwp.set or faults or unknown:
        return no(
            f"与规则不符：GWP 集 {found.gwp_set}，未通过的检查 {len(faults)} 个，未知选择 {len(unknown)} 个",
            f"against the rule: GWP set {found.gwp_set}, {len(faults)} failed checks, {len(unknown)} unknown choices",
            "按规则重新计算，按检查信息更正数据",
            "compute by the rule, correct the data as the findings say",
            *(f"footprint.checks.{c.id}" for c in faults),
        )
    return yes(
        f"规则内容、GWP 集 {found.gwp_set} 和 {len(found.choices)} 项选择相符，没有未通过的错误级检查",
        f"content of the rule, GWP set {found.gwp_set} and {len(found.choices)} choices agree; no check of level error failed",
        "footprint.fingerprint.rule_hash",
        "footprint.gwp_set",
        "footprint.choices",
        "footprint.checks",
    )
