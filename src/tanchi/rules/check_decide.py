"""Whether ``decide`` comes to an option of its choice: a word, a pick, or ``where`` over such."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import FilePlace, Finding, Text
from tanchi.formula import Node, OptionKind, TruthKind, UnknownName, check, unparse
from tanchi.formula.check_options import option_word
from tanchi.formula.nodes import Call, Name
from tanchi.rules.complaints import broken
from tanchi.rules.model import Choice
from tanchi.rules.scope import RuleScope


def decision(choice: Choice, scope: RuleScope) -> Iterator[Finding]:
    """Yield what in ``decide`` is no option of the choice. Raises TanchiError where a condition is not sound."""
    if choice.decide is not None:
        yield from _result(choice.decide.node, choice, scope)


def _result(node: Node, choice: Choice, scope: RuleScope) -> Iterator[Finding]:
    if isinstance(node, Call) and node.function == "where" and len(node.args) == 3:
        if not isinstance(check(node.args[0], scope), TruthKind):
            yield _refused(
                choice,
                Text(f"“{unparse(node.args[0])}”不是条件", f"'{unparse(node.args[0])}' is no condition"),
            )
        for part in node.args[1:]:
            yield from _result(part, choice, scope)
    elif option_word(node) not in choice.ids and not _picks(node, choice, scope):
        yield _refused(
            choice, Text(f"“{unparse(node)}”不是它的选项", f"'{unparse(node)}' is none of its options")
        )


def _picks(node: Node, choice: Choice, scope: RuleScope) -> bool:
    """Return whether a name is a pick whose options are all options of the choice."""
    if not isinstance(node, Name):
        return False
    try:
        kind = scope.kind(node.parts)
    except UnknownName:
        return False
    return isinstance(kind, OptionKind) and bool(kind.options) and kind.options <= set(choice.ids)


def _refused(choice: Choice, why: Text) -> Finding:
    assert choice.decide is not None
    place: FilePlace = choice.decide.place
    listed = Text("、".join(choice.ids), ", ".join(choice.ids))
    return broken(
        "rule.decide",
        place,
        f"选择“{choice.id}”的 decide：{why.zh}",
        f"decide of choice '{choice.id}': {why.en}",
        Text(
            f"写选项之一（{listed.zh}），或 where(条件, 选项, 选项)",
            f"write one of its options ({listed.en}), or where(condition, option, option)",
        ),
    )
