"""Boundary and cut-off: what a study must show."""

from __future__ import annotations

from tanchi.background.provider import Boundary
from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.study_said import left_to_person, stated
from tanchi.conformity.study_subject import Study, data_sets, reported, significant

OPEN_ENDED = (Boundary.COMBUSTION, Boundary.PROCESS, Boundary.GATE_TO_GATE, Boundary.GENERATION)
"""Boundaries of data sets that do not reach back to nature."""


def processes(study: Study) -> Found:
    """BND-01: the list of the processes included."""
    found = reported(study)
    if not found or not study.footprint.by_process:
        return no(
            "没有过程清单",
            "there is no list of processes",
            "填报各过程的数据后重新计算",
            "report the data of the processes and compute again",
            "footprint.by_process",
        )
    labels = [p.label or p.id for p in found]
    return yes(
        f"{len(found)} 个过程：{'、'.join(str(label) for label in labels[:8])}",
        f"{len(found)} processes: {', '.join(p.label.of('en') or p.id for p in found[:8])}",
        "footprint.by_process",
        "rule.boundary.kind",
    )


def hot_spots(study: Study) -> Found:
    """BND-02: contributions are ranked, and no process the rule requires is missing."""
    ids = {p.id for p in reported(study)}
    missing = [
        p
        for p in study.rule.processes.values()
        if p.id not in ids and not p.optional and p.when is None and p.each is None
    ]
    ranked = significant(study)
    if missing or not ranked:
        return no(
            f"没有数据的过程：{'、'.join(str(p.label or p.id) for p in missing) or '（没有贡献）'}",
            f"processes without data: {', '.join(p.label.of('en') or p.id for p in missing) or '(no contribution)'}",
            "填报这些过程；本厂没有的，用规则提供的选择说明",
            "report these processes, or say by a choice of the rule that the works has none",
            *(f"rule.processes.{p.id}" for p in missing),
        )
    return yes(
        f"规则要求的过程都有数据；{len(ranked)} 项贡献占 80 %",
        f"every process the rule requires has data; {len(ranked)} contributions make up 80 %",
        *(f"footprint.contributions.{c.id}" for c in ranked),
    )


def exclusions(study: Study) -> Found:
    """BND-03: what is left out, why, and with what effect."""
    found = study.footprint
    if not found.cutoff.items and not found.gaps:
        return idle("没有排除项，也没有缺口", "nothing is left out, nothing is missing")
    bare = [e.what for e in found.cutoff.items if not e.reason]
    if bare:
        return no(
            f"没有理由：{'、'.join(str(t) for t in bare)}",
            f"without a reason: {', '.join(t.of('en') for t in bare)}",
            "在规则的 boundary.exclusions 写 reason",
            "give the reason under boundary.exclusions of the rule",
            "footprint.cutoff.items",
        )
    return omitted(study)


def data_exclusions(study: Study) -> Found:
    """CUT-02: what is dropped is listed: exclusions with their reasons, and gaps."""
    found = study.footprint
    if not found.cutoff.items and not found.gaps:
        return idle("没有舍去的流", "no flow is left out")
    bare = [e.what for e in found.cutoff.items if not e.what or not e.reason]
    bare += [g.label for g in found.gaps if not g.what_instead]
    if bare:
        return no(
            f"没有说明：{'、'.join(str(t) for t in bare)}",
            f"not explained: {', '.join(t.of('en') for t in bare)}",
            "写明舍去的内容和理由",
            "say what is dropped and why",
            "footprint.cutoff.items",
        )
    return yes(
        f"排除项 {len(found.cutoff.items)} 个，没有因子的流 {len(found.gaps)} 个，均已列出",
        f"{len(found.cutoff.items)} exclusions and {len(found.gaps)} flows without a factor, all listed",
        *(("footprint.cutoff.items",) if found.cutoff.items else ()),
        *(("footprint.gaps",) if found.gaps else ()),
    )


def omitted(study: Study) -> Found:
    """CUT-04: the share of what is left out, known or stated in words."""
    cut = study.footprint.cutoff
    if not cut.items and not study.footprint.gaps:
        return idle("没有舍去的流", "no flow is left out")
    if not cut.ok:
        return no(
            f"已知的舍去合计 {cut.achieved:.3g}，超过界限",
            f"known omissions sum to {cut.achieved:.3g}, over the limit",
            "把舍去的内容计入",
            "count what was left out",
            "footprint.cutoff",
        )
    unknown = sum(e.share is None for e in cut.items) + len(study.footprint.gaps)
    if not unknown:
        return yes(
            f"舍去合计 {cut.achieved:.3g}，不超过 {cut.total:.3g}",
            f"omissions sum to {cut.achieved:.3g}, not over {cut.total:.3g}",
            "footprint.cutoff.achieved",
        )
    found = stated("omissions")(study)
    if found.there:
        return left_to_person(found)
    return no(
        f"{unknown} 项舍去或缺口没有估计的份额；{found.what.zh}",
        f"{unknown} omissions or gaps have no estimated share; {found.what.en}",
        "在规则的 boundary.exclusions 写 share，或在 statements.omissions 写明影响的上限",
        "give 'share' under boundary.exclusions of the rule, or an upper estimate under statements.omissions",
        "footprint.cutoff",
        "statements.omissions",
    )


def nothing_dangles(study: Study) -> Found:
    """BND-04: every flow bought has a data set that reaches back to nature."""
    found = study.footprint
    gaps = list(dict.fromkeys(g.flow for g in found.gaps))
    open_ended = [
        k.flow for k in data_sets(study) if k.provider is not None and k.provider.boundary in OPEN_ENDED
    ]
    if gaps or open_ended or not study.passed("study.flow_balance"):
        names = [*gaps, *open_ended]
        return no(
            f"没有追溯到自然的流：{'、'.join(names) or '物料流不平衡'}",
            f"flows not followed back to nature: {', '.join(names) or 'the balance of flows does not hold'}",
            "向供应商索取足迹，填在“供应商与自有因子”中",
            "ask the supplier for a footprint and enter it under own factors",
            "footprint.gaps",
        )
    free = [k for k in found.links if k.provider is not None and not k.provider.gases]
    return yes(
        f"{len(data_sets(study))} 个数据集均含上游；{len(free)} 个流按规则不带负荷进入",
        f"{len(data_sets(study))} data sets hold their upstream; {len(free)} flows enter free of burden by the rule",
        "footprint.links",
        "footprint.checks.study.flow_balance",
    )


def nothing_left_out(study: Study) -> Found:
    """CUT-01: every flow of the rule is counted; gaps need a word on their effect."""
    gaps = list(dict.fromkeys(g.flow for g in study.footprint.gaps))
    if not gaps:
        return yes(
            "规则内的流都已计入",
            "every flow of the rule is counted",
            "footprint.contributions",
            "rule.processes",
        )
    found = stated("omissions")(study)
    if found.there:
        return person(
            f"没有因子的流：{'、'.join(gaps)}；{found.what.zh}",
            f"flows without a factor: {', '.join(gaps)}; {found.what.en}",
            "footprint.gaps",
            *found.paths,
        )
    return no(
        f"没有因子、未计入的流：{'、'.join(gaps)}",
        f"flows without a factor, not counted: {', '.join(gaps)}",
        "向供应商索取足迹；确属微量的，在 statements.omissions 写明影响的上限",
        "ask the supplier for a footprint; if small, give an upper estimate under statements.omissions",
        "footprint.gaps",
    )
