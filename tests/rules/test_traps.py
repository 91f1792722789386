"""Faults found in published data: each is caught, by the case or the test named in ``traps.csv``."""

from __future__ import annotations

import ast
import copy
import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tanchi.rules.load import load_rule
from tanchi.study.cases import run_case
from tests.support.source import ROOT

TABLE = Path(__file__).with_name("traps.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
BY_CASE = [row for row in ROWS if row["case"]]
BY_TEST = [row for row in ROWS if row["test"]]


@cache
def outcome(pack: str, id: str):
    rule = load_rule(pack)
    return run_case(rule, next(case for case in rule.cases if case.id == id))


@cache
def names_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_row_names_what_catches_it():
    assert [row["trap"] for row in ROWS if not row["case"] and not row["test"]] == []


@pytest.mark.parametrize("row", BY_CASE, ids=lambda row: f"{row['trap']}-{row['case']}-{row['finding']}")
def test_the_case_catches_the_fault(row):
    result = outcome(row["pack"], row["case"])
    assert result.ok
    assert not row["finding"] or row["finding"] in {finding.code for finding in result.findings}


@pytest.mark.parametrize("row", BY_TEST, ids=lambda row: row["test"])
def test_the_test_is_there(row):
    file, _, name = row["test"].partition("::")
    assert name in names_in(file)


def test_a_kiln_without_fuel_is_told():
    rule = load_rule("cement")
    case = next(case for case in rule.cases if case.id == "c1-india")
    assert "checks.heat_per_clinker" not in {f.code for f in run_case(rule, case).findings}
    inventory = copy.deepcopy(dict(case.inventory))
    inventory["tables"]["kiln_fuels"] = []
    found = run_case(rule, replace(case, inventory=inventory)).findings
    assert "checks.heat_per_clinker" in {f.code for f in found}
