"""Each function on small figures worked out by hand, and on published ones where there are some."""

import math

import numpy as np
import pytest

from tanchi.formula import (
    Curve,
    DimensionError,
    FormulaError,
    Keyed,
    Labelled,
    OptionValue,
    TableValue,
    UnknownName,
    compile_formula,
    evaluate,
    evaluate_option,
    labelled,
    option,
    parse,
)
from tanchi.units import parse_unit
from tests.formula.worlds import DictEnv

NAN = math.nan


def rows_env(**more: object) -> DictEnv:
    base = {
        "a": 4.0,
        "zero": 0.0,
        "gap": NAN,
        "x": labelled([2.0, 5.0, 3.0], "rows"),
        "w": labelled([1.0, 3.0, 4.0], "rows"),
        "holes": labelled([2.0, NAN, 3.0], "rows"),
        "rows": TableValue("rows", 3),
        "none": TableValue("none", 0),
        "empty": labelled([], "none"),
        "kind": OptionValue(("coal", "gas"), np.array([1, 0, -1]), ("rows",)),
        "route": option(("dri", "bof"), "dri"),
        "dri": option(("dri",), "dri"),
        "bof": option(("bof",), "bof"),
        "open_choice": option(("dri", "bof"), ""),
    }
    return DictEnv(base | more, months=(0, 0, 1))


def result(text: str, **more: object) -> object:
    return evaluate(parse(text), rows_env(**more)).values.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + 3 * a", 14.0),
        ("(2 - a) / 4", -0.5),
        ("2**3**2", 512.0),
        ("-a**2", -16.0),
        ("min(a, 3, 5)", 3.0),
        ("max(a, 3, 5)", 5.0),
        ("abs(1 - a)", 3.0),
        ("sqrt(a)", 2.0),
        ("exp(0) + ln(1)", 1.0),
        ("floor(2.7) + ceil(2.2)", 5.0),
        ('unit(2, "t")', 2000.0),
        ("x * a", [8.0, 20.0, 12.0]),
        ("max(x, 3)", [3.0, 5.0, 3.0]),
        ("sum(x, rows)", 10.0),
        ("sum(x * w, rows)", 29.0),
        ("sum(a, rows)", 12.0),
        ("mean(x, rows)", 10 / 3),
        ("mean(x, rows, w)", 29 / 8),
        ("largest(x, rows) - smallest(x, rows)", 3.0),
        ("count(rows)", 3.0),
        ("cumulative(x, rows)", [2.0, 7.0, 10.0]),
        ("previous(x, rows, 9)", [9.0, 2.0, 5.0]),
        ("x - previous(x, rows, 0)", [2.0, 3.0, -2.0]),
        ("where(x > 2.5, x, 0)", [0.0, 5.0, 3.0]),
        ("where(a > 2.5, x, 0)", [2.0, 5.0, 3.0]),
        ("x >= 3 and w < 4", [0.0, 1.0, 0.0]),
        ("x < 3 or w >= 4", [1.0, 0.0, 1.0]),
        ("x > 1 and w > 1 and x < 5", [0.0, 0.0, 1.0]),
        ("x > 4 or w > 3 or x < 3", [1.0, 1.0, 1.0]),
        ("x > 4 or w > 9 or x < 3", [1.0, 1.0, 0.0]),
        ("not x > 2.5", [1.0, 0.0, 0.0]),
        ("all(x > 1, rows)", 1.0),
        ("all(x > 2)", 0.0),
        ("any(x > 4)", 1.0),
        ("kind == gas", [1.0, 0.0, NAN]),
        ("kind != gas", [0.0, 1.0, NAN]),
        ("route == dri", 1.0),
        ("route == bof", 0.0),
        ("unique(x)", 1.0),
        ("unique(x > 2.5)", 0.0),
        ("unique(kind)", 1.0),
    ],
)
def test_function_gives_what_hand_arithmetic_gives(text, expected):
    np.testing.assert_allclose(result(text), expected, rtol=1e-15)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(empty, none)", 0.0),
        ("count(none)", 0.0),
        ("mean(empty, none)", NAN),
        ("largest(empty, none)", NAN),
        ("smallest(empty, none)", NAN),
        ("all(empty > 0, none)", 1.0),
        ("any(empty > 0, none)", 0.0),
        ("cumulative(empty, none)", []),
        ("previous(empty, none, 1)", []),
    ],
)
def test_a_table_without_rows_sums_to_zero_and_has_no_mean(text, expected):
    np.testing.assert_array_equal(result(text), expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gap + 1", NAN),
        ("gap * 0", NAN),
        ("gap**0", NAN),
        ("1**gap", NAN),
        ("min(gap, a)", NAN),
        ("max(a, gap)", NAN),
        ("floor(gap)", NAN),
        ("gap > 1", NAN),
        ("gap == gap", NAN),
        ("not gap > 1", NAN),
        ("where(gap > 1, a, a)", NAN),
        ("where(a > 1, a, gap)", 4.0),
        ("open_choice == dri", NAN),
        ("holes * 2", [4.0, NAN, 6.0]),
        ("holes**0", [1.0, NAN, 1.0]),
        ("holes > 2", [0.0, NAN, 1.0]),
        ("min(holes, 1)", [1.0, NAN, 1.0]),
        ("sum(holes, rows)", NAN),
        ("mean(holes, rows)", NAN),
        ("largest(holes, rows)", NAN),
        ("cumulative(holes, rows)", [2.0, NAN, NAN]),
        ("all(holes > 1, rows)", NAN),
        ("where(holes > 2, x, w)", [1.0, NAN, 3.0]),
        ("where(x > 2, holes, 0)", [0.0, NAN, 3.0]),
        ("count(rows)", 3.0),
    ],
)
def test_a_missing_value_makes_what_needs_it_missing_and_nothing_else(text, expected):
    np.testing.assert_array_equal(result(text), expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 / zero", "除数为零，或商太大"),
        ("zero / zero", "除数为零，或商太大"),
        ("a / (x - 5)", "除数为零，或商太大（rows 第 2 项）"),
        ("ln(x - 5)", "对数的参数不是正数（rows 第 1 项）"),
        ("ln(zero)", "对数的参数不是正数"),
        ("sqrt(3 - x)", "负数不能开平方（rows 第 2 项）"),
        ("sqrt(-a)", "负数不能开平方"),
        ("(0 - a)**0.5", "负数的非整数次方、零的负次方，或幂太大"),
        ("zero**(0 - 1)", "负数的非整数次方、零的负次方，或幂太大"),
        ("9**9**9**9", "负数的非整数次方、零的负次方，或幂太大"),
        ("exp(1000 * a)", "结果太大"),
        ("mean(x, rows, x * 0)", "除数为零，或商太大"),
    ],
)
def test_a_result_that_is_no_number_is_refused_and_the_row_is_named(text, message):
    with pytest.raises(FormulaError) as error:
        evaluate(parse(text), rows_env())
    (finding,) = error.value.findings
    assert finding.code == "formula.not_finite"
    assert finding.message.zh == message


