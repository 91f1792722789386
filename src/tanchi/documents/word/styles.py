"""The styles of a Word document: fonts by name, never embedded, sizes of Chinese typesetting."""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.palette import TOKENS
from tanchi.documents.word.ns import TEXT_WIDTH, declared
from tanchi.findings import Language

SONG, HEI, ROMAN, SANS, MONO = "宋体", "黑体", "Times New Roman", "Arial", "Courier New"
BODY, SMALL, FIGURE = 21, 18, 15
"""Half points: 五号, 小五, 六号 (7.5 pt)."""
TITLE = 26
"""Points: 一号."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes in half points, spaces and indents in twips, ``line`` in 240ths."""

    id: str
    name: str
    based: str = "Normal"
    size: int = 0
    hei: bool = False
    bold: bool = False
    colour: str = ""
    before: int = 0
    after: int = 0
    line: int = 0
    align: str = ""
    first: int = 0
    """First-line indent in hundredths of a character."""
    left: int = 0
    hanging: int = 0
    keep_next: bool = False
    level: int | None = None
    numbering: tuple[int, int] | None = None
    """Number and level of the list the style is numbered by."""
    following: str = ""
    tabs: tuple[tuple[str, str, int], ...] = ()
    bar: tuple[str, str] | None = None
    """Colours of a bar at the left and of the ground behind the text."""


def styles_xml(language: Language) -> Markup:
    """Return the styles part."""
    paragraphs = [_paragraph(style, language) for style in _styles(language)]
    return xml("w:styles", declared("w"), _defaults(), *paragraphs, *_character_styles(), _three_line_table())


def _styles(language: Language) -> tuple[Style, ...]:
    return (*_text_styles(language), *_heading_styles(), *_table_styles(), *_front_styles(), *_panel_styles())


def _text_styles(language: Language) -> tuple[Style, ...]:
    zh = language == "zh"
    line, after = (360, 0) if zh else (300, 120)
    return (
        Style("Normal", "Normal", based="", line=line),
        Style("BodyText", "Body Text", align="both" if zh else "", first=200 if zh else 0, after=after),
        Style("Lead", "Lead", size=24, after=120),
        Style("Small", "Small", size=SMALL, line=300),
        Style("Note", "Note", size=SMALL, line=280, before=40, after=120),
        Style("Caption", "caption", size=BODY, hei=True, align="center", before=120, after=80, line=280),
        Style("TableCaption", "Table Caption", based="Caption", keep_next=True),
        Style("Figure", "Figure", align="center", line=240, before=120, keep_next=True),
        Style("FigureText", "Figure Text", size=FIGURE, line=240),
        Style("FigureUnit", "Figure Unit", size=SMALL, align="right", line=280, keep_next=True, before=120),
        Style("List", "List", based="BodyText", first=0, left=840, hanging=420),
        Style("Formula", "Formula", align="center", line=300, keep_next=True),
        Style("FormulaNumber", "Formula Number", align="right", line=300),
        Style("Where", "Where", based="BodyText", after=0, keep_next=True),
        Style(
            "WhereItem",
            "Where Item",
            left=1470,
            hanging=1050,
            line=line,
            tabs=(("left", "", 1050), ("left", "", 1470)),
        ),
    )


def _heading_styles() -> tuple[Style, ...]:
    sizes = ((28, 360, 120), (24, 240, 100), (BODY, 200, 80), (BODY, 160, 60), (BODY, 160, 60))
    headings = [
        Style(
            f"Heading{n}", f"heading {n}", size=size, hei=True, before=before, after=after, line=300,
            keep_next=True, level=n - 1, numbering=(1, n - 1), following="BodyText",
        )
        for n, (size, before, after) in enumerate(sizes, 1)
    ]  # fmt: skip
    annex = [
        Style(
            f"AnnexHeading{n}", f"Annex Heading {n}", based=f"Heading{n}", level=n - 1, numbering=(2, n - 1),
            following="BodyText",
        )
        for n in range(2, 6)
    ]  # fmt: skip
    first = Style(
        "Annex", "Annex", size=28, hei=True, before=120, after=240, line=300, align="center", keep_next=True,
        level=0, numbering=(2, 0), following="BodyText",
    )  # fmt: skip
    return (*headings, first, *annex)


