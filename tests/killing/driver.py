"""Run the command line and kill the process without notice at a chosen call, counted by the interpreter.

``python -m tests.killing.driver COUNT_IN AT WORDS…``: with ``AT`` 0 the number of calls is printed, else the
process is killed at call ``AT``. ``COUNT_IN`` is ``all``, or ``writing`` for the calls made by ``tanchi.files.atomic`` only,
where files grow and change their names.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from tanchi.cli import run

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class Counter:
    """Counts calls; at ``at`` it kills the process."""

    def __init__(self, only_writing: bool, at: int) -> None:
        self.only_writing, self.at, self.calls = only_writing, at, 0

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        if event in ("call", "c_call") and (
            not self.only_writing or frame.f_globals.get("__name__") == "tanchi.files.atomic"
        ):
            self.calls += 1
            if self.calls == self.at:
                os.kill(os.getpid(), KILL)


def main() -> None:
    where, at, *words = sys.argv[1:]
    counter = Counter(where == "writing", int(at))
    sys.setprofile(counter)
    code = run(words)
    sys.setprofile(None)
    if int(at) == 0:
        print(f"calls={counter.calls} code={code}", file=sys.stderr)


main()
