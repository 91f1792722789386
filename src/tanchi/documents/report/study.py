"""The study report: what ISO 14067 clause 7 and the report annexes of product standards ask for, in their order."""

from __future__ import annotations

from collections.abc import Iterable

from tanchi.documents.blocks import (
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
)
from tanchi.documents.report import charts, tables
from tanchi.documents.report.activity import activity
from tanchi.documents.report.answers import Answers
from tanchi.documents.report.boundary import boundary_figure
from tanchi.documents.report.formulas import formulas
from tanchi.documents.report.page import fingerprint_line
from tanchi.documents.report.shown import Shown, figure
from tanchi.findings import Language, Level, Text
from tanchi.inventory.model import Inventory
from tanchi.inventory.statements import STATEMENTS, denies
from tanchi.rules.model import Rule
from tanchi.study.result import CheckState, Footprint

_BASES = {
    "footprint": Text("碳足迹", "footprint"),
    "mass": Text("质量", "mass"),
    "energy": Text("能量", "energy"),
}
"""What the limits of a cut-off are counted in."""


def study_report(
    footprint: Footprint,
    rule: Rule,
    inventory: Inventory,
    language: Language = "zh",
    answers: Answers | None = None,
) -> Document:
    """Return the study report as a document; every number comes from the footprint and its inventory."""
    shown = Shown(footprint, rule, language)
    blocks: list[Block] = [
        *_summary(shown),
        *_goal(shown),
        *_scope(shown),
        *_inventory(shown, inventory),
        *_impact(shown),
        *_interpretation(shown),
        *_statements(shown, inventory),
        *_annexes(shown, answers),
    ]
    return Document(
        title=shown.either("产品碳足迹研究报告", "Carbon footprint study report"),
        blocks=tuple(blocks),
        language=language,
        subtitle=shown.say(footprint.product),
        meta=_cover(shown),
        footer=fingerprint_line(shown),
    )


def _cover(shown: Shown) -> tuple[tuple[str, str], ...]:
    footprint = shown.footprint
    rows = (
        (Text("企业", "company"), footprint.company or "—"),
        (Text("产品", "product"), shown.say(footprint.product)),
        (Text("依据的规则", "rule"), shown.say(shown.rule.title)),
        (Text("规则版本", "edition"), f"{shown.rule.id}@{shown.rule.edition}"),
        (Text("统计期", "period"), f"{footprint.period[0]} – {footprint.period[1]}"),
        (Text("计算指纹", "fingerprint"), footprint.fingerprint.short()),
    )
    caution = (Text("规则的验证", "validation of the rule"), shown.say(footprint.caution))
    return tuple((shown.say(label), value) for label, value in (*rows, caution) if value)


def _head(shown: Shown, zh: str, en: str, level: int = 1, anchor: str = "") -> Heading:
    return Heading(shown.either(zh, en), level, anchor)


def _p(shown: Shown, zh: str, en: str) -> Paragraph:
    return Paragraph(shown.either(zh, en))


def _summary(shown: Shown) -> list[Block]:
    footprint = shown.footprint
    interval = shown.range(footprint.interval)
    unit = f"{shown.total(footprint.total)} {shown.unit}"
    kind = shown.either(
        *(
            ("产品碳足迹", "carbon footprint")
            if footprint.result_type == "cfp"
            else ("产品部分碳足迹", "partial carbon footprint")
        )
    )
    blocks: list[Block] = [_head(shown, "摘要", "Summary")]
    ranged = (
        shown.either(f"，95 % 区间 {interval}", f", 95 % interval {interval}")
        if interval
        else shown.either("（没有给出不确定度）", " (no uncertainty given)")
    )
    blocks.append(_p(
        shown,
        f"{shown.say(footprint.product)}的{kind}为 {unit}{ranged}，{shown.unit_kind.zh}为{shown.declared}，边界见 3.2，统计期 {footprint.period[0]} 至 {footprint.period[1]}，GWP100 采用 {footprint.gwp_set}。",
        f"The {kind} of {shown.say(footprint.product)} is {unit}{ranged}; {shown.unit_kind.en} {shown.declared}; boundary see 3.2; period {footprint.period[0]} to {footprint.period[1]}; GWP100 of {footprint.gwp_set}.",
    ))  # fmt: skip
    if footprint.caution:
        blocks.append(_p(
            shown,
            f"所依据的规则{footprint.caution.zh}。",
            f"The rule followed is {footprint.caution.of('en')}.",
        ))  # fmt: skip
    twin = next((v for v in footprint.variants if v.choice == charts.TWIN), None)
    if twin is not None and twin.total is not None:
        blocks.append(_p(
            shown,
            f"电力全部按电网平均计算时为 {shown.total(twin.total)} {shown.unit}（比 ISO 14067 6.4.9.4.4 更严：两种结果总是同时给出）。",
            f"With all electricity at grid average it is {shown.total(twin.total)} {shown.unit} (stricter than ISO 14067 6.4.9.4.4: both results are always given).",
        ))  # fmt: skip
    if not footprint.complete:
        flows = "、".join(dict.fromkeys(shown.say(g.label) for g in footprint.gaps))
        blocks.append(
            _p(
                shown,
                f"结果不完整：{flows}没有可用的因子，未计入。",
                f"The result is incomplete: no factor for {flows}; they are not counted.",
            )
        )
    blocks += [tables.stage_table(shown), charts.stage_chart(shown)]
    return blocks


