"""Power used beyond the plant's own generation is bought, whether the plant said so or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.inventory.form import Address
from tanchi.rules.model import CaseFactor, FactorSupply, Rule
from tanchi.study.calculate import Setup, calculate
from tanchi.study.checks import run_checks
from tanchi.study.separate import first
from tanchi.units import parse_unit

from .plants import setup_of


def buyable(rule: Rule) -> Rule:
    power = replace(rule.flows["power"], supply=(FactorSupply("electricity", ("CN",)),))
    return replace(rule, flows={**rule.flows, "power": power})


def without_purchase(setup: Setup) -> Setup:
    entries = {a: e for a, e in setup.inventory.entries.items() if a != Address("power_bought")}
    assert len(entries) == len(setup.inventory.entries) - 1
    return replace(setup, inventory=replace(setup.inventory, entries=entries))


def test_an_unreported_purchase_is_what_is_used_beyond_own_generation():
    """Small cement uses 130 MWh, makes 40 from waste heat; its inventory says 90 MWh were bought."""
    setup = replace(
        setup_of("small-cement", "two-months"), rule=buyable(setup_of("small-cement", "two-months").rule)
    )
    reported = first(calculate(setup, {}).total)
    silent = calculate(without_purchase(setup), {})
    assert first(silent.total) == pytest.approx(reported, rel=1e-12)
    codes = [f.code for f in silent.model.context.findings]
    assert "study.implied_purchase" in codes


def test_a_purchase_reported_as_zero_is_believed_and_the_shortage_is_a_finding():
    setup = replace(
        setup_of("small-cement", "two-months"), rule=buyable(setup_of("small-cement", "two-months").rule)
    )
    address = Address("power_bought")
    entries = {**setup.inventory.entries, address: replace(setup.inventory.entries[address], value=0.0)}
    solved = calculate(replace(setup, inventory=replace(setup.inventory, entries=entries)), {})
    assert "study.flow_balance" in [f.code for f in run_checks(solved.model).findings]


@pytest.mark.parametrize(("bought", "told"), [(90.0, False), (120.0, True)])
def test_metered_power_that_no_process_uses_is_told_with_the_difference(bought, told):
    """130 MWh are used; 40 from waste heat and 120 bought leave 30 without a process."""
    setup = setup_of("small-cement", "two-months")
    power = replace(buyable(setup.rule).flows["power"], tags=("meter",))
    setup = replace(setup, rule=replace(setup.rule, flows={**setup.rule.flows, "power": power}))
    address = Address("power_bought")
    entries = {**setup.inventory.entries, address: replace(setup.inventory.entries[address], value=bought)}
    solved = calculate(replace(setup, inventory=replace(setup.inventory, entries=entries)), {})
    found = [f.message.zh for f in run_checks(solved.model).findings if f.code == "study.unmetered"]
    assert [("差 30" in text, "18.8%" in text) for text in found] == [(True, True)] * told


def test_a_flow_that_cannot_be_bought_gets_no_implied_purchase():
    setup = setup_of("small-cement", "two-months")
    assert not setup.rule.flows["power"].supply
    codes = [f.code for f in calculate(without_purchase(setup), {}).model.context.findings]
    assert "study.implied_purchase" not in codes


def test_case_factors_are_counted_per_unit_of_the_flow():
    setup = setup_of("small-cement", "two-months")
    doubled = tuple(
        CaseFactor(f.flow, f.unit, {g: 2 * v for g, v in f.gases.items()}) for f in setup.replaced
    )
    assert {f.unit for f in doubled} >= {parse_unit("kg/MWh")}
    linked = calculate(setup, {})
    links = sum(first(v) for b, v in zip(linked.burdens, linked.values, strict=True) if b.link is not None)
    more = first(calculate(replace(setup, replaced=doubled), {}).total) - first(linked.total)
    assert more == pytest.approx(links, rel=1e-12)


def test_more_co2_bound_than_taken_is_an_error():
    setup = setup_of("ammonia-urea", "user-credit")
    address = Address("co2", "urea_plant")
    entry = setup.inventory.entries[address]
    less = {**setup.inventory.entries, address: replace(entry, value=entry.value * 0.9)}

    def codes(found):
        return [f.code for f in run_checks(calculate(found, dict(setup.choices)).model).findings]

    assert "study.uptake" not in codes(setup)
    assert "study.uptake" in codes(replace(setup, inventory=replace(setup.inventory, entries=less)))
