"""The real command line in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tanchi.cli import run
from tests.support.source import ROOT

DATA = ROOT / "tests" / "data" / "cli"
SMELTER = DATA / "smelter.yaml"
TOTAL = 12_000.0
"""kg CO2e per t, worked by hand in ``tests/data/cli/README.md``."""


@dataclass(frozen=True)
class Run:
    """What a command left: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def findings(self) -> list[str]:
        return [finding["code"] for finding in self.json["findings"]]


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a user with the constructed rule: neither locale nor terminal settings."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TANCHI", "COLUMNS", "PY"))
    }
    return {**kept, "TANCHI_RULES": str(DATA), "PYTHONPATH": str(ROOT), **more}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tanchi.cli", *(str(a) for a in arguments)]


def tanchi(*arguments: object, cwd: Path | None = None, **env: str) -> Run:
    """Run ``tanchi`` and return what it left."""
    done = subprocess.run(
        command(*arguments), capture_output=True, cwd=cwd, env=environment(**env), check=False
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def inside(*arguments: object, cwd: Path = ROOT, **env: str) -> Run:
    """Run the same command line in this process: for the many cases in which only the answer differs."""
    with (
        redirect_stdout(StringIO()) as out,
        redirect_stderr(StringIO()) as err,
        chdir(cwd),
        patch.dict(os.environ, environment(**env), clear=True),
    ):
        code = run([str(a) for a in arguments])
    return Run(code, out.getvalue(), err.getvalue())
