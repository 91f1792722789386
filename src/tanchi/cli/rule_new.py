"""``tanchi rule new``: begin a rule for another product."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

NewId = Annotated[
    str,
    typer.Argument(
        metavar=both("编号", "ID"),
        help=both("小写英文、数字和连字符，如 flat-glass", "lower case, digits, hyphens: flat-glass"),
    ),
]
Title = Annotated[
    str,
    typer.Option(
        "--title", metavar=both("名称", "NAME"), help=both("产品的中文名称", "the product's name in Chinese")
    ),
]
TitleEn = Annotated[
    str,
    typer.Option(
        "--title-en",
        metavar=both("名称", "NAME"),
        help=both("产品的英文名称", "the product's name in English"),
    ),
]
UnitName = Annotated[
    str,
    typer.Option(
        "--unit",
        metavar=both("单位", "UNIT"),
        help=both("声明单位所用的单位，如 t、m2、piece", "unit of the declared unit: t, m2, piece"),
    ),
]
Edition = Annotated[
    str, typer.Option("--edition", metavar=both("版次", "EDITION"), help=both("版次", "edition"))
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=both("文件夹", "FOLDER"),
        help=both("写到哪里；缺省 rules/<编号>/<版次>", "where to; by default rules/<id>/<edition>"),
    ),
]


def rule_new(
    ctx: typer.Context,
    id: NewId,
    title: Title = "",
    title_en: TitleEn = "",
    unit: UnitName = "t",
    edition: Edition = "2026-1",
    output: Folder = None,
    as_json: Json = False,
) -> int:
    """Begin a rule."""

    def work(screen: Screen) -> Answer:
        from tanchi.rules.scaffold import NewRule, write_scaffold

        new = NewRule(id, title or id, title_en or id.replace("-", " "), edition, unit)
        folder = output or Path("rules") / id / edition
        files = write_scaffold(new, folder)

        def show(screen: Screen) -> None:
            screen.say(f"已写入 {folder}（{len(files)} 个文件）", f"written: {folder} ({len(files)} files)")
            screen.say("接下来：", "Next:")
            for verb in ("rule check", "rule test", "form"):
                screen.line(f"  tanchi {verb} {folder}")

        return Answer(lambda: {"folder": str(folder), "files": [str(f) for f in files]}, show)

    return answered("rule new", session_of(ctx).language, as_json, work)


app = verb_app(
    rule_new,
    help=both(
        "起草一项新规则：写出的规则包能载入、能通过检查，并算出一个手算的例子。",
        "Begin a rule: the pack that is written loads, passes the checks and computes an example worked by hand.",
    ),
    examples=both(
        "tanchi rule new flat-glass --title 平板玻璃 --title-en 'flat glass'\n"
        "tanchi rule new tyre --title 轮胎 --unit piece -o ./轮胎规则",
        "tanchi rule new flat-glass --title-en 'flat glass'\n"
        "tanchi rule new tyre --title-en tyre --unit piece -o ./tyre-rule",
    ),
)
