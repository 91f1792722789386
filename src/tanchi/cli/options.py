"""Options that several verbs share, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tanchi.cli.language import both
from tanchi.findings import Finding, Level, TanchiError, Text


def rule_names(incomplete: str) -> list[tuple[str, str]]:
    """Return rules for the completion of the shell, with their titles."""
    from tanchi.rules.shelf import list_rules

    return [(e.id, str(e.title)) for e in list_rules() if e.id.startswith(incomplete)]


def gwp_names(incomplete: str) -> list[str]:
    """Return GWP sets for the completion of the shell."""
    from tanchi.gases import gwp_sets

    return [s.id for s in gwp_sets() if s.id.startswith(incomplete)]


Json = Annotated[bool, typer.Option("--json", help=both("输出 JSON，供程序读取", "print JSON for programs"))]
StudyFile = Annotated[
    Path,
    typer.Argument(
        metavar=both("文件", "FILE"),
        help=both(
            "填好的工作簿（.xlsx），文本清单（.yaml .json .csv），打包文件（.tanchi）或结果（.json）",
            "a filled workbook (.xlsx), a text inventory (.yaml .json .csv), a bundle (.tanchi) or a result (.json)",
        ),
    ),
]
InventoryFile = Annotated[
    Path,
    typer.Argument(
        metavar=both("清单", "INVENTORY"),
        help=both(
            "填好的工作簿（.xlsx），或文本清单（.yaml .json .csv）",
            "a filled workbook (.xlsx) or a text inventory (.yaml .json .csv)",
        ),
    ),
]
RuleName = Annotated[
    str,
    typer.Argument(
        metavar=both("规则", "RULE"),
        help=both(
            "编号（cement）、编号@版次（cement@2025-1），或规则包的文件夹",
            "an id (cement), id@edition (cement@2025-1), or the folder of a pack",
        ),
        autocompletion=rule_names,
    ),
]
RuleOption = Annotated[
    str,
    typer.Option(
        "--rule",
        "-r",
        metavar=both("规则", "RULE"),
        help=both(
            "所用的规则：编号、编号@版次或文件夹；不写则按清单所写",
            "the rule: id, id@edition or a folder; otherwise the one the inventory names",
        ),
        autocompletion=rule_names,
    ),
]
Choices = Annotated[
    list[str] | None,
    typer.Option(
        "--choice",
        "-c",
        metavar=both("选择=选项", "CHOICE=OPTION"),
        help=both("选定一项选择，可以多次", "settle a choice; may be given several times"),
    ),
]
GwpSet = Annotated[
    str,
    typer.Option(
        "--gwp",
        metavar=both("GWP集", "SET"),
        help=both("换用另一套 GWP，如 AR5", "another GWP set, such as AR5"),
        autocompletion=gwp_names,
    ),
]
Samples = Annotated[
    int,
    typer.Option(
        "--samples",
        metavar=both("次数", "N"),
        min=0,
        max=1_000_000,
        help=both("不确定性抽样次数，0 为不抽样", "Monte Carlo samples, 0 for none"),
    ),
]
Seed = Annotated[
    int,
    typer.Option("--seed", metavar=both("数", "N"), min=0, help=both("随机种子", "random seed")),
]
ProductRow = Annotated[
    str,
    typer.Option(
        "--product",
        metavar=both("品种", "ROW"),
        help=both("只算一个品种（品种表中的编号）", "one variety only (its id in the table of products)"),
    ),
]
SiteName = Annotated[
    str,
    typer.Option("--site", metavar=both("场所", "SITE"), help=both("只算一个场所", "one site only")),
]


Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=both(
            "有缺口、检查未通过或检查表的“应”未满足时以 3 退出",
            "leave with 3 where there are gaps, failed checks or unmet shalls of the checklist",
        ),
    ),
]
ResultFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=both("结果.json", "RESULT.json"),
        help=both("把结果写入 JSON 文件", "write the result as JSON"),
    ),
]
BundleFile = Annotated[
    Path | None,
    typer.Option(
        "--bundle", metavar=both("文件.tanchi", "FILE.tanchi"), help=both("同时打包", "also write a bundle")
    ),
]
WordFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar=both("报告.docx", "REPORT.docx"),
        help=both("同时写研究报告（.docx 或 .html）", "also write the study report (.docx or .html)"),
    ),
]
HtmlFile = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar=both("结果.html", "RESULT.html"),
        help=both(
            "同时写结果页（一个文件，用浏览器打开）", "also write the result page (one file for a browser)"
        ),
    ),
]
MarkedFile = Annotated[
    Path | None,
    typer.Option(
        "--mark",
        metavar=both("标注.xlsx", "MARKED.xlsx"),
        help=both(
            "另存一份工作簿，把问题标在格子上", "save a copy of the workbook with the findings at their cells"
        ),
    ),
]


def parsed_choices(words: list[str] | None) -> dict[str, str]:
    """Return ``choice → option`` of ``k=v`` words. Raises TanchiError naming each that is not one."""
    words = words or []
    wrong = [word for word in words if not all(part.strip() for part in (word.partition("=")[::2]))]
    if wrong:
        raise TanchiError(
            Finding(
                "cli.choice", Level.ERROR,
                Text(f"--choice 要写成“选择=选项”，不是“{word}”", f"--choice is CHOICE=OPTION, not '{word}'"),
                None, Text("例如 --choice basis=grid", "for example --choice basis=grid"),
            )
            for word in wrong
        )  # fmt: skip
    return {key.strip(): value.strip() for key, _, value in (word.partition("=") for word in words)}
