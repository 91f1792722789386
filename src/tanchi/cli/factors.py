"""``tanchi factors``: which background factors there are, where from, and how far they go."""

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
        metavar=both("名称", "NAME"),
        help=both(
            "流的名称、别名或因子标识；不写则列出各因子集",
            "name or synonym of a flow, or the id of a factor; the sets where nothing is given",
        ),
    ),
]
Place = Annotated[
    str,
    typer.Option(
        "--place",
        metavar=both("地点", "PLACE"),
        help=both("只看这里能用的，如 CN、河南", "only what may serve there, such as CN"),
    ),
]


def factors(ctx: typer.Context, wanted: Wanted = "", place: Place = "", as_json: Json = False) -> int:
    """Search the factor table."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.finding_factors import found_factors, listed_sets

        return found_factors(wanted, place) if wanted else listed_sets()

    return answered("factors", session_of(ctx).language, as_json, work)


app = verb_app(
    factors,
    help=both(
        "查背景因子：数值、地点、年份、边界、来源、阅读状态和质量；没有可用因子的写明原因和办法。",
        "Search the background factors: figure, place, year, boundary, source, reading and quality; gaps with their advice.",
    ),
    examples=both(
        "tanchi factors\ntanchi factors 网电\ntanchi factors 石灰石 --place CN",
        "tanchi factors\ntanchi factors electricity\ntanchi factors limestone --place CN",
    ),
)
