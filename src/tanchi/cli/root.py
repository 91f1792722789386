"""The root of the command line: its options and its verbs."""

from __future__ import annotations

from typing import Annotated

import typer

from tanchi import __version__
from tanchi.cli.catalogue import ROOT
from tanchi.cli.frame import Shelf
from tanchi.cli.language import both


class Root(Shelf):
    """``tanchi`` itself."""

    verbs = ROOT


app = typer.Typer(
    cls=Root,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=both(
        "tanchi demo\ntanchi form cement -o 水泥.xlsx\ntanchi compute 水泥.xlsx\ntanchi explain 水泥.xlsx",
        "tanchi demo\ntanchi form cement -o cement.xlsx\ntanchi compute cement.xlsx\ntanchi explain cement.xlsx",
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tanchi {__version__}")
        raise typer.Exit


@app.callback(
    help=both(
        "碳尺：产品碳足迹核算规则，拿来就能运行。",
        "Tanchi: product-carbon-footprint accounting rules that run.",
    )
)
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_version, help=both("显示版本", "show the version")
        ),
    ] = False,
) -> None:
    """Take the options of the root; ``--lang`` is read by :func:`tanchi.cli.run`, before any other."""
