"""Answers of a study one by one: where their limits lie, and what their evidence says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.conformity.answers import Answer, State
from tanchi.conformity.study_check import check_study_conformity
from tanchi.conformity.study_paths import exists
from tanchi.conformity.study_subject import Study, significant
from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry, Method, Record
from tanchi.rules.model import Ref
from tanchi.study.compute import compute
from tanchi.study.result import ContributionKind, GasLine
from tests.conformity.models import flow, process, rule_of, setting
from tests.conformity.studies import (
    checked,
    contribution,
    entries,
    gases,
    part,
    provider,
    result,
    ruled,
    saying,
    study_of,
    then,
    unsaid,
)


def answer(study: Study, row: str) -> Answer:
    found = check_study_conformity(study.footprint, study.rule, study.inventory)
    return found.answer(f"C24067-{row}")


def state(study: Study, row: str) -> State:
    return answer(study, row).state


BOARD, LAMP = study_of("board"), study_of("lamp")


# -- goal, scope, unit --------------------------------------------------------------------------------


def test_items_that_lack_are_named_with_where_to_write_them():
    found = answer(unsaid("assumptions", "limitations")(BOARD), "SCP-02")
    assert found.paths == ("statements.assumptions", "statements.limitations")
    assert "statements.assumptions、statements.limitations" in found.remedy.zh


def test_the_review_is_an_item_of_the_scope_only_where_there_is_one():
    base = answer(BOARD, "SCP-02")
    assert "statements.review" not in base.paths
    assert "statements.review" in answer(saying(review="某机构")(BOARD), "SCP-02").paths


def test_communication_is_quoted_where_it_is_intended():
    assert "statements.communication" not in answer(BOARD, "GOA-02").paths
    assert "statements.communication" in answer(saying(communication="网站")(BOARD), "GOA-02").paths


@pytest.mark.parametrize(("length", "shown"), [(60, "长" * 60), (61, "长" * 60 + "…")])
def test_long_statements_are_shortened_in_the_evidence(length, shown):
    found = answer(saying(limitations="长" * length)(BOARD), "SCO-01")
    assert found.evidence.zh.endswith(f"：{shown}")


@pytest.mark.parametrize("amount", [0.0, -1.0])
def test_a_reference_flow_without_an_amount_is_none(amount):
    assert state(result(unit_amount=amount)(BOARD), "FUN-04") is State.NOT_MET


def test_a_result_that_is_no_number_is_not_met():
    assert state(result(total=float("nan"))(BOARD), "FUN-05") is State.NOT_MET


def test_a_functional_unit_of_a_partial_life_does_not_agree():
    short = ruled(lambda r: replace(r, unit=replace(r.unit, kind="functional")))
    study = then(short, result(result_type="cfp"))(BOARD)
    assert state(study, "SCO-03") is State.NOT_MET
    assert state(LAMP, "SCO-03") is State.MET


def test_two_processes_with_several_products_both_want_their_allocation():
    second = replace(BOARD.rule.processes["works"], id="second", allocation=None)
    more = ruled(setting(processes={**BOARD.rule.processes, "second": second}))
    address = Address("bark", "second")
    data = {**BOARD.inventory.entries, address: Entry(address, 1.0, "t", source="地磅")}
    study = more(replace(BOARD, inventory=replace(BOARD.inventory, entries=data)))
    for row in ("SCP-02", "ALL-01", "ALL-03", "INT-04", "REP-05"):
        assert state(study, row) is State.NOT_MET
    assert state(more(BOARD), "ALL-01") is State.MET


# -- data ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("score", "word"), [(3.0, "不超过"), (3.01, "，超过")])
def test_the_score_is_judged_by_the_limit(score, word):
    assert word in answer(part("quality", score=score)(BOARD), "DAT-09").evidence.zh


def test_a_study_without_a_score_is_not_characterised():
    study = part("quality", score=None, ok=None)(BOARD)
    assert [state(study, row) for row in ("DAT-05", "DAT-06", "DAT-09")] == [State.NOT_MET] * 3


def test_purchases_are_no_site_data_of_a_process():
    def default(a, e):
        return replace(e, method=Method.DEFAULT)

    kinds = (ContributionKind.LINK, ContributionKind.CREDIT)
    bought = tuple(replace(c, primary=c.kind in kinds) for c in BOARD.footprint.contributions)
    assert state(then(entries(default), result(contributions=bought))(BOARD), "DAT-01") is State.NOT_MET


def test_emissions_on_defaults_are_counted_in_the_evidence():
    study = contribution("works.vented:CH4:fossil", primary=False)(BOARD)
    assert "1 项排放部分用缺省值" in answer(study, "DAT-01").evidence.zh


def test_the_significant_contributions_are_the_fewest_that_make_up_80_per_cent():
    sizes = sorted((abs(c.value) for c in BOARD.footprint.contributions), reverse=True)
    count = len(significant(BOARD))
    assert sum(sizes[:count]) >= 0.8 * sum(sizes) > sum(sizes[: count - 1])


def test_values_behind_the_result_are_found_at_a_named_site():
    def moved(e: Entry) -> Entry:
        return replace(e, address=replace(e.address, site="A"))

    held = {e.address: e for e in map(moved, BOARD.inventory.entries.values())}
    rows = {("A", process, table): found for (_, process, table), found in BOARD.inventory.rows.items()}
    inventory = replace(BOARD.inventory, entries=held, rows=rows, sites=("A",))
    study = Study(compute(BOARD.rule, inventory, samples=0), BOARD.rule, inventory)
    assert answer(study, "INV-02").evidence == answer(BOARD, "INV-02").evidence


def test_values_kept_without_source_are_told_unless_a_statement_covers_them():
    bare = entries(lambda a, e: replace(e, source="", evidence=""))(BOARD)
    assert state(bare, "DAT-07") is State.NOT_MET
    assert state(saying(data_management="质量部归档")(bare), "DAT-07") is State.PERSON


def test_conversions_between_bases_are_counted():
    def weighed(a, e):
        record = Record("basis", (("value", 1.0),), basis=("mass", "ar", "d"))
        return replace(e, records=(record,)) if a.quantity == "wood" else e

    assert "；0 个值作了水分基换算" in answer(BOARD, "INV-06").evidence.zh
    assert "；1 个值作了水分基换算" in answer(entries(weighed)(BOARD), "INV-06").evidence.zh


@pytest.mark.parametrize(
    ("period", "met"),
    [
        (("2024-01-01", "2024-12-31"), True),
        (("2024-04-01", "2025-03-31"), True),
        (("2024-01-15", "2024-12-20"), False),
        (("2024-01-15", "2025-01-10"), True),
        (("2023-01-01", "2024-12-31"), True),
        (("2024-01-01", "2024-11-30"), False),
        (("", ""), False),
    ],
)
def test_a_period_is_long_enough_from_a_year(period, met):
    study = then(unsaid("period_reason"), result(period=period))(BOARD)
    assert state(study, "TIM-03") is (State.MET if met else State.NOT_MET)


def test_a_period_without_its_end_is_none():
    study = result(period=("2024-01-01", ""))(BOARD)
    for row in ("TIM-01", "TIM-03", "SCP-02", "REP-05"):
        assert state(study, row) is State.NOT_MET


def test_variation_may_be_told_in_words():
    yearly = entries(lambda a, e: None if a.period else e)(BOARD)
    assert state(saying(variation="各月相近")(yearly), "TIM-02") is State.PERSON


def test_skipped_checks_are_no_checks():
    some = answer(BOARD, "INV-03").evidence.zh
    assert "执行 9 项检查（提醒 0 项），跳过 0 项" in some
    warned = answer(checked("works.yield")(BOARD), "INV-03")
    assert warned.state is State.MET
    assert "提醒 1 项" in warned.evidence.zh


# -- boundary -----------------------------------------------------------------------------------------


def test_flows_free_of_burden_are_counted():
    assert "1 个流按规则不带负荷进入" in answer(BOARD, "BND-04").evidence.zh
    assert "0 个流按规则不带负荷进入" in answer(LAMP, "BND-04").evidence.zh


@pytest.mark.parametrize("field", ["optional", "when", "each"])
def test_a_process_a_works_may_be_without_is_not_missing(field):
    value = {
        "optional": True,
        "when": BOARD.rule.processes["works"].emissions["vented"].amount,
        "each": Ref("t"),
    }
    extra = replace(BOARD.rule.processes["works"], id="extra", **{field: value[field]})
    study = ruled(setting(processes={**BOARD.rule.processes, "extra": extra}))(BOARD)
    assert state(study, "BND-02") is State.PERSON


def test_nothing_left_out_needs_no_words():
    study = part("cutoff", items=())(BOARD)
    for row in ("BND-03", "CUT-02", "CUT-04"):
        assert state(study, row) is State.NOT_APPLICABLE


# -- allocation, recycling, timing --------------------------------------------------------------------


def test_one_allocation_procedure_has_no_alternative():
    def first(p):
        return replace(p, allocation=replace(p.allocation, rules={"metered": p.allocation.rules["metered"]}))

    assert state(ruled(process("works", first))(BOARD), "ALL-04") is State.NOT_APPLICABLE


def test_an_allocation_that_no_choice_decides_has_no_alternative():
    def fixed(p):
        return replace(p, allocation=replace(p.allocation, choose=None, rules={"": ()}))

    study = ruled(process("works", fixed))(BOARD)
    assert state(study, "ALL-04") is State.NOT_APPLICABLE
    assert state(study, "ALL-01") is State.MET


def test_a_study_without_several_products_has_nothing_to_allocate():
    single = process("works", lambda p: replace(p, makes={"board": p.makes["board"]}))
    for row in ("ALL-01", "ALL-02", "ALL-03", "ALL-04"):
        assert state(ruled(single)(BOARD), row) is State.NOT_APPLICABLE


def test_a_rule_without_recycling_has_no_rows_on_it():
    single = process("works", lambda p: replace(p, makes={"board": p.makes["board"]}))
    study = then(ruled(single), ruled(flow("reclaimed_fibre", supply=())))(BOARD)
    for row in ("REC-03", "REC-04"):
        assert state(study, row) is State.NOT_APPLICABLE


@pytest.mark.parametrize("kept", ["use", "end_of_life"])
def test_either_stage_after_the_gate_asks_when_emissions_come(kept):
    def change(rule):
        stages = tuple(replace(s, included=s.id in ("production", kept)) for s in rule.boundary.stages)
        return replace(rule, boundary=replace(rule.boundary, stages=stages))

    assert state(ruled(change)(LAMP), "TMG-02") is State.PERSON


def test_the_effect_of_timing_with_its_method_is_met():
    def delayed(study):
        return part("lines", outside={**study.footprint.lines.outside, "delayed": 1.0})(study)

    assert state(then(delayed, saying(timing="附录"))(BOARD), "TMG-03") is State.MET


# -- carbon -------------------------------------------------------------------------------------------


def test_biogenic_gases_that_no_line_shows_are_not_met():
    lamp = result(gases=(*LAMP.footprint.gases, GasLine("CO2", "biogenic", 2.0, 1.0, 2.0)))(LAMP)
    assert state(lamp, "BIO-01") is State.NOT_MET


@pytest.mark.parametrize(("emission", "removal"), [(-10.0, -287.0), (-300.0, 3.0)])
def test_emissions_and_removals_keep_their_signs(emission, removal):
    study = part("lines", biogenic_emission=emission, biogenic_removal=removal)(BOARD)
    assert sum(g.value for g in study.footprint.gases if g.origin == "biogenic") == pytest.approx(-297)
    assert state(study, "BIO-01") is State.NOT_MET


def test_a_study_to_the_gate_says_its_biogenic_content_in_words_or_figures():
    bare = part("lines", outside={})(BOARD)
    assert state(saying(biogenic_content="0")(bare), "BIO-03") is State.PERSON
    assert state(saying(biogenic_content="0")(bare), "REP-04") is State.MET


def test_aircraft_of_a_factor_shown_apart_is_met():
    def flown(found):
        return replace(found, gases=tuple(replace(g, origin="aircraft") for g in found.gases))

    study = then(provider("limestone", flown), part("lines", aircraft=0.2))(BOARD)
    assert state(study, "AIR-01") is State.MET


def test_a_gas_set_without_mass_times_gwp_is_told():
    study = gases(lambda g: replace(g, mass=g.mass * 2) if g.gas == "CH4" else g)(BOARD)
    assert "CH4" in answer(study, "GWP-01").evidence.zh


def test_a_result_of_lumped_factors_only_lists_no_gas():
    study = result(gases=(GasLine("CO2e", "fossil", 1.0, 1.0, 1.0, lumped=True),))(BOARD)
    assert state(study, "GWP-05") is State.NOT_MET
    assert state(study, "GWP-06") is State.NOT_APPLICABLE


# -- electricity --------------------------------------------------------------------------------------


def test_delivery_counted_apart_is_told():
    assert "合同电力另计输配电" in answer(BOARD, "ELE-01").evidence.zh
    assert "合同电力另计输配电" not in answer(LAMP, "ELE-01").evidence.zh


def test_a_plant_that_makes_power_beside_heat_generates():
    works = BOARD.rule.processes["works"]
    makes = {
        "heat": works.makes["heat"],
        "power": replace(works.makes["board"], id="power", flow=Ref("power")),
    }
    bare = {"inputs": {}, "emissions": {}, "uptakes": {}, "wastes": {}, "allocation": None}
    turbine = replace(works, id="turbine", makes=makes, **bare)
    address = Address("power", "turbine")
    data = {**BOARD.inventory.entries, address: Entry(address, 1.0, "MWh", source="电表")}
    study = replace(
        ruled(setting(processes={**BOARD.rule.processes, "turbine": turbine}))(BOARD),
        inventory=replace(BOARD.inventory, entries=data),
    )
    assert state(study, "ELE-02") is State.NOT_MET
    assert state(saying(own_power="没有售出凭证")(study), "ELE-02") is State.PERSON
    assert state(saying(own_power="无")(study), "ELE-02") is State.PERSON


def test_a_dedicated_line_with_evidence_is_met():
    def line(a, e):
        return replace(e, value="direct_line") if a.quantity == "route" else e

    assert state(entries(line)(BOARD), "ELE-03") is State.MET


def test_a_study_without_bought_power_has_no_rows_on_its_factors():
    names = {k.flow for k in BOARD.footprint.links if "elec" in k.flow}
    keep = [k for k in BOARD.footprint.links if k.flow not in names and k.flow != "grid_delivery"]
    order = {k.flow: n for n, k in enumerate(keep)}
    lines = tuple(
        replace(c, link=None if c.link is None else order[BOARD.footprint.links[c.link].flow])
        for c in BOARD.footprint.contributions
        if c.link is None or BOARD.footprint.links[c.link].flow in order
    )
    study = result(links=tuple(keep), contributions=lines)(BOARD)
    assert state(study, "ELE-01") is State.NOT_APPLICABLE
    assert state(study, "ELE-05") is State.NOT_APPLICABLE


# -- interpretation, report ---------------------------------------------------------------------------


def test_performance_tracking_is_an_item_of_the_report_where_it_is_done():
    assert "statements.tracking" not in answer(BOARD, "REP-05").paths
    assert "statements.tracking" in answer(saying(tracking="每三年")(BOARD), "REP-05").paths
    assert "statements.tracking" not in answer(saying(tracking="无")(BOARD), "REP-05").paths


def test_the_effect_of_other_scenarios_is_an_item_beyond_the_gate():
    alone = result(variants=())(LAMP)
    assert state(alone, "REP-05") is State.NOT_MET
    assert "q " in answer(alone, "REP-05").evidence.zh


def test_an_alternative_the_rule_does_not_ask_for_is_not_missed():
    def silent(rule):
        choices = {k: replace(c, also_report=()) for k, c in rule.choices.items()}
        return replace(rule, choices=choices)

    study = then(ruled(silent), result(variants=()))(BOARD)
    assert state(study, "INT-05") is State.MET


def test_paths_of_a_study_lead_to_what_is_there():
    assert exists(BOARD, "inventory.entries")
    assert exists(BOARD, "footprint.lines.aircraft")
    assert exists(BOARD, "footprint.checks.study.closure")
    assert exists(BOARD, "rule.processes.elec.purchase")
    for path in (
        "footprint.gaps",
        "footprint.nothing",
        "statements.review",
        "elsewhere.total",
        "rule.text.99",
    ):
        assert not exists(BOARD, path)
    assert not exists(replace(BOARD, inventory=None), "inventory.entries")
    assert not exists(BOARD, "inventory.notes")


def test_the_subject_names_company_product_rule_and_fingerprint():
    found = check_study_conformity(BOARD.footprint, BOARD.rule, BOARD.inventory)
    digest = BOARD.footprint.fingerprint.digest
    assert found.subject == f"构造板业有限公司 湿法板材 board@1 {digest[:4]} {digest[4:8]}"
    assert rule_of("board").hash == BOARD.footprint.fingerprint.rule_hash


def test_the_stage_of_use_counts_its_own_processes_only():
    found = answer(LAMP, "USE-01")
    assert found.evidence.zh.startswith("使用：")
    assert found.paths == ("rule.processes.lighting", "footprint.by_stage.use")


def test_balances_outside_their_limit_are_counted():
    assert "1 个平衡，0 个超出界限" in answer(BOARD, "ALL-06").evidence.zh
    off = result(balances=(replace(BOARD.footprint.balances[0], ok=False),))(BOARD)
    assert "1 个平衡，1 个超出界限" in answer(off, "ALL-06").evidence.zh


def test_lumped_factors_of_an_unknown_set_are_named():
    assert "其 GWP 集：unknown" in answer(BOARD, "GWP-01").evidence.zh
    nameless = provider("power", lambda p: replace(p, gwp_set=""))(LAMP)
    assert "其 GWP 集：unknown" in answer(nameless, "GWP-01").evidence.zh
    older = provider("power", lambda p: replace(p, gwp_set="AR5"))(LAMP)
    assert "其 GWP 集：AR5" in answer(older, "GWP-01").evidence.zh


def test_a_bought_flow_that_may_be_biogenic_asks_for_land_use():
    biomass = ruled(flow("parts", props=BOARD.rule.flows["wood"].props))
    assert state(LAMP, "LUC-03") is State.NOT_APPLICABLE
    assert state(biomass(LAMP), "LUC-03") is State.NOT_MET


def test_the_places_of_the_data_are_listed():
    assert "数据所在地区：CN；" in answer(BOARD, "GEO-01").evidence.zh
    assert "数据所在地区：CN、RNA；" in answer(LAMP, "GEO-01").evidence.zh


def test_an_assessment_without_gases_is_no_phase():
    assert "影响评价" in answer(result(gases=())(BOARD), "GEN-01").evidence.zh
    assert "影响评价" in answer(result(gwp_set="")(BOARD), "GEN-01").evidence.zh
