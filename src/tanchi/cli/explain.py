"""``tanchi explain``: where a number comes from, step by step."""

from __future__ import annotations

from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import (
    Choices,
    GwpSet,
    Json,
    ProductRow,
    RuleOption,
    SiteName,
    StudyFile,
    parsed_choices,
)
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

_TOTAL_DEPTH = 2

Node = Annotated[
    str,
    typer.Argument(
        metavar=both("哪个数", "NUMBER"),
        help=both(
            "编号、名称或“过程.行”，可以只写一部分；不写为总量",
            "an id, a name, or 'process.line', or a part of one; the total by default",
        ),
    ),
]
Depth = Annotated[
    int | None,
    typer.Option(
        "--depth",
        metavar=both("层", "N"),
        min=0,
        help=both(
            "走几步，0 为走到底；总量缺省 2 步，其余到底",
            "steps to take, 0 for all; 2 for the total, else all",
        ),
    ),
]


def explain(
    ctx: typer.Context,
    file: StudyFile,
    number: Node = "",
    depth: Depth = None,
    rule: RuleOption = "",
    choice: Choices = None,
    gwp: GwpSet = "",
    product: ProductRow = "",
    site: SiteName = "",
    as_json: Json = False,
) -> int:
    """Explain a number."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.opened import Ask, footprint_in
        from tanchi.cli.walk import below, find
        from tanchi.study.serial import to_data

        ask = Ask(rule, parsed_choices(choice), gwp, 0, 1, product, site)
        footprint = footprint_in(file, ask, screen)
        found = find(footprint, number)
        listed = {n.id: n for node in found for n in below(footprint.nodes, node.id)}

        def show(screen: Screen) -> None:
            from tanchi.cli.show.walk import show_walk

            for node in found:
                steps = (_TOTAL_DEPTH if node.id == footprint.root else 0) if depth is None else depth
                show_walk(footprint, node, steps, screen)

        roots = [node.id for node in found]
        return Answer(lambda: {"roots": roots, "nodes": to_data(list(listed.values()))}, show)

    return answered("explain", session_of(ctx).language, as_json, work)


app = verb_app(
    explain,
    help=both(
        "追溯一个数：结果 → 公式 → 代入的数 → 条款 → 工作簿的格子或因子 → 来源与阅读状态。",
        "Walk a number back: result → formula → numbers put in → clause → cell or factor → source and reading status.",
    ),
    examples=both(
        "tanchi explain 水泥.xlsx\ntanchi explain 水泥.xlsx 熟料煅烧.process_co2\ntanchi explain 水泥.tanchi 电力",
        "tanchi explain cement.xlsx\ntanchi explain cement.xlsx kiln.process_co2\ntanchi explain cement.tanchi electricity",
    ),
)
