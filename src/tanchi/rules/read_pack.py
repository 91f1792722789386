"""Reading of what stands once in a pack: identity, product, unit, boundary, quality, text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from tanchi.findings import FilePlace, Text
from tanchi.rules.expression import Fixed, Ref
from tanchi.rules.fields import Fields, Log
from tanchi.rules.model import (
    Boundary,
    ClauseLink,
    CutOffRule,
    DeclaredUnit,
    Deviation,
    Exclusion,
    FurtherUnit,
    GapMethod,
    Gwp,
    Indicator,
    Product,
    QualityScheme,
    Stage,
    StandardRef,
    TextClause,
    Validation,
)
from tanchi.rules.read_values import fixed, formula, share, source
from tanchi.rules.tree import Branch, Tree

FORMAT = 1
"""The number of the format these readers read."""
STATUSES = ("draft", "in_force", "superseded", "expired")
CLAUSE = re.compile(r"(\d+|[A-Z])(\.\d+){0,4}\Z")
VALIDATIONS = ("none", "published", "plant")
GAP_METHODS = ("mean of given months", "last given value", "conservative end of range")
GAP_MARKS = ("calculated", "estimated", "default")
_SCALED = ", scaled by "


def identity(fields: Fields) -> dict[str, Any]:
    """Read the identity of a pack as keyword arguments of :class:`tanchi.rules.model.Rule`."""
    if fields.text("format") != str(FORMAT):
        fields.log.error("pack.format", fields.spot("format"), *_format_words(fields.text("format")))
    found = {
        "id": fields.text("id"),
        "edition": fields.text("edition"),
        "status": fields.oneof("status", STATUSES, "draft"),
        "title": fields.bilingual("title"),
        "standards": tuple(_standard(row) for row in fields.rows("standard")),
        "valid_from": fields.text("valid_from"),
        "valid_to": fields.text("valid_to"),
        "replaces": fields.text("replaces"),
        "parent": fields.text("parent"),
        "uses": fields.words("uses"),
        "authors": fields.words("authors"),
        "licence": fields.text("licence"),
        "ip": fields.bilingual("ip"),
        "goal": fields.bilingual("goal"),
        "validated": _validation(fields),
    }
    for key in ("id", "edition", "title"):
        fields.need(key)
    return found


def _format_words(found: str) -> tuple[Text, Text]:
    message = Text(f"format 应为 {FORMAT}", f"format must be {FORMAT}")
    if found.isdecimal() and int(found) > FORMAT:
        remedy = Text("规则包比软件新：更新碳尺", "the pack is newer than the program: update Tanchi")
    elif found.isdecimal():
        remedy = Text("用 tanchi rule migrate 转换", "convert it with tanchi rule migrate")
    else:
        remedy = Text("")
    return message, remedy


def _validation(fields: Fields) -> Validation:
    if "validated" not in fields:
        fields.used.add("validated")
        return Validation()
    inner = fields.inner("validated")
    inner.need("state")
    found = Validation(cast(Any, inner.oneof("state", VALIDATIONS, "none")), inner.label())
    inner.done()
    return found


def _standard(row: Fields) -> StandardRef:
    found = StandardRef(
        row.text("number"),
        row.bilingual("title"),
        row.oneof("text_read", ("read", "part", "second_hand", "none"), "none"),
    )
    row.done()
    return found


def product(fields: Fields) -> Product:
    """Read the product category."""
    inner = fields.inner("product")
    routes = inner.inner("routes")
    codes = inner.inner("codes")
    found = Product(
        definition=inner.bilingual("definition"),
        varieties=_texts(inner, "varieties"),
        routes_covered=_texts(routes, "covered"),
        routes_not_covered=_texts(routes, "not_covered"),
        codes={key: codes.text(key) for key in codes.tree.items},
    )
    routes.done()
    inner.done()
    return found


def _texts(fields: Fields, key: str) -> tuple[Text, ...]:
    if key not in fields:
        fields.used.add(key)
        return ()
    found = []
    for row in fields.rows(key):
        found.append(row.label())
        row.done()
    return tuple(found)


def declared_unit(fields: Fields) -> DeclaredUnit:
    """Read the functional or declared unit; an empty one of a pack that is a parent only, without processes."""
    if not any(_stands(fields.tree.items.get(key)) for key in ("unit", "processes")):
        return DeclaredUnit("declared", Fixed(1.0), Ref(""), fields.place)
    inner = fields.inner("unit")
    kind = inner.oneof("kind", ("functional", "declared"), "declared")
    amount = fixed(inner, "amount")
    inner.need("amount")
    inner.need("of")
    found = DeclaredUnit(
        cast(Any, kind),
        amount or Fixed(1.0),
        Ref(inner.text("of")),
        inner.place,
        tuple(_further(row) for row in inner.rows("also")),
        inner.label(),
    )
    inner.done()
    return found


def _stands(part: Tree | None) -> bool:
    return part is not None and not (isinstance(part, Branch) and not part.items)


def _further(row: Fields) -> FurtherUnit:
    found = FurtherUnit(Ref(row.text("of")), row.text("per"))
    row.done()
    return found


def boundary(fields: Fields) -> Boundary:
    """Read the system boundary."""
    inner = fields.inner("boundary")
    decisions = inner.inner("decisions")
    found = Boundary(
        kind=inner.text("kind"),
        stages=tuple(_stage(row) for row in inner.rows("stages")),
        exclusions=tuple(_exclusion(row) for row in inner.rows("exclusions")),
        cutoff=_cutoff(inner) if "cutoff" in inner else None,
        decisions={key: decisions.bilingual(key) for key in decisions.tree.items},
    )
    inner.done()
    return found


def _stage(row: Fields) -> Stage:
    found = Stage(row.text("id"), row.label(), row.flag("included", True), row.bilingual("reason"))
    row.need("id")
    row.done()
    return found


def _exclusion(row: Fields) -> Exclusion:
    found = Exclusion(row.bilingual("what"), row.bilingual("reason"), share(row, "share"), row.text("clause"))
    row.done()
    return found


def _cutoff(fields: Fields) -> CutOffRule:
    inner = fields.inner("cutoff")
    found = CutOffRule(
        share(inner, "each") or 0.0,
        share(inner, "total") or 0.0,
        inner.text("basis", "footprint"),
        inner.words("never"),
        source(inner),
    )
    inner.need("each")
    inner.need("total")
    inner.done()
    return found


def gwp(fields: Fields) -> Gwp:
    """Read the GWP set of the rule."""
    inner = fields.inner("gwp")
    found = Gwp(inner.text("set", "AR6"), inner.bilingual("reason"))
    inner.done()
    return found


def quality(fields: Fields) -> QualityScheme:
    """Read the data-quality scheme."""
    inner = fields.inner("quality")
    scheme = inner.inner("scheme")
    primary = inner.inner("primary_share")
    found = QualityScheme(
        label=scheme.label(),
        indicators=_indicators(scheme),
        limit=scheme.number("limit"),
        primary_min=share(primary, "min"),
        primary_of=primary.text("of"),
        gaps=tuple(_gap(row) for row in inner.rows("gaps")),
        source=source(scheme),
    )
    scheme.done()
    primary.done()
    inner.done()
    return found


def _indicators(scheme: Fields) -> tuple[Indicator, ...]:
    """Read the indicators of quality: with a weight each, or all without, each then counting 1."""
    inner = list(scheme.each("indicators")) if "indicators" in scheme else []
    if len({"weight" in fields for _, fields in inner}) > 1:
        scheme.log.error(
            "pack.indicator_weight",
            scheme.spot("indicators"),
            Text("有的指标有权重，有的没有", "some indicators have a weight and some have none"),
            Text("每个都写；都不写则各计 1", "give each one, or none: each then counts 1"),
        )
    return tuple(_indicator(key, fields) for key, fields in inner)


def _indicator(id: str, fields: Fields) -> Indicator:
    scores, weight = fields.inner("scores"), share(fields, "weight")
    found = Indicator(
        id,
        fields.label(),
        1.0 if weight is None else weight,
        {int(k): scores.bilingual(k) for k in scores.tree.items if k in "12345"},
    )
    fields.done()
    return found


def _gap(row: Fields) -> GapMethod:
    most, _, whole = row.text("at_most", "0 of 12").partition(" of ")
    limits = (int(most), int(whole)) if most.isdigit() and whole.isdigit() else (0, 12)
    method, _, scaled_by = row.text("method").partition(_SCALED)
    mark = row.text("mark", "estimated")
    found = GapMethod(
        row.text("of"), method, limits, mark, row.text("clause"), scaled_by.strip(), row.spot("method")
    )
    if method not in GAP_METHODS or (scaled_by and method != GAP_METHODS[0]):
        row.log.error(
            "pack.gap_method",
            row.place,
            Text(
                f"补缺方法“{row.text('method')}”不在允许之列", f"'{row.text('method')}' is no method for gaps"
            ),
            Text(
                f"可用：{'、'.join(GAP_METHODS)}；平均可加“{_SCALED}过程.总量”",
                f"there are: {', '.join(GAP_METHODS)}; to the mean add '{_SCALED}process.total'",
            ),
        )
    if mark not in GAP_MARKS:
        row.log.error(
            "pack.gap_mark",
            row.spot("mark"),
            Text(f"补上的值不能标记为“{mark}”", f"a filled value cannot be marked '{mark}'"),
            Text(f"可用：{'、'.join(GAP_MARKS)}", f"there are: {', '.join(GAP_MARKS)}"),
        )
    row.done()
    return found


def headings(fields: Fields) -> dict[str, Text]:
    """Read the titles of the clauses of the standard's text, by number."""
    found = {}
    for clause, heading in fields.each("headings", ids=False):
        _check_clause(clause, heading)
        found[clause] = heading.label()
        heading.done()
    return found


