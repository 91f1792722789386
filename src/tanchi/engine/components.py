"""Strongly connected components of a directed graph, without recursion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def components(successors: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Return the strongly connected components, each sorted, successors before their predecessors.

    successors: for each node the nodes it points to. Method: Tarjan, SIAM J. Comput. 1 (1972) 146, with the
    call stack kept as a list so that long chains do not exhaust Python's stack.
    """
    search = _Search(successors)
    for node in range(len(successors)):
        if search.number[node] < 0:
            search.run(node)
    return tuple(search.found)


class _Search:
    """The state of one depth-first search."""

    def __init__(self, successors: Sequence[Sequence[int]]) -> None:
        self.successors = successors
        self.number = [-1] * len(successors)
        self.low = [0] * len(successors)
        self.open: list[int] = []
        self.is_open = [False] * len(successors)
        self.count = 0
        self.found: list[tuple[int, ...]] = []

    def run(self, root: int) -> None:
        path = [(root, self._enter(root))]
        while path:
            node, rest = path[-1]
            child = next(rest, None)
            if child is None:
                path.pop()
                self._leave(node)
                if path:
                    parent = path[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[node])
            elif self.number[child] < 0:
                path.append((child, self._enter(child)))
            elif self.is_open[child]:
                self.low[node] = min(self.low[node], self.number[child])

    def _enter(self, node: int) -> Iterator[int]:
        self.number[node] = self.low[node] = self.count
        self.count += 1
        self.open.append(node)
        self.is_open[node] = True
        return iter(self.successors[node])

    def _leave(self, node: int) -> None:
        if self.low[node] != self.number[node]:
            return
        members: list[int] = []
        while not members or members[-1] != node:
            members.append(self.open.pop())
            self.is_open[members[-1]] = False
        self.found.append(tuple(sorted(members)))