def _table_styles() -> tuple[Style, ...]:
    grey = TOKENS["ink-2"].light
    return (
        Style("TableText", "Table Text", size=SMALL, line=260, before=20, after=20),
        Style("TableHead", "Table Head", based="TableText", hei=True, keep_next=True, after=0),
        Style("TableUnit", "Table Unit", based="TableText", colour=grey, keep_next=True, before=0),
        Style("TableNote", "Table Note", size=SMALL, line=260, before=60, after=160),
    )


def _front_styles() -> tuple[Style, ...]:
    leader = (("right", "dot", TEXT_WIDTH),)
    return (
        Style("Title", "Title", size=2 * TITLE, hei=True, align="center", line=360, before=3000, after=360),
        Style("Subtitle", "Subtitle", size=32, align="center", line=320, after=2400),
        Style("SheetTitle", "Sheet Title", based="Title", size=36, before=0, after=120),
        Style("SheetOver", "Sheet Over", size=SMALL, align="center", colour=TOKENS["ink-2"].light),
        Style("CoverLabel", "Cover Label", size=24, align="right", line=400),
        Style("CoverText", "Cover Text", size=24, line=400),
        Style("TOCHeading", "TOC Heading", size=32, hei=True, align="center", before=120, after=240),
        Style("TOC1", "toc 1", line=320, tabs=leader, before=60),
        Style("TOC2", "toc 2", line=320, left=420, tabs=leader),
        Style("TOC3", "toc 3", line=320, left=840, tabs=leader),
        Style("Header", "header", size=SMALL, line=260, tabs=(("right", "", TEXT_WIDTH),)),
        Style("Footer", "footer", size=SMALL, line=260, tabs=(("right", "", TEXT_WIDTH),)),
    )


def _panel_styles() -> tuple[Style, ...]:
    alerts = [
        Style(
            f"Alert{name.title()}", f"Alert {name.title()}", line=300, before=160, after=160, left=120,
            bar=(TOKENS[edge].light, TOKENS[wash].light),
        )
        for name, edge, wash in (
            ("info", "accent", "accent-wash"),
            ("warn", "warn-edge", "warn-wash"),
            ("bad", "bad", "bad-wash"),
            ("ok", "ok", "ok-wash"),
        )
    ]  # fmt: skip
    grey = TOKENS["ink-3"].light
    return (
        *alerts,
        Style("Headline", "Headline", hei=True, line=240, before=120, keep_next=True),
        Style("HeadlineText", "Headline Text", line=300, after=60),
        Style("FactValue", "Fact Value", size=28, hei=True, line=300, before=80, keep_next=True),
        Style("FactLabel", "Fact Label", size=SMALL, line=260, after=80, colour=grey),
        Style(
            "StepLabel", "Step Label", size=SMALL, hei=True, before=120, line=280, keep_next=True, colour=grey
        ),
        Style("FoldTitle", "Fold Title", hei=True, before=200, after=60, keep_next=True),
    )


def _defaults() -> Markup:
    run = xml(
        "w:rPr",
        {},
        _fonts(SONG, ROMAN),
        xml("w:color", {"w:val": "000000"}),
        xml("w:sz", {"w:val": BODY}),
        xml("w:szCs", {"w:val": BODY}),
        xml("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"}),
    )
    return xml("w:docDefaults", {}, xml("w:rPrDefault", {}, run), xml("w:pPrDefault", {}, xml("w:pPr")))


def _paragraph(style: Style, language: Language) -> Markup:
    return xml(
        "w:style",
        {"w:type": "paragraph", "w:default": "1" if style.id == "Normal" else None, "w:styleId": style.id},
        xml("w:name", {"w:val": style.name}),
        xml("w:basedOn", {"w:val": style.based}) if style.based else "",
        xml("w:next", {"w:val": style.following}) if style.following else "",
        xml("w:qFormat"),
        _paragraph_form(style),
        _run_form(style, language),
    )


