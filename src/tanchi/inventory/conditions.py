"""Conditions on choices: which options are settled, what a condition comes to, and how it reads in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Literal

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.formula import Node, unparse
from tanchi.formula.nodes import BoolOp, Compare, Name, Not
from tanchi.inventory.form import Condition
from tanchi.rules.expression import Formula
from tanchi.rules.model import Choice, Rule


def settle_choices(rule: Rule, given: Mapping[str, str]) -> dict[str, str]:
    """Return the options that ``given`` decides: themselves, what they fix, and the rule's locked choices.

    Raises TanchiError for an unknown choice or option, and for one that another option or the rule fixes.
    """
    findings = [f for choice, option in given.items() if (f := _unknown(rule, choice, option))]
    if findings:
        raise TanchiError(findings)
    settled = {id: choice.default for id, choice in rule.choices.items() if choice.locked}
    findings = [_fixed(id, settled[id], "") for id in given if settled.get(id, given[id]) != given[id]]
    settled |= given
    findings += _apply_fixes(rule, settled, given)
    if findings:
        raise TanchiError(findings)
    return settled


def with_defaults(rule: Rule, settled: Mapping[str, str]) -> dict[str, str]:
    """Return ``settled`` with the default of every choice that is open and not decided by data."""
    full = dict(settled)
    for id, choice in rule.choices.items():
        if choice.decide is None:
            full.setdefault(id, choice.default)
    _apply_fixes(rule, full, settled)
    return full


def asked_choices(rule: Rule) -> list[Choice]:
    """Return the choices a company makes: not locked, not decided by data, with two options or more."""
    return [c for c in rule.choices.values() if not c.locked and c.decide is None and len(c.options) > 1]


def _apply_fixes(rule: Rule, settled: dict[str, str], given: Mapping[str, str]) -> list[Finding]:
    """Put what the settled options fix into ``settled``; return where that contradicts ``given``."""
    findings: list[Finding] = []
    waiting, seen = list(settled), set[tuple[str, str]]()
    while waiting:
        choice = waiting.pop(0)
        if (choice, settled[choice]) in seen:
            continue
        seen.add((choice, settled[choice]))
        for other, option in rule.choices[choice].option(settled[choice]).fixes.items():
            if other in given and given[other] != option:
                findings.append(_fixed(other, option, f"{choice}={settled[choice]}"))
            elif settled.get(other) != option:
                settled[other] = option
                waiting.append(other)
    return findings


def _unknown(rule: Rule, choice: str, option: str) -> Finding | None:
    if choice not in rule.choices:
        return _choice_error(
            "unknown_choice", f"没有选择“{choice}”", f"there is no choice '{choice}'", choice, rule.choices
        )
    ids = rule.choices[choice].ids
    if option not in ids:
        zh, en = f"选择“{choice}”没有选项“{option}”", f"choice '{choice}' has no option '{option}'"
        return _choice_error("unknown_option", zh, en, option, ids)
    return None


def _choice_error(code: str, zh: str, en: str, found: str, known: object) -> Finding:
    names = [str(name) for name in known] if isinstance(known, (tuple, Mapping)) else []
    near = get_close_matches(found, names, 3) or names[:8]
    remedy = Text(f"可以是：{'、'.join(near)}", f"one of: {', '.join(near)}") if near else Text("")
    return Finding(f"form.{code}", Level.ERROR, Text(zh, en), remedy=remedy)


def _fixed(choice: str, option: str, by: str) -> Finding:
    zh = f"{by} 已固定" if by else "规则已固定"
    return Finding(
        "form.fixed_choice",
        Level.ERROR,
        Text(
            f"选择“{choice}”由{zh}为“{option}”",
            f"choice '{choice}' is fixed to '{option}' by {by or 'the rule'}",
        ),
        remedy=Text(f"请删去对“{choice}”的选择", f"leave out the selection of '{choice}'"),
    )


Verdict = Literal[True, False] | Node
"""A condition decided, or what is left of it."""


def reduce(node: Node, choices: Mapping[str, str]) -> Verdict:
    """Return ``node`` with the settled choices put in: True, False, or the condition on what is open."""
    match node:
        case Compare(op="==" | "!=", left=Name() as left, right=Name() as right) if str(left) in choices:
            return (choices[str(left)] == str(right)) == (node.op == "==")
        case Not():
            inner = reduce(node.operand, choices)
            return (not inner) if isinstance(inner, bool) else Not(inner)
        case BoolOp():
            return _reduce_all(node, choices)
        case _:
            return node


def _reduce_all(node: BoolOp, choices: Mapping[str, str]) -> Verdict:
    ends = node.op == "or"
    parts = [reduce(part, choices) for part in node.operands]
    if any(part is ends for part in parts):
        return ends
    left = [part for part in parts if not isinstance(part, bool)]
    if not left:
        return not ends
    return left[0] if len(left) == 1 else BoolOp(node.op, tuple(left))


def holds(condition: Condition | None, choices: Mapping[str, str]) -> bool:
    """Return whether a condition is met; one that reads more than choices counts as met."""
    return condition is None or reduce(condition.node, choices) is not False


def both(first: Verdict, second: Verdict) -> Verdict:
    """Return the conjunction of two verdicts."""
    if isinstance(first, bool):
        return second if first else False
    if isinstance(second, bool):
        return first if second else False
    return BoolOp("and", (first, second))


def verdict(formula: Formula | bool | None, choices: Mapping[str, str]) -> Verdict:
    """Return what a rule's ``when`` or ``required`` comes to; None counts as True."""
    if formula is None or isinstance(formula, bool):
        return formula is None or formula
    return reduce(formula.node, choices)


