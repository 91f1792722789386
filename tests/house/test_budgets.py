"""The house rules that a machine can hold: sizes, documentation, annotations, words."""

import ast
import re
import statistics

import pytest

from tests.support.layers import LAYERS, TESTS, WITHOUT_TESTS
from tests.support.source import (
    ROOT,
    SRC,
    functions,
    kept_files,
    length,
    module_sizes,
    modules,
    public_definitions,
)


def test_no_module_is_longer_than_500_lines():
    assert {name: size for name, size in module_sizes().items() if size > 500} == {}


def test_half_of_the_modules_have_at_most_150_lines():
    assert statistics.median(module_sizes().values()) <= 150


def test_no_function_is_longer_than_60_lines():
    assert {name: length(node) for name, node in functions().items() if length(node) > 60} == {}


def test_functions_are_short():
    sizes = sorted(length(node) for node in functions().values())
    assert statistics.median(sizes) <= 10
    assert sizes[len(sizes) * 9 // 10] <= 30


def test_what_is_public_is_documented():
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, tree in modules().items()
        for node in public_definitions(tree)
        if not ast.get_docstring(node)
    ]
    assert bare == []


def test_every_function_is_annotated():
    assert [name for name, node in functions().items() if not is_annotated(node)] == []


def is_annotated(node) -> bool:
    """Return whether the result and each argument but the first of a method have a type."""
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    arguments += [a for a in (node.args.vararg, node.args.kwarg) if a]
    return node.returns is not None and all(a.annotation or a.arg in ("self", "cls") for a in arguments)


def test_the_library_is_data_without_code():
    assert list((SRC / "tanchi" / "library").rglob("*.py")) == []


def test_every_folder_of_tests_belongs_to_a_layer():
    folders = {path.parent.relative_to(TESTS).parts[0] for path in TESTS.glob("*/**/test_*.py")}
    known = {folder for layer in LAYERS for folder in layer.folders}
    assert folders - known - WITHOUT_TESTS == set()


# A letter in brackets keeps each pattern from finding itself here.
FOREIGN = {
    "address of a package registry": r"py[p]i\.org|python[h]osted|registry\.npm[j]s|deb\.d[e]bian",
    "path of one machine": r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+|tm[p])/\w",
    "word that promises work": r"\bTOD[O]\b|\bFIXM[E]\b|\bNotImplemente[d]",
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_no_file_holds_a(kind):
    assert [hit for path in kept_files() for hit in hits(path, FOREIGN[kind])] == []


def hits(path, pattern: str) -> list[str]:
    """Return ``file:line`` for the first match in a text file."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    match = re.search(pattern, text)
    return [f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"] if match else []