def _paragraph_form(style: Style) -> Markup:
    indent = {
        "w:left": style.left or None,
        "w:hanging": style.hanging or None,
        "w:firstLineChars": style.first if style.first or style.id == "List" else None,
        "w:firstLine": style.first * BODY // 10 if style.first and not style.hanging else None,
    }
    spacing = {
        "w:before": style.before,
        "w:after": style.after,
        "w:line": style.line or None,
        "w:lineRule": "auto" if style.line else None,
    }
    return xml(
        "w:pPr",
        {},
        xml("w:keepNext") if style.keep_next else "",
        xml("w:keepLines") if style.keep_next else "",
        _numbering(style),
        _bar(style),
        _tabs(style),
        xml("w:spacing", spacing),
        xml("w:ind", indent) if any(value is not None for value in indent.values()) else "",
        xml("w:jc", {"w:val": style.align}) if style.align else "",
        xml("w:outlineLvl", {"w:val": style.level}) if style.level is not None else "",
    )


def _numbering(style: Style) -> Markup:
    if style.numbering is None:
        return Markup("")
    number, level = style.numbering
    at = xml("w:ilvl", {"w:val": level}) if level else ""
    return xml("w:numPr", {}, at, xml("w:numId", {"w:val": number}))


def _bar(style: Style) -> Markup:
    if style.bar is None:
        return Markup("")
    edge, ground = style.bar
    left = xml("w:left", {"w:val": "single", "w:sz": 24, "w:space": 6, "w:color": edge[1:]})
    shade = xml("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": ground[1:]})
    return join(xml("w:pBdr", {}, left), shade)


def _tabs(style: Style) -> Markup:
    if not style.tabs:
        return Markup("")
    stops = [
        xml("w:tab", {"w:val": kind, "w:leader": leader or None, "w:pos": at})
        for kind, leader, at in style.tabs
    ]
    return xml("w:tabs", {}, *stops)


def _run_form(style: Style, language: Language) -> Markup:
    """Return fonts, weight, colour and size; 黑体 is heavy by itself, Latin heads are set bold."""
    bold = style.bold or (style.hei and language == "en")
    form = join(
        _fonts(HEI, SANS) if style.hei else "",
        xml("w:b") if bold else "",
        xml("w:color", {"w:val": style.colour[1:]}) if style.colour else "",
        join(xml("w:sz", {"w:val": style.size}), xml("w:szCs", {"w:val": style.size})) if style.size else "",
    )
    return xml("w:rPr", {}, form) if form else form


def _fonts(east_asian: str, latin: str) -> Markup:
    return xml("w:rFonts", {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": east_asian, "w:cs": latin})


def _character_styles() -> tuple[Markup, ...]:
    blue = xml("w:color", {"w:val": TOKENS["accent"].light[1:]})
    return (
        _character("Hyperlink", blue, xml("w:u", {"w:val": "single"})),
        _character("Code", _fonts(SONG, MONO)),
    )


def _character(name: str, *form: Markup) -> Markup:
    return xml(
        "w:style",
        {"w:type": "character", "w:styleId": name},
        xml("w:name", {"w:val": name}),
        xml("w:qFormat"),
        xml("w:rPr", {}, *form),
    )


def _three_line_table() -> Markup:
    thick: dict[str, str | int] = {"w:val": "single", "w:sz": 12, "w:space": 0, "w:color": "000000"}
    margins = [xml(f"w:{side}", {"w:w": 70, "w:type": "dxa"}) for side in ("left", "right")]
    head = xml(
        "w:tblStylePr",
        {"w:type": "firstRow"},
        xml("w:tcPr", {}, xml("w:tcBorders", {}, xml("w:bottom", {**thick, "w:sz": 6}))),
    )
    return xml(
        "w:style",
        {"w:type": "table", "w:styleId": "ThreeLine"},
        xml("w:name", {"w:val": "Three Line Table"}),
        xml("w:qFormat"),
        xml(
            "w:tblPr",
            {},
            xml("w:tblBorders", {}, xml("w:top", thick), xml("w:bottom", thick)),
            xml("w:tblCellMar", {}, *margins),
        ),
        head,
    )
