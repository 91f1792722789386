"""What a formula of a rule reads, without the words that are options beside what they are compared with."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.formula import FlowKind, KeyedKind, OptionKind, UnknownName
from tanchi.formula.check_options import option_word
from tanchi.formula.names import Leaf, call_leaf
from tanchi.formula.nodes import Call, Compare, Index, Name, Node, children
from tanchi.formula.signatures import SIGNATURES, Role
from tanchi.rules.scope import RuleScope


def reads(node: Node, scope: RuleScope) -> Iterator[Leaf]:
    """Yield the leaves of :func:`tanchi.formula.names.names` but the option of ``route == dri`` or ``slope[cwpb]``."""
    match node:
        case Name():
            yield node.parts
        case Compare(left=Name() as left, right=right) if option_word(right) in _options(left, scope):
            yield left.parts
        case Index():
            yield node.base.parts
            if option_word(node.key) not in _options(node.base, scope):
                yield node.key.parts
        case Call():
            yield from _of_call(node, scope)
        case _:
            for child in children(node):
                yield from reads(child, scope)


def _of_call(call: Call, scope: RuleScope) -> Iterator[Leaf]:
    leaf = call_leaf(call)
    if leaf is not None:
        yield leaf
        return
    signature = SIGNATURES[call.function]
    for position, arg in enumerate(call.args):
        if signature.role(position) in (Role.VALUE, Role.CURVE):
            yield from reads(arg, scope)


def _options(name: Name, scope: RuleScope) -> frozenset[str]:
    try:
        kind = scope.kind(name.parts)
    except UnknownName:
        return frozenset()
    return kind.options if isinstance(kind, OptionKind | FlowKind | KeyedKind) else frozenset()
