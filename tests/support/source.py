"""The files of the repository, for the tests that look at the house itself."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

from tests.support.layers import TESTS

ROOT = TESTS.parent
SRC = ROOT / "src"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that is, or would be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file())


@cache
def modules() -> dict[Path, ast.Module]:
    """Return the syntax tree of every module of the package."""
    paths = sorted(SRC.rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def module_sizes() -> dict[str, int]:
    """Return the number of lines of every module of the package."""
    return {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in modules()}


@cache
def functions() -> dict[str, Function]:
    """Return every function of the package under ``file:line name``."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    }


def public_definitions(tree: ast.Module | ast.ClassDef) -> list[Function | ast.ClassDef]:
    """Return the classes, functions and methods a reader may use: no underscore on the way down."""
    found: list[Function | ast.ClassDef] = []
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += public_definitions(node)
    return found


def length(node: Function) -> int:
    """Return the lines a function takes, from ``def`` to its last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
