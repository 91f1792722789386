"""What a formula reads.

A *leaf* is a tuple that names one thing read: ``("fuel",)``, ``("recipe", "mass")``; a property of a flow
is ``("prop()", flow, property)``, a carbon-balance sum ``("inflow()", property)`` or ``("outflow()",
property)``, one entry of a keyed parameter ``("[]", name, option)`` (in derivatives only). No id contains
brackets, so leaves of different sorts never meet.
"""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.formula.nodes import Call, Index, Name, Node, children, walk
from tanchi.formula.signatures import SIGNATURES, Role

Leaf = tuple[str, ...]


def names(node: Node) -> frozenset[Leaf]:
    """Return every leaf the formula reads, including keys, properties and carbon-balance sums.

    The words of options (``route == dri``, ``slope[cwpb]``) are among them, for only a scope can tell them
    from picks. Dimensions to reduce over are not: see :func:`dimensions`.
    """
    return frozenset(_leaves(node, entries=False))


def functions(node: Node) -> frozenset[str]:
    """Return the names of the functions the formula calls."""
    return frozenset(part.function for part in walk(node) if isinstance(part, Call))


def dimensions(node: Node) -> frozenset[tuple[str, ...]]:
    """Return the tables and dimensions the formula reduces or runs along, as written."""
    return frozenset(
        arg.parts
        for part in walk(node)
        if isinstance(part, Call)
        for position, arg in enumerate(part.args)
        if isinstance(arg, Name) and SIGNATURES[part.function].role(position) is Role.DIM
    )


def leaf_text(leaf: Leaf) -> str:
    """Return a leaf as a formula writes it: ``recipe.mass``, ``prop(coal, ncv)``, ``slope[cwpb]``."""
    first, *rest = leaf
    if first == "[]":
        return f"{rest[0]}[{rest[1]}]"
    if first.endswith("()"):
        return f"{first[:-1]}{', '.join(rest)})"
    return ".".join(leaf)


def leaves(node: Node, *, entries: bool = False) -> tuple[Leaf, ...]:
    """Return the leaves of :func:`names` in order of first appearance.

    With ``entries``, ``slope[cell]`` is the one leaf ``("[]", "slope", "cell")``.
    """
    return tuple(dict.fromkeys(_leaves(node, entries)))


def call_leaf(call: Call) -> Leaf | None:
    """Return the leaf that ``prop()``, ``inflow()`` or ``outflow()`` reads; None for other functions."""
    if call.function not in ("prop", "inflow", "outflow"):
        return None
    return (f"{call.function}()", *(str(arg) for arg in call.args if isinstance(arg, Name)))


def _leaves(node: Node, entries: bool) -> Iterator[Leaf]:
    match node:
        case Name():
            yield node.parts
        case Index() if entries:
            yield ("[]", str(node.base), str(node.key))
        case Index():
            yield node.base.parts
            yield node.key.parts
        case Call():
            yield from _call_leaves(node, entries)
        case _:
            for child in children(node):
                yield from _leaves(child, entries)


def _call_leaves(call: Call, entries: bool) -> Iterator[Leaf]:
    if leaf := call_leaf(call):
        yield leaf
        return
    signature = SIGNATURES[call.function]
    for position, arg in enumerate(call.args):
        if signature.role(position) in (Role.VALUE, Role.CURVE):
            yield from _leaves(arg, entries)
