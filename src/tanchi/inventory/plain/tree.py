"""From the tree of an inventory file to the inventory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tanchi.findings import Finding, Text
from tanchi.inventory.form import Address
from tanchi.inventory.log import Log
from tanchi.inventory.model import Entry, Inventory, OwnFactor, Row
from tanchi.inventory.periods import is_date, months
from tanchi.inventory.plain.factors import factor_of
from tanchi.inventory.plain.nodes import Node
from tanchi.inventory.plain.values import Calendar, entries_of
from tanchi.inventory.statements import STATEMENTS
from tanchi.inventory.typed import typed_date
from tanchi.rules.tree import Tree

KEYS = (
    *("rule", "edition", "company", "product", "contact", "note", "period", "choices", "sites"),
    *("quantities", "tables", "processes", "factors", "statements"),
)
MAX_ID = 60


@dataclass(slots=True)
class Gathered:
    """What has been read so far."""

    calendar: Calendar
    log: Log
    entries: dict[Address, Entry] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], tuple[Row, ...]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Keep an entry; a second one for the same address is an error."""
        first = self.entries.setdefault(entry.address, entry)
        if first is not entry:
            message = Text(f"{entry.address} 写了两次", f"{entry.address} stands twice")
            remedy = Text(f"第一次在 {first.place}", f"first at {first.place}")
            self.log.error("inventory.twice", entry.place, message, remedy)


def inventory_of(tree: Tree, file: str) -> tuple[Inventory, tuple[Finding, ...]]:
    """Return the inventory and what is wrong with its writing; types and units are checked later."""
    log = Log()
    root = Node(tree, "", log)
    if root.branch is None:
        root.error(
            "mapping",
            "这不是一份清单",
            "this is no inventory",
            Text("见“清单格式”", "see 'Inventory format'"),
        )
        return Inventory("", "", {}, file=file), tuple(log.findings)
    root.known(KEYS)
    start, end = _period(root)
    gathered = Gathered(Calendar(months(start, end), start), log)
    _common(root, gathered)
    found = Inventory(
        rule=root.word("rule"),
        edition=root.word("edition"),
        entries=gathered.entries,
        rows=gathered.rows,
        choices=_choices(root),
        sites=_sites(root, gathered),
        company=root.word("company"),
        product=root.word("product"),
        period_from=start,
        period_to=end,
        factors=tuple(_factors(root)),
        notes=root.word("note"),
        contact=root.word("contact"),
        statements=_statements(root),
        file=file,
    )
    return found, tuple(log.findings)


def _period(root: Node) -> tuple[str, str]:
    node = root.get("period")
    if node is None:
        return "", ""
    node.known(("from", "to"))
    found = [(key, node.word(key)) for key in ("from", "to")]
    for key, text in found:
        if not is_date(typed_date(text)):
            zh, en = f"期间的 {key} 不是日期：“{text}”", f"'{key}' of the period is no date: '{text}'"
            node.error("period", zh, en, Text("写作 2025-01-01", "write 2025-01-01"))
    start, end = (typed_date(text) for _, text in found)
    if start and end and end < start:
        node.error("period", "期间的止日早于起日", "the period ends before it begins")
    return start, end


def _choices(root: Node) -> dict[str, str]:
    node = root.get("choices")
    return {key: word for key, _ in node.members() if (word := node.word(key))} if node else {}


def _statements(root: Node) -> dict[str, str]:
    node = root.get("statements")
    if node is None:
        return {}
    node.known(STATEMENTS)
    return {key: word for key, _ in node.members() if key in STATEMENTS and (word := node.word(key))}


def _factors(root: Node) -> Iterator[OwnFactor]:
    node = root.get("factors")
    for part in node.items() if node else ():
        found = factor_of(part)
        if found is not None:
            yield found


def _common(root: Node, gathered: Gathered) -> None:
    """Read what stands at the top, which belongs to no site unless a process names one."""
    _quantities(root.get("quantities"), Address(""), gathered)
    _tables(root.get("tables"), Address(""), gathered)
    _processes(root.get("processes"), "", gathered)


def _sites(root: Node, gathered: Gathered) -> tuple[str, ...]:
    """Read what is grouped by site; return the sites, those named by ``process@site`` included."""
    node = root.get("sites")
    names: list[str] = []
    if node is not None and node.branch is None:
        names = [part.text for part in node.items() if part.text]
    elif node is not None:
        for name, part in node.members():
            names.append(name)
            part.known(("quantities", "tables", "processes"))
            _quantities(part.get("quantities"), Address("", site=name), gathered)
            _tables(part.get("tables"), Address("", site=name), gathered)
            _processes(part.get("processes"), name, gathered)
    used = [a.site for a in gathered.entries if a.site] + [site for site, _, _ in gathered.rows if site]
    return tuple(dict.fromkeys([*names, *used])) or ("",)


def _processes(node: Node | None, site: str, gathered: Gathered) -> None:
    for key, part in node.members() if node else ():
        process, _, named = key.partition("@")
        if named and site:
            part.error(
                "site", f"“{key}”已在场所“{site}”之下", f"'{key}' stands below the site '{site}' already"
            )
        address = Address("", process, site=site or named)
        if not part.is_missing:
            _quantities(part, address, gathered)
            _tables(part.get("tables"), address, gathered)


def _quantities(node: Node | None, within: Address, gathered: Gathered) -> None:
    for key, part in node.members() if node else ():
        if key != "tables" or not within.process:
            for entry in entries_of(part, replace(within, quantity=key), gathered.calendar):
                gathered.add(entry)


def _tables(node: Node | None, within: Address, gathered: Gathered) -> None:
    for key, part in node.members() if node else ():
        rows: dict[str, Row] = {}
        for number, line in enumerate(part.items(), 1):
            row = _row(line, number, rows)
            if row is not None:
                rows[row.id] = row
                _cells(line, replace(within, table=key, row=row.id), gathered)
        gathered.rows[within.site, within.process, key] = tuple(rows.values())


def _row(node: Node, number: int, before: dict[str, Row]) -> Row | None:
    if node.branch is None:
        node.error("mapping", "表的一行应是若干“列: 值”", "a row is a mapping (column: value)")
        return None
    id = node.word("id") or f"r{number}"
    if id in before:
        node.error(
            "row_twice",
            f"行编号“{id}”重复",
            f"the row id '{id}' stands twice",
            Text("每行用不同的编号", "give each row its own id"),
        )
        return None
    if len(id) > MAX_ID or any(sign in id for sign in "/|@[]"):
        node.error(
            "row_id",
            f"行编号“{id[:MAX_ID]}”过长或含有 / | @ [ ]",
            f"the row id '{id[:MAX_ID]}' is too long or holds / | @ [ ]",
        )
        return None
    return Row(id, node.word("label"))


def _cells(node: Node, within: Address, gathered: Gathered) -> None:
    for key, part in node.members():
        if key not in ("id", "label"):
            for entry in entries_of(part, replace(within, quantity=key), gathered.calendar):
                gathered.add(entry)
