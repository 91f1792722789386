"""Results with a choice turned another way: alternatives, the grid twin, method sensitivities – one mechanism."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tanchi.engine import interval
from tanchi.findings import TanchiError, Text, one_line
from tanchi.rules.model import Choice
from tanchi.study.calculate import Setup, calculate, require_sound
from tanchi.study.choices import selectable
from tanchi.study.parts import by_process
from tanchi.study.result import Interval, Part, Variant
from tanchi.study.separate import first, separate_lines, stage_gases
from tanchi.study.solve import Solved
from tanchi.study.supplied import TWIN


def variants(setup: Setup, base: Solved) -> Iterator[Variant]:
    """Yield the footprint for every option of ``also_report`` that is not in force, of choices open to the study."""
    rule, chosen = setup.rule, base.model.context.choices
    free = selectable(rule, chosen)
    for choice in rule.choices.values():
        for option in choice.also_report if choice.id in free else ():
            if option != chosen[choice.id]:
                yield _variant(setup, base, choice, option)


def _variant(setup: Setup, base: Solved, choice: Choice, option: str) -> Variant:
    selected = {**selectable(setup.rule, base.model.context.choices), choice.id: option}
    twin = choice.id == TWIN
    try:
        solved = calculate(setup, selected, base) if twin else calculate(_certain(setup), selected)
        require_sound(solved)
    except TanchiError as error:
        return _impossible(choice, option, error)
    total = first(solved.total)
    before = first(base.total)
    return Variant(
        choice.id, choice.label or Text(choice.id), option, choice.option(option).label, total,
        separate_lines(solved), total - before, _by_process(base, solved), interval_of(solved),
        stage_gases=stage_gases(solved) if twin else (),
    )  # fmt: skip


def _impossible(choice: Choice, option: str, error: TanchiError) -> Variant:
    reason = one_line(error.findings[:2])
    return Variant(
        choice.id, choice.label or Text(choice.id), option, choice.option(option).label, None, None, None,
        note=Text(f"不能计算：{reason.zh}", f"can't be computed: {reason.en}"),
    )  # fmt: skip


def _certain(setup: Setup) -> Setup:
    return replace(setup, samples=0)


def _by_process(base: Solved, other: Solved) -> tuple[Part, ...]:
    before: Mapping[str, Part] = {p.id: p for p in by_process(base)}
    after: Mapping[str, Part] = {p.id: p for p in by_process(other)}
    ids = dict.fromkeys((*before, *after))
    rows = []
    for id in ids:
        label = (after.get(id) or before[id]).label
        change = (after[id].value if id in after else 0.0) - (before[id].value if id in before else 0.0)
        if change:
            rows.append(Part(id, label, change, 0.0))
    return tuple(sorted(rows, key=lambda p: -abs(p.value)))


def interval_of(solved: Solved, level: float = 0.95) -> Interval | None:
    """Return the coverage interval of the total; None where nothing was drawn."""
    total = solved.total
    if total.ndim == 0:
        return None
    found = interval(total[1:], level)
    return Interval(found.low, found.high, level, found.mean, found.median, found.n)
