"""Word files, read back with zip and lxml, and with python-docx as a third opinion."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from lxml import etree
from openpyxl import load_workbook

from tanchi.documents.blocks import (
    Annex,
    Bar,
    BarChart,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Run,
    Table,
)
from tanchi.documents.word import docx_bytes, render_docx
from tanchi.findings import Text
from tests.documents.hostile import hostile
from tests.documents.reading import NS, Docx, W, text_of
from tests.documents.samples import boundary, gases, report, sankey, sheet

LANGUAGES = ("zh", "en")
MAKERS = (sheet, report)
ALL = [(make, language) for make in MAKERS for language in LANGUAGES]


def read(*blocks: Block, **options: object) -> Docx:
    return Docx(docx_bytes(Document("t", blocks, **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("make", "language"), ALL)
def test_same_document_gives_the_same_bytes(make: object, language: str) -> None:
    assert docx_bytes(make(language)) == docx_bytes(make(language))  # type: ignore[operator]


@pytest.mark.parametrize(("make", "language"), ALL)
def test_every_part_is_typed_and_every_relationship_leads_to_a_part(make: object, language: str) -> None:
    found = Docx(docx_bytes(make(language)))  # type: ignore[operator]
    types = found.tree("[Content_Types].xml")
    overrides = {e.get("PartName") for e in types.findall("ct:Override", NS)}
    defaults = {e.get("Extension") for e in types.findall("ct:Default", NS)}
    parts = [name for name in found.names if name != "[Content_Types].xml" and not name.endswith(".rels")]
    assert {name[1:] for name in overrides} <= set(parts)
    assert all(f"/{name}" in overrides or name.endswith(".xlsx") for name in parts)
    assert {"rels", "xml", "xlsx"} <= defaults
    for part in ["", *parts]:
        for _, target, external in found.relations(part).values():
            assert external or target in found.names


@pytest.mark.parametrize(("make", "language"), ALL)
def test_every_relationship_a_part_uses_exists(make: object, language: str) -> None:
    found = Docx(docx_bytes(make(language)))  # type: ignore[operator]
    for name in (n for n in found.names if n.endswith(".xml") and not n.startswith("[")):
        used = set(found.tree(name).xpath("//@r:id", namespaces=NS))
        assert used <= set(found.relations(name))


@pytest.mark.parametrize(("make", "language"), ALL)
def test_ids_of_drawings_and_bookmarks_are_unique(make: object, language: str) -> None:
    found = Docx(docx_bytes(make(language)))  # type: ignore[operator]
    for path in ("//wp:docPr/@id | //wps:cNvPr/@id", "//w:bookmarkStart/@w:id", "//w:bookmarkStart/@w:name"):
        ids = found.find(path)
        assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize(("make", "language"), ALL)
def test_styles_used_exist_and_python_docx_opens_the_file(make: object, language: str) -> None:
    data = docx_bytes(make(language))  # type: ignore[operator]
    opened = docx.Document(io.BytesIO(data))
    names = {style.style_id for style in opened.styles}
    used = set(Docx(data).find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert used <= names
    assert opened.core_properties.title == make(language).title  # type: ignore[operator]
    assert opened.core_properties.author == ""


def counted(found: Docx) -> list[str]:
    """Number the headings as Word does: from their styles and the levels of the numbering part."""
    counters: dict[str, list[int]] = {"Heading": [0] * 5, "Annex": [0] * 5}
    labels = []
    for p in found.find("//w:body/w:p[w:pPr/w:pStyle]"):
        style = p.find("w:pPr/w:pStyle", NS).get(f"{W}val")
        match = re.fullmatch(r"(Heading|AnnexHeading)(\d)|(Annex)", style)
        if not match:
            continue
        off = p.find("w:pPr/w:numPr/w:numId", NS)
        if off is not None and off.get(f"{W}val") == "0":
            labels.append("")
            continue
        family = "Heading" if match[1] == "Heading" else "Annex"
        level = 0 if match[3] else int(match[2]) - 1
        row = counters[family]
        row[level] += 1
        row[level + 1 :] = [0] * (4 - level)
        shown = [str(n) for n in row[: level + 1]]
        if family == "Annex":
            shown[0] = chr(64 + row[0])
        labels.append(".".join(shown))
    return labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_say_the_numbers_word_will_count(language: str) -> None:
    found = Docx(docx_bytes(report(language)))  # type: ignore[arg-type]
    entries = [
        text_of(p) for p in found.find("//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC') and w:hyperlink]")
    ]
    shown = [re.match(r"(?:附录|Annex )?([A-Z0-9.]*)\u3000|", entry)[1] or "" for entry in entries]  # type: ignore[index]
    assert shown == counted(found)


def test_heading_styles_are_tied_to_the_levels_of_one_list() -> None:
    found = read(Heading("x"))
    styles = found.tree("word/styles.xml")
    numbering = found.tree("word/numbering.xml")
    levels = numbering.xpath("//w:abstractNum[@w:abstractNumId='1']/w:lvl", namespaces=NS)
    for k, level in enumerate(levels):
        style = level.find("w:pStyle", NS).get(f"{W}val")
        assert style == f"Heading{k + 1}"
        [form] = styles.xpath(f"//w:style[@w:styleId='{style}']/w:pPr/w:numPr", namespaces=NS)
        assert form.find("w:numId", NS).get(f"{W}val") == "1"
        assert (form.findtext("w:ilvl", None, NS) is None) or k
        assert level.find("w:lvlText", NS).get(f"{W}val") == ".".join(f"%{n}" for n in range(1, k + 2))


def test_contents_entries_lead_to_their_headings() -> None:
    found = Docx(docx_bytes(report("zh")))
    names = set(found.find("//w:bookmarkStart/@w:name"))
    anchors = found.find("//w:hyperlink/@w:anchor")
    assert len(anchors) >= 9
    assert set(anchors) <= names


def test_nothing_asks_to_be_updated_at_opening() -> None:
    found = Docx(docx_bytes(report("zh")))
    assert found.tree("word/settings.xml").xpath("//w:updateFields", namespaces=NS) == []
    assert found.find("//@w:dirty") == []


@pytest.mark.parametrize(("make", "language"), ALL)
def test_fields_are_complete_and_refer_to_bookmarks_that_hold_their_result(
    make: object, language: str
) -> None:
    found = Docx(docx_bytes(make(language)))  # type: ignore[operator]
    kinds = found.find("//w:fldChar/@w:fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    for p in found.find("//w:p[.//w:instrText[contains(., ' REF ')]]"):
        for code in p.xpath(".//w:instrText[contains(., ' REF ')]", namespaces=NS):
            name = code.text.split()[1]
            result = code.xpath("following::w:t[1]", namespaces=NS)[0].text
            [start] = found.find(f"//w:bookmarkStart[@w:name='{name}']")
            inside = start.xpath("following-sibling::w:r[w:t]", namespaces=NS)
            held = "".join(text_of(r) for r in inside)
            assert "\\r" in code.text or result == held or held.startswith(result)


def test_references_say_table_figure_formula_and_clause() -> None:
    blocks: tuple[Block, ...] = (
        Heading("范围", anchor="h"),
        Table((Column(Text("甲")),), ((Cell("1"),),), Text("表题"), anchor="t"),
        boundary("zh"),
        Annex("参数", anchor="a"),
        Paragraph(tuple(Run("见", ref=name) for name in ("h", "t", "boundary", "a"))),
    )
    found = read(*blocks)
    assert found.paragraphs("BodyText") == ["见1见表1见图1见附录A"]


def test_captions_count_with_sequence_fields() -> None:
    found = Docx(docx_bytes(report("zh")))
    assert found.paragraphs("TableCaption") == ["表1\u3000贡献", "表2\u3000按气体", "表A.1\u3000铝电解参数"]
    assert [c.partition("\u3000")[0] for c in found.paragraphs("Caption")] == [
        "图1",
        "图2",
        "图3",
        "图4",
        "图5",
    ]
    codes = [code.text.split()[1] for code in found.find("//w:instrText[contains(., 'SEQ')]")]
    assert codes.count("表") == 2
    assert codes.count("表A") == 1
    assert codes.count("图") == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_equations_are_office_math_in_display_form_with_their_number(language: str) -> None:
    found = Docx(docx_bytes(report(language)))  # type: ignore[arg-type]
    [shown] = found.find("//m:oMathPara/m:oMath")
    [fraction] = shown.findall("m:f", NS)
    assert [text_of(fraction.find(f"m:{part}", NS)) for part in ("num", "den")] == ["44", "12"]
    assert len(found.find("//w:p[w:pPr/w:pStyle/@w:val='WhereItem']//m:oMath")) == 5
    assert found.paragraphs("FormulaNumber") == ["（1）" if language == "zh" else "(1)"]


def test_tables_repeat_their_head_and_do_not_break_rows() -> None:
    found = read(gases("zh"))
    [table] = found.find("//w:tbl")
    rows = table.findall("w:tr", NS)
    assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows] == [True] + [False] * 6
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)
    widths = [int(c.get(f"{W}w")) for c in table.findall("w:tblGrid/w:gridCol", NS)]
    assert sum(widths) == int(table.find("w:tblPr/w:tblW", NS).get(f"{W}w"))


def test_three_lines_are_drawn_and_a_sum_gets_a_fourth() -> None:
    table = Table((Column(Text("甲")),), ((Cell("1"),), (Cell("1"),)), total=True)
    found = read(table)
    lines = [
        {
            (side.tag.rpartition("}")[2], side.get(f"{W}sz"))
            for side in cell.xpath(".//w:tcBorders/*", namespaces=NS)
        }
        for cell in found.find("//w:tc")
    ]
    assert lines == [{("top", "12"), ("bottom", "6")}, set(), {("top", "6"), ("bottom", "12")}]


def test_decimal_points_align_by_indents_of_whole_digits() -> None:
    found = read(gases("zh"))
    cells = found.find("//w:tr[position()>1]/w:tc[2]/w:p")
    indents = [
        int((p.find("w:pPr/w:ind", NS).get(f"{W}right")) if p.find("w:pPr/w:ind", NS) is not None else 0)
        for p in cells
    ]
    digits = [text_of(p) for p in cells]
    # 9 pt Times New Roman: a digit is 4.5 pt = 90 twips wide, the point 2.25 pt = 45.
    expected = [(4 - len(t.partition(".")[2])) * 90 + (0 if "." in t else 45) for t in digits]
    assert indents == expected
    assert {p.find("w:pPr/w:jc", NS).get(f"{W}val") for p in cells} == {"right"}


def test_cell_spans_keep_the_grid() -> None:
    columns = tuple(Column(Text(name)) for name in "abc")
    found = read(Table(columns, ((Cell("x", span=2), Cell("y")),)))
    row = found.find("//w:tr[2]")[0]
    assert row.xpath("./w:tc/w:tcPr/w:gridSpan/@w:val", namespaces=NS) == ["2"]
    widths = [int(w) for w in row.xpath("./w:tc/w:tcPr/w:tcW/@w:w", namespaces=NS)]
    grid = [int(w) for w in found.find("//w:gridCol/@w:w")]
    assert widths == [grid[0] + grid[1], grid[2]]


def test_each_list_starts_again() -> None:
    found = read(Items(("a", "b"), "number"), Items(("c",), "number"))
    numbers = found.find("//w:p/w:pPr[w:pStyle/@w:val='List']/w:numPr/w:numId/@w:val")
    assert numbers == [numbers[0], numbers[0], numbers[2]]
    assert numbers[0] != numbers[2]
    instances = found.tree("word/numbering.xml").xpath("//w:num[w:lvlOverride]/@w:numId", namespaces=NS)
    assert set(numbers) == set(instances)


def test_fonts_are_named_for_both_scripts_and_never_embedded() -> None:
    found = read(Paragraph("铝"))
    defaults = found.tree("word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    fonts, language = defaults.find("w:rFonts", NS), defaults.find("w:lang", NS)
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii")) == ("宋体", "Times New Roman")
    assert language.get(f"{W}eastAsia") == "zh-CN"
    assert not [name for name in found.names if "font" in name.lower() and not name.endswith("fontTable.xml")]
    heading = found.tree("word/styles.xml").xpath(
        "//w:style[@w:styleId='Heading1']/w:rPr/w:rFonts", namespaces=NS
    )[0]
    assert heading.get(f"{W}eastAsia") == "黑体"


def test_chinese_paragraphs_are_indented_by_two_characters_english_ones_are_not() -> None:
    for language, wanted in (("zh", "200"), ("en", None)):
        styles = read(Paragraph("x"), language=language).tree("word/styles.xml")
        indent = styles.xpath("//w:style[@w:styleId='BodyText']/w:pPr/w:ind/@w:firstLineChars", namespaces=NS)
        assert (indent[0] if indent else None) == wanted


def test_quotes_take_the_chinese_font_in_chinese_text_only() -> None:
    for language, wanted in (("zh", ["“", "”"]), ("en", [])):
        found = read(Paragraph("说“净耗”"), language=language)
        hinted = found.find(
            "//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:r[w:rPr/w:rFonts/@w:hint='eastAsia']/w:t/text()"
        )
        assert hinted == wanted


def test_lowered_figures_are_set_lowered_so_that_any_font_shows_them() -> None:
    found = read(Paragraph("CO₂e，10⁻³"))
    pieces = [
        (text_of(r), (r.xpath("w:rPr/w:vertAlign/@w:val", namespaces=NS) or [""])[0])
        for r in found.find("//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:r")
    ]
    assert pieces == [("CO", ""), ("2", "subscript"), ("e，10", ""), ("−3", "superscript")]


def test_outside_links_are_relationships_and_unsafe_ones_are_text() -> None:
    found = read(
        Paragraph(
            (Run("a", href="https://www.ipcc.ch/"), Run("b", href="javascript:x"), Run("c", href="x.html"))
        )
    )
    outside = [target for _, target, external in found.relations("word/document.xml").values() if external]
    assert outside == ["https://www.ipcc.ch/"]
    assert len(found.find("//w:hyperlink[@r:id]")) == 1
    assert found.paragraphs("BodyText") == ["abc"]


def test_charts_are_native_and_hold_the_numbers_of_their_workbook() -> None:
    found = Docx(docx_bytes(report("zh")))
    charts = sorted(name for name in found.names if name.startswith("word/charts/chart"))
    assert len(charts) == len(found.find("//c:chart")) == 3
    for name in charts:
        chart = found.tree(name)
        [book] = [target for kind, target, _ in found.relations(name).values() if kind == "package"]
        sheet_ = load_workbook(io.BytesIO(found.archive.read(book))).active
        for k, series in enumerate(chart.findall(".//c:ser", NS), 2):
            column = [
                cell.value
                for cell in sheet_.iter_rows(min_col=k, max_col=k, values_only=False)
                for cell in cell
            ]
            assert series.findtext("c:tx//c:v", None, NS) == column[0]
            cached = [float(v.text) for v in series.findall("c:val//c:v", NS)]
            assert cached == column[1:]
            assert series.find("c:val//c:f", NS).text.endswith(f"${sheet_.max_row}")
        labels = [v.text for v in chart.findall(".//c:ser", NS)[0].findall("c:cat//c:v", NS)]
        assert labels == [row[0] for row in sheet_.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize(
    ("options", "grouping", "overlap"),
    [
        ({}, "stacked", "100"),
        ({"stacked": False}, "clustered", "-10"),
        ({"tornado": True}, "clustered", "100"),
    ],
)
def test_kind_of_bar_chart_is_kept(options: dict[str, bool], grouping: str, overlap: str) -> None:
    chart = BarChart((Bar("甲", (1.0, -2.0)),), ("a", "b"), ("use", "production"), "t", **options)  # type: ignore[arg-type]
    found = read(chart).tree("word/charts/chart1.xml")
    assert found.find(".//c:grouping", NS).get("val") == grouping
    assert found.find(".//c:overlap", NS).get("val") == overlap
    assert found.find(".//c:barDir", NS).get("val") == "bar"


def test_drawings_are_shapes_with_their_words_and_a_description() -> None:
    found = read(boundary("zh"), sankey("zh", caption=True))
    described = found.find("//wp:docPr/@descr")
    assert described == ["电解铝产品系统边界", "碳足迹的来源"]
    written = "".join(text_of(t) for t in found.find("//mc:Choice//w:txbxContent"))
    for word in ("铝电解", "原铝液", "电网电力", "12.70", "系统边界（从摇篮到大门）"):
        assert word in written
    assert found.find("//*[local-name()='pic']") == []


def test_sheet_has_no_cover_and_report_has_one_without_header() -> None:
    assert Docx(docx_bytes(sheet("zh"))).find("//w:titlePg") == []
    cover = Docx(docx_bytes(report("zh")))
    assert len(cover.find("//w:titlePg")) == 1
    assert cover.paragraphs("Title") == ["温室气体 产品碳足迹量化方法与要求\n电解铝"]


def test_footer_counts_pages_with_fields() -> None:
    footer = Docx(docx_bytes(report("zh"))).tree("word/footer-default.xml")
    codes = [code.text.strip() for code in footer.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert text_of(footer) == "规则指纹 sha256 7f3a 91c2\t第 1 页，共 1 页"


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_labels_stay_text(language: str) -> None:
    for document in hostile(language):
        found = Docx(docx_bytes(document))
        texts = "".join(found.document.itertext())
        assert "alert(1)" in texts
        assert "=cmd|' /C calc'!A0" in texts
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x08]", texts)
        for _, target, external in found.relations("word/document.xml").values():
            assert not external or target.startswith("https://www.ipcc.ch/")
        for name in (n for n in found.names if n.endswith(".xlsx")):
            book = load_workbook(io.BytesIO(found.archive.read(name)))
            cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
            assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_file_holds_no_macro_no_date_no_name() -> None:
    found = Docx(docx_bytes(report("zh")))
    assert not [name for name in found.names if name.endswith((".bin", ".vml")) or "vba" in name.lower()]
    core = etree.tostring(found.tree("docProps/core.xml")).decode()
    assert "creator" not in core
    assert "created" not in core


def test_killed_while_writing_leaves_the_old_report(tmp_path: Path) -> None:
    target = tmp_path / "r.docx"
    render_docx(report("zh"), target)
    before = target.read_bytes()
    code = (
        "import sys, tanchi.files.atomic as atomic, os\n"
        "from tests.documents.samples import report\n"
        "from tanchi.documents.word import render_docx\n"
        "atomic.os.fsync = lambda handle: (print('there', flush=True), sys.stdin.read())\n"
        "render_docx(report('en'), sys.argv[1])\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"there\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert target.read_bytes() == before


def test_bars_in_cells_are_as_long_as_their_shares() -> None:
    rows = tuple((Cell("x"), Cell(bar=share, swatch="use")) for share in (1.0, 0.25, 0.0))
    found = read(Table((Column(Text("甲")), Column(Text("乙"))), rows))
    inner = (int(found.find("//w:tc[2]/w:tcPr/w:tcW/@w:w")[0]) - 140) * 635  # twips to EMU, less both margins
    lengths = [int(cx) for cx in found.find("//wp:extent/@cx")]
    assert lengths == [inner, pytest.approx(inner / 4, abs=1), 6350]


def test_figures_fit_the_width_of_the_text() -> None:
    found = Docx(docx_bytes(report("zh")))
    text_width = (210 - 25 - 20) * 36000
    sizes = [(int(e.get("cx")), int(e.get("cy"))) for e in found.find("//wp:extent")]
    assert all(0 < width <= text_width + 1000 and 0 < height <= 240 * 36000 for width, height in sizes)
    charts = found.find("//wp:inline[.//c:chart]/wp:extent/@cx")
    assert all(abs(int(cx) - text_width) < 1000 for cx in charts)


def test_labels_the_common_format_cannot_give_are_written_out() -> None:
    bars = (
        Bar("甲", (0.001, -2.5), texts=("0.00", "−2.50")),
        Bar("乙", (12050.0, 1.0), texts=("12\u202f050", '1"')),
    )
    found = read(BarChart(bars, ("a", "b"), ("use", "ink"), "t", tornado=True)).tree("word/charts/chart1.xml")
    codes = [
        [e.get("formatCode") for e in labels.findall("c:dLbl/c:numFmt", NS)]
        for labels in found.findall(".//c:dLbls", NS)
    ]
    assert codes == [
        ['"0.00";"0.00";"0.00"', '"12\u202f050";"12\u202f050";"12\u202f050"'],
        ['"1”";"1”";"1”"'],
    ]


@pytest.mark.parametrize(("options", "code"), [({}, '0.00;"−"0.00'), ({"tornado": True}, '+0.00;"−"0.00;0')])
def test_chart_labels_show_the_digits_of_the_given_texts(options: dict[str, bool], code: str) -> None:
    chart = BarChart(
        (Bar("甲", (1.0, -2.5), texts=("1.00", "−2.5")),), ("a", "b"), ("use", "ink"), "t", **options
    )  # type: ignore[arg-type]
    found = read(chart).tree("word/charts/chart1.xml")
    assert {e.get("formatCode") for e in found.findall(".//c:dLbls/c:numFmt", NS)} == {code}


def test_annexes_are_lettered_and_their_clauses_numbered_below_the_letter() -> None:
    numbering = read(Annex("甲")).tree("word/numbering.xml")
    texts = numbering.xpath("//w:abstractNum[@w:abstractNumId='2']/w:lvl/w:lvlText/@w:val", namespaces=NS)
    assert texts == ["附录%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4", "%1.%2.%3.%4.%5"]
    formats = numbering.xpath("//w:abstractNum[@w:abstractNumId='2']/w:lvl/w:numFmt/@w:val", namespaces=NS)
    assert formats == ["upperLetter"] + ["decimal"] * 4


def test_type_in_drawings_is_at_least_six_and_a_half_points() -> None:
    found = Docx(docx_bytes(report("zh")))
    sizes = {int(s) for s in found.find("//w:txbxContent//w:sz/@w:val")}
    assert min(sizes) >= 13
