"""``tanchi bundle``: one file with everything needed to compute again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import (
    Choices,
    GwpSet,
    InventoryFile,
    Json,
    ProductRow,
    RuleOption,
    Samples,
    Seed,
    SiteName,
    parsed_choices,
)
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=both("文件.tanchi", "FILE.tanchi"),
        help=both("写到哪里；缺省与清单同名", "where to; by default beside the inventory"),
    ),
]


def bundle(
    ctx: typer.Context,
    inventory: InventoryFile,
    output: Output = None,
    rule: RuleOption = "",
    choice: Choices = None,
    gwp: GwpSet = "",
    samples: Samples = 10_000,
    seed: Seed = 1,
    product: ProductRow = "",
    site: SiteName = "",
    as_json: Json = False,
) -> int:
    """Bundle a study."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.bundling import bundled
        from tanchi.cli.opened import Ask

        ask = Ask(rule, parsed_choices(choice), gwp, samples, seed, product, site)
        return bundled(inventory, output or inventory.with_suffix(".tanchi"), ask, screen)

    return answered("bundle", session_of(ctx).language, as_json, work)


app = verb_app(
    bundle,
    help=both(
        "计算并打包：规则、清单、因子和结果在一个文件里，收到的人用 tanchi verify 重算。",
        "Compute and pack rule, inventory, factors and result into one file; whoever receives it runs tanchi verify.",
    ),
    examples=both("tanchi bundle 水泥.xlsx -o 水泥.tanchi", "tanchi bundle cement.xlsx -o cement.tanchi"),
)
