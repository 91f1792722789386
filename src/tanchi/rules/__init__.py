"""Rule packs: data an association's engineer can read, loaded into a rule that runs.

The names below are imported when first used: a list of rules needs no formula language.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanchi.rules.load import RuleLibrary, load_rule, read_rule
    from tanchi.rules.model import Rule
    from tanchi.rules.shelf import RuleEntry, list_rules

_HOMES = {
    "Rule": "tanchi.rules.model",
    "RuleEntry": "tanchi.rules.shelf",
    "RuleLibrary": "tanchi.rules.load",
    "list_rules": "tanchi.rules.shelf",
    "load_rule": "tanchi.rules.load",
    "read_rule": "tanchi.rules.load",
}

__all__ = ["Rule", "RuleEntry", "RuleLibrary", "list_rules", "load_rule", "read_rule"]


def __getattr__(name: str) -> object:
    """Return a public name from the module it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module 'tanchi.rules' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
