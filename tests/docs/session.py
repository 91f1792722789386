"""Following a page as a reader does: write its files, run its commands, compare what they print."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.shell import Run, tanchi
from tests.docs.pages import blocks

LEFT_OUT = "…"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass
class Session:
    """A folder in which the blocks of a page are followed in order, in the language of the page.

    A YAML block whose first line is ``# name`` is a file; after the comment ``replaces: name`` its one line
    stands for the line of that file with the same key. A line ``tanchi …`` of a shell block is run; the
    comment ``exits N`` before the block says how it ends. A text block after the comment ``prints`` is what the
    last command printed, where a line ``…`` stands for any lines left out, and ``…`` in a line for anything; after ``prints about`` numbers may be
    a tenth off, so that a factor can be updated without rewriting the page. A Python block is run, too.
    ``filled: name`` says that the reader has filled in that workbook meanwhile.
    """

    language: str
    folder: Path
    filled: Path = Path()
    """A filled workbook, for what a reader fills in with his own hands."""
    fill: str = "(?!)"
    """Commands after which the reader fills in the workbook they name."""
    said: list[str] = field(default_factory=list)

    def follow(self, page: str) -> list[str]:
        """Follow a page; return what did not come out as it says."""
        wrong: list[str] = []
        for block in blocks(self.language, page):
            if block.note.startswith("replaces: "):
                self._replace(self.folder / block.note.removeprefix("replaces: "), block.text)
            elif block.kind == "yaml":
                self._write(block.text)
            elif block.kind == "python":
                wrong += self._python(block.text)
            elif block.kind == "sh":
                wrong += self._run(block.text, block.note)
            elif block.note.startswith("prints"):
                wrong += self._missing(block.text, about=block.note.endswith("about"))
        return wrong

    def _write(self, text: str) -> None:
        if name := re.match(r"# (\S+\.ya?ml)\n", text):
            path = self.folder / name[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _replace(self, path: Path, line: str) -> None:
        key = line.partition(":")[0]
        text, times = re.subn(rf"^{key}:.*\n", lambda _: line, path.read_text(encoding="utf-8"), flags=re.M)
        assert times == 1, f"{key} stands {times} times in {path.name}"
        path.write_text(text, encoding="utf-8")

    def _run(self, text: str, note: str) -> list[str]:
        wrong = []
        if note.startswith("filled: "):
            shutil.copy(self.filled, self.folder / note.removeprefix("filled: "))
        wanted = int(note.removeprefix("exits ")) if note.startswith("exits ") else 0
        for line in text.splitlines():
            if line.startswith("tanchi "):
                run = self.tanchi(*shlex.split(line)[1:])
                self.said = [*run.out.splitlines(), *run.err.splitlines()]
                if run.code != wanted:
                    wrong.append(f"{line}: exit {run.code}\n{run.out}{run.err}")
                if form := re.match(self.fill, line):
                    shutil.copy(self.filled, self.folder / form[1])
        return wrong

    def _python(self, text: str) -> list[str]:
        run = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", text], cwd=self.folder, capture_output=True, check=False
        )
        self.said = run.stdout.decode().splitlines()
        return [run.stderr.decode()] if run.returncode else []

    def tanchi(self, *arguments: str) -> Run:
        """Run one command in the folder, in the language of the page."""
        return tanchi(*arguments, cwd=self.folder, TANCHI_RULES="", TANCHI_LANG=self.language)

    def _missing(self, text: str, about: bool) -> list[str]:
        """Return the lines of a block that were not printed in this order."""
        printed, at, jump = [_plain(line) for line in self.said], 0, False
        wrong = []
        for line in (_plain(line) for line in text.splitlines()):
            if line == LEFT_OUT:
                jump = True
                continue
            rest = printed[at:] if jump else printed[at : at + 1]
            found = next((i for i, other in enumerate(rest) if _fits(line, other, about)), None)
            if found is None:
                wrong.append(f"not printed: {line}\nbut: {printed[at : at + 8]}")
                continue
            at += found + 1
            jump = False
        return wrong


def _plain(line: str) -> str:
    """Return a line with single blanks: widths of columns are the terminal's business."""
    return " ".join(line.split())


def _fits(shown: str, printed: str, about: bool) -> bool:
    """Say whether a printed line is the one shown, where ``…`` in it stands for anything."""
    parts = (re.escape(part) for part in shown.split(LEFT_OUT))
    pattern = ".*".join(parts)
    if not about:
        return re.fullmatch(pattern, printed) is not None
    found = re.fullmatch(_NUMBER.sub(lambda _: rf"({_NUMBER.pattern})", pattern.replace(r"\.", ".")), printed)
    wanted = [float(number.replace(",", "")) for number in _NUMBER.findall(shown)]
    given = [float(number.replace(",", "")) for number in found.groups()] if found else []
    return found is not None and all(
        abs(a - b) <= max(0.1 * a, 1.5) for a, b in zip(wanted, given, strict=True)
    )
