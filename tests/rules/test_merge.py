"""Parent, pack and flow sets: one merge, and every deviation with its reason."""

from __future__ import annotations

from dataclasses import replace

from tanchi.findings import Level

from .packs import BASE, findings, library

CHILD = """\
id: plant
edition: "1"
format: 1
status: draft
parent: base@1
title: {zh: 子规则}
"""


def base() -> str:
    return BASE.replace("id: plant", "id: base")


def codes(found) -> set[str]:
    return {f.code for f in found if f.level is Level.ERROR}


def test_a_pack_has_what_its_parent_has(tmp_path):
    rule = library(tmp_path, plant=CHILD, base=base()).load("plant")
    assert set(rule.processes) == {"furnace"}
    assert rule.parent == "base@1"
    assert rule.title.zh == "子规则"


def test_new_items_are_free(tmp_path):
    text = CHILD + "parameters:\n  extra: {unit: '1', value: 1, source: {ref: x, read: read}}\n"
    assert codes(findings(tmp_path, text, base=base())) == set()


def test_a_replaced_item_must_be_declared(tmp_path):
    text = (
        CHILD + "parameters:\n  co2_per_c: {unit: tCO2/tC, value: 3.664, source: {ref: CBAM, read: read}}\n"
    )
    assert "pack.undeclared_deviation" in codes(findings(tmp_path, text, base=base()))
    told = (
        text
        + "deviations:\n  - {at: parameters.co2_per_c, direction: deviate, reason: {zh: 按 CBAM}, clause: III}\n"
    )
    home = library(tmp_path / "b", plant=told, base=base())
    assert home.load("plant").parameters["co2_per_c"].value == 3.664


def test_a_deviation_that_changes_nothing_is_an_error(tmp_path):
    text = CHILD + "deviations:\n  - {at: parameters.co2_per_c, direction: tighten, reason: {zh: 无}}\n"
    assert "pack.idle_deviation" in codes(findings(tmp_path, text, base=base()))


def test_a_locked_item_cannot_be_replaced(tmp_path):
    locked = base().replace(
        "route: {options: [gas, coal], default: gas}",
        "route: {options: [gas, coal], default: gas, locked: true}",
    )
    text = (
        CHILD
        + "choices:\n  route: {options: [gas], default: gas}\ndeviations:\n  - {at: choices.route, direction: deviate, reason: {zh: x}}\n"
    )
    assert "pack.locked" in codes(findings(tmp_path, text, base=locked))


def test_an_item_can_be_removed_with_a_reason(tmp_path):
    text = (
        CHILD
        + "deviations:\n  - {at: parameters.slope, remove: true, direction: deviate, reason: {zh: 不用}}\n"
    )
    rule = library(tmp_path, plant=text, base=base()).load("plant")
    assert "slope" not in rule.parameters


def test_one_line_of_a_process_can_be_replaced_and_the_others_stay(tmp_path):
    text = CHILD + (
        "processes:\n  furnace:\n    emissions:\n      stack: {gas: CO2, amount: '1 tCO2'}\n"
        "deviations:\n  - {at: processes.furnace.emissions.stack, direction: deviate, reason: {zh: x}, clause: y}\n"
    )
    rule = library(tmp_path, plant=text, base=base()).load("plant")
    assert set(rule.processes["furnace"].inputs) == {"coal"}
    assert rule.processes["furnace"].emissions["stack"].amount.value == 1.0


def test_four_generations_are_too_many(tmp_path):
    packs = {"base": base()}
    for number, parent in (("a", "base"), ("b", "a"), ("c", "b"), ("d", "c")):
        packs[number] = CHILD.replace("id: plant", f"id: {number}").replace(
            "parent: base@1", f"parent: {parent}@1"
        )
    text = CHILD.replace("parent: base@1", "parent: d@1")
    assert "pack.parents" in codes(findings(tmp_path, text, **packs))


def test_an_unknown_parent_names_the_rules_there_are(tmp_path):
    found = findings(tmp_path, CHILD)
    assert codes(found) == {"rule.unknown"}
    assert "plant" in found[0].remedy.zh


def test_the_hash_follows_content_and_parent_but_not_spelling(tmp_path):
    one = library(tmp_path / "1", plant=CHILD, base=base()).load("plant").hash
    spaced = (
        library(tmp_path / "2", plant=CHILD.replace("status: draft", "status:   draft"), base=base())
        .load("plant")
        .hash
    )
    parent = library(tmp_path / "3", plant=CHILD, base=base().replace("3.6667", "3.6666")).load("plant").hash
    assert one == spaced
    assert one != parent


def test_a_block_is_used_under_a_name_with_every_need_bound(tmp_path):
    block = (
        'block: heat\nedition: "1"\nneeds: {output: t, fuel: flow}\n'
        "quantities: {rate: {unit: GJ/t, default: 2}}\nvalues: {heat: {unit: GJ, amount: output * rate}}\n"
        "inputs: {burn: {product: fuel, amount: heat, burnt: 1}}\n"
    )
    text = BASE.replace(
        "    inputs: {coal: {ask: t}}\n",
        "    inputs: {coal: {ask: t}}\n    use: {kiln: {block: heat@1, with: {output: iron, fuel: coal}}}\n",
    )
    home = library(tmp_path, plant=text)
    (tmp_path / "blocks" / "heat").mkdir(parents=True)
    (tmp_path / "blocks" / "heat" / "1.yaml").write_text(block, encoding="utf-8")
    rule = home.load("plant")
    furnace = rule.processes["furnace"]
    assert str(furnace.inputs["kiln.burn"].flow) == "coal"
    assert furnace.values["kiln.heat"].amount.text == "iron * kiln.rate"
    assert rule.blocks == ("heat@1",)
    unbound = text.replace("with: {output: iron, fuel: coal}", "with: {output: iron}")
    other = library(tmp_path / "b", plant=unbound)
    (tmp_path / "b" / "blocks" / "heat").mkdir(parents=True)
    (tmp_path / "b" / "blocks" / "heat" / "1.yaml").write_text(block, encoding="utf-8")
    assert "block.unbound" in codes(other.read("plant")[1])


def test_rules_are_values(tmp_path):
    rule = library(tmp_path, plant=BASE).load("plant")
    assert replace(rule, status="in_force") != rule