def _goal(shown: Shown) -> list[Block]:
    goal = shown.say(shown.rule.goal)
    return [
        _head(shown, "目的", "Goal"),
        Paragraph(goal) if goal else _p(shown, "计算产品对全球变暖的潜在贡献，以二氧化碳当量表示。", "Quantify the product's potential contribution to global warming as CO2 equivalent."),
        _p(shown, "产品碳足迹只反映气候变化一类影响，不代表产品的全部环境、社会或经济影响；结果不包括碳抵消。", "A carbon footprint shows climate change only, not all environmental, social or economic impacts; it contains no offsets."),
    ]  # fmt: skip


def _scope(shown: Shown) -> list[Block]:
    rule = shown.rule
    blocks: list[Block] = [
        _head(shown, "范围", "Scope"),
        _head(shown, f"产品与{shown.unit_kind.zh}", f"Product and {shown.unit_kind.en}", 2),
        Paragraph(shown.say(rule.product.definition)),
        _p(
            shown,
            f"{shown.unit_kind.zh}：{shown.declared}。",
            f"{shown.unit_kind.en.capitalize()}: {shown.declared}.",
        ),
        _head(shown, "系统边界", "System boundary", 2),
        boundary_figure(shown),
    ]
    if rule.boundary.exclusions:
        blocks.append(_exclusions(shown))
    blocks += [
        _head(shown, "取舍", "Cut-off", 2),
        _cutoff(shown),
        _head(shown, "时间与选择", "Period and choices", 2),
        _choices(shown),
    ]
    return blocks


def _cutoff(shown: Shown) -> Paragraph:
    found = shown.footprint.cutoff
    left_out = shown.percent(found.achieved)
    if found.each is None or found.total is None:
        return _p(
            shown,
            f"规则没有规定取舍准则。已知的舍去合计 {left_out} %。",
            f"The rule sets no cut-off. Known omissions sum to {left_out} %.",
        )
    basis = _BASES.get(found.basis, Text(found.basis))
    return _p(
        shown,
        f"取舍准则：单项不超过 {found.each * 100:g} %，合计不超过 {found.total * 100:g} %，以{basis.zh}计。已知的舍去合计 {left_out} %。",
        f"Cut-off: each item at most {found.each * 100:g} %, together at most {found.total * 100:g} % of the {basis.of('en')}. Known omissions sum to {left_out} %.",
    )


def _exclusions(shown: Shown) -> Table:
    rows = tuple(
        (
            Cell(shown.say(e.what)),
            Cell(shown.say(e.reason)),
            Cell(shown.percent(e.share) if e.share is not None else "—"),
        )
        for e in shown.rule.boundary.exclusions
    )
    return Table(
        (
            Column(Text("不计入", "left out"), width=2),
            Column(Text("理由", "reason"), width=3),
            Column(Text("估计份额", "share"), "%", "decimal"),
        ),
        rows,
        Text("不计入的内容", "What is left out"),
    )


def _choices(shown: Shown) -> Table:
    rows = []
    for id, option in shown.footprint.choices.items():
        choice = shown.rule.choices[id]
        rows.append((Cell(shown.say(choice.label) or id), Cell(shown.say(choice.option(option).label))))
    return Table(
        (Column(Text("选择", "choice"), width=2), Column(Text("本研究", "this study"), width=3)),
        tuple(rows),
        Text("方法选择", "Choices"),
    )


