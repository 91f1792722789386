"""Typed reading of a tree: every problem becomes a finding with file, line and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.rules.tree import Branch, Listing, Scalar, Tree
from tanchi.units import Unit, parse_unit

ID = re.compile(r"[a-z][a-z0-9_]*\Z")
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?\Z")
QUOTE = Text("公式里有 [ ] , 时，花括号内要加引号", "quote a formula with [ ] or , inside { }")


class Log:
    """Findings gathered while a pack is read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def error(self, code: str, place: FilePlace, message: Text, remedy: Text = Text("")) -> None:
        """Add an error."""
        self.findings.append(Finding(code, Level.ERROR, message, place, remedy))

    def take(self, error: TanchiError, place: FilePlace) -> None:
        """Add an error's findings, each at its own place or at ``place``."""
        for finding in error.findings:
            self.findings.append(finding if isinstance(finding.place, FilePlace) else finding.at(place))


def at(place: FilePlace, path: str) -> FilePlace:
    """Return ``place`` with the path inside the pack."""
    return FilePlace(place.file, place.line, place.column, path, place.excerpt)


class Fields:
    """The fields of one mapping. Call ``done()`` at the end: unknown fields are errors."""

    def __init__(self, tree: Tree | None, path: str, log: Log, place: FilePlace | None = None) -> None:
        self.path = path
        self.log = log
        self.place = at(tree.place if tree is not None else place or FilePlace(""), path)
        self.tree = tree if isinstance(tree, Branch) else Branch({}, self.place)
        self.used: set[str] = set()
        if (
            tree is not None
            and not isinstance(tree, Branch)
            and not (isinstance(tree, Scalar) and not tree.text)
        ):
            log.error(
                "pack.mapping",
                self.place,
                Text("这里应是若干“键: 值”", "fields (key: value) are expected here"),
            )

    def __contains__(self, key: str) -> bool:
        return key in self.tree.items

    def get(self, key: str) -> Tree | None:
        """Return the raw tree of a field and mark it used."""
        self.used.add(key)
        return self.tree.items.get(key)

    def spot(self, key: str) -> FilePlace:
        """Return the place of a field, or of the mapping where it is missing."""
        tree = self.tree.items.get(key)
        path = f"{self.path}.{key}".lstrip(".")
        return at(tree.place, path) if tree is not None else self.place

    def need(self, key: str) -> Tree | None:
        """Return a field that must stand; a finding if it does not."""
        tree = self.get(key)
        if tree is None:
            self.log.error("pack.missing", self.place, Text(f"缺少“{key}”", f"'{key}' is missing"))
        return tree

    def text(self, key: str, default: str = "") -> str:
        """Return a text field."""
        tree = self.get(key)
        if tree is None:
            return default
        if isinstance(tree, Scalar):
            return tree.text
        self.log.error(
            "pack.text", self.spot(key), Text(f"“{key}”应是一段文字", f"'{key}' must be text"), QUOTE
        )
        return default

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        tree = self.get(key)
        if tree is None:
            return ()
        if isinstance(tree, Scalar):
            return (tree.text,) if tree.text else ()
        if isinstance(tree, Listing) and all(isinstance(i, Scalar) for i in tree.items):
            return tuple(i.text for i in tree.items if isinstance(i, Scalar))
        self.log.error(
            "pack.list", self.spot(key), Text(f"“{key}”应是一列文字", f"'{key}' must be a list of texts")
        )
        return ()

    def bilingual(self, key: str) -> Text:
        """Return a text given as {zh, en} or as plain Chinese."""
        tree = self.get(key)
        if tree is None:
            return Text("")
        if isinstance(tree, Scalar):
            return Text(tree.text)
        inner = self.inner(key)
        found = inner.label()
        inner.done()
        return found

    def label(self) -> Text:
        """Return the label of this item from its own ``zh`` and ``en``."""
        return Text(self.text("zh"), self.text("en"))

    def inner(self, key: str) -> Fields:
        """Return the fields of a mapping field; finish it with ``done()``."""
        return Fields(self.get(key), f"{self.path}.{key}".lstrip("."), self.log, self.place)

    def each(self, key: str, ids: bool = True) -> Iterator[tuple[str, Fields]]:
        """Yield (id, fields) of a mapping of mappings."""
        yield from self.inner(key).entries(ids)

    def entries(self, ids: bool = True) -> Iterator[tuple[str, Fields]]:
        """Yield (id, fields) of this mapping, whose values are mappings."""
        for key, tree in self.tree.items.items():
            self.used.add(key)
            if ids and not ID.match(key):
                self.log.error(
                    "pack.id",
                    at(self.tree.keys.get(key, self.place), f"{self.path}.{key}"),
                    Text(
                        f"标识“{key}”只能用小写字母、数字和下划线，以字母开头",
                        f"the id '{key}' may hold a-z, 0-9 and _ only, first a letter",
                    ),
                    QUOTE,
                )
                continue
            yield key, Fields(tree, f"{self.path}.{key}".lstrip("."), self.log)

    def rows(self, key: str) -> Iterator[Fields]:
        """Yield the fields of each mapping in a list."""
        tree = self.get(key)
        if tree is None:
            return
        if not isinstance(tree, Listing):
            self.log.error(
                "pack.list", self.spot(key), Text(f"“{key}”应是一个列表", f"'{key}' must be a list")
            )
            return
        for number, item in enumerate(tree.items):
            yield Fields(item, f"{self.path}.{key}[{number}]".lstrip("."), self.log)

    def oneof(self, key: str, options: tuple[str, ...], default: str) -> str:
        """Return a word from a closed list."""
        found = self.text(key, default)
        if found in options:
            return found
        listed = "、".join(options)
        self.log.error(
            "pack.word",
            self.spot(key),
            Text(
                f"“{key}”不能是“{found}”，可以是：{listed}",
                f"'{key}' can't be '{found}'; one of {', '.join(options)}",
            ),
        )
        return default

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        return self.oneof(key, ("true", "false"), "true" if default else "false") == "true"

    def number(self, key: str) -> float | None:
        """Return a plain number, or None where the field is missing."""
        tree = self.get(key)
        if tree is None:
            return None
        if isinstance(tree, Scalar) and NUMBER.match(tree.text):
            return float(tree.text)
        self.log.error("pack.number", self.spot(key), Text(f"“{key}”应是一个数", f"'{key}' must be a number"))
        return None

    def unit(self, key: str, needed: bool = True) -> Unit | None:
        """Return a unit."""
        if not needed and key not in self:
            return None
        if self.need(key) is None:
            return None
        return read_unit(self.text(key), self.spot(key), self.log)

    def done(self) -> None:
        """Report every field nobody asked for."""
        for key in self.tree.items:
            if key not in self.used:
                near = get_close_matches(key, self.used, 1)
                hint = Text(f"是否想写“{near[0]}”？", f"did you mean '{near[0]}'?") if near else QUOTE
                place = at(self.tree.keys.get(key, self.place), f"{self.path}.{key}".lstrip("."))
                self.log.error(
                    "pack.unknown_field", place, Text(f"不认识的字段“{key}”", f"unknown field '{key}'"), hint
                )


def read_unit(text: str, place: FilePlace, log: Log) -> Unit | None:
    """Return the unit, or None and a finding at ``place``."""
    try:
        return parse_unit(text)
    except TanchiError as error:
        log.take(error, place)
        return None
