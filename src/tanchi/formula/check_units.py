"""Unit rules: what may be added and compared, and what to say where it may not.

Operands of + must carry the same unit, not only the same dimension, so that a formula is also true of the
figures people read. Ratios (%, kg/t, plain numbers) mix freely: they mean the number, however written.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tanchi.findings import Text
from tanchi.formula.errors import FormulaError
from tanchi.formula.kinds import NumberKind
from tanchi.formula.nodes import Node, Number
from tanchi.units import UNITLESS, Dimension, Unit, dimension

Operand = tuple[Node, NumberKind]

_CARBON_TO_CO2 = dimension([("co2", 1), ("carbon", -1)])
_CO2_PER_MASS = dimension([("co2", 1), ("mass", -1)])


def is_plain(unit: Unit) -> bool:
    """Say whether values in ``unit`` are pure numbers."""
    return unit.dimension.is_dimensionless


def as_factor(unit: Unit) -> Unit:
    """Return the unit a product carries on: %, ‰ and ppm are scales of 1 and leave nothing."""
    return UNITLESS if is_plain(unit) and len(unit.terms) == 1 else unit


def joined(operands: Sequence[Operand], doing: Text) -> Unit:
    """Return the one unit of operands that are added, compared or chosen from.

    ``doing`` names the operation in messages. Raises FormulaError where units differ.
    """
    fixed = [(node, kind) for node, kind in operands if not kind.literal]
    if not fixed:
        return UNITLESS
    first, unit = fixed[0], fixed[0][1].unit
    for other in fixed[1:]:
        if is_plain(unit) and is_plain(other[1].unit):
            unit = unit if unit == other[1].unit else UNITLESS
        elif unit != other[1].unit:
            raise _mismatch(first, other, doing)
    return unit


def require_plain(node: Node, kind: NumberKind, what: Text) -> None:
    """Raise FormulaError unless the operand is a pure number."""
    if not is_plain(kind.unit):
        raise not_plain(node, kind, what)


def not_plain(node: Node, kind: NumberKind, what: Text) -> FormulaError:
    """Return the error for ``what`` that has a unit and must not."""
    return FormulaError.at(
        node.span,
        "units",
        Text(
            f"{what.zh}须是纯数，此处单位为 {kind.unit}", f"{what.en} must be a plain number, not {kind.unit}"
        ),
        Text("除以同单位的参考量。", "Divide by a reference in the same unit."),
    )


def require_unit(node: Node, kind: NumberKind, unit: Unit) -> None:
    """Raise FormulaError unless the result of ``node`` can be given in the declared ``unit``."""
    if kind.literal or kind.unit.dimension == unit.dimension:
        return
    raise FormulaError.at(
        node.span,
        "result_unit",
        Text(
            f"应得出 {unit}，公式得出 {kind.unit}", f"must come out in {unit}, the formula gives {kind.unit}"
        ),
        _bridge(unit.dimension / kind.unit.dimension),
    )


def printed_factor(kind: NumberKind, unit: Unit) -> Fraction:
    """Return the factor that brings a formula, read in the units of its symbols, to ``unit``."""
    return as_factor(kind.unit).scale / as_factor(unit).scale


_CHECK = Text("改正公式或所声明的单位。", "Correct the formula or the declared unit.")
_MULTIPLY = Text(
    "碳换算为二氧化碳要乘以 co2_per_c（44/12）。", "Carbon becomes CO2: multiply by co2_per_c (44/12)."
)
_DIVIDE = Text(
    "二氧化碳换算为碳要除以 co2_per_c（44/12）。", "CO2 becomes carbon: divide by co2_per_c (44/12)."
)
_GWP = Text(
    "只有 GWP 能把气体换算为 CO2e：排放行写明 gas 即可。",
    "Only a GWP set turns a gas into CO2e: name the gas of the emission line.",
)
_RATIO = Text(
    "是否有一个参数的单位写成了 t/t，而应为 tCO2/t？",
    "Does a parameter have the unit t/t where it should have tCO2/t?",
)


def _bridge(gap: Dimension) -> Text:
    """Return the remedy where one well-known factor is missing; ``gap`` is what the result lacks."""
    if gap == _CARBON_TO_CO2:
        return _MULTIPLY
    if gap == _CARBON_TO_CO2**-1:
        return _DIVIDE
    if {base for base, _ in gap.powers} == {"co2", "co2e"}:
        return _GWP
    if gap == _CO2_PER_MASS:
        return _RATIO
    return _CHECK


def _bridge_either(gap: Dimension) -> Text:
    """Return the remedy where either of two operands may lack the factor."""
    return _MULTIPLY if gap == _CARBON_TO_CO2**-1 else _RATIO if gap == _CO2_PER_MASS**-1 else _bridge(gap)


def _mismatch(first: Operand, other: Operand, doing: Text) -> FormulaError:
    (left, a), (right, b) = first, other
    span = left.span.to(right.span)
    message = Text(
        f"不能{doing.zh}：一边是{_shown(a.unit).zh}，另一边是{_shown(b.unit).zh}",
        f"cannot {doing.en} {_shown(a.unit).en} and {_shown(b.unit).en}",
    )
    return FormulaError.at(span, "units", message, _remedy(first, other))


def _shown(unit: Unit) -> Text:
    return Text(" " + str(unit), str(unit)) if unit.terms else Text("纯数", "a plain number")


def _remedy(first: Operand, other: Operand) -> Text:
    (left, a), (right, b) = first, other
    if a.unit.dimension == b.unit.dimension:
        return Text(f"两边都写成同一单位，如 {a.unit}。", f"Give both in one unit, such as {a.unit}.")
    for node, unit in ((left, b.unit), (right, a.unit)):
        if isinstance(node, Number):
            return Text(
                f'数 {node.text} 没有单位：写成参数，或 unit({node.text}, "{unit}")。',
                f'The number {node.text} has no unit: make it a parameter or unit({node.text}, "{unit}").',
            )
    return _bridge_either(b.unit.dimension / a.unit.dimension)
