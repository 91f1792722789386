"""Data, allocation, recycling, biomass: what a pack must show."""

from __future__ import annotations

import re

from tanchi.conformity.answers import Found, all_of, idle, no, yes
from tanchi.conformity.rule_evidence import (
    Check,
    made,
    multi_output,
    reclaimed,
    recycled,
    stage_ids,
    stated,
)
from tanchi.rules.expression import Fixed
from tanchi.rules.model import Flow, Rule

ASPECTS = ("technology", "place", "time")
STEPS = ("subdivision", "expansion", "physical", "economic")
"""The steps of allocation, in the order they are tried."""


def site_data(rule: Rule) -> Found:
    """DAT-01: which processes need site data."""
    site = [p.id for p in rule.processes.values() if p.site_specific]
    if not site:
        return no(
            "没有写明哪些过程必须用现场数据",
            "no process is marked as needing site data",
            "给受控过程写 site_specific: true",
            "mark the controlled processes site_specific: true",
            "processes",
        )
    return yes(
        f"必须用现场数据：{'、'.join(site)}",
        f"site data needed: {', '.join(site)}",
        *(f"processes.{id}.site_specific" for id in site),
    )


def data_criteria(rule: Rule) -> Found:
    """BND-06: which processes need site data, and a statement on secondary or merged data."""
    return all_of((site_data(rule), _SECONDARY(rule)))


_SECONDARY = stated("C24067-BND-06", "次级数据和合并数据的条文", "clause on secondary and merged data")


def quality_aspects(rule: Rule) -> Found:
    """DAT-09: requirements on time, geography, technology and precision."""
    ids = {i.id for i in rule.quality.indicators}
    missing = [a for a in ASPECTS if a not in ids]
    if missing or len(ids) < 4:
        return no(
            f"质量要求缺少：{'、'.join(missing) or '精度'}",
            f"quality requirements lack: {', '.join(missing) or 'precision'}",
            "在 quality.scheme.indicators 补上",
            "add them under quality.scheme.indicators",
            "quality",
        )
    return yes(f"{len(ids)} 项指标", f"{len(ids)} indicators", "quality.indicators")


def quality_scheme(rule: Rule) -> Found:
    """DQR-01: matrix, weights, pass value."""
    scheme = rule.quality
    complete = all(
        set(i.scores) == {1, 2, 3, 4, 5} and all(i.scores.values()) and i.weight > 0
        for i in scheme.indicators
    )
    if not scheme.indicators or not complete or scheme.limit is None:
        return no(
            "评分矩阵、权重或合格值不全",
            "matrix, weights or pass value are incomplete",
            "补全 quality.scheme",
            "complete quality.scheme",
            "quality",
        )
    return yes(
        f"{len(scheme.indicators)} 项指标，各五档；合格值 {scheme.limit:g}",
        f"{len(scheme.indicators)} indicators of five levels; pass value {scheme.limit:g}",
        "quality.indicators",
        "quality.limit",
    )


def allocation(rule: Rule) -> Found:
    """ALL-01, ALL-03: rule, step and reason for every process with several products."""
    several = multi_output(rule)
    if not several:
        return idle("没有多产出的过程", "no process has several products")
    for process in several:
        found = process.allocation
        if found is None or not found.rules or found.step not in STEPS or not found.reason:
            return no(
                f"过程“{process.label or process.id}”缺少分配规则、所在步骤或理由",
                f"process '{process.id}' lacks rule, step or reason of its allocation",
                f"写 allocation 的 rules、reason 和 step（{'、'.join(STEPS)}）",
                f"give rules, reason and step ({', '.join(STEPS)}) of the allocation",
                f"processes.{process.id}.allocation",
            )
    return yes(
        f"{len(several)} 个多产出过程均有规则、步骤和理由",
        f"{len(several)} processes, each with rule, step and reason",
        *(f"processes.{p.id}.allocation" for p in several),
    )


