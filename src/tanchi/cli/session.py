"""What holds for one run of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tanchi.findings import Language

if TYPE_CHECKING:
    from typer._click import Context


@dataclass(frozen=True, slots=True)
class Session:
    """The language of everything that is printed."""

    language: Language


def session_of(context: Context) -> Session:
    """Return the session :func:`tanchi.cli.main` began."""
    return cast("Session", context.find_root().obj)
