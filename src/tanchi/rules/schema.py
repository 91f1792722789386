"""The rule-pack format as JSON Schema, for editors that complete and check YAML."""

from __future__ import annotations

from collections.abc import Mapping

from tanchi.rules.schema_kinds import EXPRESSION, TEXT, fields
from tanchi.rules.schema_parts import FILES, PARTS

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "further": ("of",), "stage": ("id",), "parameter": ("unit",), "flow": ("unit",), "property": ("value",), "value": ("unit",), "choice": ("options",),
    "allocation": ("rules",), "displacement": ("product", "amount"), "use": ("block",), "footprint": ("rule",), "factor": ("name",), "emissions": ("gas",),
    "wastes": ("to",), "asked": ("ask",), "deviation": ("at", "reason"), "validated": ("state",), "version": ("value", "source"),
    "keyed": ("value",), "row_range": ("from", "to"), "block": ("block", "edition"), "case": ("case", "source", "inventory", "expect"),
}  # fmt: skip


def json_schema(kind: str = "pack") -> dict[str, object]:
    """Return the schema of one kind of file: ``pack`` (any file of a pack), ``block``, ``flows`` or ``case``.

    Every file of a pack may hold any of its sections, so none is required. Raises KeyError for another kind.
    """
    found = dict(fields(FILES[kind], _REQUIRED.get(kind, ())))
    parts: dict[str, object] = {name: fields(known, _REQUIRED.get(name, ())) for name, known in PARTS.items()}
    parts["by"] = _by(dict(EXPRESSION))
    parts["by_flow"] = _by(dict(TEXT))
    return {"$schema": DRAFT, "title": f"tanchi {kind}", **found, "$defs": parts}


def _by(option: Mapping[str, object]) -> dict[str, object]:
    """Return a value by choice: ``by`` names the choice, every other key is an option."""
    return {"type": "object", "properties": {"by": TEXT}, "required": ["by"], "additionalProperties": option}
