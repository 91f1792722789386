"""The command line ``tanchi``: each verb is a module below this one, imported when it is used."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main", "run"]


def main() -> NoReturn:
    """Run the command line of this process and leave it with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # The engine's many small matrices are faster without the threads of BLAS, and far faster on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A command lives for seconds and keeps nearly all it makes: looking for cycles so often only costs time.
    gc.set_threshold(50_000, 20, 100)
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return the exit code of docs/reference/exit-codes.md."""
    import typer
    from typer.main import get_command

    from tanchi.cli.answer import refused
    from tanchi.cli.exit_codes import ExitCode
    from tanchi.cli.frame import localised
    from tanchi.cli.language import LANGUAGES, language_of, without_language
    from tanchi.cli.root import app
    from tanchi.cli.screen import Screen
    from tanchi.cli.session import Session
    from tanchi.cli.usage import no_language, usage_finding

    asked, words = without_language(arguments)
    language = language_of(asked, os.environ)
    screen = Screen(language, silent="--json" in words)
    if asked is not None and asked not in LANGUAGES:
        return refused("", screen, ExitCode.USAGE, (no_language(asked),))
    command = localised(get_command(app), language)
    try:
        code = command.main(words, prog_name="tanchi", standalone_mode=False, obj=Session(language))
    except typer.TyperException as error:
        return refused("", screen, ExitCode.USAGE, (usage_finding(error),))
    return code if isinstance(code, int) else ExitCode.OK
