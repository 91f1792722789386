"""What a verb answers, for people and for machines, and how every verb ends."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from tanchi import __version__
from tanchi.cli.exit_codes import ExitCode
from tanchi.cli.screen import Screen
from tanchi.findings import Finding, Language, Level, TanchiError, Text, errors
from tanchi.findings.render import as_data


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a verb: ``data`` for ``--json``, ``show`` for people; only one of them is called."""

    data: Callable[[], object]
    show: Callable[[Screen], None]
    findings: tuple[Finding, ...] = ()
    code: ExitCode = ExitCode.OK

    @property
    def status(self) -> ExitCode:
        """Return how the command ends: a result with findings of level error is not a good end."""
        return self.code or (ExitCode.FINDINGS if errors(self.findings) else ExitCode.OK)


def answered(command: str, language: Language, as_json: bool, work: Callable[[Screen], Answer]) -> int:
    """Do ``work`` and print its answer; return the exit code.

    Findings that stop the work, an interruption and a fault of the program are answers too: no traceback.
    """
    screen = Screen(language, silent=as_json)
    try:
        answer = work(screen)
        if as_json:
            print_json(command, answer.status, answer.findings, answer.data())
        else:
            screen.findings(answer.findings)
            answer.show(screen)
        return answer.status
    except TanchiError as error:
        return refused(command, screen, ExitCode.FINDINGS, error.findings)
    except KeyboardInterrupt:
        return refused(command, screen, ExitCode.INTERRUPTED, (_INTERRUPTED,))
    except BrokenPipeError:
        raise
    except MemoryError:
        return refused(command, screen, ExitCode.FINDINGS, (_MEMORY,))
    except Exception as error:
        return refused(command, screen, ExitCode.INTERNAL, (_fault(error),))


def refused(command: str, screen: Screen, code: ExitCode, findings: tuple[Finding, ...]) -> int:
    """Print why there is no result; return ``code``."""
    if screen.silent:
        print_json(command, code, findings, None)
    else:
        screen.findings(findings)
    return code


def print_json(command: str, code: ExitCode, findings: tuple[Finding, ...], result: object) -> None:
    """Print the envelope every verb answers with under ``--json``."""
    envelope = {
        "tanchi": __version__,
        "command": command,
        "exit_code": int(code),
        "findings": [as_data(finding) for finding in findings],
        "result": result,
    }
    sys.stdout.write(json.dumps(envelope, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    sys.stdout.flush()


_INTERRUPTED = Finding(
    "cli.interrupted",
    Level.ERROR,
    Text("已中断，没有写出不完整的文件", "interrupted; no incomplete file was written"),
)
_MEMORY = Finding(
    "cli.memory",
    Level.ERROR,
    Text("内存不够", "not enough memory"),
    None,
    Text("减少抽样次数（--samples）或关闭别的程序", "take fewer samples (--samples) or close other programs"),
)


def _fault(error: Exception) -> Finding:
    """Return a fault of the program as a finding; ``TANCHI_DEBUG=1`` prints where it arose."""
    if os.environ.get("TANCHI_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    name = type(error).__name__
    return Finding(
        "cli.internal",
        Level.ERROR,
        Text(f"程序出错（{name}：{error}）。这是碳尺的缺陷，不是您的数据有错。",
             f"a fault of the program ({name}: {error}). This is a defect of Tanchi, not of your data."),
        None,
        Text("请设 TANCHI_DEBUG=1 再运行一次，并把输出报告给维护者",
             "run again with TANCHI_DEBUG=1 and report the output to the maintainers"),
    )  # fmt: skip
