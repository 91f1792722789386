"""Writing a flow set in the rule-pack format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.flows.sets import Head


@dataclass(frozen=True)
class Prop:
    """A property as printed: digits, unit, and a note where the value is doubtful.

    ``head`` is where the number stands, when not where those of the set do.
    """

    id: str
    value: str
    unit: str
    note: str = ""
    head: Head | None = None


@dataclass(frozen=True)
class Flow:
    """A flow to be written. ``factor`` is the canonical name of its background; empty for a gap only."""

    id: str
    label: tuple[str, str]
    unit: str
    tags: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    factor: str = ""
    gap: tuple[str, str] = ("", "")
    place: tuple[str, ...] = field(default=("site", "CN", "GLO"))


def quoted(text: str) -> str:
    """Return a YAML scalar: plain where that is safe, else in double quotes."""
    if text and not any(c in text for c in ':#{}[],&*!|>"%@`') and text[0] not in "-?' ":
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def bilingual(pair: tuple[str, str]) -> str:
    """Return {zh, en} in flow style."""
    return f"{{zh: {quoted(pair[0])}, en: {quoted(pair[1])}}}"


def source(head: Head, note: str = "") -> str:
    """Return the source of a number in flow style."""
    parts = {"ref": head.ref, "at": head.at, "year": head.year, "read": head.read, "note": note}
    return "{" + ", ".join(f"{key}: {quoted(text)}" for key, text in parts.items() if text) + "}"


def flow_lines(flow: Flow, head: Head) -> Iterable[str]:
    """Yield the lines of one flow."""
    yield f"  {flow.id}:"
    yield f"    zh: {quoted(flow.label[0])}"
    yield f"    en: {quoted(flow.label[1])}"
    yield f"    unit: {quoted(flow.unit)}"
    if flow.tags:
        yield f"    tags: [{', '.join(flow.tags)}]"
    if flow.props:
        yield "    props:"
        for prop in flow.props:
            where = source(prop.head or head, prop.note)
            yield f"      {prop.id}: {{value: {prop.value}, unit: {quoted(prop.unit)}, source: {where}}}"
    if flow.factor or any(flow.gap):
        yield "    supply:"
        if flow.factor:
            yield f"      - {{factor: {{name: {flow.factor}, place: [{', '.join(flow.place)}]}}}}"
        yield f"      - {{gap: {bilingual(flow.gap)}}}"


def write(library: Path, head: Head, flows: Iterable[Flow]) -> int:
    """Write ``<set>/<edition>.yaml`` and return the number of flows."""
    path = library / head.set / f"{head.edition}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = list(flows)
    lines = [f"set: {head.set}", f'edition: "{head.edition}"', f"title: {bilingual(head.title)}"]
    if any(head.note):
        lines.append(f"note: {bilingual(head.note)}")
    lines.append("flows:")
    for flow in listed:
        lines += flow_lines(flow, head)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(listed)


def labels(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Return flow → (zh, en) of a table with those columns."""
    return {row["flow"]: (row["zh"], row["en"]) for row in rows}
