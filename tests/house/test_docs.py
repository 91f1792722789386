"""Documentation cannot fall behind: twins agree, named commands exist, every decision is listed."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.support.source import ROOT

DOCS = ROOT / "docs"
TWINS = [(ROOT / "README.md", ROOT / "README.en.md")]
TWINS += [(DOCS / p.relative_to(DOCS / "en"), p) for p in sorted((DOCS / "en").rglob("*.md"))]
PAGES = [page for pair in TWINS for page in pair] + [ROOT / "CONTRIBUTING.md"]
WITHOUT_TWIN = {"decisions", "_build"}


def name_of(page: Path) -> str:
    """Return the path of a page below the root, for messages."""
    return str(page.relative_to(ROOT))


def headings(page: Path) -> list[int]:
    """Return the level of every heading outside code."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    return [len(mark) for mark in re.findall(r"^(#+) ", text, flags=re.M)]


def named(program: str, page: Path) -> set[str]:
    """Return the first word after ``program`` wherever the page shows it as code."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\S*)\n(.*?)^```", text, flags=re.S | re.M)
    code = [block for kind, block in blocks if kind in ("", "sh")] + re.findall(r"`([^`\n]+)`", text)
    return {word for piece in code for word in re.findall(rf"(?:^|\s){program} ([a-z][a-z-]*)", piece)}


@pytest.mark.parametrize(("chinese", "english"), TWINS, ids=name_of)
def test_twin_pages_have_the_same_headings(chinese, english):
    assert headings(chinese) == headings(english)


def test_every_chinese_page_has_an_english_twin():
    pages = {p.relative_to(DOCS) for p in DOCS.rglob("*.md")}
    chinese = {p for p in pages if p.parts[0] not in {"en", *WITHOUT_TWIN}}
    assert chinese == {p.relative_to("en") for p in pages if p.parts[0] == "en"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_named_in_a_page_exist(page):
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    assert named("make", page) - set(targets) == set()


@cache
def answers_help(command: str) -> bool:
    """Return whether ``tanchi <command> --help`` succeeds."""
    code = "from tanchi.cli import main; main()"
    run = subprocess.run([sys.executable, "-c", code, command, "--help"], capture_output=True, check=False)
    return run.returncode == 0


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_named_in_a_page_exist(page):
    assert [command for command in sorted(named("tanchi", page)) if not answers_help(command)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_to_files_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if ":" not in t and not (page.parent / t).exists()] == []


def test_every_decision_is_in_the_index():
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", index))
    assert listed == {p.name for p in (DOCS / "decisions").glob("[0-9]*.md")}


def test_every_changelog_fragment_has_a_known_kind_and_says_something():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kinds = set(config["tool"]["towncrier"]["fragment"])
    fragments = [p for p in (ROOT / "changelog.d").iterdir() if p.name != "README.md"]
    assert [p.name for p in fragments if p.suffix != ".md" or Path(p.stem).suffix[1:] not in kinds] == []
    assert [p.name for p in fragments if not p.read_text(encoding="utf-8").strip()] == []
