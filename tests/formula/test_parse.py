"""How formulas are read: precedence, limits, what a Chinese keyboard writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.formula import FormulaError, parse, unparse
from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Not, Number, String, Unary, walk
from tests.formula.trees import any_trees, name, number

A, B, C = name("a"), name("b"), name("c")


@given(any_trees)
def test_printed_formula_reads_back_as_the_same_tree(node):
    assert parse(unparse(node)) == node


@given(any_trees)
def test_printed_formula_is_its_own_print(node):
    text = unparse(node)
    assert unparse(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a / b / c", Binary("/", Binary("/", A, B), C)),
        ("a**b**c", Binary("**", A, Binary("**", B, C))),
        ("-a**2", Unary(Binary("**", A, number("2")))),
        ("a**-b", Binary("**", A, Unary(B))),
        ("-a * b", Binary("*", Unary(A), B)),
        ("a * -b", Binary("*", A, Unary(B))),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("not a > b and c", BoolOp("and", (Not(Compare(">", A, B)), C))),
        ("a or b and c", BoolOp("or", (A, BoolOp("and", (B, C))))),
        ("a and b and c", BoolOp("and", (A, B, C))),
        ("(a and b) and c", BoolOp("and", (BoolOp("and", (A, B)), C))),
        ("a + b >= c", Compare(">=", Binary("+", A, B), C)),
        ("slope[cell]", Index(name("slope"), name("cell"))),
        ("recipe.mass", name("recipe", "mass")),
        ("sum(recipe.mass, recipe)", Call("sum", (name("recipe", "mass"), name("recipe")))),
        ("unit(2, “tC/t”)", Call("unit", (number("2"), String("tC/t")))),
        ("sum", name("sum")),
        ("a\n  + b", Binary("+", A, B)),
    ],
)
def test_operators_bind_as_on_paper(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("（a＋b）×c", "(a + b) * c"),
        ("a÷b－c", "a / b - c"),
        ("a · b", "a * b"),
        ("a − b", "a - b"),
        ("a^2", "a**2"),
        ("a ≥ b", "a >= b"),
        ("a ≠ b", "a != b"),
        ("max（a，１０）", "max(a, 10)"),
        ("slope［cell］", "slope[cell]"),
        ("a　＋　b", "a + b"),
    ],
)
def test_signs_of_a_chinese_keyboard_are_read_as_meant(typed, meant):
    assert unparse(parse(typed)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "a + b < c - a",
        "a + b - c",
        "a - (b - c)",
        "a * b / c",
        "a / (b * c)",
        "(a + b) * c",
        "a**b**c",
        "(a**b)**c",
        "-a**2",
        "(-a)**2",
        "a * -b",
        "-(a + b)",
        "a**-b",
        "a**(b + 1)",
        "not a < b and c > 1 or c == 2",
        "not (a < b and c > 1)",
        "a < b and (c > 1 or c == 2)",
        'unit(2, "tC/t") * sum(recipe.mass, recipe)',
        "slope[cell] * max(a, b, c)",
    ],
)
def test_printed_formula_has_brackets_only_where_they_are_needed(text):
    assert unparse(parse(text)) == text


def test_a_number_keeps_the_digits_of_its_author():
    assert unparse(parse("3.6640 * a")) == "3.6640 * a"


def test_forty_levels_of_brackets_are_read_and_forty_one_are_not():
    assert parse("(" * 40 + "a" + ")" * 40) == A
    with pytest.raises(FormulaError) as error:
        parse("(" * 41 + "a" + ")" * 41)
    assert error.value.findings[0].code == "formula.too_deep"
    assert error.value.findings[0].place.start == 40


def test_a_chain_of_a_hundred_terms_is_read():
    assert sum(isinstance(part, Name) for part in walk(parse(" + ".join(["a"] * 100)))) == 100


def test_a_formula_of_2000_characters_is_read_and_one_more_is_not():
    assert parse(" " * 1999 + "a") == A
    with pytest.raises(FormulaError) as error:
        parse(" " * 2000 + "a")
    assert error.value.findings[0].code == "formula.too_long"


def test_a_number_of_30_characters_is_read_and_one_more_is_not():
    assert parse("1" * 30).value == float("1" * 30)
    with pytest.raises(FormulaError) as error:
        parse("1" * 31)
    assert error.value.findings[0].code == "formula.number"


def test_nodes_know_their_characters_after_chinese_spaces_and_signs():
    node = parse("　（ab　＋c）×　de")
    product = node.span
    assert (product.start, product.end) == (2, 12)
    assert [(leaf.span.start, leaf.span.end) for leaf in walk(node) if isinstance(leaf, Name)] == [
        (2, 4),
        (6, 7),
        (10, 12),
    ]


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_is_refused_with_a_place_inside_it(text):
    require_formula_or_place(text)


@given(st.text(alphabet="ab1.0 +-*/()[]<>=!,\"（）×^_sumin'notdr", max_size=80))
def test_any_text_of_formula_signs_is_a_formula_or_is_refused_with_a_place_inside_it(text):
    require_formula_or_place(text)


def require_formula_or_place(text: str) -> None:
    try:
        parse(text, "kiln.x")
    except FormulaError as error:
        for finding in error.findings:
            place = finding.place
            assert place.text == text
            assert place.path == "kiln.x"
            assert 0 <= place.start <= place.end <= len(text)


def test_numbers_are_equal_to_what_decimal_reading_gives():
    assert parse("0.1") == Number("0.1", 0.1)
