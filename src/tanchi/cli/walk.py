"""Finding a number of a footprint by its id or name, and the nodes below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.study.result import Footprint, NodeKind, ProvenanceNode

_NEAR = 8
_TOGETHER = 6
"""So many numbers of one name are explained one after the other."""


def find(footprint: Footprint, wanted: str) -> tuple[ProvenanceNode, ...]:
    """Return the nodes meant by ``wanted``, the outermost only; empty is the total.

    An id, a label in either language, ``process.line`` by ids or labels, or a part of one of these. Raises
    TanchiError with near matches where nothing fits, with the candidates where many do.
    """
    if not wanted or wanted in footprint.nodes:
        return (footprint.nodes[wanted or footprint.root],)
    names = _names(footprint)
    matching = _matching(names, wanted)
    found = _outermost(footprint.nodes, [id for id in matching if id != footprint.root] or matching)
    if not found:
        raise TanchiError(_unknown(wanted, names))
    if len(found) > _TOGETHER:
        raise TanchiError(_several(wanted, found))
    return found


def below(nodes: Mapping[str, ProvenanceNode], root: str) -> Iterator[ProvenanceNode]:
    """Yield a node and all it was made from, each once, in the order of the walk."""
    seen: set[str] = set()
    waiting = [root]
    while waiting:
        id = waiting.pop()
        if id in seen or id not in nodes:
            continue
        seen.add(id)
        yield nodes[id]
        waiting.extend(reversed(nodes[id].inputs))


def _outermost(nodes: Mapping[str, ProvenanceNode], ids: Iterable[str]) -> tuple[ProvenanceNode, ...]:
    """Return the nodes that no other of them was made from."""
    wanted = list(ids)
    inner = {n.id for id in wanted for n in below(nodes, id) if n.id != id}
    return tuple(nodes[id] for id in wanted if id not in inner)


def _matching(names: Mapping[str, list[str]], wanted: str) -> list[str]:
    """Return the ids a name means: as a whole, else as parts of one, in order."""
    folded = _folded(wanted)
    exact = names.get(folded, [])
    if exact:
        return exact
    parts = [part for part in folded.split(".") if part]
    hits = (id for name, ids in names.items() if _in_order(name, parts) for id in ids)
    return list(dict.fromkeys(hits))


def _in_order(name: str, parts: Iterable[str]) -> bool:
    start = 0
    for part in parts:
        start = name.find(part, start)
        if start < 0:
            return False
        start += len(part)
    return True


def _names(footprint: Footprint) -> dict[str, list[str]]:
    """Return every name a node can be called by, folded, with the ids it means.

    What another product carries of a burden is called by its id only: by name the total's own is meant.
    """
    names: defaultdict[str, list[str]] = defaultdict(list)
    for item in footprint.contributions:
        for process in (item.process, item.process_label.zh, item.process_label.en):
            for line in (item.line, item.label.zh, item.label.en):
                _add(names, f"{process}.{line}", item.node)
    for node in footprint.nodes.values():
        inner = node.kind is NodeKind.CONTRIBUTION and node.id.startswith("product:")
        labels = () if inner else (node.id.partition(":")[2], node.label.zh, node.label.en)
        for name in (node.id, *labels):
            _add(names, name, node.id)
    return names


def _add(names: defaultdict[str, list[str]], name: str, id: str) -> None:
    key = _folded(name)
    if key.strip(".") and id and id not in names[key]:
        names[key].append(id)


def _folded(name: str) -> str:
    return "".join(name.casefold().split()).replace("/", ".").replace("·", ".").replace("。", ".")


def _unknown(wanted: str, names: Mapping[str, list[str]]) -> Finding:
    near = get_close_matches(_folded(wanted), names, n=_NEAR, cutoff=0.5)
    remedy = Text(f"相近的：{'、'.join(near)}", f"near: {', '.join(near)}")
    listing = Text(
        "不写名称的 tanchi explain 列出最大的几项；全部编号在它的 --json 中",
        "tanchi explain without a name lists the largest parts; every id is in its --json",
    )
    message = Text(f"结果里没有“{wanted}”", f"the result has no '{wanted}'")
    return Finding("explain.unknown", Level.ERROR, message, None, remedy if near else listing)


def _several(wanted: str, nodes: tuple[ProvenanceNode, ...]) -> Finding:
    listed = [f"{node.id}（{node.label}）" for node in nodes[:_NEAR]]
    more = "…" if len(nodes) > _NEAR else ""
    message = Text(f"“{wanted}”可以指 {len(nodes)} 个数", f"'{wanted}' can mean {len(nodes)} numbers")
    remedy = Text(
        f"写编号：{'、'.join(listed)}{more}", f"give the id: {', '.join(n.id for n in nodes[:_NEAR])}{more}"
    )
    return Finding("explain.several", Level.ERROR, message, None, remedy)
