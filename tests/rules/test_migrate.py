"""Packs of older formats: words are edited where they stand, comments and layout stay, newer formats are refused."""

from __future__ import annotations

import pytest

from tanchi.findings import TanchiError, Text
from tanchi.rules.migrate import Edit, Migration, migrated, renamed, write_migrated
from tests.cli.shell import tanchi

HEAD = """\
# a drafter's remark
id: works      # the id
edition: "1"
format: 1
choices: {route: {default: gas, options: [gas, coal]}}   # default first
"""
KILN = "processes:\r\n  kiln:  # 窑\r\n    makes: {'lime': {ask: t, sort: main}, \"dust\": {'sort': loop, ask: t}}\r\n"

KINDS = Migration(
    1,
    Text("sort 改称 kind", "sort is called kind"),
    lambda tree: renamed(tree, ("processes", "*", "makes", "*"), "sort", "kind"),
)
DEFAULTS = Migration(
    2,
    Text("default 改称 usual", "default is called usual"),
    lambda tree: renamed(tree, ("choices", "*"), "default", "usual"),
)


def pack(tmp_path, head: str = HEAD):
    (tmp_path / "processes").mkdir()
    (tmp_path / "pack.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "processes" / "kiln.yaml").write_bytes(KILN.encode())
    (tmp_path / "notes.txt").write_text("sort: default\n", encoding="utf-8")
    return tmp_path


def texts(folder) -> tuple[str, str]:
    return (folder / "pack.yaml").read_text("utf-8"), (
        folder / "processes" / "kiln.yaml"
    ).read_bytes().decode()


def test_steps_are_taken_in_order_and_only_their_words_change(tmp_path):
    folder = pack(tmp_path)
    found = migrated(folder, (DEFAULTS, KINDS), 3)
    assert (found.source, [step.en for step in found.steps]) == (1, [KINDS.about.en, DEFAULTS.about.en])
    assert texts(folder) == (HEAD, KILN)
    write_migrated(found)
    assert texts(folder) == (
        HEAD.replace("format: 1", "format: 3").replace("{default:", "{usual:"),
        KILN.replace("sort", "kind"),
    )
    assert (folder / "notes.txt").read_text("utf-8") == "sort: default\n"


def test_files_that_stay_as_they_are_are_not_written(tmp_path):
    found = migrated(pack(tmp_path), (Migration(1, Text("x", "x"), lambda tree: ()),), 2)
    assert [path.name for path in found.files] == ["pack.yaml"]


def test_a_quoted_number_stays_quoted(tmp_path):
    folder = pack(tmp_path, HEAD.replace("format: 1", "format: '1'"))
    write_migrated(migrated(folder, (KINDS,), 2))
    assert "format: '2'" in texts(folder)[0]


def test_a_pack_of_the_present_format_has_nothing_to_do(tmp_path):
    found = migrated(pack(tmp_path), (KINDS,), 1)
    assert (found.steps, dict(found.files)) == ((), {})


def refused(folder, *arguments) -> str:
    with pytest.raises(TanchiError) as caught:
        migrated(folder, *arguments)
    (finding,) = caught.value.findings
    assert finding.remedy
    return finding.code


def test_a_newer_format_is_refused(tmp_path):
    assert refused(pack(tmp_path, HEAD.replace("format: 1", "format: 2"))) == "migrate.newer"


def test_a_format_without_a_way_is_refused(tmp_path):
    assert refused(pack(tmp_path), (DEFAULTS,), 3) == "migrate.no_way"


@pytest.mark.parametrize("number", ["", "zero", "0", "[1]"])
def test_a_pack_that_does_not_state_its_format_is_refused(tmp_path, number):
    assert refused(pack(tmp_path, HEAD.replace("format: 1", f"format: {number}"))) == "migrate.format"


def test_a_folder_without_a_pack_is_refused(tmp_path):
    assert refused(tmp_path) == "migrate.no_pack"


def test_an_edit_that_does_not_fit_changes_nothing(tmp_path):
    folder = pack(tmp_path)
    wrong = Migration(
        1, Text("x", "x"), lambda tree: [Edit(2, 1, "name", "id")] if "choices" in tree.items else []
    )
    assert refused(folder, (wrong,), 2) == "migrate.edit"
    assert texts(folder) == (HEAD, KILN)


def test_the_command_says_that_a_pack_is_up_to_date_and_refuses_a_newer_one(tmp_path):
    folder = pack(tmp_path)
    run = tanchi("rule", "migrate", folder, "--json")
    assert (run.code, run.json["result"]) == (
        0,
        {"format": 1, "target": 1, "steps": [], "files": [], "written": True},
    )
    (folder / "pack.yaml").write_text(HEAD.replace("format: 1", "format: 9"), "utf-8")
    run = tanchi("rule", "migrate", folder, "--lang", "en")
    assert run.code != 0
    assert "update Tanchi" in run.err
    checked = tanchi("rule", "check", folder, "--lang", "en")
    assert "update Tanchi" in checked.err


def test_the_command_gives_the_schema(tmp_path):
    target = tmp_path / "rule.schema.json"
    assert tanchi("rule", "schema", "-o", target).code == 0
    run = tanchi("rule", "schema", "--json")
    assert run.json["result"]["schema"]["title"] == "tanchi pack"
    assert target.read_text("utf-8").startswith("{")
