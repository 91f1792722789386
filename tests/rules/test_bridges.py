"""Properties as bridges: which property an amount is taken over, against what the units say by hand."""

import pytest

from tanchi.findings import FilePlace, Text
from tanchi.rules.bridges import Bridge, path_to, property_path
from tanchi.rules.expression import Fixed
from tanchi.rules.model import Flow, Property
from tanchi.units import parse_unit


def _flow(unit, **props):
    found = {id: Property(id, Fixed(1.0), parse_unit(text)) for id, text in props.items()}
    return Flow("x", Text("x"), FilePlace("x"), unit=parse_unit(unit), props=found)


def _dimension(unit):
    return parse_unit(unit).dimension


def test_methane_and_nitrous_oxide_of_a_gas_are_each_their_own_property():
    gas = _flow("GJ", carbon="kgC/GJ", ch4="kg/GJ", n2o="kg/GJ")
    assert property_path(gas, "ch4") == (Bridge("ch4", 1),)
    assert property_path(gas, "n2o") == (Bridge("n2o", 1),)


def test_methane_per_tonne_is_a_share_of_the_tonnes_and_not_all_of_them():
    coal = _flow("t", ncv="GJ/t", carbon="kgC/GJ", ch4="kg/t")
    assert property_path(coal, "ch4") == (Bridge("ch4", 1),)
    assert property_path(coal, "n2o") is None


def test_methane_per_energy_of_a_fuel_counted_in_tonnes_goes_over_its_heating_value():
    coal = _flow("t", ncv="GJ/t", ch4="kg/GJ")
    assert property_path(coal, "ch4") == (Bridge("ncv", 1), Bridge("ch4", 1))


def test_what_a_gas_emits_never_turns_its_energy_into_mass():
    gas = _flow("GJ", ch4="kg/GJ")
    assert path_to(gas, _dimension("GJ"), _dimension("t")) is None
    assert path_to(gas, _dimension("t"), _dimension("GJ")) is None


@pytest.mark.parametrize(
    ("flow", "prop", "path"),
    [
        (_flow("t", carbon="tC/t"), "carbon", (Bridge("carbon", 1),)),
        (_flow("t", ncv="GJ/t", carbon="kgC/GJ"), "carbon", (Bridge("ncv", 1), Bridge("carbon", 1))),
        (_flow("GJ", carbon="kgC/GJ"), "ncv", ()),
        (_flow("GJ", ncv="GJ/t"), "ncv", ()),
        (_flow("t", ncv="GJ/t"), "ncv", (Bridge("ncv", 1),)),
        (_flow("t"), "mass", ()),
        (_flow("Nm3", mass="kg/Nm3"), "mass", (Bridge("mass", 1),)),
        (_flow("t", iron="1"), "iron", (Bridge("iron", 1),)),
        (_flow("m2", mass="kg/m2", iron="1"), "iron", (Bridge("mass", 1), Bridge("iron", 1))),
        (_flow("t"), "carbon", None),
        (_flow("MWh"), "carbon", None),
    ],
)
def test_an_amount_is_taken_over_the_property_asked_for(flow, prop, path):
    assert property_path(flow, prop) == path
