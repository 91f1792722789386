"""The rows of the GB/T 24067 checklist against counts and tables typed from the notes of reading."""

import re
from collections import Counter

import pytest

from tanchi.conformity import CheckKind, Obligation, ReadStatus, Where, load_checklist
from tanchi.conformity.requirement import GbNumbering

ROWS_BY_TOPIC = {
    "SCO": 3, "PRI": 7, "GEN": 4, "PCR": 5, "GOA": 2, "SCP": 3, "FUN": 7, "BND": 6, "CUT": 6, "DAT": 10,
    "DQR": 1, "GEO": 1, "TIM": 4, "USE": 5, "EOL": 3, "INV": 7, "ALL": 6, "REC": 5, "TMG": 3, "TRK": 1,
    "FOS": 1, "BIO": 3, "LUC": 5, "AIR": 2, "ELE": 8, "GWP": 6, "FRM": 1, "INT": 5, "REP": 8, "REV": 2,
    "DEC": 1, "CMP": 1, "SYS": 1, "PSS": 13,
}  # fmt: skip

# id, clause of ISO 14067, obligation: the requirements found only when the clauses were read
ADDED = """
PCR-05 6.2 shall      BND-06 6.3.4.2 shall    DAT-09 6.3.5 shall   DAT-10 6.4.2 should   INV-07 6.4.4 shall
ALL-06 6.4.6.2 should LUC-04 6.4.9.5 shall    LUC-05 6.4.9.6 shall ELE-08 6.4.9.4.4 may  GWP-06 6.5.2 shall
AIR-02 6.4.9.7 shall  USE-05 6.3.7 shall      REP-08 7.1 shall
"""

# id and obligation of the 33 rows that the reading of ISO 14067 corrected
CORRECTED = """
PRI-01 principle  PRI-02 principle  PRI-03 principle  PRI-04 principle  PRI-05 principle  PRI-06 principle
PRI-07 principle  GOA-01 principle  GOA-02 shall      SCP-02 shall      FUN-06 design     FUN-07 shall
BND-05 design     DAT-03 should     DAT-05 shall      USE-02 shall      USE-03 shall      EOL-03 may
INV-03 shall      ALL-04 shall      REC-01 shall      REC-02 should     TRK-01 shall      FOS-01 shall
LUC-02 should     LUC-03 should     ELE-04 shall      ELE-06 shall      GWP-01 shall      GWP-03 may
INT-05 shall      REP-06 should     REV-02 design
"""

