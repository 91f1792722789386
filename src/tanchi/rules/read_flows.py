"""Reading of flows, parameters, choices and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from tanchi.findings import Text
from tanchi.rules.expression import Fixed, Ref
from tanchi.rules.fields import NUMBER, Fields
from tanchi.rules.model import (
    Choice,
    ChoiceOption,
    FactorSupply,
    Flow,
    FootprintSupply,
    FreeSupply,
    GapSupply,
    Parameter,
    Property,
    Supply,
    Tier,
    Value,
    Version,
)
from tanchi.rules.read_quantities import ask_field
from tanchi.rules.read_values import expression, formula, share, source, spread, symbol
from tanchi.rules.tree import Branch, Listing, Scalar
from tanchi.units import UNITLESS, Unit, parse_unit

PROPERTY_UNITS = {
    "mass": "t", "ncv": "GJ", "gcv": "GJ", "carbon": "tC", "ch4": "kg", "n2o": "kg", "price": "CNY",
    "iron": "t", "aluminium": "t", "calcium": "t",
}  # fmt: skip
"""Numerator of well-known properties; the denominator is the flow's unit."""
PLAIN_PROPERTIES = ("biogenic", "purity", "oxidation")


def flow(id: str, fields: Fields) -> Flow:
    """Read a flow and finish its fields."""
    unit = fields.unit("unit")
    found = Flow(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        symbol=symbol(fields),
        note=fields.bilingual("note"),
        unit=unit,
        props=_props(fields, unit or UNITLESS),
        tags=fields.words("tags"),
        by=Ref(fields.text("by")) if "by" in fields else None,
        bought=ask_field(f"{id}_bought", fields, "bought"),
        stock=ask_field(f"{id}_stock", fields, "stock"),
        supply=tuple(s for row in fields.rows("supply") if (s := _supply(row)) is not None),
    )
    fields.done()
    return found


def _props(fields: Fields, flow_unit: Unit) -> Mapping[str, Property]:
    found: dict[str, Property] = {}
    inner = fields.inner("props") if "props" in fields else None
    if inner is None:
        fields.used.add("props")
        return found
    for key, tree in inner.tree.items.items():
        item = _property(key, inner, tree, flow_unit)
        if item is not None:
            found[key] = item
    return found


def _property(key: str, fields: Fields, tree: object, flow_unit: Unit) -> Property | None:
    if isinstance(tree, Branch) and "value" in tree.items:
        inner = fields.inner(key)
        value = expression(inner, "value")
        unit = inner.unit("unit", needed=False) or _default_unit(key, flow_unit)
        found_source = source(inner)
        inner.done()
    else:
        value, found_source = expression(fields, key), None
        unit = _default_unit(key, flow_unit)
    if value is None:
        return None
    if isinstance(value, Fixed) and value.unit is not None:
        unit = value.unit
        value = Fixed(value.value)
    if unit is None:
        fields.log.error(
            "pack.property_unit",
            fields.spot(key),
            Text(f"属性“{key}”没有单位", f"the property '{key}' has no unit"),
            Text("写作 {value: …, unit: …}", "write {value: …, unit: …}"),
        )
        return None
    return Property(key, value, unit, found_source)


def _default_unit(key: str, flow_unit: Unit) -> Unit | None:
    if key in PLAIN_PROPERTIES:
        return UNITLESS
    if key in PROPERTY_UNITS:
        return parse_unit(PROPERTY_UNITS[key]) / flow_unit
    return None


def _supply(row: Fields) -> Supply | None:
    found: Supply | None = None
    if "factor" in row:
        inner = row.inner("factor")
        found = FactorSupply(inner.text("name"), inner.words("place"), inner.text("year"))
        inner.need("name")
        inner.done()
    elif "footprint" in row:
        found = _footprint(row.inner("footprint"))
    elif "gap" in row:
        found = GapSupply(row.bilingual("gap"))
    elif "free" in row:
        found = FreeSupply(row.bilingual("free"))
    else:
        row.log.error(
            "pack.supply",
            row.place,
            Text("供给应写 factor、footprint、free 或 gap", "a supply is factor, footprint, free or gap"),
        )
    row.done()
    return found


def _footprint(fields: Fields) -> FootprintSupply:
    here = fields.inner("here") if "here" in fields else None
    found = FootprintSupply(
        fields.text("rule"),
        fields.text("of"),
        fields.words("stages"),
        fields.text("profile"),
        share(fields, "min_primary"),
        {stage: here.text(stage) for stage in here.tree.items} if here is not None else {},
    )
    fields.need("rule")
    both = [stage for stage in found.stages if stage in found.here]
    if both or (found.here and not found.stages):
        fields.log.error(
            "pack.supply_stages",
            fields.spot("here"),
            Text(
                f"阶段 {'、'.join(both or found.here)} 既取自供应商，又由 here 在此计算",
                f"stage {', '.join(both or found.here)} is both taken from the supplier and modelled 'here'",
            ),
            Text(
                "stages 只列取用的阶段，其余写在 here", "list in 'stages' what is taken, in 'here' the rest"
            ),
        )
    fields.done()
    return found


