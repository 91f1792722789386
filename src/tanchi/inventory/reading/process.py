"""The child process that parses a workbook: started, bounded, listened to, ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Timer
from typing import Any

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text

MEMORY = 512 * 1024 * 1024
SECONDS = 10
OUTPUT = 48 * 1024 * 1024
_SCRIPT = Path(__file__).with_name("child.py")
_START = "import sys, runpy; sys.path[:] = {path!r}; runpy.run_path({script!r}, run_name='__main__')"


def parse_workbook(data: bytes, file: str) -> dict[str, Any]:
    """Return what the child found in a workbook, as its docstring describes.

    Raises TanchiError (``workbook.broken``, ``.encrypted``, ``.too_heavy``) for a workbook it cannot read
    within the limits; the limits of memory need a POSIX system, those of time hold anywhere.
    """
    with tempfile.TemporaryDirectory(prefix="tanchi-") as folder:
        path = Path(folder) / "workbook"
        path.write_bytes(data)
        output, code = _run(path)
    answer = _answer(output)
    if code == 0 and answer is not None and "sheets" in answer:
        return answer
    raise TanchiError(_refusal(answer or {}, file))


def _run(path: Path) -> tuple[bytes, int]:
    """Run the child and return its output and exit code; it is killed when it talks or takes too long."""
    start = _START.format(path=sys.path, script=str(_SCRIPT))
    command = [sys.executable, "-S", "-E", "-c", start, str(path), str(MEMORY), str(SECONDS)]
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd=path.parent,
    ) as child:
        timer = Timer(2 * SECONDS, child.kill)
        timer.start()
        try:
            output = child.stdout.read(OUTPUT + 1) if child.stdout else b""
            if len(output) > OUTPUT:
                child.kill()
            child.wait()
        finally:
            timer.cancel()
    return output, child.returncode


def _environment() -> dict[str, str]:
    """Return the little a Python process needs; nothing of the caller's secrets."""
    kept = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "HOME")
    return {key: os.environ[key] for key in kept if key in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1"}


def _answer(output: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(output) if len(output) <= OUTPUT else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _refusal(answer: dict[str, Any], file: str) -> Finding:
    place, why = FilePlace(file), answer.get("refused", "")
    if why == "encrypted":
        message = Text("工作簿有打开密码", "the workbook has a password")
        return Finding(
            "workbook.encrypted",
            Level.ERROR,
            message,
            place,
            Text("请取消密码后另存", "remove it and save again"),
        )
    if why == "broken":
        message = Text("这不是能读的工作簿", "this is no readable workbook")
        remedy = Text("请用 Excel 或 WPS 打开后另存为 .xlsx", "open it in Excel or WPS and save as .xlsx")
        return Finding("workbook.broken", Level.ERROR, message, place, remedy)
    message = Text(
        "工作簿太大或结构异常，读取已中止", "the workbook is too heavy or malformed; reading was stopped"
    )
    return Finding(
        "workbook.too_heavy",
        Level.ERROR,
        message,
        place,
        Text("请另存为只含数据表的 .xlsx", "save the data sheets only"),
    )