def _check_clause(clause: str, fields: Fields) -> None:
    if not CLAUSE.match(clause):
        message = Text(
            f"条号写成 6.3.1 或 A.2，不是“{clause}”", f"write a clause as 6.3.1 or A.2, not '{clause}'"
        )
        fields.log.error("pack.clause", fields.place, message)


def text_clauses(tree: Tree | None, log: Log) -> tuple[TextClause, ...]:
    """Read the sentences of the standard's text."""
    holder = Fields(Branch({"text": tree}, tree.place) if tree is not None else None, "", log)
    return tuple(_text_clause(row) for row in holder.rows("text"))


def _text_clause(row: Fields) -> TextClause:
    level = row.oneof("level", ("shall", "should", "may", "can", "statement"), "statement")
    clause = row.text("clause")
    _check_clause(clause, row)
    found = TextClause(clause, level, row.label(), row.place, formula(row, "when"))
    row.done()
    return found


def deviations(fields: Fields) -> tuple[Deviation, ...]:
    """Read the declared deviations."""
    return tuple(_deviation(row) for row in fields.rows("deviations"))


def _deviation(row: Fields) -> Deviation:
    row.flag("remove", False)
    direction = row.oneof("direction", ("tighten", "deviate"), "tighten")
    found = Deviation(
        row.text("at"), cast(Any, direction), row.bilingual("reason"), row.place, row.text("clause")
    )
    row.need("at")
    row.need("reason")
    row.done()
    return found


def clause_links(folder: Path) -> Iterator[ClauseLink]:
    """Yield the rows of ``clauses.csv`` (path, requirement, note), if the pack has one."""
    file = folder / "clauses.csv"
    if not file.is_file():
        return
    name = f"{folder.parent.name}/{folder.name}/{file.name}"
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        for row in rows:
            place = FilePlace(name, rows.line_num)
            yield ClauseLink(
                row.get("path") or "", row.get("requirement") or "", place, row.get("note") or ""
            )


def root_place(name: str) -> FilePlace:
    """Return the place of a pack as a whole."""
    return FilePlace(f"{name}/pack.yaml", 1, 1)


def fields_of(sections: Mapping[str, Tree], name: str, log: Log) -> Fields:
    """Return the fields of merged sections."""
    return Fields(Branch(dict(sections), root_place(name)), "", log)
