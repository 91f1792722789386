"""Hostile pack files: refused with a finding at its place, in bounded time and memory."""

from __future__ import annotations

import pytest

from tanchi.findings import FilePlace, TanchiError
from tanchi.rules.tree import MAX_BYTES, parse_tree

HOSTILE = {
    "brackets": (b"[" * 100_000, "yaml."),
    "braces": (b"{a: " * 2_000, "yaml."),
    "nested blocks": ("\n".join(" " * i + "a:" for i in range(60)).encode(), "yaml.depth"),
    "alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "yaml.anchor"),
    "tag": (b"a: !!python/object/apply:os.system ['true']", "yaml.tag"),
    "own tag": (b"a: !secret x", "yaml.tag"),
    "duplicate keys": (b"a: 1\nb: 2\na: 3", "yaml.duplicate"),
    "two documents": (b"a: 1\n---\nb: 2", "yaml.documents"),
    "list as key": (b"? [a, b]\n: 1", "yaml.key"),
    "not utf-8": ("a: 数".encode("gb18030"), "yaml.encoding"),
    "utf-16": ("a: 1".encode("utf-16"), "yaml."),
    "too large": (b"#" * (MAX_BYTES + 1), "yaml.too_large"),
    "too many": (b"[" + b"1," * 200_001 + b"1]", "yaml.nodes"),
    "nul": (b"a: \x00", "yaml."),
    "tab indent": (b"a:\n\tb: 1", "yaml.syntax"),
    "unclosed": (b"a: [1, 2\nb: 3", "yaml.syntax"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_at_its_place(kind):
    data, code = HOSTILE[kind]
    with pytest.raises(TanchiError) as caught:
        parse_tree(data, "x.yaml")
    (finding,) = caught.value.findings
    assert finding.code.startswith(code)
    assert isinstance(finding.place, FilePlace)
    assert finding.place.file == "x.yaml"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("012", "012"),
        ("2024.10", "2024.10"),
        ("yes", "yes"),
        ("~", "~"),
    ],
)
def test_words_stay_words_and_digits_stay_digits(text, value):
    tree = parse_tree(f"a: {text}".encode(), "x.yaml")
    assert tree.items["a"].text == value


def test_lines_and_columns_count_from_one():
    tree = parse_tree("甲: 1\n乙:\n  丙: 2\n".encode(), "x.yaml")
    place = tree.items["乙"].items["丙"].place
    assert (place.line, place.column) == (3, 6)
