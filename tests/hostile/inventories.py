"""Hostile inventories: files that must be refused by name, quickly, in little memory, with nothing written.

``CASES`` gives for each name the suffix of the file, what builds its content, and the code of the refusal; the
part before ``--`` is the family.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
BOOK_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
CELL = '<c r="A1"><v>1</v></c>'


def sheet(row: str = f'<row r="1">{CELL}</row>', head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{row}</sheetData></worksheet>'


def workbook(content: str | bytes | None = None, **more: str | bytes) -> bytes:
    """Return a small workbook with the given first sheet and more parts (``__`` in a name stands for ``/``)."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet() if content is None else content,
    }
    return archive(parts | {name.replace("__", "/"): part for name, part in more.items()})


def archive(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def zeros(megabytes: int) -> bytes:
    return bytes(megabytes * 1_000_000)


def many_entries() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for number in range(100_000):
            file.writestr(str(number), b"")
    return stream.getvalue()


def twice() -> bytes:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as file:
        file.writestr("XL/workbook.xml", BOOK)
    return stream.getvalue()


def linked() -> bytes:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as file:
        info = zipfile.ZipInfo("xl/link.xml")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    return stream.getvalue()


def understated() -> bytes:
    """Return a workbook whose directory says a part is smaller than what it unpacks to."""
    data = workbook(sheet() + " " * 100_000)
    real, said = len(sheet()) + 100_000, 400
    return data.replace(struct.pack("<I", real), struct.pack("<I", said))


def encrypted_flag() -> bytes:
    data = bytearray(workbook())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def bomb_part() -> bytes:
    return workbook(xl__sharedStrings="<sst>" + "a" * 40_000_000 + "</sst>")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
VBA = zlib.compress(b"Attribute VB_Name")
LINK = f'<externalLink xmlns="{_MAIN}"><{{}} ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
DEEP = 100_000

Case = tuple[str, Callable[[], bytes], str]

CASES: dict[str, Case] = {
    "zip--part_of_40_MB": (".xlsx", bomb_part, "workbook.bomb"),
    "zip--part_that_grows_1000_times": (".xlsx", lambda: workbook(xl__media__a=zeros(20)), "workbook.bomb"),
    "zip--100000_entries": (".xlsx", many_entries, "workbook.parts"),
    "zip--path_out_of_the_archive": (".xlsx", lambda: archive({"../evil": "x", "[Content_Types].xml": TYPES}), "workbook.unsafe_part"),
    "zip--absolute_path": (".xlsx", lambda: archive({"/etc/x": "x"}), "workbook.unsafe_part"),
    "zip--name_twice": (".xlsx", twice, "workbook.duplicate_part"),
    "zip--symbolic_link": (".xlsx", linked, "workbook.unsafe_part"),
    "zip--size_understated": (".xlsx", understated, "workbook.broken"),
    "zip--encrypted": (".xlsx", encrypted_flag, "workbook.encrypted"),
    "zip--cut_off": (".xlsx", lambda: workbook()[:-200], "workbook.parts"),
    "zip--25_MB": (".xlsx", lambda: workbook() + zeros(25), "workbook.too_large"),
    "xlsx--empty_file": (".xlsx", lambda: b"", "workbook.parts"),
    "xlsx--text": (".xlsx", lambda: b"rule: works\n", "workbook.parts"),
    "xlsx--far_cell": (".xlsx", lambda: workbook(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "workbook.far_cell"),
    "xlsx--far_column": (".xlsx", lambda: workbook(sheet("<row><c r='CV1048576'><v>1</v></c></row>")), "workbook.far_cell"),
    "xlsx--cell_written_with_entities": (".xlsx", lambda: workbook(sheet('<row><c r="&#88;FD1048576"><v>1</v></c></row>')), "workbook.cell"),
    "xlsx--cell_hidden_behind_a_bracket": (".xlsx", lambda: workbook(sheet('<row><c s="<" r="XFD1048576"/></row>')), "workbook.cell"),
    "xlsx--macros": (".xlsx", lambda: workbook(xl__vbaProject_bin=VBA, **{"xl__vbaProject.bin": VBA}), "workbook.macros"),
    "xlsx--macro_sheet": (".xlsm", lambda: workbook(**{"xl__macrosheets__sheet1.xml": sheet()}), "workbook.macros"),
    "xlsx--control": (".xlsx", lambda: workbook(**{"xl__activeX__activeX1.xml": "<a/>"}), "workbook.macros"),
    "xlsx--live_data_link": (".xlsx", lambda: workbook(**{"xl__externalLinks__externalLink1.xml": LINK.format("ddeLink")}), "workbook.live_link"),
    "xlsx--of_somebody_else": (".xlsx", workbook, "workbook.not_ours"),
    "xlsx--sheet_that_is_not_there": (".xlsx", lambda: archive({"xl/workbook.xml": BOOK, "[Content_Types].xml": TYPES}), "workbook.broken"),
    "xlsx--old_format_of_noise": (".xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40, "workbook.broken"),
    "xml--entities": (".xlsx", lambda: workbook(xl__sharedStrings=b"", **{"xl__sharedStrings.xml": ENTITIES + "]><x>&j;</x>"}), "workbook.doctype"),
    "xml--external_document_type": (".xlsx", lambda: workbook(sheet(head='<!DOCTYPE x SYSTEM "http://example.org/x.dtd">')), "workbook.doctype"),
    "xml--utf_16": (".xlsx", lambda: workbook(sheet(head="").encode("utf-16")), "workbook.encoding"),
    "xml--other_encoding": (".xlsx", lambda: workbook(sheet(head='<?xml version="1.0" encoding="UTF-7"?>')), "workbook.encoding"),
    "xml--depth": (".xlsx", lambda: workbook(sheet("<a>" * DEEP + "</a>" * DEEP)), "workbook.broken"),
    "xml--not_closed": (".xlsx", lambda: workbook(sheet("<row><c r='A1'>")), "workbook.broken"),
    "yaml--100000_brackets": (".yaml", lambda: b"[" * DEEP, "yaml.syntax"),
    "yaml--60_levels": (".yaml", lambda: b"note: " + b"[" * 60 + b"]" * 60, "yaml.depth"),
    "yaml--alias_bomb": (".yaml", lambda: b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml.anchor"),
    "yaml--tag": (".yaml", lambda: b"rule: !!python/object/apply:os.system [ls]\n", "yaml.tag"),
    "yaml--key_twice": (".yaml", lambda: b"rule: a\nrule: b\n", "yaml.duplicate"),
    "yaml--two_documents": (".yaml", lambda: b"rule: a\n---\nrule: b\n", "yaml.documents"),
    "yaml--three_megabytes": (".yaml", lambda: b"# " + b"a" * 3_000_000, "yaml.too_large"),
    "yaml--300000_items": (".yaml", lambda: b"sites: [" + b"a," * 300_000 + b"]", "yaml.nodes"),
    "yaml--not_utf_8": (".yaml", lambda: b"rule: \xff\xfe\n", "yaml.encoding"),
    "yaml--null_character": (".yaml", lambda: b"rule: a\0b\n", "yaml.syntax"),
    "json--100000_brackets": (".json", lambda: b"[" * DEEP, "json.depth"),
    "json--60_levels": (".json", lambda: b'{"note": ' + b"[" * 60 + b"]" * 60 + b"}", "json.depth"),
    "json--1e400": (".json", lambda: b'{"quantities": {"a": 1e400}}', "json.number"),
    "json--nan": (".json", lambda: b'{"quantities": {"a": NaN}}', "json.number"),
    "json--minus_infinity": (".json", lambda: b'{"quantities": {"a": -Infinity}}', "json.number"),
    "json--key_twice": (".json", lambda: b'{"rule": "a", "rule": "b"}', "json.duplicate"),
    "json--100000_digits": (".json", lambda: b'{"quantities": {"a": ' + b"9" * 100_000 + b"}}", "json.number"),
    "json--nine_megabytes": (".json", lambda: b'{"note": "' + b"a" * 9_000_000 + b'"}', "json.too_large"),
    "json--half_a_million_items": (".json", lambda: b"[" + b"1," * 500_000 + b"1]", "json.nodes"),
    "json--cut_off": (".json", lambda: b'{"rule": "a", ', "json.syntax"),
    "json--utf_16": (".json", lambda: '{"rule": "a"}'.encode("utf-16"), "json.encoding"),
    "csv--no_columns": (".csv", lambda: b"a,b,c\n1,2,3\n", "csv.columns"),
    "csv--noise": (".csv", lambda: bytes(range(1, 256)) * 200, "csv.encoding"),
    "csv--null_character": (".csv", lambda: b"quantity,value\na,\0\n", "csv.encoding"),
    "csv--cell_of_100_kB": (".csv", lambda: b"quantity,value\na," + b"9" * 100_000 + b"\n", "csv.too_large"),
    "csv--quote_not_closed": (".csv", lambda: b'quantity,value\na,"' + b"x\n" * 200_000, "csv.syntax"),
    "csv--250000_rows": (".csv", lambda: b"quantity,value\n" + b"a,1\n" * 250_000, "csv.too_large"),
    "csv--empty": (".csv", lambda: b"", "csv.empty"),
    "csv--21_MB": (".csv", lambda: b"quantity,value\n" + b"a" * 21_000_000, "csv.too_large"),
    "file--unknown_suffix": (".exe", lambda: b"MZ", "inventory.suffix"),
}  # fmt: skip
