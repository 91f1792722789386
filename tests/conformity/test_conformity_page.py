"""The page on conformity says what the checklist holds, in both languages."""

import re
from collections import Counter

import pytest

from tanchi.conformity import Where, load_checklist
from tests.support.source import ROOT

PAGES = ["docs/reference/conformity.md", "docs/en/reference/conformity.md"]


def counts_in(page: str) -> dict[str, int]:
    """Return the first word and the last number of each table row of the page that ends in a number."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return {
        word: int(number) for word, number in re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", text, flags=re.M)
    }


@pytest.mark.parametrize("page", PAGES)
def test_page_counts_rows_as_the_checklist_has_them(page):
    rows = load_checklist().requirements
    counts = Counter(r.level.value for r in rows) + Counter(r.readings.best.value for r in rows)
    assert counts_in(page) == counts


@pytest.mark.parametrize("page", PAGES)
def test_page_states_the_number_of_rows_and_of_those_a_pack_must_meet(page):
    rows = load_checklist().requirements
    text = (ROOT / page).read_text(encoding="utf-8")
    assert re.findall(r"(\d+) (?:行，每行|rows, each)", text) == [str(len(rows))]
    assert re.findall(r"(\d+) (?:行中满足|rows a rule pack must)", text) == [
        str(sum(r.pack_must for r in rows))
    ]


@pytest.mark.parametrize("page", PAGES)
def test_page_states_how_many_rows_are_asked_of_a_pack_and_of_a_study(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    asked = re.findall(r"(\d+) (?:行逐行作答|rows whose evidence is wanted in the pack)", text)
    assert asked == [str(len(load_checklist().wanted_in(Where.RULE_PACK)))]
    asked = re.findall(r"(\d+) (?:行，`check_study|rows whose evidence is wanted in a study)", text)
    assert asked == [str(len(load_checklist().wanted_in(Where.STUDY)))]
