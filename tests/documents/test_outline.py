"""Numbers, anchors and references, the same for every renderer."""

from __future__ import annotations

import pytest

from tanchi.documents.blocks import (
    Annex,
    Block,
    Cell,
    Column,
    Columns,
    Document,
    Equation,
    Fold,
    Heading,
    Paragraph,
    Step,
    Table,
    Walk,
)
from tanchi.documents.outline import Outline, heading_label, outline
from tanchi.findings import Text
from tanchi.formula import Symbol, parse


def table(anchor: str = "", caption: str = "参数") -> Table:
    return Table((Column(Text("甲")),), ((Cell("1"),),), Text(caption), anchor=anchor)


def equation(anchor: str = "", number: str = "") -> Equation:
    return Equation(Symbol("E"), parse("a"), lambda _: Symbol("a"), anchor=anchor, number=number)


def numbered(*blocks: Block, **options: object) -> Outline:
    return outline(Document("t", blocks, **options), "zh")  # type: ignore[arg-type]


def numbers(found: Outline) -> list[str]:
    return [item.number for item in found.items]


def test_clauses_count_by_level_and_start_again_below_a_new_one() -> None:
    found = numbered(*(Heading("x", level) for level in (1, 2, 2, 3, 1, 2)))
    assert numbers(found) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]


def test_skipped_level_is_closed_because_word_counts_without_gaps() -> None:
    found = numbered(Heading("x", 1), Heading("x", 4), Heading("x", 2))
    assert [(item.number, item.level) for item in found.items] == [("1", 1), ("1.1", 2), ("1.2", 2)]


def test_unnumbered_heading_does_not_count() -> None:
    assert numbers(numbered(Heading("x"), Heading("y", numbered=False), Heading("z"))) == ["1", "", "2"]


def test_annex_letters_prefix_clauses_tables_and_formulas() -> None:
    found = numbered(table(), Annex("甲"), Heading("x", 2), table(), equation(), Annex("乙"), table())
    assert numbers(found) == ["1", "A", "A.1", "A.1", "A.1", "B", "B.1"]
    assert [heading_label(item, "zh") for item in found.headings] == ["附录A", "A.1", "附录B"]
    assert [heading_label(item, "en") for item in found.headings] == ["Annex A", "A.1", "Annex B"]


def test_table_without_caption_has_no_number() -> None:
    assert numbers(numbered(table(caption=""), table())) == ["", "1"]


def test_sheet_numbers_nothing() -> None:
    assert numbers(numbered(Heading("x"), table(), equation(), layout="sheet")) == ["", "", ""]


def test_formula_keeps_the_number_its_rule_gave_it() -> None:
    assert numbers(numbered(equation(number="4"), equation())) == ["4", "1"]


def test_references_say_kind_and_number_in_the_language_of_the_page() -> None:
    document = Document(
        "t", (Heading("范围", anchor="h"), table("t1"), equation("e"), Annex("参数", anchor="a"))
    )
    zh, en = (outline(document, language).targets for language in ("zh", "en"))
    assert [zh[name].label for name in ("h", "t1", "e", "a")] == ["1", "表1", "式（1）", "附录A"]
    assert [en[name].label for name in ("h", "t1", "e", "a")] == ["1", "Table 1", "formula (1)", "Annex A"]


def test_reference_to_what_has_no_number_says_its_title() -> None:
    assert numbered(Heading("参考文献", numbered=False, anchor="b")).targets["b"].label == "参考文献"


def test_anchors_are_unique_and_safe_even_if_asked_for_twice() -> None:
    found = numbered(Heading("x", anchor="a b"), Heading("y", anchor="a b"), Paragraph("p", anchor="a<b"))
    assert [item.anchor for item in found.items] == ["a-b", "a-b-2", "a-b-3"]


@pytest.mark.parametrize(
    "wrap", [lambda t: Columns(((t,),)), lambda t: Fold("f", (t,)), lambda t: Walk((Step("s", (t,)),))]
)
def test_blocks_inside_others_are_counted_in_reading_order(wrap: object) -> None:
    found = numbered(table(), wrap(table()), table())  # type: ignore[operator]
    assert found.items[1].inner[0][0].number == "2"
    assert found.items[2].number == "3"
