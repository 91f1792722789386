"""Rows that name two rows of the process's table, places and parameters picked row by row; figures by hand."""

from __future__ import annotations

import pytest

from tanchi.background import default_table
from tanchi.background.provider import Link
from tanchi.findings import Text
from tanchi.inventory.plain.read import parse_inventory
from tanchi.study.calculate import Setup, calculate
from tanchi.study.separate import first
from tests.rules.packs import findings, library

PACK = """\
id: yard
edition: "1"
format: 1
title: {zh: 堆场, en: Yard}
product: {definition: {zh: 料, en: stock}}
unit: {kind: declared, amount: 1 t, of: stock}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产, en: production}]}
parameters:
  co2_per_c: {unit: tCO2/tC, value: 3.6667, source: {ref: 44/12, read: read}}
  burn_off: {unit: "1", values: {coal: 0.9, coke: 0.8}, source: {ref: constructed, read: read}}
flows:
  stock: {unit: t, by: piles}
  coal: {unit: t, tags: [fuel]}
  coke: {unit: t, tags: [fuel]}
  power: {unit: MWh}
tables:
  piles: {columns: {made: {unit: t}}}
  moves: {columns: {origin: {pick: piles}, goal: {pick: piles}, mass: {unit: t}, where: {type: text}, kind: {pick: fuel}}}
processes:
  piling:
    stage: production
    each: piles
    makes: {stock: {amount: made}}
    emissions:
      handled: {each: moves, match: MATCH, gas: CO2, amount: 'mass * burn_off[kind] * unit(1, "tCO2/t")'}
    inputs:
      power: {each: moves, match: MATCH, product: power, amount: 'mass * unit(1, "MWh/t")', at: {place: where}}
"""
MOVES = [
    {"origin": "a", "goal": "b", "mass": "10 t", "where": "CN-HA", "kind": "coal"},
    {"origin": "a", "goal": "a", "mass": "5 t", "where": "CN-HE", "kind": "coke"},
    {"origin": "b", "goal": "a", "mass": "1 t", "where": "CN-HA", "kind": "coal"},
]


class NoPower:
    """A table that knows nothing and remembers where things were wanted."""

    versions = ()

    def __init__(self):
        self.wanted = []

    def link(self, flow, supply, *, at=None, own=None):
        self.wanted.append((flow, at.place))
        return Link(flow, None, 8, Text("无", "none"))


def solved(tmp_path, pack: str, row: str, table=None):
    rule = library(tmp_path, yard=pack).load("yard")
    data = {
        "rule": "yard", "edition": "1", "period": {"from": "2024-01-01", "to": "2024-12-31"},
        "tables": {"piles": [{"id": "a", "made": "100 t"}, {"id": "b", "made": "100 t"}], "moves": MOVES},
    }  # fmt: skip
    inventory, found = parse_inventory(data, "yard")
    assert not [f for f in found if f.level == "error"]
    return calculate(Setup(rule, inventory, table or default_table(), row=row), {})


@pytest.mark.parametrize(
    ("match", "row", "kg"),
    [
        ("origin", "a", 10 * 0.9 + 5 * 0.8),
        ("origin", "b", 1 * 0.9),
        ("goal", "a", 5 * 0.8 + 1 * 0.9),
        ("goal", "b", 10 * 0.9),
    ],
)
def test_the_matched_column_says_whose_a_row_is_and_the_row_s_flow_picks_the_parameter(
    tmp_path, match, row, kg
):
    found = solved(tmp_path, PACK.replace("MATCH", match), row, NoPower())
    assert first(found.total) == pytest.approx(kg * 1000 / 100, rel=1e-12)


def test_each_row_is_supplied_at_its_own_place(tmp_path):
    table = NoPower()
    solved(tmp_path, PACK.replace("MATCH", "origin"), "a", table)
    assert sorted(set(table.wanted)) == [("power", "CN-HA"), ("power", "CN-HE")]


def errors(tmp_path, pack: str) -> list[tuple[str, str]]:
    found = findings(tmp_path, pack.replace("id: yard", "id: plant"))
    return [(f.code, f.message.en) for f in found if f.level == "error"]


def test_two_columns_without_a_match_are_refused(tmp_path):
    found = errors(tmp_path, PACK.replace(", match: MATCH", ""))
    assert [code for code, _ in found] == ["rule.match", "rule.match"]
    assert "origin, goal" in found[0][1]


def test_lines_of_one_process_match_a_table_in_one_way(tmp_path):
    pack = PACK.replace("MATCH", "origin", 1).replace("MATCH", "goal")
    assert [code for code, _ in errors(tmp_path, pack)] == ["rule.match"]


def test_a_match_by_a_column_of_something_else_is_refused(tmp_path):
    pack = PACK.replace("MATCH", "kind")
    assert {code for code, _ in errors(tmp_path, pack)} == {"rule.match"}


def test_a_match_where_nothing_is_matched_is_refused(tmp_path):
    pack = PACK.replace("MATCH", "origin").replace(
        "each: moves, match: origin, product", "match: origin, product", 1
    )
    assert "rule.match" in [code for code, _ in errors(tmp_path, pack)]


def test_a_place_that_is_a_number_and_a_voltage_are_refused(tmp_path):
    pack = PACK.replace("MATCH", "origin")
    assert [code for code, _ in errors(tmp_path / "a", pack.replace("place: where", "place: mass"))] == [
        "rule.place"
    ]
    assert [code for code, _ in errors(tmp_path / "b", pack.replace("place: where", "place: nowhere"))] == [
        "rule.place"
    ]
    voltage = errors(tmp_path / "c", pack.replace("{place: where}", "{place: where, voltage: 110}"))
    assert [code for code, _ in voltage] == ["pack.unknown_field"]


def test_a_parameter_without_an_entry_for_a_flow_that_may_be_picked_is_refused(tmp_path):
    found = errors(tmp_path, PACK.replace("MATCH", "origin").replace(", coke: 0.8}", "}"))
    assert [(code, "coke" in text) for code, text in found] == [("formula.no_entry", True)]


def test_a_pick_of_flows_is_compared_with_a_flow(tmp_path):
    pack = PACK.replace("MATCH", "origin").replace("burn_off[kind]", "where(kind == coal, burn_off[coal], 0)")
    found = solved(tmp_path, pack, "a", NoPower())
    assert first(found.total) == pytest.approx(10 * 0.9 * 1000 / 100, rel=1e-12)
