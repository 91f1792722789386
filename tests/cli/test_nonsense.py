"""Nonsense of every kind: a finding in clear words, no traceback, no file."""

import json
import subprocess
import sys
import zipfile

import pytest

from tests.cli.shell import ROOT, SMELTER, Run, environment, inside, tanchi

BUNDLE_WITHOUT_MANIFEST = "not-a-bundle.tanchi"
FILES = {
    "empty.xlsx": b"",
    "noise.xlsx": bytes(range(256)) * 40,
    "text.xlsx": "这不是工作簿".encode(),
    "cut.xlsx": b"PK\x03\x04" + b"\0" * 200,
    "empty.yaml": b"",
    "syntax.yaml": b"rule: [small-smelter",
    "list.yaml": b"- 1\n- 2\n",
    "binary.yaml": b"\xff\xfe\x00\x01",
    "deep.json": b"[" * 100_000,
    "nan.json": b'{"rule": "small-smelter", "x": NaN}',
    "number.json": b"12",
    "columns.csv": b"a,b,c\n1,2,3\n",
    "empty.csv": b"",
    "empty.tanchi": b"",
    "noise.tanchi": bytes(range(256)) * 40,
    "no-rule.yaml": b"company: x\n",
    "other-rule.yaml": b"rule: no-such-rule\n",
    "old-edition.yaml": b'rule: small-smelter\nedition: "1999-1"\n',
    "picture.png": b"\x89PNG\r\n\x1a\n",
    "half-result.json": b'{"fingerprint": {}, "nodes": {}, "root": "result.total"}',
}
VERBS = [("compute",), ("explain",), ("bundle",), ("report",), ("verify",), ("compare", SMELTER)]


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the broken files, to run in."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / BUNDLE_WITHOUT_MANIFEST, "w") as archive:
        archive.writestr("result.json", "{}")
    return tmp_path


def refused(run: Run, code: int = 1) -> list[str]:
    """Return the codes of the findings of a run that must have been refused cleanly."""
    assert run.code == code, (run.out, run.err)
    assert (run.err, run.json["result"]) == ("", None)
    assert all(f["message"]["zh"] and f["message"]["en"] for f in run.json["findings"])
    assert "cli.internal" not in run.findings
    return [f["code"] for f in run.json["findings"] if f["level"] == "error"]


@pytest.mark.parametrize("name", [*FILES, BUNDLE_WITHOUT_MANIFEST, "missing.xlsx", "."])
def test_a_broken_file_is_a_finding_for_every_verb_and_leaves_nothing(folder, name):
    before = sorted(folder.iterdir())
    verb = VERBS[sorted([*FILES, BUNDLE_WITHOUT_MANIFEST, "missing.xlsx", "."]).index(name) % len(VERBS)]
    assert refused(inside("compute", name, "--json", cwd=folder)) != []
    assert refused(tanchi(*verb, name, "--json", cwd=folder)) != []
    assert sorted(folder.iterdir()) == before


def test_people_read_what_is_wrong_where_and_what_to_do(folder):
    run = tanchi("compute", "no-rule.yaml", cwd=folder)
    assert run.out == ""
    assert "no-rule.yaml: 清单没有写明所用的规则 [inventory.no_rule]" in run.err
    assert "→ 用 --rule 指明，如 --rule cement" in run.err
    assert "Traceback" not in run.err


NONSENSE = [
    (["--rule", "no-such"], "rule.unknown"),
    (["--rule", "."], "rule.unknown"),
    (["--choice", "basis"], "cli.choice"),
    (["--choice", "=grid"], "cli.choice"),
    (["--choice", "basis=nuclear"], "form.unknown_option"),
    (["--choice", "colour=red"], "form.unknown_choice"),
    (["--choice", "offsets=included"], "form.unknown_option"),
    (["--gwp", "AR99"], None),
    (["--product", "nothing"], None),
    (["--site", "nowhere"], None),
    (["-o", "no/such/folder/r.json"], "files.cannot_write"),
    (["-o", "."], None),
    (["--report", "report.pdf"], "cli.suffix"),
    (["--html", "page.docx"], "cli.suffix"),
    (["-o", "x.json", "--bundle", "x.json"], "cli.same_file"),
    (["--mark", "marked.xlsx"], None),
]


@pytest.mark.parametrize(
    ("options", "code"), NONSENSE, ids=lambda x: " ".join(x) if isinstance(x, list) else ""
)
def test_an_option_that_makes_no_sense_is_a_finding_and_leaves_nothing(tmp_path, options, code):
    found = refused(inside("compute", SMELTER, *options, "--json", "--samples", "10", cwd=tmp_path))
    assert found != []
    assert code is None or code in found
    assert list(tmp_path.iterdir()) == []


