"""Files a verb is given: a filled workbook or inventory, a bundle, or a result – and the footprint in them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tanchi.cli.screen import Screen
from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text, errors
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.model import Inventory
from tanchi.inventory.read import read_inventory
from tanchi.rules import Rule, load_rule
from tanchi.study.bundle import MANIFEST, open_sealed
from tanchi.study.compute import SAMPLES, compute
from tanchi.study.restore import footprint_from_data
from tanchi.study.result import Footprint

_RESULT_KEYS = {"fingerprint", "nodes", "root"}


@dataclass(frozen=True, slots=True)
class Ask:
    """How a footprint is to be computed; empty means as rule and inventory say."""

    rule: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    gwp: str = ""
    samples: int = SAMPLES
    seed: int = 1
    product: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A readable inventory with its rule; ``reference`` is how the rule was found."""

    inventory: Inventory
    rule: Rule
    reference: str
    findings: tuple[Finding, ...]


def open_inventory(path: Path, ask: Ask) -> Opened:
    """Read an inventory, load its rule, check it. Raises TanchiError with everything that is wrong."""
    require_file(path)
    given = load_rule(ask.rule) if ask.rule else None
    inventory, findings = read_inventory(path, given)
    if given is None and not inventory.rule:
        raise TanchiError((*(f for f in findings if f.code != "rule.unknown"), _no_rule(path)))
    reference = ask.rule or "@".join(part for part in (inventory.rule, inventory.edition) if part)
    if errors(findings) and given is None and any(f.code == "rule.unknown" for f in findings):
        raise TanchiError(findings)
    rule = given or load_rule(reference)
    if ask.choices:
        findings = _of_reading(inventory, rule, findings)
    if errors(findings):
        raise TanchiError(findings)
    return Opened(inventory, rule, reference, findings)


def _of_reading(inventory: Inventory, rule: Rule, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that do not depend on choices: what is asked is another matter under ``--choice``."""
    checked = {(f.code, f.message) for f in check_inventory(inventory, rule)[1]}
    return tuple(f for f in findings if (f.code, f.message) not in checked)


def compute_opened(opened: Opened, ask: Ask, screen: Screen) -> Footprint:
    """Compute the footprint of an inventory. Raises TanchiError with findings of reading and checking."""
    with screen.progress(Text("计算", "computing")) as progress:
        try:
            return compute(
                opened.rule,
                opened.inventory,
                samples=ask.samples,
                seed=ask.seed,
                gwp=ask.gwp,
                choices=ask.choices,
                product=ask.product,
                site=ask.site or None,
                progress=progress,
            )
        except TanchiError as error:
            raise TanchiError(dict.fromkeys((*opened.findings, *error.findings))) from error


def footprint_in(path: Path, ask: Ask, screen: Screen) -> Footprint:
    """Return the footprint a file holds or gives. Raises TanchiError."""
    require_file(path)
    if is_bundle(path):
        return footprint_from_data(open_sealed(path).data("result.json"), str(path))
    stored = _stored_result(path)
    if stored is not None:
        return footprint_from_data(stored, str(path))
    return compute_opened(open_inventory(path, ask), ask, screen)


def is_bundle(path: Path) -> bool:
    """Return whether a file is meant as a bundle: by its name, or by what the archive holds."""
    if path.suffix.lower() == ".tanchi":
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return False


def require_file(path: Path) -> None:
    """Raise TanchiError where there is no such file."""
    if path.is_file():
        return
    folder = Text("这是文件夹，不是文件", "this is a folder, not a file")
    absent = Text("没有这个文件", "there is no such file")
    remedy = Text("检查文件名与所在文件夹", "check the name and the folder")
    found = Finding(
        "cli.file", Level.ERROR, folder if path.is_dir() else absent, FilePlace(str(path)), remedy
    )
    raise TanchiError(found)


def _stored_result(path: Path) -> Mapping[str, Any] | None:
    """Return the data of a result written by ``tanchi compute``, bare or in the envelope of ``--json``."""
    if path.suffix.lower() != ".json":
        return None
    try:
        data: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    for key in ("", "result", "footprint"):
        data = data.get(key) if key and isinstance(data, dict) else data
        if isinstance(data, dict) and data.keys() >= _RESULT_KEYS:
            return data
    return None


def _no_rule(path: Path) -> Finding:
    return Finding(
        "inventory.no_rule",
        Level.ERROR,
        Text("清单没有写明所用的规则", "the inventory does not name its rule"),
        FilePlace(str(path)),
        Text("用 --rule 指明，如 --rule cement", "name it with --rule, for example --rule cement"),
    )
