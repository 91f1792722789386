"""Scores, proxy flag and uncertainty against the arithmetic of the scheme."""

from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.background import Quality, gsd2, is_proxy
from tanchi.background.places import covers, place_code, places
from tanchi.background.quality import place_score, time_score

SCORES = st.integers(1, 5)


@pytest.mark.parametrize(
    ("year", "score"),
    [("2024", 1), ("2021", 1), ("2020", 2), ("2018", 2), ("2014", 3), ("2009", 4), ("2008", 5),
    ("1991-2001", 5), ("unknown", 5)],
)  # fmt: skip
def test_age_gives_the_time_score(year, score):
    assert time_score(year, 2024) == score


def test_an_unknown_study_year_scores_worst():
    assert time_score("2024", None) == 5


@pytest.mark.parametrize(
    ("place", "wanted", "score"),
    [("CN-HA", "CN-HA", 1), ("CN", "CN-HA", 2), ("CN", "CN", 2), ("RER", "DE", 3), ("GLO", "CN", 3), ("GB",
    "CN", 4), ("CN", "", 2)],
)  # fmt: skip
def test_nearness_gives_the_place_score(place, wanted, score):
    assert place_score(place, wanted, elsewhere=4) == score


def test_best_scores_start_at_1_1():
    assert gsd2(Quality(1, 1, 1, 1, 1)) == pytest.approx(1.1)


def test_one_worst_score_by_hand():
    by_hand = exp(2 * sqrt((log(1.1) / 2) ** 2 + 0.16))
    assert gsd2(Quality(5, 1, 1, 1, 1)) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(2.24, abs=0.01)


def test_scores_2_and_3_and_4_by_hand():
    by_hand = exp(2 * sqrt((log(1.1) / 2) ** 2 + 0.001 + 0.01 + 0.04))
    assert gsd2(Quality(1, 2, 3, 4, 1)) == pytest.approx(by_hand)


def test_a_spread_seen_between_sources_is_the_least():
    assert gsd2(Quality(1, 1, 1, 1, 1), 3.17) == 3.17
    assert gsd2(Quality(5, 5, 5, 5, 5), 1.2) > 1.2


@given(SCORES, SCORES, SCORES, SCORES, SCORES)
def test_a_worse_score_never_narrows_the_interval(a, b, c, d, e):
    assert gsd2(Quality(a, b, c, d, e)) <= gsd2(Quality(min(a + 1, 5), b, c, d, e))


@given(SCORES, SCORES, SCORES, SCORES, SCORES)
def test_proxy_is_place_or_technology_from_three(technology, place, time, completeness, reading):
    quality = Quality(technology, place, time, completeness, reading)
    assert is_proxy(quality) == (technology >= 3 or place >= 3)


@pytest.mark.parametrize("text", ["河南", "河南省", " Henan ", "cn-ha"])
def test_a_place_is_understood_as_written(text):
    assert place_code(text) == "CN-HA"


def test_every_place_lies_in_a_known_one_and_in_the_world():
    for code, place in places().items():
        assert place.within in places() or code == "GLO"
        assert covers("GLO", code) and covers(code, code)


def test_a_province_is_covered_by_its_country_only():
    assert covers("CN", "CN-HA") and not covers("CN-HA", "CN") and not covers("GB", "CN-HA")


def test_spellings_of_places_are_not_shared():
    names = [n.casefold() for p in places().values() for n in (p.code, p.name.zh, p.name.en, *p.also)]
    assert sorted(n for n in set(names) if names.count(n) > 1) == []
