"""What a worked example may expect, and what it is told where it names something that is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.rules.model import Case, Expectation
from tanchi.study.cases import run_case

from .plants import case_of, rule_of


def told(pack: str, case: str, at: str) -> str:
    """Return what running a case says about one expectation with no value to compare."""
    found = case_of(pack, case)
    place = found.expect[0].place
    wanted = Expectation(at=at, value=0.0, place=place)
    (outcome,) = run_case(rule_of(pack), _with(found, wanted)).outcomes
    return outcome.message.zh


def _with(case: Case, *wanted: Expectation) -> Case:
    return replace(case, expect=wanted)


@pytest.mark.parametrize(
    "at",
    [
        "result.totl",
        "result.outside",
        "result.__class__",
        "flows.nothing.total",
        "flows.pack.totl",
        "flows.pack",
        "closure.nothing",
        "values.nothing",
        "processes.nothing.x",
        "deliver.nothing",
    ],
)
def test_a_path_that_leads_nowhere_is_said_to(at):
    assert told("small-chain", "cff", at) == f"没有“{at}”"


@pytest.mark.parametrize(
    "at", ["result.total", "flows.pack.total", "closure.own", "closure.handed_out", "values.a"]
)
def test_a_path_of_the_result_is_compared(at):
    assert told("small-chain", "cff", at).startswith("得 ")