def test_the_sample_that_fails_is_named_beside_the_row():
    s = labelled([[1.0, 2.0], [3.0, 0.0]], "rows", "sample")
    with pytest.raises(FormulaError) as error:
        evaluate(parse("1 / s"), DictEnv({"s": s}))
    assert error.value.findings[0].message.en.endswith("(rows 2, sample 2)")


def test_the_place_of_a_division_by_zero_is_the_division():
    with pytest.raises(FormulaError) as error:
        evaluate(parse("a + 1 / zero", "kiln.x"), rows_env())
    place = error.value.findings[0].place
    assert (place.text[place.start : place.end], place.path) == ("1 / zero", "kiln.x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("where(x > 2, 1 / (x - 2), 0)", [0.0, 1 / 3, 1.0]),
        ("x > 2 and 1 / (x - 2) > 0.5", [0.0, 0.0, 1.0]),
        ("x <= 2 or 1 / (x - 2) > 0.5", [1.0, 0.0, 1.0]),
        ("where(zero > 0, a / zero, 0)", 0.0),
        ("where(x > 9, a / zero, x)", [2.0, 5.0, 3.0]),
        ("where(x > 2, where(x > 3, ln(x - 3), 0), 0)", [0.0, math.log(2.0), 0.0]),
    ],
)
def test_a_branch_is_not_blamed_for_rows_it_is_not_taken_for(text, expected):
    assert result(text) == pytest.approx(expected)


def test_a_sum_inside_a_branch_needs_every_row():
    with pytest.raises(FormulaError):
        evaluate(parse("where(x > 2, smallest(1 / (x - 2), rows), 0)"), rows_env())


def test_hours_are_summed_to_their_months_and_to_the_year():
    h = labelled([1.0, 2.0, 4.0], "hour")
    assert result("total(h, month)", h=h) == [3.0, 4.0]
    assert result("total(h, year)", h=h) == 7.0
    m = labelled([3.0, 4.0], "month")
    assert result("total(m, month)", m=m) == [3.0, 4.0]
    assert result("total(m, year)", m=m) == 7.0


