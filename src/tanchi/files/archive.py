"""Zip archives with the same bytes for the same content: fixed dates, sorted entries, fixed attributes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def deterministic_zip(entries: Mapping[str, bytes], *, first: Sequence[str] = ()) -> bytes:
    """Return a zip archive of ``entries`` (name → content).

    Entries named in ``first`` lead in that order, the others follow sorted by name. The bytes depend only on
    names and content (and on the release of zlib). Raises TanchiError (``files.unsafe_name``) for a name that
    is absolute, climbs out of the archive, or holds a backslash or a control character.
    """
    _refuse_unsafe(entries)
    leading = [name for name in first if name in entries]
    order = leading + sorted(set(entries).difference(leading))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in order:
            archive.writestr(_info(name), entries[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def repack(archive: bytes, *, first: Sequence[str] = ()) -> bytes:
    """Return the same entries as ``archive`` in deterministic form (for .xlsx and .docx of other writers)."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return deterministic_zip({name: source.read(name) for name in source.namelist()}, first=first)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system = _UNIX
    info.external_attr = _READABLE
    return info


def _refuse_unsafe(names: Mapping[str, bytes]) -> None:
    findings = [_unsafe(name) for name in sorted(names) if not _is_safe(name)]
    if findings:
        raise TanchiError(findings)


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = all(character.isprintable() and character not in "\\:" for character in name)
    return bool(parts) and plain and parts[0] != "/" and ".." not in parts and not name.endswith("/")


def _unsafe(name: str) -> Finding:
    return Finding(
        code="files.unsafe_name",
        level=Level.ERROR,
        message=Text(
            f"压缩包内的文件名不能用：{name!r}。", f"This name cannot be used inside an archive: {name!r}."
        ),
        place=FilePlace(name),
        remedy=Text(
            "请改用相对路径，不含 ..、反斜线、冒号和控制字符。",
            "Use a relative path without .., backslashes, colons or control characters.",
        ),
    )