def coproducts(rule: Rule) -> Found:
    """ALL-05: co-products told from wastes; what leaves free of burden says why it is no product."""
    wastes = [(p.id, w) for p in rule.processes.values() for w in p.wastes.values()]
    if not multi_output(rule) or not wastes:
        return idle("没有同时产出联产品和废物", "no outputs of both kinds")
    unclear = [f"processes.{id}.{w.id}" for id, w in wastes if w.to == "none" and not w.reason]
    if unclear:
        return no(
            f"不带负荷离开而没有理由：{'、'.join(unclear)}",
            f"leaving free of burden without a reason: {', '.join(unclear)}",
            "写明它为什么是废物，或列为联产品（makes）",
            "say why it is waste, or list it as a co-product (makes)",
            *unclear,
        )
    both = sorted({str(w.flow) for _, w in wastes} & _coproduct_flows(rule))
    if both:
        return no(
            f"既是联产品又是废物：{'、'.join(both)}",
            f"both co-product and waste: {', '.join(both)}",
            "按有无用途归入一类；两种情形用两个流",
            "decide by its use; two cases are two flows",
            *(f"flows.{id}" for id in both),
        )
    return yes(
        f"产出（makes）与废物（wastes，{len(wastes)} 项）分列",
        f"products (makes) and wastes (wastes, {len(wastes)} lines) stand apart",
        *(f"processes.{id}.{w.id}" for id, w in wastes),
    )


def _coproduct_flows(rule: Rule) -> set[str]:
    return {str(m.flow) for p in rule.processes.values() for m in p.makes.values() if m.kind == "coproduct"}


def balances(rule: Rule) -> Found:
    """ALL-06: balances are checked."""
    found = [f"checks.{c.id}" for c in rule.checks.values() if c.balance]
    found += [
        f"processes.{p.id}.checks.{c.id}"
        for p in rule.processes.values()
        for c in p.checks.values()
        if c.balance
    ]
    if not found:
        return no(
            "没有平衡检查",
            "no balance is checked",
            "写 checks: {balance: …}",
            "write checks with balance:",
            "checks",
        )
    ids = [path.rpartition(".")[2] for path in found]
    return yes(f"平衡：{'、'.join(ids)}", f"balances: {', '.join(ids)}", *found)


def recycling(id: str) -> Check:
    """Return REC-01 and REC-05: the treatment of recycled material is written."""
    ask = stated(id, "回收料处理方法的说明", "statement on how recycled material is treated")

    def check(rule: Rule) -> Found:
        return ask(rule) if recycled(rule) else idle(*_NO_RECYCLING)

    return check


_NO_RECYCLING = ("系统不涉及再使用或回收利用", "no reuse or recycling in the system")
_OPEN_LOOP = stated("C24067-REC-02", "开环分配依据的说明", "statement on the basis of open-loop allocation")


def open_loop(rule: Rule) -> Found:
    """REC-02: where material comes from an earlier life, the basis of sharing its burdens."""
    if not reclaimed(rule):
        return idle("没有来自其他产品系统的再生料", "no material comes from another product system")
    return _OPEN_LOOP(rule)


def shares(rule: Rule) -> Found:
    """PSS-07: allocation rules of processes with several products, and of recycling."""
    return all_of((allocation(rule), recycling("C24067-REC-01")(rule)))


def stage_rows(id: str, kind: re.Pattern[str], zh: str, en: str) -> Check:
    """Return a check that applies only where the boundary includes a stage of a kind."""
    ask = stated(id, zh, en)

    def check(rule: Rule) -> Found:
        if not stage_ids(rule, kind):
            return idle("边界不包括这一阶段", "the boundary does not include the stage")
        return ask(rule)

    return check


def biomass(rule: Rule) -> Found:
    """BIO-02: upstream of biomass inside."""
    users = [f for f in rule.flows.values() if may_be_biogenic(f)]
    if not users:
        return idle("系统不使用生物质", "no biomass is used")
    bare = [f.id for f in users if not f.supply and not made(rule, f.id)]
    if bare:
        return no(
            f"生物质没有上游：{'、'.join(bare)}",
            f"biomass without upstream: {', '.join(bare)}",
            "给这些流写 supply，或由过程产出",
            "give these flows a supply, or let a process make them",
            *(f"flows.{id}" for id in bare),
        )
    ids = [f.id for f in users]
    return yes(
        f"有上游：{'、'.join(ids)}", f"with upstream: {', '.join(ids)}", *(f"flows.{id}" for id in ids)
    )


def may_be_biogenic(flow: Flow) -> bool:
    """Return whether some of a flow's carbon is, or by a formula may be, biogenic."""
    found = flow.props.get("biogenic")
    return found is not None and not (isinstance(found.value, Fixed) and found.value.value == 0.0)
