"""Looking into a rule pack: paths, clauses, processes of a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tanchi.conformity.answers import Found, no, yes
from tanchi.findings import Text
from tanchi.rules.model import FreeSupply, Make, Process, Rule

Check = Callable[[Rule], Found]
_FIELD = {"standard": "standards"}


def multi_output(rule: Rule) -> tuple[Process, ...]:
    """Return the processes with several products that share burdens."""
    return tuple(
        p for p in rule.processes.values() if len(_products(p)) > 1 or any(m.each for m in _products(p))
    )


def _products(process: Process) -> list[Make]:
    return [m for m in process.makes.values() if m.kind != "loop"]


def has_stage(rule: Rule, *words: str) -> bool:
    """Return whether the boundary includes a stage with one of these ids."""
    return any(s.included and s.id in words for s in rule.boundary.stages)


def recycled(rule: Rule) -> tuple[str, ...]:
    """Return the flows that come from or go to recycling: burden-free inputs, loops, wastes to treatment."""
    free = [f.id for f in rule.flows.values() if any(isinstance(s, FreeSupply) for s in f.supply)]
    loops = [m.flow for p in rule.processes.values() for m in p.makes.values() if m.kind == "loop"]
    return tuple(dict.fromkeys([*free, *(str(f) for f in loops)]))


def said(rule: Rule, requirement: str) -> tuple[str, ...]:
    """Return the paths of the pack that its clause table gives for a row, where they exist."""
    return tuple(
        link.path for link in rule.clauses if link.requirement == requirement and exists(rule, link.path)
    )


def exists(rule: Rule, path: str) -> bool:
    """Return whether a path of the merged pack leads to something that is not empty."""
    head, _, rest = path.partition(".")
    if head == "text" and rest:
        return any(t.clause == rest for t in rule.text)
    item: object = rule
    for part in path.replace("quality.scheme", "quality.indicators").split("."):
        if isinstance(item, Mapping):
            item = item.get(part)
        elif isinstance(item, tuple):
            item = _in_tuple(item, part)
        else:
            item = getattr(item, _FIELD.get(part, part), None)
        if item is None or item == () or item == "" or (isinstance(item, Text) and not item):
            return False
    return True


def _in_tuple(items: tuple[object, ...], part: str) -> object:
    if part.isdigit() and int(part) < len(items):
        return items[int(part)]
    for item in items:
        if part in (getattr(item, "id", None), getattr(item, "clause", None)):
            return item
    return None


def text_in(rule: Rule, *chapters: str) -> tuple[str, ...]:
    """Return the clauses of the text that stand in one of these chapters."""
    return tuple(f"text.{t.clause}" for t in rule.text if t.clause.split(".")[0] in chapters and t.text)


def stated(id: str, zh: str, en: str) -> Check:
    """Return a check that asks the clause table for a statement."""

    def check(rule: Rule) -> Found:
        paths = said(rule, id)
        if paths:
            return yes(f"见 {'、'.join(paths)}", f"see {', '.join(paths)}", *paths)
        return no(
            f"没有{zh}",
            f"there is no {en}",
            f"写出{zh}，并在 clauses.csv 中指到它（{id}）",
            f"write the {en} and point to it in clauses.csv ({id})",
        )

    return check
