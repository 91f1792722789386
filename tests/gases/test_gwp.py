"""GWP sets against the published tables they were taken from and published results."""

import csv
from pathlib import Path

import pytest

from tanchi.gases import GasError, Origin, gas, gwp_set, gwp_sets, known_gases
from tanchi.sources import Reading

DATA = Path(__file__).parent.parent / "data" / "gases"
COLUMNS = {
    "SAR": "SARGWP100",
    "TAR": "TARGWP100",
    "TAR-20": "TARGWP20",
    "TAR-500": "TARGWP500",
    "AR4": "AR4GWP100",
    "AR5": "AR5GWP100",
    "AR5-single": "AR5GWP100",
    "AR5-feedback": "AR5CCFGWP100",
    "AR6": "AR6GWP100",
    "AR6-single": "AR6GWP100",
    "AR6-20": "AR6GWP20",
    "AR6-500": "AR6GWP500",
    "AR6-GTP100": "AR6GTP100",
}
OWN_NAMES = {"cC4F8": "c-C4F8", "cC3F6": "c-C3F6", "CHBrF2": "Halon-1201", "CH3OCH3": "dimethyl-ether"}


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def own_gas(species):
    """Return our gas for a name of the table such as HFC4310mee, or None."""
    try:
        return gas(OWN_NAMES.get(species, species))
    except GasError:
        return None


def published():
    for row in table("globalwarmingpotentials.csv"):
        one = own_gas(row["Species"])
        for set_id, column in COLUMNS.items():
            if one and row[column]:
                yield one, set_id, float(row[column])


@pytest.mark.parametrize("set_id", COLUMNS)
def test_every_value_of_the_open_table_is_ours(set_id):
    compared = 0
    for one, own_set, value in published():
        if own_set == set_id and one.id != "CH4":
            assert gwp_set(set_id).factor(one) == value, one.id
            compared += 1
    assert compared >= 25


@pytest.mark.parametrize("column", ["GWP20", "GWP100", "GWP500", "GTP100"])
def test_every_value_of_the_ar6_supplement_is_ours(column):
    set_id = {"GWP20": "AR6-20", "GWP100": "AR6", "GWP500": "AR6-500", "GTP100": "AR6-GTP100"}[column]
    by_number = {one.cas: one for one in known_gases() if one.cas}
    compared = 0
    for row in table("ar6_supplement.csv"):
        one = by_number.get(row["cas"])
        if one:
            assert gwp_set(set_id).factor(one) == float(row[column]), one.id
            compared += 1
    assert compared >= 95


def test_ef_31_values_are_those_of_the_method():
    ours, compared = gwp_set("EF-3.1"), 0
    for row in table("ef31_climate_change.csv"):
        try:
            one = gas(row["flow"])
        except GasError:
            continue
        if row["direction"] == "Output":
            assert ours.factor(one) == float(row["factor"]), one.id
            compared += 1
    assert compared >= 50


@pytest.mark.parametrize(
    ("flow", "direction", "name", "origin"),
    [
        ("methane (fossil)", "Output", "CH4", "fossil"),
        ("methane (biogenic)", "Output", "CH4", "biogenic"),
        ("methane (land use change)", "Output", "CH4", "dluc"),
        ("carbon dioxide (fossil)", "Output", "CO2", "fossil"),
        ("carbon dioxide (biogenic)", "Output", "CO2", "biogenic"),
        ("carbon dioxide (biogenic)", "Input", "CO2", "biogenic"),
        ("Carbon dioxide (land use change)", "Output", "CO2", "dluc"),
        ("Carbon dioxide (land use change)", "Input", "CO2", "dluc"),
    ],
)
def test_ef_31_splits_carbon_by_origin_as_the_method_does(flow, direction, name, origin):
    (row,) = [r for r in table("ef31_climate_change.csv") if (r["flow"], r["direction"]) == (flow, direction)]
    assert gwp_set("EF-3.1").factor(name, origin, removal=direction == "Input") == float(row["factor"])


@pytest.mark.parametrize(
    ("set_id", "fossil", "biogenic", "dluc"),
    [
        ("AR6", 29.8, 27.0, 29.8),
        ("AR6-single", 27.9, 27.9, 27.9),
        ("AR6-20", 82.5, 79.7, 82.5),
        ("AR6-500", 10.0, 7.2, 10.0),
        ("AR6-GTP100", 7.5, 4.7, 7.5),
        ("AR5", 30, 28, 28),
        ("AR5-single", 28, 28, 28),
        ("AR5-feedback", 36, 34, 34),
        ("AR4", 25, 25, 25),
        ("TAR", 23, 23, 23),
        ("SAR", 21, 21, 21),
    ],
)
def test_methane_by_origin(set_id, fossil, biogenic, dluc):
    own = gwp_set(set_id)
    assert [own.factor("CH4", origin) for origin in ("fossil", "biogenic", "dluc")] == [
        fossil,
        biogenic,
        dluc,
    ]
    assert own.factor("CH4", "process") == own.factor("CH4", "aircraft") == fossil
    assert (own.methane == "split") == (fossil != biogenic)


