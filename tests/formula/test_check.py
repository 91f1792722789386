"""The static check: units and dimensions of what a formula gives, worked out by hand here."""

import pytest

from tanchi.formula import (
    CurveKind,
    DimKind,
    FlowKind,
    FormulaError,
    KeyedKind,
    NumberKind,
    OptionKind,
    TableKind,
    TextKind,
    TruthKind,
    check,
    parse,
    require_unit,
)
from tanchi.units import UNITLESS, parse_unit
from tests.formula.worlds import DictScope, number

PLANT = DictScope(
    {
        "clinker": number("t", "month"),
        "cao": number("%", "month"),
        "co2_per_cao": number("tCO2/t"),
        "mass": number("t", "fuels"),
        "ncv": number("GJ/t", "fuels"),
        "kind": OptionKind(frozenset({"coal", "coke"}), frozenset({"fuels"})),
        "other_kind": OptionKind(frozenset({"coal", "gas"}), frozenset({"fuels"})),
        "coal_only": OptionKind(frozenset({"coal"})),
        "fuels": TableKind("fuels"),
        "month": DimKind("month"),
        "load": number("MWh", "hour"),
        "year_load": number("MWh"),
        "slope": KeyedKind(parse_unit("kg/t"), frozenset({"cwpb", "hss"})),
        "oxidation": KeyedKind(parse_unit("%"), frozenset({"coal", "coke", "gas"})),
        "cell": OptionKind(frozenset({"cwpb", "hss"})),
        "route": OptionKind(frozenset({"dri", "bof"})),
        "dri": OptionKind(frozenset({"dri"})),
        "bof": OptionKind(frozenset({"bof"})),
        "metal": number("t"),
        "dust": number("kg"),
        "area": number("m2"),
        "units_bought": number("piece"),
        "ratio": number("kg/t"),
        "power_curve": CurveKind(parse_unit("MPa"), parse_unit("kWh/kg")),
        "pressure": number("MPa"),
        "low_pressure": number("kPa"),
        "code": TextKind(frozenset({"certificates"})),
        "certificates": TableKind("certificates"),
        "natural_gas": FlowKind(),
    },
    props={("kind", "ncv"): "GJ/t", ("natural_gas", "carbon"): "kgC/GJ", ("metal", "carbon"): "tC/t"},
    balances={"carbon": "tC"},
)


def kind_of(text: str) -> object:
    return check(parse(text, "p.x"), PLANT)


@pytest.mark.parametrize(
    ("text", "unit", "dims"),
    [
        ("clinker * cao * co2_per_cao", "tCO2", {"month"}),
        ("sum(mass * ncv, fuels)", "GJ", set()),
        ("mass * ncv", "GJ", {"fuels"}),
        ("clinker * mass", "t2", {"fuels", "month"}),
        ("metal * 2", "t", set()),
        ("metal / metal", "1", set()),
        ("metal + 0", "t", set()),
        ("max(metal, 0)", "t", set()),
        ("min(metal, metal, 0)", "t", set()),
        ("-metal", "t", set()),
        ("abs(metal - metal)", "t", set()),
        ("1 - cao", "1", {"month"}),
        ("1 + ratio", "1", set()),
        ("metal * (1 - cao)", "t", {"month"}),
        ("metal * cao", "t", {"month"}),
        ("metal * ratio", "kg", set()),
        ("metal**2", "t2", set()),
        ("metal**(2 - 1)", "t", set()),
        ("metal**(1 + 1)", "t2", set()),
        ("metal**(2 * 2)", "t4", set()),
        ("metal**(4 / 2)", "t2", set()),
        ("metal**2**2", "t4", set()),
        ("metal**-(1 + 1)", "t-2", set()),
        ("area**(1/2)", "m", set()),
        ("sqrt(metal * metal)", "t", set()),
        ("metal**-1", "1/t", set()),
        ("(metal / metal)**cao", "1", {"month"}),
        ("exp(cao)", "1", {"month"}),
        ("ln(metal / metal)", "1", set()),
        ("slope[cell] * metal", "kg", set()),
        ("slope[hss]", "kg/t", set()),
        ("oxidation[kind] * mass", "t", {"fuels"}),
        ("prop(kind, ncv) * mass", "GJ", {"fuels"}),
        ("prop(natural_gas, carbon)", "kgC/GJ", set()),
        ("prop(metal, carbon)", "tC/t", set()),
        ("inflow(carbon) - outflow(carbon)", "tC", set()),
        ("total(load, month)", "MWh", {"month"}),
        ("total(load, year)", "MWh", set()),
        ("total(clinker, month)", "t", {"month"}),
        ("mean(ncv, fuels, mass)", "GJ/t", set()),
        ("mean(cao, month)", "%", set()),
        ("largest(mass, fuels)", "t", set()),
        ("cumulative(clinker, month)", "t", {"month"}),
        ("previous(clinker, month, 0)", "t", {"month"}),
        ("previous(clinker, month, metal)", "t", {"month"}),
        ("count(fuels)", "1", set()),
        ("count(month)", "1", set()),
        ("interp(power_curve, pressure)", "kWh/kg", set()),
        ('unit(0.82, "tC/t") * metal', "tC", set()),
        ("where(route == dri, metal, 0)", "t", set()),
        ("where(kind == coal, mass, 2 * mass)", "t", {"fuels"}),
        ("where(route == dri, mass, 0)", "t", {"fuels"}),
        ("where(route == dri, 0, mass)", "t", {"fuels"}),
        ("ceil(units_bought / 3)", "piece", set()),
        ("floor(metal / dust)", "t/kg", set()),
    ],
)
def test_a_formula_gives_the_unit_and_dimensions_worked_out_by_hand(text, unit, dims):
    assert kind_of(text) == NumberKind(parse_unit(unit), frozenset(dims))


