"""What a drafter is told: file, line, what is wrong, what to do (rule-pack format, error messages)."""

from __future__ import annotations

import pytest

from tanchi.findings import FilePlace, Level
from tanchi.findings.render import as_text

from .packs import BASE, changed, findings


def test_the_pack_the_tests_break_is_sound(tmp_path):
    assert [f for f in findings(tmp_path, BASE) if f.level is Level.ERROR] == []


CASES = [
    # (what to change, with what, code, words of the message or remedy, line)
    (
        "stage: production\n    quantities",
        "stage: produktion\n    quantities",
        "rule.reference",
        ("produktion", "production"),
        None,
    ),
    ("amount: coal *", "amount: feul *", "formula.unknown_name", ("feul",), 27),
    ("coal * coal_carbon * co2_per_c", "coal * coal_carbon", "rule.unit", ("tCO2", "tC", "co2_per_c"), 27),
    ("coal * coal_carbon * co2_per_c", "coal + co2_per_c", "formula.", (), 27),
    (
        "amount: coal * coal_carbon * co2_per_c",
        "amount: 'coal * slope[pfpb]'",
        "formula.",
        ("pfpb", "cwpb", "swpb"),
        27,
    ),
    ("makes: {iron: {ask: t}}", "makes: {iron: {ask: t}, slag: {ask: t}}", "rule.reference", ("slag",), None),
    ("inputs: {coal: {ask: t}}", "inputs: {coal: {ask: t, amount: 1}}", "pack.line", ("ask", "amount"), None),
    ("inputs: {coal: {ask: t}}", "inputs: {coal: {ask: tonne_of_coal}}", "unit", (), None),
    (
        "inputs: {coal: {ask: t}}",
        "inputs: {coal: {amount: min(a, b)}}",
        "pack.unknown_field",
        ("引号", "quote"),
        None,
    ),
    ("status: draft", "status: ready", "pack.word", ("ready", "in_force"), 4),
    ("kind: declared", "kind: declard", "pack.word", ("declard", "declared"), None),
    ("of: iron}", "of: irn}", "rule.reference", ("irn", "iron"), None),
    ("default: gas}", "default: gaz}", "pack.option", ("gaz",), None),
    ("quantities: {ratio: {unit: t/t}}", "quantities: {coal: {unit: t/t}}", "rule.shadow", ("coal",), None),
    ("quantities: {ratio: {unit: t/t}}", "quantities: {route: {unit: t/t}}", "rule.shadow", ("route",), None),
    ("quantities: {ratio: {unit: t/t}}", "quantities: {Ratio: {unit: t/t}}", "pack.id", ("Ratio",), None),
    (
        "quantities: {ratio: {unit: t/t}}",
        "quantities: {ratio: {unit: t/t, range: 3}}",
        "pack.range",
        (),
        None,
    ),
    ("value: 3.6667, source: {ref: 44/12, read: read}", "value: 3.6667", "pack.source", (), None),
    ("value: 3.6667, ", "", "pack.parameter", (), None),
    ("format: 1", "format: 2", "pack.format", (), 3),
    ("gas: CO2, amount: coal", "gas: CO3, amount: coal", "gas", ("CO3",), None),
    (
        "gas: CO2, amount: coal",
        "gas: CO2, origin: fosil, amount: coal",
        "rule.reference",
        ("fosil", "fossil"),
        None,
    ),
    (
        "gas: CO2, amount: coal",
        "gas: CO2, origin: {fossil: 0.5, biogenic: 0.2}, amount: coal",
        "rule.origin",
        ("0.7",),
        None,
    ),
    ("inputs: {coal: {ask: t}}", "inputs: {coal: {ask: t, from: quary}}", "rule.reference", ("quary",), None),
    (
        "inputs: {coal: {ask: t}}",
        "inputs: {coal: {ask: t, stage: prduction}}",
        "rule.reference",
        ("prduction",),
        None,
    ),
    ("gas: CO2, amount: coal", "gas: CO2, amout: coal", "pack.unknown_field", ("amout", "amount"), None),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "line"), CASES, ids=[f"{c[2]}-{i}" for i, c in enumerate(CASES)]
)
def test_a_mistake_is_named_at_its_line_with_what_to_do(tmp_path, old, new, code, words, line):
    found = [
        f for f in findings(tmp_path, changed(old, new)) if f.level is Level.ERROR and f.code.startswith(code)
    ]
    assert found, [f.code for f in findings(tmp_path / "again", changed(old, new))]
    text = "\n".join(as_text(f, "zh") + as_text(f, "en") for f in found)
    for word in words:
        assert word in text
    place = found[0].place
    assert isinstance(place, FilePlace)
    assert place.file == "plant/1/pack.yaml"
    assert place.line > 0
    if line is not None:
        assert place.line == line


