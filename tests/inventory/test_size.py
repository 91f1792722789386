"""Large workbooks: what is written is read back, and what could not be is refused before it is written."""

from __future__ import annotations

import pytest

from tanchi.findings import TanchiError
from tanchi.inventory.build import build_form
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.workbook.plan import Wish, plan
from tanchi.inventory.workbook.write import workbook_bytes
from tanchi.rules import load_rule
from tests.inventory.strategies import filled
from tests.inventory.test_round_trip import differences, told


def test_an_integrated_works_with_three_sites_is_read_back():
    """The names and targets of such a book are more than a sheet may have rows."""
    steel = load_rule("steel")
    form = build_form(steel, {})
    sites = ("一厂", "二厂", "三厂")
    book = plan(form, Wish(sites=sites))
    assert sum(map(len, book.targets.values())) + sum(len(page.lines) for page in book.pages) > 5000
    wanted = check_inventory(filled(form, 7, sites), steel)[0]
    again, findings = read_workbook_bytes(workbook_bytes(form, values=wanted), "book.xlsx", steel)
    assert not [f for f in findings if f.code.startswith("workbook.")]
    assert not differences(told(again), told(wanted))


def test_a_workbook_that_could_not_be_read_back_is_not_written():
    steel = load_rule("steel")
    sites = tuple(f"厂{n}" for n in range(20))
    with pytest.raises(TanchiError) as caught:
        workbook_bytes(build_form(steel, {}), sites=sites)
    assert [f.code for f in caught.value.findings] == ["form.too_large"]
