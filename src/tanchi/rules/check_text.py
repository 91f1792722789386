"""Checks of a rule's text: what stands in braces names something, and both languages say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from tanchi.findings import Finding, Level, Text
from tanchi.rules.model import Rule, TextClause
from tanchi.rules.wording import KINDS, TABLES, Reference, formula_at, list_at, references, value_at

TERMS = "3"
"""The clause whose opening sentence stands before its entries."""


def text_findings(rule: Rule) -> Iterator[Finding]:
    """Yield what is wrong with the text of a rule."""
    yield from _hanging(rule)
    for clause in rule.text:
        for reference in dict.fromkeys((*references(clause.text.zh), *references(clause.text.en))):
            if not _names_something(rule, reference):
                yield _unknown(rule, clause, reference)
        yield from _languages(clause)


def _names_something(rule: Rule, reference: Reference) -> bool:
    match reference.kind:
        case "list":
            return list_at(rule, reference.path) is not None
        case "formula" | "where":
            return formula_at(rule, reference.path) is not None
        case "table":
            return reference.path in TABLES
        case _:
            return value_at(rule, reference.path) is not None


def _unknown(rule: Rule, clause: TextClause, reference: Reference) -> Finding:
    near = get_close_matches(reference.path, _paths(rule, reference.kind), 3, 0.5)
    remedy = (
        Text(f"相近的有：{'、'.join(near)}", f"near: {', '.join(near)}")
        if near
        else Text(
            f"花括号里写规则中的路径，前面可加 {'、'.join(KINDS)}",
            f"write a path of the rule in braces, with {', '.join(KINDS)} before it where needed",
        )
    )
    message = Text(
        f"条文中的 {reference.source} 在规则里找不到",
        f"{reference.source} in the text names nothing in the rule",
    )
    return Finding("rule.text_reference", Level.ERROR, message, clause.place, remedy)


def _paths(rule: Rule, kind: str) -> list[str]:
    """Return paths that could have been meant."""
    if kind == "table":
        return list(TABLES)
    inside = [
        f"{process.id}.{name}"
        for process in rule.processes.values()
        for name in (*process.lines(), *process.values)
    ]
    if kind in ("formula", "where"):
        return [*inside, *rule.values]
    named = [f"{s}.{name}" for s in ("parameters", "choices", "flows") for name in getattr(rule, s)]
    listed = [
        "boundary.stages",
        "boundary.exclusions",
        "boundary.decisions",
        "boundary.cutoff.never",
        "quality.gaps",
    ]
    return (
        listed
        if kind == "list"
        else [*named, "product.definition", "unit", "unit.of", "goal", "quality.limit"]
    )


def _hanging(rule: Rule) -> Iterator[Finding]:
    """Warn of text that stands between a clause and its first sub-clause (GB/T 1.1-2020, 7.4)."""
    numbers = {clause.clause for clause in rule.text}
    for clause in {c.clause: c for c in rule.text}.values():
        below = min((n for n in numbers if n.startswith(f"{clause.clause}.")), default="")
        if below and clause.clause != TERMS:
            message = Text(
                f"第 {clause.clause} 条既有条文又有下级条 {below}，成为悬置段",
                f"clause {clause.clause} has text of its own and the sub-clause {below}: a hanging paragraph",
            )
            remedy = Text(
                f"把条文移到 {clause.clause}.1 这样的条里",
                f"move it to a sub-clause such as {clause.clause}.1",
            )
            yield Finding("rule.text_hanging", Level.WARNING, message, clause.place, remedy)


def _languages(clause: TextClause) -> Iterator[Finding]:
    """Refuse a sentence whose two languages refer to different things."""
    if not clause.text.en:
        return
    zh, en = (Counter((r.kind, r.path) for r in references(t)) for t in (clause.text.zh, clause.text.en))
    if zh != en:
        only = [" ".join(filter(None, key)) for key in ((zh - en) | (en - zh))]
        message = Text(
            f"第 {clause.clause} 条的中文与英文引用的内容不同：{'、'.join(only)}",
            f"the two languages of clause {clause.clause} refer to different things: {', '.join(only)}",
        )
        remedy = Text("两种文字写同样的花括号", "write the same braces in both")
        yield Finding("rule.text_languages", Level.ERROR, message, clause.place, remedy)
