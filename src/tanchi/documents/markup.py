"""Markup whose text cannot become tags: every child that is not :class:`Markup` is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

REPLACEMENT = "\ufffd"
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_VOID = frozenset(("br", "hr", "img", "link", "meta", "wbr"))
_SCHEMES = frozenset(("", "http", "https", "mailto"))

Attributes = Mapping[str, str | int | float | bool | None]
NO_ATTRIBUTES: Attributes = {}


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def clean(text: str) -> str:
    """Return ``text`` with what XML forbids or what reorders writing unseen replaced by ``�``."""
    return _UNWANTED.sub(REPLACEMENT, text)


def escape(text: str) -> Markup:
    """Return ``text`` as a text node."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(safe)


def xml(name: str, attributes: Attributes = NO_ATTRIBUTES, *children: str) -> Markup:
    """Return an XML element; without children it closes itself. None and False drop an attribute."""
    opening = name + _attributes(attributes)
    return Markup(f"<{opening}>{join(*children)}</{name}>") if children else Markup(f"<{opening}/>")


def html(name: str, attributes: Attributes = NO_ATTRIBUTES, *children: str) -> Markup:
    """Return an HTML element; True gives an attribute without a value."""
    opening = f"<{name}{_attributes(attributes)}>"
    return Markup(opening) if name in _VOID else Markup(f"{opening}{join(*children)}</{name}>")


def join(*children: str) -> Markup:
    """Return children one after the other, those that are plain text escaped."""
    return Markup("".join(c if isinstance(c, Markup) else escape(c) for c in children))


def safe_href(href: str) -> str:
    """Return ``href`` if it leads to a page, a place in this one or an address; else nothing."""
    if _UNWANTED.search(href) or any(character.isspace() for character in href):
        return ""
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        return ""
    return href if scheme.lower() in _SCHEMES else ""


def _attributes(attributes: Attributes) -> str:
    return "".join(_attribute(name, value) for name, value in attributes.items())


def _attribute(name: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    text = format_float(value) if isinstance(value, float) else str(value)
    return f' {name}="{escape(text).replace(chr(34), "&quot;")}"'


def format_float(value: float) -> str:
    """Return a coordinate with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
