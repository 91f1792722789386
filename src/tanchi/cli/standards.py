"""``tanchi standards``: which standards there are, and what of the notice's products runs."""

from __future__ import annotations

from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

Wanted = Annotated[
    str,
    typer.Argument(
        metavar=both("标准", "STANDARD"),
        help=both(
            "编号、题名、产品或规则的一部分；写全编号时列出该标准的全部信息",
            "part of a number, title, product or rule; a whole number shows all that is known of it",
        ),
    ),
]
Coverage = Annotated[
    bool,
    typer.Option(
        "--coverage",
        help=both(
            "通知所列的十五类产品各有哪些规则、算例和标准", "rules, cases and standards by product group"
        ),
    ),
]


def standards(
    ctx: typer.Context, wanted: Wanted = "", coverage: Coverage = False, as_json: Json = False
) -> int:
    """Search the catalogue of standards."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.standing import covered, listed

        return covered() if coverage else listed(wanted)

    return answered("standards", session_of(ctx).language, as_json, work)


app = verb_app(
    standards,
    help=both(
        "查产品碳足迹标准：编号、状态、替代关系、推荐清单，以及文本读到什么程度。",
        "Search the footprint standards: numbers, status, what supersedes what, lists, and how far the text was read.",
    ),
    examples=both(
        "tanchi standards\ntanchi standards 氢\ntanchi standards GB/T44905-2024\ntanchi standards --coverage",
        "tanchi standards\ntanchi standards hydrogen\ntanchi standards GB/T44905-2024\ntanchi standards --coverage",
    ),
)
