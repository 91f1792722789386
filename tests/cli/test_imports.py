"""Start-up stays light: heavy packages are loaded by the commands that need them, not by the package."""

import subprocess
import sys

import pytest

from tests.cli.shell import SMELTER, environment

HEAVY = (
    "django",
    "docx",
    "lxml",
    "matplotlib",
    "numba",
    "pint",
    "polars",
    "python_calamine",
    "scipy",
    "xlsxwriter",
)


def loaded_by(code: str) -> set[str]:
    """Return the names of all modules in a fresh interpreter after ``code``."""
    script = f"{code}\nimport sys\nprint('---', *sys.modules, sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment()
    )
    return set(run.stdout.partition("---\n")[2].split())


def loaded_by_command(*words: object) -> set[str]:
    """Return the names of all modules after a command line."""
    return loaded_by(f"from tanchi.cli import run\nrun({[str(w) for w in words]!r})")


def test_importing_the_package_loads_nothing_heavy():
    modules = loaded_by("import tanchi")
    assert "tanchi" in modules
    assert modules.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["compute", "--help"],
        ["rule", "--help"],
        ["rule", "list"],
        ["rule", "list", "--json"],
        ["demo", "--help"],
        ["no-such-verb"],
    ],
    ids=" ".join,
)
def test_help_and_the_list_of_rules_load_neither_numpy_nor_anything_heavy(words):
    modules = loaded_by_command(*words)
    assert "tanchi.cli.root" in modules
    assert modules.isdisjoint({*HEAVY, "numpy", "tanchi.formula"})


def test_help_does_not_import_the_other_verbs():
    assert "tanchi.cli.compute" not in loaded_by_command("--help")


@pytest.mark.parametrize(
    "words",
    [
        ["compute", SMELTER],
        ["explain", SMELTER],
        ["rule", "show", "small-smelter"],
        ["rule", "test", "small-smelter"],
    ],
    ids=lambda words: " ".join(str(w) for w in words[:2]),
)
def test_computing_loads_no_scientific_stack_beyond_numpy_and_no_office_reader(words):
    modules = loaded_by_command(*words)
    assert "numpy" in modules
    assert modules & (set(HEAVY) - {"xlsxwriter"}) == set()
