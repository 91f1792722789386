"""A command killed at any moment leaves the old file or the whole new one, and the next run sweeps up."""

import json
import random
import re
import subprocess
import sys
import zipfile

import pytest

from tests.cli.shell import SMELTER, TOTAL, environment, tanchi

KILLS = 6
OLD = b"old content, kept"


def driven(where, at, *words, cwd):
    """Run the driver; return the process."""
    arguments = [sys.executable, "-m", "tests.killing.driver", where, str(at), *(str(w) for w in words)]
    return subprocess.run(arguments, capture_output=True, cwd=cwd, env=environment(), check=False)


def calls(where, *words, cwd):
    """Return how many calls a whole run makes."""
    done = driven(where, 0, *words, cwd=cwd)
    found = re.search(rb"calls=(\d+) code=0", done.stderr)
    assert found, done.stderr
    return int(found[1])


ALL_OUTPUTS = ("compute", SMELTER, "--samples", "200", "-o", "r.json", "--bundle", "b.tanchi", "--report", "r.docx", "--html", "r.html")  # fmt: skip


def is_whole(path):
    """Return whether a file is one that a whole run writes."""
    content = path.read_bytes()
    if path.suffix == ".json":
        return json.loads(content)["total"] == pytest.approx(TOTAL)
    if path.suffix == ".html":
        return content.rstrip().endswith(b"</html>")
    with zipfile.ZipFile(path) as archive:
        return archive.testzip() is None


def kill_and_look(where, at, *words, cwd):
    """Kill a run and check what it leaves; return whether it was killed."""
    done = driven(where, at, *words, cwd=cwd)
    for path in cwd.iterdir():
        assert path.name.endswith(".part") or path.read_bytes() == OLD or is_whole(path), path.name
    return done.returncode not in (0, 1)


def test_a_command_killed_anywhere_leaves_old_or_whole_files_and_the_next_run_sweeps_up(tmp_path):
    total = calls("all", *ALL_OUTPUTS, cwd=tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(OLD)
    chance = random.Random(2026)
    moments = [chance.randint(1, total) for _ in range(KILLS)]
    assert [kill_and_look("all", at, *ALL_OUTPUTS, cwd=tmp_path) for at in moments] == [True] * KILLS
    assert driven("all", 0, *ALL_OUTPUTS, cwd=tmp_path).returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.tanchi", "r.docx", "r.html", "r.json"]
    assert all(is_whole(path) for path in tmp_path.iterdir())


def test_a_killed_scaffold_leaves_no_half_pack(tmp_path):
    words = ("rule", "new", "glass", "-o", "glass")
    whole = calls("all", *words, cwd=tmp_path)
    made = sorted(p.name for p in (tmp_path / "glass").rglob("*"))
    chance = random.Random(7)
    for number in range(4):
        cwd = tmp_path / str(number)
        cwd.mkdir()
        driven("all", chance.randint(whole // 2, whole), *words, cwd=cwd)
        folder = cwd / "glass"
        assert not folder.exists() or sorted(p.name for p in folder.rglob("*")) == made
        if not folder.exists():
            assert tanchi(*words, cwd=cwd).code == 0
        assert [p.name for p in cwd.iterdir()] == ["glass"]


def test_a_form_killed_at_every_step_of_writing_leaves_the_old_workbook_or_the_new(tmp_path):
    words = ("form", "small-smelter", "-o", "f.xlsx")
    steps = calls("writing", *words, cwd=tmp_path)
    assert steps > 10
    (tmp_path / "f.xlsx").write_bytes(OLD)
    killed = [kill_and_look("writing", at, *words, cwd=tmp_path) for at in range(1, steps + 1, 3)]
    assert all(killed)
    assert tanchi(*words, cwd=tmp_path).code == 0
    assert [p.name for p in tmp_path.iterdir()] == ["f.xlsx"]
