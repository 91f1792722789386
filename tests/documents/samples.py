"""A result sheet and a report that use every kind of block. Figures are for demonstration; the sums add up."""

from __future__ import annotations

from tanchi.documents.blocks import (
    Alert,
    Annex,
    Bar,
    BarChart,
    Block,
    BoundaryBox,
    BoundaryFigure,
    Cell,
    Column,
    Columns,
    Document,
    Equation,
    Fact,
    Facts,
    Fold,
    Heading,
    Headline,
    IntervalAxis,
    Items,
    Mark,
    PageBreak,
    Paragraph,
    Run,
    Sankey,
    SankeyLink,
    SankeyNode,
    Share,
    ShareBar,
    Span,
    Step,
    Table,
    Walk,
)
from tanchi.findings import Language, Text
from tanchi.formula import Symbol, parse

UNIT = "t CO₂e / t"


class Say:
    """Pick one of two wordings."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, zh: str, en: str) -> str:
        return Text(zh, en).of(self.language)


def sheet(language: Language = "zh") -> Document:
    """The result page of d-result: aluminium ingot, 2025."""
    s = Say(language)
    blocks: tuple[Block, ...] = (
        Columns(((_headline(s),), (_axis(s),))),
        _facts(s),
        Alert(
            "warn",
            s("2 条提示", "2 warnings"),
            s(
                "氧化铝采用行业平均因子，未取得供应商数据（影响 2.61，占 20.5%）；电力因子为 2024 年值，统计期为 2025 年。",
                "Alumina uses an industry average, no supplier data (2.61, 20.5%); "
                "the grid factor is of 2024, the period is 2025.",
            ),
        ),
        Heading(s("按阶段", "By stage"), aside=UNIT),
        _stages(s),
        Heading(
            s("从哪里来", "Where it comes from"),
            aside=s(f"线宽与排放量成正比，{UNIT}", f"Ribbons to scale, {UNIT}"),
        ),
        sankey(language),
        Heading(s("贡献", "Contributions")),
        contributions(language),
        Columns(
            (
                (Heading(s("按气体", "By gas"), 2, aside=UNIT), gases(language)),
                (Heading(s("单独报告", "Reported separately"), 2, aside=UNIT), _lines(s)),
            )
        ),
        Heading(
            s("什么最影响结果", "What matters most"),
            aside=s(f"单个输入在其区间内变化，{UNIT}", f"One input at a time, {UNIT}"),
        ),
        tornado(language),
        Heading(s("解释", "Explanation")),
        Fold(s("阳极消耗 CO₂：1.47", "Anode CO₂: 1.47"), (_walk(s),), anchor="explain-anode"),
    )
    return Document(
        title=s("重熔用铝锭，2025 年：碳足迹", "Remelt aluminium ingot, 2025: carbon footprint"),
        blocks=blocks,
        language=language,
        subtitle=s("示例铝业有限公司（演示）", "Example Aluminium Co. (demonstration)"),
        footer=s("计算指纹 7f3a 91c2，2026-11-22", "Fingerprint 7f3a 91c2, 2026-11-22"),
        layout="sheet",
        banner=s("演示：单位与数据均为演示", "Demonstration: names and figures are invented"),
    )


def report(language: Language = "zh") -> Document:
    """A report with clauses, formulas, a boundary figure, charts and an annex."""
    s = Say(language)
    blocks: tuple[Block, ...] = (
        Heading(s("量化范围", "Scope of quantification"), anchor="scope"),
        Heading(s("声明单位", "Declared unit"), 2),
        Paragraph(
            s(
                "声明单位应为 1 t 重熔用铝锭；以原铝液交付时，声明单位应为 1 t 原铝液，并在报告中说明。",
                "The declared unit shall be 1 t of remelt aluminium ingot.",
            )
        ),
        Heading(s("系统边界", "System boundary"), 2, "boundary-clause"),
        Paragraph(
            (
                Run(
                    s(
                        "系统边界应从铝土矿开采起，至铝锭出厂止，包括铝土矿开采、氧化铝生产、预焙阳极生产、铝电解和铸造五个单元过程，以及各过程之间的运输，见",
                        "The boundary runs from bauxite mining to the ingot at the gate, see ",
                    )
                ),
                Run("", ref="boundary"),
                Run(s("。", ".")),
            )
        ),
        boundary(language),
        Heading(s("取舍准则", "Cut-off"), 2),
        Items(
            (
                s("单项物质流或能量流影响小于 1% 时可舍去；", "single flows below 1% may be left out;"),
                s("舍去部分合计不应超过 5%。", "together no more than 5%."),
            ),
            "letter",
        ),
        Heading(s("清单计算", "Inventory"), anchor="inventory"),
        Heading(s("阳极消耗排放", "Emissions of anode consumption"), 2),
        Paragraph(
            (
                Run(
                    s(
                        "阳极消耗产生的二氧化碳排放量，应按",
                        "The carbon dioxide of anode consumption shall be computed by ",
                    )
                ),
                Run("", ref="anode"),
                Run(s("计算，参数见", ", parameters in ")),
                Run("", ref="parameters"),
                Run(s("。“净耗”不含残极——残极返回阳极厂……", ". “Net” leaves out the butts.")),
            )
        ),
        anode_equation(),
        Heading(s("结果", "Results")),
        Paragraph(s("碳足迹及其区间。", "The footprint and its interval."), "lead"),
        _headline(s),
        _axis(s),
        _facts(s),
        Alert(
            "info",
            s("口径", "Basis"),
            s("电网平均电力，AR6，从摇篮到大门。", "Grid mix, AR6, cradle to gate."),
        ),
        _stages(s),
        sankey(language, caption=True),
        contributions(language, caption=True),
        stage_chart(language),
        comparison(language),
        tornado(language, caption=True),
        gases(language, caption=True),
        Paragraph(s("各行按未修约值计算。", "Rows are computed unrounded."), "note"),
        Items((s("铝平衡通过", "aluminium balance passed"), s("碳平衡通过", "carbon balance passed"))),
        Items((s("先核对凭证", "check the evidence"), s("再签署", "then sign")), "number"),
        PageBreak(),
        Annex(s("参数缺省值", "Default parameters"), anchor="annex"),
        Heading(s("铝电解", "Electrolysis"), 2),
        parameters(language),
        Heading(s("参考文献", "Bibliography"), 1, numbered=False),
        Paragraph(
            (
                Run("IPCC 2006", bold=True),
                Run(s("，第 3 卷，", ", volume 3, ")),
                Run("ipcc.ch", href="https://www.ipcc.ch/"),
                Run(" x"),
                Run("2", sup=True),
                Run(" a.b", code=True),
            ),
            "small",
        ),
    )
    return Document(
        title=s("温室气体 产品碳足迹量化方法与要求 电解铝", "Product carbon footprint: primary aluminium"),
        blocks=blocks,
        language=language,
        subtitle=s("核算报告（演示）", "Study report (demonstration)"),
        meta=(
            (s("单位", "Company"), s("示例铝业有限公司", "Example Aluminium Co.")),
            (s("统计期", "Period"), s("2025-01 至 2025-12", "2025-01 to 2025-12")),
            (s("规则", "Rule"), "electrolytic-aluminium 2024.1"),
        ),
        footer=s("规则指纹 sha256 7f3a 91c2", "Rule sha256 7f3a 91c2"),
    )


def boundary(language: Language) -> BoundaryFigure:
    s = Say(language)
    return BoundaryFigure(
        stages=(("raw_material", s("原材料获取", "Raw materials")), ("production", s("生产", "Production"))),
        boxes=(
            BoundaryBox("bauxite", s("铝土矿开采", "Bauxite mining"), "raw_material", detail="6.4.1"),
            BoundaryBox("alumina", s("氧化铝生产", "Alumina refining"), "raw_material", detail="6.4.2"),
            BoundaryBox("anode", s("预焙阳极生产", "Anode baking"), "raw_material", detail="6.4.3"),
            BoundaryBox("cell", s("铝电解", "Electrolysis"), "production", detail="6.4.4、6.4.5"),
            BoundaryBox("casting", s("铸造", "Casting"), "production", detail="6.4.6"),
            BoundaryBox(
                "use",
                s("使用、废弃", "Use, end of life"),
                "use",
                inside=False,
                detail=s("下游，不计入", "not counted"),
            ),
        ),
        arrows=(
            ("", "bauxite", s("燃料、电力", "fuel, power")),
            ("", "alumina", s("烧碱、石灰、燃料", "caustic, lime, fuel")),
            ("", "anode", s("煅后焦、沥青", "coke, pitch")),
            ("", "cell", s("交流电", "power")),
            ("", "cell", s("氟化盐", "fluorides")),
            ("bauxite", "alumina", ""),
            ("alumina", "cell", s("氧化铝", "alumina")),
            ("anode", "cell", s("阳极", "anodes")),
            ("cell", "anode", s("残极", "butts")),
            ("cell", "casting", s("原铝液", "liquid metal")),
            ("cell", "", "CO₂、CF₄、C₂F₆"),
            ("alumina", "", s("赤泥", "red mud")),
            ("casting", "use", s("重熔用铝锭", "ingot")),
        ),
        caption=Text("电解铝产品系统边界", "System boundary of primary aluminium"),
        anchor="boundary",
        title=s("系统边界（从摇篮到大门）", "System boundary (cradle to gate)"),
        note=s("不计入：厂房与设备的建造和维护；员工通勤", "Not counted: buildings and equipment; commuting"),
    )


def sankey(language: Language, *, caption: bool = False) -> Sankey:
    s = Say(language)
    sources = (
        ("grid", s("电网电力", "Grid power"), "production", "cell", 4.27),
        ("direct", s("直供电力（按电网平均计）", "Direct supply (at grid mix)"), "production", "cell", 3.50),
        ("anode", s("阳极消耗", "Anode consumption"), "production", "cell", 1.47),
        ("pfc", s("阳极效应、氟化盐", "Anode effect, fluorides"), "production", "cell", 0.28),
        ("alumina", s("氧化铝与铝土矿", "Alumina and bauxite"), "raw_material", "raw", 2.73),
        ("anodes", s("阳极生产", "Anode production"), "raw_material", "raw", 0.26),
        ("fuel", s("运输、铸造燃料", "Transport, casting fuel"), "transport", "rest", 0.19),
    )
    middle = (
        ("cell", s("铝电解", "Electrolysis"), "production", 9.52),
        ("raw", s("氧化铝、阳极", "Alumina, anodes"), "raw_material", 2.99),
        ("rest", s("铸造与运输", "Casting, transport"), "transport", 0.19),
    )
    return Sankey(
        nodes=(
            *(
                SankeyNode(i, label, 0, colour, v, f"{v:.2f}", f"#explain-{i}")
                for i, label, colour, _, v in sources
            ),
            *(SankeyNode(i, label, 1, colour, v, f"{v:.2f}") for i, label, colour, v in middle),
            SankeyNode("total", s("重熔用铝锭 1 t", "Remelt ingot 1 t"), 2, "ink", 12.70, "12.70"),
        ),
        links=(
            *(SankeyLink(i, to, v, colour) for i, _, colour, to, v in sources),
            *(SankeyLink(i, "total", v, colour) for i, _, colour, v in middle),
        ),
        unit=UNIT,
        caption=Text("碳足迹的来源", "Where the footprint comes from") if caption else Text(""),
    )


def contributions(language: Language, *, caption: bool = False) -> Table:
    s = Say(language)
    names = {
        "production": s("生产", "Production"),
        "raw_material": s("原材料获取", "Raw materials"),
        "transport": s("运输", "Transport"),
    }
    rows = (
        (s("电解用电", "Power of electrolysis"), "production", 7.77),
        (s("氧化铝生产", "Alumina"), "raw_material", 2.61),
        (s("阳极消耗 CO₂", "Anode CO₂"), "production", 1.47),
        (s("预焙阳极生产", "Anode production"), "raw_material", 0.26),
        (s("阳极效应 PFC", "Anode effect PFC"), "production", 0.25),
        (s("铝土矿开采", "Bauxite"), "raw_material", 0.12),
        (s("铸造", "Casting"), "production", 0.10),
        (s("运输", "Transport"), "transport", 0.10),
        (s("氟化盐生产", "Fluorides"), "raw_material", 0.02),
    )
    body = []
    running = 0.0
    for label, stage, value in rows:
        running += value
        body.append(
            (
                Cell(label),
                Cell(names[stage], swatch=stage),
                Cell(bar=value / 7.77, swatch=stage),
                Cell(f"{value:.2f}", href="#explain-anode" if value == 1.47 else ""),
                Cell(f"{value / 12.7 * 100:.1f}"),
                Cell(f"{running / 12.7 * 100:.1f}"),
            )
        )
    body.append((Cell(s("合计", "Total")), Cell(), Cell(), Cell("12.70"), Cell("100.0"), Cell()))
    return Table(
        columns=(
            Column(Text("来源", "Source"), width=1.6),
            Column(Text("阶段", "Stage"), width=1.4),
            Column(Text("", ""), width=3.2),
            Column(Text("碳足迹", "Footprint"), UNIT, "decimal", 1.1),
            Column(Text("占比", "Share"), "%", "decimal", 0.8),
            Column(Text("累计", "Cumulated"), "%", "decimal", 1.0),
        ),
        rows=tuple(body),
        caption=Text("贡献", "Contributions") if caption else Text(""),
        total=True,
        note=s("各行按未修约值计算，修约后相加可能与合计差末位 1。", "Rows are computed unrounded."),
        current=2,
    )


def gases(language: Language, *, caption: bool = False) -> Table:
    s = Say(language)
    rows = (
        (s("CO₂（化石）", "CO₂ (fossil)"), "CO2", "12\u202f050", "1", "12.05"),
        (s("CH₄（化石）", "CH₄ (fossil)"), "CH4", "12.1", "29.8", "0.36"),
        ("CF₄", "PFC", "0.0286", "7380", "0.21"),
        ("C₂F₆", "PFC", "0.0035", "12\u202f400", "0.04"),
        ("N₂O", "N2O", "0.15", "273", "0.04"),
        (s("其他", "Other"), "", "—", "—", "0.00"),
    )
    return Table(
        columns=(
            Column(Text("气体", "Gas"), width=1.6),
            Column(Text("质量", "Mass"), "kg / t", "decimal"),
            Column(Text("GWP₁₀₀", "GWP₁₀₀"), "AR6", "decimal"),
            Column(Text("碳足迹", "Footprint"), UNIT, "decimal"),
        ),
        rows=tuple((Cell(a, swatch=c), Cell(m), Cell(g), Cell(v)) for a, c, m, g, v in rows),
        caption=Text("按气体", "By gas") if caption else Text(""),
    )


def parameters(language: Language) -> Table:
    s = Say(language)
    read, second = Mark("ok", s("已读", "read"), tag=True), Mark("warn", s("转引", "second-hand"), tag=True)
    rows = (
        (
            "N",
            "",
            s("阳极净耗（缺实测时）", "net anode consumption"),
            "0.411",
            "t/t",
            s("国内核算应用代码", "domestic code"),
            second,
        ),
        ("S", "", s("阳极含硫量", "sulphur of anode"), "0.02", "t/t", "IPCC 2006", read),
        ("r", "2", s("C₂F₆ 与 CF₄ 质量比", "mass ratio of C₂F₆ to CF₄"), "0.121", "kg/kg", "IPCC 2006", read),
    )
    return Table(
        columns=(
            Column(Text("符号", "Symbol"), width=0.7),
            Column(Text("参数", "Parameter"), width=2.4),
            Column(Text("数值", "Value"), align="decimal", width=0.9),
            Column(Text("单位", "Unit"), width=1),
            Column(Text("来源", "Source"), width=1.8),
            Column(Text("阅读状态", "Reading"), align="right", width=1.1),
        ),
        rows=tuple(
            (
                Cell((Run(b, italic=True), Run(i, sub=True))),
                Cell(n),
                Cell(v),
                Cell(u),
                Cell(src),
                Cell(mark=m),
            )
            for b, i, n, v, u, src, m in rows
        ),
        caption=Text("铝电解参数", "Parameters of electrolysis"),
        note=s("转引的参数使用前应与原文核对。", "Check second-hand values before use."),
        anchor="parameters",
    )


def tornado(language: Language, *, caption: bool = False) -> BarChart:
    s = Say(language)
    rows = (
        (s("电力碳足迹因子", "Grid factor"), "±8%", 0.62),
        (s("氧化铝上游因子", "Alumina factor"), "±15%", 0.41),
        (s("交流电耗", "AC consumption"), "±1.5%", 0.12),
        (s("阳极净耗", "Net anode"), "±5%", 0.07),
    )
    return BarChart(
        bars=tuple(Bar(a, (-v, v), texts=(f"−{v:.2f}", f"+{v:.2f}"), detail=d) for a, d, v in rows),
        series=(s("偏低", "low"), s("偏高", "high")),
        colours=("use", "production"),
        unit=UNIT,
        caption=Text("什么最影响结果", "What matters most") if caption else Text(""),
        tornado=True,
    )


def stage_chart(language: Language) -> BarChart:
    s = Say(language)
    return BarChart(
        bars=(
            Bar(s("一号厂", "Site 1"), (3.02, 0.10, 9.58, -0.40), texts=("3.02", "0.10", "9.58", "−0.40")),
            Bar(s("二号厂", "Site 2"), (3.40, 0.22, 6.10, -0.10), texts=("3.40", "0.22", "6.10", "−0.10")),
        ),
        series=(
            s("原材料获取", "Raw materials"),
            s("运输", "Transport"),
            s("生产", "Production"),
            s("回收抵扣", "Credit"),
        ),
        colours=("raw_material", "transport", "production", "credit"),
        unit=UNIT,
        caption=Text("各厂按阶段", "Sites by stage"),
        anchor="sites",
    )


def comparison(language: Language) -> BarChart:
    s = Say(language)
    return BarChart(
        bars=(
            Bar(s("本规则", "this rule"), (12.7, 9.3), texts=("12.7", "9.3")),
            Bar(s("行业平均", "industry mean"), (14.1, 13.2), texts=("14.1", "13.2")),
        ),
        series=(s("电网平均", "grid mix"), s("合同电力", "contracts")),
        colours=("accent", "ink-2"),
        unit=UNIT,
        caption=Text("与行业平均比较", "Against the industry mean"),
        stacked=False,
    )


LEFT = Symbol("E", "a", Text("阳极消耗产生的二氧化碳排放量", "carbon dioxide of anode consumption"), "t")
SYMBOLS = {
    ("output",): Symbol("P", "", Text("原铝产量", "output of metal"), "t"),
    ("net",): Symbol("N", "", Text("阳极净耗", "net anode consumption"), "t/t"),
    ("sulphur",): Symbol("S", "", Text("阳极平均含硫量", "sulphur of the anode"), "1"),
    ("ash",): Symbol("A", "", Text("阳极平均灰分", "ash of the anode"), "1"),
}


def anode_equation(*, where: bool = True) -> Equation:
    formula = parse("output * net * (1 - sulphur - ash) * (44 / 12)")
    return Equation(LEFT, formula, SYMBOLS.__getitem__, anchor="anode" if where else "", where=where)


def _headline(s: Say) -> Headline:
    return Headline(
        "12.7",
        s("t CO₂e / t 铝锭", "t CO₂e / t ingot"),
        (
            Run(s("95% 区间 ", "95% interval ")),
            Run("11.9–13.6", bold=True),
            Run(
                s(
                    "，1 万次抽样。电网平均电力，AR6，从摇篮到大门。",
                    ", 10\u202f000 samples. Grid mix, AR6, cradle to gate.",
                )
            ),
        ),
        (
            Mark("ok", s("平衡通过 3 / 3", "3 of 3 balances")),
            Mark("warn", s("2 条提示", "2 warnings")),
            Mark("none", s("计算指纹 7f3a 91c2", "fingerprint 7f3a 91c2"), "#explain-anode"),
        ),
    )


def _axis(s: Say) -> IntervalAxis:
    return IntervalAxis(
        s("电力口径", "Electricity"),
        UNIT,
        (
            Span(
                s("电网平均（0.5777 kg CO₂e/kWh，2024）", "Grid mix (0.5777 kg CO₂e/kWh, 2024)"),
                12.7,
                11.9,
                13.6,
                "accent",
                "12.7",
                "11.9–13.6",
            ),
            Span(
                s("合同电力（直供水电 45%，其余电网）", "Contracts (45% hydro, rest grid)"),
                9.3,
                8.7,
                10.0,
                "ink-2",
                "9.3",
                "8.7–10.0",
            ),
        ),
    )


def _facts(s: Say) -> Facts:
    return Facts(
        (
            Fact("83%", s("初级数据份额", "primary data")),
            Fact("1.8", s("数据质量评分（1 最好，5 最差）", "data quality (1 best, 5 worst)")),
            Fact("0.7%", s("已舍去（限值 5%）", "left out (limit 5%)")),
            Fact("3 / 3", s("平衡通过：铝、碳、电", "balances: Al, C, power")),
            Fact("128 / 133", s("条款符合，5 条待人工判断", "clauses met, 5 for a person"), "#explain-anode"),
        )
    )


def _stages(s: Say) -> ShareBar:
    return ShareBar(
        (
            Share(s("原材料获取", "Raw materials"), 3.01, "raw_material", "3.01", "23.7"),
            Share(s("运输", "Transport"), 0.10, "transport", "0.10", "0.8"),
            Share(s("生产", "Production"), 9.59, "production", "9.59", "75.5"),
        ),
        UNIT,
        s("使用、生命末期不在边界内", "Use and end of life are outside the boundary"),
    )


def _lines(s: Say) -> Table:
    rows = (
        (s("化石排放与清除", "Fossil"), "12.64"),
        (s("生物成因排放", "Biogenic emissions"), "0.05"),
        (s("生物成因清除", "Biogenic removals"), "−0.01"),
        (s("直接土地利用变化", "Direct land use change"), "0.02"),
        (s("航空运输", "Aircraft"), "0"),
    )
    return Table(
        (Column(Text("项", "Line"), width=2), Column(Text("数值", "Value"), UNIT, "decimal")),
        tuple((Cell(a), Cell(v)) for a, v in rows),
    )


def _walk(s: Say) -> Walk:
    return Walk(
        (
            Step(
                s("结果", "Result"),
                (
                    Paragraph(
                        s(
                            "生产阶段 › 铝电解 › 阳极消耗，化石 CO₂",
                            "Production › electrolysis › anode, fossil CO₂",
                        )
                    ),
                ),
            ),
            Step(
                s("公式　规则 6.4.4 式（4）", "Formula  rule 6.4.4 (4)"),
                (
                    anode_equation(where=False),
                    Paragraph(
                        (
                            Run(s("代入，未修约　", "Put in, unrounded: ")),
                            Run("1 × 0.412 × (1 − 0.02 − 0.004) × 44/12 = "),
                            Run("1.474", bold=True),
                        )
                    ),
                ),
            ),
            Step(
                s("单元格", "Cell"),
                (
                    Paragraph(
                        (
                            Run(s("铝电解!C9", "Electrolysis!C9"), href="#explain-anode"),
                            Run("　200\u202f364 t ÷ 486\u202f320 t"),
                        )
                    ),
                    Paragraph(
                        s("实测，王工（演示）2026-01-14 填报", "measured, entered 2026-01-14"), "small"
                    ),
                ),
            ),
            Step(
                s("参数来源", "Source"),
                (
                    Paragraph(
                        s("IPCC 2006 第 3 卷，预焙槽缺省值", "IPCC 2006 vol. 3, default of prebaked cells")
                    ),
                ),
            ),
        )
    )
