"""Characters nobody sees: direction marks, zero-width signs and controls are taken out of texts, and told."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from tanchi.findings import FilePlace, Place, Text
from tanchi.inventory.log import Log
from tanchi.inventory.model import Entry, Inventory, Row

_HEADS = ("company", "product", "contact", "notes")
_WORDS = ("source", "evidence", "note", "typed")


def without_invisible(inventory: Inventory, log: Log) -> Inventory:
    """Return ``inventory`` with texts that are what they look like, without blanks around those of its head."""
    place = FilePlace(inventory.file) if inventory.file else None
    heads = {key: _clean(getattr(inventory, key), place, log).strip() for key in _HEADS}
    statements = {key: _clean(text, place, log).strip() for key, text in inventory.statements.items()}
    rows = {key: tuple(_row(row, place, log) for row in found) for key, found in inventory.rows.items()}
    entries = {address: _entry(entry, log) for address, entry in inventory.entries.items()}
    return replace(
        inventory,
        entries=entries,
        rows=rows,
        company=heads["company"],
        product=heads["product"],
        contact=heads["contact"],
        notes=heads["notes"],
        statements={key: text for key, text in statements.items() if text},
    )


def _row(row: Row, place: Place | None, log: Log) -> Row:
    label = _clean(row.label, place, log)
    return row if label == row.label else replace(row, label=label)


def _entry(entry: Entry, log: Log) -> Entry:
    texts: Mapping[str, str] = {key: getattr(entry, key) for key in _WORDS}
    if isinstance(entry.value, str):
        texts = {**texts, "value": entry.value}
    if all(map(_is_visible, texts.values())):
        return entry
    clean = {key: _clean(text, entry.place, log) for key, text in texts.items()}
    return replace(
        entry,
        value=clean.get("value", entry.value),
        source=clean["source"],
        evidence=clean["evidence"],
        note=clean["note"],
        typed=clean["typed"],
    )


def _clean(text: str, place: Place | None, log: Log) -> str:
    if _is_visible(text):
        return text
    found = "".join(sign for sign in text if _is_seen(sign))
    message = Text(
        f"“{found}”里有看不见的字符，已去掉", f"'{found}' held invisible characters; they were taken out"
    )
    log.warn("inventory.invisible", place, message)
    return found


def _is_visible(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or all(map(_is_seen, text))


def _is_seen(sign: str) -> bool:
    return sign in "\n\t" or unicodedata.category(sign) not in ("Cf", "Cc", "Co", "Cs", "Cn")
