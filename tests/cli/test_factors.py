"""``tanchi factors``, as people and machines use it."""

from dataclasses import replace

import pytest

from tanchi.background import default_table
from tanchi.background.provider import GasAmount
from tanchi.background.sets import LIBRARY
from tanchi.cli.show.factors import carbon_dioxide_equivalent
from tests.cli.shell import tanchi


def factors(*words):
    return tanchi("factors", *words, "--json").json["result"]


def test_a_synonym_finds_the_grid_of_a_province_with_footprint_factors_first():
    (flow,) = factors("网电", "--place", "河南")
    assert flow["flow"] == "electricity"
    assert [(f["kind"], f["place"], f["year"]) for f in flow["factors"]] == [
        ("footprint_factor", "CN", "2024"),
        ("footprint_factor", "CN", "2023"),
        ("emission_factor", "CN-HA", "2023"),
        ("emission_factor", "CN", "2023"),
    ]
    assert flow["factors"][0]["co2e"] == 0.5777


def test_split_gases_are_added_with_ar6_of_the_sources_own_figures():
    (limestone,) = factors("uslci-2021/limestone-RNA")
    # CO2 + CH4 × 29.8 + N2O × 273, AR6 table 7.15
    expected = 0.00497218 + 9.82564e-06 * 29.8 + 9.23996e-08 * 273
    assert limestone["co2e"] == pytest.approx(expected, rel=1e-12)


def test_biogenic_carbon_dioxide_is_left_out_of_the_figure_and_biogenic_methane_is_not():
    gases = (
        GasAmount("CO2", "fossil", 2.0),
        GasAmount("CO2", "biogenic", 5.0),
        GasAmount("CH4", "biogenic", 0.1),
    )
    (provider, *_) = default_table().find("limestone")
    # 2 + 0.1 × 27.0 (AR6 table 7.15)
    assert carbon_dioxide_equivalent(replace(provider, gases=gases)) == pytest.approx(4.7, rel=1e-12)


def test_people_see_figure_place_reading_and_that_direct_emissions_never_stand_for_a_product():
    out = tanchi("factors", "网电").out
    assert [
        w for w in ("0.5777", "中国", "2024", "读过原文", "只含直接排放", "cn-electricity/") if w not in out
    ] == []


def test_a_flow_without_a_fit_factor_says_why_and_what_to_do():
    out = tanchi("factors", "steam", "--lang", "en").out
    assert "no factor" in out and "fuel and boiler efficiency decide: model the boiler" in out


def test_without_a_name_the_sets_are_listed_with_licence_and_number_of_rows():
    found = {s["id"]: s for s in factors()}
    for folder in LIBRARY.glob("*/factors.csv"):
        rows = len(folder.read_text("utf-8").splitlines()) - 1
        assert found[folder.parent.name]["rows"] == rows and found[folder.parent.name]["licence"]


@pytest.mark.parametrize(
    ("words", "code"),
    [(("火星石",), "factors.nothing"), (("网电", "--place", "火星"), "factors.place")],
)
def test_nothing_found_and_an_unknown_place_say_what_to_do(words, code):
    run = tanchi("factors", *words, "--json")
    (finding,) = run.json["findings"]
    assert (finding["code"], bool(finding["remedy"]["zh"] and finding["remedy"]["en"])) == (code, True)
    assert run.code != 0
