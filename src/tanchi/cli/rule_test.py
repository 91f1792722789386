"""``tanchi rule test``: run the worked examples a rule carries."""

from __future__ import annotations

from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json, RuleName
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

Case = Annotated[
    str,
    typer.Argument(
        metavar=both("算例", "CASE"),
        help=both("只运行这一个；不写则全部", "run this one only; otherwise all"),
    ),
]


def rule_test(ctx: typer.Context, rule: RuleName, case: Case = "", as_json: Json = False) -> int:
    """Run the cases of a rule."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.testing import tested

        return tested(rule, case, screen)

    return answered("rule test", session_of(ctx).language, as_json, work)


app = verb_app(
    rule_test,
    help=both(
        "运行规则自带的算例，与已发表或手算的数比较。",
        "Run the worked examples of a rule and compare with the published or hand-worked figures.",
    ),
    examples=both(
        "tanchi rule test cement\ntanchi rule test cement ce3",
        "tanchi rule test cement\ntanchi rule test cement ce3",
    ),
)
