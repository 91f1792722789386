"""One calculation: choices → context → instances → product system → solution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tanchi.engine import Draws, FloatArray, Variable
from tanchi.findings import TanchiError, errors
from tanchi.formula import Labelled, evaluate_option
from tanchi.gases import GwpSet, gwp_set
from tanchi.inventory.model import Inventory
from tanchi.rules.model import CaseFactor, Choice, Rule
from tanchi.rules.names import Names
from tanchi.study.assemble import Model, build
from tanchi.study.brought import brought
from tanchi.study.choices import resolve
from tanchi.study.context import Context, Kept
from tanchi.study.data import Data
from tanchi.study.exchanges import Sheetful
from tanchi.study.instances import instances
from tanchi.study.linking import Linker, Links, Own
from tanchi.study.reader import Reader
from tanchi.study.releases import sheetful
from tanchi.study.sheet import pack_sheet
from tanchi.study.solve import Solved, solve


@dataclass(frozen=True, slots=True)
class Setup:
    """What a calculation starts from. ``samples`` 0 means nominal values only."""

    rule: Rule
    inventory: Inventory
    table: Links
    gwp: str | GwpSet = ""
    choices: Mapping[str, str] | None = None
    samples: int = 0
    seed: int = 1
    row: str = ""
    site: str | None = None
    own: Mapping[str, Own] | None = None
    replaced: Sequence[CaseFactor] = ()
    columns: Mapping[str, FloatArray] | None = None
    drawn: dict[Variable, Labelled] = field(default_factory=dict)
    """Draws already made for this study, by variable."""


def prepare(setup: Setup, selected: Mapping[str, str]) -> Context:
    """Return the context of a calculation with these selections. Raises TanchiError."""
    rule = setup.rule
    draws = Draws(setup.seed, setup.samples) if setup.samples else None
    context = Context(
        rule,
        Names(rule),
        Data(setup.inventory),
        resolve(rule, selected),
        setup.gwp if isinstance(setup.gwp, GwpSet) else gwp_set(setup.gwp or rule.gwp.set),
        draws,
        drawn=setup.drawn,
        columns=setup.columns or {},
    )
    decided = resolve(rule, selected, lambda choice: _decide(context, choice))
    if decided == context.choices:
        return context
    return replace(context, choices=decided, findings=[], kept=Kept(), read=defaultdict(set))


def _decide(context: Context, choice: Choice) -> str:
    assert choice.decide is not None
    return str(evaluate_option(choice.decide.node, Reader(pack_sheet(context), "year")))


def assemble(setup: Setup, selected: Mapping[str, str], known: Solved | None = None) -> Model:
    """Return the product system under these selections; sheets of ``known`` that the options leave alone serve again.

    ``known``: an answer of the same setup under other options. Raises TanchiError.
    """
    context = prepare(setup, selected)
    ready = _ready(known.model, context) if known is not None else {}
    sheets = [ready.get(i.id) or sheetful(context, i) for i in instances(context)]
    inventory = setup.inventory
    year = (inventory.period_to or inventory.period_from)[:4]
    own = brought(setup.rule, inventory, setup.own, context.choices)
    linker = Linker(setup.table, year, own, setup.replaced, context.choices)
    return build(context, sheets, linker)


def _ready(model: Model, context: Context) -> dict[str, Sheetful]:
    """Return the evaluated sheets that read no choice which has another option now, by instance."""
    sheets = (part.sheetful for part in model.parts)
    return {s.instance.id: s for s in sheets if model.context.serves(s.instance.process.id, context.choices)}


def calculate(setup: Setup, selected: Mapping[str, str], known: Solved | None = None) -> Solved:
    """Return the solution for the declared unit under these selections; ``known`` as in assemble and solve. Raises TanchiError."""
    model = assemble(setup, selected, known)
    unit = setup.rule.unit
    flow = setup.rule.flows[unit.of]
    own = unit.amount.unit or flow.unit
    assert own is not None
    return solve(model, flow, unit.amount.value * float(own.scale), setup.row, setup.site, known=known)


def require_sound(solved: Solved) -> None:
    """Refuse a result that rests on missing or negative amounts. Raises TanchiError."""
    stopping = errors(solved.model.context.findings)
    if stopping:
        raise TanchiError(stopping)