def _inventory(shown: Shown, inventory: Inventory) -> list[Block]:
    blocks: list[Block] = [
        _head(shown, "清单分析", "Inventory analysis"),
        _head(shown, "活动数据", "Activity data", 2),
    ]
    blocks += activity(shown, inventory)
    blocks += [_head(shown, "因子与背景数据", "Factors and background data", 2), tables.link_table(shown)]
    blocks += [_head(shown, "计算公式", "Formulas", 2), *formulas(shown)]
    blocks += [_head(shown, "分配", "Allocation", 2), *_allocation(shown)]
    blocks += [_head(shown, "电力", "Electricity", 2), *_electricity(shown)]
    blocks += [_head(shown, "平衡与检查", "Balances and checks", 2)]
    if shown.footprint.balances:
        blocks.append(tables.balance_table(shown))
    blocks.append(tables.check_table(shown))
    return blocks


def _allocation(shown: Shown) -> Iterable[Block]:
    running = {p.id.split("@")[0] for p in shown.footprint.by_process}
    any_ = False
    for process in shown.rule.processes.values():
        found = process.allocation
        if found is None or process.id not in running:
            continue
        any_ = True
        option = shown.footprint.choices.get(found.choose, "") if found.choose else ""
        how = (
            shown.say(shown.rule.choices[found.choose].option(option).label)
            if found.choose
            else shown.either("见规则", "as the rule says")
        )
        yield Paragraph(
            f"{shown.say(process.label)}：{how}。{shown.say(found.reason)}"
            if shown.language == "zh"
            else f"{shown.say(process.label)}: {how}. {shown.say(found.reason)}"
        )
    if not any_:
        yield _p(shown, "没有需要分配的过程。", "No process needs allocation.")
    others = [v for v in shown.footprint.variants if v.choice != charts.TWIN]
    if others:
        yield _p(
            shown, "其他分配方式与方法的结果见 5.3。", "Results with other allocations and methods: see 5.3."
        )


def _electricity(shown: Shown) -> Iterable[Block]:
    yield _p(
        shown,
        "电力采用生命周期口径的足迹因子，不用二氧化碳排放因子；合同电力按凭证条件核对，另给出全部按电网平均的结果。",
        "Electricity uses life-cycle footprint factors, never CO2 emission factors; contractual electricity is checked against the conditions on instruments, and the result with grid average for all is given beside it.",
    )
    yield tables.variant_table(shown)


def _impact(shown: Shown) -> list[Block]:
    return [
        _head(shown, "影响评价结果", "Impact assessment"),
        _head(shown, "按阶段、过程和输入", "By stage, process and input", 2),
        tables.process_table(shown),
        tables.input_table(shown),
        charts.sankey(shown),
        _head(shown, "按气体与单独列出的结果", "By gas, and separate lines", 2),
        tables.gas_table(shown),
        tables.lines_table(shown),
        _head(shown, "其他选择的结果", "Other choices", 2),
        tables.variant_table(shown),
    ]


def _interpretation(shown: Shown) -> list[Block]:
    footprint = shown.footprint
    blocks: list[Block] = [
        _head(shown, "结果解释", "Interpretation"),
        _head(shown, "重大问题", "Significant issues", 2),
        tables.contribution_table(shown),
    ]
    blocks += [_head(shown, "敏感性与不确定性", "Sensitivity and uncertainty", 2)]
    tornado = charts.tornado(shown)
    if tornado is not None:
        blocks.append(tornado)
    blocks.append(tables.sensitivity_table(shown))
    if footprint.mean_note:
        blocks.append(Paragraph(shown.say(footprint.mean_note)))
    blocks += [_head(shown, "数据质量", "Data quality", 2), _quality(shown)]
    blocks += [_head(shown, "局限与提示", "Limits and warnings", 2)]
    words = tuple(shown.say(f.message) for f in footprint.findings if f.level is not Level.NOTE)
    blocks.append(Items(words) if words else _p(shown, "没有警告。", "No warnings."))
    skipped = dict.fromkeys(shown.say(c.label) for c in footprint.checks if c.state is CheckState.SKIPPED)
    if skipped:
        blocks.append(
            _p(
                shown,
                f"没有执行的检查：{'、'.join(skipped)}。",
                f"Checks not performed: {', '.join(skipped)}.",
            )
        )
    return blocks


