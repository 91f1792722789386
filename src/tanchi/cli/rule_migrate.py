"""``tanchi rule migrate``: bring a pack of an older format to the present one."""

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

PackFolder = Annotated[
    Path,
    typer.Argument(metavar=both("规则包", "PACK"), help=both("规则包的文件夹", "the folder of a pack")),
]
Dry = Annotated[
    bool, typer.Option("--dry-run", help=both("只列出要改的文件", "only list the files that would change"))
]


def rule_migrate(ctx: typer.Context, pack: PackFolder, dry_run: Dry = False, as_json: Json = False) -> int:
    """Migrate a pack."""

    def work(screen: Screen) -> Answer:
        from tanchi.rules.migrate import migrated, write_migrated
        from tanchi.rules.read_pack import FORMAT
        from tanchi.study.serial import to_data

        found = migrated(pack)
        if not dry_run:
            write_migrated(found)

        def show(screen: Screen) -> None:
            if found.source == FORMAT:
                screen.say(f"已是格式 {FORMAT}，不用转换", f"format {FORMAT} already, nothing to do")
            for step in found.steps:
                screen.line(f"· {screen.of(step)}")
            for path in found.files:
                screen.say(
                    f"{'要改' if dry_run else '已改'} {path}",
                    f"{'would change' if dry_run else 'changed'}: {path}",
                )

        data = {"format": found.source, "target": FORMAT, "steps": to_data(found.steps), "files": [str(p) for p in found.files], "written": not dry_run}  # fmt: skip
        return Answer(lambda: data, show)

    return answered("rule migrate", session_of(ctx).language, as_json, work)


app = verb_app(
    rule_migrate,
    help=both(
        "把旧格式的规则包改为现在的格式：只改写有关的字，注释和排版不动。",
        "Bring a pack of an older format to the present one: only the words concerned change, comments and layout stay.",
    ),
    examples=both("tanchi rule migrate ./我的规则 --dry-run", "tanchi rule migrate ./my-rule --dry-run"),
)
