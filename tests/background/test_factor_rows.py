"""Every shipped factor says what it is: unit, boundary, place, year, reading, licence."""

import math
from collections import Counter

import pytest

from tanchi.background import Boundary, ProviderKind, default_table
from tanchi.background.names import flow_names
from tanchi.background.places import places
from tanchi.gases import gas, gwp_set
from tanchi.sources import Reading
from tanchi.units import parse_unit

PROVIDERS = tuple(default_table().providers())
DIRECT = {Boundary.COMBUSTION, Boundary.GENERATION, Boundary.PROCESS}


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda p: p.id)
def test_row_states_everything_a_reader_needs(provider):
    assert parse_unit(provider.unit).dimension.powers
    assert provider.place in places()
    assert provider.year == "unknown" or all(len(y) == 4 and y.isdecimal() for y in provider.year.split("-"))
    assert provider.source.ref and provider.source.at and provider.source.licence
    assert provider.source.reading in (Reading.READ, Reading.SECOND_HAND)
    assert provider.name.zh and provider.name.en


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda p: p.id)
def test_row_has_positive_amounts_of_known_gases(provider):
    assert provider.gases
    for part in provider.gases:
        assert gas(part.gas).id == part.gas
        assert math.isfinite(part.amount) and part.amount > 0


@pytest.mark.parametrize("provider", [p for p in PROVIDERS if p.lumped], ids=lambda p: p.id)
def test_lumped_row_names_its_gwp_set_or_says_unknown(provider):
    assert provider.gwp_set == "unknown" or gwp_set(provider.gwp_set).id == provider.gwp_set


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda p: p.id)
def test_direct_boundaries_are_emission_factors_and_no_others(provider):
    assert (provider.kind is ProviderKind.EMISSION_FACTOR) == (provider.boundary in DIRECT)


def test_ids_are_unique_and_start_with_their_set():
    assert [id for id, n in Counter(p.id for p in PROVIDERS).items() if n > 1] == []
    assert [p.id for p in PROVIDERS if not p.id.startswith(f"{p.set}/")] == []


def test_every_footprint_flow_has_a_name_and_every_name_a_row_or_a_gap():
    footprints = {p.flow for p in PROVIDERS if p.kind is ProviderKind.FOOTPRINT_FACTOR}
    whole = {flow for flow in footprints if not flow.endswith("_wtt")}
    assert whole - set(flow_names()) == set()
    assert {n for n, name in flow_names().items() if n not in footprints and name.gap is None} == set()


def test_computed_rows_score_no_better_than_three_for_reading():
    computed = [p for p in PROVIDERS if p.remark.en.startswith("computed")]
    assert computed and {p.quality.reading for p in computed} == {3}
    assert all(p.quality.reading == 3 for p in PROVIDERS if p.source.reading is Reading.SECOND_HAND)
