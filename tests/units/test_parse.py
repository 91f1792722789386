"""Reading units as plants and rules write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.units import UNITLESS, UnitError, known_units, parse_unit
from tanchi.units.table import entries, spellings

SAME = [
    ("吨", "t"),
    ("公斤", "kg"),
    ("千瓦时", "kWh"),
    ("度", "kWh"),
    ("万度", "万kWh"),
    ("兆瓦时", "MWh"),
    ("万吨", "10^4 t"),
    ("万 吨", "万t"),
    ("㎡", "m2"),
    ("m²", "m2"),
    ("m^2", "m2"),
    ("m**2", "m2"),
    ("m³", "m3"),
    ("㎥", "m3"),
    ("立方米", "m3"),
    ("Nm³", "Nm3"),
    ("Nm^3", "Nm3"),
    ("标方", "Nm3"),
    ("10⁴Nm³", "万Nm3"),
    ("10^4Nm3", "万Nm3"),
    ("10000 Nm3", "万Nm3"),
    ("t*km", "tkm"),
    ("t·km", "tkm"),
    ("t.km", "tkm"),
    ("t×km", "tkm"),
    ("吨公里", "t km"),
    ("吨/年", "t/a"),
    ("kgCO2e/t·km", "kgCO2e/(t km)"),
    ("元/kW·h", "元/kWh"),
    ("gce/kW.h", "gce/kWh"),
    ("kWh/m2/d", "kWh/(m2 d)"),
    ("kg CO2e/kg", "kgCO2e/kg"),
    ("kgCO₂-eq/kg", "kgCO2e/kg"),
    ("t CO2/t", "tCO2/t"),
    ("kg／（㎡·h）", "kg/(m2 h)"),
    ("ｋＷｈ", "kWh"),
    ("％", "%"),
    ("1/d", "d^-1"),
    ("s⁻¹", "1/s"),
    ("L/100km", "L/(100 km)"),
    ("kg/m-2", "kg m2"),
    ("mi2*a", "mi2 a"),
    ("ºC", "°C"),
    ("µm", "um"),
    ("  t  ", "t"),
    ("吨二氧化碳当量/兆瓦时", "tCO2e/MWh"),
    ("吨CO₂/吨", "tCO2/t"),
    ("千克标准煤/吨", "kgce/t"),
    ("KWH/T", "kWh/t"),
    ("KG/T", "kg/t"),
    ("度/吨", "kWh/t"),
    ("大卡/千克", "kcal/kg"),
    ("万㎡", "万m2"),
    ("mg/Nm³", "mg/Nm3"),
    ("吨·公里", "tkm"),
    ("元／千瓦时", "CNY/kWh"),
]


@pytest.mark.parametrize(("written", "plain"), SAME)
def test_written_variants_mean_the_same_unit(written, plain):
    assert parse_unit(written) == parse_unit(plain)


@pytest.mark.parametrize(
    ("text", "dimension", "scale"),
    [
        ("GJ/t", "E·M-1", "1"),
        ("kgC/GJ", "C·E-1", "1/1000"),
        ("tCO2/tC", "CO2·C-1", "1"),
        ("min/(cell d)", "cell-1", "1/1440"),
        ("kWh/(piece cycle)", "E·piece-1·cycle-1", "18/5"),
        ("t km", "M·L", "1000000"),
        ("GJ/10^4Nm3", "E·gas-1", "1/10"),
        ("tCO2e/MWh", "CO2e·E-1", "5/18"),
        ("m2 mm", "L3", "1/1000"),
        ("重量箱", "M", "50"),
        ("ppm", "1", "1/1000000"),
        ("1", "1", "1"),
        ("m^(1/2)", "L^(1/2)", "1"),
        ("tCO2^2", "CO2^2", "1000000"),
    ],
)
def test_dimension_and_exact_size(text, dimension, scale):
    unit = parse_unit(text)
    assert (str(unit.dimension), str(unit.scale)) == (dimension, scale)


def test_the_symbol_stays_as_written():
    assert parse_unit(" 吨公里 ").symbol == "吨公里"
    assert parse_unit("1") == UNITLESS


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("", "units.length", ""),
        ("t" * 81, "units.length", "t" * 81),
        ("GJ/tt", "units.unknown", "tt"),
        ("ton", "units.unknown", "ton"),
        ("kWh/piece cycle", "units.ambiguous", "cycle"),
        ("kJ/kg·K", "units.ambiguous", "·"),
        ("GJ//t", "units.unexpected", "/"),
        ("/t", "units.unexpected", "/"),
        ("t)", "units.unexpected", ")"),
        ("(((m)))", "units.unexpected", "("),
        ("kg/(m2 h", "units.bracket", "("),
        ("kg/", "units.incomplete", "/"),
        ("3 kg", "units.number", "3"),
        ("10^13 t", "units.number", "10^13"),
        ("m^7", "units.exponent", "^7"),
        ("m^0", "units.exponent", "^0"),
        ("m⁷", "units.exponent", "⁷"),
        ("㎡㎡", "units.unknown", "㎡㎡"),
        ("万", "units.unknown", "万"),
        ("万GJ", "units.unknown", "万GJ"),
    ],
)
def test_refused_with_the_place_in_the_text_as_written(text, code, part):
    with pytest.raises(UnitError) as caught:
        parse_unit(text)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert text[finding.place.start : finding.place.end] == part


@pytest.mark.parametrize(("wrong", "near"), [("kwhh", "kwh"), ("tC02", "tCO2"), ("mM", "mm"), ("MG", "Mg")])
def test_an_unknown_unit_is_answered_with_near_ones(wrong, near):
    with pytest.raises(UnitError) as caught:
        parse_unit(wrong)
    assert near in caught.value.findings[0].remedy.en.removeprefix("Near: ").split(", ")


@pytest.mark.parametrize("unit", known_units(), ids=str)
def test_a_known_unit_reads_back_as_itself(unit):
    assert parse_unit(unit.symbol) == unit


def test_no_spelling_names_two_units():

    written = [name for entry in entries().values() for name in (entry.symbol, *entry.aliases)]
    assert sorted(written) == sorted(spellings())


@given(st.text(max_size=90))
def test_any_text_parses_or_is_refused_with_a_place_inside(text):
    try:
        unit = parse_unit(text)
    except UnitError as error:
        place = error.findings[0].place
        assert 0 <= place.start <= place.end <= len(text)
    else:
        assert unit.scale > 0


PIECES = [
    "t",
    "/",
    "(",
    ")",
    " ",
    "^",
    "2",
    "10^4",
    "-",
    "·",
    "m",
    "kg",
    "CO2",
    "Nm",
    "³",
    "万",
    "²",
    "1",
    "%",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_jumble_of_pieces_parses_or_is_refused(pieces):
    text = "".join(pieces)
    try:
        assert parse_unit(text).scale > 0
    except UnitError as error:
        assert error.findings[0].place.end <= len(text)


@pytest.mark.parametrize("symbol", sorted(entries()))
def test_the_chinese_name_of_a_unit_is_a_spelling_of_it(symbol):
    name, _, condition = entries()[symbol].name.zh.partition("（")
    if not condition:
        assert parse_unit(name) == parse_unit(symbol)
