"""Reading of the small parts of a checklist: texts, words, dates, source names."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from enum import StrEnum
from typing import TypeVar

from tanchi.findings import Text
from tanchi.rules.fields import Fields

Word = TypeVar("Word", bound=StrEnum)


def required_text(fields: Fields, key: str) -> str:
    """Return a text that must stand."""
    fields.need(key)
    return fields.text(key)


def read_text(fields: Fields) -> Text:
    """Return the text of ``zh`` and ``en``; both must stand."""
    return Text(required_text(fields, "zh"), required_text(fields, "en"))


def only_text(fields: Fields) -> Text:
    """Return the text of a mapping that holds nothing but ``zh`` and ``en``."""
    text = read_text(fields)
    fields.done()
    return text


def optional_text(fields: Fields, key: str) -> Text:
    """Return the bilingual text of ``key``, empty where the key is missing."""
    return only_text(fields.inner(key)) if key in fields else Text("")


def read_date(fields: Fields, key: str) -> date:
    """Return a date written year-month-day."""
    found = required_text(fields, key)
    try:
        return date.fromisoformat(found)
    except ValueError:
        fault(
            fields, key, "checklist.date", Text(f"“{found}”不是年-月-日", f"'{found}' is not year-month-day")
        )
        return date.min


def read_word(fields: Fields, key: str, words: type[Word]) -> Word:
    """Return a word of a closed list; it must stand."""
    options = tuple(word.value for word in words)
    fields.need(key)
    return words(fields.oneof(key, options, options[0]))


def read_names(fields: Fields, key: str, known: Container[str]) -> tuple[str, ...]:
    """Return short names of sources, each of which must be declared in the file."""
    found = fields.words(key)
    for name in found:
        if name not in known:
            message = Text(
                f"来源“{name}”没有列在 sources 中", f"the source '{name}' is not declared under sources"
            )
            fault(fields, key, "checklist.source", message)
    return found


def fault(fields: Fields, key: str, code: str, message: Text) -> None:
    """Log an error at the place of ``key``."""
    fields.log.error(code, fields.spot(key), message)
