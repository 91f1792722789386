"""``tanchi rule diff``: two rules or editions, change by change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json, rule_names
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of
from tanchi.findings import Text

if TYPE_CHECKING:
    from tanchi.rules.change import Change
    from tanchi.rules.model import Rule

_KINDS = {
    "label": Text("名称", "label"),
    "text": Text("文字", "text"),
    "source": Text("来源", "source"),
    "check": Text("检查", "check"),
    "number": Text("数值", "number"),
    "formula": Text("公式", "formula"),
    "structure": Text("结构", "structure"),
    "choice": Text("选择", "choice"),
}

Old = Annotated[
    str,
    typer.Argument(
        metavar=both("旧规则", "OLD"),
        help=both("编号@版次或文件夹", "id@edition or a folder"),
        autocompletion=rule_names,
    ),
]
New = Annotated[
    str,
    typer.Argument(
        metavar=both("新规则", "NEW"),
        help=both("编号@版次或文件夹", "id@edition or a folder"),
        autocompletion=rule_names,
    ),
]


def rule_diff(ctx: typer.Context, old: Old, new: New, as_json: Json = False) -> int:
    """Compare two rules."""

    def work(screen: Screen) -> Answer:
        from tanchi.rules import load_rule
        from tanchi.rules.diff import diff

        first, second = load_rule(old, parents=True), load_rule(new, parents=True)
        changes = diff(first, second)
        return Answer(lambda: _data(first, second, changes), lambda s: _show(first, second, changes, s))

    return answered("rule diff", session_of(ctx).language, as_json, work)


def _show(first: Rule, second: Rule, changes: tuple[Change, ...], screen: Screen) -> None:
    from tanchi.cli.tables import left, section

    screen.line(f"{first.id}@{first.edition} → {second.id}@{second.edition}", "bold")
    rows = [
        ("●" if c.moves_result else " ", screen.of(_KINDS[c.kind.value]), screen.of(c.sentence), c.path)
        for c in changes
    ]
    section(screen, (left(""), left("种类", "Kind"), left("改动", "change"), left("路径", "path")), rows)
    screen.line()
    moving = sum(c.moves_result for c in changes)
    if moving:
        screen.say(f"● {moving} 处改动可能使结果变化", f"● {moving} changes can move a result")
    else:
        screen.say("结果不会变化", "no result can move")


def _data(first: Rule, second: Rule, changes: tuple[Change, ...]) -> dict[str, object]:
    return {
        "old": {"id": first.id, "edition": first.edition, "hash": first.hash},
        "new": {"id": second.id, "edition": second.edition, "hash": second.hash},
        "can_move": any(c.moves_result for c in changes),
        "changes": [
            {
                "path": c.path,
                "kind": c.kind.value,
                "old": c.old,
                "new": c.new,
                "moves_result": c.moves_result,
                "sentence": {"zh": c.sentence.zh, "en": c.sentence.en},
                "clause": c.clause,
            }
            for c in changes
        ],
    }


app = verb_app(
    rule_diff,
    help=both(
        "逐项比较两项规则（合并了上位规则之后），指明每处改动会不会使结果变化。",
        "Compare two rules item by item, as merged with their parents, and say whether each change can move a result.",
    ),
    examples=both(
        "tanchi rule diff cement@2025-1 ./我的水泥规则",
        "tanchi rule diff cement@2025-1 ./my-cement-rule",
    ),
)
