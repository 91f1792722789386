"""An inventory as its form declares it: numbers, options by id, dates; what cannot be is asked back."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from tanchi.findings import Finding, Place, TanchiError, Text
from tanchi.inventory.check.index import Case, Index, Spot
from tanchi.inventory.check.rows import fit_rows
from tanchi.inventory.form import Address, FieldType, Form, Option
from tanchi.inventory.log import NO_TEXT, Log
from tanchi.inventory.model import Entry, Inventory
from tanchi.inventory.typed import typed_bool, typed_date, typed_number
from tanchi.units import parse_unit

CHECK_NUMBER = Text("请填一个确定的数，不要带文字", "give one definite number without words")


@dataclass(frozen=True, slots=True)
class Fitted:
    """An inventory with values of their declared types, and what was read differently or left out.

    ``refused`` are the addresses of values with a finding of their own; ``blank`` tells where something stood
    that means nothing, such as ``—``.
    """

    inventory: Inventory
    findings: tuple[Finding, ...]
    refused: frozenset[Address]
    blank: Mapping[Address, Place]


def fit(inventory: Inventory, form: Form, whole: Form) -> Fitted:
    """Return ``inventory`` with every value of its declared type.

    ``form`` is what is asked under the choices, ``whole`` what is asked under any. A value that is refused,
    not asked or unknown is left out, with a finding at its place.
    """
    fitter = _Fitter(Case(inventory, Index(form)), Index(whole), Log())
    entries: dict[Address, Entry] = {}
    for entry in inventory.entries.values():
        found = fitter.entry(_at_site(entry, inventory, fitter.whole))
        if found is not None:
            entries[found.address] = found
    fitted = replace(inventory, entries=entries, rows=fit_rows(inventory, form))
    return Fitted(fitted, tuple(fitter.log.findings), frozenset(fitter.refused), fitter.blank)


def _at_site(entry: Entry, inventory: Inventory, index: Index) -> Entry:
    """Return an entry without a site at the only site there is, where its sheet is asked per site."""
    spot = index.spot(entry.address)
    if spot is None or entry.address.site or not spot.sheet.per_site or len(inventory.sites) != 1:
        return entry
    return replace(entry, address=replace(entry.address, site=inventory.sites[0]))


class _Fitter:
    """Fits one entry after the other."""

    def __init__(self, case: Case, whole: Index, log: Log) -> None:
        self.case = case
        self.whole = whole
        self.log = log
        self.refused: set[Address] = set()
        self.blank: dict[Address, Place] = {}

    def entry(self, entry: Entry) -> Entry | None:
        spot = self.case.index.spot(entry.address)
        if spot is None:
            self._unknown(entry)
            return None
        if not self._has_site(entry, spot):
            return None
        match spot.field.type:
            case FieldType.NUMBER:
                return self._number(entry)
            case FieldType.PICK:
                return self._pick(entry, spot)
            case FieldType.BOOL:
                return self._bool(entry)
            case FieldType.DATE:
                return self._date(entry)
            case _:
                text = entry.typed or str(entry.value)
                return None if self._says_nothing(entry, text) else replace(entry, value=text, unit="")

    def _says_nothing(self, entry: Entry, text: str) -> bool:
        """Return whether a text means that nothing is filled in, such as ``—``; it is told."""
        found = typed_number(text)
        if found.kind != "nothing":
            return False
        self.log.note("inventory.read_as_nothing", entry.place, found.note)
        self.blank[entry.address] = self.case.place(entry.address)
        return True

    def _number(self, entry: Entry) -> Entry | None:
        if isinstance(entry.value, float):
            return entry
        if isinstance(entry.value, bool):
            self._refuse(
                entry,
                "not_a_number",
                Text("这里应填数，填的是“是/否”", "a number is expected, not yes or no"),
            )
            return None
        if self._says_nothing(entry, entry.value):
            return None
        found = typed_number(entry.value)
        if found.kind == "unclear":
            self._refuse(entry, "not_a_number", found.note, CHECK_NUMBER)
            return None
        if found.unit and entry.unit and not _same_dimension(found.unit, entry.unit):
            zh = f"值里写的单位是 {found.unit}，单位栏是 {entry.unit}"
            en = f"the value says {found.unit}, its unit says {entry.unit}"
            self._refuse(
                entry, "two_units", Text(zh, en), Text("请只保留正确的单位", "keep the unit that is right")
            )
            return None
        if found.unit and entry.unit and not _same_size(found.unit, entry.unit):
            self.log.note("inventory.own_unit", entry.place, _own_unit(found.value, found.unit, entry.unit))
        if found.note:
            self.log.note("inventory.read_as", entry.place, found.note)
        return replace(entry, value=found.value, unit=found.unit or entry.unit)

    def _pick(self, entry: Entry, spot: Spot) -> Entry | None:
        text = entry.typed or str(entry.value)
        options = self._options(entry.address, spot)
        found = option_of(text, options)
        if found is not None:
            return replace(entry, value=found.id, unit="")
        if self._says_nothing(entry, text):
            return None
        self._refuse(
            entry,
            "unknown_option",
            Text(f"“{text}”不在可选项中", f"'{text}' is none of the options"),
            _offer(text, options),
        )
        return None

    def _options(self, address: Address, spot: Spot) -> tuple[Option, ...]:
        name = spot.field.options_from
        if not name:
            return spot.field.options
        rows = self.case.inventory.rows
        keys = ((address.site, address.process, name), ("", "", name), (address.site, "", name))
        found = next((rows[key] for key in keys if key in rows), ())
        return tuple(Option(row.id, Text(row.label or row.id)) for row in found)

    def _bool(self, entry: Entry) -> Entry | None:
        found = entry.value if isinstance(entry.value, bool) else typed_bool(entry.typed or str(entry.value))
        if found is None and self._says_nothing(entry, str(entry.value)):
            return None
        if found is None:
            message = Text(f"“{entry.value}”不是“是”或“否”", f"'{entry.value}' is neither yes nor no")
            self._refuse(entry, "not_yes_or_no", message)
            return None
        return replace(entry, value=found, unit="")

    def _date(self, entry: Entry) -> Entry | None:
        text = entry.typed or str(entry.value)
        found = typed_date(text)
        if not found and self._says_nothing(entry, text):
            return None
        if not found:
            message = Text(f"“{text}”不是日期", f"'{text}' is no date")
            self._refuse(entry, "not_a_date", message, Text("写作 2025-01-31", "write 2025-01-31"))
            return None
        if found != text.strip():
            self.log.note(
                "inventory.read_as", entry.place, Text(f"“{text}”读作 {found}", f"'{text}' read as {found}")
            )
        return replace(entry, value=found, unit="")

    def _has_site(self, entry: Entry, spot: Spot) -> bool:
        if entry.address.site in self.case.sites_of(spot.sheet):
            return True
        if spot.sheet.per_site:
            zh = f"没有写明是哪个场所（{'、'.join(self.case.inventory.sites)}）"
            en = f"the site is missing or unknown ({', '.join(self.case.inventory.sites)})"
        else:
            zh, en = "这一项不分场所填报", "this is asked once for the company, not per site"
        self._refuse(entry, "site", Text(zh, en))
        return False

    def _unknown(self, entry: Entry) -> None:
        other = self.whole.spot(entry.address)
        if other is not None:
            zh = f"按所选的选项，“{other.field.label.of('zh')}”不用填，填了也不采用"
            en = f"'{other.field.label.of('en')}' is not asked under the options chosen; it is left out"
            self.log.warn("inventory.not_asked", entry.place, Text(zh, en))
            return
        address = entry.address
        zh, en = f"规则没有“{address}”", f"the rule does not ask for '{address}'"
        self._refuse(entry, "unknown", Text(zh, en), _near(address, self.whole))

    def _refuse(self, entry: Entry, code: str, message: Text, remedy: Text = NO_TEXT) -> None:
        self.refused.add(entry.address)
        place = self.case.place(entry.address)
        self.log.error(f"inventory.{code}", place, message, remedy)


def option_of(text: str, options: tuple[Option, ...]) -> Option | None:
    """Return the option whose id or label is ``text``, whatever the width and case of its letters."""
    wanted = _folded(text)
    names: dict[str, Option] = {}
    for option in options:
        for name in (option.id, option.label.zh, option.label.en):
            if name:
                names.setdefault(_folded(name), option)
    return names.get(wanted)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _offer(text: str, options: tuple[Option, ...]) -> Text:
    labels = [str(option.label or option.id) for option in options]
    near = get_close_matches(text, labels, 3, 0.4) or labels[:8]
    return Text(f"可选：{'、'.join(near)}", f"options: {', '.join(near)}") if near else NO_TEXT


def _near(address: Address, index: Index) -> Text:
    """Return what an unknown address may have meant: a process, or a quantity of the process."""
    keys = list(index.spots)
    processes = {process for process, _, _ in keys}
    names: Mapping[str, None]
    if address.process not in processes:
        names, wanted = dict.fromkeys(processes), address.process
    elif address.table and not any(key[:2] == (address.process, address.table) for key in keys):
        names, wanted = dict.fromkeys(t for p, t, _ in keys if p == address.process and t), address.table
    else:
        wanted = address.quantity
        names = dict.fromkeys(q for p, t, q in keys if (p, t) == (address.process, address.table))
    near = get_close_matches(wanted, names, 3, 0.5)
    return Text(f"是否想写：{'、'.join(near)}", f"did you mean: {', '.join(near)}") if near else NO_TEXT


def _same_dimension(first: str, second: str) -> bool:
    if first == second:
        return True
    try:
        return parse_unit(first).dimension == parse_unit(second).dimension
    except TanchiError:
        return False


def _same_size(first: str, second: str) -> bool:
    return first == second or parse_unit(first) == parse_unit(second)


def _own_unit(value: float, own: str, column: str) -> Text:
    return Text(
        f"值里写了单位，按 {value:.10g} {own} 读，不按单位栏的 {column}",
        f"the value has a unit: read as {value:.10g} {own}, not in the {column} of the unit column",
    )
