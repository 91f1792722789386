"""Nodes of what a result shows beside the total: other products of the study, values nothing adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from tanchi.findings import TanchiError, Text
from tanchi.rules.model import Value
from tanchi.study.burdens import Burden
from tanchi.study.figures import walked
from tanchi.study.products import Further
from tanchi.study.result import NodeKind, ProvenanceNode
from tanchi.study.separate import first
from tanchi.study.sheet import Sheet, pack_sheet
from tanchi.study.solve import Solved, fraction
from tanchi.study.steps import Step


def product_nodes(
    further: Further, unit: str, names: Mapping[str, str]
) -> Iterator[tuple[str, ProvenanceNode]]:
    """Yield the node of another product and one for each burden it carries; ``names`` of burdens' steps by burden."""
    solved, result = further.solved, further.result
    top = f"product:{result.id}"
    parts = []
    for burden, values in zip(solved.burdens, solved.values, strict=True):
        value = first(values) / further.divisor
        if value != 0.0 and not burden.outside:
            id = f"{top}/{burden.id}"
            parts.append(id)
            yield id, _part(id, further, burden, value, unit, names)
    note = Text(f"每 {result.unit}", f"per {result.unit}")
    yield (
        top,
        ProvenanceNode(
            top, NodeKind.RESULT, result.label, result.total, unit, "Σ", inputs=tuple(parts), note=note
        ),
    )


def _part(
    id: str, further: Further, burden: Burden, value: float, unit: str, names: Mapping[str, str]
) -> ProvenanceNode:
    solved = further.solved
    runs = solved.supply if solved.supply.ndim == 1 else solved.supply[:, 0]
    share = first(fraction(solved.model, solved.matrix, burden, runs)) / further.divisor
    inputs = (names[burden.id],) if burden.id in names else ()
    return ProvenanceNode(
        id, NodeKind.CONTRIBUTION, burden.label, value, unit, "burden × share",
        f"{walked(burden.co2e.shown)} kgCO2e × {walked(share)}", burden.co2e.clause, inputs,
    )  # fmt: skip


def value_steps(solved: Solved) -> Iterator[Step]:
    """Yield the values of the rule and of every process in it that could be computed, for the whole period."""
    model = solved.model
    for part in model.parts:
        sheet = part.sheetful.sheet
        yield from _values(sheet, part.sheetful.instance.process.values)
    for site in model.context.data.sites:
        yield from _values(pack_sheet(model.context, site), model.context.rule.values)


def _values(sheet: Sheet, values: Mapping[str, Value]) -> Iterator[Step]:
    for value in values.values():
        try:
            step = sheet.value(value, "year")
        except TanchiError:
            continue
        if not np.isnan(step.nominal.values).any():
            yield step
