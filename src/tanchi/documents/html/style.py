"""The stylesheet of a page: colours from the palette, rules from the one stylesheet file."""

from __future__ import annotations

from importlib.resources import files

from tanchi.documents.palette import GASES, STAGES, TOKENS


def stylesheet(footer: str) -> str:
    """Return the stylesheet; ``footer`` is printed at the foot of each page."""
    rules = files("tanchi.documents.html").joinpath("style.css").read_text("utf-8")
    return f"{colour_rules()}\n{rules}\n@page{{@bottom-left{{content:{_css_string(footer)}}}}}\n"


def colour_rules() -> str:
    """Return the custom properties of both themes and a class per colour to fill or draw with."""
    colours = {**TOKENS, **STAGES, **GASES}
    light = "".join(f"--{name}:{colour.light};" for name, colour in colours.items())
    dark = "".join(f"--{name}:{colour.dark};" for name, colour in colours.items())
    fills = "".join(f".f-{name}{{fill:var(--{name})}}" for name in colours)
    strokes = "".join(f".s-{name}{{stroke:var(--{name})}}" for name in colours)
    themes = f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f"{themes}\n{fills}\n{strokes}"


def _css_string(text: str) -> str:
    """Return a CSS string in which every character but letters and digits is escaped."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in text) + '"'