def test_a_constant_branch_of_an_hourly_formula_counts_every_hour():
    more = {"h": labelled([1.0, 2.0, 4.0], "hour"), "hour": TableValue("hour", 3)}
    assert result("total(where(route == bof, h, a), month)", **more) == [8.0, 4.0]
    assert result("total(where(route == bof, h, a), year)", **more) == 12.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # h runs over 3 hours, m over 2 months; the branch taken is always the constant a = 4
        ("total(where(route == bof, m, a), year)", 8.0),
        ("total(where(route == bof, m, a), month)", 4.0),
        ("total(where(route == bof, h, a) * m, year)", 4.0 * 7.0 * 3),
        ("total(where(route == bof, sum(h, hour), a), year)", 4.0),
        ("total(where(route == bof, mean(h, hour), a), year)", 4.0),
        ("total(where(route == bof, cumulative(h, hour), a), year)", 12.0),
        ("total(where(route == bof, previous(h, hour, 0), a), year)", 12.0),
        ("total(where(route == bof, total(h, month), a), year)", 8.0),
        ("total(where(route == bof, total(m, month), a), year)", 8.0),
        ("total(where(route == bof, total(h, year), a), year)", 4.0),
        ("total(where(route == bof, where(all(h > 0), 1, 2), a), year)", 4.0),
        ("total(where(route == bof, where(any(h > 0, hour), 1, 2), a), year)", 4.0),
        ("total(where(route == bof, where(h > 0, 1, 2), a), year)", 12.0),
        ("total(where(route == bof, prop(coal, ncv) * ef[coal], a), year)", 4.0),
        ("total(where(route == bof, count(hour), a), year)", 4.0),
        ("total(where(route == bof, -min(h, 1), a), year)", 12.0),
    ],
)
def test_a_constant_branch_counts_once_for_every_period_the_formula_runs_over(text, expected):
    env = rows_env(
        h=labelled([1.0, 2.0, 4.0], "hour"),
        m=labelled([3.0, 4.0], "month"),
        hour=TableValue("hour", 3),
        month=TableValue("month", 2),
        ef=Keyed({"coal": 1.0}),
    )
    env.props["coal", "ncv"] = 2.0
    assert evaluate(parse(text), env).values.tolist() == expected


def test_monthly_matching_is_never_below_hourly_matching():
    env = {
        "generated": labelled([5.0, 0.0, 2.0], "hour"),
        "load": labelled([2.0, 2.0, 3.0], "hour"),
        "hour": TableValue("hour", 3),
        "month": TableValue("month", 2),
    }
    assert result("sum(min(generated, load), hour)", **env) == 4.0
    assert result("sum(min(total(generated, month), total(load, month)), month)", **env) == 6.0


def test_a_pick_indexes_a_keyed_parameter_row_by_row():
    keyed = Keyed({"coal": 94.6, "gas": labelled([55.0, 57.0], "sample")})
    found = evaluate(parse("ef[kind]"), rows_env(ef=keyed))
    assert found.dims == ("rows", "sample")
    np.testing.assert_array_equal(found.values, [[55.0, 57.0], [94.6, 94.6], [NAN, NAN]])


def test_a_word_indexes_a_keyed_parameter():
    assert result("ef[coal] * a", ef=Keyed({"coal": 2.0, "gas": 3.0})) == 8.0


def test_a_pick_without_an_entry_is_refused_and_the_entries_are_listed():
    with pytest.raises(FormulaError) as error:
        evaluate(parse("ef[kind]"), rows_env(ef=Keyed({"coal": 2.0, "peat": 3.0})))
    (finding,) = error.value.findings
    assert (finding.code, finding.remedy.en) == ("formula.no_entry", "it has coal, peat")


def test_a_curve_is_read_between_its_points_and_not_beyond():
    curve = Curve(np.array([0.0, 2e3, 4e3]), np.array([0.0, 10.0, 12.0]), x_unit=parse_unit("MPa"))
    at = {"curve": curve, "p": labelled([1e3, 2e3, 4e3], "rows")}
    assert result("interp(curve, p)", **at) == [5.0, 10.0, 12.0]
    with pytest.raises(FormulaError) as error:
        result("interp(curve, p * 2)", **at)
    assert error.value.findings[0].message.zh == "超出曲线范围 0 至 4 MPa（rows 第 3 项）"