def _quality(shown: Shown) -> Table:
    footprint = shown.footprint
    score = footprint.quality.score
    rows = [
        (Text("初级数据份额", "primary data"), f"{shown.percent(footprint.primary_share)} %"),
        (
            Text("数据质量评分（1 最好，5 最差）", "data quality (1 best, 5 worst)"),
            "—" if score is None else f"{score:.2f}",
        ),
        (
            Text("建立在已读数值上的份额", "on values read at the source"),
            f"{shown.percent(footprint.reading_shares.get('read'))} %",
        ),
        (
            Text("建立在转引数值上的份额", "on second-hand values"),
            f"{shown.percent(footprint.reading_shares.get('second_hand'))} %",
        ),
        (
            Text("建立在凭记忆数值上的份额", "on recalled values"),
            f"{shown.percent(footprint.reading_shares.get('recalled'))} %",
        ),
        (Text("代用数据的份额", "on proxies"), f"{shown.percent(footprint.proxy_share)} %"),
        (
            Text("气体未拆分的份额（不能换 GWP 集）", "on factors with lumped gases (GWP set fixed)"),
            f"{shown.percent(footprint.lumped_share)} %",
        ),
    ]
    cells = tuple((Cell(shown.say(label)), Cell(value)) for label, value in rows)
    return Table(
        (Column(Text("项", "item"), width=3), Column(Text("数值", "value"), align="right")),
        cells,
        Text("数据质量", "Data quality"),
    )


def _statements(shown: Shown, inventory: Inventory) -> list[Block]:
    mark = shown.footprint.fingerprint
    review = inventory.statements.get("review", "")
    said = () if not inventory.statements else (_said(shown, inventory),)
    return [
        _head(shown, "可重算性与声明", "Recomputation and statement"),
        _p(
            shown,
            f"本报告由计算包生成。指纹 {mark.digest[:16]} 覆盖规则内容、清单、选择、GWP 集、因子集、程序版本、随机种子；任何人可用同一计算包重算并核对。",
            f"This report was made from a bundle. The fingerprint {mark.digest[:16]} covers rule, inventory, choices, GWP set, factor sets, engine and seed; anyone can recompute the bundle and compare.",
        ),
        Paragraph(review)
        if review and not denies(review)
        else _p(
            shown,
            "本报告未经第三方鉴定性评审；如经评审，由评审方另附声明。",
            "This report has not been critically reviewed by a third party; a reviewer's statement would be attached.",
        ),
        *said,
    ]


def _said(shown: Shown, inventory: Inventory) -> Table:
    """Return what the study says in words, as its authors wrote it."""
    rows = tuple((Cell(shown.say(STATEMENTS[key])), Cell(text)) for key, text in inventory.statements.items())
    columns = Column(Text("声明", "statement"), width=1.6), Column(Text("内容", "text"), width=4)
    return Table(columns, rows, Text("研究的声明", "Statements of the study"))


def _annexes(shown: Shown, answers: Answers | None) -> list[Block]:
    blocks: list[Block] = [Annex(shown.either("参数与来源", "Parameters and sources")), _parameters(shown)]
    if answers is not None:
        blocks += [
            Annex(shown.either("与 GB/T 24067 逐条对照", "Row by row against GB/T 24067")),
            _answers(shown, answers),
        ]
    return blocks


def _parameters(shown: Shown) -> Table:
    rows = []
    for node in shown.footprint.nodes.values():
        if node.id.startswith("param:") and node.source is not None and not isinstance(node.value, str):
            reading = shown.say(tables.READINGS[node.source.reading])
            rows.append(
                (
                    Cell(shown.say(node.label)),
                    Cell(figure(node.value, 6)),
                    Cell(node.unit),
                    Cell(f"{node.source}（{reading}）"),
                )
            )
    return Table(
        (Column(Text("参数", "parameter"), width=2.6), Column(Text("数值", "value"), align="decimal"), Column(Text("单位", "unit")), Column(Text("来源与阅读状态", "source and reading"), width=3)),
        tuple(rows),
        Text("计算中用到的参数", "Parameters used"),
    )  # fmt: skip


def _answers(shown: Shown, answers: Answers) -> Table:
    rows = tuple(
        (
            Cell(r.id.removeprefix("C24067-")),
            Cell(r.clause),
            Cell(shown.say(r.text)),
            Cell(shown.say(r.word)),
            Cell(shown.say(r.evidence)),
            Cell(r.reading),
        )
        for r in answers.rows
    )
    return Table(
        (Column(Text("编号", "row")), Column(Text("条款", "clause")), Column(Text("要求（转述）", "requirement (restated)"), width=3.4), Column(Text("回答", "answer")), Column(Text("证据", "evidence"), width=2.4), Column(Text("条文阅读", "reading"))),
        rows,
        Text(f"检查表 {answers.checklist} 第 {answers.edition} 版", f"checklist {answers.checklist}, edition {answers.edition}"),
        note=shown.either("条款号为 ISO 14067:2018 的编号；国标条文多数未读，见各行的阅读状态。", "Clause numbers are those of ISO 14067:2018; most clauses of the GB/T were not read, see each row."),
    )  # fmt: skip