# clauses of ISO 14067:2018 and their rows; "-" for rows that stand in no clause
CLAUSES = """\
1: SCO-01
5.3; 6.3.3: SCO-03
5.2: PRI-01
5.3: PRI-02
5.4: PRI-03
5.5: PRI-04
5.6–5.12: PRI-05
5.9: PRI-06
5.12: PRI-07
5.12; 6.4.6.1: REC-04
6.3.4.1: SCO-02 BND-01 BND-03 BND-05
6.1: GEN-01 GEN-02 GEN-03 GEN-04 SYS-01
6.2: PCR-01 PCR-02 PCR-03
6.2; 6.4.1: PCR-05
6.3.1: GOA-01 GOA-02
6.3.2 a: SCP-01
6.3.2 a–l: SCP-02
6.3.2: SCP-03 CMP-01
6.3.3: FUN-01 FUN-02 FUN-03 FUN-04 FUN-07
6.3.4.2: BND-02 BND-06
6.3.4.3: CUT-01 CUT-02 CUT-03 CUT-04
6.3.5: DAT-01 DAT-02 DAT-03 DAT-04 DAT-05 DAT-06 DAT-07 DAT-09 DQR-01
6.4.2: DAT-10 INV-01 INV-02
6.3.5 b: GEO-01
6.3.6: TIM-01 TIM-02 TIM-03 TIM-04
6.3.7: USE-01 USE-02 USE-03 USE-04 USE-05
6.3.8: EOL-01 EOL-02 EOL-03
6.4.3: INV-03
6.4.4: INV-04 INV-07
6.4.5: INV-05
6.4.6.1; 6.4.6.2: ALL-01
6.4.6.1: ALL-02 ALL-04
6.4.6.2: ALL-03 ALL-05 ALL-06
6.4.6.3: REC-01 REC-02
6.4.8: TMG-01 TMG-02 TMG-03
6.4.7: TRK-01
6.4.9.2: FOS-01 BIO-01 BIO-02
6.4.9.3: BIO-03
6.4.9.5: LUC-01 LUC-02
6.4.9.6: LUC-03 LUC-05
6.4.9.5; 6.4.9.6: LUC-04
6.4.9.7: AIR-01 AIR-02
6.4.9.4.1: ELE-01
6.4.9.4.2: ELE-02
6.4.9.4.3: ELE-03
6.4.9.4.4: ELE-04 ELE-05 ELE-06 ELE-08
6.5.1: GWP-01 GWP-02 GWP-03
6.5.2: GWP-04 GWP-06
6.6 a: INT-01
6.6 b: INT-02
6.6 c: INT-03
6.6: INT-04 INT-05
6.3.2 k: REV-02
7.2: FUN-05 REP-04
7.3 e; 7.3 f: GWP-05
7.1: REP-01 REP-08
7.2 a: REP-02
7.2 b–e: REP-03
7.3 a–t: REP-05
7.4: REP-06
8: REV-01
-: PCR-04 FUN-06 BND-04 CUT-05 CUT-06 DAT-08 INV-06 REC-05 ELE-07 FRM-01 REP-07 DEC-01 PSS-01 PSS-02 \
    PSS-03 PSS-04 PSS-05 PSS-06 PSS-07 PSS-08 PSS-09 PSS-10 PSS-11 PSS-12 PSS-13
D: REC-03
"""

OWN = """PCR-04 FUN-06 BND-05 CUT-06 DQR-01 INV-06 REC-04 REC-05 ELE-07 PSS-02 PSS-03 PSS-04 PSS-05 PSS-06
PSS-07 PSS-08 PSS-09 PSS-10 PSS-11 PSS-12"""

SECOND_CARRIER_AGREES = """SCO-01 SCO-02 GEN-01 FUN-02 FUN-04 BND-03 BND-05 DAT-01 DAT-02 DAT-04 DAT-05
TIM-01 ALL-03 ALL-04 REC-01 TMG-02 BIO-01 LUC-01 AIR-01 ELE-05 GWP-01 GWP-04"""

PACK_SHALL = """SCO-02 GEN-02 SCP-01 SCP-02 FUN-01 FUN-02 FUN-04 BND-01 BND-03 BND-06 CUT-03 DAT-01 DAT-09
USE-01 EOL-01 ALL-01 ALL-03 ALL-05 REC-01 BIO-02 PSS-01 PSS-13"""

GB_UNKNOWN = """PCR-04 FUN-06 BND-04 CUT-05 CUT-06 DAT-08 GEO-01 INV-06 REC-03 REC-05 ELE-07 FRM-01 REP-07
DEC-01 PSS-01 PSS-02 PSS-03 PSS-04 PSS-05 PSS-06 PSS-07 PSS-08 PSS-09 PSS-10 PSS-11 PSS-12 PSS-13"""

SECOND_WORDS = {
    "CUT-02": "may", "DAT-05": "should", "USE-02": "should", "USE-04": "should", "INV-03": "should",
    "INV-07": "should", "LUC-03": "shall", "GWP-03": "should", "SYS-01": "shall",
}  # fmt: skip

LETTERS = {
    "SCP-02": "abcdefghijkl", "REP-05": "abcdefghijklmnopqrst", "REP-03": "bcde", "DAT-05": "abcdefghij",
    "ELE-04": "abcde", "USE-03": "abcde",
}  # fmt: skip


def triples(table):
    """Return the words of a table by threes."""
    words = table.split()
    return list(zip(words[::3], words[1::3], words[2::3], strict=True))


