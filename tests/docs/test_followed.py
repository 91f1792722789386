"""Pages that lead through commands: whoever follows them gets what they show."""

import pytest

from tests.docs.pages import LANGUAGES
from tests.docs.session import Session


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_hour_of_a_drafter_goes_as_the_page_says(tmp_path, language):
    assert Session(language, tmp_path).follow("howto/write-a-rule.md") == []
