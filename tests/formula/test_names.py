"""What a formula reads, and what a reader is told about it."""

import pytest

from tanchi.findings import Level
from tanchi.formula import dimensions, functions, leaf_text, leaves, lint, names, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a * b + a", {("a",), ("b",)}),
        ("sum(recipe.mass * x, recipe)", {("recipe", "mass"), ("x",)}),
        ("slope[cell] * metal", {("slope",), ("cell",), ("metal",)}),
        ("prop(kind, ncv) * mass", {("prop()", "kind", "ncv"), ("mass",)}),
        ("prop(fuels.kind, ncv)", {("prop()", "fuels.kind", "ncv")}),
        ("inflow(carbon) - outflow(carbon)", {("inflow()", "carbon"), ("outflow()", "carbon")}),
        ("interp(curve, p)", {("curve",), ("p",)}),
        ("total(load, month)", {("load",)}),
        ("previous(x, month, start)", {("x",), ("start",)}),
        ("mean(x, fuels, w)", {("x",), ("w",)}),
        ("count(fuels)", set()),
        ('unit(2, "t") * a', {("a",)}),
        ("where(route == dri, a, -b)", {("route",), ("dri",), ("a",), ("b",)}),
        ("not a > b or c < 1", {("a",), ("b",), ("c",)}),
    ],
)
def test_names_are_all_a_formula_reads_and_nothing_else(text, expected):
    assert names(parse(text)) == expected


def test_leaves_stand_in_order_of_appearance_once():
    assert leaves(parse("b * a + slope[cell] * b")) == (("b",), ("a",), ("slope",), ("cell",))
    assert leaves(parse("slope[cell] * b"), entries=True) == (("[]", "slope", "cell"), ("b",))


def test_dimensions_are_the_tables_and_times_reduced_over():
    text = "sum(mean(x, a.fuels, w), month) + count(sites) + cumulative(y, years)"
    assert dimensions(parse(text)) == {("a", "fuels"), ("month",), ("sites",), ("years",)}


def test_functions_are_named():
    assert functions(parse("max(exp(a), ln(b)) + sum(c, d)")) == {"max", "exp", "ln", "sum"}


@pytest.mark.parametrize(
    ("leaf", "text"),
    [
        (("fuel",), "fuel"),
        (("recipe", "mass"), "recipe.mass"),
        (("prop()", "coal", "ncv"), "prop(coal, ncv)"),
        (("inflow()", "carbon"), "inflow(carbon)"),
        (("[]", "slope", "cwpb"), "slope[cwpb]"),
    ],
)
def test_a_leaf_is_written_as_in_a_formula(leaf, text):
    assert leaf_text(leaf) == text


def test_numbers_that_need_a_source_are_warned_of_where_they_stand():
    found = lint(parse("0.525 * a**0.6 + 44 / 12 * b * 1000 - 100 * (1 - 2 * 60 * 0)"))
    assert [(f.code, f.level, f.place.start, f.place.end) for f in found] == [
        ("formula.bare_number", Level.WARNING, 0, 5)
    ]


def test_a_number_in_the_base_of_a_power_is_no_exponent():
    assert [f.message.en for f in lint(parse("1.05**n"))] == ["the number 1.05 has no source"]


def test_signs_read_as_meant_are_noted_with_what_to_write():
    found = lint(parse("（a×b）^2"))
    assert [(f.level, f.place.start, f.place.end, f.remedy.en) for f in found] == [
        (Level.NOTE, 0, 1, "Write '('."),
        (Level.NOTE, 2, 3, "Write '*'."),
        (Level.NOTE, 4, 5, "Write ')'."),
        (Level.NOTE, 5, 6, "Write '**'."),
    ]


def test_a_plain_formula_has_nothing_to_note():
    assert lint(parse("clinker * (cao - cao_nc) * co2_per_cao")) == ()
