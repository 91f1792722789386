"""Text from files made harmless for a terminal: what would move the cursor or turn the writing is shown as �."""

from __future__ import annotations

_KEPT = {"\n", "\t"}
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_TURNING = (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {code: "\ufffd" for code in (*_CONTROLS, *_TURNING) if chr(code) not in _KEPT}


def visible(text: str) -> str:
    """Return ``text`` with every control character and every mark of direction replaced."""
    return text.translate(_SHOWN)
