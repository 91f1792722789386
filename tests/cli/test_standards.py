"""``tanchi standards``, as people and machines use it."""

import pytest

from tanchi.catalogue import load_catalogue
from tests.cli.shell import tanchi


def test_a_word_finds_standards_with_their_status_list_and_reading():
    run = tanchi("standards", "合成氨")
    line = next(row for row in run.out.splitlines() if row.startswith("T/CPCIF 0468-2025"))
    assert (run.code, [w for w in ("团体标准", "第 3 批第 2 项", "未读") if w not in line]) == (0, [])


def test_a_whole_number_shows_all_that_is_known_of_it_and_where_from():
    run = tanchi("standards", "GB/T32151.5—2015", "--lang", "en")
    words = ("superseded by", "GB/T 32151.5-2026", "enterprise accounting", "second-hand")
    assert (run.code, [w for w in words if w not in run.out]) == (0, [])


def test_without_a_word_every_standard_is_listed_and_what_was_not_read_is_counted():
    run, found = tanchi("standards"), tanchi("standards", "--json").json["result"]
    assert "三批共 111 项，读到" in run.out
    assert [s["title"]["zh"] for s in found if s["title"]["zh"] not in run.out] == []
    assert len(found) == len(load_catalogue().standards)


def test_coverage_names_the_rules_of_every_group_for_people_and_machines():
    groups = tanchi("standards", "--coverage", "--json").json["result"]
    assert [g["group"] for g in groups][:3] == ["steel", "aluminium", "cement"] and len(groups) == 15
    cement = groups[2]
    assert (cement["runs"], cement["packs"][0]["edition"]) == (True, "2025-1")
    out = tanchi("standards", "--coverage").out
    assert "cement@2025-1" in out and "15 类产品" in out


@pytest.mark.parametrize(("language", "word"), [("zh", "换一个词"), ("en", "try another word")])
def test_nothing_found_says_what_to_do(language, word):
    run = tanchi("standards", "不存在的产品", "--lang", language)
    assert run.code != 0 and word in run.err
