"""Pages that lead through commands: whoever follows them gets what they show."""

import re

import pytest

from tests.docs.pages import LANGUAGES, blocks
from tests.docs.session import Session

FILLED = {"zh": "out/cement-填报.xlsx", "en": "out/cement.xlsx"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_hour_of_a_drafter_goes_as_the_page_says(tmp_path, language):
    assert Session(language, tmp_path).follow("howto/write-a-rule.md") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_ten_minutes_of_a_company_go_as_the_page_says(tmp_path, language):
    assert Session(language, tmp_path, tmp_path / FILLED[language]).follow("start.md") == []


def commands(language: str) -> list[str]:
    """Return the verbs of the front page, in order."""
    text = "".join(block.text for block in blocks(language, "README", "sh"))
    return re.findall(r"^tanchi ([a-z]+(?: [a-z]+(?= ))?)", text, flags=re.M)


def test_the_commands_of_the_front_page_work_one_after_the_other(tmp_path):
    session = Session("zh", tmp_path, tmp_path / FILLED["zh"], fill=r"tanchi form \S+ -o (\S+)")
    assert session.follow("README") == []
    assert commands("zh") == commands("en")
