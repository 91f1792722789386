"""What may stand in a field of a pack, as pieces of JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Schema = Mapping[str, object]

NUMERIC = r"^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?$"
IDENTIFIER = r"^[a-z][a-z0-9_]*$"

TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""A scalar: packs read every one as text."""
NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMERIC}]}
FLAG: Schema = {"enum": [True, False, "true", "false"]}
SHARE: Schema = {"type": ["string", "number"]}
"""``5 %`` or ``0.05``."""
WORDS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
NUMBERS: Schema = {"type": "object", "additionalProperties": TEXT}
"""Words by id."""
RANGE: Schema = {
    "type": "array",
    "items": {"type": ["string", "number", "null"]},
    "minItems": 2,
    "maxItems": 2,
}
FORMULA: Schema = {"type": ["string", "number", "boolean"]}
ANYTHING: Schema = {}


def part(name: str) -> Schema:
    """Return a reference to a part of the format."""
    return {"$ref": f"#/$defs/{name}"}


BILINGUAL: Schema = {"anyOf": [TEXT, part("bilingual")]}
EXPRESSION: Schema = {"anyOf": [FORMULA, part("by")]}


def oneof(*words: str) -> Schema:
    """Return a closed list of words."""
    return {"enum": list(words)}


def by_id(schema: Schema, *, strict: bool = True) -> Schema:
    """Return a mapping from ids to items; ``strict`` ids are those of formulas."""
    names: dict[str, object] = {"propertyNames": {"pattern": IDENTIFIER}} if strict else {}
    return {"type": "object", "additionalProperties": dict(schema), **names}


def listing(schema: Schema) -> Schema:
    """Return a list of items."""
    return {"type": "array", "items": dict(schema)}


def either(*schemas: Schema) -> Schema:
    """Return what one of several forms allows."""
    return {"anyOf": [dict(schema) for schema in schemas]}


def fields(known: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """Return a mapping with these fields and no others."""
    properties = {name: dict(schema) for name, schema in known.items()}
    needed = list(required)
    found: dict[str, object] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": needed} if needed else found
