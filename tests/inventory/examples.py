"""The example plants of the rules that come with Tanchi, as their inventories are written."""

from __future__ import annotations

from tests.support.source import ROOT

_LIBRARY = ROOT / "src" / "tanchi" / "library" / "rules"
EXAMPLES = {
    "cement": _LIBRARY / "cement/2025-1/examples/ce3.yaml",
    "electrolytic-aluminium": _LIBRARY / "electrolytic-aluminium/2024-1/examples/henan.yaml",
    "steel": ROOT / "examples/steel-long-route/inventory.yaml",
}
