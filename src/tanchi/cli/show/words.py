"""Words of results, in both languages."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.sources import Reading
from tanchi.study.result import CheckState

KG = "kg CO₂e"

LINES = {
    "fossil": Text("化石排放", "fossil"),
    "biogenic_emission": Text("生物源排放", "biogenic emission"),
    "biogenic_removal": Text("生物源清除", "biogenic removal"),
    "dluc": Text("直接土地利用变化", "direct land-use change"),
    "aircraft": Text("其中：航空", "of which: aircraft"),
    "biogenic_content": Text("产品中的生物碳（kg C）", "biogenic carbon in the product (kg C)"),
    "iluc": Text("间接土地利用变化", "indirect land-use change"),
    "soil": Text("土壤碳变化", "soil carbon"),
    "carbonation": Text("碳化吸收", "carbonation"),
    "delayed": Text("延迟排放", "delayed emissions"),
    "beyond": Text("系统边界以外", "beyond the boundary"),
}

ORIGINS = {
    "fossil": Text("化石", "fossil"),
    "biogenic": Text("生物源", "biogenic"),
    "dluc": Text("土地利用变化", "land-use change"),
    "process": Text("过程", "process"),
    "aircraft": Text("航空", "aircraft"),
}

READINGS = {
    Reading.READ: Text("读过原文", "read"),
    Reading.SECOND_HAND: Text("转引", "second-hand"),
    Reading.RECALLED: Text("记忆", "recalled"),
    Reading.UNKNOWN: Text("未说明", "not stated"),
}

STATES = {
    CheckState.PASSED: Text("通过", "passed"),
    CheckState.FAILED: Text("未通过", "failed"),
    CheckState.SKIPPED: Text("未做", "skipped"),
}

MARKS = {CheckState.PASSED: "✓", CheckState.FAILED: "✕", CheckState.SKIPPED: "–"}

RESULT_TYPES = {
    "cfp": Text("产品碳足迹", "carbon footprint of a product"),
    "partial_cfp": Text("部分碳足迹", "partial carbon footprint"),
}
