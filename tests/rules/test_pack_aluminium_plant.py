"""The demonstration plant of the aluminium pack: figures by hand, and one slip at a time that must be told.

Amounts per tonne of ingot are those of the paper the plant is taken from; everything else is worked out here.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanchi.findings import Level
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory, read_plain
from tanchi.rules.model import CaseFactor
from tanchi.study.result import ContributionKind
from tanchi.units import parse_unit
from tests.rules.plant_aluminium import EXAMPLE, aluminium, footprint, outcome, plant, row


@pytest.fixture(scope="module")
def example():
    return footprint(plant())


def value(result, process, line, kind):
    return sum(c.value for c in result.contributions if (c.process, c.line, c.kind) == (process, line, kind))


def test_the_example_reads_without_a_finding():
    _, findings = read_plain(EXAMPLE)
    assert findings == ()


def test_the_example_fails_no_check(example):
    assert [c.id for c in example.checks if c.state.value == "failed"] == []


def test_anodes_give_their_carbon(example):
    """0.469 t × (1 − 2 % − 0.4 %) × 44/12."""
    found = value(example, "electrolysis", "anode_co2", ContributionKind.EMISSION)
    assert found == pytest.approx(1000 * 0.469 * 0.976 * 44 / 12, rel=1e-9)


def test_pfc_are_the_chinese_defaults(example):
    """0.034 kg × 7 380 and 0.0034 kg × 12 400 (AR6)."""
    cf4 = value(example, "electrolysis", "cf4_out", ContributionKind.EMISSION)
    c2f6 = value(example, "electrolysis", "c2f6_out", ContributionKind.EMISSION)
    assert (cf4, c2f6) == pytest.approx((0.034 * 7380, 0.0034 * 12400), rel=1e-9)


def test_contracted_power_is_counted_by_its_source_and_delivery(example):
    """300 000 of 4 399 365 MWh hydro at 0.0141 + 0.0327, the rest at 0.5777 kg/kWh; all of it per 300 kt."""
    energy = next(p.value for p in example.by_stage if p.id == "energy")
    by_hand = (300000 * (0.0141 + 0.0327) + (4399365 - 300000) * 0.5777) / 300
    assert energy == pytest.approx(by_hand, rel=1e-5)


def test_the_grid_result_counts_all_power_at_the_average(example):
    by_hand = (300000 * (0.5777 - 0.0141 - 0.0327)) / 300
    assert example.twin("basis", "grid").total - example.total == pytest.approx(by_hand, rel=1e-5)


def test_fuels_of_alumina_are_counted_by_the_national_set(example):
    """Coal 276 kg, coke 31.4 kg, oil 33.2 kg, gas 150.8 and 55.2 m3 per t of alumina, 1.916 t of it.

    Methane and nitrous oxide in g/GJ: coal 10 and 1.5, oil 3 and 0.6, gas 1 and 0.1 (AR6: 29.8 and 273).
    """
    per_alumina = (
        0.276 * 19.570 * 26.1e-3 * 0.93
        + 0.0314 * 28.435 * 29.5e-3 * 0.93
        + 0.0332 * 41.816 * 21.1e-3 * 0.98
        + 150.8e-4 * 52.270 * 12.2e-3 * 0.99
        + 55.2e-4 * 389.31 * 15.3e-3 * 0.99
    )
    found = value(example, "refining", "fuel.burnt_mass", ContributionKind.COMBUSTION)
    found += value(example, "refining", "fuel.burnt_volume", ContributionKind.COMBUSTION)
    coal = 0.276 * 19.570 + 0.0314 * 28.435
    gas = 150.8e-4 * 52.270 + 55.2e-4 * 389.31
    others = coal * (0.010 * 29.8 + 0.0015 * 273) + gas * (0.001 * 29.8 + 0.0001 * 273)
    others += 0.0332 * 41.816 * (0.003 * 29.8 + 0.0006 * 273)
    assert found == pytest.approx(1.916 * (1000 * per_alumina * 44 / 12 + others), rel=2e-4)


def test_limestone_and_soda_give_their_carbon_dioxide(example):
    """145 kg at 95 % × 0.440 and 155 kg at 99 % × 0.415 per t of alumina."""
    found = value(example, "refining", "carbonates.decomposition", ContributionKind.EMISSION)
    assert found == pytest.approx(1916 * (0.145 * 0.95 * 0.440 + 0.155 * 0.99 * 0.415), rel=1e-5)


def test_baking_loses_volatiles_and_packing_coke(example):
    """Green 1.055, hydrogen and tar 0.5 % of it each, packing coke 0.015 at 95.5 % carbon, per t of anode."""
    volatiles = value(example, "anode_plant", "baking_volatiles", ContributionKind.EMISSION)
    packing = value(example, "anode_plant", "packing_burnt", ContributionKind.EMISSION)
    assert volatiles == pytest.approx(469 * (1.055 * 0.99 - 1) * 44 / 12, rel=1e-9)
    assert packing == pytest.approx(469 * 0.015 * 0.955 * 44 / 12, rel=1e-9)


def test_what_has_no_factor_is_a_gap_and_not_zero(example):
    assert not example.complete
    assert {"calcined_coke", "pitch", "soda_ash", "cryolite"} <= {gap.flow for gap in example.gaps}


def test_the_intermediate_products_are_given_besides(example):
    assert [p.id for p in example.products] == ["liquid_aluminium", "alumina", "anode", "bauxite"]


@settings(max_examples=6)
@given(st.floats(0.01, 100))
def test_a_plant_of_another_size_has_the_same_footprint(example, scale):
    data = plant()
    for sheet in data["processes"].values():
        scale_sheet(sheet, scale)
    assert footprint(data).total == pytest.approx(example.total, rel=1e-9)


LEVELS = {"purity", "distance"}


def scale_sheet(sheet, scale):
    """Multiply every amount of a sheet; shares and distances stay."""
    for rows in sheet.get("tables", {}).values():
        for cells in rows:
            cells |= {k: scaled(v, scale) for k, v in cells.items() if k not in LEVELS}
    for item in sheet.values():
        if isinstance(item, dict) and "value" in item:
            item["value"] = repr(float(item["value"]) * scale)
        elif isinstance(item, dict) and "months" in item:
            item["months"] = [repr(float(month) * scale) for month in item["months"]]


def scaled(text, scale):
    number, _, unit = text.partition(" ")
    return f"{float(number) * scale!r} {unit}" if unit and number.replace(".", "").isdigit() else text


# -- one slip at a time --------------------------------------------------------------------------------------

SLIPS = [
    ("checks.alumina_per_metal", "electrolysis__alumina", "630000 t"),
    ("checks.anode_net", "electrolysis__anode", "180000 t"),
    ("checks.aluminium_balance", "electrolysis__alumina", "630000 t"),
    ("checks.efficiency_scale", "electrolysis__current_efficiency", "0.94 %"),
    ("checks.anode_carbon_possible", "electrolysis__anode_carbon_measured", "1.017 tC/t"),
    ("checks.bauxite_per_alumina", "refining__bauxite", "128927.64 t"),
    ("checks.raw_carbon_per_anode", "anode_plant__calcined_coke", "16039.8 t"),
    ("checks.metal_yield", "casting__liquid_aluminium", "280000 t"),
]


def test_the_plant_itself_sets_no_check_off():
    _, codes = outcome(plant(), "result.total")
    assert codes == set()


@pytest.mark.parametrize(("code", "name", "typed"), SLIPS, ids=[s[0] for s in SLIPS])
def test_a_slip_is_told_by_its_check(code, name, typed):
    _, codes = outcome(plant(**{name: typed}), "result.total")
    assert code in codes


def test_power_in_kwh_taken_for_mwh_is_told():
    months = {"unit": "MWh", "months": ["336050000"] * 12}
    _, codes = outcome(plant(electrolysis__power=months), "result.total")
    assert "checks.power_per_metal" in codes


@pytest.mark.parametrize(
    ("process", "table", "id", "column", "typed", "code"),
    [
        ("refining", "fuel.by_mass", "coal", "mass", "3177777 t", "checks.alumina_heat"),
        ("anode_plant", "fuel.by_volume", "gas", "volume", "18150300 万Nm3", "checks.anode_heat"),
        ("casting", "fuel.by_volume", "gas", "volume", "9330000 万Nm3", "checks.casting_heat"),
        ("mining", "fuel.by_mass", "oil", "mass", "1779200 t", "checks.mining_heat"),
    ],
)
def test_fuel_off_by_a_thousand_is_told(process, table, id, column, typed, code):
    data = plant()
    row(data, process, table, id)[column] = typed
    _, codes = outcome(data, "result.total")
    assert code in codes


@pytest.mark.parametrize(("duration", "told"), [("2 min", False), ("4 min", True)])
def test_anode_effect_minutes_are_frequency_times_duration(duration, told):
    data = plant(
        electrolysis__ae_minutes="0.2 min/(cell d)",
        electrolysis__ae_frequency="0.1 1/(cell d)",
        electrolysis__ae_duration=duration,
    )
    _, codes = outcome(data, "result.total")
    assert ("checks.ae_minutes_product" in codes) is told


@pytest.mark.parametrize(("c2f6", "told"), [("1020 kg", False), ("102 kg", True), ("10200 kg", True)])
def test_the_two_pfc_are_in_proportion(c2f6, told):
    data = plant(electrolysis__cf4_duct="10200 kg", electrolysis__c2f6_duct=c2f6)
    _, codes = outcome(data, "result.total")
    assert ("checks.pfc_ratio" in codes) is told


def test_alumina_in_cubic_metres_is_refused():
    inventory, _ = parse_inventory(plant(electrolysis__alumina="574800 m3"))
    _, findings = check_inventory(inventory, aluminium())
    errors = [f for f in findings if f.level is Level.ERROR]
    assert len(errors) == 1
    assert "m3" in errors[0].message.zh


def test_sintering_without_carbonates_is_told():
    data = plant()
    del data["processes"]["refining"]["tables"]["carbonates.used"]
    _, codes = outcome(data, "result.total")
    assert "checks.carbonate_in_sintering" in codes


# -- how figures are taken -----------------------------------------------------------------------------------


def test_measured_pfc_go_before_anode_effects_and_these_before_defaults():
    """Slope 0.143 × 0.2 min = 0.0286 kg/t, default 0.034 kg/t, 300 kt; ducts 9 900 kg at 99 % collected."""
    cf4 = "processes.electrolysis.cf4"
    kilograms = parse_unit("kg")
    assert outcome(plant(), cf4, kilograms)[0] == pytest.approx(10200, rel=1e-12)
    effects = {"electrolysis__ae_minutes": "0.2 min/(cell d)"}
    assert outcome(plant(**effects), cf4, kilograms)[0] == pytest.approx(0.143 * 0.2 * 300000, rel=1e-12)
    measured = {**effects, "electrolysis__cf4_duct": "9900 kg", "electrolysis__collection": "99 %"}
    assert outcome(plant(**measured), cf4, kilograms)[0] == pytest.approx(10000, rel=1e-12)
    c2f6 = "processes.electrolysis.c2f6"
    assert outcome(plant(**measured), c2f6, kilograms)[0] == pytest.approx(1000, rel=1e-12)


@pytest.mark.parametrize(
    ("pfc_set", "technology", "cf4", "ratio"),
    [("cbam2025", "pfpb_m", 0.104, 0.057), ("ipcc2006", "hss", 0.099, 0.085), ("china", "hss", 0.143, 0.1)],
)
def test_the_set_of_coefficients_is_a_choice(pfc_set, technology, cf4, ratio):
    data = plant(electrolysis__ae_minutes="0.5 min/(cell d)", electrolysis__technology=technology)
    kilograms = parse_unit("kg")
    chosen = {"pfc_set": pfc_set}
    found = [outcome(data, f"processes.electrolysis.{gas}", kilograms, chosen)[0] for gas in ("cf4", "c2f6")]
    assert found == pytest.approx([300000 * cf4 * 0.5, 300000 * cf4 * 0.5 * ratio], rel=1e-12)


def test_sulphur_and_ash_go_before_the_default_carbon():
    data = plant(electrolysis__anode_sulphur="1.2 %", electrolysis__anode_ash="0.3 %")
    found, _ = outcome(data, "processes.electrolysis.anode_carbon", parse_unit("tC/t"))
    assert found == pytest.approx(0.985, rel=1e-12)


def test_butts_that_return_are_not_burnt():
    """Gross 156 300 t, butts 15 600 t back to the anode plant: net 140 700 t as before."""
    data = plant(
        electrolysis__anode="156300 t", electrolysis__butts_recycled="15600 t",
        anode_plant__anode="156300 t", anode_plant__butts="15600 t",
    )  # fmt: skip
    found, codes = outcome(data, "processes.electrolysis.net_anode", parse_unit("t"))
    assert found == pytest.approx(140700, rel=1e-12)
    assert codes == set()


def test_butts_that_nobody_takes_are_an_error():
    data = plant(
        electrolysis__anode="156300 t", electrolysis__butts_recycled="15600 t", anode_plant__anode="156300 t"
    )
    _, codes = outcome(data, "result.total")
    assert "study.loop" in codes


def metal_factor(amount):
    """Primary metal at so many kg CO2 per kg, wherever scrap bears the burden of the product."""
    return (CaseFactor("process_scrap", parse_unit("kg/kg"), {"CO2": amount}),)


@pytest.mark.parametrize(("option", "share"), [("cut_off", 0.0), ("as_product", 1.0), ("by_value", 0.8)])
def test_pre_consumer_scrap_is_a_choice(option, share):
    """10 kt of scrap at 12 kg CO2/kg on 300 kt of ingot adds 400 kg/t, 80 % of it by price, none at cut-off."""
    scrap = {"casting__pre_consumer_scrap": "10000 t", "casting__scrap_value": "80 %"}
    chosen = {"pre_consumer": option}
    with_scrap, _ = outcome(plant(**scrap), "result.total", choices=chosen, factors=metal_factor(12))
    without, _ = outcome(plant(), "result.total", choices=chosen)
    assert with_scrap - without == pytest.approx(400 * share, abs=1e-6)


def test_post_consumer_scrap_brings_no_burden_but_replaces_no_metal_by_itself():
    with_scrap, _ = outcome(plant(casting__old_scrap="6000 t"), "result.total")
    without, _ = outcome(plant(), "result.total")
    assert with_scrap == pytest.approx(without, rel=1e-12)


def test_bought_alumina_needs_no_sheet_of_its_own():
    data = plant()
    del data["processes"]["refining"], data["processes"]["mining"]
    result = footprint(data)
    links = {c.flow for c in result.contributions if c.kind is ContributionKind.LINK}
    assert "alumina" in links
    assert "bauxite" not in links
