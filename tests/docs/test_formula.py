"""The formula page: every example gives what the page says, every table lists what there is."""

import re

import pytest

from tanchi.findings import TanchiError
from tanchi.findings.render import as_text
from tanchi.formula import FormulaError, NumberKind, check, parse
from tanchi.formula.lint import FREE_NUMBERS
from tanchi.formula.parse import DEEPEST, TALLEST
from tanchi.formula.signatures import SIGNATURES
from tanchi.formula.signs import MEANT
from tanchi.formula.tokens import LONGEST, LONGEST_NUMBER
from tests.docs.formula_world import PAGE, World
from tests.docs.pages import LANGUAGES, blocks, page, tables, words
from tests.support.source import SRC

WORLDS = {language: World(language) for language in LANGUAGES}
EXAMPLES = [line for block in blocks("zh", PAGE, "formula") for line in block.text.splitlines()]


def refusal(text: str, world: World) -> FormulaError:
    with pytest.raises(TanchiError) as caught:
        world.shown(text)
    assert isinstance(caught.value, FormulaError)
    return caught.value


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_gives_what_the_page_says(line):
    formula, mark, result = re.fullmatch(r"(.+) (→|✗) (.+)", line).groups()
    if mark == "→":
        assert WORLDS["zh"].shown(formula) == result
    else:
        assert f"formula.{result}" in {f.code for f in refusal(formula, WORLDS["zh"]).findings}


def test_both_languages_show_the_same_examples_with_the_same_figures():
    zh, en = ([b.text for b in blocks(language, PAGE, "formula")] for language in LANGUAGES)
    assert zh == en
    names = [[[*row[:1], *row[2:]] for row in tables(language, PAGE)["names"]] for language in LANGUAGES]
    assert names[0] == names[1]


SAID = [
    (language, block)
    for language in LANGUAGES
    for block in blocks(language, PAGE, "text")
    if block.note.startswith("says: ")
]


@pytest.mark.parametrize(("language", "block"), SAID, ids=lambda part: getattr(part, "note", part))
def test_a_message_reads_as_the_page_prints_it(language, block):
    error = refusal(block.note.removeprefix("says: "), WORLDS[language])
    assert block.text.splitlines() == [
        line for f in error.findings for line in as_text(f, language).splitlines()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_functions_has_every_form_once(language):
    shown = [form for row in tables(language, PAGE)["functions"] for form in words(row[0])]
    assert sorted(shown) == sorted(signature.form for signature in SIGNATURES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_limits_are_those_of_the_program(language):
    shown = [int(row[1]) for row in tables(language, PAGE)["limits"]]
    assert shown == [LONGEST, LONGEST_NUMBER, DEEPEST, TALLEST]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_that_need_no_source_are_named(language):
    listed = re.search(
        r"((?:\d+(?:, |、| and | or ))+\d+)", page(language, PAGE).split("bare_number")[0].split("160")[-1]
    )
    assert {float(n) for n in re.findall(r"\d+", listed[1])} == FREE_NUMBERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_that_is_understood_is_listed(language):
    line = page(language, PAGE).split("<!-- signs -->\n")[1].split("\n")[0]
    digits = {chr(0xFF10 + digit) for digit in range(1, 9)}
    assert set(words(line)) == {*MEANT, "^", "**"} - digits


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_the_room_can_give_is_listed(language):
    source = "\n".join(p.read_text(encoding="utf-8") for p in (SRC / "tanchi" / "formula").glob("*.py"))
    given = set(re.findall(r'FormulaError\.at\(\s*[^"]*?,\s*"([a-z_]+)"', source))
    given |= set(re.findall(r'"formula\.([a-z_]+)"', source)) | {"sign", "letter", "look_alike"}
    shown = [code for row in tables(language, PAGE)["codes"] for code in words(row[0])]
    assert sorted(shown) == sorted(f"formula.{code}" for code in given)


def test_an_odd_unit_is_no_sum_with_tonnes_of_co2_but_has_their_dimension():
    scope = WORLDS["zh"].scope
    kind = check(parse('unit(26, "kgC/GJ") * unit(1, "GJ") * co2_per_c'), scope)
    assert isinstance(kind, NumberKind)
    stack = check(parse("stack"), scope)
    assert isinstance(stack, NumberKind)
    assert kind.unit.dimension == stack.unit.dimension
    assert kind.unit != stack.unit
