"""Reading of a checklist row from its YAML fields; every problem is a finding at its line."""

from __future__ import annotations

import re
from collections.abc import Container

from tanchi.conformity.read_basics import (
    fault,
    only_text,
    optional_text,
    read_date,
    read_names,
    read_text,
    read_word,
    required_text,
)
from tanchi.conformity.requirement import (
    CheckKind,
    ClauseReading,
    Clauses,
    Evidence,
    GbNumbering,
    Item,
    Obligation,
    Readings,
    ReadStatus,
    Requirement,
    SecondObligation,
    Where,
)
from tanchi.findings import Text
from tanchi.rules.fields import Fields

ID = re.compile(r"C\d{5}-([A-Z]{3})-\d{2}\Z")
CLAUSE = re.compile(r"([A-E]|\d+(\.\d+)*(–\d+(\.\d+)*)?)( [a-z](–[a-z])?)?\Z")
CITED = (ReadStatus.READ, ReadStatus.SECOND_HAND, ReadStatus.EXISTENCE)


def read_requirement(fields: Fields, sources: Container[str], topics: Container[str]) -> Requirement:
    """Return one row. Problems go to the log of ``fields``."""
    row = Requirement(
        id=_id(fields, topics),
        clauses=_clauses(fields),
        level=read_word(fields, "level", Obligation),
        text=read_text(fields),
        check=read_word(fields, "check", CheckKind),
        evidence=_evidence(fields),
        readings=_readings(fields, sources),
        place=fields.place,
        applies_if=optional_text(fields, "applies_if"),
        items=tuple(_item(item) for item in fields.rows("items")),
        also=tuple(_second(part) for part in fields.rows("also")),
        pack_must=fields.flag("pack_must", False),
        note=optional_text(fields, "note"),
    )
    if row.pack_must and Where.RULE_PACK not in row.where:
        message = Text(
            "规则包必须满足的行，要有 RP 一处的证据", "a row a pack must meet needs evidence at RP"
        )
        fault(fields, "pack_must", "checklist.pack_must", message)
    fields.done()
    return row


def _id(fields: Fields, topics: Container[str]) -> str:
    found = required_text(fields, "id")
    match = ID.match(found)
    if match is None or match[1] not in topics:
        message = Text(
            f"“{found}”不是“C24067-主题-序号”，或主题没有列在 topics 中",
            f"'{found}' is not C24067-TOPIC-nn, or its topic is not declared under topics",
        )
        fault(fields, "id", "checklist.id", message)
    return found


def _clauses(fields: Fields) -> Clauses:
    fields.need("iso")
    fields.need("gb")
    iso, gb = _numbers(fields, "iso"), fields.words("gb")
    if gb == ("unknown",):
        return Clauses(iso, (), GbNumbering.UNKNOWN)
    if gb == ("same",):
        if not iso:
            message = Text("没有 ISO 条号，不能写 same", "'same' needs a clause under iso")
            fault(fields, "gb", "checklist.clause", message)
        return Clauses(iso, iso, GbNumbering.ASSUMED)
    return Clauses(iso, _numbers(fields, "gb"), GbNumbering.READ)


def _numbers(fields: Fields, key: str) -> tuple[str, ...]:
    found = fields.words(key)
    for number in found:
        if not CLAUSE.match(number):
            message = Text(f"“{number}”不是条号", f"'{number}' is not a clause number")
            fault(fields, key, "checklist.clause", message)
    return found


def _evidence(fields: Fields) -> tuple[Evidence, ...]:
    fields.need("evidence")
    places = {where.value: where for where in Where}
    inner = fields.inner("evidence")
    found = []
    for key, wanted in inner.entries(ids=False):
        text = only_text(wanted)
        if key in places:
            found.append(Evidence(places[key], text))
        else:
            message = Text(f"“{key}”不是 RP、ST 或 DC", f"'{key}' is not RP, ST or DC")
            fault(inner, key, "checklist.where", message)
    return tuple(found)


def _readings(fields: Fields, sources: Container[str]) -> Readings:
    read_by, read_on = fields.text("read_by"), fields.text("read_on")
    if bool(read_by) != bool(read_on):
        message = Text("read_by 与 read_on 要同时填写", "read_by and read_on go together")
        fault(fields, "read_by", "checklist.read_by", message)
    has_other = "read_other" in fields
    return Readings(
        iso=_reading(fields, "read_iso", sources),
        gb=_reading(fields, "read_gb", sources),
        other=_reading(fields, "read_other", sources) if has_other else ClauseReading(ReadStatus.NONE),
        derived_from=read_names(fields, "derived_from", sources),
        read_by=read_by,
        read_on=read_date(fields, "read_on") if read_on else None,
    )


def _reading(fields: Fields, key: str, sources: Container[str]) -> ClauseReading:
    fields.need(key)
    inner = fields.inner(key)
    status = read_word(inner, "status", ReadStatus)
    reading = ClauseReading(status, read_names(inner, "by", sources), inner.text("at"))
    if (status in CITED) != bool(reading.sources):
        message = Text(
            "已读、转引和只知其有的要写来源，凭记忆和未读的不写",
            "read, second_hand and existence name a source; recalled and none do not",
        )
        fault(inner, "status", "checklist.reading", message)
    inner.done()
    return reading


def _item(fields: Fields) -> Item:
    item = Item(required_text(fields, "key"), read_text(fields))
    fields.done()
    return item


def _second(fields: Fields) -> SecondObligation:
    second = SecondObligation(read_word(fields, "level", Obligation), read_text(fields))
    fields.done()
    return second
