"""A unit as a product of powers of named units, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from tanchi.findings import Language
from tanchi.units.table import entries

Terms = tuple[tuple[str, Fraction], ...]
"""(symbol of a named unit or a power of ten such as ``10^4``, exponent), in the order of writing."""

_SUPERSCRIPT = str.maketrans("0123456789-/", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᐟ")


def merge(*parts: Iterable[tuple[str, Fraction]]) -> Terms:
    """Return the product of ``parts``: equal names add their exponents, what cancels is gone."""
    total: dict[str, Fraction] = {}
    for part in parts:
        for name, power in part:
            total[name] = total.get(name, Fraction(0)) + power
    return tuple((name, power) for name, power in total.items() if power)


def power(terms: Terms, exponent: Fraction) -> Terms:
    """Return ``terms`` raised to ``exponent``."""
    return merge((name, p * exponent) for name, p in terms)


def write(terms: Terms) -> str:
    """Return the terms as text that :func:`tanchi.units.parse_unit` reads: ``kWh/(piece cycle)``."""
    return _join(terms, _plain, " ")


def typeset(terms: Terms, language: Language) -> str:
    """Return the terms as printed in ``language``: ``kg/m³``, ``min/(槽·d)``."""
    return _join(terms, lambda name, exponent: _printed(name, exponent, language), "·")


def _join(terms: Terms, show: Callable[[str, Fraction], str], dot: str) -> str:
    above = [show(name, exponent) for name, exponent in terms if exponent > 0]
    below = [show(name, -exponent) for name, exponent in terms if exponent < 0]
    head = dot.join(above) or "1"
    if not below:
        return head
    return f"{head}/{below[0]}" if len(below) == 1 else f"{head}/({dot.join(below)})"


def _plain(name: str, exponent: Fraction) -> str:
    if exponent == 1:
        return name
    return f"{name}^{exponent}" if exponent.denominator == 1 else f"{name}^({exponent})"


def _printed(name: str, exponent: Fraction, language: Language) -> str:
    entry = entries().get(name)
    label = entry.label.of(language) if entry else name
    return _raise(label) + (str(exponent).translate(_SUPERSCRIPT) if exponent != 1 else "")


def _raise(label: str) -> str:
    """Lift the exponent of ``m3`` or ``10^4`` and lower the index of ``CO2``."""
    label = label.replace("CO2", "CO₂")
    label = re.sub(r"\^(-?\d+)", lambda m: m[1].translate(_SUPERSCRIPT), label)
    return re.sub(r"(?<=m)[23](?!\d)|(?<=ft)[23]|(?<=yd)[23]", lambda m: m[0].translate(_SUPERSCRIPT), label)
