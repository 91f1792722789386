"""Reading of values: expressions, symbols, sources, spreads."""

from __future__ import annotations

from tanchi.findings import FilePlace, FormulaPlace, TanchiError, Text
from tanchi.formula import parse
from tanchi.rules.expression import ByChoice, Expression, Fixed, Formula, Ref
from tanchi.rules.fields import NUMBER, Fields, at
from tanchi.rules.model import Spread, Symbol
from tanchi.rules.tree import Branch, Scalar, Tree
from tanchi.sources import Reading, Source
from tanchi.units import parse_unit

SPREADS = ("normal", "lognormal", "uniform", "triangular")


def expression(fields: Fields, key: str) -> Expression | None:
    """Return the expression of a field, or None where it is missing or wrong (then a finding)."""
    tree = fields.get(key)
    return None if tree is None else _expression(tree, fields, f"{fields.path}.{key}")


def formula(fields: Fields, key: str) -> Formula | None:
    """Return a field that must be a formula."""
    tree = fields.get(key)
    if tree is None:
        return None
    if not isinstance(tree, Scalar):
        fields.log.error(
            "pack.formula", fields.spot(key), Text("这里应是一个公式", "a formula is expected here")
        )
        return None
    return parse_formula(tree, fields, f"{fields.path}.{key}")


def parse_formula(tree: Scalar, fields: Fields, path: str) -> Formula | None:
    """Parse a scalar as a formula."""
    place = at(tree.place, path)
    try:
        return Formula(tree.text.strip(), parse(tree.text.strip(), path), place)
    except TanchiError as error:
        for finding in error.findings:
            mark = finding.place.start + 1 if isinstance(finding.place, FormulaPlace) else 1
            spot = FilePlace(place.file, place.line, place.column, path, tree.text.strip(), mark)
            fields.log.findings.append(finding.at(spot))
        return None


def _expression(tree: Tree, fields: Fields, path: str) -> Expression | None:
    if isinstance(tree, Branch):
        return _by_choice(tree, fields, path)
    if not isinstance(tree, Scalar):
        fields.log.error(
            "pack.expression",
            at(tree.place, path),
            Text("这里应是数、公式或“by:”", "a number, a formula or 'by:' is expected"),
        )
        return None
    text = tree.text.strip()
    if NUMBER.match(text):
        return Fixed(float(text))
    return _quantity_literal(text) or parse_formula(tree, fields, path)


def _quantity_literal(text: str) -> Fixed | None:
    """Return ``5 %`` or ``1 t`` as a number with its unit, else None."""
    number, blank, unit = text.partition(" ")
    if not (blank and NUMBER.match(number)):
        return None
    try:
        return Fixed(float(number), parse_unit(unit.strip()))
    except TanchiError:
        return None


def _by_choice(tree: Branch, fields: Fields, path: str) -> ByChoice | None:
    inner = Fields(tree, path, fields.log)
    choice = inner.text("by")
    if not choice:
        fields.log.error("pack.by", inner.place, Text("缺少“by: 选择项”", "'by: <choice>' is missing"))
        return None
    options: dict[str, Expression] = {}
    for key in tree.items:
        if key != "by":
            value = expression(inner, key)
            if value is not None:
                options[key] = value
    otherwise = options.pop("else", None)
    return ByChoice(Ref(choice), options, inner.place, otherwise)


def fixed(fields: Fields, key: str) -> Fixed | None:
    """Return a field that must be a number or a quantity such as ``5 %``."""
    value = expression(fields, key)
    if value is None or isinstance(value, Fixed):
        return value
    fields.log.error(
        "pack.number",
        fields.spot(key),
        Text(f"“{key}”应是数或“数 单位”", f"'{key}' must be a number or 'number unit'"),
    )
    return None


def share(fields: Fields, key: str) -> float | None:
    """Return a share such as ``5 %`` or ``0.05`` as a fraction of 1."""
    value = fixed(fields, key)
    if value is None:
        return None
    return value.value if value.unit is None else float(value.unit.scale) * value.value


def symbol(fields: Fields) -> Symbol | None:
    """Return the ``symbol`` of an item: ``E``, ``E_anode`` or {base, sub}."""
    tree = fields.get("symbol")
    if tree is None:
        return None
    if isinstance(tree, Scalar):
        base, _, sub = tree.text.partition("_")
        return Symbol(base, sub)
    inner = fields.inner("symbol")
    found = Symbol(inner.text("base"), inner.text("sub"))
    inner.done()
    return found


def source(fields: Fields, key: str = "source") -> Source | None:
    """Return a source given as {ref, at, year, read, licence, note} or as the bare name of a document."""
    tree = fields.get(key)
    if tree is None:
        return None
    if isinstance(tree, Scalar):
        return Source(tree.text)
    inner = fields.inner(key)
    found = Source(
        inner.text("ref"),
        inner.text("at"),
        inner.text("year"),
        Reading(inner.oneof("read", tuple(Reading), Reading.UNKNOWN)),
        inner.text("licence"),
        inner.text("note"),
    )
    inner.need("ref")
    inner.done()
    return found


def spread(fields: Fields, key: str = "uncertainty") -> Spread | None:
    """Return {pm: 2 %} (95 % half-width of a normal), {gsd2: 1.2} or {kind, value}; None where missing.

    ``pm`` is divided by 1.96 to the relative standard deviation.
    """
    if key not in fields:
        fields.used.add(key)
        return None
    inner = fields.inner(key)
    found: Spread | None = None
    if "pm" in inner:
        half = share(inner, "pm")
        found = Spread("normal", half / 1.96) if half is not None else None
    elif "gsd2" in inner:
        value = inner.number("gsd2")
        found = Spread("lognormal", value) if value is not None else None
    else:
        kind = inner.oneof("kind", SPREADS, "normal")
        value = share(inner, "value")
        found = Spread(kind, value) if value is not None else None
    inner.done()
    return found
