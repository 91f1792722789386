"""Numbering: clauses 1, 1.1, …; annexes 附录A, A.1, …; and one instance per list."""

from __future__ import annotations

from collections.abc import Sequence

from tanchi.documents import words
from tanchi.documents.markup import Markup, xml
from tanchi.documents.word.ns import declared
from tanchi.findings import Language

_LEVELS = 5
_TAB = (440, 560, 700, 860, 1020)
_LISTS = {"bullet": ("bullet", "•"), "number": ("decimal", "%1."), "letter": ("lowerLetter", "%1)")}
_FIRST_LIST = 3


def numbering_xml(lists: Sequence[str], language: Language) -> Markup:
    """Return the numbering part; ``lists`` are the kinds of the lists of the document in order."""
    kinds = list(_LISTS)
    abstract = [_clauses(), _annexes(language)]
    abstract += [_list(number, kind) for number, kind in enumerate(kinds, _FIRST_LIST)]
    instances = [_instance(1, 1), _instance(2, 2)]
    for k, kind in enumerate(lists):
        instances.append(_instance(list_number(k), kinds.index(kind) + _FIRST_LIST, restart=True))
    return xml("w:numbering", declared("w"), *abstract, *instances)


def list_number(k: int) -> int:
    """Return the number a paragraph of the ``k``-th list refers to."""
    return _FIRST_LIST + k


def _clauses() -> Markup:
    texts = [".".join(f"%{n}" for n in range(1, level + 2)) for level in range(_LEVELS)]
    levels = [_level(k, "decimal", text, f"Heading{k + 1}", tab=_TAB[k]) for k, text in enumerate(texts)]
    return _abstract(1, levels)


def _annexes(language: Language) -> Markup:
    first = _level(0, "upperLetter", words.ANNEX.of(language).format(number="%1"), "Annex")
    texts = [".".join(f"%{n}" for n in range(1, level + 2)) for level in range(1, _LEVELS)]
    levels = [
        _level(k, "decimal", text, f"AnnexHeading{k + 1}", tab=_TAB[k]) for k, text in enumerate(texts, 1)
    ]
    return _abstract(2, [first, *levels])


def _list(number: int, kind: str) -> Markup:
    shape, text = _LISTS[kind]
    return _abstract(number, [_level(0, shape, text, indent=(840, 420))])


def _abstract(number: int, levels: Sequence[Markup]) -> Markup:
    kind = xml("w:multiLevelType", {"w:val": "multilevel"})
    return xml("w:abstractNum", {"w:abstractNumId": number}, kind, *levels)


def _level(
    k: int, shape: str, text: str, style: str = "", *, tab: int = 0, indent: tuple[int, int] | None = None
) -> Markup:
    stop = xml("w:tabs", {}, xml("w:tab", {"w:val": "num", "w:pos": tab})) if tab else ""
    left, hanging = indent or (0, 0)
    return xml(
        "w:lvl",
        {"w:ilvl": k},
        xml("w:start", {"w:val": 1}),
        xml("w:numFmt", {"w:val": shape}),
        xml("w:pStyle", {"w:val": style}) if style else "",
        xml("w:suff", {"w:val": "tab" if tab or indent else "nothing"}),
        xml("w:lvlText", {"w:val": text}),
        xml("w:lvlJc", {"w:val": "left"}),
        xml("w:pPr", {}, stop, xml("w:ind", {"w:left": left, "w:hanging": hanging})),
    )


def _instance(number: int, abstract: int, *, restart: bool = False) -> Markup:
    again = xml("w:lvlOverride", {"w:ilvl": 0}, xml("w:startOverride", {"w:val": 1})) if restart else ""
    return xml("w:num", {"w:numId": number}, xml("w:abstractNumId", {"w:val": abstract}), again)
