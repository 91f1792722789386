"""Blocks of a result page: the number, its interval, the facts a verifier asks for, warnings, the walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tanchi.documents.inline import Inline, Mark

if TYPE_CHECKING:
    from tanchi.documents.blocks import Block


@dataclass(frozen=True, slots=True)
class Headline:
    """The one number, as shown, with its unit; the sentence under it says interval and basis."""

    value: str
    unit: str
    text: Inline = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A result on an axis: its value between ``low`` and ``high``, and both as shown."""

    label: str
    value: float
    low: float
    high: float
    colour: str
    text: str
    range_text: str


@dataclass(frozen=True, slots=True)
class IntervalAxis:
    """Results that may be compared, with their intervals on one axis in ``unit``."""

    title: str
    unit: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what it is."""

    value: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A strip of up to six figures."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A sentence set apart: information, warning (does not stop), bad (stops) or ok."""

    level: Literal["info", "warn", "bad", "ok"]
    title: str
    text: Inline


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: its value, and value and percentage as shown."""

    label: str
    value: float
    colour: str
    text: str
    percent: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One bar for the whole, divided into parts; negative parts are credits."""

    shares: tuple[Share, ...]
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk: its small label and what stands there."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """The way from a number back to its sources, step by step."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side where there is room, one after the other where not."""

    parts: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that open under a line on the screen; printed in full."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""


Panel = Headline | IntervalAxis | Facts | Alert | ShareBar | Walk | Columns | Fold
