"""How units are printed for people."""

import pytest

from tanchi.units import parse_unit, units_of


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("min/(cell d)", "min/(槽·d)", "min/(cell·d)"),
        ("kWh/(piece cycle)", "kWh/(件·次)", "kWh/(piece·cycle)"),
        ("tCO2e/MWh", "tCO₂e/MWh", "tCO₂e/MWh"),
        ("kg/m3", "kg/m³", "kg/m³"),
        ("GJ/10^4Nm3", "GJ/10⁴ Nm³", "GJ/10⁴ Nm³"),
        ("L/100km", "L/100 km", "L/100 km"),
        ("1000 m3", "1000 m³", "1000 m³"),
        ("元/吨", "元/t", "CNY/t"),
        ("吨公里", "t·km", "t·km"),
        ("m-2", "1/m²", "1/m²"),
        ("s^-3", "1/s³", "1/s³"),
        ("mmH2O", "mmH₂O", "mmH₂O"),
        ("℃", "℃", "°C"),
        ("m^(1/2)", "m^(1/2)", "m^(1/2)"),
        ("10^4", "10⁴", "10⁴"),
        ("1", "1", "1"),
    ],
)
def test_printed_form(text, zh, en):
    unit = parse_unit(text)
    assert (unit.label("zh"), unit.label("en")) == (zh, en)


@pytest.mark.parametrize("text", ["min/(cell d)", "L/100km", "GJ/10^4Nm3", "kgCO2e/(piece a)", "m^(1/2)"])
def test_a_printed_form_reads_back_as_the_unit(text):
    unit = parse_unit(text)
    assert parse_unit(unit.label("zh")) == unit
    assert parse_unit(unit.label("en")) == unit


def test_a_field_in_gj_per_tonne_offers_the_usual_heating_values():
    offered = [unit.symbol for unit in units_of(parse_unit("GJ/t").dimension)]
    assert {"GJ/t", "MJ/kg", "kJ/kg", "kcal/kg", "tce/t"} <= set(offered)
    assert "GJ" not in offered


def test_energy_units_for_a_drop_down_hold_no_power():
    offered = {unit.symbol for unit in units_of(parse_unit("MJ").dimension)}
    assert {"kWh", "万kWh", "GJ", "tce", "kcal"} <= offered
    assert not offered & {"kW", "MW", "W"}
