"""Following a page as a reader does: write its files, run its commands, compare what they print."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.shell import Run, tanchi
from tests.docs.pages import blocks

LEFT_OUT = "…"


@dataclass
class Session:
    """A folder in which the blocks of a page are followed in order.

    A YAML block whose first line is ``# name`` is a file; after the comment ``replaces: name`` its one line
    stands for the line of that file with the same key. A line ``tanchi …`` of a shell block is run; the
    comment ``exits N`` before the block says how it ends. A text block after the comment ``prints`` is what the
    last command printed, where a line ``…`` stands for any lines left out, and ``…`` in a line for anything.
    """

    language: str
    folder: Path
    said: list[str] = field(default_factory=list)

    def follow(self, page: str) -> list[str]:
        """Follow a page; return what did not come out as it says."""
        wrong: list[str] = []
        for block in blocks(self.language, page):
            if block.note.startswith("replaces: "):
                self._replace(self.folder / block.note.removeprefix("replaces: "), block.text)
            elif block.kind == "yaml":
                self._write(block.text)
            elif block.kind == "sh":
                wrong += self._run(block.text, block.note)
            elif block.note == "prints":
                wrong += self._missing(block.text)
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
        wanted = int(note.removeprefix("exits ")) if note.startswith("exits ") else 0
        for line in text.splitlines():
            if line.startswith("tanchi "):
                run = self.tanchi(*shlex.split(line)[1:])
                self.said = [*run.out.splitlines(), *run.err.splitlines()]
                if run.code != wanted:
                    wrong.append(f"{line}: exit {run.code}\n{run.out}{run.err}")
        return wrong

    def tanchi(self, *arguments: str) -> Run:
        """Run one command in the folder, in the language of the page."""
        return tanchi(*arguments, cwd=self.folder, TANCHI_RULES="", TANCHI_LANG=self.language)

    def _missing(self, text: str) -> list[str]:
        """Return the lines of a block that were not printed in this order."""
        printed, at, jump = [_plain(line) for line in self.said], 0, False
        wrong = []
        for line in (_plain(line) for line in text.splitlines()):
            if line == LEFT_OUT:
                jump = True
                continue
            rest = printed[at:] if jump else printed[at : at + 1]
            found = next((i for i, other in enumerate(rest) if _fits(line, other)), None)
            if found is None:
                wrong.append(f"not printed: {line}\nbut: {printed[at : at + 8]}")
                continue
            at += found + 1
            jump = False
        return wrong


def _plain(line: str) -> str:
    """Return a line with single blanks: widths of columns are the terminal's business."""
    return " ".join(line.split())


def _fits(shown: str, printed: str) -> bool:
    """Say whether a printed line is the one shown, where ``…`` in it stands for anything."""
    parts = (re.escape(part) for part in shown.split(LEFT_OUT))
    return re.fullmatch(".*".join(parts), printed) is not None