def test_a_curve_that_says_so_is_continued():
    curve = Curve(np.array([0.0, 2.0, 4.0]), np.array([0.0, 10.0, 12.0]), extrapolate=True)
    assert result("interp(curve, a * 2)", curve=curve) == 16.0


def test_a_choice_not_made_decides_nothing():
    env = rows_env()
    found = evaluate_option(parse("where(gap > 0, dri, bof)"), env)
    assert (str(found), int(found.codes)) == ("", -1)


def test_two_picks_are_compared_by_option_not_by_code():
    other = OptionValue(("gas", "peat", "coal"), np.array([0, 1, 2]), ("rows",))
    env = rows_env(other=other)
    env.values["kind"] = OptionValue(("coal", "gas"), np.array([1, 0, 0]), ("rows",))
    assert evaluate(parse("kind == other"), env).values.tolist() == [1.0, 0.0, 1.0]


def test_texts_are_unique_unless_two_that_were_given_are_equal():
    texts = OptionValue(("A1", "A2"), np.array([0, 1, -1]), ("rows",))
    assert result("unique(code)", code=texts) == 1.0
    doubled = OptionValue(("A1", "A2"), np.array([0, 1, 0]), ("rows",))
    assert result("unique(code)", code=doubled) == 0.0


def test_a_decision_gives_the_option_of_its_branch():
    env = rows_env()
    assert str(evaluate_option(parse("where(a > 3, dri, bof)"), env)) == "dri"
    assert str(evaluate_option(parse("where(a > 5, dri, where(zero > 0, dri, bof))"), env)) == "bof"
    rowwise = evaluate_option(parse("where(x > 2.5, dri, bof)"), env)
    assert [rowwise.options[code] for code in rowwise.codes] == ["bof", "dri", "dri"]


def test_a_name_the_environment_does_not_know_is_refused_at_its_place():
    class Empty(DictEnv):
        def value(self, name: tuple[str, ...]) -> float:
            raise UnknownName(name, ["fuel"])

    with pytest.raises(FormulaError) as error:
        evaluate(parse("2 * feul"), Empty({}))
    (finding,) = error.value.findings
    assert (finding.code, finding.place.start, finding.remedy.en) == ("formula.unknown_name", 4, "near: fuel")


@pytest.mark.parametrize(
    ("text", "start"),
    [("kind * 2", 0), ("2 * rows", 4), ("x[kind]", 0), ("ef[a]", 3), ("sum(x, a)", 7), ("interp(a, 1)", 7)],
)
def test_a_name_that_stands_for_something_else_is_refused_at_its_place(text, start):
    with pytest.raises(FormulaError) as error:
        evaluate(parse(text), rows_env(ef=Keyed({"coal": 1.0, "gas": 2.0})))
    (finding,) = error.value.findings
    assert (finding.code, finding.place.start) == ("formula.kind", start)


def test_one_dimension_with_two_lengths_is_refused():
    with pytest.raises(DimensionError):
        evaluate(parse("x * longer"), rows_env(longer=labelled([1.0, 2.0, 3.0, 4.0], "rows")))


def test_a_length_of_one_does_not_spread_by_itself():
    with pytest.raises(DimensionError):
        evaluate(parse("x * one"), rows_env(one=labelled([1.0], "rows")))


def test_a_formula_compiled_once_runs_in_many_environments():
    compiled = compile_formula(parse("a * 2"))
    assert [float(compiled(DictEnv({"a": value}))) for value in (1.0, 2.5)] == [2.0, 5.0]


def test_a_scalar_result_has_no_dimensions():
    found = evaluate(parse("a * 2"), rows_env(a=Labelled(np.array(3.0))))
    assert (found.dims, float(found)) == ((), 6.0)


def test_photovoltaic_yield_over_thirty_years_equals_the_closed_form():
    """Σ p·h·r·(1 − d·(n − 0.5)) = p·h·r·(N − d·N²/2)."""
    p, h, r, d, n = 2.5, 1300.0, 0.8, 0.0055, 30
    env = DictEnv(
        {
            "peak": p,
            "hours": h,
            "ratio": r,
            "degradation": d,
            "life": TableValue("life", n),
            "life.n": labelled(np.arange(1.0, n + 1), "life"),
        }
    )
    text = "sum(peak * hours * ratio * (1 - degradation * (life.n - 0.5)), life)"
    assert float(evaluate(parse(text), env)) == pytest.approx(p * h * r * (n - d * n * n / 2), rel=1e-14)
