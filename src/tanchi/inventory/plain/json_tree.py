"""JSON as the same tree of text as YAML, bounded before and while it is read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.rules.tree import MAX_DEPTH, Branch, Listing, Scalar, Tree

MAX_BYTES = 8_000_000
MAX_NODES = 400_000
MAX_DIGITS = 60


def parse_json(data: bytes, name: str) -> Tree:
    """Read JSON text. Raises TanchiError (``json.*``) for what is no JSON, too much, or not a number."""
    if len(data) > MAX_BYTES:
        raise _refuse(
            name, "too_large", f"文件超过 {MAX_BYTES} 字节", f"the file is larger than {MAX_BYTES} bytes"
        )
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MAX_NODES:
        raise _refuse(name, "nodes", f"内容超过 {MAX_NODES} 项", f"more than {MAX_NODES} items")
    reader = _Reader(name)
    try:
        found = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_Pairs,
            parse_constant=reader.constant,
            parse_float=reader.number,
            parse_int=reader.number,
        )
    except UnicodeDecodeError as error:
        raise _refuse(
            name, "encoding", "不是 UTF-8 文本，请另存为 UTF-8", "not UTF-8 text; save it as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        zh, en = f"JSON 写法有误：{error.msg}", f"not valid JSON: {error.msg}"
        raise _refuse(name, "syntax", zh, en, error.lineno, error.colno) from error
    except RecursionError as error:
        raise _too_deep(name) from error
    return reader.tree(found, "", 0)


class _Pairs(tuple[tuple[str, object], ...]):
    """The members of a JSON object in order, duplicates included."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Digits:
    """A number as it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns what the parser gives into a tree; places are paths, the parser tells no lines."""

    name: str

    def constant(self, text: str) -> NoReturn:
        raise _refuse(self.name, "number", f"{text} 不是数", f"{text} is not a number")

    def number(self, text: str) -> _Digits:
        if len(text) > MAX_DIGITS or not math.isfinite(float(text)):
            raise _refuse(
                self.name, "number", f"数太大：{text[:20]}…", f"the number is too large: {text[:20]}…"
            )
        return _Digits(text)

    def tree(self, node: object, path: str, depth: int) -> Tree:
        place = FilePlace(self.name, path=path)
        if depth > MAX_DEPTH:
            raise _too_deep(self.name)
        if isinstance(node, _Pairs):
            return Branch(self.members(node, path, depth), place)
        if isinstance(node, list):
            return Listing(tuple(self.tree(n, f"{path}[{i}]", depth + 1) for i, n in enumerate(node)), place)
        if isinstance(node, _Digits):
            return Scalar(node.text, place)
        return Scalar(scalar_text(node), place, plain=not isinstance(node, str))

    def members(self, pairs: _Pairs, path: str, depth: int) -> dict[str, Tree]:
        items: dict[str, Tree] = {}
        for key, value in pairs:
            if key in items:
                raise _refuse(
                    self.name, "duplicate", f"键“{path}.{key}”重复", f"the key '{path}.{key}' stands twice"
                )
            items[key] = self.tree(value, f"{path}.{key}".lstrip("."), depth + 1)
        return items


def scalar_text(node: object) -> str:
    """Return a plain value as the text YAML would hold: ``true``, ``null``, digits."""
    if node is None:
        return "null"
    if isinstance(node, bool):
        return "true" if node else "false"
    return str(node)


def tree_of(node: object, file: str, path: str = "") -> Tree:
    """Return plain mappings, lists and scalars as a tree, for inventories that are data already."""
    place = FilePlace(file, path=path)
    if isinstance(node, Mapping):
        return Branch({str(k): tree_of(v, file, f"{path}.{k}".lstrip(".")) for k, v in node.items()}, place)
    if isinstance(node, (list, tuple)):
        return Listing(tuple(tree_of(n, file, f"{path}[{i}]") for i, n in enumerate(node)), place)
    return Scalar(scalar_text(node), place)


def _too_deep(name: str) -> TanchiError:
    return _refuse(name, "depth", f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels")


def _refuse(name: str, code: str, zh: str, en: str, line: int = 0, column: int = 0) -> TanchiError:
    return TanchiError(Finding(f"json.{code}", Level.ERROR, Text(zh, en), FilePlace(name, line, column)))
