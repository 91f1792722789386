"""The words of the workbook in both languages."""

from __future__ import annotations

from tanchi.findings import Text

COVER = Text("说明与封面", "Cover")
HOW = (
    Text("只填白色的格子；灰色是公式和说明，已经锁定。", "Fill in the white cells only; grey ones are formulas and notes, and locked."),
    Text(
        "带 ● 的必须填。没有发生填 0；不知道就留空，不要填“无”或“/”。",
        "● must be filled in. Write 0 where there was none; leave unknown cells empty, not '-' or 'N/A'.",
    ),
    Text(
        "先选单位再填数：单位可以改选，数不必换算；百分数直接填 65.2%。",
        "Choose the unit, then type the number: pick another unit rather than convert; type per cents as 65.2%.",
    ),
    Text(
        "填的是统计期间的总量，不是单耗。每个数写明怎样得来、凭证编号。",
        "Give totals of the period, not specific values. Say how each number was come by, and its evidence.",
    ),
    Text(
        "有台账就填台账：盘存、仪表、水分换算、气量各有一页，数由公式算出，原处留空。",
        "If you keep ledgers, fill in the ledger sheets (stock, meters, moisture, gas) and leave the value empty.",
    ),
    Text(
        "“状态”一栏随填随变。全部填完后保存交回；不要改动工作表的名称、行和列。",
        "The status column answers as you type. Save and return the file; do not rename sheets or move rows.",
    ),
)  # fmt: skip

TITLE_HOW = Text("怎样填", "How to fill this in")
TITLE_WHO = Text("企业与产品", "Company and product")
TITLE_CHOICES = Text("核算选项", "Choices")
TITLE_PLANT = Text(
    "本厂的工序：没有的选“无”，有关的页和格子就不用填",
    "Processes of the plant: choose 'no' for those you do not have, and leave their sheets empty",
)
HAS, HAS_NOT, ANSWER = Text("有", "yes"), Text("无", "no"), Text("请选", "choose")
IF_ABSENT = Text(
    "没有这个工序的，在封面选“无”，这一页不用填",
    "without this process choose 'no' on the cover and leave this sheet",
)
TITLE_CONTENTS = Text("各页填报情况", "Sheets and progress")
HEADS = {
    "company": Text("企业名称", "Company"),
    "product": Text("产品名称与规格", "Product"),
    "from": Text("统计期间：起", "Period: from"),
    "to": Text("统计期间：止", "Period: to"),
    "contact": Text("填报人与电话", "Contact"),
    "notes": Text("说明", "Remarks"),
}
RULE, EDITION, UNIT_OF = Text("核算规则", "Rule"), Text("版次", "Edition"), Text("声明单位", "Declared unit")
SITES = Text("厂区", "Sites")
CAUTION = Text("△ 规则的验证", "△ Validation of the rule")
CONTENTS = (
    Text("工作表", "Sheet"),
    Text("阶段", "Stage"),
    Text("待填", "To fill"),
    Text("请核对", "To check"),
    Text("适用", "Applies"),
)

STATUS, MARK, ITEM, SYMBOL = (
    Text("状态", "Status"),
    Text("必填", "Must"),
    Text("项目", "Item"),
    Text("符号", "Symbol"),
)
UNIT, VALUE, WHOLE = Text("单位", "Unit"), Text("数值", "Value"), Text("全年值", "Whole period")
SUM = Text("合计或加权平均", "Sum or mean")
METHOD, SPREAD = Text("怎样得来", "Method"), Text("不确定度 ±", "Uncertainty ±")
SOURCE, EVIDENCE = Text("来源或计量器具", "Source or meter"), Text("凭证编号", "Evidence no.")
ROW_EVIDENCE = Text("数据的凭证编号", "Evidence no. of the figures")
RANGE, HELP, NOTE = (
    Text("常见范围", "Usual range"),
    Text("填报说明", "What to report"),
    Text("备注", "Remarks"),
)
NAME, NUMBER = Text("名称", "Name"), Text("序号", "No.")

METHODS = {
    "measured": Text("实测", "measured"),
    "calculated": Text("计算", "calculated"),
    "estimated": Text("估算", "estimated"),
    "default": Text("缺省", "default"),
}
YES, NO = Text("是", "yes"), Text("否", "no")

SECTIONS = {
    "makes": Text("产出", "Makes"),
    "inputs": Text("投入", "Takes"),
    "emissions": Text("排放", "Emits"),
    "uptakes": Text("移除", "Takes up"),
    "wastes": Text("废物", "Hands to treatment"),
    "quantity": Text("数据", "Data"),
    "bought": Text("外购", "Bought"),
    "stock": Text("库存", "Stocks"),
}

