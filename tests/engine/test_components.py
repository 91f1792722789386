import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from tanchi.engine.components import components

graphs = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, n - 1), max_size=4), min_size=n, max_size=n)
)


def labels(found, size):
    label = np.empty(size, dtype=int)
    for number, members in enumerate(found):
        label[list(members)] = number
    return label


@given(graphs)
def test_components_are_those_of_scipy(successors):
    size = len(successors)
    edges = [(a, b) for a, targets in enumerate(successors) for b in targets]
    graph = csr_array((np.ones(len(edges)), np.array(edges).reshape(-1, 2).T), shape=(size, size))
    expected = connected_components(graph, directed=True, connection="strong")[1]
    mine = labels(components(successors), size)
    same = mine[:, None] == mine
    assert np.array_equal(same, expected[:, None] == expected)


@given(graphs)
def test_no_component_points_to_a_later_one(successors):
    label = labels(components(successors), len(successors))
    assert all(label[b] <= label[a] for a, targets in enumerate(successors) for b in targets)


def test_a_chain_of_fifty_thousand_does_not_exhaust_the_stack():
    size = 50_000
    found = components([[k + 1] for k in range(size - 1)] + [[]])
    assert found[0] == (size - 1,)
    assert len(found) == size