def test_a_bare_zero_fits_any_unit_and_other_numbers_do_not():
    assert kind_of("0") == NumberKind(UNITLESS, frozenset(), literal=True)
    assert kind_of("max(0, 0)").literal
    require_unit(parse("0"), kind_of("0"), parse_unit("tCO2"))
    with pytest.raises(FormulaError):
        require_unit(parse("1"), kind_of("1"), parse_unit("tCO2"))


@pytest.mark.parametrize(
    ("text", "dims"),
    [
        ("metal > 0", set()),
        ("mass > metal", {"fuels"}),
        ("kind == coal", {"fuels"}),
        ("kind != other_kind", {"fuels"}),
        ("route == dri and mass > 0", {"fuels"}),
        ("not kind == coal", {"fuels"}),
        ("all(mass > 0, fuels)", set()),
        ("any(mass > metal)", set()),
        ("unique(code)", set()),
        ("unique(kind)", set()),
        ("where(route == dri, metal > 0, metal > 0)", set()),
        ("where(route == dri, mass > 0, metal > 0)", {"fuels"}),
    ],
)
def test_a_condition_gives_a_truth_over_its_dimensions(text, dims):
    assert kind_of(text) == TruthKind(frozenset(dims))


def test_a_decision_gives_the_options_of_its_branches():
    assert kind_of("where(metal > 0, dri, bof)") == OptionKind(frozenset({"dri", "bof"}))
    by_row = OptionKind(frozenset({"coal", "coke", "dri"}), frozenset({"fuels"}))
    assert kind_of("where(metal > 0, dri, kind)") == by_row


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("metal + dust", ["units"]),
        ("metal - mass * ncv", ["units"]),
        ("metal > 3", ["units"]),
        ("max(metal, 1)", ["units"]),
        ("where(route == dri, metal, dust)", ["units"]),
        ("where(metal, 1, 2)", ["kind"]),
        ("where(metal > 0, dri, 2)", ["kind"]),
        ("where(metal > 0, 2, dri)", ["kind"]),
        ("where(metal > 0, metal > 1 * metal, 2)", ["kind"]),
        ("where(metal > 0, 2, metal > 1 * metal)", ["kind"]),
        ("exp(metal)", ["units"]),
        ("2**metal", ["units"]),
        ("metal**cao", ["units"]),
        ("metal**0", ["units"]),
        ("metal**13", ["units"]),
        ("((metal**12)**12)**12", ["units"]),
        ("dust**(1/2) + metal", ["units"]),
        ("metal**(1/2)", ["units"]),
        ("sqrt(metal)", ["units"]),
        ("ceil(metal)", ["units"]),
        ("cao + metal + nothing", ["units", "unknown_name"]),
        ("one + two", ["unknown_name", "unknown_name"]),
        ("slope[coal]", ["no_entry"]),
        ("slope[kind]", ["no_entry"]),
        ("slope[metal]", ["no_entry"]),
        ("metal[hss]", ["kind"]),
        ("slope * metal", ["kind"]),
        ("route == hss", ["no_option"]),
        ("route == slope", ["no_option"]),
        ("route > dri", ["kind"]),
        ("dri == route + 1", ["kind"]),
        ("metal == dri", ["kind"]),
        ("kind == cell", ["no_option"]),
        ("metal and metal > 0", ["kind"]),
        ("not metal", ["kind"]),
        ("code == code", ["kind"]),
        ("sum(metal, fuels)", ["dimension"]),
        ("sum(mass, month)", ["dimension"]),
        ("sum(mass, metal)", ["kind"]),
        ("mean(metal, fuels, mass)", ["dimension"]),
        ("previous(metal, month, 0)", ["dimension"]),
        ("previous(clinker, month, clinker)", ["dimension"]),
        ("previous(clinker, month, dust)", ["units"]),
        ("total(metal, month)", ["dimension"]),
        ("total(load, hour)", ["dimension"]),
        ("total(load * clinker, month)", ["dimension"]),
        ("interp(power_curve, low_pressure)", ["units"]),
        ("interp(metal, pressure)", ["kind"]),
        ("prop(kind, price)", ["unknown_name"]),
        ("inflow(price)", ["unknown_name"]),
        ('unit(metal, "t")', ["units"]),
        ('unit(1, "tonnes of")', ["unit_text"]),
        ("unique(metal)", ["dimension"]),
        ("unique(route == dri)", ["kind"]),
        ("natural_gas * 2", ["kind"]),
        ("power_curve * 2", ["kind"]),
        ("month * 2", ["kind"]),
        ("code * 2", ["kind"]),
        ("all(metal)", ["kind"]),
        ("count(metal)", ["kind"]),
    ],
)
def test_a_formula_that_makes_no_sense_is_refused_with_every_reason(text, codes):
    with pytest.raises(FormulaError) as error:
        kind_of(text)
    assert sorted(finding.code for finding in error.value.findings) == [
        f"formula.{code}" for code in sorted(codes)
    ]
    assert all(finding.place.text == text for finding in error.value.findings)


def test_forgetting_44_over_12_does_not_load():
    scope = DictScope(
        {"net_anode": number("t"), "anode_carbon": number("tC/t"), "co2_per_c": number("tCO2/tC")}
    )
    node = parse("net_anode * anode_carbon")
    with pytest.raises(FormulaError) as error:
        require_unit(node, check(node, scope), parse_unit("tCO2"))
    assert error.value.findings[0].code == "formula.result_unit"
    right = parse("net_anode * anode_carbon * co2_per_c")
    require_unit(right, check(right, scope), parse_unit("kgCO2"))
