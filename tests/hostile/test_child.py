"""The process that parses workbooks keeps its limits, whatever got past the checks before it."""

import json
import subprocess
import sys

import pytest

from tanchi.inventory.reading import child
from tests.hostile.inventories import sheet, workbook

ENOUGH, TIGHT = 512 * 1024 * 1024, 48 * 1024 * 1024
FAR = workbook(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def run(path, memory, seconds=10):
    command = [sys.executable, child.__file__, path, str(memory), str(seconds)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.xlsx"
    path.write_bytes(workbook())
    return path


def test_a_small_workbook_is_read_within_the_limits(small):
    [found] = json.loads(run(small, ENOUGH).stdout)["sheets"]
    assert (found["name"], found["cells"]) == ("a", [[0, 0, 1]])


def test_a_far_cell_ends_the_child_and_not_the_machine(tmp_path):
    path = tmp_path / "far.xlsx"
    path.write_bytes(FAR)
    ended = run(path, ENOUGH)
    assert ended.returncode != 0 or "refused" in json.loads(ended.stdout)


def test_memory_is_limited(tmp_path):
    path = tmp_path / "wide.xlsx"
    path.write_bytes(workbook(sheet('<row r="5000"><c r="GR5000"><v>1</v></c></row>')))
    assert "sheets" in json.loads(run(path, ENOUGH).stdout)
    ended = run(path, TIGHT)
    assert ended.returncode != 0 or "refused" in json.loads(ended.stdout)
