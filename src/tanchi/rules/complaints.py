"""Findings about a merged rule: a name that leads nowhere, a rule of the format that is broken."""

from __future__ import annotations

from collections.abc import Container, Iterator
from difflib import get_close_matches

from tanchi.findings import FilePlace, Finding, Level, Text


def known(name: str, known: Container[str], place: FilePlace, zh: str, en: str) -> Iterator[Finding]:
    """Yield that there is no such name, with near ones; nothing where there is."""
    if name in known:
        return
    words = sorted(known) if isinstance(known, set | dict | frozenset | tuple) else []
    near = get_close_matches(name, words, 3)
    remedy = Text("相近的有：" + "、".join(near), "near: " + ", ".join(near)) if near else Text("")
    yield broken("rule.reference", place, f"没有名为“{name}”的{zh}", f"there is no {en} '{name}'", remedy)


def broken(code: str, place: FilePlace, zh: str, en: str, remedy: Text = Text("")) -> Finding:
    """Return an error of a rule."""
    return Finding(code, Level.ERROR, Text(zh, en), place, remedy)
