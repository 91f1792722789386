"""``tanchi rule``: what concerns rules themselves."""

from __future__ import annotations

import typer

from tanchi.cli.catalogue import RULE
from tanchi.cli.frame import Shelf
from tanchi.cli.language import both


class RuleShelf(Shelf):
    """The verbs of rules."""

    verbs = RULE


app = typer.Typer(
    cls=RuleShelf,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog=both(
        "tanchi rule list\ntanchi rule show cement\ntanchi rule diff cement@2025-1 ./我的水泥规则",
        "tanchi rule list\ntanchi rule show cement\ntanchi rule diff cement@2025-1 ./my-cement-rule",
    ),
)


@app.callback(
    help=both("规则包：查看、检查、试算、起草、比较。", "Rule packs: look, check, test, begin, compare.")
)
def rule() -> None:
    """Hold the verbs of rules together."""
