"""A rule pack against a checklist, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.conformity.answers import Conformity, answer
from tanchi.conformity.checklist import Checklist, load_checklist
from tanchi.conformity.requirement import Where
from tanchi.conformity.rule_evidence import exists
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
        tuple(answer(row, Where.RULE_PACK, ROWS[row.id](rule)) for row in rows),
    )


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
