"""Results do not depend on the units in which figures are written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.formula import check, evaluate, parse, printed_factor
from tanchi.units import parse_unit
from tests.formula.worlds import DictEnv, DictScope, number

CHOICES = {
    "fuel": ["t", "kg", "g", "万t"],
    "ncv": ["GJ/t", "MJ/kg", "kJ/g", "kWh/kg"],
    "carbon": ["kgC/GJ", "tC/TJ", "gC/MJ"],
    "co2_per_c": ["tCO2/tC", "kgCO2/kgC", "kgCO2/tC"],
    "oxidation": ["%", "1", "‰"],
    "clinker": ["t", "kg"],
    "factor": ["kg/t", "g/kg", "t/t"],
}
DECLARED = ["tCO2", "kgCO2", "gCO2"]
FORMULA = "fuel * ncv * carbon * oxidation * co2_per_c"
BASE = {
    "fuel": 2.0e6,
    "ncv": 25.0,
    "carbon": 0.026,
    "co2_per_c": 44 / 12,
    "oxidation": 0.98,
    "clinker": 5.0e5,
    "factor": 0.0003,
}
units = st.fixed_dictionaries({name: st.sampled_from(choice) for name, choice in CHOICES.items()})


def in_units(chosen: dict[str, str]) -> dict[str, float]:
    """Return the figures a person would write down in the chosen units."""
    return {name: parse_unit(unit).from_base(BASE[name]) for name, unit in chosen.items()}


@given(units, st.sampled_from(DECLARED))
def test_result_is_the_same_whatever_units_the_figures_are_written_in(chosen, declared):
    scope = DictScope({name: number(unit) for name, unit in chosen.items()})
    check(parse(FORMULA), scope)
    written = in_units(chosen)
    env = DictEnv({name: parse_unit(unit).to_base(written[name]) for name, unit in chosen.items()})
    result = parse_unit(declared).from_base(float(evaluate(parse(FORMULA), env)))
    by_hand = 2.0e6 * 25.0 * 0.026 * (44 / 12) * 0.98
    assert result == pytest.approx(by_hand / float(parse_unit(declared).scale), rel=1e-12)


@given(units, st.sampled_from(DECLARED))
def test_printed_formula_with_its_factor_is_true_of_the_figures_as_written(chosen, declared):
    """The figures people read, put into the printed formula, give the printed result; % means the share."""
    scope = DictScope({name: number(unit) for name, unit in chosen.items()})
    node = parse(FORMULA)
    factor = printed_factor(check(node, scope), parse_unit(declared))
    written = in_units(chosen) | {"oxidation": BASE["oxidation"]}
    read_off = float(evaluate(node, DictEnv(dict(written)))) * float(factor)
    by_hand = 2.0e6 * 25.0 * 0.026 * (44 / 12) * 0.98 / float(parse_unit(declared).scale)
    assert read_off == pytest.approx(by_hand, rel=1e-12)


def test_a_factor_of_kilograms_per_tonne_comes_out_in_kilograms_by_itself():
    scope = DictScope({"clinker": number("t"), "factor": number("kg/t")})
    kind = check(parse("clinker * factor"), scope)
    assert printed_factor(kind, parse_unit("kg")) == 1
    assert printed_factor(kind, parse_unit("t")) * 1000 == 1


def test_perfluorocarbon_slope_method_gives_the_published_result():
    """Published: VSS cells, 1 000 t Al, 10 min/(cell d), S = 0.092, F = 0.053 give 920 kg CF4, 48.76 kg C2F6.

    Source: 2006 IPCC Guidelines, aluminium, as recomputed in the product dossier (second hand).
    """
    units_of = {"slope": "kg/(t min/(cell d))", "minutes": "min/(cell d)", "metal": "t", "weight": "1"}
    figures = {"slope": 0.092, "minutes": 10.0, "metal": 1000.0, "weight": 0.053}
    scope = DictScope({name: number(unit) for name, unit in units_of.items()})
    env = DictEnv({name: parse_unit(units_of[name]).to_base(value) for name, value in figures.items()})
    for text, kilograms in (("slope * minutes * metal", 920.0), ("slope * minutes * metal * weight", 48.76)):
        kind = check(parse(text), scope)
        assert kind.unit == parse_unit("kg")
        assert float(evaluate(parse(text), env)) == pytest.approx(kilograms, rel=1e-12)