def pairs(table):
    """Return the words of a table by twos."""
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


def row(short):
    """Return the row of a short id."""
    return load_checklist().requirement(f"C24067-{short}")


def short_ids(rows):
    """Return the ids without the number of the standard, as a set."""
    return {r.id.removeprefix("C24067-") for r in rows}


def test_there_are_146_rows_spread_over_the_topics_as_the_notes_have_them():
    assert Counter(r.topic for r in load_checklist().requirements) == ROWS_BY_TOPIC
    assert sum(ROWS_BY_TOPIC.values()) == 146


def test_rows_of_a_topic_are_numbered_from_one_without_gaps_and_stand_together():
    expected = [
        f"C24067-{topic}-{n:02}" for topic, count in ROWS_BY_TOPIC.items() for n in range(1, count + 1)
    ]
    assert [r.id for r in load_checklist().requirements] == expected
    assert list(load_checklist().topics) == list(ROWS_BY_TOPIC)


def test_readings_of_the_first_133_rows_count_as_the_reading_notes_state():
    added = {id for id, _, _ in triples(ADDED)}
    first = [r for r in load_checklist().requirements if r.id.removeprefix("C24067-") not in added]
    assert len(first) == 133
    counts = {"read": 104, "second_hand": 2, "existence": 4, "none": 20, "recalled": 3}
    assert Counter(r.readings.best.value for r in first) == counts


@pytest.mark.parametrize(
    ("status", "ids"),
    [
        ("second_hand", "CUT-05 DAT-08"),
        ("existence", "GEO-01 FRM-01 DEC-01 REP-07"),
        ("recalled", "BND-04 REC-03 REV-02"),
        ("none", OWN),
    ],
)
def test_rows_whose_clause_was_not_read_are(status, ids):
    found = [r for r in load_checklist().requirements if r.readings.best is ReadStatus(status)]
    assert short_ids(found) == set(ids.split())


def test_our_own_proposals_are_never_called_an_obligation():
    assert {row(id).level for id in OWN.split()} == {Obligation.DESIGN}


@pytest.mark.parametrize(("id", "clause", "word"), triples(ADDED))
def test_row_found_when_reading_has_clause_and_obligation(id, clause, word):
    assert (row(id).clauses.iso[0], row(id).level) == (clause, word)
    assert row(id).readings.iso.status is ReadStatus.READ


@pytest.mark.parametrize(("id", "word"), pairs(CORRECTED))
def test_corrected_row_has_its_new_obligation_and_says_that_it_was_corrected(id, word):
    assert row(id).level == word
    assert row(id).note.zh.startswith("更正：")
    assert row(id).note.en.startswith("Corrected: ")


def test_no_other_row_says_that_it_was_corrected():
    said = [r for r in load_checklist().requirements if r.note.zh.startswith("更正")]
    assert short_ids(said) == {id for id, _ in pairs(CORRECTED)}
    assert len(said) == 33


def test_every_row_cites_the_clauses_noted_when_reading():
    noted = {}
    for line in CLAUSES.strip().splitlines():
        clauses, ids = line.split(": ")
        noted |= {id: clauses.split("; ") if clauses != "-" else [] for id in ids.split()}
    cited = {r.id.removeprefix("C24067-"): list(r.clauses.iso) for r in load_checklist().requirements}
    assert cited == noted


def test_obligations_count():
    counts = {"shall": 94, "design": 22, "should": 13, "principle": 8, "may": 7, "rule_pack": 2}
    assert Counter(r.level.value for r in load_checklist().requirements) == counts


def test_second_obligation_words_of_a_row_are():
    found = {
        r.id.removeprefix("C24067-"): [p.level for p in r.also]
        for r in load_checklist().requirements
        if r.also
    }
    assert found == {id: [word] for id, word in SECOND_WORDS.items()}


