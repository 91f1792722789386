"""Hourly quantities: a page of days and hours in the workbook, a list in text."""

import pytest

from tanchi.inventory.build import build_form
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.form import Address
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.workbook.write import workbook_bytes
from tanchi.rules.load import load_rule
from tests.inventory.conftest import PACKS


@pytest.fixture(scope="module")
def hourly():
    return load_rule(PACKS / "rules" / "hourly" / "2025-1")


DATA = {
    "rule": "hourly",
    "edition": "2025-1",
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "processes": {"electrolysis": {"hydrogen": "1000 kg"}},
}


def inventory(rule, load):
    data = DATA | {"processes": {"electrolysis": {"hydrogen": "1000 kg", "load": load}}}
    return check_inventory(parse_inventory(data, "inv")[0], rule)


def test_every_hour_of_a_year_is_written_and_read_back(hourly):
    hours = [round(n % 24 / 10, 1) for n in range(8760)]
    wanted, findings = inventory(hourly, {"hours": hours, "unit": "MWh"})
    assert findings == ()
    data = workbook_bytes(build_form(hourly, {}), values=wanted)
    again, findings = read_workbook_bytes(data, "book.xlsx", hourly)
    assert findings == ()
    assert {a: e.value for a, e in again.entries.items()} == {a: e.value for a, e in wanted.entries.items()}
    last = Address("load", "electrolysis", period="2025-12-31T23")
    assert again.entries[last].value == 2.3


def test_an_hourly_quantity_given_once_a_year_is_refused(hourly):
    codes = [f.code for f in inventory(hourly, "900 MWh")[1]]
    assert codes == ["inventory.resolution"]


def test_an_hourly_quantity_that_is_missing_is_told(hourly):
    found = check_inventory(parse_inventory(DATA, "inv")[0], hourly)[1]
    assert [(f.code, str(f.place)) for f in found] == [("inventory.missing", "electrolysis/load")]
