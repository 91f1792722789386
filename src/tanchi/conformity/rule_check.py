"""A rule pack against a checklist, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tanchi.conformity.answers import Conformity, Found, answer
from tanchi.conformity.checklist import Checklist, load_checklist
from tanchi.conformity.requirement import Requirement, Where
from tanchi.conformity.rule_evidence import said
from tanchi.conformity.rule_paths import exists, place_of
from tanchi.conformity.rule_rows import ROWS
from tanchi.findings import Finding, Level, Text
from tanchi.rules.model import Rule


def check_rule_conformity(rule: Rule, checklist: Checklist | None = None) -> Conformity:
    """Return the answer of a rule to every row whose evidence must stand in a rule pack."""
    found = checklist or load_checklist()
    rows = found.wanted_in(Where.RULE_PACK)
    return Conformity(
        found.id,
        found.edition,
        f"{rule.id}@{rule.edition}",
        tuple(answer(row, Where.RULE_PACK, _found(rule, row)) for row in rows),
    )


def _found(rule: Rule, row: Requirement) -> Found:
    """Return what the check of a row saw, with what the pack itself points to, and its place."""
    found = ROWS[row.id](rule)
    if found.there and found.applies:
        found = replace(found, paths=tuple(dict.fromkeys((*found.paths, *said(rule, row.id)))))
    places = (place_of(rule, path) for path in found.paths)
    return replace(found, place=next((place for place in places if place is not None), None))


def check_clause_table(rule: Rule, checklist: Checklist | None = None) -> Iterator[Finding]:
    """Yield the rows of ``clauses.csv`` that point to nothing or name no row of the checklist."""
    known = {row.id for row in (checklist or load_checklist()).requirements}
    for link in rule.clauses:
        if link.requirement not in known:
            yield Finding(
                "clauses.requirement",
                Level.ERROR,
                Text(
                    f"检查表没有“{link.requirement}”这一行", f"the checklist has no row '{link.requirement}'"
                ),
                link.place,
            )
        if not exists(rule, link.path):
            yield Finding(
                "clauses.path",
                Level.ERROR,
                Text(f"规则包里没有 {link.path}", f"the pack has no {link.path}"),
                link.place,
            )
