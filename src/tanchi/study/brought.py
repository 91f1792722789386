"""What a company brings for its bought flows: typed factors, and suppliers' files opened and held to the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tanchi.findings import Finding, TanchiError, Text
from tanchi.inventory.model import Inventory, OwnFactor
from tanchi.rules.model import Rule
from tanchi.study.linking import Own
from tanchi.study.supplied import SupplierFootprint
from tanchi.study.supplier import open_supplier
from tanchi.study.supplier_fit import misfits


def brought(
    rule: Rule, inventory: Inventory, given: Mapping[str, Own] | None, choices: Mapping[str, str]
) -> dict[str, Own]:
    """Return what stands behind bought flows by flow id: ``given``, then what the inventory lists.

    A file is not looked for where something is given. Raises TanchiError with every file that can't be used and
    everything in which a supplier's footprint does not answer the rule under these choices.
    """
    own: dict[str, Own] = dict(given or {})
    found: list[Finding] = []
    for factor in inventory.factors:
        if factor.flow not in own:
            try:
                own[factor.flow] = _opened(factor, inventory) if factor.bundle else factor
            except TanchiError as error:
                found.extend(_at_row(finding, factor) for finding in error.findings)
    places = {factor.flow: factor.where for factor in inventory.factors}
    for id, supplied in own.items():
        if isinstance(supplied, SupplierFootprint) and id in rule.flows:
            found.extend(misfits(rule.flows[id], supplied, choices, places.get(id)))
    if found:
        raise TanchiError(found)
    return own


def _opened(factor: OwnFactor, inventory: Inventory) -> SupplierFootprint:
    """Open a supplier's file: a path beside the inventory, or an absolute one."""
    return open_supplier(Path(inventory.file).parent / factor.bundle, factor.flow)


def _at_row(finding: Finding, factor: OwnFactor) -> Finding:
    """Return a finding about a supplier's file at the row that names it."""
    if factor.where is None:
        return finding
    message = Text(f"{factor.bundle}：{finding.message.zh}", f"{factor.bundle}: {finding.message.of('en')}")
    remedy = finding.remedy or _BESIDE
    return replace(finding, message=message, place=factor.where, remedy=remedy)


_BESIDE = Text(
    "把供应商原来的文件放在清单旁边，文件名写得一样",
    "put the file as the supplier gave it beside the inventory, under the name written here",
)
