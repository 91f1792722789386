"""Loading of rules: folders → merged, typed, hashed.

Rules are looked for where :mod:`tanchi.rules.shelf` says; a path to a folder loads that folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text, errors
from tanchi.rules import read_pack
from tanchi.rules.blocks import fragment
from tanchi.rules.fields import Log
from tanchi.rules.labels import label_asks, label_flow
from tanchi.rules.merge import gather, overlay
from tanchi.rules.model import ClauseLink, Rule
from tanchi.rules.read_cases import cases
from tanchi.rules.shelf import RuleEntry, default_roots, entries, entry
from tanchi.rules.tree import Branch, Listing, Scalar, Tree, plain, read_tree

MAX_PARENTS = 3
SUFFIXES = (".yaml", ".csv")


@dataclass(frozen=True, slots=True)
class RuleLibrary:
    """Folders with ``rules/``, ``blocks/`` and ``flows/``; the first that has a thing wins."""

    roots: tuple[Path, ...]

    def entries(self) -> tuple[RuleEntry, ...]:
        """Return the rules of all folders, by id and edition; only pack.yaml is read."""
        return entries(self.roots)

    def folder(self, reference: str | Path) -> Path:
        """Return the folder of a rule. Raises TanchiError naming what there is."""
        path = Path(reference)
        if (path / "pack.yaml").is_file():
            return path
        id, _, edition = str(reference).partition("@")
        for root in self.roots:
            folders = sorted(p.parent for p in (root / "rules" / id).glob("*/pack.yaml")) if id else []
            chosen = [f for f in folders if f.name == edition] if edition else _latest(folders)
            if chosen:
                return chosen[-1]
        raise _unknown(str(reference), self.entries())

    def read(self, reference: str | Path) -> tuple[Rule, tuple[Finding, ...]]:
        """Return a rule with its findings; TanchiError only where no rule can be built at all."""
        folder = self.folder(reference)
        return _read(self, folder, _stamp(folder))

    def load(self, reference: str | Path, *, parents: bool = False) -> Rule:
        """Return a rule that runs, or, ``parents``, one others build on. Raises TanchiError with every finding."""
        rule, findings = self.read(reference)
        if errors(findings):
            raise TanchiError(findings)
        if rule.is_parent and not parents:
            raise TanchiError(_parent(rule))
        return rule

    def part(self, kind: str, reference: str) -> Path:
        """Return the file of a block or flow set ``id@edition``. Raises TanchiError."""
        id, _, edition = reference.partition("@")
        for root in self.roots:
            path = root / kind / id / f"{edition}.yaml"
            if path.is_file():
                return path
        message = Text(f"找不到 {kind}/{reference}", f"{kind}/{reference} was not found")
        raise TanchiError(Finding("pack.uses", Level.ERROR, message, FilePlace(f"{kind}/{id}")))

    def sources(self, reference: str | Path) -> Iterator[tuple[str, Path]]:
        """Yield (path in a library, file) of everything a rule is made of: pack, parents, blocks, flow sets."""
        folder = self.folder(reference)
        sections = gather(folder, folder.name).sections
        home = f"rules/{_text(sections, 'id')}/{_text(sections, 'edition')}"
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES:
                yield f"{home}/{path.relative_to(folder).as_posix()}", path
        uses = {use for use in _words(sections, "uses") if use.startswith("flows/")}
        for use in sorted(uses | {f"blocks/{block}" for block in self.read(folder)[0].blocks}):
            kind, _, rest = use.partition("/")
            yield f"{kind}/{rest.replace('@', '/')}.yaml", self.part(kind, rest)
        if _text(sections, "parent"):
            yield from self.sources(_text(sections, "parent"))


def read_rule(reference: str | Path) -> tuple[Rule, tuple[Finding, ...]]:
    """Return a rule with its findings; see :meth:`RuleLibrary.read`."""
    return RuleLibrary(default_roots()).read(reference)


def load_rule(reference: str | Path, *, parents: bool = False) -> Rule:
    """Load ``cement``, ``cement@2025-1`` or a folder.

    Without an edition the latest one that is not superseded is taken. A rule others build on, without unit and
    processes, is refused unless ``parents``. Raises TanchiError with every finding.
    """
    return RuleLibrary(default_roots()).load(reference, parents=parents)


def _parent(rule: Rule) -> Finding:
    return Finding(
        "rule.parent",
        Level.ERROR,
        Text(
            f"{rule.id}@{rule.edition} 是上级规则，没有单位和过程，不能单独使用",
            f"{rule.id}@{rule.edition} is a parent of rules; without unit and processes it can't be used by itself",
        ),
        rule.unit.place,
        Text(
            f"用以它为上级的规则；起草一项写 parent: {rule.id}@{rule.edition}",
            f"use a rule built on it; to draft one write parent: {rule.id}@{rule.edition}",
        ),
    )


def _text(items: Mapping[str, Tree], key: str) -> str:
    part = items.get(key)
    return part.text if isinstance(part, Scalar) else ""


def _words(items: Mapping[str, Tree], key: str) -> tuple[str, ...]:
    part = items.get(key)
    return tuple(i.text for i in part.items if isinstance(i, Scalar)) if isinstance(part, Listing) else ()


def _latest(folders: list[Path]) -> list[Path]:
    current = [f for f in folders if entry(f / "pack.yaml").status not in ("superseded", "expired")]
    return current or folders


def _unknown(reference: str, entries: tuple[RuleEntry, ...]) -> TanchiError:
    known = "、".join(dict.fromkeys(e.id for e in entries))
    return TanchiError(
        Finding(
            "rule.unknown", Level.ERROR, Text(f"没有规则“{reference}”", f"there is no rule '{reference}'"), None,
            Text(f"现有规则：{known}；自己的规则用文件夹路径", f"rules: {known}; give a folder for a rule of your own"),
        )
    )  # fmt: skip


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES:
            state = path.stat()
            found.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(found)


def _shown(folder: Path) -> str:
    """Return a folder as places name it: its last two parts, of a folder given by one word that word."""
    return Path(*(folder.parts[-2:] or (folder.resolve().name,))).as_posix()


@lru_cache(maxsize=64)
def _read(home: RuleLibrary, folder: Path, stamp: object) -> tuple[Rule, tuple[Finding, ...]]:
    name = _shown(folder)
    log = Log()
    blocks: dict[str, Branch] = {}
    sections = _merged(home, folder, log, 0)

    def read_block(reference: str) -> Branch:
        if reference not in blocks:
            blocks[reference] = _branch(home, "blocks", reference)
        return blocks[reference]

    fields = read_pack.fields_of(sections, name, log)
    head = read_pack.identity(fields)
    parts = fragment(Branch(dict(sections), read_pack.root_place(name)), log, read_block)
    rule = Rule(
        **head,
        product=read_pack.product(fields),
        unit=read_pack.declared_unit(fields),
        boundary=read_pack.boundary(fields),
        gwp=read_pack.gwp(fields),
        hash=_hash(sections, blocks),
        blocks=tuple(sorted(blocks)),
        choices=parts.choices,
        flows={id: label_flow(flow) for id, flow in parts.flows.items()},
        parameters=parts.parameters,
        quantities=parts.quantities,
        tables=parts.tables,
        values=parts.values,
        processes={id: label_asks(replace(p, id=id), parts.flows) for id, p in parts.processes.items()},
        checks=parts.checks,
        quality=read_pack.quality(fields),
        headings=read_pack.headings(fields),
        text=read_pack.text_clauses(sections.get("text"), log),
        clauses=tuple(_clauses(home, folder)),
        deviations=read_pack.deviations(fields),
        cases=tuple(cases(folder, name, log)),
    )
    return rule, tuple(log.findings)


def _clauses(home: RuleLibrary, folder: Path) -> Iterator[ClauseLink]:
    """Yield the links to checklist rows of a pack, after those of its parents."""
    head = read_tree(folder / "pack.yaml")
    parent = _text(head.items, "parent") if isinstance(head, Branch) else ""
    if parent:
        yield from _clauses(home, home.folder(parent))
    yield from read_pack.clause_links(folder)


def _merged(home: RuleLibrary, folder: Path, log: Log, depth: int) -> dict[str, Tree]:
    pack = gather(folder, f"{folder.parent.name}/{folder.name}")
    log.findings += pack.findings
    base: dict[str, Tree] = {}
    for reference in _words(pack.sections, "uses"):
        kind, _, rest = reference.partition("/")
        if kind == "flows":
            more = _branch(home, kind, rest)
            _require_new(base, more, log)
            base = _plus(base, more)
    parent = pack.sections.get("parent")
    if isinstance(parent, Scalar) and parent.text:
        if depth >= MAX_PARENTS:
            raise TanchiError(
                Finding(
                    "pack.parents",
                    Level.ERROR,
                    Text("上级规则超过三层", "more than three parents"),
                    parent.place,
                )
            )
        base = _plus(_merged(home, home.folder(parent.text), log, depth + 1), Branch(base, parent.place))
    merged, findings = overlay(base, pack.sections)
    log.findings += findings
    heads = {k: v for k, v in pack.sections.items() if k not in merged}
    return {**heads, **merged}


def _require_new(base: Mapping[str, Tree], more: Branch, log: Log) -> None:
    """Refuse a flow that two of the pack's flow sets declare: nobody could tell which one holds."""
    old, new = base.get("flows"), more.items.get("flows")
    if isinstance(old, Branch) and isinstance(new, Branch):
        for id in sorted(old.items.keys() & new.items.keys()):
            message = Text(
                f"流“{id}”在两个流集里：{old.keys[id].file}、{new.keys[id].file}",
                f"flow '{id}' stands in two flow sets: {old.keys[id].file}, {new.keys[id].file}",
            )
            log.error(
                "pack.twice", new.keys[id], message, Text("只用其中一个流集", "use one of the two sets")
            )


def _plus(base: Mapping[str, Tree], more: Branch) -> dict[str, Tree]:
    """Return ``base`` with sections of ``more`` under it (base wins)."""
    result = dict(base)
    for key, part in more.items.items():
        old = result.get(key)
        if isinstance(old, Branch) and isinstance(part, Branch):
            result[key] = Branch({**part.items, **old.items}, old.place, {**part.keys, **old.keys})
        elif old is None:
            result[key] = part
    return result


def _branch(home: RuleLibrary, kind: str, reference: str) -> Branch:
    path = home.part(kind, reference)
    tree = read_tree(path, f"{kind}/{reference.replace('@', '/')}.yaml")
    return tree if isinstance(tree, Branch) else Branch({}, FilePlace(str(path)))


def _hash(sections: Mapping[str, Tree], blocks: Mapping[str, Branch]) -> str:
    data = {key: plain(part) for key, part in sections.items()}
    data["blocks"] = {key: plain(part) for key, part in blocks.items()}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
