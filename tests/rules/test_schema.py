"""The JSON Schema of the format: every pack of the library fits it, and it knows the fields the readers know."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from tanchi.rules.fields import Fields, Log
from tanchi.rules.read_cases import cases
from tanchi.rules.read_flows import choice, flow, parameter, value
from tanchi.rules.read_lines import check, emission, input_, make, process, uptake, waste
from tanchi.rules.read_quantities import quantity, table
from tanchi.rules.schema import json_schema
from tanchi.rules.schema_kinds import fields
from tanchi.rules.schema_parts import FILES, PARTS
from tanchi.rules.shelf import library
from tanchi.rules.tree import parse_tree


class Core(yaml.SafeLoader):
    """YAML 1.2 core as editors read it: dates and ``NO`` are text."""


Core.yaml_implicit_resolvers = {
    first: [
        (tag, regexp)
        for tag, regexp in resolvers
        if not tag.endswith((":timestamp", ":bool", ":float", ":int"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for name, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(rf"^(?:{pattern})$"), list(first))


def read(path: Path) -> object:
    return yaml.load(path.read_text(encoding="utf-8"), Core)


def files(kind: str) -> list[Path]:
    """Return the files of the library of one kind."""
    packs = [p for p in (library() / "rules").rglob("*.yaml") if "examples" not in p.parts]
    if kind == "case":
        found = [p for p in packs if "cases" in p.parts]
        return [p for p in found if isinstance(data := read(p), dict) and "case" in data]
    if kind == "pack":
        return [p for p in packs if "cases" not in p.parts]
    return sorted((library() / {"block": "blocks", "flows": "flows"}[kind]).rglob("*.yaml"))


@pytest.mark.parametrize("kind", FILES)
def test_every_file_of_the_library_fits_the_schema(kind):
    validator = jsonschema.Draft202012Validator(json_schema(kind))
    found = {
        f"{path.relative_to(library())}: {'/'.join(map(str, error.absolute_path))}: {error.message[:150]}"
        for path in files(kind)
        for error in validator.iter_errors(read(path))
    }
    assert len(files(kind)) > 10
    assert found == set()


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_is_a_schema(kind):
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))


READERS = {
    "choice": choice, "flow": flow, "parameter": parameter, "quantity": quantity, "table": table, "value": value, "check": check,
    "process": process, "makes": make, "inputs": input_, "emissions": emission, "uptakes": uptake, "wastes": waste,
}  # fmt: skip


class Noting(Fields):
    """Fields that note the closed lists of words they are asked for."""

    words_of: dict[str, set[str]]

    def oneof(self, key, options, default):
        self.__dict__.setdefault("words_of", {})[key] = {str(option) for option in options}
        return super().oneof(key, options, default)

    def flag(self, key, default):
        return Fields.oneof(self, key, ("true", "false"), "true" if default else "false") == "true"


@pytest.mark.parametrize("part", READERS)
def test_the_schema_knows_the_fields_a_reader_asks_for_and_no_others(part):
    asked = Fields(
        parse_tree(
            b"{ask: t}" if "gas" in PARTS[part] or part in ("makes", "inputs", "wastes") else b"{}", "x"
        ),
        "",
        Log(),
    )
    READERS[part]("x", asked)
    assert asked.used - set(PARTS[part]) == set()
    for field in PARTS[part]:
        log = Log()
        READERS[part]("x", Fields(parse_tree(f"{{{field}: x}}".encode(), "x"), "", log))
        unknown = {f.place.path for f in log.findings if f.code == "pack.unknown_field"}
        if not (field in PARTS["quantity"] and part in ("makes", "inputs", "emissions", "uptakes", "wastes")):
            assert field not in unknown, field


@pytest.mark.parametrize("part", READERS)
def test_closed_lists_are_those_of_the_readers(part):
    noting = Noting(parse_tree(b"{ask: t}", "x"), "", Log())
    READERS[part]("x", noting)
    for key, words in noting.__dict__.get("words_of", {}).items():
        listed = PARTS[part][key]["enum"]
        assert {str(word) for word in listed} == words, key


def test_a_slip_is_found_where_it_stands():
    validator = jsonschema.Draft202012Validator(json_schema())
    pack = {"processes": {"kiln": {"stage": "s", "makes": {"lime": {"ask": "t", "knd": "loop"}}}}}
    (error,) = validator.iter_errors(pack)
    assert list(error.absolute_path) == ["processes", "kiln", "makes", "lime"]
    assert "knd" in error.message


def test_cases_are_read_by_the_fields_of_the_schema(tmp_path):
    (tmp_path / "cases").mkdir()
    body = "".join(f"{field}: x\n" for field in FILES["case"])
    (tmp_path / "cases" / "c.yaml").write_text(body, encoding="utf-8")
    log = Log()
    list(cases(tmp_path, "x", log))
    assert [f for f in log.findings if f.code == "pack.unknown_field"] == []


def test_a_mapping_of_fields_refuses_others():
    validator = jsonschema.Draft202012Validator(fields({"a": {"type": "number"}}, ("a",)))
    assert validator.is_valid({"a": 1})
    assert not validator.is_valid({"a": 1, "b": 2})
    assert not validator.is_valid({})
