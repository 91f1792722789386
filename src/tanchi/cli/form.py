"""``tanchi form``: the workbook a rule asks a company to fill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Choices, Json, RuleName, parsed_choices
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=both("工作簿.xlsx", "WORKBOOK.xlsx"),
        help=both("写到哪里；缺省 <编号>-<版次>.xlsx", "where to; by default <id>-<edition>.xlsx"),
    ),
]
Sites = Annotated[
    list[str] | None,
    typer.Option(
        "--site",
        metavar=both("场所", "SITE"),
        help=both("多个场所时逐一写出", "name each site where there are several"),
    ),
]
From = Annotated[
    str,
    typer.Option(
        "--from", metavar=both("日期", "DATE"), help=both("期间的第一天", "first day of the period")
    ),
]
To = Annotated[
    str,
    typer.Option("--to", metavar=both("日期", "DATE"), help=both("期间的最后一天", "last day of the period")),
]
Monthly = Annotated[bool, typer.Option("--monthly", help=both("各量按月填", "ask every quantity by month"))]
Fill = Annotated[
    Path | None,
    typer.Option(
        "--fill",
        metavar=both("清单", "INVENTORY"),
        help=both("把已有清单的数值填进去", "fill in the values of an inventory"),
    ),
]


def form(
    ctx: typer.Context,
    rule: RuleName,
    output: Output = None,
    choice: Choices = None,
    site: Sites = None,
    from_day: From = "2025-01-01",
    to_day: To = "2025-12-31",
    monthly: Monthly = False,
    fill: Fill = None,
    as_json: Json = False,
) -> int:
    """Write the workbook of a rule."""
    language = session_of(ctx).language

    def work(screen: Screen) -> Answer:
        from tanchi.cli.forming import Wanted, formed

        resolution = "month" if monthly else "year"
        wanted = Wanted(tuple(site or ("",)), (from_day, to_day), resolution, parsed_choices(choice), fill)
        return formed(rule, output, wanted, language)

    return answered("form", language, as_json, work)


app = verb_app(
    form,
    help=both(
        "由规则生成填报工作簿：每个过程一张表，写明要什么、什么单位、证据是什么。",
        "Make the workbook a rule asks for: a sheet per process, with what is asked, in which unit, with what evidence.",
    ),
    examples=both(
        "tanchi form cement -o 水泥.xlsx\n"
        "tanchi form cement --site 一厂 --site 二厂 --monthly\n"
        "tanchi form electrolytic-aluminium --choice basis=grid --fill 去年.yaml -o 今年.xlsx",
        "tanchi form cement -o cement.xlsx --lang en\n"
        "tanchi form cement --site north --site south --monthly\n"
        "tanchi form electrolytic-aluminium --choice basis=grid --fill last-year.yaml -o this-year.xlsx",
    ),
)