def test_all_mistakes_are_told_at_once(tmp_path):
    text = (
        changed("status: draft", "status: ready")
        .replace("kind: declared", "kind: declard")
        .replace("default: gas}", "default: gaz}")
    )
    codes = {f.code for f in findings(tmp_path, text)}
    assert {"pack.word", "pack.option"} <= codes
    assert sum(f.code == "pack.word" for f in findings(tmp_path / "b", text)) == 2


def test_a_caret_stands_under_the_wrong_word(tmp_path):
    (found,) = [
        f
        for f in findings(tmp_path, changed("amount: coal * coal_carbon", "amount: coal * feul"))
        if f.code == "formula.unknown_name"
    ]
    lines = as_text(found, "zh").splitlines()
    assert lines[1].strip().startswith("coal * feul")
    assert lines[2].index("^") == lines[1].index("feul")


def test_several_products_need_an_allocation_and_every_group_a_rule(tmp_path):
    two = changed(
        "makes: {iron: {ask: t}}", "makes: {iron: {ask: t}, slag: {ask: t, kind: coproduct}}"
    ).replace("  coal: {unit: t, props", "  slag: {unit: t}\n  coal: {unit: t, props")
    assert "rule.allocation" in {f.code for f in findings(tmp_path, two)}
    ruled = two.replace(
        "inputs: {coal: {ask: t}}",
        "inputs: {coal: {ask: t, group: fuel}}\n    allocation: {rules: [{group: power, key: mass}]}",
    )
    assert "rule.group" in {f.code for f in findings(tmp_path / "b", ruled)}
    twice = two.replace(
        "inputs: {coal: {ask: t}}",
        "inputs: {coal: {ask: t}}\n    allocation: {rules: [{group: rest, key: mass}, {group: rest, main: all}]}",
    )
    assert "rule.group" in {f.code for f in findings(tmp_path / "c", twice)}
    shares = two.replace(
        "inputs: {coal: {ask: t}}",
        "inputs: {coal: {ask: t}}\n    allocation: {rules: [{group: rest, share: {iron: 0.6, slag: 0.3}}]}",
    )
    assert "rule.shares" in {f.code for f in findings(tmp_path / "d", shares)}


def test_two_symbols_may_not_be_the_same(tmp_path):
    text = changed("stack: {gas: CO2,", "stack: {symbol: E_x, gas: CO2,").replace(
        "ratio: {unit: t/t}", "ratio: {unit: t/t, symbol: E_x}"
    )
    assert "rule.symbol" in {f.code for f in findings(tmp_path, text)}


def test_an_option_without_a_value_is_an_error_unless_else_is_given(tmp_path):
    bare = changed("amount: coal * coal_carbon * co2_per_c", "amount: {by: route, gas: 1}")
    assert "rule.by" in {f.code for f in findings(tmp_path, bare)}
    filled = bare.replace("{by: route, gas: 1}", "{by: route, gas: 1, else: 2}")
    assert "rule.by" not in {f.code for f in findings(tmp_path / "b", filled)}
