"""Signs as people type them: what a Chinese keyboard writes, and letters that only look right."""

from __future__ import annotations

import unicodedata

from tanchi.findings import Text

MEANT: dict[str, str] = {
    "（": "(", "）": ")", "［": "[", "］": "]", "，": ",", "．": ".",
    "＋": "+", "－": "-", "−": "-", "＊": "*", "×": "*", "·": "*", "／": "/", "÷": "/", "＾": "^",
    "＜": "<", "＞": ">", "＝": "=", "！": "!", "≤": "≤", "≥": "≥", "≠": "≠", "≦": "≤", "≧": "≥",
    "“": '"', "”": '"', "＂": '"', "％": "%", "　": " ",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}  # fmt: skip
"""Full-width and mathematical signs, each read as the sign it means; positions do not move."""

WRITTEN: dict[str, str] = {"≤": "<=", "≥": ">=", "≠": "!=", "^": "**"}
"""Signs of one character that formulas write with two."""

_READ = str.maketrans(MEANT)
_LOOKS_LIKE = dict(
    zip("асеорхуіјѕԁһӏκνορτυχαιεγ", "aceopxyijsdhlkvoptuxaiey", strict=True)
)  # Cyrillic and Greek small letters


def as_meant(text: str) -> str:
    """Return ``text`` with full-width signs as ASCII, character for character."""
    return text.translate(_READ)


def written(sign: str) -> str:
    """Return how a formula writes ``sign``: ``×`` is ``*``, ``≥`` is ``>=``, ``^`` is ``**``."""
    meant = MEANT.get(sign, sign)
    return WRITTEN.get(meant, meant)


def look_alike(char: str) -> str:
    """Return the small Latin letters ``char`` looks like, or nothing."""
    lower = char.lower()
    plain = unicodedata.normalize("NFKC", lower)
    if plain.isascii() and plain.isalpha():
        return plain
    return _LOOKS_LIKE.get(lower, "")


def complaint(char: str) -> tuple[str, Text, Text]:
    """Return (code, message, remedy) for a character that has no place in a formula."""
    if char.isascii() and char.isupper():
        return _upper(char)
    if not char.isascii() and (latin := look_alike(char)):
        return _alike(char, latin)
    if char in _HINTS:
        return ("sign", Text(f"公式中不能用“{char}”", f"'{char}' has no meaning in a formula"), _HINTS[char])
    if unicodedata.category(char).startswith("L"):
        return _letter(char)
    shown = f"“{char}”" if char.isprintable() else ""
    code = f"U+{ord(char):04X}"
    return (
        "sign",
        Text(f"公式中不能有字符{shown}（{code}）", f"the character {code} has no place in a formula"),
        Text("删去此字符。", "Delete it."),
    )


def _upper(char: str) -> tuple[str, Text, Text]:
    return (
        "letter",
        Text(f"公式中的名称不用大写字母“{char}”", f"names in formulas have no capital letters: '{char}'"),
        Text(f"改写为“{char.lower()}”。", f"Write '{char.lower()}'."),
    )


def _alike(char: str, latin: str) -> tuple[str, Text, Text]:
    name = unicodedata.name(char, f"U+{ord(char):04X}")
    return (
        "look_alike",
        Text(
            f"“{char}”看似拉丁字母 {latin}，实为另一字符（{name}）",
            f"'{char}' looks like '{latin}' but is {name}",
        ),
        Text(f"用键盘重新输入 {latin}。", f"Type {latin} again on a Latin keyboard."),
    )


def _letter(char: str) -> tuple[str, Text, Text]:
    return (
        "letter",
        Text(
            f"公式中的名称只用小写拉丁字母、数字和下划线，不能有“{char}”",
            f"names are a-z, 0-9 and _, not '{char}'",
        ),
        Text(
            "写量的 id；中文写在标签 zh 中。", "Write the id of the quantity; Chinese belongs in its label."
        ),
    )


_POWER = Text("乘方写作 **，如 x**2。", "Write a power with **, as in x**2.")
_HINTS: dict[str, Text] = {
    "%": Text("百分数写成小数，或用单位为 % 的参数。", "Write a decimal, or a parameter in %."),
    "=": Text("比较相等写作 ==。", "Write == to compare."),
    "!": Text("“不等于”写作 !=，“非”写作 not。", "Write != for unequal, not for negation."),
    "&": Text("“且”写作 and。", "Write and."),
    "|": Text("“或”写作 or；绝对值写作 abs(x)。", "Write or; an absolute value is abs(x)."),
    "¹": _POWER, "²": _POWER, "³": _POWER,
    "√": Text("平方根写作 sqrt(x)。", "Write sqrt(x)."),
    "∑": Text("求和写作 sum(x, 表)。", "Write sum(x, table)."),
    "Σ": Text("求和写作 sum(x, 表)。", "Write sum(x, table)."),
    "、": Text("参数之间用逗号。", "Separate arguments with commas."),
    "；": Text("一个公式只有一个结果，不用分号。", "A formula has one result; there is no semicolon."),
    ";": Text("一个公式只有一个结果，不用分号。", "A formula has one result; there is no semicolon."),
    "'": Text('单位写在双引号中，如 unit(x, "tC/t")。', 'Put units in double quotes: unit(x, "tC/t").'),
    "{": Text("括号用 ( )。", "Use ( ) for brackets."),
    "}": Text("括号用 ( )。", "Use ( ) for brackets."),
}  # fmt: skip
