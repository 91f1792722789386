"""A checklist file with a fault is refused with the line of the fault."""

import pytest
import yaml

from tanchi.conformity import load_checklist, read_checklist
from tanchi.conformity.checklist import FOLDER
from tanchi.findings import TanchiError

GOOD = """\
id: sample
edition: "1"
rows: 2
title: {zh: 样表, en: Sample}
standard: {number: X 1, zh: 标准, en: Standard, follows: Y 1, published: "2024-01-02"}
in_force:
  - {date: "2024-02-03", by: [S], taken: true}
limits:
  - {zh: 局限, en: limit}
sources:
  S: {ref: Source, zh: 来源, en: source}
topics:
  GEN: {zh: 总则, en: General}
requirements:
- id: C24067-GEN-01
  iso: ["6.1"]
  gb: same
  level: shall
  zh: 甲
  en: A
  evidence:
    RP: {zh: 证据, en: evidence}
  check: automatic
  pack_must: true
  read_iso: {status: read, by: [S]}
  read_gb: {status: none}
- id: C24067-GEN-02
  iso: []
  gb: unknown
  level: may
  zh: 乙
  en: B
  evidence:
    ST: {zh: 证据, en: evidence}
  check: person
  read_iso: {status: recalled}
  read_gb: {status: none}
  read_by: ""
  read_on: ""
"""


def refused(folder, *changes):
    """Return (code, line) of the findings for the good file with pieces of it replaced."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / "sample.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TanchiError) as caught:
        read_checklist(path)
    assert {f.place.file for f in caught.value.findings} == {"sample.yaml"}
    return [(f.code, f.place.line) for f in caught.value.findings]


def test_good_file_is_read(tmp_path):
    (tmp_path / "sample.yaml").write_text(GOOD, encoding="utf-8")
    checklist = read_checklist(tmp_path / "sample.yaml")
    assert [(r.id, r.place.line, str(r.clauses), r.pack_must) for r in checklist.requirements] == [
        ("C24067-GEN-01", 15, "6.1", True),
        ("C24067-GEN-02", 27, "", False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("level: shall", "level: must", "pack.word", 18),
        ("check: person", "check: nobody", "pack.word", 35),
        ("id: C24067-GEN-02", "id: C24067-GEN-01", "checklist.duplicate", 27),
        ("id: C24067-GEN-02", "id: C24067-ELE-02", "checklist.id", 27),
        ("id: C24067-GEN-02", "id: GEN-02", "checklist.id", 27),
        ("  en: B\n", "", "pack.missing", 27),
        ("  evidence:\n    ST: {zh: 证据, en: evidence}\n", "", "pack.missing", 27),
        ('iso: ["6.1"]', 'iso: ["six"]', "checklist.clause", 16),
        ('iso: ["6.1"]', "iso: []", "checklist.clause", 17),
        ("gb: unknown", "gb: same", "checklist.clause", 29),
        ("{status: read, by: [S]}", "{status: read, by: [T]}", "checklist.source", 25),
        ("{status: read, by: [S]}", "{status: read}", "checklist.reading", 25),
        ("{status: recalled}", "{status: recalled, by: [S]}", "checklist.reading", 36),
        ("ST: {", "XX: {", "checklist.where", 34),
        ("RP: {", "ST: {", "checklist.pack_must", 24),
        ('read_by: ""', "read_by: 张三", "checklist.read_by", 38),
        ('read_by: ""\n  read_on: ""', "read_by: 张三\n  read_on: 昨天", "checklist.date", 39),
        ("rows: 2", "rows: 3", "checklist.rows", 3),
        ("check: automatic", "check: automatic\n  remark: x", "pack.unknown_field", 24),
        ("edition:", "edtion: x\nedition:", "pack.unknown_field", 2),
        ("follows: Y 1,", "follows: Y 1, by: Z,", "pack.unknown_field", 5),
        ("taken: true", "taken: true, note: x", "pack.unknown_field", 7),
        ("en: source", "en: source, year: x", "pack.unknown_field", 11),
        ("en: General", "en: General, fr: x", "pack.unknown_field", 13),
        ("{status: recalled}", "{status: recalled, year: x}", "pack.unknown_field", 36),
        ("level: may", "level: may\n  items: [{key: a, zh: 甲, en: A, fr: x}]", "pack.unknown_field", 31),
        (
            "level: may",
            "level: may\n  also: [{level: should, zh: 甲, en: A, fr: x}]",
            "pack.unknown_field",
            31,
        ),
        ("zh: 甲", "zh: [甲", "yaml.syntax", 20),
        ('date: "2024-02-03"', 'date: "2024-02-31"', "checklist.date", 7),
    ],
)
def test_fault_is_refused_at_its_line(tmp_path, old, new, code, line):
    assert refused(tmp_path, (old, new)) == [(code, line)]


def test_all_faults_are_reported_at_once(tmp_path):
    found = refused(
        tmp_path, ("level: shall", "level: must"), ("en: limit", "fr: limite"), ("rows: 2", "rows: 9")
    )
    assert sorted(found, key=lambda pair: pair[1]) == [
        ("checklist.rows", 3),
        ("pack.missing", 9),
        ("pack.unknown_field", 9),
        ("pack.word", 18),
    ]


def test_a_persons_reading_is_kept(tmp_path):
    text = GOOD.replace('read_by: ""\n  read_on: ""', 'read_by: 张三\n  read_on: "2026-11-25"')
    (tmp_path / "sample.yaml").write_text(text, encoding="utf-8")
    readings = read_checklist(tmp_path / "sample.yaml").requirements[1].readings
    assert (readings.read_by, readings.read_on.isoformat()) == ("张三", "2026-11-25")


def test_unknown_checklist_is_refused_with_the_ones_there_are():
    with pytest.raises(TanchiError) as caught:
        load_checklist("gbt24067-2025")
    finding = caught.value.findings[0]
    assert finding.code == "checklist.unknown"
    assert "gbt24067-2024" in finding.remedy.en


def test_unknown_row_is_refused():
    with pytest.raises(TanchiError, match="C24067-XXX-99"):
        load_checklist().requirement("C24067-XXX-99")


def test_every_row_of_the_file_arrives_as_another_yaml_reader_sees_it():
    raw = yaml.safe_load((FOLDER / "gbt24067-2024.yaml").read_text(encoding="utf-8"))["requirements"]
    rows = load_checklist().requirements
    assert [(r["id"], r["level"], r["check"], r["zh"], r["en"], list(r["evidence"])) for r in raw] == [
        (r.id, r.level, r.check, r.text.zh, r.text.en, list(r.where)) for r in rows
    ]
    assert [r["iso"] for r in raw] == [list(r.clauses.iso) for r in rows]
    assert [r["read_iso"]["status"] for r in raw] == [r.readings.iso.status for r in rows]
