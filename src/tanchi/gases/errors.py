"""What goes wrong with gases."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from tanchi.findings import Finding, Level, TanchiError, Text


class GasError(TanchiError):
    """An unknown gas, blend, origin or GWP set, or a value a set does not hold."""


def gas_error(code: str, message: Text, remedy: Text) -> GasError:
    """Return the error with a single finding."""
    return GasError(Finding(code, Level.ERROR, message, remedy=remedy))


def unknown(kind: Text, name: str, known: Iterable[str]) -> GasError:
    """Return the error for ``name``, which is no ``kind``, with the nearest known names."""
    by_folded = {other.casefold(): other for other in known}
    near = [by_folded[match] for match in get_close_matches(name.casefold(), by_folded, n=4, cutoff=0.5)]
    listed = Text(f"相近的有：{'、'.join(near)}", f"Near: {', '.join(near)}")
    message = Text(f"不认识的{kind.zh}“{name}”", f"unknown {kind.en} '{name}'")
    return gas_error(
        "gases.unknown", message, listed if near else Text("请从表中选择", "Choose from the table")
    )
