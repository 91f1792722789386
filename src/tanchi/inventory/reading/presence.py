"""What the cover says of processes a plant may be without, held against what is filled in for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tanchi.findings import Text
from tanchi.inventory.conditions import holds
from tanchi.inventory.form import Form, Sheet
from tanchi.inventory.log import Log
from tanchi.inventory.reading.locate import Spot
from tanchi.inventory.reading.sheets import Harvest
from tanchi.inventory.typed import typed_bool, typed_number
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.ids import parse_id


def hold_against(spots: Iterable[Spot], choices: Mapping[str, str], form: Form, harvest: Harvest) -> None:
    """Leave out what is filled in for a process the plant does not have, and tell of every contradiction."""
    sheets = {sheet.process: sheet for sheet in form.sheets}
    chosen = {choice.id: choice.default for choice in form.choices} | dict(choices)
    for spot in spots:
        _, (site, process) = parse_id(spot.id)
        sheet = sheets.get(process)
        if sheet is not None and holds(sheet.when, chosen):
            _one(spot, site, sheet, harvest)


def _one(spot: Spot, site: str, sheet: Sheet, harvest: Harvest) -> None:
    answer = _answer(spot, harvest.log)
    filled = [a for a in harvest.entries if (a.site, a.process) == (site, sheet.process)]
    if answer is False:
        if filled:
            _tell_filled(spot, sheet, len(filled), harvest.log)
        harvest.leave_out(site, sheet.process)
    elif answer is True and not filled:
        name = sheet.label
        zh = f"“{name.of('zh')}”选了“{words.HAS}”，却没有填数"
        en = f"the plant has '{name.of('en')}', but nothing is filled in for it"
        remedy = Text(
            "请填有关各页；没有这个工序的改选“无”",
            "fill in its sheets, or choose 'no' where there is no such process",
        )
        harvest.log.error("workbook.process_empty", spot.place, Text(zh, en), remedy)
    elif answer is None and not filled:
        _tell_open(spot, sheet, harvest.log)


def _answer(spot: Spot, log: Log) -> bool | None:
    """Return whether there is such a process; None where nothing is said, or not clearly."""
    text = spot.sheet.text(spot.row, spot.columns.get("value"))
    if not text:
        return None
    found = typed_bool(text)
    if found is None and typed_number(text).kind == "nothing":
        message = Text(f"“{text}”读作“{words.HAS_NOT}”", f"'{text}' read as no")
        log.note("inventory.read_as", spot.place, message)
        return False
    if found is None:
        message = Text(f"“{text}”既不是“有”也不是“无”", f"'{text}' is neither yes nor no")
        log.error("workbook.process", spot.place, message, Text("请从列表选", "choose from the list"))
    return found


def _tell_filled(spot: Spot, sheet: Sheet, count: int, log: Log) -> None:
    name = sheet.label
    zh = f"“{name.of('zh')}”选了“{words.HAS_NOT}”，却填了 {count} 个数，没有采用"
    en = f"the plant has no '{name.of('en')}', but {count} values are filled in for it; they are not used"
    remedy = Text("有这个工序就改选“有”，没有就清空填的数", "choose 'yes', or clear what is filled in")
    log.error("workbook.process_filled", spot.place, Text(zh, en), remedy)


def _tell_open(spot: Spot, sheet: Sheet, log: Log) -> None:
    if spot.sheet.text(spot.row, spot.columns.get("value")):
        return
    name = sheet.label
    zh = f"没有说明有没有“{name.of('zh')}”，按没有处理"
    en = f"whether the plant has '{name.of('en')}' is not said; read as not"
    log.warn(
        "workbook.process_open", spot.place, Text(zh, en), Text("请选“有”或“无”", "choose 'yes' or 'no'")
    )
