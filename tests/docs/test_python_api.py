"""The page on the Python interface: its examples give what they show, its signatures are those of the program."""

import doctest
import re

import pytest

import tanchi
from tests.docs.pages import blocks
from tests.docs.signatures import signature

PAGE = "reference/python-api.md"


def shown(language: str) -> list[str]:
    """Return the signatures of the page, each on one line."""
    text = "".join(b.text for b in blocks(language, PAGE) if b.note == "signatures")
    return re.sub(
        r"\(\n\s+(.*?)\n\) ->", lambda m: f"({' '.join(m[1].split())}) ->", text, flags=re.S
    ).splitlines()


@pytest.mark.parametrize("line", shown("zh"))
def test_a_signature_is_that_of_the_program(line):
    assert line == signature(line.partition("(")[0])


def test_every_function_of_the_package_itself_is_on_the_page():
    classes = {"Footprint", "Rule", "__version__"}
    on_page = {line.partition("(")[0] for line in shown("zh")}
    assert {f"tanchi.{name}" for name in tanchi.__all__ if name not in classes} <= on_page


def test_both_languages_show_the_same_code():
    assert [b.text for b in blocks("zh", PAGE)] == [b.text for b in blocks("en", PAGE)]


def test_the_examples_give_what_they_show():
    text = "\n".join(block.text for block in blocks("zh", PAGE, "pycon"))
    example = doctest.DocTestParser().get_doctest(text, {}, PAGE, PAGE, 0)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(example, out=said.append)
    assert said == []
