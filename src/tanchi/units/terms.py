"""A unit as a product of powers of named units, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from tanchi.findings import Language
from tanchi.units.table import entries

Terms = tuple[tuple[str, Fraction], ...]
"""(symbol of a named unit, exponent) in the order of writing; the name ``10`` stands for powers of ten."""

TEN = "10"

Show = Callable[[str, Fraction], str]

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def merge(*parts: Iterable[tuple[str, Fraction]]) -> Terms:
    """Return the product of ``parts``: equal names add their exponents, what cancels is gone."""
    total: dict[str, Fraction] = {}
    for part in parts:
        for name, exponent in part:
            total[name] = total.get(name, Fraction(0)) + exponent
    return tuple((name, exponent) for name, exponent in total.items() if exponent)


def power(terms: Terms, exponent: Fraction) -> Terms:
    """Return ``terms`` raised to ``exponent``."""
    return merge((name, own * exponent) for name, own in terms)


def write(terms: Terms) -> str:
    """Return the terms as text that :func:`tanchi.units.parse_unit` reads: ``kWh/(piece cycle)``."""
    return _fraction(terms, _plain, " ")


def typeset(terms: Terms, language: Language) -> str:
    """Return the terms as printed in ``language``: ``kg/m³``, ``min/(槽·d)``, ``GJ/10⁴Nm³``."""
    return _fraction(terms, lambda name, exponent: _printed(name, exponent, language), "·")


def _fraction(terms: Terms, show: Show, dot: str) -> str:
    above, _ = _product([(name, exponent) for name, exponent in terms if exponent > 0], show, dot)
    below, factors = _product([(name, -exponent) for name, exponent in terms if exponent < 0], show, dot)
    if not below:
        return above or "1"
    return f"{above or '1'}/{f'({below})' if factors > 1 else below}"


def _product(terms: list[tuple[str, Fraction]], show: Show, dot: str) -> tuple[str, int]:
    """Return the product and how many factors it has; a power of ten belongs to the name after it."""
    ordered = sorted(terms, key=lambda term: term[0] != TEN)
    shown = [show(name, exponent) for name, exponent in ordered]
    if len(shown) > 1 and ordered[0][0] == TEN:
        shown[:2] = [shown[0] + (" " if shown[0].isdigit() else "") + shown[1]]
    return dot.join(shown), len(shown)


def _plain(name: str, exponent: Fraction) -> str:
    if exponent == 1 and name != TEN:
        return name
    return f"{name}^{exponent}" if exponent.denominator == 1 else f"{name}^({exponent})"


def _printed(name: str, exponent: Fraction, language: Language) -> str:
    if name == TEN and exponent in (2, 3):
        return str(10 ** int(exponent))
    label = TEN if name == TEN else _lifted(entries()[name].label.of(language))
    if exponent == 1 and name != TEN:
        return label
    return label + (str(exponent).translate(_RAISED) if exponent.denominator == 1 else f"^({exponent})")


def _lifted(label: str) -> str:
    """Lower the index of CO2 and lift the exponent of a label such as ``Nm3``."""
    label = label.replace("CO2", "CO₂").replace("H2O", "H₂O")
    before, last = label[:-1], label[-1]
    return before + last.translate(_RAISED) if last in "23" else label