def parameter(id: str, fields: Fields) -> Parameter:
    """Read a parameter and finish its fields."""
    unit = fields.unit("unit")
    values, labels = _keyed(fields)
    found = Parameter(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        symbol=symbol(fields),
        note=fields.bilingual("note"),
        unit=unit,
        value=fields.number("value"),
        values=values,
        key_labels=labels,
        versions=tuple(v for row in fields.rows("versions") if (v := _version(row)) is not None),
        curve=_curve(fields),
        curve_unit=fields.unit("curve_unit", needed=False),
        extrapolate=fields.flag("extrapolate", False),
        source=source(fields),
        spread=spread(fields),
        outside=cast(Any, fields.oneof("outside", ("warn", "refuse"), "warn")),
    )
    if found.value is None and not (found.values or found.versions or found.curve):
        fields.log.error("pack.parameter", fields.place, Text("参数没有数值", "the parameter has no value"))
    if found.source is None and not found.versions:
        fields.log.error(
            "pack.source", fields.place, Text("参数没有来源 source", "the parameter has no source")
        )
    fields.used.add("locked")
    fields.done()
    return found


def _keyed(fields: Fields) -> tuple[Mapping[str, float], Mapping[str, Text]]:
    if "values" not in fields:
        fields.used.add("values")
        return {}, {}
    inner = fields.inner("values")
    values: dict[str, float] = {}
    labels: dict[str, Text] = {}
    for key, tree in inner.tree.items.items():
        if isinstance(tree, Scalar) and NUMBER.match(tree.text):
            values[key] = float(tree.text)
        else:
            row = inner.inner(key)
            values[key] = row.number("value") or 0.0
            row.need("value")
            labels[key] = row.label()
            row.done()
    return values, labels


def _version(row: Fields) -> Version | None:
    value = row.number("value")
    found_source = source(row)
    start, end = row.text("from"), row.text("to")
    row.need("value")
    row.need("source")
    row.done()
    return (
        Version(value, start, end, found_source) if value is not None and found_source is not None else None
    )


def _curve(fields: Fields) -> tuple[tuple[float, float], ...]:
    tree = fields.get("curve")
    if tree is None:
        return ()
    points: list[tuple[float, float]] = []
    if isinstance(tree, Listing):
        for item in tree.items:
            if isinstance(item, Listing) and len(item.items) == 2:
                x, y = (i.text if isinstance(i, Scalar) else "" for i in item.items)
                if NUMBER.match(x) and NUMBER.match(y):
                    points.append((float(x), float(y)))
                    continue
            fields.log.error(
                "pack.curve",
                fields.spot("curve"),
                Text("曲线应写作 [[x, y], …]", "a curve is written [[x, y], …]"),
            )
    return tuple(points)


def choice(id: str, fields: Fields) -> Choice:
    """Read a choice and finish its fields."""
    options = _options(fields)
    found = Choice(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        note=fields.bilingual("note"),
        options=options,
        default=fields.text("default") or (options[0].id if options else ""),
        also_report=fields.words("also_report"),
        decide=formula(fields, "decide"),
        locked=fields.flag("locked", False),
    )
    for option in (found.default, *found.also_report):
        if option not in found.ids:
            fields.log.error(
                "pack.option",
                fields.place,
                Text(f"选择“{id}”没有选项“{option}”", f"choice '{id}' has no option '{option}'"),
            )
    fields.done()
    return found


def _options(fields: Fields) -> tuple[ChoiceOption, ...]:
    tree = fields.need("options")
    if isinstance(tree, Listing):
        return tuple(ChoiceOption(word, Text(word)) for word in fields.words("options"))
    found = []
    for key, inner in fields.each("options"):
        fixes = inner.inner("fixes") if "fixes" in inner else None
        fixed = {k: fixes.text(k) for k in fixes.tree.items} if fixes else {}
        found.append(ChoiceOption(key, inner.label() or Text(key), fixed))
        inner.done()
    return tuple(found)


def value(id: str, fields: Fields) -> Value:
    """Read a value and finish its fields."""
    found = Value(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        symbol=symbol(fields),
        note=fields.bilingual("note"),
        unit=fields.unit("unit"),
        amount=expression(fields, "amount"),
        tiers=tuple(_tier(row) for row in fields.rows("tiers")),
        choose=Ref(fields.text("choose")) if "choose" in fields else None,
    )
    if (found.amount is None) == (not found.tiers):
        fields.log.error(
            "pack.value", fields.place, Text("要么写 amount，要么写 tiers", "give either amount or tiers")
        )
    fields.done()
    return found


def _tier(row: Fields) -> Tier:
    amount = expression(row, "amount")
    row.need("amount")
    found = Tier(row.text("id"), amount or Fixed(0.0), row.text("clause"), row.label())
    row.done()
    return found