def test_what_was_read_is_never_written_over(tmp_path):
    text = tmp_path / "smelter.yaml"
    text.write_bytes(SMELTER.read_bytes())
    for words in (
        ["compute", text, "-o", text],
        ["bundle", text, "-o", text],
        ["form", "small-smelter", "--fill", text, "-o", text],
    ):
        assert refused(tanchi(*words, "--json")) == ["cli.same_file"]
    assert text.read_bytes() == SMELTER.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-verb"],
        ["rule", "no-such-verb"],
        ["compute"],
        ["compute", "a.xlsx", "b.xlsx"],
        ["compute", "a.xlsx", "--no-such-option"],
        ["compute", "a.xlsx", "--samples", "many"],
        ["compute", "a.xlsx", "--samples", "-1"],
        ["compute", "a.xlsx", "--samples"],
        ["compute", "a.xlsx", "--json=yes"],
        ["--lang", "fr", "compute", "a.xlsx"],
        ["compare", "a.xlsx"],
        ["explain", "a.xlsx", "--depth", "-1"],
    ],
    ids=" ".join,
)
def test_a_command_line_nobody_understands_ends_with_2_in_either_language(words):
    chinese = inside(*words)
    assert (chinese.code, chinese.out) == (2, "")
    assert chinese.err.startswith("✕ 错误 ")
    english = inside(*words, TANCHI_LANG="en")
    assert english.err.startswith("✕ error ")
    assert "Traceback" not in chinese.err + english.err


def test_a_process_ends_with_the_same_code():
    assert tanchi("compute", "--no-such-option").code == 2


def test_a_usage_error_is_json_where_json_is_wanted():
    assert refused(inside("compute", "--json"), code=2) == ["cli.usage"]


def test_a_verb_mistyped_is_answered_with_near_ones():
    assert "compute" in tanchi("compte", "x").err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["rule", "show", "small-smelter", "no.such.item"], "rule.no_item"),
        (["rule", "test", "small-smelter", "no-such-case"], "case.unknown"),
        (["rule", "show", "no-such-rule"], "rule.unknown"),
        (["rule", "check", "/"], "rule.unknown"),
        (["rule", "diff", "small-smelter", "no-such-rule"], "rule.unknown"),
        (["rule", "new", "Not An Id"], "scaffold.id"),
        (["form", "no-such-rule"], "rule.unknown"),
        (["form", "small-smelter", "--from", "yesterday"], "cli.period"),
        (["form", "small-smelter", "--from", "2026-01-01", "--to", "2025-01-01"], "cli.period"),
        (["form", "small-smelter", "--choice", "colour=red"], "form.unknown_choice"),
        (["demo", "small-smelter"], "demo.no_example"),
        (["explain", str(SMELTER), "完全没有的东西"], "explain.unknown"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else "",
)
def test_other_verbs_refuse_what_does_not_exist(tmp_path, words, code):
    assert code in refused(inside(*words, "--json", cwd=tmp_path))
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_changed_bundle_is_different_and_says_where(tmp_path):
    bundle = tmp_path / "s.tanchi"
    assert tanchi("bundle", SMELTER, "-o", bundle, "--samples", "10").code == 0
    with zipfile.ZipFile(bundle) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["inventory.json"] = entries["inventory.json"].replace(b"19 t", b"18 t")
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    run = tanchi("verify", bundle, "--json")
    assert (run.code, run.json["result"]["verdict"]) == (4, "different")
    assert [d["path"] for d in run.json["result"]["differences"]] == ["inventory.json"]


def test_results_of_different_methods_end_with_4(tmp_path):
    assert tanchi("compute", SMELTER, "-o", tmp_path / "a.json", "--samples", "0").code == 0
    assert tanchi("compute", SMELTER, "-o", tmp_path / "b.json", "--samples", "0", "--gwp", "AR5").code == 0
    run = tanchi("compare", tmp_path / "a.json", tmp_path / "b.json", "--json")
    assert (run.code, run.json["result"]["comparable"]) == (4, False)


def test_a_gap_ends_with_3_only_when_strict(tmp_path):
    text = SMELTER.read_text(encoding="utf-8")
    gap = tmp_path / "gap.yaml"
    gap.write_text(
        "\n".join(line for line in text.splitlines() if "flow: power" not in line), encoding="utf-8"
    )
    assert tanchi("compute", gap, "--samples", "0").code == 0
    strict = tanchi("compute", gap, "--samples", "0", "--strict", "--json")
    assert strict.code == 3
    assert [g["flow"] for g in strict.json["result"]["footprint"]["gaps"]] == ["power", "power"]


def test_a_study_that_says_too_little_ends_with_3_when_strict():
    """The figures are sound; the checklist asks for statements the inventory does not make."""
    strict = tanchi("compute", SMELTER, "--samples", "0", "--strict", "--json")
    errors = [f["code"] for f in strict.json["findings"] if f["level"] == "error"]
    assert strict.code == 3
    assert errors
    assert all(code.startswith("conformity.") for code in errors)
    assert tanchi("compute", SMELTER, "--samples", "0").code == 0
    board = ROOT / "tests" / "data" / "packs" / "board"
    whole = tanchi(
        "compute", board / "examples" / "year.yaml", "--rule", board, "--samples", "200", "--strict"
    )
    assert whole.code == 0


def test_a_fault_of_the_program_is_told_without_a_traceback(tmp_path):
    broken = tmp_path / "tanchi_fault.py"
    broken.write_text(
        "from tanchi.cli.answer import answered\n"
        "def work(screen):\n    raise ZeroDivisionError('x')\n"
        "raise SystemExit(answered('compute', 'zh', True, work))\n",
        encoding="utf-8",
    )
    quiet = subprocess.run([sys.executable, broken], capture_output=True, env=environment(), check=False)
    assert (quiet.returncode, quiet.stderr) == (70, b"")
    assert json.loads(quiet.stdout)["findings"][0]["code"] == "cli.internal"
    loud = subprocess.run(
        [sys.executable, broken], capture_output=True, env=environment(TANCHI_DEBUG="1"), check=False
    )
    assert b"ZeroDivisionError" in loud.stderr
