"""What must hold for every plant, whatever its figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.engine import Draws
from tanchi.inventory.model import Spread
from tanchi.study.calculate import Setup, calculate
from tanchi.study.checks import run_checks
from tanchi.study.compute import compute
from tanchi.study.footprint import footprint_of
from tanchi.study.separate import first, gas_lines, separate_lines

from .plants import setup_of, with_entries

PLANTS = [
    ("small-steel", "by-energy"),
    ("small-steel", "power-sold"),
    ("small-cement", "two-months"),
    ("small-cracker", "hvc"),
    ("three-sites", "one-without-a-kiln"),
    ("ammonia-urea", "user-credit"),
    ("small-chain", "cff"),
]
RATIOS = st.floats(0.2, 5.0)
EXTENSIVE = ("total",)


def solved(setup: Setup):
    return calculate(setup, dict(setup.choices or {}))


def total(setup: Setup) -> float:
    return first(solved(setup).total)


@pytest.mark.parametrize(("pack", "case"), PLANTS)
def test_stages_gases_processes_and_lines_each_sum_to_the_total(pack, case):
    setup = setup_of(pack, case)
    found = solved(setup)
    whole = first(found.total)
    assert separate_lines(found).total == pytest.approx(whole, rel=1e-12)
    assert sum(line.value for line in gas_lines(found)) == pytest.approx(whole, rel=1e-12)
    assert sum(line.mass * line.gwp for line in gas_lines(found)) == pytest.approx(whole, rel=1e-12)
    footprint = _footprint(setup)
    for parts in (footprint.by_stage, footprint.by_process, footprint.by_input, footprint.contributions):
        assert sum(p.value for p in parts) == pytest.approx(whole, rel=1e-12)
        assert sum(p.share for p in parts) == pytest.approx(1.0, rel=1e-9)


def _footprint(setup: Setup):
    found = solved(setup)
    return footprint_of(setup, found, run_checks(found.model), ())


@pytest.mark.parametrize(("pack", "case"), PLANTS)
@given(ratio=RATIOS)
def test_a_plant_twice_as_large_has_the_same_footprint(pack, case, ratio):
    """All amounts of the period grow together; levels (contents, temperatures) stay."""
    setup = setup_of(pack, case)
    rule = setup.rule
    levels = {q.id for p in rule.processes.values() for q in p.quantities.values() if q.kind != "total"}
    levels |= {
        c.id
        for t in (*rule.tables.values(), *(t for p in rule.processes.values() for t in p.tables.values()))
        for c in t.columns.values()
        if c.kind != "total"
    }
    levels |= {q.id for q in rule.quantities.values()}
    kept = {"years", "n"}

    def grow(entry):
        if isinstance(entry.value, str | bool) or entry.address.quantity in levels | kept:
            return entry
        return replace(entry, value=entry.value * ratio)

    assert total(with_entries(setup, grow)) == pytest.approx(total(setup), rel=1e-9)


@pytest.mark.parametrize("table", ["types", "recipe"])
def test_the_order_of_rows_does_not_matter(table):
    setup = setup_of("small-cement", "two-months")
    rows = {
        key: tuple(reversed(value)) if key[2] == table else value
        for key, value in setup.inventory.rows.items()
    }
    assert rows != dict(setup.inventory.rows)
    turned = replace(setup, inventory=replace(setup.inventory, rows=rows))
    assert total(turned) == pytest.approx(total(setup), rel=1e-13)


def test_splitting_a_row_in_two_does_not_matter():
    setup = setup_of("small-cement", "two-months")
    inventory = setup.inventory
    key = ("", "", "recipe")
    first_row = inventory.rows[key][0]
    twin = replace(first_row, id="twin")
    entries = dict(inventory.entries)
    for address, entry in inventory.entries.items():
        if address.table == "recipe" and address.row == first_row.id:
            copy = replace(address, row="twin")
            half = entry.value / 2 if isinstance(entry.value, float | int) else entry.value
            entries[address] = replace(entry, value=half)
            entries[copy] = replace(entry, address=copy, value=half)
    rows = {**inventory.rows, key: (*inventory.rows[key], twin)}
    split = replace(setup, inventory=replace(inventory, entries=entries, rows=rows))
    assert total(split) == pytest.approx(total(setup), rel=1e-13)


@pytest.mark.parametrize(("pack", "case"), PLANTS)
def test_without_uncertainty_every_sample_is_the_nominal_value(pack, case):
    setup = setup_of(pack, case, samples=20)
    found = solved(setup)
    assert first(found.total) == total(setup_of(pack, case))
    if found.total.ndim:
        assert np.all(found.total == found.total[0])


def test_samples_depend_on_the_seed_and_on_nothing_else():
    def uncertain(setup: Setup) -> Setup:
        def spread(entry):
            return replace(entry, spread=Spread("normal", 0.05)) if isinstance(entry.value, float) else entry

        return with_entries(setup, spread)

    runs = [
        solved(uncertain(setup_of("small-steel", "by-energy", samples=200, seed=s))).total for s in (7, 7, 8)
    ]
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])
    shorter = solved(uncertain(setup_of("small-steel", "by-energy", samples=50, seed=7))).total
    np.testing.assert_allclose(shorter, runs[0][:51], rtol=1e-12)


def test_one_uncertain_factor_gives_the_interval_of_that_factor():
    """A lognormal factor on a product with one input: the interval is the closed form of the lognormal."""
    setup = setup_of("time-rule", "monthly", samples=20_000)
    gsd2 = 1.5

    def spread(entry):
        return replace(entry, spread=Spread("lognormal", gsd2)) if entry.address.quantity == "coal" else entry

    found = solved(with_entries(setup, spread)).total
    nominal = found[0]
    low, high = np.quantile(found[1:], [0.025, 0.975])
    sigma = np.log(gsd2) / 2
    assert np.std(np.log(found[1:] / nominal)) == pytest.approx(sigma, rel=0.02)
    assert (low / nominal, high / nominal) == pytest.approx(
        (np.exp(-1.96 * sigma), np.exp(1.96 * sigma)), rel=0.02
    )


def test_draws_of_one_quantity_do_not_depend_on_the_others():
    alone = Draws(3, 10)
    assert alone.seed == 3
    setup = setup_of("small-steel", "burner-pays", samples=100)

    def only(name):
        def spread(entry):
            return replace(entry, spread=Spread("normal", 0.1)) if entry.address.quantity == name else entry

        return spread

    a = solved(with_entries(setup, only("coal"))).total
    b = solved(with_entries(setup, only("ore"))).total

    def both(entry):
        return (
            replace(entry, spread=Spread("normal", 0.1))
            if entry.address.quantity in ("coal", "ore")
            else entry
        )

    c = solved(with_entries(setup, both)).total
    np.testing.assert_allclose(c - c[0], (a - a[0]) + (b - b[0]), rtol=1e-6, atol=1e-6 * abs(c[0]))


def test_an_inventory_of_another_rule_is_refused():
    setup = setup_of("small-cement", "two-months")
    inventory = replace(setup.inventory, rule="steel")
    with pytest.raises(Exception, match="steel"):
        compute(setup.rule, inventory, samples=0)
