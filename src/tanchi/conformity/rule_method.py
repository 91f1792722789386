"""Data, allocation, recycling, biomass: what a pack must show."""

from __future__ import annotations

from collections.abc import Mapping

from tanchi.conformity.answers import Found, idle, no, yes
from tanchi.conformity.rule_evidence import Check, has_stage, multi_output, recycled, said, stated
from tanchi.rules.model import Rule

ASPECTS = ("technology", "place", "time")


def data_criteria(rule: Rule) -> Found:
    """BND-06, DAT-01: which processes need site data."""
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
            "quality.scheme",
        )
    return yes(f"{len(ids)} 项指标", f"{len(ids)} indicators", "quality.indicators")


def quality_scheme(rule: Rule) -> Found:
    """DQR-01: matrix, weights, pass value."""
    scheme = rule.quality
    complete = all(set(i.scores) == {1, 2, 3, 4, 5} and i.weight > 0 for i in scheme.indicators)
    if not scheme.indicators or not complete or scheme.limit is None:
        return no(
            "评分矩阵、权重或合格值不全",
            "matrix, weights or pass value are incomplete",
            "补全 quality.scheme",
            "complete quality.scheme",
            "quality",
        )
    return yes(
        f"合格值 {scheme.limit:g}", f"pass value {scheme.limit:g}", "quality.indicators", "quality.limit"
    )


def allocation(rule: Rule) -> Found:
    """ALL-01, ALL-03, PSS-07: rule, step and reason for every process with several products."""
    several = multi_output(rule)
    if not several:
        return idle("没有多产出的过程", "no process has several products")
    for process in several:
        found = process.allocation
        if found is None or not found.step or not found.reason:
            return no(
                f"过程“{process.label or process.id}”缺少分配规则、所在步骤或理由",
                f"process '{process.id}' lacks rule, step or reason of its allocation",
                "写 allocation 的 step、reason 和 rules",
                "give step, reason and rules of the allocation",
                f"processes.{process.id}.allocation",
            )
    return yes(
        f"{len(several)} 个多产出过程均有规则、步骤和理由",
        f"{len(several)} processes, each with rule, step and reason",
        *(f"processes.{p.id}.allocation" for p in several),
    )


def coproducts(rule: Rule) -> Found:
    """ALL-05: co-products told from wastes."""
    wastes = [p.id for p in rule.processes.values() if p.wastes]
    if not multi_output(rule) or not wastes:
        return idle("没有同时产出联产品和废物的过程", "no outputs of both kinds")
    return yes(
        "产出（makes）与废物（wastes）分列",
        "products (makes) and wastes (wastes) stand apart",
        *(f"processes.{id}.wastes" for id in wastes),
    )


def balances(rule: Rule) -> Found:
    """ALL-06: balances are checked."""
    found = [
        c.id
        for c in (*rule.checks.values(), *(c for p in rule.processes.values() for c in p.checks.values()))
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
    return yes(f"平衡：{'、'.join(found)}", f"balances: {', '.join(found)}", "checks")


def recycling(id: str) -> Check:
    """Return REC-01, REC-02, REC-05: the treatment of recycled material is written."""
    ask = stated(id, "回收料处理方法的说明", "statement on how recycled material is treated")

    def check(rule: Rule) -> Found:
        if not recycled(rule):
            return idle("系统不涉及再使用或回收利用", "no reuse or recycling in the system")
        if id == "C24067-REC-02" and not said(rule, id):
            return idle("没有按开环处理的回收", "no open-loop recycling")
        return ask(rule)

    return check


def stage_rows(id: str, words: tuple[str, ...], zh: str, en: str) -> Check:
    """Return a check that applies only where the boundary includes a stage."""
    ask = stated(id, zh, en)

    def check(rule: Rule) -> Found:
        if not has_stage(rule, *words):
            return idle("边界不包括这一阶段", "the boundary does not include the stage")
        return ask(rule)

    return check


def biomass(rule: Rule) -> Found:
    """BIO-02: upstream of biomass inside."""
    users = [f.id for f in rule.flows.values() if _biogenic(f.props)]
    if not users:
        return idle("系统不使用生物质", "no biomass is used")
    bare = [id for id in users if not rule.flows[id].supply and not _made(rule, id)]
    if bare:
        return no(
            f"生物质没有上游：{'、'.join(bare)}",
            f"biomass without upstream: {', '.join(bare)}",
            "给这些流写 supply",
            "give these flows a supply",
            *(f"flows.{id}" for id in bare),
        )
    return yes(
        f"有上游：{'、'.join(users)}", f"with upstream: {', '.join(users)}", *(f"flows.{id}" for id in users)
    )


def _biogenic(props: Mapping[str, object]) -> bool:
    found = props.get("biogenic")
    value = getattr(getattr(found, "value", None), "value", None)
    return found is not None and value != 0.0


def _made(rule: Rule, flow: str) -> bool:
    return any(str(m.flow) == flow for p in rule.processes.values() for m in p.makes.values())
