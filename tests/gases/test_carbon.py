"""Carbon in gases, against molar masses as data sheets print them (g/mol)."""

import pytest

from tanchi.gases import Family, GasError, carbon_share, known_gases
from tanchi.gases.carbon import atoms

PRINTED = {
    "CO2": (1, 44.01),
    "CH4": (1, 16.04),
    "N2O": (0, 44.01),
    "SF6": (0, 146.06),
    "CF4": (1, 88.00),
    "C2F6": (2, 138.01),
    "c-C4F8": (4, 200.03),
    "HFC-134a": (2, 102.03),
    "HFO-1234yf": (3, 114.04),
    "HFO-1336mzz(Z)": (4, 164.05),
    "HCFC-22": (1, 86.47),
    "Halon-1301": (1, 148.91),
    "FK-5-1-12": (6, 316.04),
    "C4F7N": (4, 195.04),
    "(C3F7)3N": (9, 521.07),
    "HFE-347mmz1": (4, 200.05),
    "isobutane": (4, 58.12),
}


@pytest.mark.parametrize(("gas", "printed"), PRINTED.items())
def test_carbon_is_the_atoms_of_carbon_over_the_molar_mass(gas, printed):
    carbons, mass = printed
    assert carbon_share(gas) == pytest.approx(carbons * 12.011 / mass, rel=2e-4)


def test_a_blend_holds_the_carbon_of_its_components():
    by_mass = 0.5 * 12.011 / 52.02 + 0.5 * 2 * 12.011 / 120.02
    assert carbon_share("R-410A") == pytest.approx(by_mass, rel=2e-4)


def test_every_single_gas_has_a_formula_that_is_understood():
    for gas in known_gases():
        if gas.family is not Family.LUMPED:
            assert 0 <= carbon_share(gas.id) < 0.9, gas.id


def test_brackets_multiply_what_is_in_them():
    assert atoms("N(CF2CF3)3") == {"N": 1, "C": 6, "F": 15}


def test_the_carbon_of_lumped_gases_is_not_known():
    with pytest.raises(GasError) as caught:
        carbon_share("CO2e")
    assert caught.value.findings[0].code == "gases.lumped"
