"""The page on the rule-pack format: its example runs, its messages are those printed, its fields are those there are."""

import dataclasses
import re
from pathlib import Path

import pytest

from tanchi.findings import FilePlace, Finding, TanchiError
from tanchi.findings.render import as_text
from tanchi.rules import RuleLibrary, expression, model, read_pack, read_rule
from tanchi.rules.blocks import fragment
from tanchi.rules.check import check_rule
from tanchi.rules.fields import Fields, Log
from tanchi.rules.merge import SECTIONS
from tanchi.rules.read_cases import cases
from tanchi.rules.read_flows import PLAIN_PROPERTIES, PROPERTY_UNITS, choice, flow, parameter, value
from tanchi.rules.read_lines import allocation, check, emission, input_, make, process, uptake, waste
from tanchi.rules.read_pack import GAP_METHODS
from tanchi.rules.read_quantities import quantity, table
from tanchi.rules.shelf import library
from tanchi.rules.tree import Branch, parse_tree
from tanchi.study.cases import run_case
from tests.docs.pages import LANGUAGES, blocks, page, tables, words
from tests.support.source import SRC

PAGE = "reference/rule-format.md"
COMMON = {"zh", "en", "clause", "note"}


def named(language: str) -> dict[str, str]:
    """Return the blocks of the page that are files, by the name in their first line."""
    found = (re.match(r"# (\S+)\n", block.text) for block in blocks(language, PAGE, "yaml"))
    texts = [block.text for block in blocks(language, PAGE, "yaml")]
    return {match[1]: text for match, text in zip(found, texts, strict=True) if match}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def everything(folder: Path) -> tuple[Finding, ...]:
    try:
        rule, findings = read_rule(folder)
    except TanchiError as error:
        return error.findings
    return (*findings, *check_rule(rule))


EXAMPLE = {name: text for name, text in named("zh").items() if name in ("pack.yaml", "cases/by-hand.yaml")}


def test_the_example_loads_passes_the_checks_and_gives_the_hand_worked_figures(tmp_path):
    folder = write(tmp_path / "lime" / "1", EXAMPLE)
    assert everything(folder) == ()
    rule, _ = read_rule(folder)
    (result,) = [run_case(rule, case) for case in rule.cases]
    found = [outcome.found for outcome in result.outcomes]
    decomposed = 1000 * 0.9 * 44 / 56
    burnt = 130 * 19.57 * 26.1 * 0.93 * 44 / 12 / 1000
    gases = 130 * 19.57 * (0.010 * 29.8 + 0.0015 * 273)
    total = (decomposed + burnt) * 1000 + gases + 1800 * 5 + 130 * 150 + 40 * 600
    assert found == pytest.approx([decomposed, total / 1000], rel=1e-12)
    assert result.ok


def test_both_languages_show_the_same_files():
    assert named("zh") == named("en")


def test_the_block_of_the_page_joins_the_process_under_its_alias(tmp_path):
    use = named("zh")["use"].split("\n", 1)[1]
    old = "    use: {fuel: {block: fuels@1, with: {}}}\n"
    assert EXAMPLE["pack.yaml"].count(old) == 1
    write(tmp_path / "blocks", {"stack/1.yaml": named("zh")["blocks/stack/1.yaml"]})
    write(tmp_path / "rules" / "lime" / "1", {"pack.yaml": EXAMPLE["pack.yaml"].replace(old, use)})
    rule = RuleLibrary((tmp_path, library())).load("lime@1")
    assert check_rule(rule) == ()
    assert {"measured.co2", "calcination"} == set(rule.processes["kiln"].emissions)
    assert "measured.plausible" in rule.processes["kiln"].checks


def trials(language: str) -> list[tuple[str, str]]:
    """Return (file added to the example, what is printed) of the examples of messages."""
    found = [b for b in blocks(language, PAGE) if b.note in ("adds", "says")]
    return [(a.text, b.text) for a, b in zip(found[::2], found[1::2], strict=True)]


TRIALS = [(language, *pair) for language in LANGUAGES for pair in trials(language)]


@pytest.mark.parametrize(("language", "added", "said"), TRIALS)
def test_a_mistake_is_reported_as_the_page_prints_it(tmp_path, language, added, said):
    folder = write(tmp_path / "lime" / "1", {"pack.yaml": EXAMPLE["pack.yaml"], "more.yaml": added})
    printed = [line for finding in everything(folder) for line in as_text(finding, language).splitlines()]
    assert said.splitlines() == printed


def in_section(reader):
    return lambda text, log: reader(Fields(parse_tree(text.encode(), "x"), "", log))


