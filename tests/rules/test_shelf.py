"""The list of rules says what the packs say, without reading them whole."""

import pytest
import yaml

from tanchi.rules.shelf import BROKEN, entries, entry, library

PACKS = sorted((library() / "rules").glob("*/*/pack.yaml"))


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.parent.parent.name)
def test_the_head_of_a_pack_is_what_another_yaml_reader_finds(path):
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    found = entry(path)
    assert (found.id, found.edition, found.status) == (told["id"], told["edition"], told["status"])
    assert (found.title.zh, found.title.en) == (told["title"]["zh"], told["title"].get("en", ""))
    assert found.valid_from == told.get("valid_from", "")


HEADS = {
    "block": "title:\n  zh: 甲\n\n  en: a\nstatus: draft\n",
    "after much else": "flows:\n" + "  f: {unit: t}\n" * 300 + "title: {zh: 甲, en: a}\nstatus: draft\n",
    "windows lines": "title: {zh: 甲, en: a}\r\nstatus: draft\r\n",
    "one mapping": "{title: {zh: 甲, en: a}, status: draft}\n",
    "folded": "title:\n  zh: >-\n    甲\n  en: a\nstatus: draft\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_head_is_found_however_it_is_laid_out(tmp_path, head):
    path = tmp_path / "rules" / "x" / "1" / "pack.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(head.encode())
    (found,) = entries([tmp_path])
    assert (found.title.zh, found.title.en, found.status) == ("甲", "a", "draft")


@pytest.mark.parametrize(
    "content", [b"title: {zh: [", b"[" * 100_000, b"\xff\xfe\x00", b"title: &a x\n", b""]
)
def test_a_pack_that_cannot_be_read_is_listed_as_broken_or_nameless(tmp_path, content):
    path = tmp_path / "rules" / "x" / "1" / "pack.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    (found,) = entries([tmp_path])
    assert (found.id, found.edition) == ("x", "1")
    assert not found.title
    assert found.status == (BROKEN if content else "")
