"""For which choices an item of the pack is needed at all: what only a route not taken reads is not asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import product

from tanchi.formula import Node
from tanchi.formula.nodes import BoolOp, Compare, Name, TruthOp, walk
from tanchi.inventory.conditions import Verdict, reduce
from tanchi.inventory.references import Reference, references_of
from tanchi.rules.model import Choice, Rule

MOST_CASES = 256
"""Combinations of open choices looked at; with more of them everything is asked."""

Case = tuple[str, ...]
"""One option of each open choice."""


class Needs:
    """Tells of quantities, tables and flows of the pack for which choices they are needed."""

    def __init__(self, rule: Rule, settled: Mapping[str, str]) -> None:
        references = references_of(rule)
        self._named = {reference.target for reference in references}
        self._open = [c for c in _deciding(rule, references) if c.id not in settled]
        self._cases = list(product(*(choice.ids for choice in self._open)))
        if len(self._cases) > MOST_CASES:
            self._named = set()
            return
        fixed = {c.id: settled[c.id] for c in _deciding(rule, references) if c.id in settled}
        self._needed = {case: _reached(references, {**fixed, **self._chosen(case)}) for case in self._cases}

    def of(self, item: str) -> Verdict:
        """Return when an item is needed: always, never, or a condition on choices. What nothing reads is."""
        if item not in self._named:
            return True
        cases = [case for case in self._cases if item in self._needed[case]]
        if not cases or len(cases) == len(self._cases):
            return bool(cases)
        return _condition(self._open, self._cases, cases)

    def _chosen(self, case: Case) -> dict[str, str]:
        return {choice.id: option for choice, option in zip(self._open, case, strict=True)}


def _deciding(rule: Rule, references: Iterable[Reference]) -> list[Choice]:
    """Return the choices that conditions read, without those decided by data or reported for several options."""
    read = {
        str(part.left)
        for reference in references
        for condition in reference.conditions
        for part in walk(condition)
        if isinstance(part, Compare) and isinstance(part.left, Name)
    }
    return [c for c in rule.choices.values() if c.id in read and c.decide is None and not c.also_report]


def _reached(references: Collection[Reference], chosen: Mapping[str, str]) -> frozenset[str]:
    """Return the items needed under some options, directly or by way of others; values nobody reads are results."""
    holding = [r for r in references if all(reduce(node, chosen) is not False for node in r.conditions)]
    onward: dict[str, list[str]] = {}
    for reference in holding:
        onward.setdefault(reference.source, []).append(reference.target)
    named = {r.target for r in references}
    found: set[str] = set()
    waiting = ["", *(r.source for r in holding if r.source not in named)]
    while waiting:
        for target in onward.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


def _condition(choices: list[Choice], every: list[Case], cases: list[Case]) -> Node:
    """Return the condition that holds in ``cases`` and in no other of ``every``."""
    wanted = set(cases)
    deciding = [n for n in range(len(choices)) if not _is_free(n, choices, wanted)]
    kept = dict.fromkeys(tuple(case[n] for n in deciding) for case in every if case in wanted)
    if len(deciding) == 1:
        return _one_of(choices[deciding[0]], [case[0] for case in kept])
    return _joined(
        "or",
        [
            _joined("and", [_equals(choices[n], option) for n, option in zip(deciding, case, strict=True)])
            for case in kept
        ],
    )


def _is_free(number: int, choices: list[Choice], wanted: Collection[Case]) -> bool:
    """Return whether a choice makes no difference."""
    return all(
        (*case[:number], option, *case[number + 1 :]) in wanted
        for case in wanted
        for option in choices[number].ids
    )


def _one_of(choice: Choice, options: list[str]) -> Node:
    others = [option for option in choice.ids if option not in options]
    if len(others) == 1 and len(options) > 1:
        return Compare("!=", Name((choice.id,)), Name((others[0],)))
    return _joined("or", [_equals(choice, option) for option in options])


def _equals(choice: Choice, option: str) -> Node:
    return Compare("==", Name((choice.id,)), Name((option,)))


def _joined(op: TruthOp, parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else BoolOp(op, tuple(parts))