@pytest.mark.parametrize("own", gwp_sets(), ids=lambda own: own.id)
def test_carbon_dioxide_counts_one_and_its_removal_minus_one(own):
    assert own.factor("CO2") == own.factor("CO2", "dluc") == own.factor("CO2e") == 1
    assert own.factor("CO2", removal=True) == -1
    biogenic = 0 if own.id == "EF-3.1" else 1
    assert own.factor("CO2", Origin.BIOGENIC) == biogenic
    assert own.factor("CO2", Origin.BIOGENIC, removal=True) == -biogenic


@pytest.mark.parametrize(
    ("set_id", "tonnes"),
    [("SAR", 6428.592), ("AR5", 6640.836), ("CBAM", 6640.836), ("AR6", 7394.224)],
)
def test_published_anode_effect_example(set_id, tonnes):
    """GHG Protocol aluminium tool: 920 kg CF4 and 48.76 kg C2F6; SAR as published, the others by hand."""
    own = gwp_set(set_id)
    assert (920 * own.factor("CF4") + 48.76 * own.factor("C2F6")) / 1000 == pytest.approx(tonnes, rel=1e-12)


def test_cbam_holds_its_three_gases_and_carbon_dioxide_only():
    own = gwp_set("CBAM")
    held = {one.id for one in known_gases() if own.holds(one)}
    assert held == {"CO2", "CO2e", "N2O", "CF4", "C2F6"}
    assert own.factor("N2O") == 265


def test_only_sets_of_the_sixth_report_are_the_latest():
    assert {own.id for own in gwp_sets() if own.latest} == {
        *("AR6", "AR6-single", "AR6-20", "AR6-500", "AR6-GTP100", "EF-3.1")
    }
    assert {own.id for own in gwp_sets() if own.carbon_feedback == "with" and not own.latest} == {
        "AR5-feedback"
    }


def test_horizon_and_metric_are_stated():
    assert {
        own.id: (own.metric, own.horizon) for own in gwp_sets() if (own.metric, own.horizon) != ("GWP", 100)
    } == {
        "AR6-20": ("GWP", 20),
        "AR6-500": ("GWP", 500),
        "AR6-GTP100": ("GTP", 100),
        "TAR-20": ("GWP", 20),
        "TAR-500": ("GWP", 500),
    }


def test_a_missing_value_names_the_sets_that_have_it():
    with pytest.raises(GasError) as caught:
        gwp_set("AR4").factor("HFO-1234yf")
    (finding,) = caught.value.findings
    assert finding.code == "gases.no_value"
    assert "AR4" in finding.message.zh and "HFO-1234yf" in finding.message.zh
    assert (
        finding.remedy.en
        == "Sets that do: AR6, AR6-single, AR6-20, AR6-500, AR6-GTP100, EF-3.1, AR5, AR5-single"
    )


def test_a_gas_no_set_values_says_so():
    with pytest.raises(GasError) as caught:
        gwp_set("AR6").factor("isopentane")
    assert caught.value.findings[0].remedy.en == "No set has one: add a sourced value"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: gwp_set("AR7"), "gases.unknown"),
        (lambda: gwp_set("AR6").factor("XYZ"), "gases.unknown"),
        (lambda: gwp_set("AR6").factor("CH4", "fosil"), "gases.unknown"),
        (lambda: gwp_set("AR6").factor("SF6", removal=True), "gases.removal"),
    ],
)
def test_refusals_are_named(call, code):
    with pytest.raises(GasError) as caught:
        call()
    assert caught.value.findings[0].code == code


def test_set_ids_are_read_without_regard_to_case():
    assert gwp_set("ar6") is gwp_set("AR6")


@pytest.mark.parametrize(
    ("set_id", "name", "origin", "ref", "reading"),
    [
        ("AR6", "CF4", "fossil", "chrisroadmap/ar6", Reading.READ),
        ("AR6", "CH4", "fossil", "Environmental Footprint 3.1", Reading.READ),
        ("AR6-20", "CH4", "biogenic", "IPCC AR6 WGI", Reading.SECOND_HAND),
        ("AR6-500", "CH4", "process", "IPCC AR6 WGI", Reading.RECALLED),
        ("AR5", "CH4", "fossil", "IPCC AR5 WGI", Reading.SECOND_HAND),
        ("AR5", "CH4", "biogenic", "openclimatedata", Reading.READ),
        ("AR5", "HFO-1234yf", "fossil", "UK Government", Reading.READ),
        ("CBAM", "CF4", "fossil", "Commission Implementing Regulation (EU) 2025/2547", Reading.SECOND_HAND),
    ],
)
def test_each_value_knows_its_source_and_how_it_was_read(set_id, name, origin, ref, reading):
    source = gwp_set(set_id).source_of(name, origin)
    assert source.ref.startswith(ref)
    assert source.reading is reading


@pytest.mark.parametrize(("single", "split"), [("AR5-single", "AR5"), ("AR6-single", "AR6")])
def test_a_single_methane_set_differs_from_its_report_in_methane_only(single, split):
    own, other = gwp_set(single), gwp_set(split)
    for one in known_gases():
        assert own.holds(one) == other.holds(one)
        if one.id != "CH4" and own.holds(one):
            assert own.factor(one) == other.factor(one)
            assert own.source_of(one) == other.source_of(one)
