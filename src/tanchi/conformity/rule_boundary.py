"""Stages, processes, exclusions, decisions: what a pack must show of its boundary."""

from __future__ import annotations

from tanchi.conformity.answers import Found, idle, no, yes
from tanchi.conformity.rule_evidence import whole_life
from tanchi.rules.model import Rule

DECISIONS = ("capital_goods", "commuting", "research", "packaging", "on_site_transport")


def stages(rule: Rule) -> Found:
    """PRI-01: every stage in or out with a reason, those after the gate among them."""
    found = rule.boundary
    if not found.stages:
        return no(
            "没有阶段清单",
            "there is no list of stages",
            "在 boundary.stages 列出阶段",
            "list the stages under boundary.stages",
            "boundary",
        )
    for stage in found.stages:
        if not stage.included and not stage.reason:
            return no(
                f"阶段“{stage.label}”未纳入而没有理由",
                f"stage '{stage.id}' is left out without a reason",
                "写 reason",
                "give a reason",
                f"boundary.stages.{stage.id}",
            )
    out = [stage for stage in found.stages if not stage.included]
    if not whole_life(rule) and not out and not found.exclusions:
        return no(
            "使用和生命末期不在边界内，没有说明",
            "use and end of life are outside, and nothing says why",
            "在 boundary.exclusions 写明未纳入的阶段和理由",
            "say under boundary.exclusions which stages are left out and why",
            "boundary.exclusions",
        )
    return yes(
        f"{len(found.stages) - len(out)} 个阶段纳入；未纳入的 {len(out) + len(found.exclusions)} 项写明理由",
        f"{len(found.stages) - len(out)} stages in; {len(out) + len(found.exclusions)} items left out, with reasons",
        "boundary.stages",
        *(("boundary.exclusions",) if found.exclusions else ()),
    )


def processes_in_stages(rule: Rule) -> Found:
    """GEN-02: every process belongs to one stage of the boundary."""
    known = {s.id for s in rule.boundary.stages if s.included}
    homeless = [p.id for p in rule.processes.values() if p.stage not in known]
    if homeless or not rule.processes:
        return no(
            f"没有归入边界内阶段的过程：{'、'.join(homeless) or '（没有过程）'}",
            f"processes in no stage of the boundary: {', '.join(homeless) or '(none at all)'}",
            "给每个过程写 stage，取 boundary.stages 中的一个",
            "give every process a stage out of boundary.stages",
            *(f"processes.{id}" for id in homeless),
        )
    return yes(
        f"{len(rule.processes)} 个过程各属一个阶段",
        f"{len(rule.processes)} processes, each in one stage",
        "boundary.stages",
        "processes",
    )


def boundary(rule: Rule) -> Found:
    """BND-01: kind of boundary and list of processes."""
    if not rule.boundary.kind or not rule.processes:
        return no(
            "没有写明边界类型或过程清单",
            "kind of boundary or list of processes is missing",
            "写 boundary.kind 与 processes",
            "give boundary.kind and processes",
            "boundary.kind",
        )
    return yes(
        f"{rule.boundary.kind}，{len(rule.processes)} 个过程",
        f"{rule.boundary.kind}, {len(rule.processes)} processes",
        "boundary.kind",
        "processes",
    )


def exclusions(rule: Rule) -> Found:
    """BND-03: what is left out, why, and the thresholds."""
    found = rule.boundary.exclusions
    if not found:
        return idle("没有排除项", "nothing is left out")
    for number, item in enumerate(found):
        if not item.reason:
            return no(
                f"排除项“{item.what}”没有理由",
                f"exclusion '{item.what.of('en')}' has no reason",
                "写 reason",
                "give a reason",
                f"boundary.exclusions.{number}",
            )
    if rule.boundary.cutoff is None:
        return no(
            "有排除项而没有显著性界限",
            "there are exclusions and no threshold",
            "写 boundary.cutoff",
            "give boundary.cutoff",
            "boundary.cutoff",
        )
    shares = sum(item.share is not None for item in found)
    return yes(
        f"{len(found)} 项均有理由，{shares} 项有估计的份额；界限见取舍准则",
        f"{len(found)} items with reasons, {shares} with an estimated share; the threshold is the cut-off's",
        "boundary.exclusions",
        "boundary.cutoff",
    )


def decisions(rule: Rule) -> Found:
    """BND-05: capital goods, commuting, research, packaging, on-site transport decided."""
    missing = [key for key in DECISIONS if not rule.boundary.decisions.get(key)]
    if missing:
        return no(
            f"没有决定：{'、'.join(missing)}",
            f"not decided: {', '.join(missing)}",
            "在 boundary.decisions 逐项写明",
            "decide each under boundary.decisions",
            "boundary.decisions",
        )
    return yes("五项均有决定", "all five are decided", "boundary.decisions")
