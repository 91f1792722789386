"""What the reader of units says about a text it does not understand: code, message, remedy."""

from __future__ import annotations

from difflib import get_close_matches

from tanchi.findings import Text
from tanchi.units.table import spellings

MAX_LENGTH = 80
MAX_EXPONENT = 6
MAX_POWER_OF_TEN = 12

Complaint = tuple[str, Text, Text]

LENGTH: Complaint = (
    "units.length",
    Text(f"单位应有 1 至 {MAX_LENGTH} 个字符", f"a unit has 1 to {MAX_LENGTH} characters"),
    Text("请写成 t、kWh、GJ/t 这样的单位；无量纲写 1", "Write t, kWh, GJ/t; 1 for a plain number"),
)
AMBIGUOUS: Complaint = (
    "units.ambiguous",
    Text(
        "斜线之后又乘了单位，不知道它在分子还是分母",
        "a unit is multiplied after the stroke: is it above or below?",
    ),
    Text("请加括号，如 min/(cell d)", "Write brackets, as in min/(cell d)"),
)
BRACKET: Complaint = (
    "units.bracket",
    Text("括号没有合上", "the bracket is not closed"),
    Text("请补上右括号", "Close the bracket"),
)
NUMBER: Complaint = (
    "units.number",
    Text("单位里的数只能是 1 或 10 的整数次幂", "a number in a unit is 1 or a whole power of ten"),
    Text(
        "请写成 10^4Nm3、1000 m3；其他系数请放进参数",
        "Write 10^4Nm3 or 1000 m3; put other factors into a parameter",
    ),
)
EXPONENT: Complaint = (
    "units.exponent",
    Text(f"指数应在 ±{MAX_EXPONENT} 之内且不为 0", f"an exponent is within ±{MAX_EXPONENT} and not 0"),
    Text("请写成 m2、m^3、s^-1", "Write m2, m^3, s^-1"),
)
INCOMPLETE: Complaint = (
    "units.incomplete",
    Text("单位没有写完", "the unit is not complete"),
    Text("请补全，如 GJ/t", "Complete it, as in GJ/t"),
)


def unexpected(found: str) -> Complaint:
    """Return the complaint about a sign or text where a unit should stand."""
    return (
        "units.unexpected",
        Text(f"这里不能有“{found}”", f"'{found}' cannot stand here"),
        Text("请写成 GJ/t、t km、min/(cell d)", "Write GJ/t, t km, min/(cell d)"),
    )


def unknown(found: str) -> Complaint:
    """Return the complaint about a name that is in no table, with the nearest ones."""
    near = _near(found)
    listed = Text(f"相近的单位：{'、'.join(near)}", f"Near: {', '.join(near)}")
    remedy = listed if near else Text("请从单位表中选择", "Choose from the table of units")
    return "units.unknown", Text(f"不认识的单位“{found}”", f"unknown unit '{found}'"), remedy


def _near(found: str) -> list[str]:
    """Return up to four spellings, those that differ only by upper and lower case first."""
    same = [name for name in spellings() if name.casefold() == found.casefold()]
    close = get_close_matches(found, spellings(), n=4, cutoff=0.5)
    return list(dict.fromkeys([*same, *close]))[:4]
