"""The rule most tests of this room ask: a cement works with every kind of field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanchi.inventory.build import build_form
from tanchi.inventory.form import Form
from tanchi.rules.load import load_rule
from tanchi.rules.model import Rule

PACKS = Path(__file__).parent.parent / "data" / "packs"


@pytest.fixture(scope="session")
def works() -> Rule:
    """Return the example rule."""
    return load_rule(PACKS / "rules" / "works" / "2025-1")


@pytest.fixture(scope="session")
def open_form(works: Rule) -> Form:
    """Return the form with every choice left open."""
    return build_form(works, {})


@pytest.fixture(scope="session")
def form(works: Rule) -> Form:
    """Return the form for the method by clinker output."""
    return build_form(works, {"carbonate": "clinker_output", "profile": "own"})
