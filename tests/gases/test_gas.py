"""Gases under every name people use."""

import pytest

from tanchi.gases import Family, GasError, gas, known_blends, known_gases
from tanchi.gases.gas import fold

SAME = [
    ("CO2", "CO2"),
    ("CO₂", "CO2"),
    ("二氧化碳", "CO2"),
    ("R744", "CO2"),
    ("甲烷", "CH4"),
    ("氧化亚氮", "N2O"),
    ("笑气", "N2O"),
    ("R134a", "HFC-134a"),
    ("R-134A", "HFC-134a"),
    ("hfc134a", "HFC-134a"),
    ("811-97-2", "HFC-134a"),
    ("R32", "HFC-32"),
    ("R22", "HCFC-22"),
    ("R1234yf", "HFO-1234yf"),
    ("四氟化碳", "CF4"),
    ("PFC-14", "CF4"),
    ("六氟乙烷", "C2F6"),
    ("PFC-116", "C2F6"),
    ("七氟丙烷", "HFC-227ea"),
    ("R290", "propane"),
    ("sulfur hexafluoride", "SF6"),
    ("CO2-eq", "CO2e"),
]


@pytest.mark.parametrize(("written", "id_"), SAME)
def test_written_names_mean_the_gas(written, id_):
    assert gas(written).id == id_


def test_no_name_means_two_gases_or_a_gas_and_a_blend():
    owners = {}
    for one in (*known_gases(), *known_blends()):
        names = {one.id, *one.aliases, *((one.name.zh, one.name.en, one.cas) if hasattr(one, "cas") else ())}
        for name in {fold(name) for name in names if name}:
            assert owners.setdefault(name, one.id) == one.id


@pytest.mark.parametrize(
    ("id_", "family"),
    [
        ("CF4", Family.PFC),
        ("HFC-134a", Family.HFC),
        ("SF6", Family.SF6),
        ("NF3", Family.NF3),
        ("HCFC-22", Family.OTHER),
    ],
)
def test_families_by_which_gases_are_shown(id_, family):
    assert gas(id_).family is family


def test_every_gas_has_both_names_and_a_well_formed_registry_number():
    for one in known_gases():
        assert one.name.zh and one.name.en and one.formula
        if one.cas:
            *digits, check = [int(digit) for digit in one.cas if digit.isdigit()]
            assert sum(n * digit for n, digit in enumerate(reversed(digits), start=1)) % 10 == check, one.id


def test_an_unknown_gas_is_answered_with_near_names():
    with pytest.raises(GasError) as caught:
        gas("HFC-134b")
    (finding,) = caught.value.findings
    assert finding.code == "gases.unknown"
    assert "HFC-134a" in finding.remedy.en


def test_a_blend_asked_for_as_a_gas_is_answered_with_its_components():
    with pytest.raises(GasError) as caught:
        gas("R-410A")
    (finding,) = caught.value.findings
    assert finding.code == "gases.blend"
    assert finding.remedy.en == "State its components: HFC-32 50 %, HFC-125 50 %"
