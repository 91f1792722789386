"""Which option of every choice holds, and why.

Who wins, highest first: what a chosen option fixes · a locked choice · the study's selection · ``decide`` ·
the default (rule-pack format, choices).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.rules.model import Choice, Rule

Decide = Callable[[Choice], str]


def resolve(rule: Rule, selected: Mapping[str, str], decide: Decide | None = None) -> dict[str, str]:
    """Return the option of every choice.

    Raises TanchiError for unknown choices or options, and where the selection contradicts a fixed option.
    """
    _require_known(rule, selected)
    chosen = {id: _own(choice, selected, decide) for id, choice in rule.choices.items()}
    fixed = _fixed(rule, chosen)
    problems = [
        _contradiction(rule, id, by, option, selected[id])
        for id, (option, by) in fixed.items()
        if id in selected and selected[id] != option
    ]
    if problems:
        raise TanchiError(problems)
    return {**chosen, **{id: option for id, (option, _) in fixed.items()}}


def _own(choice: Choice, selected: Mapping[str, str], decide: Decide | None) -> str:
    if choice.locked:
        return choice.default
    if choice.id in selected:
        return selected[choice.id]
    if choice.decide is not None and decide is not None:
        return decide(choice) or choice.default
    return choice.default


def _fixed(rule: Rule, chosen: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    fixed: dict[str, tuple[str, str]] = {}
    for _ in rule.choices:
        state = {**chosen, **{id: option for id, (option, _) in fixed.items()}}
        found = {
            id: (option, choice.id)
            for choice in rule.choices.values()
            for id, option in choice.option(state[choice.id]).fixes.items()
        }
        if found == fixed:
            break
        fixed = found
    return fixed


def _require_known(rule: Rule, selected: Mapping[str, str]) -> None:
    problems = []
    for id, option in selected.items():
        if id not in rule.choices:
            problems.append(
                _error(
                    "choice.unknown",
                    f"规则没有选择“{id}”",
                    f"the rule has no choice '{id}'",
                    "、".join(rule.choices),
                )
            )
        elif option not in rule.choices[id].ids:
            ids = "、".join(rule.choices[id].ids)
            problems.append(
                _error(
                    "choice.option",
                    f"选择“{id}”没有选项“{option}”",
                    f"choice '{id}' has no option '{option}'",
                    ids,
                )
            )
        elif rule.choices[id].locked and option != rule.choices[id].default:
            problems.append(
                _error(
                    "choice.locked", f"选择“{id}”由上级规则锁定", f"choice '{id}' is locked by the parent", ""
                )
            )
    if problems:
        raise TanchiError(problems)


def _contradiction(rule: Rule, id: str, by: str, option: str, selected: str) -> Finding:
    return _error(
        "choice.fixed",
        f"选择“{rule.choices[id].label or id}”被“{rule.choices[by].label or by}”定为 {option}，但填了 {selected}",
        f"choice {id} is fixed to {option} by {by}; the study selects {selected}",
        "",
    )


def _error(code: str, zh: str, en: str, options: str) -> Finding:
    remedy = Text(f"可选：{options}", f"options: {options}") if options else Text("")
    return Finding(code, Level.ERROR, Text(zh, en), None, remedy)


def selectable(rule: Rule, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the options in force that may be selected again: all but locked ones and those another option fixes."""
    fixed = {id for c in rule.choices.values() for id in c.option(chosen[c.id]).fixes}
    return {id: option for id, option in chosen.items() if id not in fixed and not rule.choices[id].locked}
