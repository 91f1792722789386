"""``tanchi compute``: check what was filled in, then the footprint."""

from __future__ import annotations

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import (
    BundleFile,
    Choices,
    GwpSet,
    HtmlFile,
    InventoryFile,
    Json,
    MarkedFile,
    ProductRow,
    ResultFile,
    RuleOption,
    Samples,
    Seed,
    SiteName,
    Strict,
    WordFile,
    parsed_choices,
)
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of


def compute(
    ctx: typer.Context,
    inventory: InventoryFile,
    rule: RuleOption = "",
    choice: Choices = None,
    gwp: GwpSet = "",
    samples: Samples = 10_000,
    seed: Seed = 1,
    product: ProductRow = "",
    site: SiteName = "",
    output: ResultFile = None,
    bundle: BundleFile = None,
    report: WordFile = None,
    html: HtmlFile = None,
    mark: MarkedFile = None,
    strict: Strict = False,
    as_json: Json = False,
) -> int:
    """Compute the footprint of an inventory."""
    language = session_of(ctx).language

    def work(screen: Screen) -> Answer:
        from tanchi.cli.computing import Job, computed
        from tanchi.cli.opened import Ask
        from tanchi.cli.written import Targets

        ask = Ask(rule, parsed_choices(choice), gwp, samples, seed, product, site)
        return computed(Job(inventory, ask, Targets(output, bundle, report, html), mark, strict), screen)

    return answered("compute", language, as_json, work)


app = verb_app(
    compute,
    help=both(
        "检查填报并计算碳足迹。先列出全部问题；没有错误才给出结果。",
        "Check the data and compute the footprint. Everything wrong is listed first; without errors there is a result.",
    ),
    examples=both(
        "tanchi compute 水泥.xlsx\n"
        "tanchi compute 水泥.xlsx --choice basis=grid --gwp AR5\n"
        "tanchi compute 水泥.xlsx -o 结果.json --bundle 水泥.tanchi --report 报告.docx\n"
        "tanchi compute 水泥.xlsx --mark 标注.xlsx",
        "tanchi compute cement.xlsx\n"
        "tanchi compute cement.xlsx --choice basis=grid --gwp AR5\n"
        "tanchi compute cement.xlsx -o result.json --bundle cement.tanchi --report report.docx\n"
        "tanchi compute cement.xlsx --mark marked.xlsx",
    ),
)
