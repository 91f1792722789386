"""Marked copies, looked at with another reader and compared with the original."""

import io
import re
import zipfile

import openpyxl
import pytest

from tanchi.findings import CellPlace, FilePlace, Finding, Level, TanchiError, Text
from tanchi.inventory.marking.mark import mark_workbook, marked
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.workbook.write import workbook_bytes


def finding(sheet, cell, level=Level.ERROR, code="a.b", zh="数不对", remedy="改一改"):
    return Finding(
        code,
        level,
        Text(zh, "wrong"),
        CellPlace("book.xlsx", sheet, cell),
        Text(remedy, remedy and "correct it"),
    )


FINDINGS = (
    finding("熟料烧成", "G9"),
    finding("熟料烧成", "H9", Level.WARNING, zh="看一看"),
    finding("熟料烧成", "G9", Level.NOTE, zh="还有", remedy=""),
    finding("水泥品种", "D6", Level.NOTE),
    Finding("c.d", Level.WARNING, Text("整个文件", "whole file"), FilePlace("book.xlsx")),
)


@pytest.fixture(scope="module")
def original(open_form):
    return workbook_bytes(open_form)


@pytest.fixture(scope="module")
def opened(original):
    return openpyxl.load_workbook(io.BytesIO(marked(original, FINDINGS)))


def test_cells_carry_comments_with_problem_and_remedy(opened):
    assert opened["熟料烧成"]["G9"].comment.text == "错误：数不对\n→ 改一改\n提示：还有"
    assert opened["熟料烧成"]["H9"].comment.text == "警告：看一看\n→ 改一改"


def test_comments_that_were_there_stay(original, opened):
    before = openpyxl.load_workbook(io.BytesIO(original))["水泥品种"]
    kept = {c.coordinate: c.comment.text for row in before.iter_rows() for c in row if c.comment}
    after = opened["水泥品种"]
    assert kept and {cell: after[cell].comment.text for cell in kept} == kept
    assert after["D6"].comment.text.endswith("提示：数不对\n→ 改一改")


def test_cells_are_coloured_by_the_worst_finding(opened):
    looks = {}
    for block in opened["熟料烧成"].conditional_formatting:
        for rule in block.rules:
            if rule.formula == ['N("tanchi")=0']:
                looks[str(block.sqref)] = rule.dxf.fill.bgColor.rgb
    assert looks == {"G9": "FFF5D0CA", "H9": "FFF9E3B4"}


