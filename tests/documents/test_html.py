"""Self-contained HTML, read back with another parser."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re

import pytest
from lxml import html

from tanchi.documents.blocks import (
    Bar,
    BarChart,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Mark,
    Paragraph,
    Run,
    Table,
)
from tanchi.documents.drawing.scene import Part, Polyline, Scene
from tanchi.documents.html import render_html
from tanchi.documents.html.svg import svg
from tanchi.documents.markup import clean, safe_href
from tanchi.findings import Text
from tests.documents.hostile import hostile
from tests.documents.samples import contributions, gases, report, sheet

LANGUAGES = ("zh", "en")
ALL = [(make, language) for make in (sheet, report) for language in LANGUAGES]


def tree(document: Document, language: str = "zh") -> html.HtmlElement:
    return html.document_fromstring(render_html(document, language))  # type: ignore[arg-type]


def small(*blocks: object) -> html.HtmlElement:
    return tree(Document("t", blocks))  # type: ignore[arg-type]


@pytest.mark.parametrize(("make", "language"), ALL)
def test_no_part_of_the_page_comes_from_elsewhere(make: object, language: str) -> None:
    page = tree(make(language), language)  # type: ignore[operator]
    loading = page.xpath(
        "//@src | //link/@href | //@srcset | //@data | //@poster | //@action | //@background"
    )
    assert loading == ["data:,"]
    text = render_html(make(language), language)  # type: ignore[operator]
    assert not re.search(r"@import|url\((?!#)", text)


@pytest.mark.parametrize(("make", "language"), ALL)
def test_policy_allows_exactly_the_style_and_script_of_the_page(make: object, language: str) -> None:
    page = tree(make(language), language)  # type: ignore[operator]
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        [content] = page.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize(("make", "language"), ALL)
def test_no_inline_style_or_handler_is_needed(make: object, language: str) -> None:
    page = tree(make(language), language)  # type: ignore[operator]
    assert page.xpath("//@style") == []
    assert [a for e in page.iter() for a in e.attrib if a.lower().startswith("on")] == []


@pytest.mark.parametrize(("make", "language"), ALL)
def test_ids_are_unique_and_inner_links_lead_somewhere(make: object, language: str) -> None:
    page = tree(make(language), language)  # type: ignore[operator]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    lost = {anchor for anchor in wanted if anchor not in ids and not anchor.startswith("explain-")}
    assert lost == set()


@pytest.mark.parametrize(("make", "language"), ALL)
def test_headings_descend_one_level_at_a_time_from_a_single_title(make: object, language: str) -> None:
    page = tree(make(language), language)  # type: ignore[operator]
    levels = [int(e.tag[1]) for e in page.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_language_is_declared() -> None:
    assert tree(sheet("zh"), "zh").get("lang") == "zh-Hans"
    assert tree(sheet("en"), "en").get("lang") == "en"


def test_same_document_gives_the_same_text() -> None:
    assert render_html(report("zh"), "zh") == render_html(report("zh"), "zh")


def test_contents_list_every_heading_to_their_depth_with_its_number() -> None:
    page = tree(report("zh"))
    entries = [" ".join(a.text_content().split()) for a in page.xpath("//nav[@class='contents']//a")]
    assert entries[0] == "1量化范围"
    assert entries[-3:] == ["附录A参数缺省值", "A.1铝电解", "参考文献"]
    headings = page.xpath("//main/*[self::h2 or self::h3]")
    assert len(entries) == len(headings)


def test_reference_shows_the_number_of_its_target_and_leads_to_it() -> None:
    page = tree(report("zh"))
    said = {a.text_content(): a.get("href") for a in page.xpath("//a[@class='ref']")}
    assert said == {"图1": "#boundary", "式（1）": "#anode", "表A.1": "#parameters"}


def test_decimal_points_align_by_padding_that_is_no_text() -> None:
    page = small(gases("zh"))
    cells = page.xpath("//tbody/tr/td[1]")
    whole = [(cell.text_content() + (cell.get("data-pad") or "")) for cell in cells]
    assert whole == ["12\u202f050.0000", "12.1000", "0.0286", "0.0035", "0.1500", "—.0000"]
    assert next(cell.text_content() for cell in cells) == "12\u202f050"


def test_unit_stands_in_the_head_once() -> None:
    page = small(contributions("zh"))
    assert page.xpath("//th[@scope='col']//span[@class='unit']/text()") == ["t CO₂e / t", "%", "%"]


def test_bar_in_a_cell_is_as_long_as_its_share() -> None:
    page = small(contributions("zh"))
    lengths = [float(w.rstrip("%")) for w in page.xpath("//td[contains(@class,'bar')]/svg/rect/@width")]
    assert lengths[0] == 100
    assert lengths[1] == pytest.approx(261 / 7.77, abs=0.01)


def test_every_drawn_figure_has_its_data_as_a_table() -> None:
    page = tree(report("zh"))
    figures = page.xpath("//figure[contains(@class,'drawn')]")
    assert len(figures) == 5
    for figure in figures:
        assert len(figure.xpath("./details[@class='twin']//table//tbody/tr")) > 0


def test_twin_of_a_chart_holds_every_value_as_shown() -> None:
    chart = BarChart(
        (Bar("甲", (1.0, -2.5), texts=("1.0", "−2.5")), Bar("乙", (3.0, 0.0), texts=("3.0", "0"))),
        ("a", "b"),
        ("use", "credit"),
        "t",
    )
    rows = small(chart).xpath("//details//tbody/tr")
    assert [[c.text_content() for c in row] for row in rows] == [["甲", "1.0", "−2.5"], ["乙", "3.0", "0"]]


def test_stacked_bar_starts_negative_values_left_of_zero() -> None:
    chart = BarChart((Bar("甲", (6.0, -2.0, 2.0)),), ("a", "b", "c"), ("use", "credit", "ink"), "t")
    rects = small(chart).xpath("//svg[@class='bar-drawing']/rect[not(@width='1.5')]")
    spans = [(float(r.get("x").rstrip("%")), float(r.get("width").rstrip("%"))) for r in rects]
    assert spans == [(20, 60), (0, 20), (80, 20)]
    assert [r.get("class") for r in rects] == ["f-use edged", "hatched", "f-ink"]


def test_tornado_is_symmetric_about_zero() -> None:
    chart = BarChart(
        (Bar("甲", (-1.0, 2.0)), Bar("乙", (-0.5, 0.5))),
        ("低", "高"),
        ("use", "production"),
        "t",
        tornado=True,
    )
    rects = small(chart).xpath("//svg[@class='bar-drawing']/rect[not(@width='1.5')]")
    spans = [(float(r.get("x").rstrip("%")), float(r.get("width").rstrip("%"))) for r in rects]
    assert spans == [(25, 25), (50, 50), (37.5, 12.5), (50, 12.5)]


def test_formula_is_mathml_with_its_symbols_explained() -> None:
    page = tree(report("zh"))
    [shown] = page.xpath("//div[@class='formula']")
    assert shown.xpath(".//*[local-name()='mfrac']/*[1]")[0].text_content() == "44"
    assert shown.xpath("./span[@class='number']")[0].text == "（1）"
    where = page.xpath("//div[@class='where']//dd/text()")
    assert where[0] == "阳极消耗产生的二氧化碳排放量，单位为t；"
    assert where[-1] == "阳极平均灰分。"


def test_linked_sankey_nodes_follow_reading_order_as_links() -> None:
    page = tree(sheet("zh"))
    wide = page.xpath("//*[local-name()='svg'][contains(@class,'wide')]")[0]
    names = [a.get("aria-label") for a in wide.xpath(".//*[local-name()='a']")]
    assert names[0] == "电网电力 4.27"
    assert len(names) == 7


def test_marks_say_their_word_beside_a_hidden_shape() -> None:
    page = small(Table((Column(Text("甲")),), ((Cell(mark=Mark("warn", "转引", tag=True)),),)))
    [mark] = page.xpath("//span[contains(@class,'mark')]")
    assert mark.get("class") == "mark warn tag"
    assert mark.text_content() == "转引"
    assert mark.xpath("./svg/@aria-hidden") == ["true"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_labels_stay_text(language: str) -> None:
    for document in hostile(language):
        text = render_html(document, language)  # type: ignore[arg-type]
        page = html.document_fromstring(text)
        assert len(page.xpath("//script")) == 1
        assert page.xpath("//img | //iframe | //b[text()='x']") == []
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f\x00\x08]", text)
        assert "alert(1)" in page.text_content()


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("#a", True),
        ("https://www.ipcc.ch/", True),
        ("mailto:a@example.org", True),
        ("studies/3?x=1#b", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("vbscript:x", False),
        ("http://[", False),
        ("https://a\u202eb", False),
    ],
)
def test_only_harmless_addresses_become_links(href: str, kept: bool) -> None:
    page = small(Paragraph((Run("x", href=href),)), Facts((Fact("1", "a", href),)))
    assert len(page.xpath("//main//a")) == (2 if kept else 0)
    assert safe_href(href) == (href if kept else "")


def test_clean_text_keeps_all_that_is_harmless() -> None:
    assert clean("铝 CO₂\n\tα…") == "铝 CO₂\n\tα…"
    assert clean("a\u202eb\x07") == "a�b�"


def test_footer_is_printed_from_a_string_nothing_can_break_out_of() -> None:
    footer = '"} body{display:none} </style><script>x</script>\\9 指纹'
    [style] = tree(Document("t", (), footer=footer)).xpath("//style/text()")
    printed = re.search(r'@bottom-left\{content:"([^"]*)"\}\}\s*$', style)
    assert printed is not None
    assert re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), printed[1]) == footer


@pytest.mark.parametrize(
    ("end", "tip"),
    [
        ((20.0, 0.0), {(20.0, 0.0), (12.0, 3.5), (12.0, -3.5)}),
        ((0.0, -20.0), {(0.0, -20.0), (3.5, -12.0), (-3.5, -12.0)}),
        ((-30.0, 0.0), {(-30.0, 0.0), (-22.0, 3.5), (-22.0, -3.5)}),
    ],
)
def test_arrowhead_points_along_the_last_piece(
    end: tuple[float, float], tip: set[tuple[float, float]]
) -> None:
    scene = Scene(40, 40, (Part((Polyline(((0.0, 0.0), end), arrow=True),)),))
    [head] = html.fragment_fromstring(svg(scene, "t", "wide")).xpath(
        "//*[local-name()='path'][@class='f-ink']/@d"
    )
    corners = {tuple(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d. ]+)", head)}
    assert corners == tip
