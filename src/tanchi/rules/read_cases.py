"""Reading of worked examples: ``cases/*.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tanchi.findings import Text
from tanchi.rules.fields import Fields, Log
from tanchi.rules.model import Case, CaseFactor, Expectation
from tanchi.rules.read_values import source
from tanchi.rules.tree import Branch, plain, read_tree
from tanchi.sources import Source
from tanchi.units import UNITLESS


def cases(folder: Path, name: str, log: Log) -> Iterator[Case]:
    """Yield the cases of a pack's folder. A case names its inventory inline or as a file beside it."""
    for path in sorted((folder / "cases").glob("*.yaml")):
        tree = read_tree(path, f"{name}/cases/{path.name}")
        if isinstance(tree, Branch) and "case" in tree.items:
            yield _case(path, Fields(tree, path.stem, log))


def _case(path: Path, fields: Fields) -> Case:
    choices = fields.inner("choices")
    found = Case(
        id=path.stem,
        title=fields.bilingual("case"),
        grade=fields.oneof("grade", ("A", "B", "C"), "C"),
        source=source(fields) or Source(""),
        place=fields.place,
        inventory=_inventory(path, fields),
        expect=tuple(_expectation(row) for row in fields.rows("expect")),
        choices={key: choices.text(key) for key in choices.tree.items},
        factors=tuple(_factor(key, inner) for key, inner in fields.each("factors"))
        if "factors" in fields
        else (),
        note=fields.bilingual("note"),
    )
    fields.need("source")
    fields.need("expect")
    fields.done()
    return found


def _inventory(path: Path, fields: Fields) -> dict[str, object]:
    tree = fields.need("inventory")
    if not isinstance(tree, Branch):
        fields.log.error(
            "case.inventory",
            fields.place,
            Text("inventory 应是内嵌清单或 {file: …}", "inventory is inline or {file: …}"),
        )
        return {}
    if "file" in tree.items:
        tree = read_tree(path.parent / fields.inner("inventory").text("file"))
    found = plain(tree)
    return found if isinstance(found, dict) else {}


def _expectation(row: Fields) -> Expectation:
    tolerance = row.inner("tolerance")
    low, high = _bounds(tolerance)
    digits = tolerance.number("digits")
    found = Expectation(
        place=row.place,
        at=row.text("at"),
        value=row.number("value"),
        unit=row.unit("unit", needed=False),
        relative=tolerance.number("relative"),
        absolute=tolerance.number("absolute"),
        digits=None if digits is None else int(digits),
        low=low,
        high=high,
        finding=row.text("finding"),
        gwp=row.text("gwp"),
        note=row.text("note"),
    )
    if not (found.at or found.finding):
        row.need("at")
    tolerance.done()
    row.done()
    return found


def _bounds(tolerance: Fields) -> tuple[float | None, float | None]:
    if "range" not in tolerance:
        tolerance.used.add("range")
        return None, None
    words = tolerance.words("range")
    return (float(words[0]), float(words[1])) if len(words) == 2 else (None, None)


def _factor(flow: str, fields: Fields) -> CaseFactor:
    unit = fields.unit("unit") or UNITLESS
    gases = {key: fields.number(key) or 0.0 for key in fields.tree.items if key != "unit"}
    fields.done()
    return CaseFactor(flow, unit, gases)
