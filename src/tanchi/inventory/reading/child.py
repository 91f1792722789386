"""Parses one workbook and prints what it found as JSON; run as a script in a process of its own.

Imports nothing of the package, so that it starts fast. Arguments: path, memory in bytes, seconds of processor
time. Output: {"sheets": [{name, visible, cells: [[row, column, value]], faults, formulas, percents}], "names"}.
A date is {"d": ISO}, everything else is itself; rows and columns count from 0.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import zipfile
from typing import Any, cast

import python_calamine
from lxml import etree

if sys.platform != "win32":
    import resource

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
MAX_CELLS = 400_000
MAX_TEXT = 32_767


def limit(memory: int, seconds: int) -> None:
    """Bound this process where the system can: memory, processor time, no files written."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def values(path: str) -> list[dict[str, Any]]:
    """Return the sheets with every cell that holds something."""
    book = python_calamine.load_workbook(path)
    found: list[dict[str, Any]] = []
    count = 0
    for number, meta in enumerate(book.sheets_metadata):
        cells = []
        rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                if value != "":
                    cells.append([row, column, plain(value)])
        count += len(cells)
        if count > MAX_CELLS:
            raise ValueError("too many cells")
        visible = meta.visible == python_calamine.SheetVisibleEnum.Visible
        found.append({"name": meta.name, "visible": visible, "cells": cells})
    return found


def plain(value: object) -> object:
    """Return a cell as JSON knows it."""
    if isinstance(value, str):
        return value[:MAX_TEXT]
    if isinstance(value, (bool, float, int)):
        return value
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)):
        return {"d": value.isoformat()}
    return {"d": str(value)}


def add_xml(path: str, sheets: list[dict[str, Any]]) -> list[list[object]]:
    """Add faults, formulas and per-cent formats to the sheets; return the defined names."""
    with zipfile.ZipFile(path) as archive:
        book = parse(archive, "xl/workbook.xml")
        space = MAIN if book.tag.startswith(MAIN) else STRICT
        percents = percent_styles(archive, space)
        files = sheet_files(archive)
        relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        strict_relation = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
        for sheet, node in zip(sheets, book.iter(f"{space}sheet"), strict=False):
            target = files.get(node.get(relation) or node.get(strict_relation) or "", "")
            if target in archive.namelist() and "worksheets/" in target:
                look_into(parse(archive, target), space, percents, sheet)
        nodes = book.iter(f"{space}definedName")
        return [[n.get("name") or "", n.text or "", n.get("localSheetId")] for n in nodes]


def parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Parse a part without entities, document types or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each relation of the workbook."""
    found = {}
    for node in parse(archive, "xl/_rels/workbook.xml.rels"):
        target = (node.get("Target") or "").lstrip("/")
        found[node.get("Id") or ""] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def percent_styles(archive: zipfile.ZipFile, space: str) -> set[str]:
    """Return the numbers of the cell formats that show per cents."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    root = parse(archive, "xl/styles.xml")
    own = {n.get("numFmtId"): n.get("formatCode") or "" for n in root.iter(f"{space}numFmt")}
    formats = {id for id, code in own.items() if "%" in re.sub(r'"[^"]*"|\\.', "", code)} | {"9", "10"}
    cells = root.find(f"{space}cellXfs")
    return {
        str(i) for i, xf in enumerate(cells if cells is not None else ()) if xf.get("numFmtId") in formats
    }


def look_into(root: etree._Element, space: str, percents: set[str], sheet: dict[str, Any]) -> None:
    """Note cells with an error, with a formula that has no result, with any formula, with a per-cent format."""
    ns = {"s": space[1:-1]}

    def cells(test: str) -> list[Any]:
        return cast(list[Any], root.xpath(f"//s:c[{test}]", namespaces=ns))

    broken = [[c.get("r"), c.findtext(f"{space}v") or ""] for c in cells("@t='e'")]
    empty = cells("s:f and not(s:v) and not(s:is)")
    sheet["faults"] = broken + [[c.get("r"), ""] for c in empty]
    sheet["formulas"] = [c.get("r") for c in cells("s:f")]
    sheet["percents"] = [c.get("r") for c in cells("s:v") if c.get("s") in percents]


def main() -> None:
    """Read the workbook named by the arguments."""
    path, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    limit(memory, seconds)
    try:
        sheets = values(path)
        names = add_xml(path, sheets) if zipfile.is_zipfile(path) and has_book(path) else None
    except python_calamine.PasswordError:
        answer: dict[str, Any] = {"refused": "encrypted"}
    except MemoryError:
        answer = {"refused": "memory"}
    except Exception as error:
        answer = {"refused": "broken", "why": str(error)[:200]}
    else:
        answer = {"sheets": sheets, "names": names}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


def has_book(path: str) -> bool:
    """Return whether the archive is an Office workbook (an .ods is none)."""
    with zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


if __name__ == "__main__":
    main()
