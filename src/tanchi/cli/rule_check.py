"""``tanchi rule check``: does a rule run, and what does it answer to the checklist of the parent standard."""

from __future__ import annotations

from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json, RuleName
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

Rows = Annotated[
    bool, typer.Option("--rows", help=both("列出检查表的每一行", "list every row of the checklist"))
]
StrictRule = Annotated[
    bool,
    typer.Option(
        "--strict", help=both("检查表有“应”未满足时以 3 退出", "leave with 3 where a 'shall' is not met")
    ),
]


def rule_check(
    ctx: typer.Context, rule: RuleName, rows: Rows = False, strict: StrictRule = False, as_json: Json = False
) -> int:
    """Check a rule."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.checking import checked

        return checked(rule, rows, strict)

    return answered("rule check", session_of(ctx).language, as_json, work)


app = verb_app(
    rule_check,
    help=both(
        "检查规则：写法、引用、每个公式的单位、分配；再逐行对照上位标准的检查表。",
        "Check a rule: form, references, the units of every formula, allocation; then the checklist of the parent standard.",
    ),
    examples=both(
        "tanchi rule check cement\ntanchi rule check ./我的规则 --rows",
        "tanchi rule check cement\ntanchi rule check ./my-rule --rows",
    ),
)
