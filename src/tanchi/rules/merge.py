"""One merge, item by item: flow sets, then parent, then pack.

An item is the smallest thing with an id (a line, a parameter, a choice) or a field of ``unit``, ``boundary``,
``quality``, ``product`` or ``gwp``. A pack's item replaces the whole item of the same id and must be listed in
``deviations``; a listed item that changes nothing is an error too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tanchi.findings import FilePlace, Finding, Level, Text
from tanchi.rules.tree import Branch, Listing, Scalar, Tree, plain, read_tree

ITEMS = ("headings", "choices", "flows", "parameters", "quantities", "tables", "values", "checks", "use")
FIELDS = ("unit", "boundary", "quality", "product", "gwp")
LISTS = ("text",)
PROCESS_ITEMS = (
    "quantities",
    "tables",
    "values",
    "makes",
    "inputs",
    "emissions",
    "uptakes",
    "wastes",
    "checks",
    "use",
)
IDENTITY = (
    "id", "edition", "format", "status", "valid_from", "valid_to", "replaces", "title", "standard", "parent",
    "uses", "authors", "licence", "ip", "goal", "validated", "deviations",
)  # fmt: skip
SECTIONS = (*IDENTITY, *ITEMS, *FIELDS, *LISTS, "processes")

BESIDE = ("cases", "examples")
"""Folders of a pack that are not part of the rule."""

Path_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The raw sections of one folder (or one file), with what went wrong while gathering them."""

    sections: Mapping[str, Tree]
    findings: tuple[Finding, ...]
    folder: Path
    name: str


def gather(folder: Path, name: str) -> Pack:
    """Read every file of a pack's folder (not its cases and examples) into one set of sections."""
    sections: dict[str, Tree] = {}
    findings: list[Finding] = []
    files = [p for p in sorted(folder.rglob("*.yaml")) if p.relative_to(folder).parts[0] not in BESIDE]
    for path in sorted(files, key=lambda p: (p.name != "pack.yaml", p)):
        tree = read_tree(path, f"{name}/{path.relative_to(folder).as_posix()}")
        if isinstance(tree, Branch):
            _add_file(sections, tree, findings)
    return Pack(sections, tuple(findings), folder, name)


def _add_file(sections: dict[str, Tree], tree: Branch, findings: list[Finding]) -> None:
    for key, part in tree.items.items():
        if key not in SECTIONS:
            place = tree.keys.get(key, tree.place)
            findings.append(
                _error("pack.unknown_section", place, f"不认识的部分“{key}”", f"unknown section '{key}'")
            )
        elif key not in sections:
            sections[key] = part
        else:
            sections[key] = _join(sections[key], part, key, findings)


def _join(old: Tree, new: Tree, key: str, findings: list[Finding]) -> Tree:
    if isinstance(old, Listing) and isinstance(new, Listing):
        return Listing(old.items + new.items, old.place)
    if not (isinstance(old, Branch) and isinstance(new, Branch)) or key in FIELDS:
        findings.append(
            _error("pack.twice", new.place, f"“{key}”在两个文件里", f"'{key}' stands in two files")
        )
        return old
    for twice in old.items.keys() & new.items.keys():
        place = new.keys.get(twice, new.place)
        findings.append(
            _error(
                "pack.twice", place, f"“{key}.{twice}”在两个文件里", f"'{key}.{twice}' stands in two files"
            )
        )
    return Branch({**old.items, **new.items}, old.place, {**old.keys, **new.keys})


def items(sections: Mapping[str, Tree]) -> Iterator[tuple[Path_, Tree]]:
    """Yield (path, tree) of every item."""
    for section in (*ITEMS, *FIELDS):
        branch = sections.get(section)
        if isinstance(branch, Branch):
            yield from (((section, key), tree) for key, tree in branch.items.items())
    processes = sections.get("processes")
    if isinstance(processes, Branch):
        for id, process in processes.items.items():
            yield from ((("processes", id, *rest), tree) for rest, tree in _process(process))


def _process(process: Tree) -> Iterator[tuple[Path_, Tree]]:
    if not isinstance(process, Branch):
        yield (), process
        return
    for field, tree in process.items.items():
        if field in PROCESS_ITEMS and isinstance(tree, Branch):
            yield from (((field, key), item) for key, item in tree.items.items())
        else:
            yield (field,), tree


def overlay(base: Mapping[str, Tree], pack: Mapping[str, Tree]) -> tuple[dict[str, Tree], list[Finding]]:
    """Return ``base`` with the pack's items over it, and findings about deviations."""
    deviations = {at: (tree.place, removes) for at, tree, removes in _deviations(pack)}
    known = {".".join(path): tree for path, tree in items(base)}
    merged = dict(known)
    findings: list[Finding] = []
    for path, tree in items(pack):
        name = ".".join(path)
        if name in known and plain(known[name]) != plain(tree):
            merged[name] = tree
            if name not in deviations:
                findings.append(_undeclared(name, tree.place))
        elif name not in known:
            merged[name] = tree
    findings += _unused(deviations, known, pack)
    for name, (_, removes) in deviations.items():
        if removes:
            merged.pop(name, None)
    findings += _locked(deviations, known)
    return _rebuild(merged, base, pack), findings