def test_the_second_carrier_agrees_in_22_rows():
    rows = load_checklist().requirements
    found = [r for r in rows if "CNM" in r.readings.iso.sources + r.readings.derived_from]
    assert short_ids(found) == set(SECOND_CARRIER_AGREES.split())
    assert len(found) == 22


def test_of_the_gb_text_only_the_scope_clause_counts_as_read():
    found = [r for r in load_checklist().requirements if r.readings.gb.status is ReadStatus.READ]
    assert short_ids(found) == {"SCO-01"}


def test_no_row_claims_a_person_has_compared_it_with_the_gb_text():
    rows = load_checklist().requirements
    assert [r.id for r in rows if r.readings.read_by or r.readings.read_on] == []


def test_gb_clause_numbers_are_assumed_equal_except_where_read_or_unknown():
    rows = load_checklist().requirements
    assert short_ids(r for r in rows if r.clauses.numbering is GbNumbering.UNKNOWN) == set(GB_UNKNOWN.split())
    assert short_ids(r for r in rows if r.clauses.numbering is GbNumbering.READ) == {"SCO-01"}
    assert [r.id for r in rows if r.clauses.numbering is GbNumbering.UNKNOWN and r.clauses.gb] == []
    assert all(r.clauses.gb == r.clauses.iso for r in rows if r.clauses.numbering is GbNumbering.ASSUMED)


def test_obligations_that_a_rule_pack_must_meet_are():
    rows = load_checklist().wanted_in(Where.RULE_PACK)
    assert short_ids(r for r in rows if r.level is Obligation.SHALL) == set(PACK_SHALL.split())


def test_a_pack_must_meet_its_obligations_the_framework_rows_and_the_rule_on_deviations():
    found = short_ids(r for r in load_checklist().requirements if r.pack_must)
    assert found == set(PACK_SHALL.split()) | {f"PSS-{n:02}" for n in range(1, 14)} | {"PCR-04"}


def test_evidence_is_wanted_in_as_many_rows_of_pack_study_and_declaration():
    counts = {place: len(load_checklist().wanted_in(place)) for place in Where}
    assert counts == {Where.RULE_PACK: 47, Where.STUDY: 115, Where.DECLARATION: 2}


def test_kinds_of_check_count():
    counts = Counter(r.check for r in load_checklist().requirements)
    assert counts == {CheckKind.AUTOMATIC: 111, CheckKind.PRESENCE_AND_PERSON: 34, CheckKind.PERSON: 1}


@pytest.mark.parametrize(("id", "letters"), LETTERS.items())
def test_row_lists_one_item_per_letter_of_its_clause(id, letters):
    assert "".join(item.key for item in row(id).items) == letters


def test_every_text_stands_in_chinese_and_in_english():
    han = re.compile(r"[\u4e00-\u9fff]")
    for r in load_checklist().requirements:
        texts = [r.text, r.applies_if, r.note, *(e.wanted for e in r.evidence), *(i.text for i in r.items)]
        for text in filter(None, [*texts, *(p.text for p in r.also)]):
            assert text.zh == "CFP-PCR" or han.search(text.zh), (r.id, text.zh)
            assert text.en and not han.search(text.en), (r.id, text.en)


def test_every_declared_source_is_used():
    checklist = load_checklist()
    used = {name for day in checklist.in_force for name in day.sources}
    for r in checklist.requirements:
        for reading in (r.readings.iso, r.readings.gb, r.readings.other):
            used |= set(reading.sources)
        used |= set(r.readings.derived_from)
    assert used == set(checklist.sources)


def test_both_dates_of_implementation_are_kept_and_the_first_is_taken():
    days = [(day.date.isoformat(), day.taken) for day in load_checklist().in_force]
    assert days == [("2024-10-01", True), ("2025-03-01", False)]


def test_three_limits_of_reading_are_stated():
    assert len(load_checklist().limits) == 3


@pytest.mark.parametrize("id", ["INT-05", "REP-04"])
def test_odd_obligation_word_waits_for_print(id):
    assert "印本" in row(id).note.zh
    assert "against print" in row(id).note.en
