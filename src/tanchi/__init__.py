"""Tanchi (碳尺): product-carbon-footprint accounting rules that run.

>>> import tanchi
>>> rule = tanchi.load_rule("electrolytic-aluminium")          # doctest: +SKIP
>>> inventory, findings = tanchi.read_inventory("铝锭.xlsx")    # doctest: +SKIP
>>> footprint = tanchi.compute(rule, inventory)                # doctest: +SKIP
>>> footprint.total                                            # doctest: +SKIP

The names below are imported when first used, so that ``import tanchi`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanchi.inventory.read import read_inventory
    from tanchi.rules import Rule, list_rules, load_rule
    from tanchi.study.compute import compute
    from tanchi.study.result import Footprint
    from tanchi.study.verify import verify

__version__ = "0.1.0"

_HOMES = {
    "Footprint": "tanchi.study.result",
    "Rule": "tanchi.rules",
    "compute": "tanchi.study.compute",
    "list_rules": "tanchi.rules",
    "load_rule": "tanchi.rules",
    "read_inventory": "tanchi.inventory.read",
    "verify": "tanchi.study.verify",
}

__all__ = [
    "Footprint",
    "Rule",
    "__version__",
    "compute",
    "list_rules",
    "load_rule",
    "read_inventory",
    "verify",
]


def __getattr__(name: str) -> object:
    """Return a public name from the room it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module 'tanchi' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
