"""The lime pack: figures of the example works by hand, and one slip at a time that must be told."""

import pytest

from tests.rules.example_plant import footprint, plant, refusals, warnings

STATED = [25400, 21800, 26100, 25500, 25900, 25200, 24700, 24900, 25300, 25600, 24800, 24400]
CAO = [90.8, 90.6, 91.0, 91.2, 91.1, 90.9, 90.7, 91.0, 91.2, 91.1, 90.9, 90.8]


@pytest.fixture(scope="module")
def works():
    return footprint("lime", plant("lime"))


def test_calcination_follows_from_oxides_weighted_by_month_less_residual_co2(works):
    lime = sum(STATED)
    cao = sum(a * b for a, b in zip(STATED, CAO, strict=True)) / lime / 100
    gross = (lime + 6000 * 0.7) * (cao * 44 / 56 + 0.016 * 44 / 40) - lime * 0.032
    per_product = (210000 + 60600 + 29000) / (210000 + 60000 + 38000) / lime
    found = next(c.value for c in works.contributions if c.line == "burning.calcination")
    assert found == pytest.approx(gross * per_product * 1000, rel=1e-9)


def test_products_are_given_one_by_one_and_their_mean_is_the_result(works):
    made = {"block": 210000, "powder": 60000, "hydrate": 38000}
    totals = {p.row: p.total for p in works.products if p.row}
    mean = sum(made[row] * totals[row] for row in made) / sum(made.values())
    assert works.total == pytest.approx(mean, rel=1e-9)
    assert totals["hydrate"] < totals["block"] < totals["powder"]


def test_the_published_range_of_a_works_in_the_yangtze_basin_is_near(works):
    """1 097 to 1 177 kg CO2e/t of quicklime, 64 % decomposition, 31 % coal (Sustainability 15 (2023) 10185, abstract)."""
    quick = next(p.total for p in works.products if p.row == "block")
    assert 0.9 * 1097 < quick < 1.1 * 1177


def test_sharing_with_the_dust_takes_its_part_of_the_kiln(works):
    """All but quarry fines, finishing and hydration lies in the kiln: 6 000 of 305 600 t."""
    kiln = next(p.value for p in works.by_process if p.id == "kiln")
    quarry = next(p.value for p in works.by_process if p.id == "quarry")
    shared = works.twin("kiln_dust", "by_mass")
    assert works.total - shared.total == pytest.approx((kiln + quarry) * 6000 / 305600, rel=1e-9)


KIL = ("processes", "kiln")
SLIPS = [
    ("checks.burning.oxide_sum", (*KIL, "burning.mgo", "8 %")),
    ("checks.burning.methods_agree", (*KIL, "burning.residual", "14 %")),
    ("checks.burning.stone_per_lime", (*KIL, "tables", "burning.stones", 0, "mass", "700000 t")),
    ("checks.burning.calcium", (*KIL, "tables", "burning.stones", 0, "mass", "700000 t")),
    ("checks.burning.process_missing", (*KIL, "burning.cao_other", "60 %")),
    ("checks.burning.heat_per_lime", (*KIL, "tables", "fuel.by_mass", 0, "mass", "5450 t")),
    ("checks.burning.reported_high", (*KIL, "burning.direct_reported", "400000 tCO2")),
    ("checks.burning.reported_low", (*KIL, "burning.direct_reported", "215000 tCO2")),
    ("checks.hydrate_yield", ("processes", "hydration", "burnt_lime", "38000 t")),
]


@pytest.mark.parametrize(("check", "slip"), SLIPS, ids=[c for c, _ in SLIPS])
def test_a_slip_is_told(check, slip):
    assert check in warnings(footprint("lime", plant("lime", slip)))


def test_capture_is_not_deducted_before_the_fuel_is_answered():
    captured = plant("lime", (*KIL, "burning.captured_process", "100000 tCO2"))
    assert refusals("lime", captured, choices={"capture": "stored"}) == {"inventory.missing"}


def test_stored_co2_is_deducted_once_and_no_more_than_was_made(works):
    stored = (*KIL, "burning.captured_process", "100000 tCO2"), (*KIL, "burning.captured_fuel", "0 tCO2")
    found = footprint("lime", plant("lime", *stored, ("choices", "capture", "stored")))
    per_product = (210000 + 60600 + 29000) / (210000 + 60000 + 38000) / sum(STATED)
    assert works.total - found.total == pytest.approx(100000 * per_product * 1000, rel=1e-6)
    much = (*KIL, "burning.captured_process", "400000 tCO2"), (*KIL, "burning.captured_fuel", "0 tCO2")
    found = footprint("lime", plant("lime", *much, ("choices", "capture", "stored")))
    assert "checks.burning.captured_within" in warnings(found)


def test_captured_co2_that_is_used_changes_nothing(works):
    given = plant("lime", (*KIL, "burning.captured_process", "100000 tCO2"))
    assert footprint("lime", given).total == works.total
