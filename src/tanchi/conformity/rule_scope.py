"""Goal, product, unit: what a pack must show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanchi.conformity.answers import Found, idle, no, yes
from tanchi.conformity.rule_evidence import made, multi_output, text_in, whole_life
from tanchi.findings import Text
from tanchi.rules.model import Rule

OFFSET = re.compile(
    r"抵消|碳信用|核证减排|自愿减排|carbon[ _](offset|credit)|offset[ _]credit|(?<![a-z])ccer(?![a-z])|^offsets?$",
    re.IGNORECASE,
)


def offsets(rule: Rule) -> Found:
    """SCO-02: no offset or credit flow, and the parent's lock on offsets in place."""
    for id, label in _named(rule):
        if OFFSET.search(id.rpartition(".")[2]) or OFFSET.search(label.zh) or OFFSET.search(label.of("en")):
            return no(
                f"“{label or id}”是碳抵消",
                f"{id} is an offset",
                "删去这一项",
                "remove it",
                id,
            )
    choice = rule.choices.get("offsets")
    if choice is None or not choice.locked or choice.default != "excluded":
        return no(
            "没有锁定“碳抵消不计入”",
            "offsets are not locked out",
            "沿用上级规则锁定的选择 offsets",
            "keep the parent's locked choice 'offsets'",
            "choices.offsets",
        )
    return yes(
        "没有抵消流；选择 offsets 锁定为不计入",
        "no offset flow; choice 'offsets' is locked to excluded",
        "choices.offsets",
    )


def _named(rule: Rule) -> Iterator[tuple[str, Text]]:
    """Yield (path, label) of everything that may carry emissions or removals."""
    for flow in rule.flows.values():
        yield f"flows.{flow.id}", flow.label
    for process in rule.processes.values():
        for line in process.lines().values():
            yield f"processes.{process.id}.{line.id}", line.label


def goal(rule: Rule) -> Found:
    """GOA-01: text of the goal."""
    if not rule.goal:
        return no("没有量化目的", "there is no goal", "写 goal", "write goal", "goal")
    return yes(rule.goal.zh[:40], rule.goal.of("en")[:60], "goal")


def product(rule: Rule) -> Found:
    """SCP-01: definition, and the routes covered."""
    found = rule.product
    if not found.definition or not found.routes_covered:
        return no(
            "没有产品定义" if not found.definition else "没有写明覆盖的工艺路线",
            "the product is not defined" if not found.definition else "the routes covered are not given",
            "写 product.definition 与 product.routes.covered",
            "write product.definition and product.routes.covered",
            "product.definition",
        )
    return yes(
        f"{found.definition.zh[:40]}；路线 {len(found.routes_covered)} 条",
        f"{found.definition.of('en')[:60]}; {len(found.routes_covered)} routes",
        "product.definition",
        "product.routes.covered",
    )


def scope_items(rule: Rule) -> Found:
    """SCP-02: the items of the scope a standard settles."""
    several = multi_output(rule)
    parts: tuple[tuple[Text, str, bool], ...] = (
        (Text("a 产品", "a product"), "product.definition", bool(rule.product.definition)),
        (Text("b 单位", "b unit"), "unit", bool(rule.unit.of)),
        (Text("c 边界", "c boundary"), "boundary.kind", bool(rule.boundary.kind)),
        (Text("d 数据质量", "d data quality"), "quality.scheme", bool(rule.quality.indicators)),
        (Text("e 时间边界（第 5.5 条）", "e time boundary (clause 5.5)"), "text", bool(text_in(rule, "5.5"))),
        (Text("g 分配", "g allocation"), "processes", all(p.allocation for p in several)),
        (Text("h 温室气体", "h gases"), "gwp.set", bool(rule.gwp.set)),
        (Text("i 特有问题", "i particular issues"), "boundary.decisions", bool(rule.boundary.decisions)),
        (Text("j 报告（第 9 章）", "j report (clause 9)"), "text", bool(text_in(rule, "9"))),
    )
    missing = [name for name, _, there in parts if not there]
    if missing:
        return no(
            f"范围缺少：{'、'.join(t.zh for t in missing)}",
            f"the scope lacks: {', '.join(t.en for t in missing)}",
            "补全",
            "complete them",
            *(path for _, path, there in parts if not there),
        )
    return yes(
        f"由标准统一规定的 {len(parts)} 项齐全",
        f"the {len(parts)} items a standard settles are there",
        *dict.fromkeys(path for _, path, _ in parts),
    )


def unit(rule: Rule) -> Found:
    """PRI-02, FUN-01, PSS-03: a clearly defined, measurable unit."""
    found = rule.unit
    if found.amount.value <= 0 or not found.of or found.of not in rule.flows:
        return no(
            "声明单位不完整",
            "the unit is incomplete",
            "写明 unit 的 amount 与 of",
            "give unit.amount and unit.of",
            "unit",
        )
    measured = found.amount.unit or rule.flows[found.of].unit
    if measured is None:
        return no(
            "声明单位没有计量单位",
            "the unit has no unit of measure",
            "写明计量单位",
            "give the unit of measure",
            "unit",
        )
    if found.kind == "functional" and not found.text:
        return no(
            "功能单位没有写明性能和持续时间",
            "the functional unit does not say performance and duration",
            "写 unit.zh",
            "write unit.zh",
            "unit",
        )
    return yes(
        f"{found.amount.value:g} {measured} {rule.flows[found.of].label}",
        f"{found.amount.value:g} {measured} of {found.of}",
        "unit",
    )


def unit_fits_boundary(rule: Rule) -> Found:
    """FUN-02: a declared unit only for a partial footprint."""
    if rule.unit.kind != "declared":
        return idle("采用功能单位", "a functional unit is used")
    if whole_life(rule):
        return no(
            "声明单位与“摇篮到坟墓”的边界不相配",
            "a declared unit does not fit a cradle-to-grave boundary",
            "改用功能单位，或把边界改为到大门",
            "use a functional unit or a boundary to the gate",
            "unit.kind",
            "boundary.kind",
        )
    return yes(
        f"声明单位，边界 {rule.boundary.kind}",
        f"declared unit, boundary {rule.boundary.kind}",
        "unit.kind",
        "boundary.kind",
    )


def reference_flow(rule: Rule) -> Found:
    """FUN-04: a reference flow that some process makes."""
    if not made(rule, rule.unit.of):
        return no(
            f"没有过程产出基准流“{rule.unit.of}”",
            f"no process makes the reference flow '{rule.unit.of}'",
            "让一个过程产出 unit.of 的流",
            "let a process make the flow of unit.of",
            "unit.of",
        )
    return yes(f"基准流：{rule.flows[rule.unit.of].label}", f"reference flow: {rule.unit.of}", "unit.of")
