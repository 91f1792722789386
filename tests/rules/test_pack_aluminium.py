"""The aluminium pack: loads, answers the checklist, and holds the figures printed in its sources."""

import pytest

from tanchi.background import default_table
from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.findings import TanchiError, Text
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.rules.model import FactorSupply
from tanchi.sources import Reading
from tanchi.study.cases import run_case
from tanchi.units import parse_unit
from tests.rules.plant_aluminium import FOLDER, aluminium

CASES = {
    "china-2017", "china-2017-units", "china-defaults", "eu27-chain", "eu27-pfc", "henan-ar6", "henan-co",
    "henan-co2", "henan-double", "henan-units", "negative-effects", "pfc-efficiency-as-fraction",
    "pfc-overvoltage", "pfc-slope",
}  # fmt: skip


def test_the_pack_has_no_findings():
    rule, findings = read_rule("electrolytic-aluminium")
    assert (*findings, *check_rule(rule)) == ()


def test_the_pack_says_that_only_a_digest_of_the_standard_was_read():
    rule = aluminium()
    assert [(s.number, s.reading) for s in rule.standards] == [("GB/T 44905-2024", "second_hand")]
    assert rule.status == "draft"


def test_no_row_of_the_checklist_is_unmet():
    unmet = [a.requirement.id for a in check_rule_conformity(aluminium()).answers if a.state is State.NOT_MET]
    assert unmet == []


def test_every_row_of_the_clause_table_leads_somewhere():
    assert tuple(check_clause_table(aluminium())) == ()


def test_the_pack_ships_the_cases_listed_here():
    assert {c.id for c in aluminium().cases} == CASES


@pytest.mark.parametrize("id", sorted(CASES))
def test_a_case_gives_what_it_says(id):
    result = run_case(aluminium(), next(c for c in aluminium().cases if c.id == id))
    failed = [
        f"{o.expectation.at or o.expectation.finding}: {o.message.of('en')}"
        for o in result.outcomes
        if not o.ok
    ]
    assert result.outcomes
    assert failed == []


# -- figures of the sources ----------------------------------------------------------------------------------

CBAM_2025 = {
    "cwpb": (0.143, 0.121), "pfpb_l": (0.122, 0.097), "pfpb_m": (0.104, 0.057), "pfpb_mw": (0.143, 0.121),
    "swpb": (0.233, 0.280), "vss": (0.058, 0.086), "hss": (0.165, 0.077),
}  # fmt: skip
IPCC_2006 = {"cwpb": (0.143, 0.121), "swpb": (0.272, 0.252), "vss": (0.092, 0.053), "hss": (0.099, 0.085)}
TIER_1 = {"cwpb": (0.4, 0.04), "swpb": (1.6, 0.4), "vss": (0.8, 0.04), "hss": (0.4, 0.03)}


def pairs(first, second, keys):
    parameters = aluminium().parameters
    return {key: (parameters[first].values[key], parameters[second].values[key]) for key in keys}


def test_slopes_and_ratios_are_those_of_the_eu_regulation():
    assert pairs("slope_cbam2025", "ratio_cbam2025", CBAM_2025) == CBAM_2025


def test_slopes_and_ratios_are_those_of_the_ipcc():
    assert pairs("slope_ipcc2006", "ratio_ipcc2006", IPCC_2006) == IPCC_2006


def test_tier_1_defaults_are_those_of_the_ipcc():
    assert pairs("cf4_default_ipcc", "c2f6_default_ipcc", TIER_1) == TIER_1


def test_point_fed_cells_take_the_ipcc_figures_of_centre_worked_ones():
    for id in ("slope_ipcc2006", "ratio_ipcc2006", "cf4_default_ipcc", "c2f6_default_ipcc"):
        values = aluminium().parameters[id].values
        assert {values[key] for key in ("pfpb_l", "pfpb_m", "pfpb_mw")} == {values["cwpb"]}


@pytest.mark.parametrize(
    ("id", "value", "unit"),
    [
        ("slope_china", 0.143, "kg·cell·d/(t·min)"),
        ("ratio_china", 0.1, "1"),
        ("cf4_default_china", 0.034, "kg/t"),
        ("c2f6_default_china", 0.0034, "kg/t"),
        ("anode_sulphur_default", 2, "%"),
        ("anode_ash_default", 0.4, "%"),
        ("anode_carbon_max", 0.976, "tC/t"),
        ("green_per_baked", 1.055, "t/t"),
        ("hydrogen_in_green", 0.5, "%"),
        ("packing_per_baked", 0.015, "t/t"),
        ("packing_sulphur_default", 2, "%"),
        ("packing_ash_default", 2.5, "%"),
    ],
)
def test_a_default_is_the_one_of_its_source(id, value, unit):
    parameter = aluminium().parameters[id]
    assert parameter.value == value
    assert parameter.unit == parse_unit(unit)


def test_overvoltage_coefficients_are_those_of_the_sources():
    assert aluminium().parameters["overvoltage_coefficient"].values == {"cwpb": 1.16, "swpb": 3.65}


def test_alumina_holds_aluminium_by_molar_mass():
    assert aluminium().parameters["al_of_alumina"].value == pytest.approx(
        2 * 26.9815385 / (2 * 26.9815385 + 3 * 15.999), abs=1e-5
    )


# -- the parent ----------------------------------------------------------------------------------------------

MOLAR = {
    "C": 12.011,
    "O": 15.999,
    "Ca": 40.078,
    "Mg": 24.305,
    "Na": 22.990,
    "K": 39.098,
    "Li": 6.94,
    "Fe": 55.845,
}
CARBONATES = {
    "calcium_carbonate": {"Ca": 1}, "magnesium_carbonate": {"Mg": 1}, "iron_carbonate": {"Fe": 1},
    "sodium_carbonate": {"Na": 2}, "potassium_carbonate": {"K": 2}, "lithium_carbonate": {"Li": 2},
}  # fmt: skip


