"""Records against hand arithmetic."""

import pytest

from tanchi.findings import TanchiError
from tanchi.inventory.model import Record
from tanchi.inventory.records import value_of
from tanchi.units import parse_unit

T, MWH, NM3, GJ_T = (parse_unit(u) for u in ("t", "MWh", "Nm3", "GJ/t"))


def record(kind, basis=None, **numbers):
    return Record(kind, tuple(numbers.items()), basis=basis)


def codes(records, unit=T):
    with pytest.raises(TanchiError) as caught:
        value_of(records, unit)
    return [finding.code for finding in caught.value.findings]


def test_stock_is_opening_plus_purchases_minus_closing_minus_sold():
    assert value_of([record("stock", opening=1200, purchases=8000, closing=900, sold=50)], T) == 8250


def test_two_stockpiles_add_up():
    piles = [record("stock", purchases=10), record("stock", opening=5, purchases=0, closing=2)]
    assert value_of(piles, T) == 13


def test_a_stock_whose_closing_is_unknown_is_asked_back():
    assert codes([record("stock", opening=10, purchases=5)]) == ["record.missing"]


def test_a_stock_that_grew_by_more_than_was_bought_cannot_be():
    assert codes([record("stock", opening=10, purchases=5, closing=20)]) == ["record.negative_stock"]


def test_meters_are_steps_times_factor_and_add_up():
    meters = [record("meter", previous=1000, present=1250, factor=40), record("meter", reading=500)]
    assert value_of(meters, MWH) == 250 * 40 + 500


def test_a_meter_running_backwards_is_asked_back():
    assert codes([record("meter", previous=99990, present=10)]) == ["record.backwards"]


def test_mass_as_received_to_dry_and_air_dried():
    wet = {"value": 1000, "moisture_ar": 10, "moisture_ad": 2}
    assert value_of([record("basis", ("mass", "ar", "d"), **wet)], T) == pytest.approx(900, rel=1e-15)
    assert value_of([record("basis", ("mass", "ar", "ad"), **wet)], T) == pytest.approx(
        1000 * 90 / 98, rel=1e-15
    )


def test_carbon_content_air_dried_to_as_received():
    found = value_of([record("basis", ("content", "ad", "ar"), value=0.60, moisture_ar=12, moisture_ad=4)], T)
    assert found == pytest.approx(0.60 * 88 / 96, rel=1e-15)


def test_net_calorific_value_air_dried_to_as_received():
    # By hand, kJ/kg: (24000 + 23·2)·(100 − 10)/(100 − 2) − 23·10 = 24046·90/98 − 230
    record_ = record("basis", ("heat", "ad", "ar"), value=24.0, moisture_ar=10, moisture_ad=2)
    assert value_of([record_], GJ_T) == pytest.approx((24046 * 90 / 98 - 230) / 1000, rel=1e-12)


def test_net_calorific_value_there_and_back_is_the_same():
    there = value_of([record("basis", ("heat", "ar", "d"), value=21.5, moisture_ar=9)], GJ_T)
    back = value_of([record("basis", ("heat", "d", "ar"), value=there, moisture_ar=9)], GJ_T)
    assert back == pytest.approx(21.5, rel=1e-12)


def test_a_basis_without_its_moisture_is_asked_back():
    assert codes([record("basis", ("mass", "ar", "d"), value=10)]) == ["record.missing"]
    assert codes([record("basis", ("mass", "ar", "d"), value=10, moisture_ar=100)]) == ["record.moisture"]


def test_gas_at_twenty_degrees_and_gauge_pressure():
    # By hand: 1000 · 273.15/293.15 · (300 + 101.325)/101.325
    found = value_of([record("gas", volume=1000, temperature=20, pressure=300, atmosphere=101.325)], NM3)
    assert found == pytest.approx(1000 * 273.15 / 293.15 * 401.325 / 101.325, rel=1e-12)


def test_gas_comes_out_in_the_unit_of_the_quantity():
    found = value_of([record("gas", volume=20000, temperature=0, pressure=101.325)], parse_unit("万Nm3"))
    assert found == pytest.approx(2, rel=1e-12)


def test_an_impossible_gas_is_refused():
    assert codes([record("gas", volume=1, temperature=-300, pressure=100)], NM3) == ["units.gas_state"]


def test_kinds_do_not_mix_and_contents_do_not_add():
    assert codes([record("stock", purchases=1), record("meter", reading=1)]) == ["record.kinds"]
    content = record("basis", ("content", "ar", "d"), value=0.5, moisture_ar=5)
    assert codes([content, content]) == ["record.several"]
