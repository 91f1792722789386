"""Formulas of the workbook: what we write beside them is what LibreOffice computes from them."""

import io
import re
import subprocess
import zipfile

import openpyxl
import pytest

from tanchi.files import deterministic_zip
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.workbook.write import workbook_bytes
from tests.inventory.full import full


def without_results(data):
    """Return a workbook whose formulas have no stored results, so that they must be computed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", parts[name])
    return deterministic_zip(parts, first=("[Content_Types].xml",))


def results(data):
    """Return the stored result of every formula by (sheet, cell)."""
    formulas, values = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.fixture(scope="module", params=["empty", "filled"])
def computed(request, works, open_form, tmp_path_factory):
    """Return (what we wrote, what LibreOffice computed) for every formula of a workbook."""
    values = None
    if request.param == "filled":
        data = full()
        data["quantities"]["clinker_bought"] = {
            "stock": {"opening": 1000, "purchases": 8000, "closing": 900},
            "unit": "t",
        }
        data["processes"]["quarry"]["power"] = {
            "meters": [{"previous": 10, "present": 60, "factor": 40}],
            "unit": "MWh",
        }
        data["processes"]["kiln"]["gas"] = {
            "gas": {"volume": 1000, "temperature": 20, "pressure": 300, "atmosphere": 101}
        }
        data["processes"]["kiln"]["dust"] = {
            "basis": {"of": "mass", "value": 500, "from": "ar", "to": "d", "moisture_ar": 8}, "unit": "t",
        }  # fmt: skip
        data["processes"]["kiln"]["limestone"] = "1250 t"
        data["processes"]["kiln"]["cao"]["months"][3] = 75
        values = check_inventory(parse_inventory(data, "")[0], works)[0]
    folder = tmp_path_factory.mktemp("office")
    data = workbook_bytes(open_form, values=values)
    (folder / "book.xlsx").write_bytes(without_results(data))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", folder / "out", folder / "book.xlsx"], check=True, capture_output=True
    )
    return results(data), results((folder / "out" / "book.xlsx").read_bytes())


@pytest.mark.office
def test_what_is_written_beside_a_formula_is_what_it_gives(computed):
    ours, theirs = computed
    assert len(ours) > 100
    assert {k: (v, theirs.get(k)) for k, v in ours.items() if not same(v, theirs.get(k))} == {}


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return one == pytest.approx(other, rel=1e-9)
    return (one or "") == (other or "")
