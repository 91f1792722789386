"""The terminal: results on standard output, findings and progress on standard error, plain when piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from tanchi.cli.visible import visible
from tanchi.findings import Finding, Language, Level, Text
from tanchi.findings.render import as_text, summary

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Progress = Callable[[str, float], None]

_PIPED_WIDTH = 10_000
_NOTES_SHOWN = 8
_STYLE = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "dim"}
_STEPS = {
    "model": Text("建模与求解", "model and solve"),
    "checks": Text("检查", "checks"),
    "variants": Text("替代结果", "alternatives"),
    "result": Text("汇总", "result"),
    "done": Text("完成", "done"),
}


class Screen:
    """Prints in one language. With ``silent`` (``--json``) nothing is printed but the answer itself."""

    def __init__(self, language: Language, silent: bool) -> None:
        self.language = language
        self.silent = silent

    @cached_property
    def out(self) -> Console:
        """Return the console of results."""
        return _console(sys.stdout)

    @cached_property
    def err(self) -> Console:
        """Return the console of findings and progress."""
        return _console(sys.stderr)

    def of(self, text: Text) -> str:
        """Return ``text`` in the language of the screen."""
        return text.of(self.language)

    def listed(self, words: Iterable[str]) -> str:
        """Return words one after the other as the language writes them."""
        return self.of(Text("、", ", ")).join(words)

    def say(self, zh: str, en: str, style: str = "") -> None:
        """Print one sentence."""
        self.line(en if self.language == "en" else zh, style)

    def line(self, text: str = "", style: str = "") -> None:
        """Print one line as it is."""
        self.out.print(visible(text), style=style or None, markup=False, soft_wrap=True)

    def show(self, item: RenderableType) -> None:
        """Print a table or a tree."""
        self.out.print(item)

    def findings(self, found: Iterable[Finding], *, to_out: bool = False) -> None:
        """Print findings, the heaviest first, and their count; of many notes only the first."""
        listed = sorted(found, key=lambda f: list(Level).index(f.level))
        if not listed:
            return
        console = self.out if to_out else self.err
        notes = [f for f in listed if f.level is Level.NOTE]
        hidden = notes[_NOTES_SHOWN:] if len(notes) > _NOTES_SHOWN + 1 else []
        for finding in listed[: len(listed) - len(hidden)]:
            console.print(
                visible(as_text(finding, self.language)),
                style=_STYLE[finding.level],
                markup=False,
                soft_wrap=True,
            )
        if len(listed) == 1:
            return
        rest = Text(
            f"（另有 {len(hidden)} 条提示未列出，--json 全部列出）",
            f" ({len(hidden)} more notes, see --json)",
        )
        console.print(summary(listed, self.language) + (self.of(rest) if hidden else ""), markup=False)

    @contextmanager
    def progress(self, title: Text) -> Iterator[Progress]:
        """Yield a function that tells how far a long piece of work is; a bar only where people look."""
        if self.silent or not sys.stderr.isatty():
            yield _nobody
            return
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f}%"),
        )
        with Bar(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task(self.of(title), total=1.0)

            def tell(step: str, share: float) -> None:
                name = self.of(_STEPS.get(step, Text(step)))
                bar.update(task, completed=share, description=f"{self.of(title)} {name}")

            yield tell


def _nobody(step: str, share: float) -> None:
    """Tell nobody."""


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    width = None if stream.isatty() else _PIPED_WIDTH
    return Console(file=stream, highlight=False, emoji=False, width=width, legacy_windows=False)
