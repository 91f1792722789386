"""Golden files: few, small, normalised; ``make golden`` rewrites them and people review the difference."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.layers import TESTS

FOLDER = TESTS / "golden"

Golden = Callable[[str, Any], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--rewrite-golden``."""
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a golden file."""
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.add_marker("golden")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return ``check(name, data)``: JSON-ready data must equal ``tests/golden/<name>.json``."""

    def check(name: str, data: Any) -> None:
        path = FOLDER / f"{name}.json"
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if not path.exists():
            pytest.fail(f"{path} is missing; write it with `make golden` and review it")
        kept = json.loads(path.read_text(encoding="utf-8"))
        found = list(differences(kept, json.loads(json.dumps(data))))
        if found:
            pytest.fail("\n".join([f"{name} moved (`make golden` if it should):", *found]))

    return check


def differences(kept: Any, now: Any, at: str = "") -> Iterator[str]:
    """Yield a line for each place where ``now`` is not ``kept``; numbers may differ by 1e-12 relative."""
    if isinstance(kept, dict) and isinstance(now, dict):
        for key in [*kept, *(k for k in now if k not in kept)]:
            yield from differences(kept.get(key, ...), now.get(key, ...), f"{at}.{key}")
    elif isinstance(kept, list) and isinstance(now, list) and len(kept) == len(now):
        for index, pair in enumerate(zip(kept, now, strict=True)):
            yield from differences(*pair, f"{at}[{index}]")
    elif isinstance(kept, float) and isinstance(now, float) and math.isclose(kept, now, rel_tol=1e-12):
        return
    elif kept != now:
        yield f"{at or '.'}: was {_shown(kept)}, is {_shown(now)}"


def _shown(value: Any) -> str:
    return "absent" if value is ... else json.dumps(value, ensure_ascii=False)
