"""``tanchi rule list``: the rules there are, from the heads of the packs alone."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from tanchi.cli.answer import Answer, answered
from tanchi.cli.frame import verb_app
from tanchi.cli.language import both
from tanchi.cli.options import Json
from tanchi.cli.screen import Screen
from tanchi.cli.session import session_of
from tanchi.findings import Text
from tanchi.rules.shelf import BROKEN, RuleEntry, list_rules

_STATUS = {
    "draft": Text("草案", "draft"),
    "in_force": Text("施行", "in force"),
    "superseded": Text("已被替代", "superseded"),
    "expired": Text("已废止", "expired"),
    BROKEN: Text("读不了", "cannot be read"),
}
_VALIDATED = {
    "none": Text("△ 未经工厂数据验证", "△ not validated against a plant"),
    "published": Text("文献算例", "published"),
    "plant": Text("工厂数据", "plant"),
}


def rule_list(ctx: typer.Context, as_json: Json = False) -> int:
    """List the rules."""

    def work(screen: Screen) -> Answer:
        found = list_rules()
        return Answer(data=lambda: [_data(e) for e in found], show=lambda s: _show(found, s))

    return answered("rule list", session_of(ctx).language, as_json, work)


def _show(found: Sequence[RuleEntry], screen: Screen) -> None:
    from tanchi.cli.tables import left, section

    rows = [
        (
            e.id,
            e.edition,
            screen.of(_STATUS.get(e.status, Text(e.status))),
            e.valid_from,
            screen.of(_VALIDATED.get(e.validated, Text(e.validated))),
            screen.of(e.title) or str(e.folder),
        )
        for e in found
    ]
    heads = (
        left("规则", "Rule"),
        left("版次", "edition"),
        left("状态", "status"),
        left("施行日", "from"),
        left("验证", "validated"),
        left("题名", "title"),
    )
    section(screen, heads, rows)
    screen.line()
    screen.say(
        "自己的规则：写文件夹路径，或设 TANCHI_RULES",
        "rules of your own: name the folder, or set TANCHI_RULES",
        "dim",
    )


def _data(found: RuleEntry) -> dict[str, object]:
    return {
        "id": found.id,
        "edition": found.edition,
        "status": found.status,
        "valid_from": found.valid_from,
        "validated": found.validated,
        "title": {"zh": found.title.zh, "en": found.title.en},
        "folder": str(found.folder),
    }


app = verb_app(
    rule_list,
    help=both(
        "列出现有规则：先是 TANCHI_RULES 中的文件夹，再是随软件提供的。",
        "List the rules: first those in the folders of TANCHI_RULES, then those that come with the software.",
    ),
    examples=both("tanchi rule list\ntanchi rule list --json", "tanchi rule list\ntanchi rule list --json"),
)
