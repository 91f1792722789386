"""What a company brings: its kind, its step, its problems at the cell."""

import math

import pytest

from tanchi.background import At, ProviderKind, default_table, own_provider
from tanchi.findings import CellPlace, TanchiError
from tanchi.inventory.model import OwnFactor, Spread
from tanchi.rules.model import FactorSupply
from tanchi.sources import Reading
from tests.background.co2e import co2e

TABLE = default_table()
CELL = CellPlace("data.xlsx", "因子", "C7")
SUPPLY = (FactorSupply("electricity", ("site", "CN")),)


def own(**fields):
    base = {
        "flow": "power",
        "amount": 0.4321,
        "unit": "kWh",
        "year": "2024",
        "place": "云南",
        "source": "售电合同附件",
        "where": CELL,
    }
    return OwnFactor(**{**base, **fields})


def refusals(factor):
    with pytest.raises(TanchiError) as caught:
        TABLE.link("power", SUPPLY, at=At("CN", "2024"), own=factor)
    return [(f.code, f.place) for f in caught.value.findings]


def test_an_own_factor_comes_before_the_table():
    found = TABLE.link("power", SUPPLY, at=At("CN", "2024"), own=own())
    assert (found.step, found.provider.kind, found.place) == (4, ProviderKind.FOOTPRINT_FACTOR, CELL)
    assert found.provider.place == "CN-YN"
    assert "售电合同附件" in found.reason.zh


def test_a_supplier_who_computed_it_himself_comes_first():
    found = TABLE.link("power", SUPPLY, at=At("CN", "2024"), own=own(primary=True))
    assert (found.step, found.provider.kind) == (1, ProviderKind.SUPPLIER_FOOTPRINT)
    assert found.provider.quality.technology == 1


def test_the_provider_of_an_opened_bundle_is_linked_as_it_is():
    bundle = own_provider(own(primary=True))
    assert TABLE.link("power", SUPPLY, own=bundle).provider is bundle


def test_an_emission_factor_of_the_company_is_refused_at_its_cell():
    assert refusals(own(kind="emission")) == [("link.kind", CELL)]


def test_all_problems_of_an_own_factor_are_told_at_once():
    found = refusals(own(unit="kWhh", gas="CO9", amount=None))
    assert len(found) == 3 and {place for _, place in found} == {CELL}
    assert ("link.own", CELL) in found


@pytest.mark.parametrize("amount", [None, float("nan"), float("inf")])
def test_a_figure_must_be_a_number(amount):
    assert refusals(own(amount=amount)) == [("link.own", CELL)]


def test_a_bundle_nobody_opened_is_refused():
    assert refusals(own(amount=None, bundle="supplier.tanchi")) == [("link.own", CELL)]


def test_an_amount_in_a_gas_keeps_the_gas_and_can_change_its_gwp_set():
    provider = own_provider(own(gas="CH4", amount=2.0))
    assert provider.lumped is False
    assert co2e(provider, "AR6") == 2.0 * 29.8
    assert co2e(provider, "AR5-single") == 2.0 * 28


def test_a_lumped_figure_does_not_say_its_gwp_set():
    provider = own_provider(own())
    assert (provider.lumped, provider.gwp_set) == (True, "unknown")


def test_a_figure_without_a_source_is_read_by_nobody():
    assert own_provider(own(source="")).source.reading is Reading.UNKNOWN
    assert own_provider(own(source="")).quality.reading == 5


def test_a_stated_lognormal_spread_is_kept():
    assert own_provider(own(spread=Spread("lognormal", 1.7))).gsd2 == 1.7


@pytest.mark.parametrize(
    ("kind", "value", "variation"),
    [
        ("normal", 0.1, 0.1),
        ("uniform", 0.3, 0.3 / 3**0.5),
        ("triangular", 0.3, 0.3 / 6**0.5),
        ("normal", 0.0, 0.0),
    ],
)
def test_any_stated_spread_keeps_its_coefficient_of_variation(kind, value, variation):
    """A lognormal with ln-deviation σ has the coefficient of variation √(exp(σ²) − 1)."""
    found = own_provider(own(spread=Spread(kind, value))).gsd2
    sigma = math.log(found) / 2
    assert math.sqrt(math.expm1(sigma**2)) == pytest.approx(variation, abs=1e-12)
