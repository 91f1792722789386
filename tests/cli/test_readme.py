"""What the README promises: its commands run in their order, its Python runs, in both languages."""

import re
import shlex
import subprocess
import sys

import pytest

from tests.cli.shell import environment, inside, tanchi
from tests.support.source import ROOT

EXAMPLE = ROOT / "src" / "tanchi" / "library" / "rules" / "cement" / "2025-1" / "examples" / "ce3.yaml"
PAGES = ["README.md", "README.en.md"]


def blocks(page, language):
    """Return the code blocks of a page in one language of code."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.S | re.M)


def commands(page):
    """Return the words of every ``tanchi`` command of a page, the demonstration apart."""
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    words = [shlex.split(line.partition("  #")[0]) for line in lines if line.startswith("tanchi ")]
    return [w[1:] for w in words if w[1] != "demo"]


@pytest.mark.parametrize(("page", "started"), [("README.md", tanchi), ("README.en.md", inside)], ids=PAGES)
def test_the_commands_run_in_their_order_once_the_workbook_is_filled(page, started, tmp_path):
    listed = commands(page)
    assert [words[0] for words in listed[:6]] == ["form", "compute", "explain", "report", "bundle", "verify"]
    for words in listed:
        run = started(*words, cwd=tmp_path)
        assert run.code == 0, (words, run.err)
        if words[0] == "form":
            assert started(*words, "--fill", EXAMPLE, cwd=tmp_path).code == 0


@pytest.mark.parametrize("page", PAGES)
def test_the_python_prints_the_total_and_the_stages(page, tmp_path):
    (code,) = blocks(page, "python")
    workbook = re.search(r'read_inventory\("(.+?)"', code)[1]
    assert tanchi("form", "cement", "--fill", EXAMPLE, "-o", workbook, cwd=tmp_path).code == 0
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=tmp_path,
        check=False,
        env=environment(PYTHONUTF8="1"),
    )
    assert run.returncode == 0, run.stderr.decode()
    total, *stages = run.stdout.decode().splitlines()
    parts = [float(line.rpartition(" ")[2]) for line in stages]
    assert sum(parts) == pytest.approx(float(total.partition(" ")[0]), rel=1e-9)
    assert len(stages) == 5


def test_both_pages_show_the_same_verbs():
    verbs = [[words[:2] if words[0] == "rule" else words[:1] for words in commands(page)] for page in PAGES]
    assert verbs[0] == verbs[1]
