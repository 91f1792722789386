"""The page in Chromium: quiet, narrow enough, usable with the keyboard, readable in both themes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tanchi.documents.blocks import Document
from tanchi.documents.html import render_html
from tests.documents.hostile import hostile
from tests.documents.samples import report, sheet

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
DOCUMENTS = {
    "sheet-zh": lambda: sheet("zh"),
    "sheet-en": lambda: sheet("en"),
    "report-zh": lambda: report("zh"),
    "report-en": lambda: report("en"),
    "hostile-sheet": lambda: hostile("zh")[0],
    "hostile-report": lambda: hostile("en")[1],
}


@dataclass
class Opened:
    """A page and everything it did that nobody asked for."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[object]:
    pages: list[Page] = []

    def visit(document: Document, viewport: dict[str, int] = DESK, scheme: str = "light") -> Opened:
        file = tmp_path / "页.html"
        file.write_text(render_html(document, document.language), "utf-8")
        page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
        pages.append(page)
        found = Opened(page)
        page.on("request", lambda request: found.asked.append(request.url))
        page.on("console", lambda message: found.said.append(message.text))
        page.on("pageerror", lambda error: found.said.append(str(error)))
        page.on("dialog", lambda dialog: (found.said.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        return found

    yield visit
    for page in pages:
        page.close()


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_page_asks_no_host_and_says_nothing_in_the_console(opened: object, name: str) -> None:
    found = opened(DOCUMENTS[name]())  # type: ignore[operator]
    found.page.mouse.wheel(0, 4000)
    found.page.wait_for_function("document.readyState === 'complete'")
    assert [url for url in found.asked if not url.startswith(("file:", "data:"))] == []
    assert found.said == []


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_phone_needs_no_sideways_scroll(opened: object, name: str) -> None:
    page = opened(DOCUMENTS[name](), PHONE).page  # type: ignore[operator]
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_numbers_stay_on_one_line_and_apart_on_the_phone(opened: object) -> None:
    page = opened(report("zh"), PHONE).page  # type: ignore[operator]
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    tall, touching = page.evaluate(
        """(() => {
          const cells = [...document.querySelectorAll('.value, .range, td.decimal, td.detail')];
          const shown = cells.filter(c => c.textContent.trim() && c.getBoundingClientRect().width);
          const tall = shown.filter(c => c.children.length < 2 && c.getBoundingClientRect().height > 60 && !c.closest('.headline'));
          const ends = cell => { const r = document.createRange(); r.selectNodeContents(cell); return r.getBoundingClientRect(); };
          const touching = shown.filter(c => { const next = c.nextElementSibling;
            if (!next || !shown.includes(next)) return false;
            const a = ends(c), b = ends(next); return a.top < b.bottom && b.top < a.bottom && b.left - a.right < 6; });
          return [tall.map(c => c.textContent), touching.map(c => c.textContent)];
        })()"""
    )
    assert tall == []
    assert touching == []


def test_policy_stops_a_script_smuggled_into_the_saved_file(opened: object) -> None:
    found = opened(sheet("zh"))  # type: ignore[operator]
    found.page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.smuggled = 1'; document.body.append(s)"
    )
    assert found.page.evaluate("window.smuggled") is None
    assert "Content Security Policy" in found.said[0]


def test_first_tab_offers_to_skip_to_the_content(opened: object) -> None:
    page = opened(report("zh")).page  # type: ignore[operator]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_sankey_nodes_are_reached_by_tab_in_reading_order(opened: object) -> None:
    page = opened(sheet("zh")).page  # type: ignore[operator]
    first = page.locator(".drawing.wide a").first
    first.focus()
    names = []
    for _ in range(7):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert names[:3] == ["电网电力 4.27", "直供电力（按电网平均计） 3.50", "阳极消耗 1.47"]
    assert None not in names


def test_focus_can_be_seen(opened: object) -> None:
    page = opened(sheet("zh")).page  # type: ignore[operator]
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "rgb(255, 201, 60)" in outline
    assert "3px" in outline


def test_dark_theme_follows_the_system(opened: object) -> None:
    grounds = [
        opened(sheet("zh"), DESK, scheme).page.evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )  # type: ignore[operator]
        for scheme in ("light", "dark")
    ]
    assert grounds == ["rgb(255, 255, 255)", "rgb(18, 24, 30)"]


def test_contents_follow_the_reader(opened: object) -> None:
    page = opened(report("zh"), {"width": 1280, "height": 500}).page  # type: ignore[operator]
    current = "document.querySelector('.contents [aria-current]').textContent"
    assert page.evaluate(current) == "1量化范围"
    page.evaluate(
        "document.documentElement.style.scrollBehavior = 'auto'; document.getElementById('inventory').scrollIntoView()"
    )
    page.wait_for_function(f"{current} === '2清单计算'")
    assert page.locator(".contents").is_visible()
    assert page.evaluate("document.querySelector('.contents').getBoundingClientRect().top") >= 0


def test_phone_and_desk_each_see_one_drawing_and_one_contents_list(opened: object) -> None:
    for viewport, drawing, contents in ((DESK, "wide", "contents"), (PHONE, "phone", "contents-phone")):
        page = opened(report("zh"), viewport).page  # type: ignore[operator]
        shown = page.evaluate(
            "[...document.querySelectorAll('.drawing')].filter(e => e.getBoundingClientRect().width).map(e => e.classList[1])"
        )
        assert set(shown) == {drawing}
        navs = page.evaluate(
            "[...document.querySelectorAll('nav')].filter(e => e.getBoundingClientRect().width).map(e => e.className)"
        )
        assert navs == [contents]


def test_text_on_the_phone_is_never_smaller_than_twelve_and_a_half(opened: object) -> None:
    page = opened(report("zh"), PHONE).page  # type: ignore[operator]
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll('main *')]
        .filter(e => !e.closest('svg') && !e.closest('math') && !['SUB', 'SUP'].includes(e.tagName) && e.textContent.trim())
        .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= 12.5


def test_decimal_points_of_a_column_stand_under_each_other(opened: object) -> None:
    page = opened(sheet("zh")).page  # type: ignore[operator]
    places = page.evaluate(
        """[...document.querySelectorAll('.columns.of-2 > div:first-child tbody td:nth-child(2)')].map(cell => {
          const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
          const at = text.textContent.indexOf('.');
          if (at < 0) return null;
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect().left;
        }).filter(x => x !== null)"""
    )
    assert len(places) >= 3
    assert max(places) - min(places) < 0.6


@pytest.mark.office
def test_print_opens_folds_leaves_out_navigation_and_numbers_pages(opened: object, tmp_path: Path) -> None:
    page = opened(sheet("zh")).page  # type: ignore[operator]
    page.pdf(path=str(tmp_path / "p.pdf"), prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "p.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "铝电解!C9" in text
    assert "跳到正文" not in text
    assert "数据表" not in text
    assert text.count("计算指纹 7f3a 91c2，2026-11-22") == text.count("\f")
    pages = text.count("\f")
    assert re.findall(r"(\d+)\s*/\s*(\d+)\s*\f", text) == [(str(n), str(pages)) for n in range(1, pages + 1)]
