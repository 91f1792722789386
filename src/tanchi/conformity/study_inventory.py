"""Period and inventory analysis: what a study must show."""

from __future__ import annotations

from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.study_said import stated, unseen
from tanchi.conformity.study_subject import Study, reported
from tanchi.inventory.model import Method
from tanchi.inventory.periods import is_whole_year, months
from tanchi.study.result import CheckState

YEAR = 12


def period(study: Study) -> Found:
    """TIM-01: start, end and reason of the period."""
    start, end = study.footprint.period
    if not months(start, end):
        return no(
            "没有统计期的起止日期",
            "the period has no dates",
            "在清单写 period: {from: …, to: …}",
            "write period: {from: …, to: …} in the inventory",
            "inventory.period_from",
        )
    found = stated("period_reason")(study)
    if not found.there:
        return found
    return yes(
        f"{start} 至 {end}；{found.what.zh}",
        f"{start} to {end}; {found.what.en}",
        "footprint.period",
        *found.paths,
    )


def variation(study: Study) -> Found:
    """TIM-02: values by month or hour, or what was thought of variation."""
    if study.inventory is None:
        return unseen()
    parts = {a.period for a in study.inventory.entries if a.period}
    if parts:
        return yes(
            f"有 {len(parts)} 个月或时段的数值",
            f"values of {len(parts)} months or hours",
            "inventory.entries",
        )
    return stated("variation")(study)


def long_enough(study: Study) -> Found:
    """TIM-03: a year, or the reason for less."""
    start, end = study.footprint.period
    count = len(months(start, end))
    if is_whole_year(start, end) or count > YEAR:
        return yes(f"{count} 个月", f"{count} months", "footprint.period")
    found = stated("period_reason")(study)
    if found.there and count:
        return person(
            f"只有 {count} 个月；{found.what.zh}",
            f"{count} months only; {found.what.en}",
            "footprint.period",
            *found.paths,
        )
    return no(
        f"统计期只有 {count} 个月",
        f"the period has {count} months only",
        "取连续十二个月，或在 statements.period_reason 说明不随时间变化",
        "take twelve months in a row, or say under statements.period_reason that nothing varies",
        "footprint.period",
    )


def collected(study: Study) -> Found:
    """INV-01: how each value was come by; the processes are named."""
    if study.inventory is None:
        return unseen()
    entries = study.inventory.entries.values()
    unnamed = [p.id for p in reported(study) if not p.label]
    if not entries or unnamed:
        return no(
            f"没有填报数据，或过程没有名称：{'、'.join(unnamed)}",
            f"no data are reported, or processes have no name: {', '.join(unnamed)}",
            "填报数据，在规则给过程写名称",
            "report data, and name the processes in the rule",
            *(f"rule.processes.{id}" for id in unnamed),
        )
    count = {method: sum(e.method is method for e in entries) for method in Method}
    zh = dict(zip(Method, ("实测", "计算", "估算", "缺省"), strict=True))
    return yes(
        "，".join(f"{zh[m]} {n}" for m, n in count.items() if n),
        ", ".join(f"{m.value} {n}" for m, n in count.items() if n),
        "inventory.entries",
        "footprint.by_process",
    )


def validity(study: Study) -> Found:
    """INV-03: the rule's own checks were made, and none it calls an error failed."""
    own = [c for c in study.footprint.checks if not c.id.startswith("study.")]
    made = [c for c in own if c.state is not CheckState.SKIPPED]
    faults = study.faults()
    if not made or faults:
        return no(
            f"没有执行的检查，或未通过：{'、'.join(c.id for c in faults) or '无一执行'}",
            f"no check was made, or some failed: {', '.join(c.id for c in faults) or 'none was made'}",
            "补报检查所需的数据，按检查信息更正",
            "report what the checks need, and correct what they tell",
            *(f"footprint.checks.{c.id}" for c in faults),
        )
    failed = sum(c.state is CheckState.FAILED for c in made)
    return yes(
        f"执行 {len(made)} 项检查（提醒 {failed} 项），跳过 {len(own) - len(made)} 项，平衡 {len(study.footprint.balances)} 个",
        f"{len(made)} checks made ({failed} warnings), {len(own) - len(made)} skipped, {len(study.footprint.balances)} balances",
        *(f"footprint.checks.{c.id}" for c in made),
    )


def related(study: Study) -> Found:
    """INV-04: data related to the unit: the closure check of the solution."""
    if not study.passed("study.closure"):
        return no(
            "闭合检查没有通过",
            "the closure check did not pass",
            "重新计算；仍不通过请报告缺陷",
            "compute again; report a defect if it persists",
            "footprint.checks.study.closure",
        )
    return yes(
        "各过程的数据经矩阵求解归到单位，闭合检查通过",
        "data of the processes are related to the unit by the solution; closure holds",
        "footprint.checks.study.closure",
    )


def refinement(study: Study) -> Found:
    """INV-05: asks for a log only where no rule is used; a study always uses one."""
    return idle(f"采用了规则 {study.rule.id}", f"the rule {study.rule.id} is used")


def units_stated(study: Study) -> Found:
    """INV-06: every figure has its unit; bases (as received, dry) are converted by records."""
    bare = [n.id for n in study.footprint.nodes.values() if not n.unit]
    if bare or not study.footprint.nodes:
        return no(
            f"没有单位的量：{'、'.join(bare[:6]) or '（没有记录）'}",
            f"quantities without a unit: {', '.join(bare[:6]) or '(no record)'}",
            "在规则给这些量写单位",
            "give these quantities a unit in the rule",
            *(f"footprint.nodes.{id}" for id in bare),
        )
    entries = study.inventory.entries.values() if study.inventory is not None else ()
    converted = sum(r.kind == "basis" for e in entries for r in e.records)
    return yes(
        f"{len(study.footprint.nodes)} 个量均有单位；{converted} 个值作了水分基换算",
        f"{len(study.footprint.nodes)} quantities, each with its unit; {converted} converted between moisture bases",
        "footprint.nodes",
    )


def aggregated(study: Study) -> Found:
    """INV-07: sums by process and stage give the total."""
    found = study.footprint
    sums = [sum(p.value for p in parts) for parts in (found.by_process, found.by_stage)]
    if not all(study.equal(value, found.total) for value in sums):
        return no(
            f"按过程、阶段汇总为 {sums[0]:.6g}、{sums[1]:.6g}，合计为 {found.total:.6g}",
            f"summed by process and stage {sums[0]:.6g} and {sums[1]:.6g}, in all {found.total:.6g}",
            "重新计算",
            "compute again",
            "footprint.by_process",
            "footprint.by_stage",
        )
    return yes(
        f"按 {len(found.by_process)} 个过程、{len(found.by_stage)} 个阶段、{max(len(found.sites), 1)} 个场所汇总",
        f"summed by {len(found.by_process)} processes, {len(found.by_stage)} stages, {max(len(found.sites), 1)} sites",
        "footprint.by_process",
        "footprint.by_stage",
    )
