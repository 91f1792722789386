"""A form filled at random, written as a workbook and read back, also by way of LibreOffice."""

import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanchi.findings import Level
from tanchi.inventory.build import build_form
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.reading.read import read_workbook, read_workbook_bytes
from tanchi.inventory.workbook.write import workbook_bytes, write_workbook
from tanchi.units import parse_unit
from tests.inventory.full import full
from tests.inventory.strategies import filled


@pytest.fixture(scope="module")
def makers(works, open_form):
    """Return rule and form in a way that hypothesis prints shortly."""
    return lambda: (works, open_form)


def told(inventory):
    """Return what each value says, numbers in base units: cells that share a unit cell are converted to it."""
    found = {}
    for address, entry in inventory.entries.items():
        value = entry.value
        if isinstance(value, float):
            value = pytest.approx(parse_unit(entry.unit or "1").to_base(value), rel=1e-12)
        origin = (entry.method, entry.source, entry.evidence, entry.note, entry.spread)
        found[address] = (value, origin, [(r.kind, r.numbers, r.label) for r in entry.records])
    return found


def differences(found, wanted):
    """Return what differs, short enough to be read."""
    return {a: (found.get(a), wanted.get(a)) for a in {*found, *wanted} if found.get(a) != wanted.get(a)}


@settings(max_examples=15)
@given(
    seed=st.integers(0, 10**9),
    language=st.sampled_from(["zh", "en"]),
    sites=st.sampled_from([("",), ("甲厂", "乙厂")]),
)
def test_whatever_is_filled_in_is_read_back(makers, seed, language, sites):
    works, form = makers()
    inventory = filled(form, seed, sites)
    again, findings = read_workbook_bytes(
        workbook_bytes(form, language, values=inventory), "book.xlsx", works
    )
    assert not [f for f in findings if f.code.startswith("workbook.")]
    wanted = check_inventory(inventory, works)[0]
    assert not differences(told(again), told(wanted))
    assert [replace(factor, where=None) for factor in again.factors] == list(wanted.factors)
    assert (again.statements, again.notes) == (wanted.statements, wanted.notes)
    assert {key for key, rows in again.rows.items() if rows} == {
        key for key, rows in wanted.rows.items() if rows
    }


@pytest.fixture(scope="module")
def saved(works, open_form, tmp_path_factory):
    """Return a filled workbook as LibreOffice saves it in three formats."""
    folder = tmp_path_factory.mktemp("office")
    inventory = check_inventory(parse_inventory(full(), "")[0], works)[0]
    write_workbook(open_form, folder / "book.xlsx", values=inventory)
    for suffix in ("ods", "xls", "xlsx"):
        out = folder / suffix
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            suffix,
        ]
        subprocess.run([*command, "--outdir", out, folder / "book.xlsx"], check=True, capture_output=True)
    return folder, inventory


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_by_libreoffice_is_read_the_same(works, saved, suffix):
    folder, inventory = saved
    again, findings = read_workbook(folder / suffix / f"book.{suffix}", works)
    notes = {"xlsx": [], "xls": ["workbook.no_names"], "ods": ["workbook.no_names"]}[suffix]
    assert [(f.code, f.level) for f in findings] == [(code, Level.NOTE) for code in notes]
    assert told(again) == told(inventory)


def test_the_form_of_settled_choices_is_read_back(works):
    form = build_form(works, {"carbonate": "raw_input"})
    data = full()
    data["choices"] = {"carbonate": "raw_input"}
    data["processes"]["kiln"]["cao_raw"] = "76 %"
    data["processes"]["raw_mill"] = {"raw_meal": "1200000 t", "power": "20000 MWh"}
    wanted, findings = check_inventory(parse_inventory(data, "")[0], works)
    assert findings == ()
    again, findings = read_workbook_bytes(workbook_bytes(form, values=wanted), "book.xlsx", works)
    assert findings == ()
    assert told(again) == told(wanted)
    assert again.choices["carbonate"] == "raw_input"


def test_months_of_what_is_asked_by_year_are_read_back(works):
    """A workbook that would ask it once a year becomes one by month, rather than lose eleven values."""
    data = full()
    data["processes"]["quarry"]["limestone"] = {"months": list(range(100, 112)), "unit": "kt"}
    inventory = check_inventory(parse_inventory(data, "plant")[0], works)[0]
    form = build_form(works, inventory.choices)
    again, _ = read_workbook_bytes(workbook_bytes(form, values=inventory), "book.xlsx", works)
    monthly = [e.value for a, e in again.entries.items() if a.quantity == "limestone" and a.period]
    assert sorted(monthly) == list(range(100, 112))
    assert not differences(told(again), told(inventory))
