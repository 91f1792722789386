"""What waits for itself, decisions that wait for decisions, conditions on figures: told at load, with the way round."""

from __future__ import annotations

import pytest

from tanchi.rules.load import RuleLibrary

from .packs import BASE, changed, findings

RATIO = "    quantities: {ratio: {unit: t/t}}\n"


def told(tmp_path, text: str) -> list[tuple[str, str]]:
    return [(f.code, f.message.en) for f in findings(tmp_path, text) if f.level == "error"]


def with_values(values: str, more: str = "") -> str:
    return changed(RATIO, f"{RATIO}    values: {{{values}}}\n{more}")


@pytest.mark.parametrize(
    ("values", "circle"),
    [
        ("a: {unit: t, amount: b}, b: {unit: t, amount: a}", "furnace.a → furnace.b → furnace.a"),
        ("a: {unit: t, amount: a + coal}", "furnace.a → furnace.a"),
        (
            "a: {unit: t, tiers: [{id: x, amount: coal}, {id: y, amount: b}]}, b: {unit: t, amount: a}",
            "furnace.a → furnace.b → furnace.a",
        ),
        ("a: {unit: t, amount: {by: route, gas: coal, coal: a}}", "furnace.a → furnace.a"),
    ],
)
def test_values_that_wait_for_each_other_are_listed_in_a_circle(tmp_path, values, circle):
    assert told(tmp_path, with_values(values)) == [
        ("rule.circular", f"they depend on each other and can't be computed: {circle}")
    ]


@pytest.mark.parametrize(
    "values",
    [
        "a: {unit: t, amount: b}, b: {unit: t, amount: coal}",
        "a: {unit: t, amount: {by: route, gas: coal, coal: b}}, b: {unit: t, amount: {by: route, gas: a, coal: coal}}",
        "gas: {unit: t, amount: 'where(route == gas, coal, 0)'}",
        "cwpb: {unit: kg, amount: 'coal * slope[cwpb]'}",
    ],
)
def test_what_is_a_circle_under_no_option_and_words_that_are_options_are_none(tmp_path, values):
    assert told(tmp_path, with_values(values)) == []


def test_a_line_that_waits_for_the_balance_it_is_part_of(tmp_path):
    text = changed(
        "makes: {iron: {ask: t}}", "makes: {iron: {amount: 'inflow(carbon) / coal_carbon'}}"
    ).replace("inputs: {coal: {ask: t}}", "inputs: {coal: {amount: iron}}")
    assert told(tmp_path, text) == [
        (
            "rule.circular",
            "they depend on each other and can't be computed: furnace.iron → furnace.coal → furnace.iron",
        )
    ]


def test_a_default_may_wait_for_what_does_not_wait_for_it(tmp_path):
    quantity = RATIO.replace("{unit: t/t}", "{unit: t, kind: total, default: a}")
    assert told(tmp_path, changed(RATIO, quantity + "    values: {a: {unit: t, amount: coal}}\n")) == []
    circle = quantity + "    values: {a: {unit: t, amount: ratio}}\n"
    assert [code for code, _ in told(tmp_path / "b", changed(RATIO, circle))] == ["rule.circular"]


def test_the_place_is_the_line_of_the_formula(tmp_path):
    found = [
        f for f in findings(tmp_path, with_values("a: {unit: t, amount: a + coal}")) if f.level == "error"
    ]
    assert (found[0].place.file, found[0].place.line) == ("plant/1/pack.yaml", 24)


DECIDED = """choices:
  route: {options: [gas, coal], default: gas, decide: "where(sold > 0, coal, gas)"}
  other: {options: [no, yes], decide: "DECIDE"}
quantities:
  sold: {unit: t}
values:
  of_route: {unit: t, amount: {by: route, gas: sold, coal: 2 * sold}}
"""


def decided(formula: str) -> str:
    return changed(
        "choices:\n  route: {options: [gas, coal], default: gas}\n", DECIDED.replace("DECIDE", formula)
    )


def test_a_decision_rests_on_quantities_of_the_product(tmp_path):
    assert told(tmp_path, decided("where(sold > 0, yes, no)")) == []


@pytest.mark.parametrize("formula", ["where(route == gas, yes, no)", "where(of_route > 0, yes, no)"])
def test_a_decision_does_not_wait_for_another(tmp_path, formula):
    found = told(tmp_path, decided(formula))
    assert found == [("rule.decide", "decide of choice 'other' reads a choice that is decided too: route")]


@pytest.mark.parametrize(
    "formula", ["where(sold > 0, yess, no)", "where(sold, yes, no)", "route", "where(sold > 0, yes, gas)"]
)
def test_a_decision_comes_to_an_option_of_its_choice(tmp_path, formula):
    found = findings(tmp_path, decided(formula).replace(', decide: "where(sold > 0, coal, gas)"', ""))
    assert [f.code for f in found if f.level == "error"] == ["rule.decide"]


def test_a_decision_that_reads_results_of_processes_has_no_such_name(tmp_path):
    found = told(tmp_path, decided("where(coal_used > 0, yes, no)"))
    assert [code for code, _ in found] == ["formula.unknown_name"]


def test_a_decision_does_not_wait_for_itself(tmp_path):
    found = told(tmp_path, decided("where(other == yes, yes, no)"))
    assert [code for code, _ in found] == ["rule.circular"]


@pytest.mark.parametrize(
    ("when", "read"),
    [("ratio > 1", "ratio"), ("iron > 0", "iron"), ("route == gas and ratio > 0", "ratio"), ("inflow(carbon) > 0", "inflow(carbon)")],
)  # fmt: skip
def test_a_condition_on_a_figure_is_refused_and_decide_is_named(tmp_path, when, read):
    found = [
        f
        for f in findings(tmp_path, changed("stack: {gas: CO2,", f"stack: {{gas: CO2, when: '{when}',"))
        if f.level == "error"
    ]
    assert [(f.code, f.message.en.split(": ")[1].split(";")[0], "decide" in f.remedy.zh) for f in found] == [
        ("rule.when", read, True)
    ]


@pytest.mark.parametrize("when", ["route == gas", "route != coal", "coal_carbon > 1", "prop(coal, ncv) > 1"])
def test_a_condition_on_a_choice_or_a_number_of_the_rule_is_fine(tmp_path, when):
    text = changed("stack: {gas: CO2,", f"stack: {{gas: CO2, when: '{when}',")
    assert [code for code, _ in told(tmp_path, text) if code == "rule.when"] == []


def test_the_pack_these_tests_change_has_no_circle(tmp_path):
    assert told(tmp_path, BASE) == []


BLOCK = """\
block: kept
edition: "1"
title: {zh: x, en: x}
needs: {made: t}
choices: {fate: {zh: 去向, en: fate, options: [stored, vented]}}
parameters: {share: {unit: "1", values: {stored: 0.1, vented: 1}, source: {ref: x, read: read}}}
emissions:
  stored: {gas: CO2, when: fate == stored, amount: 'made * share[stored] * unit(1, "tCO2/t")'}
"""


def test_an_option_with_the_name_of_a_line_of_its_block_stays_an_option(tmp_path):
    (tmp_path / "blocks" / "kept").mkdir(parents=True)
    (tmp_path / "blocks" / "kept" / "1.yaml").write_text(BLOCK, "utf-8")
    text = changed(RATIO, f"{RATIO}    use: {{co2: {{block: kept@1, with: {{made: iron}}}}}}\n")
    assert told(tmp_path, text) == []
    line = RuleLibrary((tmp_path,)).load("plant").processes["furnace"].emissions["co2.stored"]
    assert line.when is not None
    assert line.when.text == "fate == stored"
