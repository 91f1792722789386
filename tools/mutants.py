"""Mutation sampling: change one token of a copy of the package, and see whether a test notices.

``python tools/mutants.py`` samples code, ``--data`` samples digits of the library's numbers. Every mutant
meets the tests of its own room first, then layers 1 to 3. Survivors are listed with their place. For code the
exit code is 1 when fewer than nine in ten were killed; numbers that survive are untested, and that is said.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = Path("src", "tanchi")
ROOMS = ("units", "gases", "formula", "engine", "rules", "inventory", "background", "study", "conformity")
SWAPS: dict[type[ast.AST], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.And: "or",
    ast.Or: "and",
}
NUMBER_IN_YAML = re.compile(r"\bvalue: (\d+\.?\d*)")
NUMBER_IN_CSV = re.compile(r"(?<=,)(\d+\.\d+)(?=,)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed piece of one file: characters ``start`` to ``end`` become ``new``."""

    path: Path
    start: int
    end: int
    old: str
    new: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.old!r} -> {self.new!r}"


class Code:
    """A module and where its lines begin, to turn places of the syntax tree into characters."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = (ROOT / path).read_text(encoding="utf-8")
        self.lines = self.text.splitlines(keepends=True)

    def mutants(self) -> Iterator[Mutant]:
        """Yield every change of an operator, a number or a truth value outside f-strings and annotations."""
        tree = ast.parse(self.text)
        hidden = {id(node) for top in ast.walk(tree) for part in _set_aside(top) for node in ast.walk(part)}
        for node in ast.walk(tree):
            if id(node) not in hidden:
                yield from self._of(node)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in SWAPS:
                yield self._between(left, right, SWAPS[type(op)])
            case ast.BinOp(left=left, op=op, right=right) if type(op) in SWAPS:
                yield self._between(left, right, SWAPS[type(op)])
            case ast.BoolOp(op=op, values=[left, right]):
                yield self._between(left, right, SWAPS[type(op)])
            case ast.Constant(value=bool(value)):
                yield self._whole(node, repr(not value))
            case ast.Constant(value=int(value) | float(value)):
                yield self._whole(node, repr(value + 1))

    def _between(self, left: ast.expr, right: ast.expr, new: str) -> Mutant:
        """Replace the operator between two operands, keeping brackets and line breaks around it."""
        start, end = self._end(left), self._start(right)
        gap = self.text[start:end]
        found = re.search(r"not\s+in|is\s+not|[^\s()]+", gap)
        assert found, gap
        return self._mutant(start + found.start(), start + found.end(), new)

    def _whole(self, node: ast.expr, new: str) -> Mutant:
        return self._mutant(self._start(node), self._end(node), new)

    def _mutant(self, start: int, end: int, new: str) -> Mutant:
        line = self.text.count("\n", 0, start) + 1
        return Mutant(self.path, start, end, self.text[start:end], new, line)

    def _start(self, node: ast.expr) -> int:
        return self._offset(node.lineno, node.col_offset)

    def _end(self, node: ast.expr) -> int:
        return self._offset(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def _offset(self, line: int, column: int) -> int:
        """Return the character at a place given as the syntax tree does: line from 1, UTF-8 bytes from 0."""
        before = sum(len(text) for text in self.lines[: line - 1])
        return before + len(self.lines[line - 1].encode()[:column].decode())


def _set_aside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is never changed: f-strings (their places are unreliable), annotations, decorators."""
    if isinstance(node, ast.JoinedStr):
        yield node
    yield from getattr(node, "decorator_list", ())
    for name in ("annotation", "returns"):
        part = getattr(node, name, None)
        if isinstance(part, ast.AST):
            yield part


def code_mutants() -> list[Mutant]:
    """Return all mutants of the rooms that compute or decide."""
    paths = [path for room in ROOMS for path in sorted((ROOT / PACKAGE / room).rglob("*.py"))]
    return [mutant for path in paths for mutant in Code(path.relative_to(ROOT)).mutants()]


def data_mutants() -> list[Mutant]:
    """Return one mutant for the leading digit of every number of the library's packs and factors."""
    library = ROOT / PACKAGE / "library"
    found: list[Mutant] = []
    for pattern, numbers in (("**/*.yaml", NUMBER_IN_YAML), ("**/*.csv", NUMBER_IN_CSV)):
        for path in sorted(library.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            found += [_other_digit(path.relative_to(ROOT), text, m.start(1)) for m in numbers.finditer(text)]
    return found


def _other_digit(path: Path, text: str, start: int) -> Mutant:
    """Return the number at ``start`` with its first digit other than 0 raised by one (9 becomes 8)."""
    digit = re.compile(r"[0.]*([1-9])").match(text, start)
    at = digit.start(1) if digit else start
    new = "8" if text[at] == "9" else str(int(text[at]) + 1)
    return Mutant(path, at, at + 1, text[at], new, text.count("\n", 0, at) + 1)


def copy_tree(target: Path) -> None:
    """Copy what the tests need to ``target``."""
    for name in ("src", "tests", "pyproject.toml"):
        source = ROOT / name
        ignore = shutil.ignore_patterns("__pycache__")
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=ignore)
        else:
            shutil.copy(source, target / name)


def passes(copy: Path, arguments: list[str], seconds: float) -> bool:
    """Return whether the tests chosen by ``arguments`` pass on the copy; a run without end does not."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *arguments]
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def survives(mutant: Mutant, copy: Path, seconds: float) -> bool:
    """Return whether every test passes although the mutant stands in the copy."""
    path = copy / mutant.path
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: mutant.start] + mutant.new + text[mutant.end :], encoding="utf-8")
    try:
        room = f"tests/{mutant.path.parts[2]}"
        if (copy / room).exists() and not passes(copy, [room], seconds):
            return False
        return passes(copy, ["-n", "2", "--layers=1-3"], seconds)
    finally:
        path.write_text(text, encoding="utf-8")


def main() -> int:
    """Sample, run and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", action="store_true", help="change digits of the library instead of code")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files whose path contains this")
    parser.add_argument(
        "--seconds", type=float, default=300, help="longest run before a mutant counts as killed"
    )
    options = parser.parse_args()
    pool = [m for m in (data_mutants() if options.data else code_mutants()) if options.only in str(m.path)]
    sample = random.Random(options.seed).sample(pool, min(options.count, len(pool)))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_tree(copy)
        if not passes(copy, ["-n", "2", "--layers=1-3"], options.seconds):
            print("layers 1 to 3 fail before anything is changed")
            return 2
        survivors = [mutant for mutant in sample if _told(mutant, survives(mutant, copy, options.seconds))]
    killed = len(sample) - len(survivors)
    print(f"{killed} of {len(sample)} killed; survivors:", *survivors, sep="\n")
    return int(not options.data and killed < 0.9 * len(sample))


def _told(mutant: Mutant, survived: bool) -> bool:
    print("survived" if survived else "killed  ", mutant, flush=True)
    return survived


if __name__ == "__main__":
    sys.exit(main())
