"""The work behind ``tanchi rule check``."""

from __future__ import annotations

from tanchi.cli.answer import Answer
from tanchi.cli.conformity import STATE_WORDS
from tanchi.cli.exit_codes import ExitCode
from tanchi.cli.screen import Screen
from tanchi.cli.tables import left, section
from tanchi.conformity.answers import Answer as Row
from tanchi.conformity.answers import Conformity, State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.findings import Finding, errors
from tanchi.rules import read_rule
from tanchi.rules.check import check_rule
from tanchi.rules.model import Rule
from tanchi.study.serial import to_data

_MARKS = {State.MET: "✓", State.NOT_MET: "✕", State.NOT_APPLICABLE: "–", State.PERSON: "○"}


def checked(reference: str, rows: bool, strict: bool) -> Answer:
    """Check a rule by reference; the checklist is asked only of a rule that runs. Raises TanchiError."""
    rule, findings = read_rule(reference)
    found = (*findings, *check_rule(rule))
    if errors(found):
        return Answer(lambda: _data(rule, None), lambda s: _verdict(rule, found, s), found, ExitCode.FINDINGS)
    found = (*found, *check_clause_table(rule))
    if rule.is_parent:
        code = ExitCode.FINDINGS if errors(found) else ExitCode.OK
        return Answer(lambda: _data(rule, None), lambda s: _parent(rule, s), found, code)
    conformity = check_rule_conformity(rule)
    code = ExitCode.FINDINGS if errors(found) else ExitCode.OK
    if strict and code is ExitCode.OK and conformity.unmet():
        code = ExitCode.INCOMPLETE

    def show(screen: Screen) -> None:
        _verdict(rule, found, screen)
        _conformity(conformity, rows, screen)

    return Answer(lambda: _data(rule, conformity), show, found, code)


def _verdict(rule: Rule, found: tuple[Finding, ...], screen: Screen) -> None:
    screen.line(f"{screen.of(rule.title)}  {rule.id}@{rule.edition}  {rule.hash[:8]}", "bold")
    if errors(found):
        screen.say("✕ 还不能运行，见上列错误", "✕ does not run yet, see the errors above", "bold red")
    else:
        counts = f"{len(rule.processes)} / {len(rule.parameters)} / {len(rule.cases)}"
        screen.say(
            f"✓ 可以运行：过程 / 参数 / 算例 {counts}", f"✓ runs: processes / parameters / cases {counts}"
        )


def _parent(rule: Rule, screen: Screen) -> None:
    """Say that a rule is there for others to build on, and what of it was checked."""
    screen.line(f"{screen.of(rule.title)}  {rule.id}@{rule.edition}  {rule.hash[:8]}", "bold")
    screen.say(
        "○ 上级规则：没有单位和过程，供其他规则继承，不单独运行",
        "○ a parent: without unit and processes, for other rules to build on, not to run",
    )
    counts = f"{len(rule.choices)} / {len(rule.parameters)} / {len(rule.text)} / {len(rule.clauses)}"
    screen.say(
        f"✓ 已检查写法、引用和公式：选择 / 参数 / 条文 / 检查表对应 {counts}",
        f"✓ form, references and formulas checked: choices / parameters / clauses / checklist rows {counts}",
    )
    screen.say(
        "  对照检查表要查以它为上级的规则：tanchi rule check 规则名",
        "  the checklist is asked of a rule built on it: tanchi rule check RULE",
    )


def _conformity(found: Conformity, rows: bool, screen: Screen) -> None:
    screen.line()
    counts = " · ".join(f"{_MARKS[s]} {screen.of(STATE_WORDS[s])} {n}" for s, n in found.count().items())
    screen.line(f"{found.checklist}  {counts}")
    listed = found.answers if rows else found.unmet(must=False)
    heads = (
        left(""), left("行", "Row"), left("条款", "clause"), left("级别", "level"), left("要求", "requirement"),
        left("证据或办法", "evidence or what to do"),
    )  # fmt: skip
    section(screen, heads, [_row(answer, screen) for answer in listed])


def _row(found: Row, screen: Screen) -> tuple[str, ...]:
    row = found.requirement
    words = screen.of(found.remedy) or screen.of(found.evidence)
    return _MARKS[found.state], row.id, str(row.clauses), row.level.value, screen.of(row.text), words


def _data(rule: Rule, found: Conformity | None) -> dict[str, object]:
    return {
        "rule": {"id": rule.id, "edition": rule.edition, "hash": rule.hash},
        "runs": found is not None,
        "conformity": None if found is None else _answers(found),
    }


def _answers(found: Conformity) -> dict[str, object]:
    return {
        "checklist": found.checklist,
        "edition": found.edition,
        "counts": {state.value: count for state, count in found.count().items()},
        "rows": [
            {
                "id": a.requirement.id,
                "clause": str(a.requirement.clauses),
                "level": a.requirement.level.value,
                "state": a.state.value,
                "text": to_data(a.requirement.text),
                "evidence": to_data(a.evidence),
                "remedy": to_data(a.remedy),
                "paths": list(a.paths),
            }
            for a in found.answers
        ],
    }
