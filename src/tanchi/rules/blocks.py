"""Blocks: fragments of a pack, used under a name of their own with every need bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from tanchi.findings import FilePlace, Text
from tanchi.formula import Node
from tanchi.formula.nodes import Name
from tanchi.rules.expression import Formula
from tanchi.rules.fields import Fields, Log, at
from tanchi.rules.model import (
    Check,
    Choice,
    Flow,
    Item,
    Line,
    Make,
    Parameter,
    Process,
    Quantity,
    Table,
    Value,
)
from tanchi.rules.read_flows import choice, flow, parameter, value
from tanchi.rules.read_lines import check, process
from tanchi.rules.read_quantities import quantity, table
from tanchi.rules.read_values import parse_formula
from tanchi.rules.rewrite import Renaming, rename
from tanchi.rules.tree import Branch, Scalar, Tree

_LINES = ("makes", "inputs", "emissions", "uptakes", "wastes")
_INNER = ("quantities", "tables", "values", *_LINES, "checks")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The typed content of a pack or a block. ``inside`` holds what a block adds to the process that uses it."""

    choices: Mapping[str, Choice] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    inside: Process | None = None


BlockReader = Callable[[str], Branch]


def fragment(tree: Branch, log: Log, read_block: BlockReader, block: bool = False) -> Fragment:
    """Read the sections of a pack or block, with the blocks it uses put in.

    ``read_block`` returns the tree of ``id@edition`` and raises TanchiError where there is none.
    """
    fields = Fields(tree, "", log)
    found = Fragment(
        choices={k: choice(k, f) for k, f in _maps(fields, "choices")},
        flows={k: flow(k, f) for k, f in _maps(fields, "flows")},
        parameters={k: parameter(k, f) for k, f in _maps(fields, "parameters")},
        quantities={} if block else {k: quantity(k, f, "constant") for k, f in _maps(fields, "quantities")},
        tables={} if block else {k: table(k, f) for k, f in _maps(fields, "tables")},
        values={} if block else {k: value(k, f) for k, f in _maps(fields, "values")},
        processes={k: process(k, f) for k, f in _maps(fields, "processes")},
        checks={} if block else {k: check(k, f) for k, f in _maps(fields, "checks")},
        inside=_inside(tree, log) if block else None,
    )
    return _with_blocks(found, tree, log, read_block)


def _maps(fields: Fields, key: str) -> list[tuple[str, Fields]]:
    return list(fields.each(key)) if key in fields else []


def _inside(tree: Branch, log: Log) -> Process:
    parts = {key: part for key, part in tree.items.items() if key in _INNER}
    return process("", Fields(Branch(parts, tree.place, tree.keys), "", log))


def _with_blocks(found: Fragment, tree: Branch, log: Log, read_block: BlockReader) -> Fragment:
    for alias, use in _uses(tree):
        found = _add(found, _used(alias, use, log, read_block), None, log, use.place)
    processes = tree.items.get("processes")
    for id, part in processes.items.items() if isinstance(processes, Branch) else ():
        for alias, use in _uses(part):
            found = _add(found, _used(alias, use, log, read_block), id, log, use.place)
    return found


def _uses(tree: Tree) -> list[tuple[str, Branch]]:
    use = tree.items.get("use") if isinstance(tree, Branch) else None
    return [(k, t) for k, t in use.items.items() if isinstance(t, Branch)] if isinstance(use, Branch) else []


def _used(alias: str, use: Branch, log: Log, read_block: BlockReader) -> Fragment:
    fields = Fields(use, f"use.{alias}", log)
    tree = read_block(fields.text("block"))
    inner = fragment(tree, log, read_block, block=True)
    bound = _bindings(fields, tree, log)
    stage, group, label = fields.text("stage"), fields.text("group"), fields.label()
    fields.done()
    own = _own_names(inner)

    def refs(name: str) -> str:
        target = bound.get(name)
        if isinstance(target, Formula) and isinstance(target.node, Name):
            return ".".join(target.node.parts)
        return f"{alias}.{name}" if name in own else name

    def names(node: Name) -> Node:
        target = bound.get(node.parts[0])
        if target is not None:
            return target.node
        return replace(node, parts=(alias, *node.parts)) if node.parts[0] in own else node

    listed = _options(inner)
    how = Renaming(refs, names, lambda name: listed.get(name.parts[-1], frozenset()))
    return _prefixed(rename(_grouped(_staged(inner, stage), group), how), alias, label)


def _grouped(part: Fragment, group: str) -> Fragment:
    """Put the lines a block adds to a process into an allocation group of that process."""
    inside = part.inside
    if not group or inside is None:
        return part
    lines = {
        name: {k: replace(line, group=group) for k, line in getattr(inside, name).items()} for name in _LINES
    }
    return replace(part, inside=replace(inside, **cast(Any, lines)))


