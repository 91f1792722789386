"""The work behind ``tanchi standards``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tanchi.catalogue import Catalogue, GroupCoverage, PackCoverage, Standard, coverage, load_catalogue
from tanchi.catalogue.model import plain_number
from tanchi.cli.answer import Answer
from tanchi.cli.screen import Screen
from tanchi.cli.show.standards import READ, STATUS, show_lists, show_standard, show_standards
from tanchi.cli.tables import left, right, section
from tanchi.findings import Finding, Level, TanchiError, Text


def listed(wanted: str) -> Answer:
    """Return the standards that hold ``wanted``, in full where it is a whole number. Raises TanchiError."""
    catalogue = load_catalogue()
    found = catalogue.search(wanted)
    if not found:
        raise _none(wanted)
    whole = [s for s in found if plain_number(wanted) in map(plain_number, s.numbers)]

    def show(screen: Screen) -> None:
        if whole:
            show_standard(catalogue, whole[0], screen)
            return
        show_standards(found, screen)
        if not wanted:
            show_lists(catalogue, screen)

    return Answer(lambda: [standard_data(s) for s in whole or found], show)


def covered() -> Answer:
    """Return the product groups of the notice with what runs of them."""
    catalogue = load_catalogue()
    found = coverage(catalogue)
    return Answer(
        lambda: [_group_data(c) for c in found], lambda screen: _show_coverage(catalogue, found, screen)
    )


def _none(wanted: str) -> TanchiError:
    message = Text(f"标准目录中没有“{wanted}”", f"the catalogue of standards has nothing on '{wanted}'")
    remedy = Text(
        "换一个词，或用 tanchi standards 列出全部", "try another word, or list all with: tanchi standards"
    )
    return TanchiError(Finding("catalogue.unknown", Level.ERROR, message, None, remedy))


def _show_coverage(catalogue: Catalogue, found: Sequence[GroupCoverage], screen: Screen) -> None:
    heads = (
        left("产品", "Product"),
        left("规则", "rule"),
        right("算例", "cases"),
        left("产品碳足迹标准", "footprint standards"),
        left("文本", "text"),
    )
    section(screen, heads, [row for c in found for row in _rows(c, screen)])
    runs = sum(c.runs for c in found)
    screen.line()
    screen.say(f"{len(found)} 类产品，{runs} 类有规则", f"{len(found)} groups, {runs} with a rule")
    screen.line(f"{screen.of(Text('来源', 'source'))}: {catalogue.groups_source}", "dim")


def _rows(found: GroupCoverage, screen: Screen) -> Iterable[tuple[str, ...]]:
    count = max(len(found.packs), len(found.standards))
    for number in range(count):
        pack = found.packs[number] if number < len(found.packs) else None
        standard = found.standards[number] if number < len(found.standards) else None
        yield (
            screen.of(found.group.label) if number == 0 else "",
            _pack(pack, screen),
            str(pack.cases) if pack and pack.rule else "",
            f"{standard.name} {screen.of(STATUS[standard.status])}" if standard else "",
            screen.of(READ[standard.text_read]) if standard else "",
        )


def _pack(pack: PackCoverage | None, screen: Screen) -> str:
    if pack is None:
        return ""
    if pack.rule is None:
        return f"{pack.id} {screen.of(Text('（尚无）', '(none yet)'))}"
    return f"{pack.id}@{pack.rule.edition}"


def standard_data(found: Standard) -> dict[str, object]:
    """Return what is known of a standard, for ``--json``."""
    return {
        "numbers": list(found.numbers),
        "title": {"zh": found.title.zh, "en": found.title.en},
        "kind": found.kind.value,
        "use": found.use.value,
        "status": found.status.value,
        "published": found.published,
        "in_force": found.in_force,
        "groups": list(found.groups),
        "packs": list(found.packs),
        "list": {"batch": found.listed.batch, "item": found.listed.item} if found.listed else None,
        "replaces": list(found.replaces),
        "superseded_by": list(found.superseded_by),
        "related_to": list(found.related_to),
        "text_read": found.text_read.value,
        "source": {"text": str(found.source), "reading": found.source.reading.value},
        "note": {"zh": found.note.zh, "en": found.note.en},
    }


def _group_data(found: GroupCoverage) -> dict[str, object]:
    return {
        "group": found.group.id,
        "label": {"zh": found.group.label.zh, "en": found.group.label.en},
        "runs": found.runs,
        "packs": [
            {"id": p.id, "edition": p.rule.edition if p.rule else None, "cases": p.cases} for p in found.packs
        ],
        "standards": [s.name for s in found.standards],
    }
