"""Allocation and recycling: what a study must show."""

from __future__ import annotations

from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.rule_evidence import multi_output, recycled, said
from tanchi.conformity.rule_method import STEPS
from tanchi.conformity.study_subject import Study, is_reported
from tanchi.rules.model import Process
from tanchi.study.result import ContributionKind, Variant

_NONE = ("没有多产出的过程", "no process has several products")
_NO_RECYCLING = ("系统不涉及再使用或回收利用", "no reuse or recycling in the system")


def shared(study: Study) -> tuple[Process, ...]:
    """Return the reported processes with several products."""
    return is_reported(study, multi_output(study.rule))


def rule_used(study: Study) -> Found:
    """ALL-01: the allocation rule in force for each process with several products."""
    several = shared(study)
    if not several:
        return idle(*_NONE)
    bare = [p.id for p in several if not _in_force(study, p)]
    if bare:
        return no(
            f"没有分配规则或理由：{'、'.join(bare)}",
            f"without allocation rule or reason: {', '.join(bare)}",
            "在规则给这些过程写 allocation 和 reason",
            "give these processes an allocation with its reason in the rule",
            *(f"rule.processes.{id}" for id in bare),
        )
    used = [f"{p.id}（{_option(study, p) or '规则'}）" for p in several]
    english = [f"{p.id} ({_option(study, p) or 'as the rule says'})" for p in several]
    return yes(
        f"采用的分配：{'、'.join(used)}",
        f"allocation used: {', '.join(english)}",
        *(f"rule.processes.{p.id}.allocation" for p in several),
    )


def _option(study: Study, process: Process) -> str:
    found = process.allocation
    return study.footprint.choices.get(found.choose, "") if found is not None and found.choose else ""


def _in_force(study: Study, process: Process) -> bool:
    found = process.allocation
    return found is not None and bool(found.reason) and _option(study, process) in found.rules


def adds_up(study: Study) -> Found:
    """ALL-02: what is allocated adds up: the closure check."""
    if not shared(study):
        return idle(*_NONE)
    if not study.passed("study.closure"):
        return no(
            "分配前后不相等：闭合检查没有通过",
            "before and after allocation differ: the closure check did not pass",
            "重新计算",
            "compute again",
            "footprint.checks.study.closure",
        )
    return yes(
        "份额合计为一，闭合检查通过",
        "shares add up to one; closure holds",
        "footprint.checks.study.closure",
    )


def step_used(study: Study) -> Found:
    """ALL-03: the step of allocation that was used."""
    several = shared(study)
    if not several:
        return idle(*_NONE)
    steps = {p.id: p.allocation.step if p.allocation else "" for p in several}
    bare = [id for id, step in steps.items() if step not in STEPS]
    if bare:
        return no(
            f"没有写明所用步骤：{'、'.join(bare)}",
            f"the step used is not given: {', '.join(bare)}",
            f"在规则的 allocation 写 step（{'、'.join(STEPS)}）",
            f"give 'step' ({', '.join(STEPS)}) under allocation of the rule",
            *(f"rule.processes.{id}" for id in bare),
        )
    return yes(
        "、".join(f"{id} {step}" for id, step in steps.items()),
        ", ".join(f"{id} {step}" for id, step in steps.items()),
        *(f"rule.processes.{p.id}.allocation.step" for p in several),
    )


def alternatives(study: Study) -> Found:
    """ALL-04: where the rule knows several allocations, another one was computed."""
    choices = {
        p.allocation.choose
        for p in shared(study)
        if p.allocation is not None and p.allocation.choose and len(p.allocation.rules) > 1
    }
    if not choices:
        return idle("规则只有一种分配程序", "the rule knows one allocation procedure")
    computed = {v.choice for v in study.footprint.variants if is_computed(v)}
    bare = sorted(choices - computed)
    if bare:
        return no(
            f"没有其他分配方式的结果：{'、'.join(bare)}",
            f"no result with another allocation: {', '.join(bare)}",
            "在规则的选择写 also_report，补报备选方法所需的数据",
            "give the choice 'also_report' in the rule, and report what the alternative needs",
            *(f"rule.choices.{id}" for id in bare),
        )
    return yes(
        f"另算的分配选择：{'、'.join(sorted(choices))}",
        f"choices of allocation also computed: {', '.join(sorted(choices))}",
        "footprint.variants",
    )


def is_computed(variant: Variant) -> bool:
    """Return whether an alternative gave a figure."""
    return variant.total is not None


def balances(study: Study) -> Found:
    """ALL-06: results of balances."""
    found = study.footprint.balances
    if not found:
        return no(
            "没有平衡结果",
            "there is no result of a balance",
            "补报平衡所需的成分和数量",
            "report composition and amounts the balances need",
            "footprint.balances",
        )
    off = [b.id for b in found if not b.ok]
    return yes(
        f"{len(found)} 个平衡，{len(off)} 个超出界限",
        f"{len(found)} balances, {len(off)} outside their limit",
        *(f"footprint.balances.{b.id}" for b in found),
    )


def recycling_formula(study: Study) -> Found:
    """REC-03: the way recycling is calculated, as the rule states it."""
    if not recycled(study.rule):
        return idle(*_NO_RECYCLING)
    paths = said(study.rule, "C24067-REC-01")
    if not paths:
        return no(
            "规则没有写明回收的计算方法",
            "the rule does not say how recycling is calculated",
            "在规则的 clauses.csv 指到条文（C24067-REC-01）",
            "point to the clause in clauses.csv of the rule (C24067-REC-01)",
            "rule.clauses",
        )
    return yes(
        f"按规则：{'、'.join(paths)}", f"as the rule says: {', '.join(paths)}", *(f"rule.{p}" for p in paths)
    )


def no_benefit_twice(study: Study) -> Found:
    """REC-04: no flow is both taken free of burden and credited."""
    if not recycled(study.rule):
        return idle(*_NO_RECYCLING)
    found = study.footprint
    credited = {c.flow for c in found.contributions if c.kind is ContributionKind.CREDIT}
    free = {k.flow for k in found.links if k.provider is not None and not k.provider.gases}
    both = sorted(credited & free)
    if both:
        return no(
            f"既不带负荷进入又得到扣减：{'、'.join(both)}",
            f"both free of burden and credited: {', '.join(both)}",
            "二者取一",
            "keep one of the two",
            *(f"rule.flows.{id}" for id in both),
        )
    if credited and free:
        return person(
            f"扣减：{'、'.join(sorted(credited))}；不带负荷：{'、'.join(sorted(free))}。是否同一材料由人判断",
            f"credited: {', '.join(sorted(credited))}; free of burden: {', '.join(sorted(free))}; whether one material is meant is for a person",
            "footprint.links",
            "footprint.contributions",
        )
    return yes(
        "没有同时按再生料和避免的负荷计算",
        "nothing is counted both as recycled content and as avoided burden",
        "footprint.contributions",
    )
