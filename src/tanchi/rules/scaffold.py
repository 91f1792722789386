"""A new rule pack from the template of the library: it loads, passes the checks and computes a case at once."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.rules.shelf import library
from tanchi.units import parse_unit

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_EDITION = re.compile(r"[0-9a-z][0-9a-z.-]{0,30}\Z")
_PLAIN = re.compile(r"[^\s:#\[\]{},&*!|>'\"%@`$\\-][^:#\[\]{},&*!|>'\"%@`$\\\n\r\t]{0,78}\Z")

_ID_REMEDY = (
    "用小写英文、数字和连字符，如 flat-glass",
    "use lower-case letters, digits and hyphens, such as flat-glass",
)
_EDITION_REMEDY = ("如 2026-1", "for example 2026-1")
_TITLE_REMEDY = (
    "写产品的名称，不含冒号、括号和引号，不超过 79 个字",
    "give the name of the product without colons, brackets and quotes, at most 79 characters",
)


@dataclass(frozen=True, slots=True)
class NewRule:
    """What a new pack starts from. ``unit`` is the unit of the declared product."""

    id: str
    title_zh: str
    title_en: str
    edition: str = "2026-1"
    unit: str = "t"


def write_scaffold(new: NewRule, folder: Path) -> tuple[Path, ...]:
    """Write a new pack into ``folder``, whole or not at all; return its files.

    Raises TanchiError with everything that is wrong with ``new``, where ``folder`` exists and is not empty, or
    where it cannot be written.
    """
    problems = [*_problems(new), *_occupied(folder)]
    if problems:
        raise TanchiError(problems)
    pages = _pages(asdict(new))
    for abandoned in folder.parent.glob(f".{folder.name}.*.part"):
        shutil.rmtree(abandoned, ignore_errors=True)
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        for name, text in pages.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        with suppress(OSError):
            folder.rmdir()
        draft.replace(folder)
    except OSError as error:
        raise TanchiError(_cannot_write(folder, error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return tuple(folder / name for name in pages)


def _pages(words: Mapping[str, str]) -> dict[str, str]:
    home = library() / "templates" / "rule"
    return {
        path.relative_to(home).as_posix(): Template(path.read_text(encoding="utf-8")).substitute(words)
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


def _problems(new: NewRule) -> list[Finding]:
    found = [] if _ID.match(new.id) else [_named("scaffold.id", "编号", "id", new.id, *_ID_REMEDY)]
    if not _EDITION.match(new.edition):
        found.append(_named("scaffold.edition", "版次", "edition", new.edition, *_EDITION_REMEDY))
    titles = dict.fromkeys((new.title_zh, new.title_en))
    found += [
        _named("scaffold.title", "产品名称", "name", t, *_TITLE_REMEDY) for t in titles if not _PLAIN.match(t)
    ]
    return found + _wrong_unit(new.unit)


def _wrong_unit(unit: str) -> list[Finding]:
    try:
        parse_unit(unit)
    except TanchiError as error:
        return list(error.findings)
    return []


def _occupied(folder: Path) -> list[Finding]:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return []
    return [
        _error("scaffold.exists", f"“{folder}”已经存在", f"'{folder}' exists already",
               "换一个文件夹；已有的规则不会被改动", "choose another folder; nothing was changed")
    ]  # fmt: skip


def _cannot_write(folder: Path, error: OSError) -> Finding:
    reason = error.strerror or str(error)
    return Finding(
        "scaffold.cannot_write",
        Level.ERROR,
        Text(f"无法写入：{reason}", f"cannot be written: {reason}"),
        FilePlace(str(folder)),
        Text(
            "检查上一级文件夹是否存在、能否写入", "check that the folder above exists and may be written to"
        ),
    )


def _named(code: str, zh: str, en: str, word: str, remedy_zh: str, remedy_en: str) -> Finding:
    return _error(code, f"{zh}“{word}”不能用", f"the {en} '{word}' cannot be used", remedy_zh, remedy_en)


def _error(code: str, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Finding:
    return Finding(code, Level.ERROR, Text(zh, en), None, Text(remedy_zh, remedy_en))
