"""``tanchi demo``: the whole way once, with a plant that comes with the library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json, rule_names
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

DemoRule = Annotated[
    str,
    typer.Argument(
        metavar=both("规则", "RULE"),
        help=both("用哪项规则的示例工厂", "the rule whose example plant is used"),
        autocompletion=rule_names,
    ),
]
Folder = Annotated[
    Path,
    typer.Option("--out", metavar=both("文件夹", "FOLDER"), help=both("文件写到哪里", "where the files go")),
]


def demo(
    ctx: typer.Context, rule: DemoRule = "cement", out: Folder = Path("out"), as_json: Json = False
) -> int:
    """Go the whole way once."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.demonstrating import demonstrated

        return demonstrated(rule, out, screen)

    return answered("demo", session_of(ctx).language, as_json, work)


app = verb_app(
    demo,
    help=both(
        "用随软件提供的工厂走完全程：填好的工作簿 → 检查 → 碳足迹 → 报告 → 打包 → 重算核对。",
        "The whole way with a plant of the library: filled workbook → checks → footprint → report → bundle → verification.",
    ),
    examples=both(
        "tanchi demo\ntanchi demo electrolytic-aluminium --out 试用",
        "tanchi demo\ntanchi demo electrolytic-aluminium --out trial --lang en",
    ),
)
