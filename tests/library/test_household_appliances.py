"""Household appliances, recomputed by plain arithmetic apart from the engine."""

from __future__ import annotations

import pytest

from tanchi.rules.load import load_rule
from tanchi.study.cases import run_case


def expected(rule_id: str, case: str, at: str) -> float:
    rule = load_rule(rule_id)
    found = next(c for c in rule.cases if c.id == case)
    result = run_case(rule, found)
    assert result.ok, [o.message.zh for o in result.outcomes if not o.ok]
    return next(e.value for e in found.expect if e.at == at)


def test_the_constructed_dehumidifier_is_worked_out_apart():
    gwp = 1530  # HFC-134a, AR6
    diesel = 10 * 42 * (0.020 * 44 / 12 * 1000 + 0.003 * 29.8 + 0.0006 * 273 + 17)
    materials = 95 * 2200 + 21 * 14000 + 26 * 4000 + 52 * 2000 + 10 * 5000 + 300 * 400
    own = 10_000 * 0.2 * (1.015 * 10 + 0.015 * gwp) + 210 * 300 * 0.125
    line = 1000 * 600 + 3000 * 0.2 + 5 * 500 + diesel
    share = 10_000 * 20 / (10_000 * 20 + 5_000 * 30)
    device = (materials + own + line * share) / 10_000
    delivery = 0.023 * (0.5 * 1000 * 0.035 + 200 * 0.125) + 3 * 1.2
    leaked, services = 0.25 * 0.02 * 10, 10 * 0.02 / 0.10
    use = (
        307 * 10 * 0.58
        + 0.3 * 2.5
        + 0.5 * 3
        + (0.05 * 0.03 + leaked + 0.25 * 0.05 * services) * gwp
        + (0.05 * 1.03 + leaked * (1 + 0.05 / 0.10)) * 10
    )
    end = (
        0.020 * 150 * 0.125
        + 0.5 * 0.58
        + 0.25 * 0.5 * gwp
        + 9 * (0.9 * 0.9 + 0.1 * 0.009)
        + 2 * (0.9 * 0.56 + 0.1 * 0.009)
        + 2.5 * (0.95 * 1.0 + 0.05 * 0.009)
        + 5 * (0.4 * 0.7 + 0.3 * 2.3 + 0.3 * 0.009)
        + 0.5 * 1.0
        + 1.0 * 0.5
    )
    case = "constructed-dehumidifier"
    assert expected("household-appliances", case, "flows.device.total") == pytest.approx(device, rel=1e-9)
    total = device + delivery + use + end
    assert expected("household-appliances", case, "result.total") == pytest.approx(total, rel=1e-9)


FACTORS = {
    "steel": 2.2,
    "aluminium": 14,
    "copper": 4,
    "pp": 2,
    "compressor": 5,
    "motor": 3,
    "concrete": 0.12,
    "polyurethane": 4,
}
"""kg CO2 per kg of the materials of the constructed devices."""


def made(materials: dict[str, float], boards: float, charged: float = 0.0, lost: float = 0.0) -> float:
    """Return kg CO2e of one device: materials in t and boards in kg CO2 of 100 000 devices, 4/5 of the line."""
    own = sum(1000 * mass * FACTORS[name] for name, mass in materials.items()) + boards
    return (own + 0.8 * 5000 * 600) / 1e5 + charged + lost


def sent(shipped: float) -> float:
    return shipped / 1000 * 800 * 0.125 + (200 * 1200 + 50 * 3500) / 1e5


def ended(
    mass: float, steel: float, aluminium: float, copper: float, plastics: float, boards: float
) -> float:
    rest = mass - steel - aluminium - copper - plastics - boards
    return (
        mass / 1000 * 200 * 0.125
        + 1 * 0.58
        + steel * (0.9 * 0.9 + 0.1 * 0.009)
        + aluminium * (0.9 * 0.56 + 0.1 * 0.009)
        + copper * (0.95 * 1.0 + 0.05 * 0.009)
        + plastics * 0.009
        + boards * 1.0
        + rest * 0.5
    )


