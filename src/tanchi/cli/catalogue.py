"""The verbs: their names, what each is for, and the module that is imported when one is used."""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.findings import Text


@dataclass(frozen=True, slots=True)
class Verb:
    """A command: ``module`` is below ``tanchi.cli``; ``panel`` heads its group on the help page."""

    name: str
    module: str
    text: Text
    panel: Text = Text("命令", "Commands")


_START = Text("上手", "Begin")
_RULE = Text("规则", "Rules")
_STUDY = Text("填报与计算", "Data and results")
_HAND = Text("交付与核对", "Hand over and verify")

ROOT = (
    Verb("demo", "demo", Text("用一座真实工厂走完全程", "the whole way with a real plant"), _START),
    Verb(
        "rule",
        "rule",
        Text(
            "规则：list show check test new diff schema migrate",
            "rules: list show check test new diff schema migrate",
        ),
        _RULE,
    ),
    Verb(
        "standards",
        "standards",
        Text("查标准目录与十五类产品的覆盖", "search the standards; what the notice's products have"),
        _RULE,
    ),
    Verb(
        "factors",
        "factors",
        Text("查背景因子及其来源和质量", "search the background factors, their sources and quality"),
        _RULE,
    ),
    Verb("form", "form", Text("由规则生成填报工作簿", "make the workbook a rule asks for"), _STUDY),
    Verb(
        "compute", "compute", Text("检查填报并计算碳足迹", "check the data and compute the footprint"), _STUDY
    ),
    Verb("explain", "explain", Text("追溯一个数从哪里来", "walk a number back to its sources"), _STUDY),
    Verb("compare", "compare", Text("比较两个碳足迹", "compare two footprints"), _STUDY),
    Verb("report", "report", Text("写报告（.docx、.html）", "write the report (.docx, .html)"), _HAND),
    Verb(
        "bundle",
        "bundle",
        Text("打成任何人都能重算的一个文件", "pack one file that anyone can recompute"),
        _HAND,
    ),
    Verb("verify", "verify", Text("重算打包文件并核对", "recompute a bundle and compare"), _HAND),
)

RULE = (
    Verb("list", "rule_list", Text("列出现有规则", "list the rules there are")),
    Verb("show", "rule_show", Text("看一项规则或其中一项内容", "show a rule or one item of it")),
    Verb(
        "check",
        "rule_check",
        Text("检查规则能否运行、与上位标准是否一致", "check that a rule runs and conforms"),
    ),
    Verb("test", "rule_test", Text("运行规则自带的算例", "run the worked examples of a rule")),
    Verb("new", "rule_new", Text("为一种产品起草新规则", "begin a rule for another product")),
    Verb(
        "diff", "rule_diff", Text("比较两个版次，指明结果会不会变", "compare two editions; can results move?")
    ),
    Verb(
        "schema",
        "rule_schema",
        Text("格式的 JSON Schema，供编辑器用", "the format as JSON Schema, for editors"),
    ),
    Verb(
        "migrate",
        "rule_migrate",
        Text("把旧格式的规则包改为现在的格式", "bring a pack of an older format up"),
    ),
)
