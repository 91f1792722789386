"""Hypothesis strategies for formulas: any tree the grammar has, and trees that can be evaluated."""

from hypothesis import strategies as st

from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Node, Not, Number, String, Unary
from tanchi.formula.signatures import SIGNATURES, Role, Signature
from tests.formula.worlds import OPTIONS, OVER, ROUTES


def number(text: str) -> Number:
    """Return a number as the parser reads it."""
    return Number(text, float(text))


def name(*parts: str) -> Name:
    """Return a name."""
    return Name(parts)


_IDS = st.from_regex(r"\A[a-z][a-z0-9_]{0,5}\Z").filter(lambda word: word not in ("and", "or", "not"))
_NAMES = st.lists(_IDS, min_size=1, max_size=2).map(lambda parts: Name(tuple(parts)))
_DIGITS = st.from_regex(r"\A(0|[1-9][0-9]{0,4})(\.[0-9]{1,4})?\Z").map(number)
_UNITS = st.sampled_from(["t", "tC/t", "GJ/10^4Nm3", "%"]).map(String)


def _argument(role: Role, inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    if role is Role.VALUE:
        return inner
    return _UNITS if role is Role.UNIT else _NAMES


@st.composite
def _calls(draw: st.DrawFn, inner: st.SearchStrategy[Node]) -> Node:
    function = draw(st.sampled_from(sorted(SIGNATURES)))
    signature: Signature = SIGNATURES[function]
    most = signature.required + 2 if signature.many else len(signature.roles)
    count = draw(st.integers(signature.required, most))
    return Call(function, tuple(draw(_argument(signature.role(at), inner)) for at in range(count)))


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    binary = st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner)
    compare = st.builds(Compare, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), inner, inner)
    chain = st.builds(
        BoolOp, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
    )
    others = st.builds(Unary, inner) | st.builds(Not, inner) | st.builds(Index, _NAMES, _NAMES)
    return binary | compare | chain | others | _calls(inner)


any_trees = st.recursive(_DIGITS | _NAMES, _grown, max_leaves=12)
"""Any tree the grammar can write, sensible or not."""

_LEAVES: st.SearchStrategy[Node] = (
    st.sampled_from(sorted(OVER)).map(name)
    | st.sampled_from(["1", "2", "0.5", "3"]).map(number)
    | st.just(Index(name("ef"), name("kind")))
    | st.sampled_from(OPTIONS).map(lambda option: Index(name("ef"), name(option)))
    | st.just(Call("prop", (name("kind"), name("ncv"))))
    | st.sampled_from(["inflow", "outflow"]).map(lambda function: Call(function, (name("carbon"),)))
)
_TRUTH_LEAVES: st.SearchStrategy[Node] = st.sampled_from(ROUTES).map(
    lambda route: Compare("==", name("route"), name(route))
) | st.sampled_from(OPTIONS).map(lambda option: Compare("!=", name("kind"), name(option)))


def _numbers(inner: st.SearchStrategy[Node], truths: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    dims = st.sampled_from(["recipe", "month", "hour"]).map(name)
    one = st.sampled_from(["abs", "exp", "ln", "sqrt", "floor", "ceil"])
    reduced = st.sampled_from(["sum", "mean", "largest", "smallest", "cumulative"])
    starts = st.sampled_from(["1", "2"]).map(number)
    return st.one_of(
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), inner, inner),
        st.builds(Binary, st.just("**"), inner, st.sampled_from(["2", "3", "0.5"]).map(number) | inner),
        st.builds(Unary, inner),
        st.builds(lambda function, x: Call(function, (x,)), one, inner),
        st.builds(
            lambda function, x, y: Call(function, (x, y)), st.sampled_from(["min", "max"]), inner, inner
        ),
        st.builds(lambda c, x, y: Call("where", (c, x, y)), truths, inner, inner),
        st.builds(lambda function, x, dim: Call(function, (x, dim)), reduced, inner, dims),
        st.builds(lambda x, dim, w: Call("mean", (x, dim, w)), inner, dims, inner),
        st.builds(lambda x, dim, start: Call("previous", (x, dim, start)), inner, dims, starts),
        st.builds(lambda x: Call("interp", (name("curve"), x)), inner),
        st.builds(lambda x, to: Call("total", (x, name(to))), inner, st.sampled_from(["month", "year"])),
    )


def _truths(inner: st.SearchStrategy[Node], truths: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    compare = st.builds(Compare, st.sampled_from(["<", ">", "<=", ">="]), inner, inner)
    chain = st.builds(BoolOp, st.sampled_from(["and", "or"]), st.tuples(truths, truths))
    quantified = st.builds(
        lambda function, x: Call(function, (x, name("recipe"))), st.sampled_from(["all", "any"]), truths
    )
    return compare | chain | quantified | st.builds(Not, truths)


def _levels(depth: int) -> tuple[st.SearchStrategy[Node], st.SearchStrategy[Node]]:
    numbers, truths = _LEAVES, _TRUTH_LEAVES
    for _ in range(depth):
        numbers, truths = (
            _LEAVES | _numbers(numbers, truths),
            _TRUTH_LEAVES | _truths(numbers, truths),
        )
    return numbers, truths


quantities, conditions = _levels(4)
"""Trees over the small world that give numbers, and truths."""
