"""A pack of an older format brought to the present one: edits of its text, so that comments and layout stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tanchi.files import write_atomic
from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.rules.read_pack import FORMAT
from tanchi.rules.tree import Branch, Listing, Scalar, Tree, parse_tree


@dataclass(frozen=True, slots=True)
class Edit:
    """``old`` at a line and column (from 1) of a file becomes ``new``."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Migration:
    """The way from format ``source`` to the next one: what changes, and the edits of one file of a pack."""

    source: int
    about: Text
    edits: Callable[[Tree], Iterable[Edit]]


MIGRATIONS: tuple[Migration, ...] = ()
"""In order. Format 1 is the first, so there is none yet."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """A pack in the new format: the steps taken and the files that change, as bytes by path."""

    source: int
    steps: tuple[Text, ...]
    files: Mapping[Path, bytes]


def migrated(folder: Path, migrations: Sequence[Migration] = MIGRATIONS, target: int = FORMAT) -> Migrated:
    """Return a pack's files in format ``target``; nothing is written.

    Raises TanchiError where the folder is no pack, its format is newer than ``target`` or has no way to it.
    """
    head = folder / "pack.yaml"
    source = _format(head)
    if source > target:
        raise _refuse(
            "migrate.newer",
            head,
            Text(f"规则包的格式 {source} 比软件的 {target} 新", f"the pack has format {source}, newer than the program's {target}"),
            Text("更新碳尺", "update Tanchi"),
        )  # fmt: skip
    texts = {path: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    changed, steps = dict(texts), []
    for number in range(source, target):
        step = next((m for m in migrations if m.source == number), None)
        if step is None:
            raise _refuse(
                "migrate.no_way",
                head,
                Text(f"没有从格式 {number} 转换的办法", f"there is no way from format {number}"),
                Text("用写它时的版本检查，照规则包格式修改", "check it with the version it was written for, and change it by hand"),
            )  # fmt: skip
        changed = {path: _step(path, data, step, path == head) for path, data in changed.items()}
        steps.append(step.about)
    files = {path: data for path, data in changed.items() if data != texts[path]}
    return Migrated(source, tuple(steps), files)


def write_migrated(found: Migrated) -> None:
    """Write the files, each whole or not at all, the one that holds the format last: a pack half written is done again."""
    for path in sorted(found.files, key=lambda p: (p.name == "pack.yaml", p)):
        write_atomic(path, found.files[path])


def renamed(tree: Tree, within: Iterable[str], old: str, new: str) -> Iterator[Edit]:
    """Yield the edits that rename a field of every mapping at a path; ``*`` stands for any key or item."""
    for branch in _at(tree, list(within)):
        place = branch.keys.get(old)
        if place is not None:
            yield Edit(place.line, place.column, old, new)


def _at(tree: Tree, path: list[str]) -> Iterator[Branch]:
    if not path:
        if isinstance(tree, Branch):
            yield tree
        return
    first, rest = path[0], path[1:]
    if isinstance(tree, Branch):
        for key, part in tree.items.items():
            if first in ("*", key):
                yield from _at(part, rest)
    elif isinstance(tree, Listing) and first == "*":
        for part in tree.items:
            yield from _at(part, rest)


def _format(head: Path) -> int:
    if not head.is_file():
        raise _refuse(
            "migrate.no_pack", head, Text("这里没有 pack.yaml", "there is no pack.yaml"),
            Text("给出规则包的文件夹", "give the folder of a pack"),
        )  # fmt: skip
    number = _number(parse_tree(head.read_bytes(), str(head)))
    if number is None or not number.text.isdecimal() or int(number.text) < 1:
        raise _refuse("migrate.format", head, Text("没有写明格式号 format", "its format is not stated"), Text("写 format: 1", "write format: 1"))  # fmt: skip
    return int(number.text)


def _number(tree: Tree) -> Scalar | None:
    found = tree.items.get("format") if isinstance(tree, Branch) else None
    return found if isinstance(found, Scalar) else None


def _step(path: Path, data: bytes, step: Migration, is_head: bool) -> bytes:
    tree = parse_tree(data, str(path))
    edits = list(step.edits(tree))
    number = _number(tree) if is_head else None
    if number is not None:
        edits.append(Edit(number.place.line, number.place.column, number.text, str(step.source + 1)))
    return _edited(path, data, edits)


_QUOTES = ("'", '"')


def _edited(path: Path, data: bytes, edits: list[Edit]) -> bytes:
    """Return the text with edits applied from its end; what is to be replaced must stand there."""
    lines = data.decode("utf-8-sig").splitlines(keepends=True)
    for edit in sorted(edits, key=lambda e: (e.line, e.column), reverse=True):
        line, at = lines[edit.line - 1], edit.column - 1
        at += line[at : at + 1] in _QUOTES
        if not line.startswith(edit.old, at):
            raise _refuse(
                "migrate.edit",
                path,
                Text(f"第 {edit.line} 行没有“{edit.old}”，没有改动任何文件", f"line {edit.line} does not hold '{edit.old}'; nothing was changed"),
                Text("手工修改这一处", "change this place by hand"),
            )  # fmt: skip
        lines[edit.line - 1] = line[:at] + edit.new + line[at + len(edit.old) :]
    return "".join(lines).encode()


def _refuse(code: str, path: Path, message: Text, remedy: Text) -> TanchiError:
    return TanchiError(Finding(code, Level.ERROR, message, FilePlace(str(path)), remedy))
