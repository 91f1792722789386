"""``tanchi rule schema``: the rule-pack format as JSON Schema for editors."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of


class Kind(StrEnum):
    """The kinds of files."""

    PACK = "pack"
    BLOCK = "block"
    FLOWS = "flows"
    CASE = "case"


KindOfFile = Annotated[
    Kind,
    typer.Argument(
        metavar=both("种类", "KIND"),
        help=both("pack 规则包的文件、block 构件、flows 流集、case 算例", "pack, block, flows or case"),
    ),
]
Target = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=both("文件", "FILE"),
        help=both("写到哪里；缺省打印出来", "where to; by default it is printed"),
    ),
]


def rule_schema(
    ctx: typer.Context, kind: KindOfFile = Kind.PACK, output: Target = None, as_json: Json = False
) -> int:
    """Give the schema."""

    def work(screen: Screen) -> Answer:
        from tanchi.files import write_atomic
        from tanchi.rules.schema import json_schema

        schema = json_schema(kind.value)
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        if output is not None:
            write_atomic(output, text.encode())

        def show(screen: Screen) -> None:
            if output is None:
                typer.echo(text)
            else:
                screen.say(f"已写入 {output}", f"written: {output}")

        return Answer(lambda: {"schema": schema, "file": str(output) if output else None}, show)

    return answered("rule schema", session_of(ctx).language, as_json, work)


app = verb_app(
    rule_schema,
    help=both(
        "给出规则包格式的 JSON Schema：编辑器的 YAML 扩展据此补全和检查。",
        "The rule-pack format as JSON Schema: YAML extensions of editors complete and check by it.",
    ),
    examples=both(
        "tanchi rule schema -o rule.schema.json\ntanchi rule schema case -o case.schema.json",
        "tanchi rule schema -o rule.schema.json\ntanchi rule schema case -o case.schema.json",
    ),
)