def _deviations(pack: Mapping[str, Tree]) -> Iterator[tuple[str, Branch, bool]]:
    listing = pack.get("deviations")
    for tree in listing.items if isinstance(listing, Listing) else ():
        if isinstance(tree, Branch):
            at, remove = tree.items.get("at"), tree.items.get("remove")
            if isinstance(at, Scalar):
                yield at.text, tree, isinstance(remove, Scalar) and remove.text == "true"


def _undeclared(name: str, place: FilePlace) -> Finding:
    return _error(
        "pack.undeclared_deviation",
        place,
        f"改动了上级规则的 {name}，但 deviations 中没有说明",
        f"replaces {name} of the parent without a deviation",
        Text(
            f"在 deviations 里写 {{at: {name}, direction: tighten 或 deviate, reason: …}}，或改用新的标识",
            f"list {{at: {name}, direction: tighten or deviate, reason: …}} under deviations, or use a new id",
        ),
    )


def _unused(
    deviations: Mapping[str, tuple[FilePlace, bool]], known: Mapping[str, Tree], pack: Mapping[str, Tree]
) -> list[Finding]:
    own = {".".join(path): tree for path, tree in items(pack)}
    found = []
    for name, (place, removes) in deviations.items():
        changed = name in known and (removes or (name in own and plain(own[name]) != plain(known[name])))
        if not changed:
            found.append(
                _error(
                    "pack.idle_deviation",
                    place,
                    f"deviations 列出 {name}，但它没有改动上级规则",
                    f"{name} is listed as a deviation but changes nothing of the parent",
                )
            )
    return found


def _locked(deviations: Mapping[str, tuple[FilePlace, bool]], known: Mapping[str, Tree]) -> list[Finding]:
    found = []
    for name, (place, _) in deviations.items():
        tree = known.get(name)
        locked = tree.items.get("locked") if isinstance(tree, Branch) else None
        if isinstance(locked, Scalar) and locked.text == "true":
            found.append(
                _error(
                    "pack.locked", place, f"{name} 由上级规则锁定，不能改", f"{name} is locked by the parent"
                )
            )
    return found


def _rebuild(
    merged: Mapping[str, Tree], base: Mapping[str, Tree], pack: Mapping[str, Tree]
) -> dict[str, Tree]:
    nested: dict[str, dict[str, Tree]] = {}
    processes: dict[str, dict[str, Tree | dict[str, Tree]]] = {}
    for name, tree in merged.items():
        section, key, *rest = name.split(".")
        if section != "processes":
            nested.setdefault(section, {})[".".join((key, *rest))] = tree
            continue
        process = processes.setdefault(key, {})
        if len(rest) == 2:
            group = process.setdefault(rest[0], {})
            if isinstance(group, dict):
                group[rest[1]] = tree
        else:
            process[rest[0]] = tree
    top = FilePlace("")
    result: dict[str, Tree] = {
        section: Branch(parts, _place(section, base, pack), _keys(section, base, pack))
        for section, parts in nested.items()
    }
    places = {**_keys("processes", base, pack)}
    result["processes"] = Branch(
        {id: _branch(p, places.get(id, top)) for id, p in processes.items()}, top, places
    )
    for section in LISTS:
        lists = [s[section] for s in (base, pack) if isinstance(s.get(section), Listing)]
        result[section] = Listing(
            tuple(i for part in lists if isinstance(part, Listing) for i in part.items), top
        )
    return result


def _branch(parts: Mapping[str, Tree | dict[str, Tree]], place: FilePlace) -> Branch:
    return Branch({k: Branch(v, place) if isinstance(v, dict) else v for k, v in parts.items()}, place)


def _place(section: str, base: Mapping[str, Tree], pack: Mapping[str, Tree]) -> FilePlace:
    found = pack.get(section) or base.get(section)
    return found.place if found is not None else FilePlace("")


def _keys(section: str, base: Mapping[str, Tree], pack: Mapping[str, Tree]) -> dict[str, FilePlace]:
    found: dict[str, FilePlace] = {}
    for sections in (base, pack):
        branch = sections.get(section)
        if isinstance(branch, Branch):
            found |= branch.keys
    return found


def _error(code: str, place: FilePlace, zh: str, en: str, remedy: Text = Text("")) -> Finding:
    return Finding(code, Level.ERROR, Text(zh, en), place, remedy)
