"""Help: every verb, both languages, every option, without a word of the other language."""

import re

import pytest

from tanchi.cli.catalogue import ROOT, RULE
from tanchi.cli.wrap import width_of
from tests.cli.shell import inside, tanchi

VERBS = [(v.name,) for v in ROOT] + [("rule", v.name) for v in RULE]
CJK = re.compile(r"[\u3400-\u9fff]")
PAGES = [(), *VERBS]


@pytest.fixture(scope="module")
def pages():
    """Return every page of help, printed in this process."""
    return {
        (words, language): inside(*words, "--help", "--lang", language)
        for words in PAGES
        for language in ("zh", "en")
    }


def test_every_page_of_help_is_printed_and_nothing_else(pages):
    assert {(found.code, found.err) for found in pages.values()} == {(0, "")}


@pytest.mark.parametrize("words", [(), ("compute",), ("rule", "diff")])
def test_a_process_of_its_own_prints_the_same_page(pages, words):
    assert tanchi(*words, "--help").out == pages[words, "zh"].out


def test_chinese_pages_begin_with_their_usage(pages):
    for words in PAGES:
        assert pages[words, "zh"].out.startswith(f"用法  {' '.join(['tanchi', *words])} ")


def test_english_pages_have_no_chinese_character(pages):
    assert [words for words in PAGES if CJK.search(pages[words, "en"].out)] == []


def test_both_languages_list_the_same_options(pages):
    for words in PAGES:
        chinese, english = (re.findall(r"(?<=  )--?[a-z-]+", pages[words, lang].out) for lang in ("zh", "en"))
        assert chinese == english


def test_every_verb_but_a_group_offers_json(pages):
    without = [w for w in VERBS if "--json" not in pages[w, "zh"].out]
    assert without == [("rule",)]


def test_no_line_is_wider_than_a_hundred_columns(pages):
    wide = [
        (words, line)
        for (words, _), found in pages.items()
        for line in found.out.splitlines()
        if width_of(line) > 100 and "tanchi" not in line
    ]
    assert wide == []


def test_the_root_lists_every_verb_with_what_it_is_for(pages):
    for verb in ROOT:
        assert re.search(rf"^  {verb.name} +{re.escape(verb.text.zh)}$", pages[(), "zh"].out, re.M)
        assert re.search(rf"^  {verb.name} +{re.escape(verb.text.en)}$", pages[(), "en"].out, re.M)


@pytest.mark.parametrize("words", [(), ("rule",)])
def test_without_a_verb_the_help_is_shown(pages, words):
    found = tanchi(*words)
    assert (found.code, found.out) == (0, pages[words, "zh"].out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_a_completion_script_can_be_shown_for_each_shell(shell):
    found = tanchi("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert found.code == 0
    assert "_TANCHI_COMPLETE" in found.out


def test_verbs_and_rules_are_completed():
    verbs = tanchi(_TANCHI_COMPLETE="complete_bash", COMP_WORDS="tanchi co", COMP_CWORD="1")
    assert verbs.out.split() == ["compute", "compare"]
    rules = tanchi(_TANCHI_COMPLETE="complete_bash", COMP_WORDS="tanchi form small", COMP_CWORD="2")
    assert rules.out.split() == ["small-smelter"]
