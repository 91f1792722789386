"""The language of help and messages: Chinese unless ``--lang``, ``TANCHI_LANG`` or the locale says English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tanchi.findings import Language

_BETWEEN = "\x1f"
_OPTION = "--lang"
LANGUAGES = ("zh", "en")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def both(zh: str, en: str) -> str:
    """Return one text that carries both languages, for the declaration of a command or an option."""
    return f"{zh}{_BETWEEN}{en}"


def pick(text: str | None, language: Language) -> str:
    """Return the part of ``text`` in ``language``; a text made elsewhere is returned as it is."""
    zh, between, en = (text or "").partition(_BETWEEN)
    return en if between and language == "en" else zh


def without_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return what ``--lang`` asks for and the other arguments; it may stand anywhere before a ``--``.

    None where there is no ``--lang``, an empty text where its value is missing; the last one counts.
    """
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    asked: str | None = None
    rest: list[str] = []
    waiting = False
    for word in words[:end]:
        name, equals, value = word.partition("=")
        if waiting:
            asked, waiting = word, False
        elif name == _OPTION:
            asked, waiting = value, not equals
        else:
            rest.append(word)
    return asked, [*rest, *words[end:]]


def language_of(asked: str | None, environment: Mapping[str, str]) -> Language:
    """Return the language to speak: the one asked for, of the variable, of the locale, else Chinese."""
    known = asked if asked in LANGUAGES else ""
    wanted = known or environment.get("TANCHI_LANG", "") or _locale(environment)
    return "en" if wanted.lower().startswith("en") else "zh"


def _locale(environment: Mapping[str, str]) -> str:
    return next((environment[name] for name in _LOCALE if environment.get(name)), "")