TO_FILL, DONE, LOOK = Text("待填", "to fill"), Text("已填", "done"), Text("请核对", "check")
UNUSED, DEFAULT, LEDGER = Text("不用填", "not asked"), Text("用缺省", "default"), Text("见台账", "ledger")
AS_TEXT = Text("是文字", "is text")

STOCK = Text("台账·盘存", "Ledger - stock")
METERS = Text("台账·仪表", "Ledger - meters")
BASIS = Text("台账·水分换算", "Ledger - moisture")
GAS = Text("台账·气量", "Ledger - gas")
FACTORS = Text("供应商与自有因子", "Suppliers and factors")
OVERRIDES = Text("来源例外", "Other origins")
OVERRIDES_NOTE = Text(
    "表中一行只写一个来源。某一格的来源与所在行不同时写在这里，这几栏整个代替那一行的。没有就不填。",
    "A row of a table has one origin. Where a cell has another one, write it here: it replaces that of the row.",
)
METER_SHEET = Text("用量", "use")
STATEMENTS = Text("报告文字", "Statements")
STATEMENTS_NOTE = Text(
    "写进研究报告的说明，一致性检查也看这些；可以以后再补。确实没有的写“无”。换行按 Alt+Enter。",
    "What the report says in words and the conformity check reads; may be added later. Write 'none' where there is none.",
)
HOURLY = Text("逐时", "hourly")
PLANT = Text("厂区：", "Site: ")
SEE = Text("见“{}”", "see '{}'")
ONLY_IF = Text("仅当{}时填", "Only if {}")
MUST_IF = Text("{}时必填", "Required if {}")
BY_DEFAULT = Text("可不填，缺省为 {}", "May be left empty: default {}")
DEFAULT_OF_RULE = Text("可不填，按规则取缺省值", "May be left empty: default of the rule")
EVIDENCE_WANTED = Text("凭证：{}", "Evidence: {}")
BY_MONTH = Text("须逐月填", "By month")
OPTIONAL = Text("可不填", "Optional")
YEAR = Text("全年", "Whole period")
LEDGER_NOTES = {
    "s": Text(
        "消耗量 = 期初库存 + 购入 − 期末库存 − 转售。选好数量后，原处的数值留空。",
        "Use = opening + purchases - closing - sold. Choose the quantity here and leave its own cell empty.",
    ),
    "m": Text(
        "用量 = （本次示数 − 上次示数）× 倍率；同一数量可以有几块表。换表时分两行填。",
        "Use = (present - previous) x factor; a quantity may have several meters. A changed meter takes two rows.",
    ),
    "b": Text(
        "煤、矿石的质量、含量和低位发热量在收到基、空干基、干基之间换算。水分填百分数。",
        "Mass, content and net calorific value between as received, air dried and dry. Moisture in per cent.",
    ),
    "g": Text(
        "把工况下的气体体积折算到 0 ℃、101.325 kPa。压力填绝对压力；填表压时写上大气压。",
        "Brings a gas volume to 0 °C and 101.325 kPa. Absolute pressure, or gauge pressure with the atmosphere.",
    ),
    "k": Text(
        "供应商给的足迹，或企业自己掌握的因子。没有就不填，碳尺按规则选用数据库中的因子。",
        "Suppliers' footprints or factors of your own. Leave empty to use the factors the rule names.",
    ),
}

UNIT_TIP = Text("可改选同一量纲的单位", "Another unit of the same dimension may be chosen")
NOT_LISTED = Text("不在列表中。仍要使用吗？", "This is not in the list. Use it all the same?")
TIP_RANGE = Text("常见范围 {}", "Usual range {}")
ANY_RANGE = Text("一个数", "one number")
ASK_NUMBER = Text(
    "应为 {}。超出时请先核对单位：是否差了 1000 倍（t 与 kg、MWh 与 kWh）或 1 万倍？确实如此可以保留，并在备注中说明。",
    "Expected: {}. Check the unit first: a factor of 1000 (t and kg, MWh and kWh)? Keep it if it is right, and say why.",
)
ASK_PERCENT = Text(
    "应为 {}。请带百分号填写，如 65.2%：是否差了 100 倍？确实如此可以保留，并在备注中说明。",
    "Expected: {}. Type the per cent sign, as in 65.2%: a factor of 100? Keep it if it is right, and say why.",
)
