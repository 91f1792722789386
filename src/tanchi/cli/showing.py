"""The work behind ``tanchi rule show``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from tanchi.cli.answer import Answer
from tanchi.cli.screen import Screen
from tanchi.cli.show.rule import show_facts, show_rule
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.rules import load_rule
from tanchi.rules.facts import Fact, Facts, facts
from tanchi.rules.model import Rule


def shown(reference: str, item: str) -> Answer:
    """Show a rule, or the facts of one item. Raises TanchiError."""
    rule = load_rule(reference, parents=True)
    found = facts(rule)
    chosen = _chosen(found, item) if item else found.facts

    def show(screen: Screen) -> None:
        if item:
            show_facts(found, chosen, screen)
        else:
            show_rule(rule, screen)

    return Answer(lambda: _data(rule, found, chosen), show)


def _chosen(found: Facts, item: str) -> Mapping[str, Fact]:
    """Return the facts below the paths that end with ``item`` or hold its parts in order."""
    known = [*found.items, *found.facts]
    paths = [p for p in known if p == item] or [p for p in known if p.endswith(f".{item}")] or [
        p for p in known if _holds(p.split("."), item.split("."))
    ]  # fmt: skip
    chosen = {p: f for p, f in found.facts.items() if any(p == q or p.startswith(f"{q}.") for q in paths)}
    chosen |= {p: f for p, f in found.facts.items() if p.startswith(f"{item}.")}
    if chosen:
        return chosen
    near = get_close_matches(item, known, n=6, cutoff=0.4)
    message = Text(f"规则里没有“{item}”", f"the rule has no '{item}'")
    remedy = Text(f"相近的：{'、'.join(near)}", f"near: {', '.join(near)}") if near else Text("")
    raise TanchiError(Finding("rule.no_item", Level.ERROR, message, None, remedy))


def _holds(path: list[str], parts: Iterable[str]) -> bool:
    """Return whether the parts stand in a path, in order, the last at its end."""
    wanted = list(parts)
    if path[-1] != wanted[-1]:
        return False
    rest = iter(path)
    return all(part in rest for part in wanted)


def _data(rule: Rule, found: Facts, chosen: Mapping[str, Fact]) -> dict[str, object]:
    return {
        "id": rule.id,
        "edition": rule.edition,
        "hash": rule.hash,
        "status": rule.status,
        "validated": {
            "state": rule.validated.state,
            "zh": rule.validated.text.zh,
            "en": rule.validated.text.en,
        },
        "title": {"zh": rule.title.zh, "en": rule.title.en},
        "parent": rule.parent,
        "unit": {"amount": rule.unit.amount.value, "of": str(rule.unit.of), "kind": rule.unit.kind},
        "choices": {c.id: {"default": c.default, "options": list(c.ids)} for c in rule.choices.values()},
        "facts": [
            {
                "path": fact.path,
                "kind": fact.kind.value,
                "text": {"zh": fact.text.zh, "en": fact.text.en},
                "item": fact.item,
                "label": _label(found, fact),
                "clause": fact.clause,
            }
            for fact in chosen.values()
        ],
    }


def _label(found: Facts, fact: Fact) -> dict[str, str]:
    item = found.items.get(fact.item)
    return {"zh": item.label.zh, "en": item.label.en} if item else {"zh": "", "en": ""}
