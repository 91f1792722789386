"""Reading of inventories of every kind, by the suffix of the file."""

from __future__ import annotations

from pathlib import Path

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.model import Inventory
from tanchi.inventory.plain import read as plain
from tanchi.inventory.reading import read as workbooks
from tanchi.rules.load import load_rule
from tanchi.rules.model import Rule

Read = tuple[Inventory, tuple[Finding, ...]]


def read_inventory(path: Path | str, rule: Rule | None = None) -> Read:
    """Return the inventory in a workbook, YAML, JSON or CSV file, checked, and every finding.

    ``rule`` is the rule to check against; without it the one the file names is loaded. Raises TanchiError only
    for a file that cannot be read at all.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in workbooks.SUFFIXES:
        return workbooks.read_workbook(path, rule)
    if suffix not in plain.SUFFIXES:
        known = "、".join((*workbooks.SUFFIXES, *plain.SUFFIXES))
        message = Text(f"不认识的文件类型“{suffix}”", f"unknown kind of file '{suffix}'")
        remedy = Text(f"可以是：{known}", f"one of: {known}")
        raise TanchiError(Finding("inventory.suffix", Level.ERROR, message, FilePlace(str(path)), remedy))
    inventory, findings = plain.read_plain(path)
    if rule is None:
        try:
            edition = f"@{inventory.edition}" if inventory.edition else ""
            rule = load_rule(f"{inventory.rule}{edition}")
        except TanchiError as error:
            return inventory, (*findings, *(f.at(FilePlace(str(path))) for f in error.findings))
    checked, more = check_inventory(inventory, rule)
    return checked, (*findings, *more)
