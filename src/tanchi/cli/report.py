"""``tanchi report``: the study report, for Word or as a page."""

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

Source = Annotated[
    Path,
    typer.Argument(
        metavar=both("文件", "FILE"),
        help=both(
            "填好的工作簿、文本清单，或打包文件（.tanchi，按其中的结果写）",
            "a filled workbook, a text inventory, or a bundle (.tanchi: its stored result is reported)",
        ),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=both("报告.docx", "REPORT.docx"),
        help=both(
            "以 .docx 或 .html 结尾；缺省与文件同名的 .docx",
            "ends with .docx or .html; by default .docx beside the file",
        ),
    ),
]


def report(
    ctx: typer.Context,
    file: Source,
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
    """Write the report."""

    def work(screen: Screen) -> Answer:
        from tanchi.cli.opened import Ask
        from tanchi.cli.reporting import reported

        ask = Ask(rule, parsed_choices(choice), gwp, samples, seed, product, site)
        return reported(file, output or file.with_suffix(".docx"), ask, screen)

    return answered("report", session_of(ctx).language, as_json, work)


app = verb_app(
    report,
    help=both(
        "写研究报告：可编辑的 Word（公式、图、编号都是 Word 自己的），或一个 HTML 文件。",
        "Write the study report: editable Word with native equations, charts and numbering, or one HTML file.",
    ),
    examples=both(
        "tanchi report 水泥.xlsx -o 水泥碳足迹报告.docx\ntanchi report 水泥.tanchi -o 报告.html",
        "tanchi report cement.xlsx -o cement-report.docx\ntanchi report cement.tanchi -o report.html --lang en",
    ),
)
