"""What only a route not taken needs is not asked; where the route is open it is asked with its condition."""

from __future__ import annotations

import pytest

from tanchi.findings import CellPlace
from tanchi.inventory.build import build_form
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.form import Address
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.workbook.write import workbook_bytes
from tanchi.rules import load_rule

BLAST_FURNACE = {
    "c_coking_coal",
    "c_tar",
    "c_benzol",
    "c_pci_coal",
    "fe_sinter",
    "sinter_bought",
    "iron_output",
}
"""Read on the steel rule by hand: only coking, sintering and the blast furnace touch these."""
ANY_ROUTE = {"c_coke", "c_scrap", "c_steel", "c_electrode", "lime_bought", "report_total", "report_output"}
"""Coke, lime and electrodes also go to the arc furnace; the enterprise report concerns every works."""


@pytest.fixture(scope="module")
def steel():
    return load_rule("steel")


def asked(form):
    return {field.id: field for sheet in form.sheets if not sheet.process for field in sheet.fields}


def test_a_works_with_an_arc_furnace_is_not_asked_of_coking_and_iron(steel):
    found = asked(build_form(steel, {"route": "scrap_eaf"}))
    assert not BLAST_FURNACE & found.keys()
    assert found.keys() >= ANY_ROUTE
    assert not [id for id in ANY_ROUTE if found[id].when]


def test_a_works_with_a_blast_furnace_is_asked_of_them_without_condition(steel):
    found = asked(build_form(steel, {"route": "bf_bof"}))
    assert found.keys() >= BLAST_FURNACE | ANY_ROUTE
    assert not [id for id in BLAST_FURNACE if found[id].when]


def test_while_the_route_is_open_they_are_asked_with_their_condition(steel):
    found = asked(build_form(steel, {}))
    assert str(found["c_tar"].when.text) == "工艺路线为“高炉—转炉”或“长短流程并存（含高炉铁水进电炉）”"
    assert found["c_pci_coal"].when.text.en == "route is not 'scrap – electric arc furnace'"
    assert not [id for id in ANY_ROUTE if found[id].when]


def test_the_open_workbook_turned_to_the_arc_furnace_reads_like_the_settled_one(steel):
    """What is missing under a route is the same whether the route was settled or chosen on the cover."""
    empty = {"rule": "steel", "edition": "2026-1", "period": {"from": "2025-01-01", "to": "2025-12-31"}}
    told = {}
    for settled in ({}, {"route": "scrap_eaf"}):
        values = check_inventory(parse_inventory({**empty, "choices": {"route": "scrap_eaf"}}, "")[0], steel)[
            0
        ]
        form = build_form(steel, settled)
        _, findings = read_workbook_bytes(workbook_bytes(form, values=values), "book.xlsx", steel)
        told[bool(settled)] = {(f.code, f.message.zh) for f in findings}
    assert told[True] == told[False]
    assert any("电炉钢水" in message for _, message in told[True])
    assert not any("焦" in message for _, message in told[True])


def test_a_value_a_route_does_not_need_is_told_at_its_cell_and_left_out(steel):
    data = {
        "rule": "steel", "edition": "2026-1", "choices": {"route": "bf_bof"},
        "period": {"from": "2025-01-01", "to": "2025-12-31"}, "quantities": {"c_tar": "0.8 tC/t"},
    }  # fmt: skip
    values = check_inventory(parse_inventory(data, "")[0], steel)[0]
    assert Address("c_tar") in values.entries
    written = workbook_bytes(build_form(steel, {}), values=values)
    again, _ = read_workbook_bytes(written, "book.xlsx", steel)
    assert Address("c_tar") in again.entries
    turned, findings = check_inventory(
        parse_inventory({**data, "choices": {"route": "scrap_eaf"}}, "book.yaml")[0], steel
    )
    assert Address("c_tar") not in turned.entries
    assert [f.code for f in findings if "焦油" in f.message.zh] == ["inventory.not_asked"]


def test_what_no_part_of_a_rule_reads_is_always_asked(works):
    """A quantity without a reader is there for its own sake."""
    for choices in ({}, {"carbonate": "raw_input"}):
        assert {"strength", "certified"} <= asked(build_form(works, choices)).keys()


def test_the_place_of_a_missing_value_is_a_cell_of_the_form(steel):
    form = build_form(steel, {"route": "scrap_eaf"})
    _, findings = read_workbook_bytes(workbook_bytes(form), "book.xlsx", steel)
    assert [f for f in findings if f.code == "inventory.missing" and not isinstance(f.place, CellPlace)] == []
