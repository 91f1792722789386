"""Ids of the rows of a workbook: what stands in the hidden column, and what a defined name stands for."""

from __future__ import annotations

from tanchi.inventory.form import Address

MARK = "#"
"""Rows that name columns begin with this sign."""
COLUMNS = "#c"
HEAD, SECTION, POINTER = "#h", "#s", "#p"
"""Rows that are written and not filled in: heads of columns, sub-headings, pointers to another page."""
SEPARATOR = "|"
RECORD_KINDS = {"s": "stock", "m": "meter", "b": "basis", "g": "gas"}
"""Letter of a row of records → kind of record."""


def field_id(address: Address) -> str:
    """Return the id of the row of one quantity, whatever its period."""
    return _join("f", address.site, address.process, address.table, address.row, address.quantity)


def label_id(address: Address) -> str:
    """Return the id of the row that names a row of a table."""
    return _join("l", address.site, address.process, address.table, address.row)


def row_id(address: Address) -> str:
    """Return the id of a row of a table."""
    return _join("t", address.site, address.process, address.table, address.row)


def units_id(address: Address) -> str:
    """Return the id of the row that holds the units of a table's columns."""
    return _join("u", address.site, address.process, address.table)


def head_id(key: str) -> str:
    """Return the id of a row of the cover."""
    return _join("h", key)


def choice_id(choice: str) -> str:
    """Return the id of the row of a choice."""
    return _join("c", choice)


def presence_id(process: str, site: str) -> str:
    """Return the id of the row that says whether a site has a process."""
    return _join("o", site, process)


def record_id(kind: str, number: int) -> str:
    """Return the id of a row of records; ``k`` is a row of own factors, ``e`` one of other origins."""
    return _join(kind, str(number))


def parse_id(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the letter and the parts of an id; ("", ()) for any other text.

    >>> parse_id("f||kiln|||clinker")
    ('f', ('', 'kiln', '', '', 'clinker'))
    """
    letter, *parts = text.split(SEPARATOR)
    return (letter, tuple(parts)) if _COUNTS.get(letter) == len(parts) else ("", ())


def address_of(letter: str, parts: tuple[str, ...]) -> Address:
    """Return the address the parts of an ``f``, ``l``, ``t`` or ``u`` id stand for."""
    site, process, table, row, quantity = (*parts, "", "", "")[:5]
    return Address(quantity, process, table, row, site=site)


_COUNTS = {
    "f": 5,
    "l": 4,
    "t": 4,
    "u": 3,
    "h": 1,
    "c": 1,
    "o": 2,
    "s": 1,
    "m": 1,
    "b": 1,
    "g": 1,
    "k": 1,
    "e": 1,
    "d": 4,
    "x": 1,
}


def statement_id(key: str) -> str:
    """Return the id of the row of a statement."""
    return _join("x", key)


def day_id(address: Address, day: str) -> str:
    """Return the id of a day's row of an hourly quantity."""
    return _join("d", address.site, address.process, address.quantity, day)


def _join(*parts: str) -> str:
    return SEPARATOR.join(parts)
