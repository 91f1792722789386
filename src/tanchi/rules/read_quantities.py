"""Reading of what a company is asked: quantities, columns, ask lines, tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from tanchi.findings import Text
from tanchi.rules.expression import Formula, Ref
from tanchi.rules.fields import NUMBER, Fields
from tanchi.rules.model import Quantity, RowRange, Table
from tanchi.rules.read_values import expression, formula, spread, symbol
from tanchi.rules.tree import Branch, Listing, Scalar
from tanchi.units import UNITLESS, Unit

_TYPES = ("number", "pick", "bool", "date", "text")
_KINDS = ("total", "level", "constant")


def quantity(id: str, fields: Fields, default_kind: str = "level") -> Quantity:
    """Read a quantity or column and finish its fields."""
    found = _quantity(id, fields, default_kind, "unit")
    fields.done()
    return found


def asked(id: str, fields: Fields) -> Quantity | None:
    """Read the asking half of a line (``ask: t`` and its companions); the caller finishes the fields."""
    return _quantity(id, fields, "total", "ask") if "ask" in fields else None


def ask_field(id: str, fields: Fields, key: str) -> Quantity | None:
    """Read a field such as ``sold: {ask: t}`` that is itself an ask."""
    if key not in fields:
        fields.used.add(key)
        return None
    inner = fields.inner(key)
    found = _quantity(id, inner, "total", "ask")
    inner.done()
    return found


def _quantity(id: str, fields: Fields, default_kind: str, unit_key: str) -> Quantity:
    kind = _type(fields)
    pick_labels = _labels("pick", fields)
    pick, pick_of = _pick(fields)
    unit = _unit(fields, unit_key, kind)
    low, high = _range(fields)
    return Quantity(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        symbol=symbol(fields),
        note=fields.bilingual("note"),
        unit=unit,
        kind=cast(Any, fields.oneof("kind", _KINDS, default_kind) if unit_key == "unit" else default_kind),
        weight=Ref(fields.text("weight")) if "weight" in fields else None,
        required=_required(fields),
        default=expression(fields, "default"),
        low=low,
        high=high,
        per=Ref(fields.text("per")) if "per" in fields else None,
        resolution=cast(Any, fields.oneof("resolution", ("year", "month", "hour"), "year")),
        measure=fields.bilingual("measure"),
        evidence=fields.bilingual("evidence"),
        site_specific=fields.flag("site_specific", False),
        spread=spread(fields),
        type=cast(Any, kind),
        pick=tuple(pick_labels) or pick,
        pick_labels=pick_labels,
        pick_of=pick_of,
        per_site=fields.text("of") == "site",
    )


def _type(fields: Fields) -> str:
    return "pick" if "pick" in fields else fields.oneof("type", _TYPES, "number")


def _unit(fields: Fields, key: str, kind: str) -> Unit | None:
    if kind != "number":
        fields.used.add(key)
        return None
    return fields.unit(key) or UNITLESS


def _pick(fields: Fields) -> tuple[tuple[str, ...], Ref | None]:
    tree = fields.get("pick")
    if isinstance(tree, Branch):
        return (), None
    if isinstance(tree, Scalar):
        return (), Ref(tree.text)
    return (fields.words("pick"), None) if tree is not None else ((), None)


def _required(fields: Fields) -> bool | Formula:
    text = fields.text("required", "true")
    if text in ("true", "false"):
        return text == "true"
    found = formula(fields, "required")
    return found if found is not None else True


def _range(fields: Fields) -> tuple[float | None, float | None]:
    tree = fields.get("range")
    if tree is None:
        return None, None
    if isinstance(tree, Listing) and len(tree.items) == 2:
        texts = [i.text for i in tree.items if isinstance(i, Scalar)]
        if len(texts) == 2 and all(NUMBER.match(t) or t in ("~", "null", "") for t in texts):
            low, high = (float(t) if NUMBER.match(t) else None for t in texts)
            return low, high
    fields.log.error(
        "pack.range", fields.spot("range"), Text("范围应写作 [下限, 上限]", "a range is written [low, high]")
    )
    return None, None


def table(id: str, fields: Fields) -> Table:
    """Read a table and finish its fields."""
    columns = {key: quantity(key, inner, "total") for key, inner in fields.each("columns")}
    limits = fields.number("min_rows"), fields.number("max_rows")
    found = Table(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        note=fields.bilingual("note"),
        columns=columns,
        rows=_rows(fields),
        min_rows=int(limits[0] or 0),
        max_rows=int(limits[1] or 200),
        per_site=fields.text("of") == "site",
    )
    fields.done()
    return found


def _rows(fields: Fields) -> tuple[tuple[str, Text], ...] | RowRange | None:
    tree = fields.get("rows")
    if tree is None:
        return None
    if isinstance(tree, Listing):
        return tuple((word, Text(word)) for word in fields.words("rows"))
    inner = fields.inner("rows")
    if "from" in inner:
        last = expression(inner, "to")
        first = inner.number("from")
        inner.done()
        if last is None:
            return None
        return RowRange(int(first or 1), last)
    return tuple(_labels("rows", fields).items())


def _labels(name: str, fields: Fields) -> Mapping[str, Text]:
    """Read ``{id: {zh: …, en: …}}``; empty for anything else."""
    tree = fields.get(name)
    if not isinstance(tree, Branch):
        return {}
    inner = fields.inner(name)
    return {key: inner.bilingual(key) for key in tree.items}
