"""Looking into a rule pack: stages, products, recycled flows, statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tanchi.conformity.answers import Found, no, yes
from tanchi.conformity.rule_paths import exists
from tanchi.rules.model import Flow, FlowChoice, FreeSupply, Make, Process, Rule
from tanchi.rules.picks import pick_options
from tanchi.units import parse_unit

Check = Callable[[Rule], Found]

USE = re.compile(r"(use|usage|operation)(_|$)")
END_OF_LIFE = re.compile(r"(end|eol|disposal)(_|$)")
"""Ids of the stages after the gate."""


def multi_output(rule: Rule) -> tuple[Process, ...]:
    """Return the processes with several products that share burdens."""
    return tuple(
        p for p in rule.processes.values() if len(_products(p)) > 1 or any(m.each for m in _products(p))
    )


def _products(process: Process) -> list[Make]:
    return [m for m in process.makes.values() if m.kind != "loop"]


def stage_ids(rule: Rule, kind: re.Pattern[str]) -> tuple[str, ...]:
    """Return the stages of a kind (``USE``, ``END_OF_LIFE``) that the boundary includes."""
    return tuple(s.id for s in rule.boundary.stages if s.included and kind.match(s.id))


def whole_life(rule: Rule) -> bool:
    """Return whether the boundary reaches beyond the gate, to use or end of life."""
    later = stage_ids(rule, USE) or stage_ids(rule, END_OF_LIFE)
    return "grave" in rule.boundary.kind or bool(later)


def made(rule: Rule, flow: str) -> bool:
    """Return whether some process makes a flow: by name, by a choice, or by a row that picks it."""
    return any(
        flow in _flows_of(rule, process, make)
        for process in rule.processes.values()
        for make in process.makes.values()
    )


def _flows_of(rule: Rule, process: Process, make: Make) -> Iterator[str]:
    """Yield the flows a line may make."""
    if isinstance(make.flow, FlowChoice):
        yield from make.flow.options.values()
        if make.flow.otherwise is not None:
            yield make.flow.otherwise
        return
    yield make.flow
    table = {**rule.tables, **process.tables}.get(make.each or "")
    column = table.columns.get(make.flow) if table else None
    options = pick_options(rule, column, process) if column is not None else None
    if options is not None:
        yield from (id for id, _ in options.options)


def reclaimed(rule: Rule) -> tuple[str, ...]:
    """Return the flows that enter free of burden: material from an earlier life, by a cut."""
    return tuple(f.id for f in rule.flows.values() if any(isinstance(s, FreeSupply) for s in f.supply))


def recycled(rule: Rule) -> tuple[str, ...]:
    """Return the flows of reuse and recycling: reclaimed ones, loops of material, and co-products that displace others."""
    loops = [str(m.flow) for p in rule.processes.values() for m in p.makes.values() if m.kind == "loop"]
    displacing = [
        d.coproduct
        for p in rule.processes.values()
        if p.allocation is not None
        for rules in p.allocation.rules.values()
        for r in rules
        for d in r.displace
    ]
    material = [f for f in loops if f in rule.flows and not _is_heat(rule.flows[f])]
    return tuple(dict.fromkeys([*reclaimed(rule), *material, *displacing]))


def _is_heat(flow: Flow) -> bool:
    return flow.unit is not None and flow.unit.dimension == parse_unit("GJ").dimension


def said(rule: Rule, requirement: str) -> tuple[str, ...]:
    """Return the paths of the pack that its clause table gives for a row, where they exist."""
    found = (link.path for link in rule.clauses if link.requirement == requirement)
    return tuple(dict.fromkeys(path for path in found if exists(rule, path)))


def text_in(rule: Rule, *chapters: str) -> tuple[str, ...]:
    """Return the clauses of the text that stand in one of these chapters, such as ``5.5`` or ``C``."""
    return tuple(
        dict.fromkeys(
            f"text.{t.clause}"
            for t in rule.text
            if t.text and any(t.clause == c or t.clause.startswith(f"{c}.") for c in chapters)
        )
    )


def stated(id: str, zh: str, en: str) -> Check:
    """Return a check that asks the clause table for a statement."""

    def check(rule: Rule) -> Found:
        paths = said(rule, id)
        if paths:
            return yes(f"见 {'、'.join(paths)}", f"see {', '.join(paths)}", *paths)
        return no(
            f"没有指明{zh}在哪里",
            f"nothing points to the {en}",
            f"写出{zh}，并在 clauses.csv 中指到它（{id}）",
            f"write the {en} and point to it in clauses.csv ({id})",
            "clauses",
        )

    return check
