"""A level of the whole pack is averaged by the total it names, as one of a process is."""

import pytest

from tests.rules.example_plant import footprint, plant, warnings


def test_a_monthly_level_of_the_pack_is_weighted_by_the_monthly_total_it_names():
    """Eleven empty months and one with output: only the yield of that month counts."""
    months = ["0"] * 11 + ["398000"]
    uneven = {"months": ["250"] * 11 + ["300"], "unit": "L/kg"}
    made = ("quantities", "carbide_made", {"months": months, "unit": "t"})
    one = footprint("calcium-carbide", plant("calcium-carbide", made, ("quantities", "gas_yield", uneven)))
    plain = footprint(
        "calcium-carbide", plant("calcium-carbide", made, ("quantities", "gas_yield", "300 L/kg"))
    )
    assert one.total == pytest.approx(plain.total, rel=1e-9)
    assert "study.plain_mean" not in warnings(one)
