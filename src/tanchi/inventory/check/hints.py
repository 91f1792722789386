"""The likely cause of a value that lies a round factor outside its range."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.inventory.form import Field

_LOOK = Text(
    "请核对数值和单位；若属实请在备注中说明", "check value and unit; if it is right, say why in the note"
)

_PERCENT: tuple[tuple[float, Text], ...] = (
    (
        100.0,
        Text(
            "是否把百分数填成了小数（如 0.65 应填 65 %）？",
            "was a per cent typed as a fraction (0.65 for 65 %)?",
        ),
    ),
    (
        0.01,
        Text(
            "是否把百分数多乘了 100（如 6520 % 应为 65.2 %）？",
            "was a per cent multiplied by 100 (6520 % for 65.2 %)?",
        ),
    ),
)
_FACTORS: tuple[tuple[float, Text], ...] = (
    (
        1000.0,
        Text(
            "小了约 1000 倍：单位是否应为 kg、kWh、m3 而写成 t、MWh、千 m3 的数？",
            "about 1000 times too small: t for kg, MWh for kWh?",
        ),
    ),
    (
        0.001,
        Text(
            "大了约 1000 倍：是否填的是 kg 或 kWh 的数，而单位是 t 或 MWh？",
            "about 1000 times too large: kg or kWh typed where t or MWh stands?",
        ),
    ),
    (10000.0, Text("小了约 1 万倍：是否按“万”为单位填写？", "about 10,000 times too small: typed in 万?")),
    (
        0.0001,
        Text(
            "大了约 1 万倍：单位是否应为“万 t”“万 kWh”？",
            "about 10,000 times too large: should the unit be 万?",
        ),
    ),
    (12.0, Text("小了约 12 倍：是否只填了一个月？", "about 12 times too small: only one month?")),
    (100.0, Text("小了约 100 倍", "about 100 times too small")),
    (0.01, Text("大了约 100 倍", "about 100 times too large")),
)


def factor_hint(value: float, low: float | None, high: float | None, field: Field) -> Text:
    """Return the likely cause of ``value`` outside ``low`` to ``high``: a round factor, or look again."""
    is_percent = field.unit is not None and field.unit.symbol == "%" and not field.per
    for factor, cause in (*(_PERCENT if is_percent else ()), *_FACTORS):
        scaled = value * factor
        inside = (low is None or scaled >= low) and (high is None or scaled <= high)
        if inside and value and (low is not None or factor < 1) and (high is not None or factor > 1):
            return cause
    return _LOOK