def compare(rule: str, case: str, device: float, later: float) -> None:
    assert expected(rule, case, "flows.device.total") == pytest.approx(device, rel=1e-9)
    assert expected(rule, case, "result.total") == pytest.approx(device + later, rel=1e-9)


def air_conditioner() -> tuple[float, float]:
    gwp, filled = 771, 0.8 * 0.015
    device = made(
        {"steel": 1900, "aluminium": 520, "copper": 720, "pp": 820, "compressor": 90},
        4000 * 400,
        (0.8 + filled) * 12,
        filled * gwp,
    )
    leaked, services = 0.9 * 0.03 * 12, 12 * 0.03 / 0.10
    use = 2400 / 5 * 12 * 0.58 + 1.5 * 4 + (0.1 * 0.02 + leaked + 0.9 * 0.02 * services) * gwp
    refills = (0.1 * 1.02 + leaked * (1 + 0.02 / 0.10)) * 12
    return device, sent(46) + use + refills + ended(40, 18, 5, 7, 8, 0.6) + 0.9 * 0.4 * gwp


def refrigerator() -> tuple[float, float]:
    gwp, foam, butane = 962, 0.4, 0.06
    device = made(
        {"steel": 2900, "aluminium": 210, "copper": 210, "pp": 2050, "compressor": 90, "polyurethane": 600},
        3000 * 400,
        foam * 1.05 * 15 + butane * 1.015 * 3,
        foam * 0.05 * gwp,
    )
    leaked = foam * 0.005 * 12
    refills = leaked * 15 + butane * 0.03 * 12 * 3
    use = 0.6 * 365 * 12 * 0.58 + leaked * gwp
    return device, sent(66) + use + refills + ended(60, 28, 2, 2, 20, 0.5) + foam * 0.5 * gwp


def washing_machine() -> tuple[float, float]:
    device = made(
        {"steel": 2900, "aluminium": 310, "copper": 100, "pp": 1850, "motor": 50, "concrete": 1950},
        2500 * 400,
    )
    cycles = 220 * 10
    use = (0.8 * cycles + 0.0005 * 8000 * 10) * 0.58 + 0.060 * cycles * 0.5 + 0.040 * cycles * 1.5
    return device, sent(75) + use + ended(70, 28, 3, 1, 18, 0.5)


def television() -> tuple[float, float]:
    device = made({"steel": 510, "aluminium": 110, "copper": 22, "pp": 410}, 84500 * 250 + 3000 * 400)
    use = (0.110 * 4 + 0.0005 * 20) * 365 * 8 * 0.58
    return device, sent(18) + use + ended(14, 5, 1, 0.2, 4, 3.5)


@pytest.mark.parametrize(
    ("rule", "case", "worked"),
    [
        ("room-air-conditioner", "constructed-split", air_conditioner),
        ("refrigerator", "constructed-two-door", refrigerator),
        ("washing-machine", "constructed-drum", washing_machine),
        ("television", "constructed-lcd", television),
    ],
)
def test_the_constructed_device_is_worked_out_apart(rule, case, worked):
    compare(rule, case, *worked())


def test_the_refrigerant_of_the_published_split_unit_by_its_own_formula():
    # GWP · [m · l_f + m · l_a · N + m · l_m · N / (r / l_a) + m · l_e], R410A 77 %, R32 23 %
    charge, years, leak = 1.277, 15, 0.04
    gwp = 0.77 * (771 + 3740) / 2 + 0.23 * 771
    total = gwp * charge * (0.015 + leak * years + 0.02 * years / (0.10 / leak) + 0.20)
    rule = load_rule("room-air-conditioner")
    case = next(c for c in rule.cases if c.id == "split-mix")
    assert run_case(rule, case).ok
    assert case.expect[-1].value == pytest.approx(total, rel=1e-9)
