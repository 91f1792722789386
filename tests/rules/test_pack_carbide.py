"""The calcium-carbide pack: figures of the example works by hand, and one slip at a time that must be told."""

import pytest

from tests.rules.example_plant import footprint, plant, warnings

MADE = [33900, 30600, 33900, 32900, 33800, 32700, 33500, 33600, 32900, 33900, 32900, 33400]
YIELD = [298, 297, 299, 300, 299, 297, 296, 296, 298, 299, 300, 299]
MEAN = sum(a * b for a, b in zip(MADE, YIELD, strict=True)) / sum(MADE)
"""Gas yield weighted by the output of each month, L/kg."""


@pytest.fixture(scope="module")
def works():
    return footprint("calcium-carbide", plant("calcium-carbide"))


def test_the_furnace_closes_on_carbon_with_the_yield_weighted_by_month(works):
    fed = 210000 * 0.835 + 36000 * 0.845 + 8400 * 0.92
    bound = sum(MADE) * MEAN / 372.7 * 0.374764
    released = (fed - bound - 16000 * 108 * 39.8 / 1000 - 13000 * 0.22) * 44 / 12
    standard = 397000 * MEAN / 300
    used = 398000 / sum(MADE)
    found = next(c.value for c in works.contributions if c.line == "melt.reduction")
    assert found == pytest.approx(released * used * 1000 / standard, rel=1e-9)


def test_the_result_is_per_tonne_of_three_hundred_litres(works):
    """The same works with carbide a tenth poorer: power per normalised tonne rises by the same tenth."""
    poorer = [f"{y * 0.9}" for y in YIELD]
    changed = ("quantities", "gas_yield", {"months": poorer, "unit": "L/kg"})
    found = footprint("calcium-carbide", plant("calcium-carbide", changed))

    def power(result):
        return next(c.value for c in result.contributions if c.line == "melt.furnace_power")

    assert power(found) == pytest.approx(power(works) / 0.9, rel=1e-9)


def test_gas_counts_once_where_it_burns(works):
    """13 400 to the kiln, 900 to the dryer, 300 flared, all used for this carbide; the 1 400 sold leave with their carbon."""
    heat = (13400 + 900 + 300) * 108
    by_hand = heat * (39.8 * 44 / 12 + (1 * 29.8 + 0.1 * 273) / 1000)
    per_tonne = 398000 / sum(MADE) / (397000 * MEAN / 300)
    lines = {"fuel.burnt_volume", "gas_flared"}
    found = sum(c.value for c in works.contributions if c.line in lines and c.kind.value == "combustion")
    assert found == pytest.approx(by_hand * per_tonne, rel=1e-9)


def test_semi_coke_and_paste_stay_gaps(works):
    assert {gap.flow for gap in works.gaps} == {"semi_coke", "furnace_coke", "electrode_paste"}


FURNACE = ("processes", "furnace")
CHARGE = (*FURNACE, "tables", "melt.charge")
SLIPS = [
    ("checks.melt.carbon_needed", (*CHARGE, 0, "mass", "21000 t")),
    ("checks.melt.carbon_made", (*FURNACE, "gas_made", "400000000 Nm3")),
    ("checks.carbon", (*FURNACE, "gas_made", "400000000 Nm3")),
    ("checks.gas_rate", (*FURNACE, "gas_made", "400000000 Nm3")),
    ("checks.melt.power_plausible", (*FURNACE, "melt.furnace_power", "125500 MWh")),
    ("checks.melt.electrode_plausible", (*CHARGE, 2, "mass", "84000 t")),
    ("checks.lime_needed", (*FURNACE, "lime", "300000 t")),
    ("checks.lime_rate", (*FURNACE, "lime", "672000 t")),
    ("checks.reported_low", (*FURNACE, "co2_reported", "10000 tCO2")),
    ("checks.packed_within", ("processes", "finishing", "packed", "410000 t")),
]


@pytest.mark.parametrize(("check", "slip"), SLIPS, ids=[c for c, _ in SLIPS])
def test_a_slip_is_told(check, slip):
    assert check in warnings(footprint("calcium-carbide", plant("calcium-carbide", slip)))


def test_charcoal_is_shown_apart_and_nets_to_nothing(works):
    """3 000 t of semi-coke carbon replaced by charcoal carbon: fossil CO2 falls, biogenic stands on both sides."""
    data = plant("calcium-carbide", (*CHARGE, 0, "mass", "206407.2 t"))
    data["processes"]["furnace"]["tables"]["melt.charge"].append(
        {"material": "charcoal", "mass": "3297 t", "carbon": "0.91 tC/t"}
    )
    found = footprint("calcium-carbide", data)
    lines = found.lines
    assert lines.biogenic_emission > 0
    assert lines.biogenic_emission == pytest.approx(-lines.biogenic_removal, rel=1e-9)
    assert lines.fossil < works.lines.fossil