@pytest.mark.parametrize("id", CARBONATES)
def test_the_parent_holds_carbonates_by_stoichiometry(id):
    metal = sum(MOLAR[element] * count for element, count in CARBONATES[id].items())
    co2 = MOLAR["C"] + 2 * MOLAR["O"]
    carbonate = metal + MOLAR["C"] + 3 * MOLAR["O"]
    assert aluminium().parameters["co2_of_carbonate"].values[id] == pytest.approx(co2 / carbonate, abs=7e-4)


@pytest.mark.parametrize(
    ("id", "ratio"), [("co2_per_c", 44 / 12), ("co2_per_cao", 44 / 56), ("co2_per_mgo", 44 / 40)]
)
def test_the_parent_holds_ratios_as_chinese_standards_write_them(id, ratio):
    assert aluminium().parameters[id].value == ratio


def test_the_parent_always_reports_the_grid_result():
    choice = aluminium().choices["basis"]
    assert (choice.default, choice.also_report) == ("contract", ("grid",))


def test_offsets_cannot_be_chosen():
    choice = aluminium().choices["offsets"]
    assert choice.locked
    assert choice.ids == ("excluded",)


def test_indicator_weights_sum_to_one():
    assert sum(i.weight for i in aluminium().quality.indicators) == pytest.approx(1)


def test_a_pack_that_changes_a_locked_choice_does_not_load(tmp_path):
    folder = tmp_path / "loose" / "1"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(LOOSE, "utf-8")
    _, findings = read_rule(folder)
    assert "pack.locked" in {f.code for f in findings}


LOOSE = """
id: loose
edition: "1"
format: 1
parent: gbt24067-2024@1
title: {zh: 试, en: loose}
unit: {kind: declared, amount: 1 t, of: thing}
choices:
  offsets: {zh: 碳抵消, en: offsets, options: {excluded: {zh: 否, en: no}, deducted: {zh: 扣减, en: deducted}}}
deviations:
  - {at: choices.offsets, direction: deviate, reason: {zh: 试, en: try}}
"""


# -- honesty and languages -----------------------------------------------------------------------------------


def test_every_parameter_says_where_it_comes_from():
    unknown = [
        p.id
        for p in aluminium().parameters.values()
        if p.source is None or p.source.reading is Reading.UNKNOWN
    ]
    assert unknown == []


def test_every_label_is_there_in_both_languages():
    rule = aluminium()
    labels: dict[str, Text] = {f"parameters.{k}": v.label for k, v in rule.parameters.items()}
    labels |= {f"flows.{k}": v.label for k, v in rule.flows.items()}
    labels |= {f"choices.{k}": v.label for k, v in rule.choices.items()}
    labels |= {f"choices.{k}.{o.id}": o.label for k, v in rule.choices.items() for o in v.options}
    for process in rule.processes.values():
        labels[process.id] = process.label
        groups = (process.lines(), process.quantities, process.values, process.checks, process.tables)
        labels |= {f"{process.id}.{k}": item.label for group in groups for k, item in group.items()}
        labels |= {
            f"{process.id}.{t.id}.{k}": c.label for t in process.tables.values() for k, c in t.columns.items()
        }
    assert [
        name for name, label in labels.items() if not label.zh or not label.en or label.zh == label.en
    ] == []


def test_every_check_says_in_both_languages_what_is_wrong():
    rule = aluminium()
    checks = [*rule.checks.values(), *(c for p in rule.processes.values() for c in p.checks.values())]
    assert [c.id for c in checks if not c.message.zh or not c.message.en] == []


def test_what_a_printed_formula_reads_has_a_symbol():
    """The formulas printed in clause 6.4, and what they read."""
    electrolysis, anode = aluminium().processes["electrolysis"], aluminium().processes["anode_plant"]
    named = (
        "net_anode",
        "anode_carbon",
        "cf4",
        "c2f6",
        "cf4_by_effects",
        "slope",
        "ratio",
        "aem",
        "cf4_default",
    )
    items = [electrolysis.values[name] for name in named]
    items += [
        electrolysis.makes["liquid_aluminium"],
        electrolysis.emissions["anode_co2"],
        anode.values["volatiles"],
    ]
    items += [anode.emissions["baking_volatiles"], anode.emissions["packing_burnt"], anode.inputs["packing"]]
    assert [item.id for item in items if item.symbol is None] == []


def test_purchases_ask_for_factors_the_background_knows_by_name():
    table = default_table()
    asked = {
        s.name for flow in aluminium().flows.values() for s in flow.supply if isinstance(s, FactorSupply)
    }
    assert len(asked) > 40
    assert [name for name in sorted(asked) if table.canonical(name) != name] == []


def test_files_stay_short_enough_to_read():
    long = {p.name: n for p in FOLDER.rglob("*.yaml") if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert long == {}


def test_the_parent_alone_is_no_rule_for_a_product():
    rule, findings = read_rule("gbt24067-2024")
    assert (findings, rule.is_parent, check_rule(rule)) == ((), True, ())
    with pytest.raises(TanchiError) as caught:
        load_rule("gbt24067-2024")
    assert [f.code for f in caught.value.findings] == ["rule.parent"]
    assert load_rule("gbt24067-2024", parents=True) == rule


def test_the_newest_edition_is_loaded_by_its_name():
    assert load_rule("electrolytic-aluminium").edition == "2024-1"