def in_item(reader):
    return lambda text, log: reader("x", Fields(parse_tree(text.encode(), "x"), "", log))


def in_text(text: str, log: Log) -> None:
    tree = parse_tree(text.encode(), "x")
    assert isinstance(tree, Branch)
    read_pack.text_clauses(tree.items["text"], log)


def in_use(text: str, log: Log) -> None:
    tree = parse_tree(text.encode(), "x")
    assert isinstance(tree, Branch)
    fragment(tree, log, lambda reference: Branch({}, FilePlace("b")))


READERS = {
    "standard": ("standard: [{FIELD: x}]", in_section(read_pack.identity)),
    "validated": ("validated: {FIELD: x}", in_section(read_pack.identity)),
    "product": ("product: {FIELD: x}", in_section(read_pack.product)),
    "unit": ("unit: {FIELD: x}", in_section(read_pack.declared_unit)),
    "boundary": ("boundary: {FIELD: x}", in_section(read_pack.boundary)),
    "gwp": ("gwp: {FIELD: x}", in_section(read_pack.gwp)),
    "quality": ("quality: {FIELD: x}", in_section(read_pack.quality)),
    "gaps": ("quality: {gaps: [{FIELD: x}]}", in_section(read_pack.quality)),
    "deviations": ("deviations: [{FIELD: x}]", in_section(read_pack.deviations)),
    "allocation": ("allocation: {FIELD: x}", in_section(allocation)),
    "rule": ("allocation: {rules: [{FIELD: x}]}", in_section(allocation)),
    "text": ("text: [{FIELD: x}]", in_text),
    "use": ("use: {a: {block: b@1, FIELD: x}}", in_use),
    "property": ("{unit: t, props: {ncv: {value: 1, FIELD: x}}}", in_item(flow)),
    "supply": ("{unit: t, supply: [{FIELD: {}}]}", in_item(flow)),
    "footprint": ("{unit: t, supply: [{footprint: {FIELD: x}}]}", in_item(flow)),
    "choice": ("{FIELD: x}", in_item(choice)),
    "flow": ("{FIELD: x}", in_item(flow)),
    "parameter": ("{FIELD: x}", in_item(parameter)),
    "quantity": ("{FIELD: x}", in_item(quantity)),
    "table": ("{FIELD: x}", in_item(table)),
    "value": ("{FIELD: x}", in_item(value)),
    "process": ("{FIELD: x}", in_item(process)),
    "check": ("{FIELD: x}", in_item(check)),
    "line": ("{FIELD: x}", in_item(input_)),
    "makes": ("{FIELD: x}", in_item(make)),
    "inputs": ("{FIELD: x}", in_item(input_)),
    "emissions": ("{FIELD: x}", in_item(emission)),
    "uptakes": ("{FIELD: x}", in_item(uptake)),
    "wastes": ("{FIELD: x}", in_item(waste)),
}
FROM_FILES = {"identity", "case", "expect"}


def documented(language: str) -> dict[str, list[str]]:
    """Return the fields of every part that the page lists."""
    found = {
        note.removeprefix("fields: "): rows
        for note, rows in tables(language, PAGE).items()
        if note.startswith("fields: ")
    }
    return {part: [w for row in rows for w in words(row[0])] for part, rows in found.items()}


def unknown(text: str, read) -> set[str]:
    """Return the fields a reader does not know."""
    log = Log()
    read(text, log)
    codes = [f for f in log.findings if f.code == "pack.unknown_field"]
    return {f.place.path.rpartition(".")[2] for f in codes if isinstance(f.place, FilePlace)}


FIELDS = [(part, field) for part, fields in documented("zh").items() if part in READERS for field in fields]


@pytest.mark.parametrize(("part", "field"), FIELDS)
def test_a_field_the_page_lists_is_read(part, field):
    template, read = READERS[part]
    once = template.replace("block: b@1, FIELD: x", "FIELD: b@1") if field == "block" else template
    once = once.replace("value: 1, ", "") if field == "value" else once
    assert field not in unknown(once.replace("FIELD", field), read)


@pytest.mark.parametrize("part", READERS)
def test_a_field_nobody_lists_is_refused(part):
    template, read = READERS[part]
    assert unknown(template.replace("FIELD", "zzz"), read) == {"zzz"}


def test_every_part_of_the_page_is_tried_and_both_languages_list_the_same():
    assert set(documented("zh")) == {*READERS, *FROM_FILES}
    assert documented("zh") == documented("en")


