"""The rule, the inventory and the GWPs a bundle carries, as if they had been loaded from where they came."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from tanchi.findings import TanchiError, errors
from tanchi.gases import GwpSet
from tanchi.inventory.model import Inventory
from tanchi.inventory.plain.read import parse_plain
from tanchi.rules import Rule, RuleLibrary
from tanchi.study.bundle import GWPS, Bundle, refuse
from tanchi.study.gwps import StoredGwps
from tanchi.study.restore import restored


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle was computed from."""

    rule: Rule
    inventory: Inventory
    gwp: GwpSet


def contents(bundle: Bundle) -> Contents:
    """Return what a bundle was computed from. Raises TanchiError where a part of it cannot be read."""
    if "inventory.json" not in bundle.entries:
        raise refuse(bundle.path, "bundle.broken", "inventory.json 缺失", "inventory.json is missing")
    inventory, findings = parse_plain(bundle.entries["inventory.json"], "inventory.json", ".json")
    if errors(findings):
        raise TanchiError(errors(findings))
    with tempfile.TemporaryDirectory(prefix="tanchi-bundle-") as folder:
        root = Path(folder)
        _unpack(bundle, root)
        return Contents(
            RuleLibrary((root,)).load(str(bundle.data("setup.json")["rule"])), inventory, _gwp(bundle)
        )


def _gwp(bundle: Bundle) -> GwpSet:
    try:
        return restored(StoredGwps, bundle.data(GWPS), GWPS).as_set()
    except ValueError as error:
        raise refuse(bundle.path, "bundle.broken", f"{GWPS} 损坏", f"{GWPS} is damaged") from error


def _unpack(bundle: Bundle, root: Path) -> None:
    for name, content in bundle.entries.items():
        if name.startswith("library/"):
            target = root / name.removeprefix("library/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
