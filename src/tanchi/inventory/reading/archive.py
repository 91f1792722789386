"""Checks of a workbook's archive before any reader opens it.

Refused: too many or too large parts, parts that grow too much, names that climb out of the archive or stand
twice, encryption, links between files, macros, controls, live data links, document types, parts that are not
UTF-8, and cells far outside what a form needs. Links to other workbooks are told and not followed.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.inventory.workbook.limits import MAX_COLUMN, MAX_ROW

MAX_BYTES = 20_000_000
MAX_PARTS = 2_000
MAX_PART = 30_000_000
MAX_TOTAL = 100_000_000
MAX_RATIO = 250
RATIO_FROM = 1_000_000
"""Parts smaller than this may grow as they like."""

_END = b"PK\x05\x06"
_OPENED = re.compile(rb"<(?:[\w-]+:)?(?:c|row)[\s/>]")
_TAG = re.compile(rb"""<(?:[\w-]+:)?(?:c|row)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*/?>""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_ACTIVE = re.compile(r"vbaproject|macrosheets/|activex/|\.bin$(?<!printersettings\d\.bin)", re.IGNORECASE)
_PRINTER = re.compile(r"printersettings/", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


def check_archive(data: bytes, file: str) -> tuple[Finding, ...]:
    """Return notes about a workbook that may be read. Raises TanchiError (``workbook.*``) for any other."""
    place = FilePlace(file)
    if len(data) > MAX_BYTES:
        raise _refuse("too_large", f"文件超过 {MAX_BYTES // 1_000_000} MB", "the file is too large", place)
    _check_count(data, place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, place)
            return tuple(_check_contents(archive, parts, place))
    except (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _refuse(
            "broken", "文件已损坏，打不开", "the file is damaged and cannot be opened", place
        ) from error


def _check_count(data: bytes, place: FilePlace) -> None:
    """Look at the number of parts before the directory is read."""
    end = data.rfind(_END, max(0, len(data) - 70_000))
    count = int.from_bytes(data[end + 10 : end + 12], "little") if end >= 0 else 0
    if end < 0 or count > MAX_PARTS:
        raise _refuse("parts", "不是工作簿，或内部文件过多", "no workbook, or one with too many parts", place)


def _check_parts(parts: list[zipfile.ZipInfo], place: FilePlace) -> None:
    if len(parts) > MAX_PARTS:
        raise _refuse("parts", "内部文件过多", "too many parts", place)
    names = [part.filename for part in parts]
    if len({name.casefold() for name in names}) < len(names):
        raise _refuse("duplicate_part", "内部文件重名", "two parts have the same name", place)
    for part in parts:
        if _is_unsafe(part):
            raise _refuse(
                "unsafe_part", f"内部文件名不安全：{part.filename!r}", f"unsafe part {part.filename!r}", place
            )
        if part.flag_bits & 1:
            raise _refuse("encrypted", "工作簿已加密", "the workbook is encrypted", place, _NO_PASSWORD)
        grown = part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(1, part.compress_size)
        if part.file_size > MAX_PART or grown:
            raise _refuse(
                "bomb", f"内部文件过大：{part.filename}", f"part {part.filename} is too large", place
            )
    if sum(part.file_size for part in parts) > MAX_TOTAL:
        raise _refuse("bomb", "解压后过大", "too large when unpacked", place)


_NO_PASSWORD = Text("请取消打开密码后另存", "remove the password and save again")


def _is_unsafe(part: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(part.filename)
    is_link = stat.S_ISLNK(part.external_attr >> 16)
    return (
        is_link or path.is_absolute() or ".." in path.parts or "\\" in part.filename or ":" in part.filename
    )


def _check_contents(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], place: FilePlace
) -> Iterator[Finding]:
    """Unpack every part once, which also proves its size, and look into those that are XML."""
    for part in parts:
        name = part.filename
        if _ACTIVE.search(name) and not _PRINTER.search(name):
            remedy = Text("请另存为 .xlsx（不含宏和控件）", "save as .xlsx without macros and controls")
            raise _refuse(
                "macros", "工作簿含有宏或控件", "the workbook holds macros or controls", place, remedy
            )
        content = archive.read(part)
        if name.lower().endswith(_XML):
            _check_xml(name, content, place)
        if name.lower().startswith(("xl/worksheets/", "xl/chartsheets/")) and name.lower().endswith(".xml"):
            _check_cells(content, place)
        if "externallinks/" in name.lower() and name.lower().endswith(".xml"):
            yield _external(content, place)


def _check_xml(name: str, content: bytes, place: FilePlace) -> None:
    head = content[:200].lower()
    encoding = re.search(rb"""encoding\s*=\s*["']([^"']*)""", head)
    is_utf8 = encoding is None or encoding[1] in (b"utf-8", b"us-ascii")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head or not is_utf8:
        raise _refuse("encoding", f"{name} 不是 UTF-8", f"{name} is not UTF-8", place)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refuse("doctype", f"{name} 含有文档类型声明", f"{name} holds a document type", place)
    if name.lower().endswith("[content_types].xml") and b"macroEnabled" in content:
        raise _refuse("macros", "工作簿是启用宏的格式", "the workbook is of a macro-enabled kind", place)


def _check_cells(content: bytes, place: FilePlace) -> None:
    """Look at the reference of every cell and row; a tag that is not understood is refused."""
    tags = _TAG.findall(content)
    if len(tags) != len(_OPENED.findall(content)):
        raise _refuse("cell", "单元格写法有误", "a cell is not written properly", place)
    for tag in tags:
        match = _REFERENCE.search(tag)
        if match is None:
            continue
        found = _CELL.fullmatch(match[1] or match[2] or b"")
        if found is None:
            raise _refuse("cell", "单元格编号有误", "a cell has no proper reference", place)
        if int(found[2]) > MAX_ROW or _number(found[1]) > MAX_COLUMN:
            where = (match[1] or match[2]).decode()
            raise _refuse(
                "far_cell",
                f"单元格 {where} 超出 {MAX_ROW} 行 × {MAX_COLUMN} 列",
                f"cell {where} lies beyond {MAX_ROW} rows x {MAX_COLUMN} columns",
                place,
                Text("请删去表格之外的多余行列后另存", "delete the surplus rows and columns and save again"),
            )


def _number(letters: bytes) -> int:
    """Return the number of a column, A = 1.

    >>> _number(b"GR"), _number(b"")
    (200, 0)
    """
    total = 0
    for letter in letters:
        total = total * 26 + letter - 64
    return total


def _external(content: bytes, place: FilePlace) -> Finding:
    if b"ddeLink" in content or b"oleLink" in content:
        raise _refuse("live_link", "工作簿含有动态数据链接", "the workbook holds a live data link", place)
    message = Text(
        "工作簿引用了别的工作簿，引用的数按上次保存的值读取",
        "values taken from other workbooks are read as last saved",
    )
    return Finding(
        "workbook.external_link", Level.WARNING, message, place, Text("请粘贴为数值", "paste them as values")
    )


def _refuse(code: str, zh: str, en: str, place: FilePlace, remedy: Text = Text("")) -> TanchiError:
    return TanchiError(Finding(f"workbook.{code}", Level.ERROR, Text(zh, en), place, remedy))
