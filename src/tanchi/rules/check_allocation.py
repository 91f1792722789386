"""Whether every line of a process that makes several products is allocated once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tanchi.findings import FilePlace, Finding
from tanchi.rules.complaints import broken, known
from tanchi.rules.model import AllocationRule, Make, Process, Rule


def allocation(process: Process, rule: Rule) -> Iterator[Finding]:
    """Yield what is wrong with how a process shares its burdens."""
    shared = [m for m in process.makes.values() if m.kind != "loop"]
    needs = len(shared) > 1 or any(m.each for m in shared)
    if process.allocation is None:
        if needs:
            yield broken(
                "rule.allocation",
                process.place,
                f"过程“{process.id}”有多个产品，缺少 allocation",
                f"process '{process.id}' makes several products and has no allocation",
            )
        return
    allocation = process.allocation
    if allocation.choose is not None:
        yield from known(allocation.choose, rule.choices, allocation.place, "选择", "choice")
        ids = rule.choices[allocation.choose].ids if allocation.choose in rule.choices else ()
        missing = [i for i in ids if i not in allocation.rules]
        if missing:
            yield broken(
                "rule.allocation",
                allocation.place,
                f"分配规则缺少选项：{'、'.join(missing)}",
                f"allocation lacks rules for: {', '.join(missing)}",
            )
    for option, rules in allocation.rules.items():
        yield from _groups(process, option, rules, allocation.place)


def _groups(
    process: Process, option: str, rules: tuple[AllocationRule, ...], place: FilePlace
) -> Iterator[Finding]:
    ruled = [r.group for r in rules if not r.displace]
    lines = [line for line in process.lines().values() if not isinstance(line, Make)]
    groups = {line.group for line in lines if line.group}
    for group in sorted(groups):
        if group not in ruled and "rest" not in ruled:
            names = "、".join(ruled)
            yield broken(
                "rule.group",
                place,
                f"{process.id}：组“{group}”不在任何分配规则里（规则“{option}”列出：{names}）",
                f"{process.id}: lines of group '{group}' are in no allocation rule (rule '{option}' names: {', '.join(ruled)})",
            )
    if any(not line.group for line in lines) and "rest" not in ruled:
        yield broken(
            "rule.group",
            place,
            f"{process.id}：未分组的行没有分配规则，请写 group: rest",
            f"{process.id}: lines without a group have no rule; write group: rest",
        )
    for group, count in Counter(ruled).items():
        if count > 1:
            yield broken(
                "rule.group",
                place,
                f"组“{group}”被分配了 {count} 次",
                f"group '{group}' is ruled {count} times",
            )
    for rule in rules:
        if rule.shares and abs(sum(rule.shares.values()) - 1) > 1e-9:
            yield broken(
                "rule.shares",
                place,
                f"份额之和为 {sum(rule.shares.values()):.6g}，应为 1",
                f"the shares sum to {sum(rule.shares.values()):.6g}, not 1",
            )
