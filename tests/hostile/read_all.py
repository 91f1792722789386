"""Reads every file of a folder in a bounded process and prints what became of each; run as a script."""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from tanchi.findings import TanchiError
from tanchi.inventory.read import read_inventory
from tanchi.rules.load import load_rule

ADDRESS_SPACE = 900_000_000
SECONDS = 4


class TooLong(BaseException):
    """The reader took longer than it may."""


def outcome(path: Path, rule: object) -> list[str]:
    """Return the codes a file is refused with, or how it failed to be refused."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        read_inventory(path, rule)
    except TanchiError as error:
        return [finding.code for finding in error.findings]
    except TooLong:
        return ["took too long"]
    except MemoryError:
        return ["took too much memory"]
    except Exception as error:
        return [f"{type(error).__name__}: {error}"[:200]]
    finally:
        signal.alarm(0)
    return ["was read"]


def main() -> None:
    """Read the files; memory is bounded for all of them together."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    rule = load_rule(sys.argv[2])
    found = {path.name: outcome(path, rule) for path in sorted(Path(sys.argv[1]).iterdir())}
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds) * 1024
    print(json.dumps({"found": found, "peak": peak}))


if __name__ == "__main__":
    main()