def condition(found: Verdict, rule: Rule) -> Condition | None:
    """Return an open verdict as a condition with its words; None for True."""
    return None if isinstance(found, bool) else Condition(found, words(found, rule))


def words(node: Node, rule: Rule) -> Text:
    """Return a condition on choices in words; a formula that reads more than choices stays as written."""
    match node:
        case Compare(op="==" | "!=", left=Name() as left) if str(left) in rule.choices:
            return _compared([node], rule)
        case BoolOp("or", operands) if _are_options(operands, rule):
            return _compared(operands, rule)
        case Not():
            inner = words(node.operand, rule)
            return Text(f"不是（{inner.zh}）", f"not ({inner.en})")
        case BoolOp():
            parts = [words(part, rule) for part in node.operands]
            zh, en = ("且", " and ") if node.op == "and" else ("或", " or ")
            return Text(zh.join(p.zh for p in parts), en.join(p.en for p in parts))
        case _:
            return Text(unparse(node), unparse(node))


def _are_options(nodes: Sequence[Node], rule: Rule) -> bool:
    """Return whether nodes say that one choice has one of several options."""
    lefts = {str(node.left) if isinstance(node, Compare) and node.op == "==" else "" for node in nodes}
    return len(lefts) == 1 and lefts.pop() in rule.choices


def _compared(nodes: Sequence[Node], rule: Rule) -> Text:
    """Return in words that a choice has one of some options, or has not an option."""
    compared = [node for node in nodes if isinstance(node, Compare)]
    choice = rule.choices[str(compared[0].left)]
    labels = {option.id: option.label for option in choice.options}
    options = [labels.get(str(node.right), Text(str(node.right))) for node in compared]
    name = choice.label or Text(choice.id)
    is_one = compared[0].op == "=="
    zh = "或".join(f"“{option.of('zh')}”" for option in options)
    en = " or ".join(f"'{option.of('en')}'" for option in options)
    return Text(
        f"{name.of('zh')}{'为' if is_one else '不为'}{zh}",
        f"{name.of('en')} {'is' if is_one else 'is not'} {en}",
    )
