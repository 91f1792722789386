"""The columns of the kinds of pages."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.inventory.form import FieldType, TableForm
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.layout import Column

_FRONT = (Column("status", words.STATUS, 8), Column("mark", words.MARK, 5), Column("label", words.ITEM, 28))
_ORIGIN = (
    Column("method", words.METHOD, 9),
    Column("source", words.SOURCE, 18),
    Column("evidence", words.EVIDENCE, 13),
)
_BACK = (Column("range", words.RANGE, 17), Column("help", words.HELP, 34), Column("note", words.NOTE, 20))
_SPREAD = Column("pm", words.SPREAD, 9)


def field_columns(months: tuple[str, ...], has_symbols: bool) -> tuple[Column, ...]:
    """Return the columns of a page of quantities: one value each, or a value and months."""
    symbol = (Column("symbol", words.SYMBOL, 8),) if has_symbols else ()
    unit = Column("unit", words.UNIT, 11)
    value = Column("value", words.WHOLE if months else words.VALUE, 16)
    by_month = tuple(Column(f"m:{month}", _month(month, months), 9.5) for month in months)
    total = (Column("sum", words.SUM, 13),) if months else ()
    return (*_FRONT, *symbol, unit, value, *by_month, *total, *_ORIGIN[:1], _SPREAD, *_ORIGIN[1:], *_BACK)


def _month(month: str, months: tuple[str, ...]) -> Text:
    """Return the head of a month, with its year where the period spans two."""
    year, number = month.split("-")
    if len({other[:4] for other in months}) == 1:
        return Text(f"{int(number)}月", month)
    return Text(f"{year}年{int(number)}月", month)


def table_columns(table: TableForm) -> tuple[Column, ...]:
    """Return the columns of a table: name, its own, origin of the row."""
    own = tuple(
        Column(f"c:{column.id}", column.label, _width(column.type, column.label)) for column in table.columns
    )
    front = (
        Column("status", words.STATUS, 8),
        Column("number", words.NUMBER, 5),
        Column("name", words.NAME, 24),
    )
    taken = any(column.label.zh == words.EVIDENCE.zh for column in table.columns)
    evidence = Column("evidence", words.ROW_EVIDENCE, 15) if taken else _ORIGIN[2]
    return (*front, *own, _ORIGIN[0], _SPREAD, _ORIGIN[1], evidence, Column("note", words.NOTE, 20))


_WIDTHS = {FieldType.NUMBER: 14.0, FieldType.DATE: 13.0, FieldType.BOOL: 11.0}
_HEAD_LINES = 2.5
"""Lines over which the head of a column of a table may be spread, with some room for words."""


def _width(kind: FieldType, label: Text) -> float:
    """Return a width for what stands in a column and for its head."""
    wide = max(sum(2 if ord(c) > 0x2E7F else 1 for c in label.zh), len(label.en))
    return min(max(_WIDTHS.get(kind, 18.0), wide / _HEAD_LINES + 4), 28)


WORDS: tuple[Column, ...] = (
    Column("status", words.STATUS, 8),
    Column("label", Text("内容", "Subject"), 40),
    Column("value", Text("说明（可从列表选，也可自己写）", "Statement (choose, or write your own)"), 76),
    Column("help", words.HELP, 52),
)


def hour_columns() -> tuple[Column, ...]:
    """Return the columns of a page of hours: the day and its 24 hours."""
    hours = (Column(f"h:{hour:02d}", Text(f"{hour}时", f"{hour:02d}:00"), 9) for hour in range(24))
    return (Column("day", Text("日期", "Day"), 12), *hours)


_TARGET = Column("target", Text("用于哪个数量（从列表选）", "Feeds which quantity (choose)"), 36)
_PERIOD = Column("period", Text("期间", "Period"), 12)
_UNIT = Column("unit", words.UNIT, 11)
_RESULT = Column("result", Text("结果", "Result"), 14)
_TAIL = (Column("evidence", words.EVIDENCE, 14), Column("note", words.NOTE, 24))
_BASIS_WIDTH = 14

LEDGERS: dict[str, tuple[Column, ...]] = {
    "s": (
        _TARGET, _PERIOD, Column("label", Text("仓、堆或品种", "Store or kind"), 18), _UNIT,
        Column("opening", Text("期初库存", "Opening"), 13), Column("purchases", Text("购入", "Purchases"), 13),
        Column("closing", Text("期末库存", "Closing"), 13), Column("sold", Text("转售或调出", "Sold"), 13),
        _RESULT, *_TAIL,
    ),
    "m": (
        _TARGET, _PERIOD, Column("label", Text("表号或位置", "Meter"), 18), _UNIT,
        Column("previous", Text("上次示数", "Previous"), 13), Column("present", Text("本次示数", "Present"), 13),
        Column("factor", Text("倍率", "Factor"), 10), Column("reading", Text("或直接填用量", "Or the use itself"), 16),
        _RESULT, *_TAIL,
    ),
    "b": (
        _TARGET, _PERIOD, Column("label", Text("样品或批次", "Sample"), 18),
        Column("of", Text("换算什么", "What"), _BASIS_WIDTH), _UNIT,
        Column("value", Text("已知值", "Known value"), 13), Column("from", Text("已知值的基", "On basis"), _BASIS_WIDTH),
        Column("to", Text("换算到", "To basis"), _BASIS_WIDTH),
        Column("moisture_ar", Text("收到基水分 %", "Moisture ar %"), 12),
        Column("moisture_ad", Text("空干基水分 %", "Moisture ad %"), 12),
        _RESULT, *_TAIL,
    ),
    "g": (
        _TARGET, _PERIOD, Column("label", Text("表号或位置", "Meter"), 18),
        Column("volume", Text("工况体积 m3", "Volume m3"), 15),
        Column("temperature", Text("温度 ℃", "Temperature °C"), 12),
        Column("pressure", Text("压力 kPa", "Pressure kPa"), 12),
        Column("atmosphere", Text("大气压 kPa（压力为表压时填）", "Atmosphere kPa (gauge pressure)"), 18),
        Column("result", Text("结果 Nm3", "Result Nm3"), 15), *_TAIL,
    ),
}  # fmt: skip
"""Letter of a ledger → its columns."""

FACTORS: tuple[Column, ...] = (
    Column("flow", Text("外购的流（从列表选）", "Bought flow (choose)"), 28),
    Column("amount", Text("因子数值（kg）", "Amount (kg)"), 14),
    Column("unit", Text("每单位", "Per unit"), 11),
    Column("gas", Text("气体", "Gas"), 10),
    Column("kind", Text("种类", "Kind"), 18),
    Column("primary", Text("供应商自有数据", "Supplier's own data"), 14),
    Column("source", Text("供应商或文献", "Supplier or document"), 28),
    Column("year", Text("年份", "Year"), 8),
    Column("place", Text("地区", "Place"), 12),
    Column("pm", words.SPREAD, 10),
    Column("bundle", Text("供应商打包文件名", "Supplier's bundle file"), 24),
)

OVERRIDES: tuple[Column, ...] = (
    Column("target", Text("哪一项（从列表选）", "Which item (choose)"), 44),
    Column("row", Text("哪一行（序号或名称，各行相同就留空）", "Row (number or name; empty: all)"), 22),
    Column("period", Text("哪一月（各月相同就留空）", "Month (empty: all)"), 14),
    Column("method", words.METHOD, 10),
    Column("pm", words.SPREAD, 12),
    Column("source", words.SOURCE, 34),
    Column("evidence", words.EVIDENCE, 18),
    Column("note", words.NOTE, 30),
)

OF = {
    "mass": Text("质量", "mass"),
    "content": Text("含量", "content"),
    "heat": Text("低位发热量", "net calorific value"),
}
BASES = {"ar": Text("收到基", "as received"), "ad": Text("空干基", "air dried"), "d": Text("干基", "dry")}
KINDS = {
    "footprint": Text("足迹（含上游）", "footprint"),
    "emission": Text("排放因子（仅直接）", "emission factor"),
}
GASES = ("CO2e", "CO2", "CH4", "N2O")
