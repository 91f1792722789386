"""``tanchi compare``: two footprints side by side, if their methods allow it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.exit_codes import ExitCode
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

if TYPE_CHECKING:
    pass

_HELP = both(
    "打包文件（.tanchi）、结果（.json），或清单（现算）",
    "a bundle (.tanchi), a result (.json), or an inventory (computed now)",
)
First = Annotated[Path, typer.Argument(metavar=both("甲", "FIRST"), help=_HELP)]
Second = Annotated[Path, typer.Argument(metavar=both("乙", "SECOND"), help=_HELP)]


def compare(ctx: typer.Context, first: First, second: Second, as_json: Json = False) -> int:
    """Compare two footprints."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.opened import Ask, footprint_in
        from tanchi.study.compare import compare as compared
        from tanchi.study.serial import footprint_data, to_data

        one, two = (footprint_in(path, Ask(), screen) for path in (first, second))
        found = compared(footprint_data(one), footprint_data(two))

        def show(screen: Screen) -> None:
            from tanchi.cli.show.comparison import show_comparison

            show_comparison(found, screen)

        code = ExitCode.OK if found.comparable else ExitCode.DIFFERENT
        return Answer(lambda: {"comparable": found.comparable, **_mapping(to_data(found))}, show, (), code)

    return answered("compare", session_of(ctx).language, as_json, work)


def _mapping(data: object) -> dict[str, object]:
    assert isinstance(data, dict)
    return data


app = verb_app(
    compare,
    help=both(
        "比较两个碳足迹。方法不同（规则、选择、GWP 集、声明单位）时先列出，并以 4 退出。",
        "Compare two footprints. Where the methods differ (rule, choices, GWP set, unit) this is said first, with exit code 4.",
    ),
    examples=both(
        "tanchi compare 去年.tanchi 今年.tanchi\ntanchi compare 甲厂.xlsx 乙厂.xlsx",
        "tanchi compare last-year.tanchi this-year.tanchi\ntanchi compare plant-a.xlsx plant-b.xlsx",
    ),
)
