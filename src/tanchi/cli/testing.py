"""The work behind ``tanchi rule test``."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from tanchi.cli.answer import Answer
from tanchi.cli.exit_codes import ExitCode
from tanchi.cli.screen import Screen
from tanchi.cli.tables import left, right, section
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.rules import load_rule
from tanchi.rules.model import Case, Rule
from tanchi.study.cases import CaseResult, Outcome, errors_of, run_case
from tanchi.study.serial import to_data


def tested(reference: str, wanted: str, screen: Screen) -> Answer:
    """Run the cases of a rule, or one of them. Raises TanchiError."""
    rule = load_rule(reference)
    cases = _chosen(rule, wanted)
    results = []
    with screen.progress(Text("运行算例", "running cases")) as progress:
        for index, case in enumerate(cases):
            progress(case.id, index / len(cases))
            results.append(run_case(rule, case))
    failed = tuple(finding for result in results for finding in errors_of(result))
    return Answer(
        data=lambda: [_data(result) for result in results],
        show=lambda s: _show(rule, results, s),
        findings=failed,
        code=ExitCode.FINDINGS if failed else ExitCode.OK,
    )


def _chosen(rule: Rule, wanted: str) -> Sequence[Case]:
    if not wanted:
        return rule.cases
    found = [case for case in rule.cases if case.id == wanted]
    if found:
        return found
    ids = [case.id for case in rule.cases]
    near = get_close_matches(wanted, ids) or ids
    raise TanchiError(
        Finding(
            "case.unknown", Level.ERROR, Text(f"规则没有算例“{wanted}”", f"the rule has no case '{wanted}'"),
            None, Text(f"有：{'、'.join(near)}", f"there are: {', '.join(near)}"),
        )
    )  # fmt: skip


def _show(rule: Rule, results: Sequence[CaseResult], screen: Screen) -> None:
    passed = sum(result.ok for result in results)
    screen.line(f"{screen.of(rule.title)}  {rule.id}@{rule.edition}", "bold")
    heads = (
        left(""), left("算例", "Case"), left("题名", "title"), left("级", "grade"), left("期望", "expected at"),
        right("应为", "expected"), right("得", "found"), left("来源", "source"),
    )  # fmt: skip
    rows = [_row(result, outcome, screen) for result in results for outcome in result.outcomes]
    section(screen, heads, rows)
    screen.line()
    screen.say(f"{passed} / {len(results)} 个算例通过", f"{passed} of {len(results)} cases pass")


def _row(result: CaseResult, outcome: Outcome, screen: Screen) -> tuple[str, ...]:
    case, wanted = result.case, outcome.expectation
    expected = _expected(outcome)
    found = "" if outcome.found is None else f"{outcome.found:.8g}"
    mark = "✓" if outcome.ok else "✕"
    source = f"{case.source} [{case.source.reading}]"
    return (
        mark,
        case.id,
        screen.of(case.title),
        case.grade,
        wanted.at or wanted.finding,
        expected,
        found,
        source,
    )


def _expected(outcome: Outcome) -> str:
    wanted = outcome.expectation
    if wanted.low is not None and wanted.high is not None:
        return f"{wanted.low:g}–{wanted.high:g}"
    return "" if wanted.value is None else f"{wanted.value:.8g}"


def _data(result: CaseResult) -> dict[str, object]:
    case = result.case
    return {
        "id": case.id,
        "title": to_data(case.title),
        "grade": case.grade,
        "source": to_data(case.source),
        "ok": result.ok,
        "outcomes": [
            {
                "at": outcome.expectation.at,
                "finding": outcome.expectation.finding,
                "expected": outcome.expectation.value,
                "found": to_data(outcome.found),
                "ok": outcome.ok,
                "message": to_data(outcome.message),
            }
            for outcome in result.outcomes
        ],
    }
