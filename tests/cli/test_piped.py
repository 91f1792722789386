"""Output that is piped is plain: no colour, no progress, one line a row; at a terminal there is a bar."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.cli.shell import SMELTER, command, environment, tanchi

ESCAPE = "\x1b"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "words", [("compute", SMELTER), ("explain", SMELTER), ("rule", "show", "small-smelter")]
)
def test_piped_output_has_no_colour_and_no_progress(words, language):
    run = tanchi(*words, "--lang", language)
    assert run.code == 0
    assert ESCAPE not in run.out + run.err
    assert "\r" not in run.out + run.err
    assert run.err == ""


def test_a_row_of_a_table_is_one_line_however_narrow_the_terminal():
    run = tanchi("rule", "check", "small-smelter", "--rows", COLUMNS="40")
    rows = [line for line in run.out.splitlines() if "C24067-SCP-01" in line]
    assert len(rows) == 1
    assert "…" not in rows[0]


def test_json_is_the_only_thing_printed_with_json():
    run = tanchi("compute", SMELTER, "--json", "--samples", "0")
    assert run.err == ""
    assert run.out.startswith("{") and run.out.endswith("}\n")


def test_output_is_utf8_whatever_the_locale():
    run = tanchi("rule", "list", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "题名" in run.out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals and no SIGINT to itself")
def test_at_a_terminal_there_is_a_bar_on_the_error_stream_only():
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("compute", SMELTER), stdout=subprocess.PIPE, stderr=theirs, env=environment(TERM="xterm")
    ) as child:
        os.close(theirs)
        shown = _all_of(ours)
        out = child.stdout.read().decode()
    assert re.search(rf"{ESCAPE}\[", shown)
    assert "计算" in shown
    assert ESCAPE not in out


def _all_of(descriptor: int) -> str:
    """Return what was written to a terminal until its other side closed."""
    found = b""
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:
            return found.decode()
        if not part:
            return found.decode()
        found += part


def test_a_reader_that_leaves_early_is_no_fault():
    with subprocess.Popen(
        command("rule", "show", "gbt24067-2024"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as child:
        child.stdout.readline()
        child.stdout.close()
        err = child.stderr.read().decode()
    assert "Traceback" not in err
    assert "cli.internal" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals and no SIGINT to itself")
def test_an_interruption_ends_with_130_and_leaves_no_file(tmp_path):
    code = (
        "import os, signal\n"
        "from tanchi.cli.answer import answered\n"
        "from tanchi.files import write_atomic_stream\n"
        "def work(screen):\n"
        f"    with write_atomic_stream({str(tmp_path / 'r.json')!r}) as stream:\n"
        "        stream.write(b'half')\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        stream.write(b'whole')\n"
        "raise SystemExit(answered('compute', 'zh', False, work))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=False)
    assert run.returncode == 130
    assert "已中断" in run.stderr.decode()
    assert list(tmp_path.iterdir()) == []


HARMFUL = "坏\x1b[2J\x1b]0;title\x07\u202e名\x9b31m"


def test_what_a_file_says_cannot_steer_the_terminal(tmp_path):
    result = tmp_path / "r.json"
    assert tanchi("compute", SMELTER, "-o", result, "--samples", "0").code == 0
    data = json.loads(result.read_bytes())
    data["company"] = data["sites"][0] = HARMFUL
    for node in data["nodes"].values():
        node["label"] = node["note"] = {"zh": HARMFUL, "en": HARMFUL}
        node["formula"] = HARMFUL
    result.write_text(json.dumps(data), encoding="utf-8")
    shown = tanchi("explain", result, "--depth", "0").out
    assert "坏" in shown
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown) == []


def test_a_rule_and_a_finding_cannot_steer_the_terminal_either(tmp_path):
    name = "a\x1b[2J.yaml"
    run = tanchi("compute", tmp_path / name)
    assert (run.code, ESCAPE in run.err) == (1, False)
