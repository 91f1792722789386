"""The Sankey diagram: widths true to scale, nothing lost, as few crossings as possible."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.documents.blocks import Sankey, SankeyLink, SankeyNode
from tanchi.documents.drawing.sankey import sankey_scene
from tanchi.documents.drawing.sankey_graph import graph_of, merge_small
from tanchi.documents.drawing.sankey_order import best_order, crossings
from tanchi.documents.drawing.scene import Box, Label, Part, Ribbon, Scene
from tests.documents.samples import sankey

values = st.floats(0.01, 100.0).flatmap(lambda v: st.sampled_from([v, v, v, -v]))


@st.composite
def diagrams(draw: st.DrawFn) -> Sankey:
    """Sources in column 0, some steps in column 1, one product in column 2; some sources go straight."""
    middles = draw(st.integers(1, 4))
    flows = draw(st.lists(st.tuples(st.integers(0, middles), values), min_size=1, max_size=16))
    nodes = [
        SankeyNode(f"s{k}", f"来源{k}", 0, "production", v, f"{v:.2f}") for k, (_, v) in enumerate(flows)
    ]
    links = [
        SankeyLink(f"s{k}", "total" if m == middles else f"m{m}", v, "production")
        for k, (m, v) in enumerate(flows)
    ]
    for m in range(middles):
        value = sum(v for target, v in flows if target == m)
        if any(target == m for target, _ in flows):
            nodes.append(SankeyNode(f"m{m}", f"过程{m}", 1, "use", value))
            links.append(SankeyLink(f"m{m}", "total", value, "use"))
    nodes.append(SankeyNode("total", "产品", 2, "ink", sum(v for _, v in flows)))
    return Sankey(tuple(nodes), tuple(links), "t")


def node_parts(scene: Scene) -> list[Part]:
    return [part for part in scene.parts if isinstance(part.shapes[0], Box)]


def bars(scene: Scene) -> list[Box]:
    return [part.shapes[0] for part in node_parts(scene) if isinstance(part.shapes[0], Box)]


def ribbons(scene: Scene) -> list[Ribbon]:
    return [part.shapes[0] for part in scene.parts if isinstance(part.shapes[0], Ribbon)]


@given(diagrams(), st.booleans())
def test_ribbons_are_as_thick_as_their_values_to_one_scale(diagram: Sankey, narrow: bool) -> None:
    scene = sankey_scene(diagram, "zh", narrow=narrow, width=330 if narrow else 840)
    merged = merge_small(diagram, "zh")
    steps = graph_of(merged).steps
    drawn = ribbons(scene)
    assert len(drawn) == len(steps)
    largest, thickest = max(abs(s.value) for s in steps), max(r.thickness for r in drawn)
    for step, ribbon in zip(steps, drawn, strict=True):
        assert ribbon.thickness == pytest.approx(abs(step.value) / largest * thickest, abs=1e-6)


@given(diagrams(), st.booleans())
def test_bars_of_a_column_do_not_touch_and_stay_on_the_canvas(diagram: Sankey, narrow: bool) -> None:
    scene = sankey_scene(diagram, "zh", narrow=narrow, width=330 if narrow else 840)
    for a, b in combinations(bars(scene), 2):
        if a.x == b.x:
            assert a.y + a.height <= b.y or b.y + b.height <= a.y
    assert all(bar.y >= 0 and bar.y + bar.height <= scene.height for bar in bars(scene))
    assert all(0 <= bar.x <= scene.width - bar.width for bar in bars(scene))


@given(diagrams())
def test_labels_of_a_column_do_not_lie_on_each_other(diagram: Sankey) -> None:
    scene = sankey_scene(diagram, "zh")
    labels = [shape for part in scene.parts for shape in part.shapes if isinstance(shape, Label)]
    for a, b in combinations(labels, 2):
        if a.x == b.x:
            assert abs(a.y - b.y) >= a.size


@given(diagrams())
def test_ribbons_enter_their_bars_one_below_the_other(diagram: Sankey) -> None:
    scene = sankey_scene(diagram, "zh")
    for bar in bars(scene):
        entering = sorted((r.y1, r.thickness) for r in ribbons(scene) if abs(r.x1 - bar.x) < 0.01)
        inside = [(y, t) for y, t in entering if bar.y - 0.01 <= y <= bar.y + bar.height]
        assert sum(t for _, t in inside) <= max(bar.height, 1.0) + 0.01
        assert all(a + t <= b + 0.01 for (a, t), (b, _) in pairwise(inside))


@given(diagrams())
def test_merging_small_sources_keeps_every_sum(diagram: Sankey) -> None:
    merged = merge_small(diagram, "zh", least=0.2, most=3)
    for target in {link.target for link in diagram.links}:
        before = sum(link.value for link in diagram.links if link.target == target)
        assert sum(link.value for link in merged.links if link.target == target) == pytest.approx(before)
    assert len(merged.nodes) <= len(diagram.nodes)


def test_small_sources_become_one_named_rest_with_their_digits() -> None:
    sources = [("大", 98.0), ("甲", 0.5), ("乙", 0.7), ("丙", 0.8)]
    nodes = [SankeyNode(n, n, 0, "use", v, f"{v:.2f}") for n, v in sources] + [
        SankeyNode("p", "p", 1, "ink", 100.0)
    ]
    diagram = Sankey(tuple(nodes), tuple(SankeyLink(n, "p", v, "use") for n, v in sources), "t")
    merged = merge_small(diagram, "zh")
    assert [(n.label, n.detail) for n in merged.nodes if n.column == 0] == [
        ("大", "98.00"),
        ("其余3项", "2.00"),
    ]
    assert [n.label for n in merge_small(diagram, "en").nodes if n.column == 0] == ["大", "3 others"]


def test_a_single_small_source_keeps_its_name() -> None:
    nodes = (
        SankeyNode("a", "a", 0, "use", 99.9),
        SankeyNode("b", "b", 0, "use", 0.1),
        SankeyNode("p", "p", 1, "ink", 100),
    )
    diagram = Sankey(nodes, (SankeyLink("a", "p", 99.9, "use"), SankeyLink("b", "p", 0.1, "use")), "t")
    assert merge_small(diagram, "zh") == diagram


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0.1, 9)), min_size=1, max_size=7))
def test_order_is_as_good_as_the_best_of_all_orders(edges: list[tuple[int, int, float]]) -> None:
    left, right = sorted({a for a, _, _ in edges}), sorted({b for _, b, _ in edges})
    nodes = [SankeyNode(f"a{k}", "", 0, "use", 1) for k in left] + [
        SankeyNode(f"b{k}", "", 1, "use", 1) for k in right
    ]
    graph = graph_of(
        Sankey(tuple(nodes), tuple(SankeyLink(f"a{a}", f"b{b}", v, "use") for a, b, v in edges), "t")
    )
    best = min(
        crossings((a, b), graph.steps)
        for a in permutations(f"a{k}" for k in left)
        for b in permutations(f"b{k}" for k in right)
    )
    found = crossings(best_order(graph), graph.steps)
    assert found == pytest.approx(best)


@given(diagrams())
def test_order_of_larger_diagrams_is_never_worse_than_the_given_one(diagram: Sankey) -> None:
    graph = graph_of(diagram)
    start = tuple(tuple(stop.id for stop in column) for column in graph.columns)
    credits_last = tuple(
        tuple(sorted(ids, key=lambda i: any(n.id == i and n.value < 0 for n in diagram.nodes)))
        for ids in start
    )
    assert crossings(best_order(graph), graph.steps) <= crossings(credits_last, graph.steps)


def test_flows_of_the_aluminium_chain_do_not_cross() -> None:
    graph = graph_of(sankey("zh"))
    assert crossings(best_order(graph), graph.steps) == 0


def test_credit_is_hatched_and_stands_last() -> None:
    nodes = (
        SankeyNode("credit", "回收抵扣", 0, "credit", -2.0, "−2.0"),
        SankeyNode("a", "电力", 0, "production", 10.0, "10.0"),
        SankeyNode("p", "产品", 1, "ink", 8.0, "8.0"),
    )
    scene = sankey_scene(
        Sankey(
            nodes, (SankeyLink("credit", "p", -2.0, "credit"), SankeyLink("a", "p", 10.0, "production")), "t"
        ),
        "zh",
    )
    by_y = sorted((bar for bar in bars(scene) if bar.x < 400), key=lambda bar: bar.y)
    assert [bar.hatched for bar in by_y] == [False, True]
    assert [ribbon.hatched for ribbon in ribbons(scene)] == [True, False]


def test_reading_order_is_column_by_column_from_the_top() -> None:
    scene = sankey_scene(sankey("zh"), "zh")
    places = [(bar.x, bar.y) for bar in bars(scene)]
    assert places == sorted(places)


def test_unknown_or_backward_links_are_left_out_instead_of_failing() -> None:
    nodes = (SankeyNode("a", "a", 0, "use", 1), SankeyNode("b", "b", 1, "use", 1))
    links = (SankeyLink("a", "b", 1, "use"), SankeyLink("b", "a", 1, "use"), SankeyLink("a", "x", 1, "use"))
    assert len(ribbons(sankey_scene(Sankey(nodes, links, "t"), "zh"))) == 1
    assert sankey_scene(Sankey((), (), "t"), "zh").parts == ()
