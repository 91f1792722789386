"""A supplier's bundle from one command line to the next: computed, handed over, named in a list or a workbook, verified."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.shell import tanchi
from tests.study.plants import PACKS
from tests.study.test_suppliers import CAR_OWN, MAKING, MATERIAL, car, supply

TOTAL = 2 * (MATERIAL + MAKING) + CAR_OWN


@pytest.fixture
def works(tmp_path):
    """Return a folder with a supplier's bundle and a customer's inventory that names it; both rules are at hand."""
    for pack in ("small-pack", "small-car"):
        shutil.copytree(PACKS / pack, tmp_path / "home" / "rules" / pack / "1")
    supply(tmp_path)
    (tmp_path / "car.json").write_text(json.dumps(car("pack.tanchi"), ensure_ascii=False), "utf-8")
    return tmp_path


def at_home(works, *arguments):
    return tanchi(*arguments, TANCHI_RULES=str(works / "home"))


def test_an_inventory_that_names_a_bundle_computes_and_its_bundle_verifies(works):
    run = at_home(
        works, "compute", works / "car.json", "--samples", "0", "--bundle", works / "car.tanchi", "--json"
    )
    assert run.json["result"]["footprint"]["total"] == pytest.approx(TOTAL, rel=1e-12)
    found = at_home(works, "verify", works / "car.tanchi", "--json").json
    assert found["result"]["verdict"] == "bit_equal"
    assert [f["code"] for f in found["findings"]] == ["bundle.supplier"]


def test_a_workbook_that_names_a_bundle_computes_the_same(works):
    assert (
        at_home(works, "form", "small-car", "--fill", works / "car.json", "-o", works / "car.xlsx").code == 0
    )
    run = at_home(works, "compute", works / "car.xlsx", "--samples", "0", "--json")
    assert run.json["result"]["footprint"]["total"] == pytest.approx(TOTAL, rel=1e-12)


def test_a_bundle_that_is_not_there_is_named_at_its_row_with_what_to_do(works):
    (works / "pack.tanchi").unlink()
    run = at_home(works, "compute", works / "car.json", "--lang", "en")
    assert run.code == 1
    assert "pack.tanchi" in run.err
    assert "put the file" in run.err
