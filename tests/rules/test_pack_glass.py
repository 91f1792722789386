"""The flat-glass pack: figures of the example line by hand, and one slip at a time that must be told."""

import pytest

from tests.rules.example_plant import footprint, plant, warnings

MELTED = sum([18700, 16900, 18700, 18100, 18700, 18100, 18700, 18700, 18100, 18700, 18100, 18500])
PACKED = 2500000 * 0.05 + 60000


@pytest.fixture(scope="module")
def line():
    return footprint("flat-glass", plant("flat-glass"))


def test_carbonates_and_carbon_of_the_batch(line):
    carbonates = 41500 * 0.992 * 0.415 + 34500 * 0.995 * 0.965 * 0.477 + 8200 * 0.995 * 0.97 * 0.440
    carbon = 85 * 0.88 * 44 / 12
    found = next(c.value for c in line.contributions if c.line == "process")
    assert found == pytest.approx((carbonates + carbon) * 1000 / PACKED, rel=1e-9)


def test_results_per_area_and_thickness_and_per_weight_case(line):
    """400 m2·mm and 20 weight cases make a tonne."""
    by_unit = {p.unit: p.total for p in line.products if not p.row}
    assert by_unit == pytest.approx({"1 m2 mm": line.total / 400, "1 重量箱": line.total / 20}, rel=1e-12)


def test_weight_cases_and_tonnes_are_the_same_output(line):
    tonnes = plant("flat-glass", ("tables", "products", 0, "made", "125000 t"))
    assert footprint("flat-glass", tonnes).total == pytest.approx(line.total, rel=1e-12)


def test_own_cullet_carries_nothing_and_sold_cullet_earns_nothing(line):
    """Cullet sold instead of returned leaves less in the furnace and changes no burden."""
    more = plant("flat-glass", ("tables", "products", 1, "cullet_sold", "3000 t"))
    assert footprint("flat-glass", more).total == pytest.approx(line.total, rel=1e-12)


def test_soda_ash_without_a_supplier_stays_a_gap(line):
    assert {"soda_ash", "fgd_soda"} <= {gap.flow for gap in line.gaps}


def test_waste_heat_power_is_free_and_purchases_are_the_rest(line):
    used = 13000 + 8800 + 4300 + 3300
    stage = next(p.value for p in line.by_stage if p.id == "utilities")
    assert stage == pytest.approx((used - 14000) * 577.7 / PACKED, rel=1e-9)


MELT = ("processes", "melting")
SLIPS = [
    ("checks.glass_balance", (*MELT, "tables", "batch", 0, "mass", "90000 t")),
    ("checks.soda_per_melt", (*MELT, "tables", "batch", 1, "mass", "4150 t")),
    ("checks.process_rate", (*MELT, "tables", "batch", 2, "mass", "134500 t")),
    ("checks.heat_per_melt", (*MELT, "tables", "fuel.by_volume", 0, "ncv", "130 GJ/万Nm3")),
    ("checks.energy_missing", (*MELT, "tables", "fuel.by_volume", [])),
    ("checks.power_per_melt", (*MELT, "power", "13000 kWh")),
    ("checks.pull_covers", ("tables", "products", 0, "made", "250000 t")),
    ("checks.reported_high", (*MELT, "direct_reported", "200000 tCO2")),
    ("checks.reported_low", (*MELT, "direct_reported", "75000 tCO2")),
]


@pytest.mark.parametrize(("check", "slip"), SLIPS, ids=[c for c, _ in SLIPS])
def test_a_slip_is_told(check, slip):
    changes = [slip]
    if check == "checks.pull_covers":
        changes.append(("tables", "products", 0, "pull", "140000 t"))
        changes.append(("tables", "products", 1, "pull", "80000 t"))
    found = footprint("flat-glass", plant("flat-glass", *changes))
    assert check in warnings(found)


def test_a_default_below_the_carbonates_fed_is_refused():
    changes = (("choices", "process_method", "factor"), (*MELT, "cullet_ratio", "60 %"))
    assert "checks.process_missing" in warnings(footprint("flat-glass", plant("flat-glass", *changes)))
