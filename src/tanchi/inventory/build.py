"""From a rule and the choices already made to the form a company fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tanchi.findings import Text
from tanchi.inventory.conditions import Verdict, asked_choices, both, condition, settle_choices, verdict
from tanchi.inventory.fields import Scope, field_of, line_field
from tanchi.inventory.form import ChoiceForm, Field, Form, Option, Sheet, TableForm
from tanchi.inventory.links import bought_flows
from tanchi.inventory.needs import Needs
from tanchi.inventory.options import fixed_rows
from tanchi.rules.expression import Fixed
from tanchi.rules.model import Line, Make, Process, Rule, Table

PRODUCT = Text("产品与公司", "Product and company")
PLANT = Text("厂区", "Plant")


def build_form(rule: Rule, choices: Mapping[str, str]) -> Form:
    """Return what ``rule`` asks for, without what the ``choices`` rule out.

    A choice not in ``choices`` stays open: what depends on it is asked with its condition. Raises TanchiError
    for choices the rule does not have or does not leave open.
    """
    settled = settle_choices(rule, choices)
    scope = Scope(rule, settled)
    sheets = [
        *_product_sheets(scope),
        *(s for p in rule.processes.values() for s in _process_sheets(p, scope)),
    ]
    return Form(
        rule=rule.id,
        edition=rule.edition,
        rule_hash=rule.hash,
        title=rule.title,
        product=rule.product.definition,
        unit=_declared_unit(rule),
        caution=rule.validated.caution,
        choices=tuple(_choice(c.id, scope) for c in asked_choices(rule)),
        sheets=tuple(sheet for sheet in sheets if sheet.fields or sheet.tables),
        links=tuple(bought_flows(rule, settled)),
        meters=tuple(Option(f.id, f.label or Text(f.id)) for f in rule.flows.values() if "meter" in f.tags),
        stages=tuple(Option(s.id, s.label) for s in rule.boundary.stages),
        gaps=tuple((gap.of, *gap.at_most) for gap in rule.quality.gaps),
    )


def _declared_unit(rule: Rule) -> Text:
    flow = rule.flows.get(str(rule.unit.of))
    label = flow.label if flow else Text(str(rule.unit.of))
    amount: Fixed = rule.unit.amount
    number = f"{amount.value:g}"
    zh, en = (amount.unit.label("zh"), amount.unit.label("en")) if amount.unit else ("", "")
    return rule.unit.text or Text(f"{number} {zh} {label.of('zh')}", f"{number} {en} {label.of('en')}")


def _choice(id: str, scope: Scope) -> ChoiceForm:
    choice = scope.rule.choices[id]
    options = tuple(Option(o.id, o.label) for o in choice.options)
    return ChoiceForm(
        id, choice.label or Text(id), options, scope.choices.get(id, choice.default), id in scope.choices
    )


def _product_sheets(scope: Scope) -> Iterator[Sheet]:
    """Yield what concerns the whole company, then what is asked once per site; not what no process needs."""
    needs = Needs(scope.rule, scope.choices)
    quantities = [(q, when) for q in scope.rule.quantities.values() if (when := needs.of(q.id)) is not False]
    tables = [
        (t, when)
        for t in scope.rule.tables.values()
        if _is_asked(t) and (when := needs.of(t.id)) is not False
    ]
    for label, per_site in ((PRODUCT, False), (PLANT, True)):
        fields = [field_of(q, scope, when) for q, when in quantities if q.per_site is per_site]
        yield Sheet(
            "",
            label,
            (*fields, *(() if per_site else _flow_asks(scope, needs))),
            tuple(table_form(t, scope, when) for t, when in tables if t.per_site is per_site),
            per_site=per_site,
        )


def _is_asked(table: Table) -> bool:
    return bool(table.columns)


def _flow_asks(scope: Scope, needs: Needs) -> Iterator[Field]:
    for flow in scope.rule.flows.values():
        when = needs.of(flow.id)
        for kind, ask in (("bought", flow.bought), ("stock", flow.stock)):
            if ask is not None and when is not False:
                yield replace(field_of(replace(ask, id=f"{flow.id}_{kind}"), scope, when), list_kind=kind)


def table_form(table: Table, scope: Scope, when: Verdict = True) -> TableForm:
    """Return a table of the rule as the form asks it."""
    inner = replace(scope, table=table)
    return TableForm(
        id=table.id,
        label=table.label or Text(table.id),
        columns=tuple(field_of(column, inner, when) for column in table.columns.values()),
        rows=fixed_rows(table),
        min_rows=table.min_rows,
        max_rows=table.max_rows,
        note=table.note,
        when=condition(when, scope.rule),
    )


def _process_sheets(process: Process, scope: Scope) -> Iterator[Sheet]:
    """Yield the sheet of a process; nothing where the choices rule it out."""
    when = verdict(process.when, scope.choices)
    if when is False:
        return
    inner = replace(scope, process=process)
    fields = [
        *_line_fields(process, inner, when),
        *(field_of(q, inner, when) for q in process.quantities.values()),
    ]
    tables = {t.id: table_form(t, inner, when) for t in process.tables.values() if _is_asked(t)}
    if process.each:
        tables = _with_columns(tables, str(process.each), fields, inner)
        fields = []
    for line, kind in _lines(process):
        if line.each:
            tables = _with_columns(
                tables, str(line.each), list(_fields_of_line(line, kind, inner, when)), inner
            )
    stage = next((s for s in scope.rule.boundary.stages if s.id == process.stage), None)
    yield Sheet(
        process=process.id,
        label=process.label or Text(process.id),
        fields=tuple(fields),
        tables=tuple(tables.values()),
        stage=stage.label if stage else Text(process.stage),
        note=process.note,
        stage_id=process.stage,
        clause=process.clause,
        when=condition(when, scope.rule),
        optional=process.optional,
    )


def _lines(process: Process) -> Iterator[tuple[Line, str]]:
    lists: tuple[tuple[str, Mapping[str, Line]], ...] = (
        ("makes", process.makes),
        ("inputs", process.inputs),
        ("emissions", process.emissions),
        ("uptakes", process.uptakes),
        ("wastes", process.wastes),
    )
    for kind, lines in lists:
        for line in lines.values():
            yield line, kind


def _line_fields(process: Process, scope: Scope, when: Verdict) -> Iterator[Field]:
    for line, kind in _lines(process):
        if not line.each:
            yield from _fields_of_line(line, kind, scope, when)


def _fields_of_line(line: Line, kind: str, scope: Scope, when: Verdict) -> Iterator[Field]:
    """Yield the ask of a line and of what is sold of it; nothing where it is computed or ruled out."""
    asked_when = both(when, verdict(line.when, scope.choices))
    if asked_when is False:
        return
    if line.ask is not None:
        yield line_field(line, line.ask, kind, scope, asked_when)
    if isinstance(line, Make) and line.sold is not None:
        yield replace(field_of(line.sold, scope, asked_when), list_kind=kind, kind="total")


def _with_columns(
    tables: dict[str, TableForm], id: str, columns: list[Field], scope: Scope
) -> dict[str, TableForm]:
    """Return ``tables`` with ``columns`` asked for each row of table ``id``, own or of the product."""
    if not columns:
        return tables
    own = tables.get(id)
    if own is None:
        table = scope.rule.tables[id]
        own = TableForm(id, table.label or Text(id), (), fixed_rows(table), 0, table.max_rows, rows_of=id)
    return {**tables, id: replace(own, columns=(*own.columns, *columns))}
