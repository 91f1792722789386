"""How often each process runs for one unit of the product, walked back from user to maker.

A column makes what its users take: runs = (demanded + Σ runs of a user × what it takes, allocated) ÷ what the
column makes in the period. The numbers are those of the solved system; nothing is solved again here.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

import numpy as np

from tanchi.findings import Text
from tanchi.study.burdens import Burden
from tanchi.study.figures import walked
from tanchi.study.matrix import Entry
from tanchi.study.result import NodeKind, ProvenanceNode
from tanchi.study.solve import Solved
from tanchi.study.steps import Step

Uses = Mapping[int, list[Entry]]


def steps_of_runs(solved: Solved) -> Iterator[Step]:
    """Yield the amounts made and used that decide how often the columns in use run."""
    runs = _nominal(solved)
    yield from (e.step for e in solved.matrix.entries if runs[e.column] != 0.0)


def run_nodes(solved: Solved, names: Mapping[int, str]) -> dict[str, ProvenanceNode]:
    """Return one node per column in use; a node leads only towards the demanded product, so that no walk goes round."""
    runs, depth = _nominal(solved), _depths(solved)
    made, used = _made_and_used(solved)
    found = {}
    for column, distance in depth.items():
        takers = [e for e in used[column] if runs[e.column] != 0.0]
        nearer = [e for e in takers if depth.get(e.column, distance) < distance]
        inputs = [run_id(solved, e.column) for e in nearer]
        inputs += [names[id(e.step)] for e in (*takers, *made[column]) if id(e.step) in names]
        found[run_id(solved, column)] = ProvenanceNode(
            run_id(solved, column),
            NodeKind.SCALE,
            _label(solved, column),
            float(runs[column]),
            "1",
            "(demanded + Σ runs × used) / made",
            _numbers(solved, column, takers, made[column]),
            inputs=tuple(dict.fromkeys(inputs)),
            note=Text("") if len(nearer) == len(takers) else _LOOP,
        )
    return found


def share_numbers(solved: Solved, burden: Burden) -> tuple[str, tuple[str, ...]]:
    """Return what the part a unit carries of a burden is computed from, with the nodes of its columns."""
    runs = _nominal(solved)
    if burden.market:
        column = solved.matrix.index[("market", burden.market)]
        return f"{walked(runs[column])}", (run_id(solved, column),)
    part = solved.model.part(burden.instance)
    shares = part.of(burden.group).values
    terms, inputs = [], []
    for number, exchange in enumerate(part.products):
        column = solved.matrix.index[(exchange.instance.id, exchange.id)]
        share = float(np.ravel(shares[number])[0])
        if share != 0.0 and runs[column] != 0.0:
            terms.append(
                f"{walked(runs[column])}" if share == 1.0 else f"{walked(share)} × {walked(runs[column])}"
            )
            inputs.append(run_id(solved, column))
    return " + ".join(terms) or "0", tuple(inputs)


def run_id(solved: Solved, column: int) -> str:
    """Return the id of a column's node."""
    return "runs:" + "/".join(solved.matrix.keys[column])


_LOOP = Text("循环：互相供给的过程一起求解", "a loop: processes that supply each other are solved together")


def _nominal(solved: Solved) -> np.ndarray:
    return solved.supply if solved.supply.ndim == 1 else solved.supply[:, 0]


def _made_and_used(solved: Solved) -> tuple[Uses, Uses]:
    made: dict[int, list[Entry]] = defaultdict(list)
    used: dict[int, list[Entry]] = defaultdict(list)
    for entry in solved.matrix.entries:
        (made if entry.row == entry.column else used)[entry.row].append(entry)
    return made, used


def _depths(solved: Solved) -> dict[int, int]:
    """Return how many steps each column in use is from the demanded product."""
    runs, takes = _nominal(solved), defaultdict(set)
    for entry in solved.matrix.entries:
        if runs[entry.column] != 0.0 and runs[entry.row] != 0.0:
            takes[entry.column].add(entry.row)
    found, waiting = {solved.matrix.index[solved.key]: 0}, deque([solved.matrix.index[solved.key]])
    while waiting:
        column = waiting.popleft()
        for row in sorted(takes[column] - found.keys()):
            found[row] = found[column] + 1
            waiting.append(row)
    return found


def _numbers(solved: Solved, column: int, takers: list[Entry], made: list[Entry]) -> str:
    unit = made[0].step.unit
    size = float(unit.scale)
    runs = _nominal(solved)
    terms = [f"{walked(runs[e.column])} × {walked(-e.amount / size)} {unit}" for e in takers]
    if solved.matrix.index[solved.key] == column:
        terms.insert(0, f"{walked(solved.demand / size)} {unit}")
    total = sum(e.amount for e in made) / size
    return f"({' + '.join(terms)}) / {walked(total)} {unit}"


def _label(solved: Solved, column: int) -> Text:
    home, id = solved.matrix.keys[column]
    if home == "market":
        flow = next(m.flow for m in solved.model.markets.found.values() if m.key == (home, id))
        zh, en = f"{flow.label.zh or flow.id}（混合）", f"mix of {flow.label.of('en') or flow.id}"
    else:
        product = next(p for p in solved.model.part(home).products if p.id == id)
        zh, en = product.label.zh, product.label.of("en")
    return Text(
        f"{zh}：每单位结果占全期产量的份额", f"{en}: part of the period's output one unit of the result needs"
    )