def _staged(part: Fragment, stage: str) -> Fragment:
    """Put processes, and inputs that name a stage, into the stage the block's user names: stages are the pack's own."""
    if not stage:
        return part
    inside = part.inside
    if inside is not None:
        inside = replace(
            inside, inputs={k: replace(i, stage=stage if i.stage else "") for k, i in inside.inputs.items()}
        )
    processes = {k: replace(p, stage=stage) for k, p in part.processes.items()}
    return replace(part, processes=processes, inside=inside)


def _bindings(fields: Fields, tree: Branch, log: Log) -> dict[str, Formula]:
    needs = tree.items.get("needs")
    wanted = set(needs.items) if isinstance(needs, Branch) else set()
    given = fields.inner("with")
    bound: dict[str, Formula] = {}
    for key, part in given.tree.items.items():
        if key not in wanted:
            log.error(
                "block.extra", given.place, Text(f"构件不需要“{key}”", f"the block does not need '{key}'")
            )
        elif isinstance(part, Scalar):
            formula = parse_formula(part, given, f"{given.path}.{key}")
            if formula is not None:
                bound[key] = formula
    for key in sorted(wanted - set(given.tree.items)):
        log.error(
            "block.unbound",
            fields.place,
            Text(f"构件需要的“{key}”没有给出", f"the block's need '{key}' is not bound"),
        )
    return bound


def _own_names(part: Fragment) -> frozenset[str]:
    inside = part.inside
    names = {*part.parameters, *part.flows, *part.processes}
    if inside is not None:
        names |= {*inside.quantities, *inside.tables, *inside.values, *inside.lines()}
    return frozenset(names)


def _options(part: Fragment) -> dict[str, frozenset[str]]:
    """Return the words that are options beside a choice, a keyed parameter or a pick of a block."""
    found = {id: frozenset(choice.ids) for id, choice in part.choices.items()}
    found |= {id: frozenset(parameter.values) for id, parameter in part.parameters.items()}
    inside = part.inside
    picks = [*inside.quantities.values()] if inside is not None else []
    picks += [
        c for table in (inside.tables if inside is not None else {}).values() for c in table.columns.values()
    ]
    for pick in picks:
        found[pick.id] = frozenset(pick.pick) | found.get(str(pick.pick_of), frozenset())
    return found


def _prefixed(part: Fragment, alias: str, label: Text) -> Fragment:
    def rekey(items: Mapping[str, Any]) -> dict[str, Any]:
        return {f"{alias}.{key}": _under(item, f"{alias}.{key}", label) for key, item in items.items()}

    inside = part.inside
    if inside is not None:
        groups: dict[str, Any] = {key: rekey(getattr(inside, key)) for key in _INNER}
        inside = replace(inside, **groups)
    return replace(
        part,
        flows=rekey(part.flows),
        parameters=rekey(part.parameters),
        processes=rekey(part.processes),
        inside=inside,
    )


def _under(item: Item, id: str, label: Text) -> Item:
    """Return an item of a block under its name in the pack, its label after that of the use; what a line asks likewise."""
    if isinstance(item, Line) and item.ask is not None:
        item = replace(item, ask=replace(item.ask, id=id, label=_joined(label, item.ask.label)))
    if isinstance(item, Make) and item.sold is not None:
        item = replace(item, sold=replace(item.sold, id=f"{id}_sold"))
    return replace(item, id=id, label=_joined(label, item.label))


def _joined(use: Text, own: Text) -> Text:
    if not use or not own:
        return own
    return Text(f"{use.zh}：{own.zh}", f"{use.of('en')}: {own.of('en')}")


def _add(found: Fragment, part: Fragment, process_id: str | None, log: Log, place: FilePlace) -> Fragment:
    processes = {**found.processes, **part.processes}
    inside = part.inside
    extra: dict[str, Any] = {}
    if inside is not None and process_id is not None:
        host = processes[process_id]
        joined: dict[str, Any] = {key: {**getattr(host, key), **getattr(inside, key)} for key in _INNER}
        processes[process_id] = replace(host, **joined)
    elif inside is not None:
        extra = {
            key: {**getattr(found, key), **getattr(inside, key)}
            for key in ("quantities", "tables", "values", "checks")
        }
        if inside.lines():
            log.error(
                "block.lines",
                at(place, ""),
                Text("有行的构件要在一个过程里用", "a block with lines is used inside a process"),
            )
    for key in found.choices.keys() & part.choices.keys():
        if found.choices[key].ids != part.choices[key].ids:
            log.error(
                "block.choice",
                place,
                Text(f"选择“{key}”与构件中的选项不同", f"the choice '{key}' has other options in the block"),
            )
    return replace(
        found,
        choices={**part.choices, **found.choices},
        flows={**part.flows, **found.flows},
        parameters={**part.parameters, **found.parameters},
        processes=processes,
        **extra,
    )
