"""The language of help and messages: Chinese unless ``--lang``, ``TANCHI_LANG`` or the locale says English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tanchi.findings import Language

_BETWEEN = "\x1f"
_OPTION = "--lang"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def both(zh: str, en: str) -> str:
    """Return one text that carries both languages, for the declaration of a command or an option."""
    return f"{zh}{_BETWEEN}{en}"


def pick(text: str | None, language: Language) -> str:
    """Return the part of ``text`` in ``language``; a text made elsewhere is returned as it is."""
    zh, between, en = (text or "").partition(_BETWEEN)
    return en if between and language == "en" else zh


def to_front(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with every ``--lang`` first, so that it may stand anywhere before a ``--``."""
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    front: list[str] = []
    rest: list[str] = []
    position = 0
    while position < end:
        word = words[position]
        taken = words[position : position + 2] if word == _OPTION else words[position : position + 1]
        position += len(taken)
        (front if word.partition("=")[0] == _OPTION else rest).extend(taken)
    return [*front, *rest, *words[end:]]


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for; ``arguments`` have ``--lang`` in front."""
    asked = ""
    for position, word in enumerate(arguments):
        name, _, value = word.partition("=")
        if name == _OPTION:
            asked = value or "".join(arguments[position + 1 : position + 2])
    asked = (
        (asked if asked in ("zh", "en") else "") or environment.get("TANCHI_LANG", "") or _locale(environment)
    )
    return "en" if asked.lower().startswith("en") else "zh"


def _locale(environment: Mapping[str, str]) -> str:
    return next((environment[name] for name in _LOCALE if environment.get(name)), "")
