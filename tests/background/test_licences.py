"""What may be merged: one folder per licence, nothing share-alike in the shipped table."""

import csv
from pathlib import Path

import pytest

import tanchi.background.sets as sets_module
from tanchi.background import default_table, factor_table
from tanchi.background.sets import LIBRARY, folders_in, read_set, shipped_sets
from tanchi.findings import TanchiError

HEAD = """\
id: {id}
edition: "1"
title: {{zh: 试验, en: trial}}
publisher: {{zh: 某某, en: somebody}}
licence: {{name: {licence}, known: read}}
attribution: somebody
redistribute: {redistribute}
share_alike: {share_alike}
step: 4
gwp_set: AR6
ref: trial
note: {{zh: 无, en: none}}
"""


def make_set(
    root: Path, id: str, licence: str, *, redistribute: bool = True, share_alike: bool = False
) -> Path:
    folder = root / id
    folder.mkdir(parents=True)
    flags = {"redistribute": str(redistribute).lower(), "share_alike": str(share_alike).lower()}
    (folder / "SET.yaml").write_text(HEAD.format(id=id, licence=licence, **flags), encoding="utf-8")
    head = (LIBRARY / "cn-electricity" / "factors.csv").read_text(encoding="utf-8").splitlines()
    (folder / "factors.csv").write_text(
        "\n".join([head[0], head[1].replace("cn-electricity/", f"{id}/")]) + "\n", encoding="utf-8"
    )
    return folder


def test_share_alike_and_closed_sets_are_kept_out_of_the_shipped_table(tmp_path, monkeypatch):
    make_set(tmp_path, "open", "CC BY 4.0")
    make_set(tmp_path, "odbl", "ODbL 1.0", share_alike=True)
    make_set(tmp_path, "closed", "all rights reserved", redistribute=False)
    monkeypatch.setattr(sets_module, "LIBRARY", tmp_path)
    assert [found.id for found in shipped_sets()] == ["open"]


def test_nothing_of_ember_or_boavizta_is_in_the_shipped_table():
    words = [f"{s.id} {s.title.en} {s.licence.name} {s.ref}".lower() for s in default_table().sets]
    assert [w for w in words if any(name in w for name in ("ember", "boavizta", "odbl", "share"))] == []
    rows = [" ".join(row.values()).lower() for s in default_table().sets for row in s.rows()]
    assert [r for r in rows if "boavizta" in r or "ember " in r] == []


@pytest.mark.parametrize("folder", folders_in(LIBRARY), ids=lambda f: f.name)
def test_every_set_states_licence_and_attribution_and_keeps_a_required_text(folder):
    found = read_set(folder)
    assert found.id == folder.name
    assert found.licence.name and found.licence.attribution and found.note.zh and found.note.en
    if found.licence.name.startswith(("BSD", "MIT", "CC0")):
        assert "Copyright" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_one_licence_per_folder_row_by_row():
    for found in default_table().sets:
        with (found.folder / "factors.csv").open(encoding="utf-8", newline="") as file:
            assert {row["id"].split("/")[0] for row in csv.DictReader(file)} == {found.id}


def test_a_set_of_ones_own_joins_even_if_it_may_not_be_passed_on(tmp_path):
    make_set(tmp_path, "licensed", "bought", redistribute=False)
    table = factor_table([tmp_path])
    assert table.get("licensed/footprint-2024-electricity").source.licence == "bought"


def test_two_sets_of_one_id_are_refused(tmp_path):
    make_set(tmp_path, "cn-electricity", "CC0")
    with pytest.raises(TanchiError) as caught:
        factor_table([tmp_path])
    assert [f.code for f in caught.value.findings] == ["factors.twice"]


def test_a_misspelt_field_of_a_set_is_named_with_its_line(tmp_path):
    folder = make_set(tmp_path, "own", "CC0")
    head = folder / "SET.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("redistribute", "redistribue"), encoding="utf-8")
    with pytest.raises(TanchiError) as caught:
        read_set(folder)
    finding = caught.value.findings[0]
    assert (finding.code, finding.place.file, finding.place.line) == ("pack.unknown_field", "own/SET.yaml", 7)


def test_a_row_with_a_broken_number_is_named(tmp_path):
    folder = make_set(tmp_path, "own", "CC0")
    rows = folder / "factors.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("0.5777", "0,5777x"), encoding="utf-8")
    with pytest.raises(TanchiError) as caught:
        factor_table([folder]).get("own/footprint-2024-electricity")
    assert "own/footprint-2024-electricity" in str(caught.value)
