"""Rules off the beaten track: choices inside a formula, heat that goes round, several processes, weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_rule_conformity
from tanchi.findings import Text
from tanchi.rules.expression import ByChoice, Fixed, Ref
from tanchi.rules.model import FlowChoice, Rule, Version
from tanchi.units import parse_unit
from tests.conformity.models import flow, inside, process, rule_of, setting, silent

NOTHING = Text("")


def found(rule: Rule, row: str):
    return check_rule_conformity(rule).answer(f"C24067-{row}")


def state(rule: Rule, row: str) -> State:
    return found(rule, row).state


def with_line(process_id: str, part: str, line: str, **fields):
    def change(p):
        lines = getattr(p, part)
        return replace(p, **{part: {**lines, line: replace(lines[line], **fields)}})

    return process(process_id, change)


def without_reclaimed(rule: Rule) -> Rule:
    return flow("reclaimed_fibre", supply=())(rule)


def one_product(rule: Rule) -> Rule:
    """Return the board rule with board as its only product, its heat a loop."""
    return with_line("works", "makes", "heat", kind="loop")(rule)


def test_a_row_that_does_not_apply_shows_no_evidence():
    answer = found(rule_of("lamp"), "BIO-02")
    assert answer.state is State.NOT_APPLICABLE
    assert answer.paths == ()


def test_a_formula_for_one_option_of_a_choice_wants_a_symbol_too():
    board = rule_of("board")
    vented = board.processes["works"].emissions["vented"]
    amount = ByChoice(Ref("key"), {"metered": vented.amount, "none": Fixed(0.0)}, vented.place)
    rule = with_line("works", "emissions", "vented", amount=amount, symbol=None)(board)
    assert state(rule, "PSS-08") is State.NOT_MET


def test_a_plain_number_wants_no_symbol():
    rule = with_line("works", "emissions", "vented", amount=Fixed(1.0), symbol=None)(rule_of("board"))
    assert state(rule, "PSS-08") is State.MET


def test_fuel_burnt_is_a_formula_of_its_own():
    rule = process("works", lambda p: replace(p, emissions={}))(rule_of("board"))
    assert state(rule, "PSS-08") is State.MET
    bare = with_line("works", "inputs", "gas", burnt=None)(rule)
    assert state(bare, "PSS-08") is State.NOT_MET


def test_material_that_goes_round_is_recycling_and_heat_is_not():
    rule = without_reclaimed(rule_of("board"))
    assert state(rule, "REC-05") is State.PERSON
    assert state(rule, "REC-02") is State.NOT_APPLICABLE
    warm = flow("trimmings", unit=parse_unit("GJ"))(rule)
    assert state(warm, "REC-05") is State.NOT_APPLICABLE
    assert state(flow("trimmings", unit=None)(rule), "REC-05") is State.PERSON


def test_a_rule_with_neither_co_products_nor_recycling_has_nothing_to_share():
    rule = flow("trimmings", unit=parse_unit("GJ"))(one_product(without_reclaimed(rule_of("board"))))
    answer = found(rule, "PSS-07")
    assert answer.state is State.NOT_APPLICABLE
    assert "回收" in answer.evidence.zh
    assert "product" in answer.evidence.en


def test_recycling_alone_has_rules_to_share():
    assert state(one_product(rule_of("board")), "PSS-07") is State.MET
    assert state(silent("REC-01")(one_product(rule_of("board"))), "PSS-07") is State.NOT_MET


def test_a_displaced_material_is_recycling():
    assert state(rule_of("lamp"), "REC-01") is State.MET
    cut = process("recycling", lambda p: replace(p, allocation=replace(p.allocation, rules={})))
    assert state(cut(rule_of("lamp")), "REC-01") is State.NOT_APPLICABLE


def test_every_process_with_several_products_wants_its_allocation():
    board = rule_of("board")
    second = replace(board.processes["works"], id="second", allocation=None)
    rule = setting(processes={**board.processes, "second": second})(board)
    for row in ("SCP-02", "ALL-01", "ALL-03", "PSS-07"):
        assert state(rule, row) is State.NOT_MET
    assert "second" in found(rule, "ALL-01").paths[0]


def test_a_line_per_row_makes_several_products():
    single = process(
        "works", lambda p: replace(one_product(rule_of("board")).processes["works"], allocation=None)
    )
    rule = single(rule_of("board"))
    assert state(rule, "ALL-01") is State.NOT_APPLICABLE
    assert state(with_line("works", "makes", "board", each=Ref("types"))(rule), "ALL-01") is State.NOT_MET


@pytest.mark.parametrize("weight", [0.0, -1.0])
def test_an_indicator_without_weight_is_none(weight):
    board = rule_of("board")
    first, *rest = board.quality.indicators
    rule = inside("quality", indicators=(replace(first, weight=weight), *rest))(board)
    assert state(rule, "DQR-01") is State.NOT_MET


def test_an_indicator_without_a_text_for_a_level_is_incomplete():
    board = rule_of("board")
    first, *rest = board.quality.indicators
    rule = inside("quality", indicators=(replace(first, scores={**first.scores, 5: NOTHING}), *rest))(board)
    assert state(rule, "DQR-01") is State.NOT_MET


def test_a_scheme_without_pass_value_or_indicators_is_none():
    assert state(inside("quality", limit=None)(rule_of("board")), "DQR-01") is State.NOT_MET
    assert state(inside("quality", indicators=())(rule_of("board")), "DQR-01") is State.NOT_MET


def test_three_indicators_lack_precision():
    three = tuple(i for i in rule_of("board").quality.indicators if i.id in ("technology", "place", "time"))
    answer = found(inside("quality", indicators=three)(rule_of("board")), "DAT-09")
    assert answer.state is State.NOT_MET
    assert "精度" in answer.evidence.zh


@pytest.mark.parametrize(
    ("fields", "cut", "values"),
    [
        ({"each": 0.01, "total": 0.05}, State.MET, State.MET),
        ({"each": 0.011, "total": 0.05}, State.MET, State.NOT_MET),
        ({"each": 0.01, "total": 0.051}, State.MET, State.NOT_MET),
        ({"each": 0.01, "total": 0.01}, State.MET, State.MET),
        ({"each": 0.0, "total": 0.05}, State.NOT_MET, State.MET),
        ({"each": 0.01, "total": 0.009}, State.NOT_MET, State.MET),
        ({"basis": "mass"}, State.MET, State.NOT_MET),
    ],
)
def test_thresholds_of_the_cut_off(fields, cut, values):
    board = rule_of("board")
    rule = inside("boundary", cutoff=replace(board.boundary.cutoff, **fields))(board)
    assert (state(rule, "CUT-03"), state(rule, "CUT-05")) == (cut, values)


def test_a_rule_without_cut_off_fails_its_rows():
    rule = inside("boundary", cutoff=None)(rule_of("board"))
    for row in ("CUT-03", "CUT-05", "CUT-06", "PSS-05", "BND-03"):
        assert state(rule, row) is State.NOT_MET


def test_a_unit_may_take_its_measure_from_its_flow():
    board = rule_of("board")
    rule = inside("unit", amount=replace(board.unit.amount, unit=None))(board)
    assert state(rule, "FUN-01") is State.MET


def test_a_unit_of_an_unknown_flow_is_incomplete():
    assert state(inside("unit", of=Ref("plank"))(rule_of("board")), "FUN-01") is State.NOT_MET


def test_a_reference_flow_may_be_made_by_a_choice_of_flows():
    board = rule_of("board")
    options = FlowChoice(Ref("key"), {"metered": Ref("resin")}, Ref("board"))
    assert state(with_line("works", "makes", "board", flow=options)(board), "FUN-04") is State.MET
    listed = FlowChoice(Ref("key"), {"metered": Ref("board"), "none": Ref("resin")})
    assert state(with_line("works", "makes", "board", flow=listed)(board), "FUN-04") is State.MET
    other = FlowChoice(Ref("key"), {"metered": Ref("resin")}, Ref("wood"))
    assert state(with_line("works", "makes", "board", flow=other)(board), "FUN-04") is State.NOT_MET


def test_a_reference_flow_may_be_picked_by_the_rows_of_a_table():
    board = rule_of("board")
    ledger = board.processes["elec.purchase"].tables["supplies"]
    makes = with_line("works", "makes", "board", each=Ref("supplies"), flow=Ref("source"))
    rule = process("works", lambda p: replace(p, tables={"supplies": ledger}))(makes(board))
    assert state(rule, "FUN-04") is State.NOT_MET
    tagged = flow("board", tags=(str(ledger.columns["source"].pick_of),))(rule)
    assert state(tagged, "FUN-04") is State.MET


def test_biomass_needs_a_supply_or_a_maker():
    board = rule_of("board")
    bare = flow("wood", supply=())(board)
    assert state(bare, "BIO-02") is State.NOT_MET
    grown = with_line("works", "makes", "trimmings", flow=Ref("wood"))(bare)
    assert state(grown, "BIO-02") is State.PERSON


def test_a_biogenic_share_of_nothing_is_no_biomass():
    board = rule_of("board")
    share = board.flows["wood"].props["biogenic"]
    mineral = flow("wood", props={"biogenic": replace(share, value=Fixed(0.0))})(board)
    assert state(mineral, "BIO-02") is State.NOT_APPLICABLE
    formula = board.processes["works"].emissions["vented"].amount
    unknown = flow("wood", props={"biogenic": replace(share, value=formula)})(board)
    assert state(unknown, "BIO-02") is State.PERSON


@pytest.mark.parametrize("stage", ["use", "usage", "operation", "end_of_life", "end", "eol", "disposal"])
def test_stages_after_the_gate_do_not_go_with_a_declared_unit(stage):
    board = rule_of("board")
    stages = tuple(replace(s, id=stage, included=True) if s.id == "use" else s for s in board.boundary.stages)
    assert state(inside("boundary", stages=stages)(board), "FUN-02") is State.NOT_MET


@pytest.mark.parametrize("stage", ["utilities", "user_side", "energy", "endothermic"])
def test_other_stages_go_with_a_declared_unit(stage):
    board = rule_of("board")
    stages = tuple(replace(s, id=stage, included=True) if s.id == "use" else s for s in board.boundary.stages)
    assert state(inside("boundary", stages=stages)(board), "FUN-02") is State.MET


def test_a_stage_left_out_explains_what_comes_after_the_gate():
    rule = inside("boundary", exclusions=())(rule_of("board"))
    assert state(rule, "PRI-01") is State.MET


def test_a_waste_that_is_also_a_co_product_is_told():
    rule = with_line("works", "wastes", "ash", flow=Ref("steam"))(rule_of("board"))
    answer = found(rule, "ALL-05")
    assert answer.state is State.NOT_MET
    assert "steam" in answer.evidence.en


def test_a_waste_free_of_burden_with_its_reason_is_a_waste():
    changed = with_line("works", "wastes", "ash", to=Ref("none"), reason=Text("按截断", "cut off"))
    assert state(changed(rule_of("board")), "ALL-05") is State.MET


def test_wastes_without_co_products_need_no_telling_apart():
    assert state(one_product(rule_of("board")), "ALL-05") is State.NOT_APPLICABLE
    wasteless = process("works", lambda p: replace(p, wastes={}))
    assert state(wasteless(rule_of("board")), "ALL-05") is State.NOT_APPLICABLE


def test_a_balance_of_the_whole_rule_counts():
    board = rule_of("board")
    fibre = board.processes["works"].checks["fibre"]
    moved = process("works", lambda p: replace(p, checks={}))(setting(checks={"fibre": fibre})(board))
    answer = found(moved, "ALL-06")
    assert answer.state is State.PERSON
    assert answer.paths[0] == "checks.fibre"


def test_a_dated_parameter_has_the_sources_of_its_versions():
    cement = rule_of("board").parameters["co2_per_c"]
    dated = replace(cement, source=None, value=None, versions=(Version(3.6, "", "", cement.source),))
    rule = setting(parameters={"co2_per_c": dated})(rule_of("board"))
    assert state(rule, "PSS-12") is State.MET


@pytest.mark.parametrize("fields", [{"ip": NOTHING}, {"licence": ""}])
def test_rights_need_both_a_statement_and_a_licence(fields):
    assert state(setting(**fields)(rule_of("board")), "PSS-13") is State.NOT_MET


@pytest.mark.parametrize(
    ("zh", "met"),
    [
        ("温室气体 产品碳足迹量化方法与要求 电解铝", True),
        ("温室气体 产品碳足迹量化方法与要求 水泥 第1部分：通用", True),
        ("温室气体 产品碳足迹量化方法与要求", False),
        ("产品碳足迹量化方法与要求 电解铝", False),
        ("温室气体 产品碳足迹量化要求和指南 电解铝", False),
    ],
)
def test_the_form_of_a_title(zh, met):
    rule = setting(title=Text(zh, "title"))(rule_of("board"))
    assert (state(rule, "PSS-01") is State.MET) is met


def test_the_annexes_count_what_is_asked():
    assert "11 个填报行" in found(rule_of("board"), "PSS-12").evidence.zh
    assert "6 个填报行" in found(rule_of("lamp"), "PSS-12").evidence.zh


def test_a_rule_that_asks_nothing_has_no_data_form():
    def silent_sheet(p):
        return replace(p, makes={}, inputs={}, wastes={})

    assert "数据收集表" in found(process("works", silent_sheet)(rule_of("board")), "PSS-12").evidence.zh