def test_the_list_holds_every_finding_by_level_and_place_with_a_link(opened):
    sheet = opened["问题清单"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[:3] for row in rows] == [
        ["错误", "熟料烧成", "G9"],
        ["警告", "整个工作簿", ""],
        ["警告", "熟料烧成", "H9"],
        ["提示", "水泥品种", "D6"],
        ["提示", "熟料烧成", "G9"],
    ]
    assert rows[0][3:] == ["数不对", "改一改", "a.b"]
    links = {
        cell.coordinate: cell.hyperlink.location
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {
        "C4": "'熟料烧成'!G9",
        "C6": "'熟料烧成'!H9",
        "C7": "'水泥品种'!D6",
        "C8": "'熟料烧成'!G9",
    }
    assert opened.active is sheet


def test_the_list_counts_its_problems_and_can_be_filtered(opened):
    sheet = opened["问题清单"]
    assert sheet["A2"].value.startswith("错误 1、警告 2、提示 2。")
    assert [cell.value for cell in sheet[3]] == ["程度", "工作表", "单元格", "问题", "怎么改", "代码"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A3:F8", "A4", "$3:$3")


def test_the_levels_of_the_list_differ_in_colour(opened):
    sheet = opened["问题清单"]
    found = {sheet[f"A{row}"].value: sheet[f"A{row}"].fill.fgColor.rgb for row in range(4, 9)}
    assert found == {"错误": "FFFBEBE8", "警告": "FFFBF1DB", "提示": "FFE6F0F6"}
    assert sheet.sheet_properties.tabColor.rgb == "FF8E1B14"
    assert sheet["C4"].font.underline == "single" and sheet["C5"].font.underline is None


def test_a_row_of_the_list_is_as_high_as_its_text(original):
    long = finding("熟料烧成", "G9", zh="字" * 200, remedy="第一\n第二")
    sheet = openpyxl.load_workbook(io.BytesIO(marked(original, [long, FINDINGS[1]])))["问题清单"]
    lines = -(-400 // (sheet.column_dimensions["D"].width - 3))
    assert sheet.row_dimensions[4].height >= lines * 13
    assert sheet.row_dimensions[5].height < 30
    assert sheet["D4"].alignment.wrap_text and sheet["E4"].alignment.wrap_text


def test_a_workbook_without_problems_says_so(original):
    sheet = openpyxl.load_workbook(io.BytesIO(marked(original, [])))["问题清单"]
    assert (sheet["A2"].value, sheet.max_row, sheet.auto_filter.ref) == ("没有发现问题。", 3, None)


def test_a_list_moved_between_the_sheets_is_replaced(original):
    """People sort their sheets; the filter and print areas of the old list go with it."""
    moved = openpyxl.load_workbook(io.BytesIO(marked(original, FINDINGS)))
    titles = {sheet.title: sheet.print_title_rows for sheet in moved if sheet.title != "问题清单"}
    moved.move_sheet("问题清单", -3)
    stream = io.BytesIO()
    moved.save(stream)
    again = openpyxl.load_workbook(io.BytesIO(marked(stream.getvalue(), FINDINGS[3:])))
    assert again.sheetnames.count("问题清单") == 1 and again.sheetnames[-1] == "问题清单"
    assert {sheet.title: sheet.print_title_rows for sheet in again if sheet.title in titles} == titles
    assert again["问题清单"].auto_filter.ref == "A3:F5"
    assert again["问题清单"].print_title_rows == "$3:$3"


def test_everything_else_is_as_it_was(original, opened):
    before = openpyxl.load_workbook(io.BytesIO(original))
    assert opened.sheetnames[:-1] == before.sheetnames
    assert {n: d.attr_text for n, d in opened.defined_names.items()} == {
        n: d.attr_text for n, d in before.defined_names.items()
    }
    for name in before.sheetnames:
        one, two = before[name], opened[name]
        assert [[c.value for c in row] for row in one.iter_rows()] == [
            [c.value for c in row] for row in two.iter_rows()
        ]
        assert len(one.data_validations.dataValidation) == len(two.data_validations.dataValidation)
        assert one.protection.sheet == two.protection.sheet


def test_cells_keep_the_numbers_of_their_styles(original):
    def styles(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d\.xml", n)]
            return {n: re.findall(r'<c r="(\w+)" s="(\d+)"', archive.read(n).decode()) for n in names}

    assert styles(marked(original, FINDINGS)) == styles(original)


def test_a_marked_copy_is_read_like_the_original(works, original):
    _, before = read_workbook_bytes(original, "book.xlsx", works)
    again = marked(original, before)
    _, after = read_workbook_bytes(again, "book.xlsx", works)
    assert after == before


def test_marking_again_replaces_the_marks(original):
    twice = openpyxl.load_workbook(io.BytesIO(marked(marked(original, FINDINGS), FINDINGS[3:])))
    assert twice.sheetnames.count("问题清单") == 1
    assert twice["熟料烧成"]["G9"].comment is None
    assert twice["问题清单"].max_row == 5
    blocks = [r.formula for b in twice["熟料烧成"].conditional_formatting for r in b.rules]
    assert ['N("tanchi")=0'] not in blocks


def test_no_part_is_named_that_is_not_there(original):
    archive = zipfile.ZipFile(io.BytesIO(marked(marked(original, FINDINGS), FINDINGS)))
    types = archive.read("[Content_Types].xml").decode()
    declared = set(re.findall(r'PartName="/([^"]+)"', types))
    assert declared <= set(archive.namelist())


def test_only_an_xlsx_is_marked(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0rest")
    with pytest.raises(TanchiError) as caught:
        mark_workbook(path, FINDINGS, tmp_path / "b.xlsx")
    assert [f.code for f in caught.value.findings] == ["workbook.not_xlsx"]
    assert not (tmp_path / "b.xlsx").exists()


def test_the_copy_is_written_to_its_own_file(tmp_path, original):
    (tmp_path / "a.xlsx").write_bytes(original)
    mark_workbook(tmp_path / "a.xlsx", FINDINGS, tmp_path / "b.xlsx", "en")
    assert (tmp_path / "a.xlsx").read_bytes() == original
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["Problems"]["A4"].value == "error"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TanchiError) as caught:
        mark_workbook(tmp_path / "none.xlsx", FINDINGS, tmp_path / "b.xlsx")
    assert [f.code for f in caught.value.findings] == ["inventory.unreadable"]
