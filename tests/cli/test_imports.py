"""Start-up stays light: heavy packages are loaded by the commands that need them, not by the package."""

import subprocess
import sys

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
    script = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_heavy():
    modules = loaded_by("import tanchi")
    assert "tanchi" in modules
    assert modules.isdisjoint(HEAVY)
