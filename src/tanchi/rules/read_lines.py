"""Reading of processes: lines, allocation, checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, cast

from tanchi.findings import Level, Text
from tanchi.rules.expression import Expression, Fixed, Formula, Ref
from tanchi.rules.fields import ID, Fields
from tanchi.rules.gas_picks import is_gas
from tanchi.rules.model import (
    Allocation,
    AllocationRule,
    Check,
    Displacement,
    Emission,
    FlowChoice,
    Input,
    Make,
    Process,
    Quantity,
    Symbol,
    Uptake,
    Waste,
)
from tanchi.rules.read_flows import value
from tanchi.rules.read_quantities import ask_field, asked, quantity, table
from tanchi.rules.read_values import expression, formula, share, symbol
from tanchi.rules.tree import Branch, Scalar


class _Common(TypedDict):
    id: str
    label: Text
    place: Any
    clause: str
    symbol: Symbol | None
    note: Text
    ask: Quantity | None
    amount: Expression | None
    when: Formula | None
    each: Ref | None
    match: Ref | None
    group: str
    props: Mapping[str, Expression]


def _common(id: str, fields: Fields) -> _Common:
    props = fields.inner("props") if "props" in fields else None
    found = _Common(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        symbol=symbol(fields),
        note=fields.bilingual("note"),
        ask=asked(id, fields),
        amount=expression(fields, "amount"),
        when=formula(fields, "when"),
        each=Ref(fields.text("each")) if "each" in fields else None,
        match=Ref(fields.text("match")) if "match" in fields else None,
        group=fields.text("group"),
        props={k: e for k in props.tree.items if (e := expression(props, k)) is not None} if props else {},
    )
    if (found["ask"] is None) == (found["amount"] is None):
        fields.log.error(
            "pack.line",
            fields.place,
            Text(
                "一行要么 ask（请企业填报），要么 amount（计算）",
                "a line either asks (ask:) or is computed (amount:)",
            ),
        )
    return found


def _flow(id: str, fields: Fields) -> Ref | FlowChoice:
    tree = fields.get("product")
    if tree is None:
        return Ref(id)
    if isinstance(tree, Scalar):
        return Ref(tree.text)
    inner = fields.inner("product")
    choice = inner.text("by")
    options = {k: Ref(inner.text(k)) for k in inner.tree.items if k != "by"}
    otherwise = options.pop("else", None)
    return FlowChoice(Ref(choice), options, otherwise)


def make(id: str, fields: Fields) -> Make:
    """Read a ``makes`` line."""
    kind = fields.oneof("kind", ("main", "coproduct", "loop"), "main")
    found = Make(
        **_common(id, fields),
        flow=_flow(id, fields),
        kind=cast(Any, kind),
        sold=ask_field(f"{id}_sold", fields, "sold"),
    )
    fields.done()
    return found


def input_(id: str, fields: Fields) -> Input:
    """Read an ``inputs`` line."""
    where = fields.inner("at") if "at" in fields else None
    place: str | Ref = ""
    year: Expression | None = None
    if where is not None:
        word = where.text("place")
        place = Ref(word) if ID.match(word) else word
        year = expression(where, "year")
        where.done()
    found = Input(
        **_common(id, fields),
        flow=_flow(id, fields),
        source=Ref(fields.text("from")),
        burnt=expression(fields, "burnt"),
        stage=fields.text("stage"),
        at_place=place,
        at_year=year,
    )
    fields.done()
    return found


def waste(id: str, fields: Fields) -> Waste:
    """Read a ``wastes`` line."""
    to = fields.text("to")
    found = Waste(
        **_common(id, fields), flow=_flow(id, fields), to=Ref(to or "none"), reason=fields.bilingual("reason")
    )
    if not to:
        fields.need("to")
    if to == "none" and not found.reason:
        fields.log.error(
            "pack.waste", fields.place, Text("to: none 必须写明理由 reason", "to: none needs a reason")
        )
    fields.done()
    return found


def emission(id: str, fields: Fields) -> Emission:
    """Read an ``emissions`` line."""
    found = Emission(
        **_common(id, fields),
        gas=_gas(fields),
        origin=_origin(fields),
        line=fields.text("line"),
        aircraft=fields.flag("aircraft", False),
    )
    fields.need("gas")
    fields.done()
    return found


def _gas(fields: Fields) -> str:
    """Return a gas as written, or a reference to what picks it."""
    word = fields.text("gas")
    return Ref(word) if ID.match(word) and not is_gas(word) else word


def _origin(fields: Fields) -> Mapping[str, Expression]:
    tree = fields.get("origin")
    if not isinstance(tree, Branch):
        return {fields.text("origin") or "fossil": Fixed(1.0)}
    inner = fields.inner("origin")
    return {k: e for k in tree.items if (e := expression(inner, k)) is not None}


def uptake(id: str, fields: Fields) -> Uptake:
    """Read an ``uptakes`` line."""
    found = Uptake(
        **_common(id, fields),
        gas=_gas(fields) or "CO2",
        origin=fields.text("origin", "biogenic"),
        source=Ref(fields.text("from")) if "from" in fields else None,
        line=fields.text("line"),
    )
    fields.done()
    return found


def allocation(fields: Fields, key: str = "allocation") -> Allocation | None:
    """Read the allocation of a process."""
    if key not in fields:
        fields.used.add(key)
        return None
    inner = fields.inner(key)
    choose = inner.text("choose")
    tree = inner.need("rules")
    rules: dict[str, tuple[AllocationRule, ...]] = {}
    if isinstance(tree, Branch):
        group = inner.inner("rules")
        rules = {option: tuple(_rule(row) for row in group.rows(option)) for option in tree.items}
    else:
        rules[""] = tuple(_rule(row) for row in inner.rows("rules"))
    found = Allocation(
        rules,
        inner.place,
        Ref(choose) if choose else None,
        inner.text("step"),
        inner.bilingual("reason"),
        inner.text("clause"),
    )
    if bool(choose) != isinstance(tree, Branch):
        inner.log.error(
            "pack.allocation",
            inner.place,
            Text(
                "有 choose 时 rules 按选项分列；没有时是一个列表",
                "with 'choose' the rules stand per option; without it they are a list",
            ),
        )
    inner.done()
    return found


def _rule(row: Fields) -> AllocationRule:
    shares = row.inner("share") if "share" in row else None
    found = AllocationRule(
        group=row.text("group", "rest"),
        key=_key(row),
        among=row.words("among"),
        shares={k: (share(shares, k) or 0.0) for k in shares.tree.items} if shares else {},
        to=Ref(row.text("to")) if "to" in row else None,
        main=row.text("main") == "all",
        displace=tuple(_displacement(key, inner) for key, inner in row.each("displace"))
        if "displace" in row
        else (),
    )
    methods = sum(
        (found.key is not None, bool(found.shares), found.to is not None, found.main, bool(found.displace))
    )
    if methods != 1:
        row.log.error(
            "pack.rule",
            row.place,
            Text(
                "分配规则要写且只写 key、share、to、main、displace 之一",
                "a rule gives exactly one of key, share, to, main, displace",
            ),
        )
    row.done()
    return found


def _key(row: Fields) -> Formula | Ref | None:
    text = row.text("key")
    if not text:
        return None
    return Ref(text) if ID.match(text) else formula(row, "key")


def _displacement(id: str, fields: Fields) -> Displacement:
    amount = expression(fields, "amount")
    fields.need("amount")
    found = Displacement(Ref(id), Ref(fields.text("product")), amount or Fixed(0.0))
    fields.need("product")
    fields.done()
    return found


def check(id: str, fields: Fields) -> Check:
    """Read a check or a balance and finish its fields."""
    found = Check(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        check=formula(fields, "check"),
        balance=fields.text("balance"),
        of=Ref(fields.text("of")),
        when=formula(fields, "when"),
        tolerance=share(fields, "tolerance"),
        level=Level(fields.oneof("level", tuple(Level), Level.ERROR)),
        message=fields.bilingual("message"),
    )
    if (found.check is None) == (not found.balance):
        fields.log.error(
            "pack.check",
            fields.place,
            Text("检查要么写 check，要么写 balance", "give either check or balance"),
        )
    fields.done()
    return found


def process(id: str, fields: Fields) -> Process:
    """Read a process; its ``use`` field is left to the block reader."""
    fields.used.add("use")
    found = Process(
        id=id,
        label=fields.label(),
        place=fields.place,
        clause=fields.text("clause"),
        note=fields.bilingual("note"),
        stage=fields.text("stage"),
        when=formula(fields, "when"),
        each=Ref(fields.text("each")) if "each" in fields else None,
        quantities={k: quantity(k, f) for k, f in _maps(fields, "quantities")},
        tables={k: table(k, f) for k, f in _maps(fields, "tables")},
        values={k: value(k, f) for k, f in _maps(fields, "values")},
        makes={k: make(k, f) for k, f in _maps(fields, "makes")},
        inputs={k: input_(k, f) for k, f in _maps(fields, "inputs")},
        emissions={k: emission(k, f) for k, f in _maps(fields, "emissions")},
        uptakes={k: uptake(k, f) for k, f in _maps(fields, "uptakes")},
        wastes={k: waste(k, f) for k, f in _maps(fields, "wastes")},
        allocation=allocation(fields),
        checks={k: check(k, f) for k, f in _maps(fields, "checks")},
        site_specific=fields.flag("site_specific", False),
        optional=fields.flag("optional", False),
    )
    fields.done()
    return found


def _maps(fields: Fields, key: str) -> list[tuple[str, Fields]]:
    if key not in fields:
        fields.used.add(key)
        return []
    return list(fields.each(key))
