"""Random numbers against a second implementation of the generator and against scipy's distributions."""

import hashlib

import numpy as np
import pytest
from scipy import stats

from tanchi.engine import BadSpreadError, Draws, Kind, Variable
from tanchi.engine.distributions import factors

WORD = 2**64 - 1


def philox(counter, key):
    """Return the four words of Philox4x64-10 in plain integers (Salmon et al. 2011, section 3.3)."""
    c, k = list(counter), list(key)
    for _ in range(10):
        low, high = 0xD2E7470EE14C6C93 * c[0], 0xCA5A826395121157 * c[2]
        c = [(high >> 64) ^ c[1] ^ k[0], high & WORD, (low >> 64) ^ c[3] ^ k[1], low & WORD]
        k = [(k[0] + 0x9E3779B97F4A7C15) & WORD, (k[1] + 0xBB67AE8584CAA73B) & WORD]
    return c


def expected_uniform(seed, name, sample):
    """Return the number of a sample in (0, 1), as stated in the documentation of the draws."""
    key = hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=16).digest()
    words = philox(
        (sample // 4 + 1, 0, 0, 0), (int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little"))
    )
    return ((words[sample % 4] >> 12) + 0.5) / 2**52


def test_the_second_implementation_gives_the_published_known_answers():
    # kat_vectors of Random123 1.14.0, philox4x64 10.
    assert philox((0, 0, 0, 0), (0, 0)) == [
        0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B
    ]  # fmt: skip


@pytest.mark.parametrize("sample", [0, 1, 2, 3, 4, 8191, 8192, 8195, 19_999])
def test_uniform_draws_are_philox_counted_by_sample(sample):
    found = Draws(20240823, 20_000).factors([Variable("窑/煤耗", Kind.UNIFORM, 1.0)])[0, sample]
    assert found == 2 * expected_uniform(20240823, "窑/煤耗", sample)


def test_normal_draws_are_the_quantiles_of_the_uniform_ones():
    found = Draws(7, 50).factors([Variable("coal", Kind.NORMAL, 0.02)])[0]
    assert found == pytest.approx(
        [1 + 0.02 * stats.norm.ppf(expected_uniform(7, "coal", k)) for k in range(50)]
    )


def test_adding_variables_or_samples_changes_no_number():
    coal, ore = Variable("coal", Kind.NORMAL, 0.1), Variable("ore", Kind.LOGNORMAL, 1.2)
    alone = Draws(1, 300).factors([coal])
    together = Draws(1, 9000).factors([ore, coal])
    assert np.array_equal(together[1, :300], alone[0])


def test_seeds_and_names_give_independent_streams():
    one = Draws(1, 4000).factors([Variable("a", Kind.NORMAL, 0.1), Variable("b", Kind.NORMAL, 0.1)])
    two = Draws(2, 4000).factors([Variable("a", Kind.NORMAL, 0.1)])
    between = np.corrcoef(np.concatenate([one, two]))[np.triu_indices(3, 1)]
    assert np.max(np.abs(between)) < 4 / 4000**0.5


OFFSETS = np.array([2.0**-53 - 0.5, -0.4999, -0.3, -1e-9, 0.0, 0.2, 0.45, 0.5 - 2.0**-20, 0.5 - 2.0**-53])
ORACLES = [
    (Kind.NORMAL, 0.05, stats.norm(1, 0.05)),
    (Kind.NORMAL, 0.6, stats.truncnorm(-1 / 0.6, np.inf, 1, 0.6)),
    (Kind.NORMAL, 3.0, stats.truncnorm(-1 / 3.0, np.inf, 1, 3.0)),
    (Kind.LOGNORMAL, 1.5, stats.lognorm(np.log(1.5) / 2)),
    (Kind.UNIFORM, 0.3, stats.uniform(0.7, 0.6)),
    (Kind.TRIANGULAR, 0.3, stats.triang(0.5, 0.7, 0.6)),
]


@pytest.mark.parametrize(("kind", "spread", "oracle"), ORACLES)
def test_factors_are_the_quantiles_of_their_distribution(kind, spread, oracle):
    found = factors(Variable("x", kind, spread), OFFSETS[:-1])
    assert found == pytest.approx(oracle.ppf(0.5 + OFFSETS[:-1]), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("kind", "spread", "oracle"), ORACLES)
def test_the_stated_mean_is_that_of_the_distribution(kind, spread, oracle):
    assert Variable("x", kind, spread).mean == pytest.approx(oracle.mean(), rel=1e-9)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("spread", [0.0, 1e-9, 0.5, 1.0, 30.0])
def test_no_factor_is_zero_or_negative_or_infinite(kind, spread):
    if kind in {Kind.UNIFORM, Kind.TRIANGULAR}:
        spread = min(spread, 1.0)
    if kind is Kind.LOGNORMAL:
        spread += 1.0
    found = factors(Variable("x", kind, spread), OFFSETS)
    assert np.all(found > 0.0)
    assert np.all(np.isfinite(found))


@pytest.mark.parametrize(
    "variable", [*(Variable("x", kind, 0.0) for kind in Kind), Variable("x", Kind.LOGNORMAL, 1.0)]
)
def test_certain_variables_are_exactly_one(variable):
    assert np.all(Draws(3, 100).factors([variable]) == 1.0)
    assert variable.mean == 1.0


@pytest.mark.parametrize(
    ("kind", "spread"),
    [
        (Kind.NORMAL, -0.1),
        (Kind.NORMAL, np.nan),
        (Kind.NORMAL, np.inf),
        (Kind.LOGNORMAL, 0.8),
        (Kind.UNIFORM, 1.1),
        (Kind.TRIANGULAR, -1.0),
    ],
)
def test_a_spread_its_kind_cannot_have_is_refused_by_name(kind, spread):
    with pytest.raises(BadSpreadError) as error:
        Variable("coal.ncv", kind, spread)
    assert error.value.findings[0].place.process == "coal.ncv"
