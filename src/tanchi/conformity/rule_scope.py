"""Goal, scope, unit, boundary, cut-off: what a pack must show."""

from __future__ import annotations

from tanchi.conformity.answers import Found, idle, no, yes
from tanchi.conformity.rule_evidence import has_stage, multi_output, said, text_in
from tanchi.rules.model import Rule

OFFSET_WORDS = ("offset", "抵消", "碳信用", "carbon credit")
DECISIONS = ("capital_goods", "commuting", "research", "packaging", "on_site_transport")


def offsets(rule: Rule) -> Found:
    """SCO-02: no offset or credit flow."""
    for flow in rule.flows.values():
        words = f"{flow.id} {flow.label.zh} {flow.label.en}".lower()
        if any(word in words for word in OFFSET_WORDS):
            return no(
                f"流“{flow.id}”是碳抵消",
                f"flow '{flow.id}' is an offset",
                "删去这条流",
                "remove the flow",
                f"flows.{flow.id}",
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


def stages(rule: Rule) -> Found:
    """PRI-01: every stage in or out with a reason."""
    if not rule.boundary.stages:
        return no(
            "没有阶段清单",
            "there is no list of stages",
            "在 boundary.stages 列出阶段",
            "list the stages under boundary.stages",
        )
    for stage in rule.boundary.stages:
        if not stage.included and not stage.reason:
            return no(
                f"阶段“{stage.label}”未纳入而没有理由",
                f"stage '{stage.id}' is left out without a reason",
                "写 reason",
                "give a reason",
                "boundary.stages",
            )
    return yes(
        f"{len(rule.boundary.stages)} 个阶段", f"{len(rule.boundary.stages)} stages", "boundary.stages"
    )


def processes_in_stages(rule: Rule) -> Found:
    """GEN-02: every process belongs to one stage."""
    known = {s.id for s in rule.boundary.stages}
    homeless = [p.id for p in rule.processes.values() if p.stage not in known]
    if homeless or not rule.processes:
        return no(
            f"没有阶段的过程：{'、'.join(homeless) or '（没有过程）'}",
            f"processes without a stage: {', '.join(homeless) or '(none at all)'}",
            "给每个过程写 stage",
            "give every process a stage",
            "processes",
        )
    return yes(
        f"{len(rule.processes)} 个过程各属一个阶段",
        f"{len(rule.processes)} processes, each in one stage",
        "processes",
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
    if "grave" in rule.boundary.kind or has_stage(rule, "use", "end_of_life"):
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
    made = {str(m.flow) for p in rule.processes.values() for m in p.makes.values()}
    if rule.unit.of not in made:
        return no(
            "没有过程产出基准流",
            "no process makes the reference flow",
            "让一个过程产出 unit.of 的流",
            "let a process make the flow of unit.of",
            "unit.of",
        )
    return yes(f"基准流：{rule.flows[rule.unit.of].label}", f"reference flow: {rule.unit.of}", "unit.of")


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
    if not rule.boundary.exclusions:
        return idle("没有排除项", "nothing is left out")
    for item in rule.boundary.exclusions:
        if not item.reason:
            return no(
                f"排除项“{item.what}”没有理由",
                f"exclusion '{item.what.of('en')}' has no reason",
                "写 reason",
                "give a reason",
                "boundary.exclusions",
            )
    if rule.boundary.cutoff is None:
        return no(
            "有排除项而没有显著性界限",
            "there are exclusions and no threshold",
            "写 boundary.cutoff",
            "give boundary.cutoff",
            "boundary.cutoff",
        )
    return yes(
        f"{len(rule.boundary.exclusions)} 项，均有理由",
        f"{len(rule.boundary.exclusions)} items, each with its reason",
        "boundary.exclusions",
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


def cutoff(rule: Rule) -> Found:
    """CUT-03, PSS-05: basis and thresholds."""
    found = rule.boundary.cutoff
    if found is None or not found.basis or not (0 < found.each <= found.total):
        return no(
            "没有取舍准则的依据和界限值",
            "basis and thresholds of the cut-off are missing",
            "写 boundary.cutoff 的 basis、each、total",
            "give basis, each and total under boundary.cutoff",
            "boundary.cutoff",
        )
    return yes(
        f"单项 {found.each:.3g}、合计 {found.total:.3g}，按 {found.basis}",
        f"each {found.each:.3g}, total {found.total:.3g}, by {found.basis}",
        "boundary.cutoff",
    )


def cutoff_values(rule: Rule) -> Found:
    """CUT-05: 1 % and 5 %."""
    found = rule.boundary.cutoff
    if found is None or found.each > 0.01 or found.total > 0.05:
        return no(
            "界限值宽于 1 % 与 5 %",
            "thresholds are wider than 1 % and 5 %",
            "收紧到 1 % 与 5 %，或说明理由",
            "tighten to 1 % and 5 %, or give a reason",
            "boundary.cutoff",
        )
    return yes("不宽于 1 % 与 5 %", "not wider than 1 % and 5 %", "boundary.cutoff")


def never_cut(rule: Rule) -> Found:
    """CUT-06: gases never cut."""
    found = rule.boundary.cutoff
    if found is None or not found.never:
        return no(
            "没有不得取舍的气体清单",
            "no list of gases never cut off",
            "写 boundary.cutoff.never",
            "give boundary.cutoff.never",
            "boundary.cutoff.never",
        )
    return yes("、".join(found.never), ", ".join(found.never), "boundary.cutoff.never")


def goal(rule: Rule) -> Found:
    """GOA-01: text of the goal."""
    if not rule.goal:
        return no("没有量化目的", "there is no goal", "写 goal", "write goal", "goal")
    return yes(rule.goal.zh[:40], rule.goal.of("en")[:60], "goal")


def product(rule: Rule) -> Found:
    """SCP-01: definition and routes."""
    if not rule.product.definition:
        return no(
            "没有产品定义",
            "the product is not defined",
            "写 product.definition",
            "write product.definition",
            "product.definition",
        )
    return yes(rule.product.definition.zh[:40], rule.product.definition.of("en")[:60], "product.definition")


def scope_items(rule: Rule) -> Found:
    """SCP-02: the items of the scope a standard settles."""
    parts: tuple[tuple[str, bool], ...] = (
        ("product", bool(rule.product.definition)),
        ("unit", bool(rule.unit.of)),
        ("boundary", bool(rule.boundary.kind)),
        ("quality", bool(rule.quality.indicators)),
        ("text（时间边界 time boundary）", bool(text_in(rule, "5")) or bool(said(rule, "C24067-SCP-02"))),
        ("allocation", not multi_output(rule) or all(p.allocation for p in multi_output(rule))),
        ("gwp", bool(rule.gwp.set)),
    )
    missing = [name for name, there in parts if not there]
    if missing:
        return no(
            f"范围缺少：{'、'.join(missing)}",
            f"the scope lacks: {', '.join(missing)}",
            "补全",
            "complete them",
        )
    return yes(
        "由标准统一规定的各项齐全",
        "the items a standard settles are there",
        *(name.split("（")[0] for name, _ in parts),
    )
