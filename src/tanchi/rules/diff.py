"""Two rules side by side: every change by path, in a sentence, and whether a result can move.

Both are compared as merged: a change of the parent shows in the pack that inherits it. What came or went is
told once, for the whole item; an item that only has another id is told as renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tanchi.findings import Language, Text
from tanchi.rules.change import Change
from tanchi.rules.facts import Fact, Facts, Named, facts
from tanchi.rules.model import Rule

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FIELDS = {
    "label": ("名称", "label"), "title": ("题名", "title"), "amount": ("计算式", "amount"), "value": ("数值", "value"),
    "unit": ("单位", "unit"), "default": ("缺省值", "default"), "source": ("来源", "source"),
    "symbol": ("符号", "symbol"), "clause": ("条款", "clause"), "low": ("下限", "lower limit"),
    "high": ("上限", "upper limit"), "required": ("是否必填", "required"), "when": ("条件", "condition"),
    "tolerance": ("容差", "tolerance"), "level": ("等级", "level"), "message": ("提示", "message"),
    "check": ("检查式", "check"), "flow": ("流", "flow"), "kind": ("性质", "kind"), "stage": ("阶段", "stage"),
    "evidence": ("证据", "evidence"), "measure": ("测量", "measurement"), "resolution": ("时间分辨率", "resolution"),
    "burnt": ("燃烧份额", "burnt"), "group": ("分配组", "group"), "key": ("分配依据", "key"),
    "gas": ("气体", "gas"), "origin": ("来源性质", "origin"), "also_report": ("同时报告", "also reported"),
    "fixes": ("同时固定", "fixes"), "set": ("GWP 集", "GWP set"), "spread": ("不确定度", "uncertainty"),
    "reason": ("理由", "reason"), "note": ("说明", "note"), "text": ("条文", "text"), "status": ("状态", "status"),
    "decide": ("判定式", "decision"), "included": ("是否纳入", "included"), "name": ("因子名称", "factor name"),
    "places": ("地区", "places"), "per": ("相对于", "per"), "type": ("类型", "type"), "tags": ("标签", "tags"),
}  # fmt: skip


def diff(old: Rule, new: Rule) -> tuple[Change, ...]:
    """Return every change from ``old`` to ``new``: those that can move a result first, then by path."""
    before, after = facts(old), facts(new)
    renamed = dict(_renamed(before, after))
    gone = _outermost(before.items.keys() - after.items.keys())
    come = _outermost(after.items.keys() - before.items.keys())
    changes = [
        *(_rename(before.items[a], after.items[b]) for a, b in renamed.items()),
        *(_whole(before.items[p], gone=True) for p in gone if p not in renamed),
        *(_whole(after.items[p], gone=False) for p in come if p not in renamed.values()),
        *_fields(before, after, (*gone, *come)),
    ]
    return tuple(sorted(changes, key=lambda c: (not c.moves_result, c.path)))


def can_move(changes: Iterable[Change]) -> bool:
    """Return whether a footprint can differ because of any of the changes."""
    return any(change.moves_result for change in changes)


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths that lie in no other of them."""
    known = set(paths)
    return tuple(p for p in sorted(known) if not any(above in known for above in _above(p)))


def _above(path: str) -> Iterator[str]:
    parts = path.split(".")
    yield from (".".join(parts[:end]) for end in range(1, len(parts)))


def _renamed(before: Facts, after: Facts) -> Iterator[tuple[str, str]]:
    """Yield (old path, new path) of items that say the same under another id of the same section."""
    gone = _outermost(before.items.keys() - after.items.keys())
    come = list(_outermost(after.items.keys() - before.items.keys()))
    for path in gone:
        said = _said(before, path)
        twins = [
            p for p in come if p.rpartition(".")[0] == path.rpartition(".")[0] and _said(after, p) == said
        ]
        if said and len(twins) == 1:
            come.remove(twins[0])
            yield path, twins[0]


def _said(rule: Facts, path: str) -> Mapping[str, object]:
    """Return what an item says, by path below it."""
    below = f"{path}."
    return {
        p.removeprefix(path): fact.key for p, fact in rule.facts.items() if p == path or p.startswith(below)
    }


def _fields(before: Facts, after: Facts, whole: tuple[str, ...]) -> Iterator[Change]:
    told = set(whole)
    for path in before.facts.keys() | after.facts.keys():
        old, new = before.facts.get(path), after.facts.get(path)
        if (
            (old and new and old.key == new.key)
            or path in told
            or any(above in told for above in _above(path))
        ):
            continue
        yield _field(path, old, new, (after if new else before).items)


def _field(path: str, old: Fact | None, new: Fact | None, items: Mapping[str, Named]) -> Change:
    fact = new or old
    assert fact is not None
    zh, en = (_subject(fact, items, language) for language in LANGUAGES)
    was, now = (f.text if f else Text("（无）", "(nothing)") for f in (old, new))
    only_zh = was.of("en") == now.of("en")
    was_en, now_en = (t.zh if only_zh else t.of("en") for t in (was, now))
    sentence = Text(f"{zh}：由“{was}”改为“{now}”", f"{en}: from '{was_en}' to '{now_en}'")
    return Change(
        path, fact.kind, str(old.text) if old else "", str(new.text) if new else "", sentence, fact.clause
    )


def _subject(fact: Fact, items: Mapping[str, Named], language: Language) -> str:
    """Return what a fact is about: names of the items it lies in, then the field."""
    names = [items[p].label.of(language) for p in (*_above(fact.path), fact.path) if p in items]
    field = fact.path.removeprefix(fact.item).strip(".").split(".")
    words = [Text(*_FIELDS[w]).of(language) if w in _FIELDS else w for w in field if w]
    return (" · " if language == "en" else "·").join([*names, *words]) or fact.path


def _rename(old: Named, new: Named) -> Change:
    a, b = old.path.rpartition(".")[2], new.path.rpartition(".")[2]
    sentence = Text(f"“{new.label}”的编号由 {a} 改为 {b}", f"'{new.label.of('en')}': id {a} is now {b}")
    return Change(new.path, new.kind, a, b, sentence, new.clause)


def _whole(item: Named, *, gone: bool) -> Change:
    label = item.label
    if gone:
        return Change(
            item.path,
            item.kind,
            str(label),
            "",
            Text(f"删去“{label}”", f"removed '{label.of('en')}'"),
            item.clause,
        )
    return Change(
        item.path, item.kind, "", str(label), Text(f"新增“{label}”", f"added '{label.of('en')}'"), item.clause
    )
