"""Printed equations, read back from the marks on paper, have the value of the formula."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tanchi.findings import Text
from tanchi.formula import FormulaError, Leaf, OptionValue, Symbol, evaluate, mathml, omml, parse, where_list
from tanchi.formula.nodes import Binary, Call, Compare, Node, Unary
from tests.formula.equation_reader import M, Reader, scan_mathml, scan_omml
from tests.formula.trees import name, number
from tests.formula.worlds import LENGTHS, OVER, DictEnv, small_env

WRITERS = {"mathml": (mathml, scan_mathml), "omml": (omml, scan_omml)}
ROWS = {"m": "month", "h": "hour"}


def symbols(leaf: Leaf) -> Symbol:
    """Print every leaf of the small world by its own name; the number of rows is N."""
    if leaf == ("recipe",):
        return Symbol("N")
    if leaf[0].endswith("()"):
        return Symbol({"prop()": "NCV", "inflow()": "Ci", "outflow()": "Co"}[leaf[0]], dims=_prop_dims(leaf))
    plain = leaf[-1]
    dims = ("recipe",) if plain == "kind" else OVER.get(plain, ())
    return Symbol(plain, dims=dims, text=Text(plain))


def _prop_dims(leaf: Leaf) -> tuple[str, ...]:
    return ("recipe",) if leaf[0] == "prop()" else ()


def dimension(index: str) -> str:
    return ROWS.get(index[0], "recipe")


def lookup_in(env: DictEnv, point: dict[str, int]):
    """Return a look-up of symbols: by running index if there is one, else at ``point``."""

    def lookup(symbol: tuple[str, tuple[str, ...]], at: dict[str, int]) -> float:
        base, subs = symbol
        if base in ("i", "j", "k"):
            return at[base] + 1.0
        if base in ("dri", "bof", "p", "q"):
            return float(("dri", "bof", "p", "q").index(base))
        where = dict(point)
        running = [dimension(sub) for sub in subs if sub[0] in at]
        assert len(set(running)) == len(running), f"two indexes for one dimension: {symbol}"
        for sub in subs:
            letter, _, shift = sub.partition("−")
            if letter in at:
                where[dimension(letter)] = at[letter] - int(shift or 0)
        return _value(base, subs, env, where)

    return lookup


def _value(base: str, subs: tuple[str, ...], env: DictEnv, where: dict[str, int]) -> float:
    if base == "N":
        return 3.0
    if base in ("NCV", "Ci", "Co"):
        held = {
            "NCV": env.props["kind", "ncv"],
            "Ci": env.flows["in", "carbon"],
            "Co": env.flows["out", "carbon"],
        }
        return _at(held[base], where)
    if base == "ef":
        key = subs[0] if subs[0] in ("p", "q") else _picked(env.values["kind"], where)
        return _at(env.values["ef"].entries[key], where)
    value = env.values[base]
    if isinstance(value, OptionValue):
        return float(("dri", "bof", "p", "q").index(_picked(value, where)))
    return _at(value, where)


def _picked(pick: OptionValue, where: dict[str, int]) -> str:
    return pick.options[int(pick.codes[where["recipe"]] if pick.dims else pick.codes)]


def _at(value, where: dict[str, int]) -> float:
    if isinstance(value, float):
        return value
    return float(value.values[tuple(where[dim] for dim in value.dims)])


def read_back(form: str, node: Node, env: DictEnv, point: dict[str, int], **options) -> float:
    write, scan = WRITERS[form]
    tokens = scan(write(node, symbols, **options))
    free = {"i": point["recipe"], "m": point["month"], "h": point["hour"]}
    reader = Reader(tokens, lookup_in(env, point), lambda index: LENGTHS[dimension(index)], free)
    value = reader.truth()
    assert reader.place == len(tokens), tokens[reader.place :]
    return value


def evaluated(node: Node, env: DictEnv, point: dict[str, int]) -> float:
    return _at(evaluate(node, env), point)


POINT = {"recipe": 1, "month": 1, "hour": 3, "sample": 0}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "text",
    [
        "a + b - a",
        "a - (b - a)",
        "a - (b + a)",
        "a * (b + 1) * a",
        "a * (b * a)",
        "(a + b) / (a * b)",
        "a / b / a",
        "a / (b / a)",
        "a * b / a * b",
        "a**b**2",
        "(a**b)**2",
        "(a * b)**2",
        "(a / b)**2",
        "(a + b)**-2",
        "2**(a / b)",
        "-a + b",
        "a * -b",
        "-(a + b)",
        "-a**2",
        "(-a)**2",
        "(a + b) * -(a - b)",
        "-(a * b)",
        "-(-a)",
        "a - -b",
        "sqrt(a + b) * a",
        "sqrt(a)**3",
        "abs(a - b)**2",
        "floor(a * 10) + ceil(b * 10)",
        "exp(a + b) * 2",
        "exp(a)**2",
        "ln(a * b)",
        "min(a, b + 1, 2) * max(a, b)",
        "max(a, b)**2",
        "sum(x, recipe)",
        "sum(x * y, recipe) + a",
        "sum(x + y, recipe) * a",
        "a * sum(x, recipe)",
        "a * sum(x, recipe) * b",
        "sum(x, recipe) * sum(y, recipe)",
        "sum(x, recipe)**2",
        "-sum(x, recipe) + a",
        "a - sum(x, recipe)",
        "sum(x, recipe) / a",
        "sum(x * sum(y, recipe), recipe)",
        "sum(x * sum(x * y, recipe), recipe)",
        "sum((x - mean(x, recipe))**2, recipe)",
        "sum(-x, recipe)",
        "sum(x / y, recipe)",
        "sum(z, recipe)",
        "sum(ef[kind] * x, recipe)",
        "ef[p] * a",
        "ef[kind] * x",
        "prop(kind, ncv) * x",
        "sum(prop(kind, ncv) * x, recipe)",
        "inflow(carbon) - outflow(carbon)",
        "mean(x, recipe)",
        "mean(x + y, recipe) * a",
        "mean(x, recipe, y)",
        "mean(x + y, recipe, x + 1)",
        "largest(x, recipe) - smallest(x * y, recipe)",
        "count(recipe) * a",
        "where(a > b, a, b)",
        "where(a > 5, a, where(b >= 5, b, a + b))",
        "where(where(a > b, a, b) > 0, 1, 2)",
        "where(a > b, where(b > 5, a, b), 7)",
        "a * where(a < b, a, b) + 1",
        "where(route == dri, a, b)",
        "where(kind != p, x, y)",
        "where(a > 1 and b > 1 or not a > b, 1, 2)",
        "where((a > 1 or b > 1) and a > b, 1, 2)",
        "cumulative(x, recipe)",
        "a * cumulative(x * y, recipe)",
        "previous(x, recipe, a)",
        "x - previous(x * y, recipe, 0)",
        "total(h, month)",
        "total(h * a, month) * m",
        "a >= b",
    ],
)
def test_every_node_reads_back_with_the_value_of_the_formula(form, text):
    env = small_env(7)
    node = parse(text)
    for recipe in range(3):
        point = {**POINT, "recipe": recipe}
        assert read_back(form, node, env, point) == pytest.approx(evaluated(node, env, point), rel=1e-12)


_LEAVES: st.SearchStrategy[Node] = st.sampled_from(["a", "b", "x", "y"]).map(name) | st.sampled_from(
    ["1", "2", "0.5"]
).map(number)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    rows = st.sampled_from(["sum", "mean", "largest", "smallest"])
    condition = st.builds(Compare, st.sampled_from(["<", ">="]), inner, inner)
    return st.one_of(
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), inner, inner),
        st.builds(Binary, st.just("**"), inner, st.sampled_from(["2", "3"]).map(number)),
        st.builds(Unary, inner),
        st.builds(lambda f, x: Call(f, (x,)), st.sampled_from(["abs", "sqrt", "exp", "ln"]), inner),
        st.builds(lambda f, x, y: Call(f, (x, y)), st.sampled_from(["min", "max"]), inner, inner),
        st.builds(lambda f, x: Call(f, (x, name("recipe"))), rows, inner),
        st.builds(lambda c, x, y: Call("where", (c, x, y)), condition, inner, inner),
    )


@given(st.recursive(_LEAVES, _grown, max_leaves=10), st.sampled_from(sorted(WRITERS)), st.integers(0, 100))
def test_any_formula_reads_back_with_its_value(node, form, seed):
    env = small_env(seed)
    try:
        expected = evaluated(node, env, POINT)
    except FormulaError:
        reject()
    try:
        found = read_back(form, node, env, POINT)
    except (ZeroDivisionError, OverflowError, ValueError, TypeError):
        reject()
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("factor", "text"),
    [(Fraction(1, 1000), "a + b"), (Fraction(10**6), "a * b"), (Fraction(36, 10), "a"), (Fraction(25), "-a")],
)
def test_the_factor_multiplies_the_whole_formula(form, factor, text):
    env = small_env(3)
    node = parse(text)
    found = read_back(form, node, env, POINT, factor=factor)
    assert found == pytest.approx(evaluated(node, env, POINT) * float(factor), rel=1e-12)


def test_powers_of_ten_are_printed_as_such():
    texts = [run.text for run in nodes_of(omml(parse("a"), symbols, factor=Fraction(1, 1000)), f"{M}t")]
    assert texts == ["a", "×", "10", "−3"]


@pytest.mark.parametrize(
    ("text", "fenced"), [("a * b", False), ("a / b", False), ("a", False), ("a + b", True), ("-a", True)]
)
def test_only_a_sum_needs_brackets_before_the_factor(text, fenced):
    xml = omml(parse(text), symbols, factor=Fraction(1, 1000))
    assert bool(nodes_of(xml, f"{M}d")) is fenced


@pytest.mark.parametrize("form", WRITERS)
def test_a_left_side_makes_an_equation_that_holds(form):
    env = small_env(3)
    node = parse("b")
    assert read_back(form, node, env, POINT, left=Symbol("b")) == 1.0
    assert read_back(form, node, env, POINT, left=Symbol("a")) == 0.0


def nodes_of(xml: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(xml).iter(tag))


def anode(leaf: Leaf) -> Symbol:
    return {
        ("net_anode",): Symbol("NA", "", Text("阳极净耗", "net anode"), "t"),
        ("carbon",): Symbol("w", "阳极", Text("含碳量", "carbon content"), "tC/t"),
        ("e",): Symbol("E", "CF4", Text("排放量", "emission"), "t"),
    }[leaf]


def test_single_letters_are_italic_words_and_chinese_upright_in_word():
    runs = nodes_of(omml(parse("net_anode * carbon * e"), anode), f"{M}r")
    upright = {run.find(f"{M}t").text: run.find(f"{M}rPr/{M}sty") is not None for run in runs}
    assert upright == {"NA": True, "×": True, "w": False, "阳极": True, "E": False, "CF4": True}


def test_single_letters_are_italic_words_and_chinese_upright_in_mathml():
    tag = "{http://www.w3.org/1998/Math/MathML}mi"
    marks = nodes_of(mathml(parse("net_anode * carbon * e"), anode), tag)
    upright = {mark.text: mark.get("mathvariant") == "normal" for mark in marks}
    assert upright == {"NA": True, "w": False, "阳极": True, "E": False, "CF4": True}


def test_running_indexes_are_italic_in_word():
    runs = nodes_of(omml(parse("sum(x * 2, recipe)"), symbols), f"{M}r")
    upright = [(run.find(f"{M}t").text, run.find(f"{M}rPr/{M}sty") is not None) for run in runs]
    assert upright == [("i", False), ("x", False), ("i", False), ("×", True), ("2", True)]


def test_a_number_with_a_unit_prints_both():
    xml = omml(parse('unit(2, "tC/t") * e'), anode)
    texts = [run.text for run in nodes_of(xml, f"{M}t")]
    assert texts == ["2", "\u2009tC/t", "×", "E", "CF4"]


def test_labels_cannot_break_the_markup():
    def hostile(leaf: Leaf) -> Symbol:
        return Symbol("<b>&", "</m:t>\"'")

    for xml in (omml(parse("a"), hostile), mathml(parse("a"), hostile)):
        texts = [element.text for element in ElementTree.fromstring(xml).iter() if element.text]
        assert texts == ["<b>&", "</m:t>\"'"]


def test_where_list_gives_each_symbol_once_in_order_and_no_option_words():
    def printed(leaf: Leaf) -> Symbol:
        return Symbol("dri") if leaf == ("dri",) else Symbol(leaf[-1], text=Text(leaf[-1]))

    node = parse("where(route == dri, b * a, a) * prop(coal, ncv) * slope[cell]")
    assert [symbol.base for symbol in where_list(node, printed)] == [
        "route",
        "b",
        "a",
        "ncv",
        "slope",
        "cell",
    ]


def test_the_last_case_is_worded_in_the_language():
    node = parse("where(a > b, a, b)")
    assert "其他" in omml(node, symbols)
    assert "otherwise" in mathml(node, symbols, language="en")


OMML_PARTS = {
    "f": ["num", "den"],
    "sSup": ["e", "sup"],
    "sSub": ["e", "sub"],
    "rad": ["radPr", "deg", "e"],
    "d": ["dPr", "e"],
    "nary": ["naryPr", "sub", "sup", "e"],
    "func": ["fName", "e"],
    "limLow": ["e", "lim"],
}
"""Children of each construct in the order the Office Math schema (ECMA-376, part 1, 22.1) has them."""


def test_office_math_constructs_have_their_parts_in_schema_order():
    text = "sqrt(a / b)**2 * sum(ef[kind] * x, recipe) + largest(x, recipe) - where(a > b, max(a, b), a * (b - 1))"
    seen = set()
    for element in ElementTree.fromstring(omml(parse(text), symbols)).iter():
        tag = element.tag.removeprefix(M)
        if tag in OMML_PARTS:
            seen.add(tag)
            assert [child.tag.removeprefix(M) for child in element] == OMML_PARTS[tag]
    assert seen == OMML_PARTS.keys()


def test_conditions_without_a_dimension_are_printed_with_quantifiers():
    texts = [run.text for run in nodes_of(omml(parse("all(a > b)"), symbols), f"{M}t")]
    assert texts == ["∀", "a", ">", "b"]
    over = [run.text for run in nodes_of(omml(parse("any(x > b, recipe)"), symbols), f"{M}t")]
    assert over == ["∃", "i", ":", "x", "i", ">", "b"]


def test_unique_and_curves_are_printed_in_words_and_as_functions():
    assert [run.text for run in nodes_of(omml(parse("unique(x)"), symbols), f"{M}t")] == [
        "x",
        "\u2009互不相同",
    ]
    curve = [run.text for run in nodes_of(omml(parse("interp(curve, a)"), symbols), f"{M}t")]
    assert curve == ["curve", "a"]


def test_a_year_total_runs_over_all_its_periods():
    texts = [run.text for run in nodes_of(omml(parse("total(h, year)"), symbols), f"{M}t")]
    assert texts == ["t", "h", "t"]
