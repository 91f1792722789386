"""Pack files as a tree of text with places: YAML 1.2 core, read by libyaml, typed later by the model.

Refused on the event stream, before a tree exists: anchors and aliases, tags, depth over 50, files over
2 MB, more than 200,000 nodes; and duplicate keys while it is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text

MAX_BYTES = 2_000_000
MAX_DEPTH = 50
MAX_NODES = 200_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; ``plain`` tells it was not quoted."""

    text: str
    place: FilePlace
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence."""

    items: tuple[Tree, ...]
    place: FilePlace


@dataclass(frozen=True, slots=True)
class Branch:
    """A mapping with text keys, in order."""

    items: Mapping[str, Tree]
    place: FilePlace
    keys: Mapping[str, FilePlace] = field(default_factory=dict)


Tree = Scalar | Listing | Branch


def read_tree(path: Path, name: str = "") -> Tree:
    """Read one YAML file. Raises TanchiError naming line and column."""
    label = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _refuse(
            label,
            "yaml.unreadable",
            f"读不了文件：{error.strerror}",
            f"cannot read the file: {error.strerror}",
        ) from error
    return parse_tree(data, label)


def parse_tree(data: bytes, name: str) -> Tree:
    """Read YAML text. Raises TanchiError naming line and column."""
    if len(data) > MAX_BYTES:
        raise _refuse(
            name, "yaml.too_large", f"文件超过 {MAX_BYTES} 字节", f"the file is larger than {MAX_BYTES} bytes"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refuse(
            name, "yaml.encoding", "不是 UTF-8 文本，请另存为 UTF-8", "not UTF-8 text; save it as UTF-8", line
        ) from error
    builder = _Builder(name)
    try:
        return builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        problem = str(error.problem or error)
        raise _refuse(
            name,
            "yaml.syntax",
            f"YAML 写法有误：{problem}",
            f"not valid YAML: {problem}",
            line,
            column,
            Text(
                "检查缩进、冒号后的空格；花括号里含 [ ] , 的公式要加引号",
                "check indentation and the blank after colons; quote a formula with [ ] , inside { }",
            ),
        ) from error
    except yaml.YAMLError as error:
        raise _refuse(name, "yaml.syntax", f"YAML 写法有误：{error}", f"not valid YAML: {error}") from error


class _Builder:
    """Builds the tree from libyaml's events."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes = 0

    def document(self, events: Iterator[yaml.Event]) -> Tree:
        tree: Tree | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    raise self._refuse(
                        event, "yaml.documents", "一个文件只能有一份文档", "one document per file"
                    )
                tree = self._node(next(events), events, 0)
        return tree if tree is not None else Branch({}, FilePlace(self.name, 1, 1))

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Tree:
        self._guard(event, depth)
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place, event.style is None or event.style == "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(tuple(self._sequence(events, depth)), place)
        return self._mapping(events, depth, place)

    def _sequence(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Tree]:
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield self._node(event, events, depth + 1)

    def _mapping(self, events: Iterator[yaml.Event], depth: int, place: FilePlace) -> Branch:
        items: dict[str, Tree] = {}
        keys: dict[str, FilePlace] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._guard(event, depth + 1)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refuse(event, "yaml.key", "键必须是文字", "a key must be text")
            if event.value in items:
                raise self._refuse(
                    event,
                    "yaml.duplicate",
                    f"键“{event.value}”重复，第一次在第 {keys[event.value].line} 行",
                    f"the key '{event.value}' stands twice; first in line {keys[event.value].line}",
                )
            keys[event.value] = self._place(event)
            items[event.value] = self._node(next(events), events, depth + 1)
        return Branch(items, place, keys)

    def _guard(self, event: yaml.Event, depth: int) -> None:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refuse(
                event, "yaml.anchor", "不支持锚点和别名（& 与 *）", "anchors and aliases are not allowed"
            )
        tag = getattr(event, "tag", None)
        if tag:
            raise self._refuse(event, "yaml.tag", f"不支持标签 {tag}", f"the tag {tag} is not allowed")
        if depth > MAX_DEPTH:
            raise self._refuse(
                event, "yaml.depth", f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels"
            )
        if self.nodes > MAX_NODES:
            raise self._refuse(
                event, "yaml.nodes", f"内容超过 {MAX_NODES} 项", f"more than {MAX_NODES} items"
            )

    def _place(self, event: yaml.Event) -> FilePlace:
        return FilePlace(self.name, *_spot(event))

    def _refuse(self, event: yaml.Event, code: str, zh: str, en: str) -> TanchiError:
        return _refuse(self.name, code, zh, en, *_spot(event))


def _spot(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


def _refuse(
    name: str, code: str, zh: str, en: str, line: int = 0, column: int = 0, remedy: Text = Text("")
) -> TanchiError:
    return TanchiError(Finding(code, Level.ERROR, Text(zh, en), FilePlace(name, line, column), remedy))


def plain(tree: Tree) -> object:
    """Return the tree as nested dicts, lists and text, without places."""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Listing):
        return [plain(item) for item in tree.items]
    return {key: plain(item) for key, item in tree.items.items()}
