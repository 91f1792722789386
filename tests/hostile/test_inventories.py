"""Every hostile inventory is refused by name, within bounds, and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.inventories import CASES
from tests.support.source import ROOT

RULE = ROOT / "tests" / "data" / "packs" / "rules" / "works" / "2025-1"
MEMORY = 512 * 1024 * 1024


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Return what one bounded process made of all files, and what it left behind."""
    folder = tmp_path_factory.mktemp("hostile")
    here, temporary = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("temporary")
    for name, (suffix, build, _) in CASES.items():
        (folder / f"{name}{suffix}").write_bytes(build())
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("read_all.py"), folder, RULE],
        cwd=here,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    left = [path.name for place in (here, temporary) for path in place.rglob("*")]
    return {**json.loads(run.stdout), "left": left}


@pytest.mark.parametrize("name", CASES)
def test_is_refused(outcome, name):
    suffix, _, code = CASES[name]
    assert outcome["found"][f"{name}{suffix}"] == [code]


def test_no_more_than_half_a_gigabyte_was_used(outcome):
    assert outcome["peak"] < MEMORY


def test_nothing_was_left_behind(outcome):
    assert outcome["left"] == []


def test_every_family_has_five_cases():
    families = [name.partition("--")[0] for name in CASES]
    assert {f for f in families if families.count(f) < 5} <= {"file"}
