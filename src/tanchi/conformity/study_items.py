"""Lists of items a standard asks for, each there or not."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.conformity.answers import Found, no, yes
from tanchi.conformity.study_subject import Study
from tanchi.findings import Text
from tanchi.inventory.statements import STATEMENTS

Item = tuple[Text, str, bool]
"""An item of a list: its name, where it stands, whether it is there."""


def listed(items: Iterator[Item], zh: str, en: str) -> Found:
    """Return whether every item is there, naming those that are not."""
    found = tuple(items)
    missing = [(name, path) for name, path, there in found if not there]
    if missing:
        return no(
            f"{zh}缺少：{'、'.join(t.zh for t, _ in missing)}",
            f"{en} lacks: {', '.join(t.en for t, _ in missing)}",
            f"补上：{'、'.join(dict.fromkeys(path for _, path in missing))}",
            f"add: {', '.join(dict.fromkeys(path for _, path in missing))}",
            *dict.fromkeys(path for _, path in missing),
        )
    return yes(
        f"{zh} {len(found)} 项齐全", f"{en}: all {len(found)} items", *dict.fromkeys(p for _, p, _ in found)
    )


def written(study: Study, key: str, statement: str) -> Item:
    """Return the item that a statement is."""
    label = STATEMENTS[statement]
    name = Text(f"{key} {label.zh}".strip(), f"{key} {label.en}".strip())
    return name, f"statements.{statement}", bool(study.said(statement))
