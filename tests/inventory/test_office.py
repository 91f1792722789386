"""The filled forms of all rules, opened and saved by LibreOffice, which computes every formula anew."""

from __future__ import annotations

import subprocess

import pytest

from tanchi.inventory.build import build_form
from tanchi.inventory.read import read_inventory
from tanchi.inventory.reading.read import read_workbook
from tanchi.inventory.workbook.write import workbook_bytes
from tanchi.rules import load_rule
from tanchi.study.fingerprint import inventory_hash
from tests.inventory.examples import EXAMPLES
from tests.inventory.test_formulas import results, same, without_results

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Return the folder of the forms as LibreOffice saved them, and each form as we wrote it."""
    folder = tmp_path_factory.mktemp("office")
    written = {}
    for name, path in EXAMPLES.items():
        rule = load_rule(name)
        values, _ = read_inventory(path, rule)
        written[name] = workbook_bytes(build_form(rule, {}), values=values)
        (folder / f"{name}.xlsx").write_bytes(without_results(written[name]))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, folder.glob("*.xlsx"))], check=True, capture_output=True)
    return folder / "out", written


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_form_saved_by_libreoffice_has_the_fingerprint_of_its_text(saved, name):
    rule = load_rule(name)
    wanted, _ = read_inventory(EXAMPLES[name], rule)
    again, findings = read_workbook(saved[0] / f"{name}.xlsx", rule)
    assert [f for f in findings if f.code.startswith("workbook.")] == []
    assert inventory_hash(again) == inventory_hash(wanted)


@pytest.mark.parametrize("name", EXAMPLES)
def test_states_and_sums_are_what_libreoffice_computes(saved, name):
    ours, theirs = results(saved[1][name]), results((saved[0] / f"{name}.xlsx").read_bytes())
    assert len(ours) > 100
    assert {k: (v, theirs.get(k)) for k, v in ours.items() if not same(v, theirs.get(k))} == {}