def test_the_fields_of_the_head_of_a_pack_are_its_sections():
    fields = documented("zh")["identity"]
    assert set(fields) == {*read_pack_identity()}


def read_pack_identity() -> set[str]:
    """Return the sections of a pack that belong to its identity."""
    parts = {"headings", "choices", "flows", "parameters", "quantities", "tables", "values", "checks", "use"}
    parts |= {"unit", "boundary", "quality", "product", "gwp", "text", "processes", "deviations"}
    return set(SECTIONS) - parts


ASKED = {
    "choice": choice, "flow": flow, "parameter": parameter, "quantity": quantity, "table": table,
    "value": value, "process": process, "check": check,
}  # fmt: skip


@pytest.mark.parametrize("part", ASKED)
def test_a_reader_asks_for_no_field_the_page_leaves_out(part):
    fields = Fields(parse_tree(b"{}", "x"), "", Log())
    ASKED[part]("x", fields)
    assert fields.used - COMMON - set(documented("zh")[part]) == set()


LINES = {"makes": make, "inputs": input_, "emissions": emission, "uptakes": uptake, "wastes": waste}


@pytest.mark.parametrize("part", LINES)
def test_a_line_is_asked_for_no_field_the_page_leaves_out(part):
    fields = Fields(parse_tree(b"{ask: t}", "x"), "", Log())
    LINES[part]("x", fields)
    shown = {*documented("zh")["line"], *documented("zh")["quantity"], *documented("zh")[part], "match"}
    assert fields.used - COMMON - shown == set()


@pytest.mark.parametrize("field", documented("zh")["case"])
def test_a_field_of_a_case_is_read(tmp_path, field):
    assert field not in _case_unknown(tmp_path, f"case: x\n{field}: y\n" if field != "case" else "case: x\n")


@pytest.mark.parametrize("field", documented("zh")["expect"])
def test_a_field_of_an_expectation_is_read(tmp_path, field):
    assert field not in _case_unknown(tmp_path, f"case: x\nexpect: [{{{field}: y}}]\n")


def test_a_field_of_a_case_nobody_lists_is_refused(tmp_path):
    assert _case_unknown(tmp_path, "case: x\nzzz: y\nexpect: [{yyy: y}]\n") == {"zzz", "yyy"}


def _case_unknown(tmp_path: Path, text: str) -> set[str]:
    write(tmp_path, {"cases/c.yaml": text})
    log = Log()
    list(cases(tmp_path, "x", log))
    found = [f.place for f in log.findings if f.code == "pack.unknown_field"]
    return {place.path.rpartition(".")[2] for place in found if isinstance(place, FilePlace)}


def own_fields(kind: type) -> set[str]:
    """Return the fields of a dataclass that it does not have from the one it extends."""
    inherited = {
        f.name
        for base in kind.__mro__[1:]
        if dataclasses.is_dataclass(base)
        for f in dataclasses.fields(base)
    }
    return {f.name for f in dataclasses.fields(kind)} - inherited


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_and_field_of_the_model_is_listed(language):
    listed = {words(row[0])[0]: set(words(row[1])) for row in tables(language, PAGE)["classes"]}
    kinds = {
        name: getattr(model, name) for name in model.__all__ if dataclasses.is_dataclass(getattr(model, name))
    }
    kinds |= {name: getattr(expression, name) for name in ("Fixed", "Formula", "ByChoice")}
    assert set(listed) == set(kinds)
    assert {
        name: own_fields(kind) - listed[name]
        for name, kind in kinds.items()
        if own_fields(kind) - listed[name]
    } == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_units_of_well_known_properties_are_listed(language):
    rows = tables(language, PAGE)["properties"]
    listed = {word: row[1] for row in rows for word in words(row[0])}
    plain = {word for word, unit in listed.items() if unit not in PROPERTY_UNITS.values()}
    assert plain == set(PLAIN_PROPERTIES)
    assert {word: unit for word, unit in listed.items() if word not in plain} == PROPERTY_UNITS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_methods_for_gaps_are_all_named(language):
    text = page(language, PAGE)
    assert [method for method in GAP_METHODS if f"`{method}" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_of_codes_the_room_can_give_is_listed(language):
    source = "\n".join(p.read_text(encoding="utf-8") for p in (SRC / "tanchi" / "rules").glob("*.py"))
    given = set(re.findall(r'"((?:yaml|pack|block|case|rule))\.[a-z_]+"', source))
    shown = {code.partition(".")[0] for row in tables(language, PAGE)["codes"] for code in words(row[0])}
    assert given <= shown
