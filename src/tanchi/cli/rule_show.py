"""``tanchi rule show``: a rule as a reader wants it, or one item of it."""

from __future__ import annotations

from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json, RuleName
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

ItemPath = Annotated[
    str,
    typer.Argument(
        metavar=both("内容", "ITEM"),
        help=both(
            "只看一项：路径或其一部分，如 parameters.co2_per_c、kiln.process_co2",
            "one item only: a path or a part of it, such as parameters.co2_per_c or kiln.process_co2",
        ),
    ),
]


def rule_show(ctx: typer.Context, rule: RuleName, item: ItemPath = "", as_json: Json = False) -> int:
    """Show a rule."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.showing import shown

        return shown(rule, item)

    return answered("rule show", session_of(ctx).language, as_json, work)


app = verb_app(
    rule_show,
    help=both(
        "看一项规则：产品、声明单位、边界、选择、过程与每一行的公式、参数与来源。",
        "Show a rule: product, unit, boundary, choices, processes with the formula of each line, parameters with sources.",
    ),
    examples=both(
        "tanchi rule show cement\ntanchi rule show cement kiln.process_co2\ntanchi rule show cement parameters",
        "tanchi rule show cement\ntanchi rule show cement kiln.process_co2\ntanchi rule show cement parameters",
    ),
)
