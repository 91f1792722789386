from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tanchi.catalogue import Status, TextRead, coverage, load_catalogue, read_catalogue
from tanchi.catalogue.read import LIBRARY
from tanchi.findings import TanchiError
from tanchi.rules.shelf import list_rules
from tanchi.sources import Reading

NOTICE = (
    "钢铁、电解铝、水泥、化肥、氢、石灰、玻璃、乙烯、合成氨、电石、甲醇、锂电池、新能源汽车、光伏和电子电器"
)
"""The product groups as the notice lists them."""


@pytest.fixture
def catalogue():
    return load_catalogue()


@pytest.fixture
def copy(tmp_path: Path):
    folder = tmp_path / "catalogue"
    shutil.copytree(LIBRARY, folder)

    def changed(file: str, old: str, new: str) -> list[tuple[str, str, int]]:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), "utf-8")
        with pytest.raises(TanchiError) as caught:
            read_catalogue(folder)
        line = text[: text.index(old)].count("\n") + 1
        return [(f.code, f.place.file, f.place.line - line) for f in caught.value.findings]

    return changed


def test_the_groups_are_those_of_the_notice_in_its_order(catalogue):
    assert [g.label.zh for g in catalogue.groups.values()] == re.split("[、和]", NOTICE)


def test_the_three_lists_have_111_items_and_no_more_are_claimed_read(catalogue):
    assert [(r.batch, r.items) for r in catalogue.lists] == [(1, 15), (2, 23), (3, 73)]
    assert sum(r.items for r in catalogue.lists) == 111
    for found in catalogue.lists:
        items = [s.listed.item for s in catalogue.items_read(found.batch) if s.listed.item]
        assert len(catalogue.items_read(found.batch)) <= found.items
        assert len(items) == len(set(items)) and all(i <= found.items for i in items)


def test_every_entry_says_where_it_was_read(catalogue):
    entries = (*catalogue.standards, *catalogue.lists, *catalogue.goals)
    assert [e for e in entries if not e.source.ref or e.source.reading is Reading.UNKNOWN] == []


def test_a_title_without_number_says_that_the_number_was_not_read(catalogue):
    words = re.compile("编号未读到|研制中|草案|征求意见稿|计划号|申报")
    assert [s.title.zh for s in catalogue.standards if not s.numbers and not words.search(s.title.zh)] == []


def test_a_number_is_found_however_its_dash_and_spaces_are_typed(catalogue):
    for typed in ("T/CESA 1450—2025", "t/cesa1450-2025", "T/CESA\u30001450－2025"):
        assert catalogue.standard(typed).title.zh.endswith("机器人")
    with pytest.raises(TanchiError, match="GB/T 44905-2025") as caught:
        catalogue.standard("GB/T 44905-2025")
    assert "GB/T" in caught.value.findings[0].remedy.zh


def test_one_text_may_have_three_numbers(catalogue):
    film = catalogue.standard("T/HNZB 20-2024")
    assert film is catalogue.standard("T/HNJB 16—2024") and len(film.numbers) == 3


def test_a_search_takes_chinese_english_numbers_groups_and_rules(catalogue):
    def numbers(text):
        return {s.name for s in catalogue.search(text)}

    assert "T/CPCIF 0466-2025" in numbers("氢") & numbers("HYDROGEN") & numbers("0466")
    assert numbers("钢铁") >= {"GB/T 47064-2026", "T/CISA 469-2024", "GB/T 32151.5-2015"}
    assert numbers("lithium-battery") >= {"T/CQAE 12002-2024"}
    assert len(numbers("")) == len(catalogue.standards)
    assert numbers("no such product") == set()


def test_a_superseded_standard_names_its_successor_and_that_one_is_known(catalogue):
    old = [s for s in catalogue.standards if s.status is Status.SUPERSEDED]
    assert {s.name for s in old} >= {f"GB/T 32151.{part}-2015" for part in (4, 5, 7, 8)}
    for standard in old:
        successors = [catalogue.standard(n) for n in standard.superseded_by]
        assert successors and all(s.published > standard.published for s in successors)


def test_a_standard_that_was_listed_and_has_a_national_counterpart_is_related_to_it(catalogue):
    group, national = catalogue.standard("T/CISA 469-2024"), catalogue.standard("GB/T 47064-2026")
    assert (group.related_to, national.related_to) == (national.numbers, group.numbers)


def test_no_text_is_said_to_be_read_in_full(catalogue):
    assert [s.name for s in catalogue.standards if s.text_read is TextRead.READ] == []


def test_every_rule_of_the_library_serves_a_group_of_the_notice_or_is_a_parent(catalogue):
    wanted = {pack for group in catalogue.groups.values() for pack in group.packs}
    shipped = {e.id for e in list_rules() if LIBRARY.parent in e.folder.parents}
    assert shipped - wanted <= {"gbt24067-2024", "household-appliances"}


def test_rules_named_by_standards_are_those_of_their_groups(catalogue):
    for standard in catalogue.standards:
        of_groups = {p for g in standard.groups for p in catalogue.groups[g].packs}
        assert set(standard.packs) <= of_groups | {"gbt24067-2024"}, standard.name


def test_coverage_takes_the_newest_edition_and_counts_its_cases(catalogue, tmp_path, monkeypatch):
    for edition, cases in (("2024-1", 1), ("2025-2", 3)):
        folder = tmp_path / "rules" / "server" / edition
        (folder / "cases").mkdir(parents=True)
        (folder / "pack.yaml").write_text(
            f'id: server\nedition: "{edition}"\ntitle: {{zh: 服务器}}\n', "utf-8"
        )
        for number in range(cases):
            (folder / "cases" / f"{number}.yaml").write_text("", "utf-8")
    monkeypatch.setenv("TANCHI_RULES", str(tmp_path))
    electronics = next(c for c in coverage(catalogue) if c.group.id == "electronics")
    server = next(p for p in electronics.packs if p.id == "server")
    assert (server.rule.edition, server.cases) == ("2025-2", 3)
    assert electronics.runs and electronics.standards[0].name == "GB/T 46027-2025"


def test_a_group_without_any_rule_does_not_run(catalogue, tmp_path, monkeypatch):
    monkeypatch.setattr("tanchi.rules.shelf.library", lambda: tmp_path)
    monkeypatch.delenv("TANCHI_RULES", raising=False)
    assert [c.group.id for c in coverage(catalogue) if c.runs] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("numbers: [GB/T 44903-2024]", "numbers: [GB/T 44905—2024]", "catalogue.twice"),
        ("superseded_by: [GB/T 32151.5-2026]", "superseded_by: [GB/T 32151.5-2027]", "catalogue.relation"),
        (
            "status: superseded, superseded_by: [GB/T 32151.7-2023]",
            "status: superseded",
            "catalogue.successor",
        ),
        ("groups: [hydrogen], packs: [hydrogen], text_read: none", "groups: [hydrogn]", "catalogue.group"),
        ('published: "2026-01-28", groups', 'published: "28.1.2026", groups', "catalogue.date"),
        ("kind: guide", "kind: gide", "pack.word"),
        ("source: {ref: 地方标准公开信息, year: 2025, read: read}", "remark: x", "catalogue.source"),
    ],
)
def test_a_fault_of_the_data_is_named_at_its_line(copy, old, new, code):
    found = copy("standards.yaml", old, new)
    assert (code, "catalogue/standards.yaml", 0) in found
