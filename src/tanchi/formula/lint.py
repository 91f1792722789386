"""What a reader of the formula should know although it works: odd signs, numbers without a source."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Finding, Level, Text
from tanchi.formula.nodes import Binary, Node, Number, SourceText, Span, walk
from tanchi.formula.signs import MEANT, written

FREE_NUMBERS = frozenset((0.0, 1.0, 2.0, 12.0, 44.0, 60.0, 100.0, 1000.0))
"""Numbers that need no source: counting, per cent, kilo, carbon and CO2, minutes."""


def lint(node: Node) -> tuple[Finding, ...]:
    """Return notes on full-width and mathematical signs, warnings on numbers that belong in a parameter."""
    return (*_odd_signs(node.span.source), *_numbers(node))


def _odd_signs(source: SourceText) -> Iterator[Finding]:
    for at, char in enumerate(source.text):
        if (char in MEANT or char == "^") and not char.isspace():
            sign = written(char)
            yield Finding(
                "formula.odd_sign",
                Level.NOTE,
                Text(f"“{char}”按“{sign}”读取", f"'{char}' is read as '{sign}'"),
                Span(at, at + 1, source).place(),
                Text(f"请写“{sign}”。", f"Write '{sign}'."),
            )


def _numbers(node: Node) -> Iterator[Finding]:
    powers = [part for part in walk(node) if isinstance(part, Binary) and part.op == "**"]
    exponents = {id(part) for power in powers for part in walk(power.right)}
    for part in walk(node):
        if isinstance(part, Number) and part.value not in FREE_NUMBERS and id(part) not in exponents:
            yield Finding(
                "formula.bare_number",
                Level.WARNING,
                Text(f"公式中的数 {part.text} 没有来源", f"the number {part.text} has no source"),
                part.span.place(),
                Text("写成有单位和来源的参数。", "Make it a parameter with unit and source."),
            )
