"""Names of the sources in a diagram: where two are called the same, what tells them apart is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from tanchi.documents.report.kinds import KINDS
from tanchi.documents.report.shown import Shown
from tanchi.study.result import Contribution


def source_names(shown: Shown, sources: Iterable[Contribution]) -> Mapping[str, str]:
    """Return the name of every source by its id: its label, with its kind or its process where others share it."""
    found = {c.id: (c, shown.say(c.label)) for c in sources}
    for more in (lambda c: shown.say(KINDS[c.kind]), lambda c: _process(shown, c)):
        found = _told_apart(shown, found, more)
    return {id: name for id, (_, name) in found.items()}


def _told_apart(
    shown: Shown, found: dict[str, tuple[Contribution, str]], more: Callable[[Contribution], str]
) -> dict[str, tuple[Contribution, str]]:
    """Add a word to the names several sources have, where the word is not the same for all of them."""
    counts = Counter(name for _, name in found.values())
    words = {name: {more(c) for c, own in found.values() if own == name} for name in counts}
    return {
        id: (c, shown.either(f"{name}（{more(c)}）", f"{name} ({more(c)})") if len(words[name]) > 1 else name)
        for id, (c, name) in found.items()
    }


def _process(shown: Shown, source: Contribution) -> str:
    return shown.say(source.process_label) + (f" {source.site}" if source.site else "")
