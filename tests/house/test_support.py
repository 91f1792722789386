"""The test machinery itself: it must fail what it promises to fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.golden import differences
from tests.support.layers import LAYERS, over_budget, spent, wanted_folders
from tests.support.source import ROOT


def run_pytest(folder: Path, source: str, *, ci: str, workers: int = 0) -> tuple[int, str]:
    """Return exit code and output of a run with our plugin for skips over one test file."""
    (folder / "test_it.py").write_text(f"import pytest\n{source}", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.support.skips", "-n", str(workers), "."]
    command += ["-p", "no:cacheprovider", "-o", "markers=office: x"]
    environment = os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout


SKIPS = {
    "call": "def test_a():\n    pytest.skip('no time')\n",
    "mark": "@pytest.mark.skip(reason='no time')\ndef test_a(): pass\n",
    "module": "pytest.skip('no time', allow_module_level=True)\ndef test_a(): pass\n",
}


@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS)
def test_a_skip_for_an_unknown_reason_fails_where_ci_is_true(tmp_path, source, workers):
    code, output = run_pytest(tmp_path, source, ci="true", workers=workers)
    assert code != 0
    assert "skipped for a reason not allowed in tests/support/skips.py: no time" in output


def test_the_same_skip_passes_on_the_machine_of_a_developer(tmp_path):
    code, output = run_pytest(tmp_path, SKIPS["call"] + "def test_b(): pass\n", ci="")
    assert code == 0
    assert "1 passed, 1 skipped" in output


def test_an_allowed_reason_and_an_expected_failure_pass_where_ci_is_true(tmp_path):
    source = "def test_a():\n    pytest.skip('only on Windows')\n"
    source += "@pytest.mark.xfail\ndef test_b(): assert False\n"
    code, output = run_pytest(tmp_path, source, ci="true")
    assert code == 0
    assert "1 skipped, 1 xfailed" in output


def test_minutes_are_shared_among_the_workers_and_compared_with_the_budget():
    first = next(layer for layer in LAYERS if layer.number == 1)
    seconds = {"units": 100.0, "formula": 100.0, "engine": 60.0}
    minutes = dict(spent(seconds, workers=2))
    assert minutes[first] == pytest.approx(100 / 60)
    assert over_budget(spent(seconds, workers=2)) == [first]
    assert over_budget(spent(seconds, workers=4)) == []


def test_a_range_of_layers_names_their_folders():
    assert wanted_folders("3") == {"engine", "study"}
    assert {"units", "rules", "study"} <= wanted_folders("1-3")
    assert wanted_folders("1-3").isdisjoint({"house", "cli", "documents"})


def test_no_folder_is_in_two_layers():
    folders = [folder for layer in LAYERS for folder in layer.folders]
    assert len(folders) == len(set(folders))


@pytest.mark.parametrize(
    ("kept", "now", "lines"),
    [
        ({"a": [1.0]}, {"a": [1.0 + 1e-13]}, []),
        ({"a": [1.0]}, {"a": [1.0 + 1e-11]}, [".a[0]: was 1.0, is 1.00000000001"]),
        ({"a": 1}, {"b": 1}, [".a: was 1, is absent", ".b: was absent, is 1"]),
        ([1], [1, 2], [".: was [1], is [1, 2]"]),
    ],
)
def test_golden_data_may_differ_in_the_last_bits_only(kept, now, lines):
    assert list(differences(kept, now)) == lines
