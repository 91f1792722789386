"""Two footprints side by side: may they be compared, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tanchi.findings import Text

_MUST = {
    "rule": ("规则", "rule"),
    "edition": ("规则版本", "rule edition"),
    "rule_hash": ("规则内容", "rule content"),
    "gwp_set": ("GWP 集", "GWP set"),
}
_TELL = {
    "engine": ("程序版本", "engine"),
    "samples": ("抽样次数", "samples"),
    "seed": ("随机种子", "seed"),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands between two footprints: how each was made; ``blocks`` forbids comparing them."""

    what: Text
    first: Text
    second: Text
    blocks: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison, kg CO2e per unit."""

    id: str
    label: Text
    first: float
    second: float

    @property
    def difference(self) -> float:
        """Return second − first."""
        return self.second - self.first


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two footprints: obstacles first, then totals, stages, processes."""

    obstacles: tuple[Obstacle, ...]
    units: tuple[str, str]
    total: Row
    stages: tuple[Row, ...]
    processes: tuple[Row, ...]

    @property
    def comparable(self) -> bool:
        """Return whether nothing forbids the comparison."""
        return not any(o.blocks for o in self.obstacles)


def compare(first: Mapping[str, Any], second: Mapping[str, Any]) -> Comparison:
    """Compare two footprints given as data (``result.json`` of bundles, or ``footprint_data``)."""
    return Comparison(
        tuple(_obstacles(first, second)),
        (str(first["unit"]), str(second["unit"])),
        Row("total", Text("合计", "total"), float(first["total"]), float(second["total"])),
        tuple(_rows(first["by_stage"], second["by_stage"])),
        tuple(_rows(first["by_process"], second["by_process"])),
    )


def _obstacles(first: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[Obstacle]:
    a, b = first["fingerprint"], second["fingerprint"]
    for key, words in _MUST.items():
        if a[key] != b[key]:
            yield Obstacle(Text(*words), _plain(a[key][:16]), _plain(b[key][:16]), True)
    if first["unit"] != second["unit"]:
        yield Obstacle(Text("声明单位", "declared unit"), _plain(first["unit"]), _plain(second["unit"]), True)
    ours, theirs = dict(a["choices"]), dict(b["choices"])
    for id in sorted(ours.keys() | theirs.keys()):
        if ours.get(id) != theirs.get(id):
            what = Text(f"选择 {id}", f"choice {id}")
            yield Obstacle(what, _plain(ours.get(id, "—")), _plain(theirs.get(id, "—")), True)
    for key, words in _TELL.items():
        if a[key] != b[key]:
            yield Obstacle(Text(*words), _plain(a[key]), _plain(b[key]), False)
    if a["factor_sets"] != b["factor_sets"]:
        yield Obstacle(Text("因子集", "factor sets"), _sets(a["factor_sets"]), _sets(b["factor_sets"]), False)
    if first["gaps"] or second["gaps"]:
        gaps = _gaps(first), _gaps(second)
        yield Obstacle(Text("缺少因子", "missing factors"), *gaps, gaps[0] != gaps[1])


def _plain(value: object) -> Text:
    return Text(str(value), str(value))


def _sets(pairs: Sequence[Sequence[str]]) -> Text:
    return _plain(", ".join(f"{id} {digest[:8]}" for id, digest in pairs))


def _gaps(found: Mapping[str, Any]) -> Text:
    labels = {g["flow"]: Text(g["label"]["zh"], g["label"]["en"]) for g in found["gaps"]}
    return Text(
        "、".join(labels[id].zh or id for id in sorted(labels)) or "—",
        ", ".join(labels[id].of("en") or id for id in sorted(labels)) or "—",
    )


def _rows(first: list[Mapping[str, Any]], second: list[Mapping[str, Any]]) -> Iterator[Row]:
    a, b = {p["id"]: p for p in first}, {p["id"]: p for p in second}
    rows = []
    for id in dict.fromkeys((*a, *b)):
        label = (a.get(id) or b[id])["label"]
        rows.append(
            Row(
                id,
                Text(label["zh"], label["en"]),
                a[id]["value"] if id in a else 0.0,
                b[id]["value"] if id in b else 0.0,
            )
        )
    yield from sorted(rows, key=lambda r: -abs(r.difference))
