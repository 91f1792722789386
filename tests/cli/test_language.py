"""Which language is spoken, and how its text is laid out."""

import pytest

from tanchi.cli.language import both, language_of, pick, without_language
from tanchi.cli.wrap import padded, width_of, wrapped


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        (None, {}, "zh"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "C.UTF-8"}, "zh"),
        (None, {"LANG": "de_DE.UTF-8"}, "zh"),
        (None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"TANCHI_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"TANCHI_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"TANCHI_LANG": "zh"}, "en"),
        ("zh", {"TANCHI_LANG": "en"}, "zh"),
        ("fr", {"TANCHI_LANG": "en"}, "en"),
    ],
)
def test_the_option_wins_over_the_variable_over_the_locale_over_chinese(asked, environment, language):
    assert language_of(asked, environment) == language


@pytest.mark.parametrize(
    ("given", "asked", "rest"),
    [
        (["compute", "a", "--lang", "en"], "en", ["compute", "a"]),
        (["compute", "--lang=en", "a"], "en", ["compute", "a"]),
        (["--lang", "zh", "compute", "--lang", "en"], "en", ["compute"]),
        (["compute", "--", "--lang", "en"], None, ["compute", "--", "--lang", "en"]),
        (["compute", "--lang"], "", ["compute"]),
        (["compute", "--lang="], "", ["compute"]),
        ([], None, []),
    ],
)
def test_the_language_may_be_named_anywhere_before_the_end_of_options(given, asked, rest):
    assert without_language(given) == (asked, rest)


def test_a_text_of_both_languages_gives_either():
    text = both("中文", "English")
    assert (pick(text, "zh"), pick(text, "en")) == ("中文", "English")


def test_a_text_made_elsewhere_is_left_alone():
    assert (pick("plain", "zh"), pick("plain", "en"), pick(None, "en")) == ("plain", "plain", "")


def test_a_chinese_character_takes_two_columns_and_an_accent_none():
    assert [width_of(text) for text in ("abc", "碳尺", "，a", "e\u0301", "")] == [3, 4, 3, 1, 0]
    assert padded("碳", 5) == "碳   "


def test_lines_are_no_wider_than_asked_and_lose_no_character():
    text = (
        "工作簿由规则生成，每个过程一张表；the workbook is made from the rule, with a sheet for each process."
    )
    for width in (20, 33, 60):
        lines = wrapped(text, width)
        assert all(width_of(line) <= width + 2 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_line_begins_with_a_closing_mark():
    assert wrapped("一二三四，五六", 8) == ["一二三四，", "五六"]
