"""Standards of the catalogue on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tanchi.catalogue import Catalogue, Kind, ListEntry, Standard, Status, TextRead, Use
from tanchi.cli.screen import Screen
from tanchi.cli.show.words import READINGS
from tanchi.cli.tables import left, right, section
from tanchi.findings import Text

STATUS = {
    Status.IN_FORCE: Text("施行", "in force"),
    Status.PUBLISHED: Text("已发布", "published"),
    Status.DRAFT: Text("征求意见", "draft"),
    Status.PLANNED: Text("研制中", "planned"),
    Status.SUPERSEDED: Text("已被替代", "superseded"),
    Status.UNKNOWN: Text("状态未知", "status unknown"),
}
READ = {
    TextRead.READ: Text("已读", "read"),
    TextRead.PART: Text("读过一部分", "part read"),
    TextRead.SECOND_HAND: Text("只读过转述", "digest only"),
    TextRead.NONE: Text("未读", "not read"),
}
_KIND = {
    Kind.NATIONAL: Text("国家标准", "national"),
    Kind.INDUSTRY: Text("行业标准", "industry"),
    Kind.LOCAL: Text("地方标准", "local"),
    Kind.GROUP: Text("团体标准", "group"),
    Kind.INTERNATIONAL: Text("国际标准", "international"),
    Kind.GUIDE: Text("方案或指南", "scheme or guide"),
}
_USE = {
    Use.FOOTPRINT: Text("产品碳足迹", "product footprint"),
    Use.ACCOUNTING: Text("企业排放核算，规则只取其参数", "enterprise accounting; rules take parameters only"),
    Use.GENERAL: Text("通用要求", "general requirements"),
    Use.GRADE: Text("分级评价", "grading"),
}


def show_standards(found: Iterable[Standard], screen: Screen) -> None:
    """Print a table of standards."""
    heads = (
        left("编号", "Number"),
        left("题名", "title"),
        left("类别", "kind"),
        left("状态", "status"),
        left("清单", "list"),
        left("文本", "text"),
        left("规则", "rules"),
    )
    section(screen, heads, [_row(s, screen) for s in found])


def _row(found: Standard, screen: Screen) -> Sequence[str]:
    return (
        " = ".join(found.numbers) or "—",
        screen.of(found.title),
        screen.of(_KIND[found.kind]),
        screen.of(STATUS[found.status]),
        _listed(found.listed, screen),
        screen.of(READ[found.text_read]),
        screen.listed(found.packs),
    )


def _listed(entry: ListEntry | None, screen: Screen) -> str:
    if entry is None:
        return ""
    batch = Text(f"第 {entry.batch} 批", f"batch {entry.batch}")
    item = Text(f"第 {entry.item} 项", f" item {entry.item}") if entry.item else Text("")
    return screen.of(Text(batch.zh + item.zh, batch.en + item.en))


def show_standard(catalogue: Catalogue, found: Standard, screen: Screen) -> None:
    """Print all that is known of one standard."""
    screen.line(found.name, "bold")
    screen.line(screen.of(found.title))
    groups = screen.listed(screen.of(catalogue.groups[g].label) for g in found.groups)
    source = f"{found.source} · {screen.of(READINGS[found.source.reading])}"
    rows = (
        (Text("类别", "kind"), f"{screen.of(_KIND[found.kind])} · {screen.of(_USE[found.use])}"),
        (Text("状态", "status"), screen.of(STATUS[found.status])),
        (Text("发布", "published"), found.published),
        (Text("施行", "in force from"), found.in_force),
        (Text("推荐清单", "recommended list"), _listed(found.listed, screen)),
        (Text("替代", "replaces"), screen.listed(found.replaces)),
        (Text("被替代", "superseded by"), screen.listed(found.superseded_by)),
        (Text("相关", "related to"), screen.listed(found.related_to)),
        (Text("产品类别", "product group"), groups),
        (Text("规则", "rules"), screen.listed(found.packs)),
        (Text("标准文本", "its text"), screen.of(READ[found.text_read])),
        (Text("说明", "note"), screen.of(found.note)),
        (Text("信息来源", "source"), source),
    )
    section(screen, (left(""), left("")), [(screen.of(head), value) for head, value in rows if value])


def show_lists(catalogue: Catalogue, screen: Screen) -> None:
    """Print the recommended lists with how many of their items were read."""
    heads = (
        left("推荐清单", "Recommended list"),
        left("日期", "date"),
        right("项数", "items"),
        right("读到", "read"),
    )
    rows = [
        (screen.of(r.title), r.date, str(r.items), str(len(catalogue.items_read(r.batch))))
        for r in catalogue.lists
    ]
    section(screen, heads, rows)
    total = sum(r.items for r in catalogue.lists)
    read = sum(len(catalogue.items_read(r.batch)) for r in catalogue.lists)
    screen.line()
    screen.say(
        f"三批共 {total} 项，读到 {read} 项；未读到的不列。",
        f"{total} items in all, {read} were read; the others are not listed.",
    )
