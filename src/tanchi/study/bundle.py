"""A bundle: one file with everything needed to compute a footprint again, and its result.

``manifest.json`` (format, engine, platform, SHA-256 of every entry) · ``setup.json`` · ``inventory.json`` ·
``links.json`` (every data set used, with its source) · ``gwp.json`` (the GWP set) · ``library/…`` (the rule, its parents,
blocks and flow sets, as files) · ``result.json``.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tanchi.files import deterministic_zip, write_atomic
from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.gases import gwp_set
from tanchi.inventory.model import Inventory
from tanchi.inventory.plain.write import to_json as inventory_json
from tanchi.rules import RuleLibrary
from tanchi.rules.model import Rule
from tanchi.rules.shelf import default_roots
from tanchi.study.gwps import StoredGwps
from tanchi.study.result import Footprint
from tanchi.study.serial import to_json

FORMAT = "tanchi-bundle"
VERSION = 1
MAX_BYTES = 50_000_000
MAX_ENTRIES = 2_000
MANIFEST = "manifest.json"
GWPS = "gwp.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened bundle: its entries as bytes and its manifest, not yet checked against each other."""

    path: str
    manifest: Mapping[str, Any]
    entries: Mapping[str, bytes]

    def data(self, name: str) -> Any:  # noqa: ANN401
        """Return a JSON entry. Raises TanchiError (``bundle.broken``) where it is missing or not JSON."""
        try:
            return json.loads(self.entries[name])
        except (KeyError, ValueError, RecursionError) as error:
            raise refuse(
                self.path, "bundle.broken", f"{name} 缺失或损坏", f"{name} is missing or damaged"
            ) from error


def bundle_bytes(rule: Rule, reference: str | Path, inventory: Inventory, footprint: Footprint) -> bytes:
    """Return the bundle of a footprint; the same footprint gives the same bytes. Raises TanchiError."""
    entries: dict[str, bytes] = {
        "setup.json": to_json(_setup(footprint, rule)),
        "inventory.json": inventory_json(inventory),
        "links.json": to_json((*footprint.links, *footprint.further_links)),
        GWPS: to_json(StoredGwps.of(gwp_set(footprint.gwp_set))),
        "result.json": to_json(footprint),
    }
    for name, path in RuleLibrary(default_roots()).sources(reference):
        entries[f"library/{name}"] = path.read_bytes()
    entries[MANIFEST] = to_json(_manifest(footprint, entries))
    return deterministic_zip(entries, first=(MANIFEST,))


def write_bundle(
    path: Path, rule: Rule, reference: str | Path, inventory: Inventory, footprint: Footprint
) -> None:
    """Write a bundle, whole or not at all."""
    write_atomic(path, bundle_bytes(rule, reference, inventory, footprint))


def _setup(footprint: Footprint, rule: Rule) -> dict[str, object]:
    mark = footprint.fingerprint
    row, site = _product(mark.product, rule.unit.of, footprint.sites)
    return {
        "rule": f"{mark.rule}@{mark.edition}",
        "gwp": mark.gwp_set,
        "choices": dict(mark.choices),
        "samples": mark.samples,
        "seed": mark.seed,
        "product": row,
        "site": site,
    }


def _product(text: str, flow: str, sites: tuple[str, ...]) -> tuple[str, str | None]:
    rest = text.removeprefix(flow).strip("/")
    row, _, site = rest.rpartition("/") if rest.split("/")[-1] in sites else (rest, "", "")
    return row, site or None


def _manifest(footprint: Footprint, entries: Mapping[str, bytes]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "engine": footprint.fingerprint.engine,
        "platform": footprint.fingerprint.platform,
        "fingerprint": footprint.fingerprint.digest,
        "entries": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(entries.items())},
    }


def open_bundle(path: Path) -> Bundle:
    """Open a bundle within bounds. Raises TanchiError for anything that is not one."""
    name = str(path)
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise refuse(
            name,
            "bundle.unreadable",
            f"读不了文件：{error.strerror}",
            f"cannot read the file: {error.strerror}",
        ) from error
    if not content:
        raise refuse(
            name,
            "bundle.size",
            f"文件为空或超过 {MAX_BYTES} 字节",
            f"the file is empty or larger than {MAX_BYTES} bytes",
        )
    entries = _entries(name, content)
    bundle = Bundle(name, {}, entries)
    manifest = bundle.data(MANIFEST)
    if (
        not isinstance(manifest, dict)
        or manifest.get("format") != FORMAT
        or not isinstance(manifest.get("entries"), dict)
    ):
        raise refuse(name, "bundle.format", "不是碳尺的计算包", "not a Tanchi bundle")
    if manifest.get("version") != VERSION:
        raise refuse(
            name,
            "bundle.version",
            f"计算包版本 {manifest.get('version')} 不认识",
            f"unknown bundle version {manifest.get('version')}",
        )
    return Bundle(name, manifest, entries)


def _entries(name: str, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_all(name, archive)
    except (zipfile.BadZipFile, RuntimeError, EOFError, ValueError) as error:
        raise refuse(name, "bundle.format", "不是完好的压缩包", "not a sound archive") from error


def _read_all(name: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > MAX_BYTES:
        raise refuse(name, "bundle.size", "压缩包内容过大", "the archive holds too much")
    if len(set(names)) != len(names):
        raise refuse(name, "bundle.names", "压缩包里有重名文件", "the archive holds a name twice")
    for info in infos:
        parts = info.filename.split("/")
        if (
            info.filename.startswith("/")
            or ".." in parts
            or "\\" in info.filename
            or ":" in info.filename
            or info.external_attr >> 28 == 0xA
        ):
            raise refuse(
                name,
                "bundle.names",
                f"压缩包里的文件名不允许：{info.filename!r}",
                f"a name in the archive is not allowed: {info.filename!r}",
            )
    return {info.filename: _bounded(name, archive, info) for info in infos}


def _bounded(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise refuse(
            name,
            "bundle.size",
            f"{info.filename} 比目录所写的大",
            f"{info.filename} is larger than its directory says",
        )
    return content


def open_sealed(path: Path) -> Bundle:
    """Open a bundle whose every entry is what its manifest says. Raises TanchiError naming those that are not."""
    bundle = open_bundle(path)
    changed = "、".join(name for name, _, _ in changed_entries(bundle))
    if changed:
        raise refuse(
            bundle.path,
            "bundle.changed",
            f"计算包在写成之后改动过：{changed}；用 tanchi verify 查看，用原清单重新计算",
            f"changed since it was written: {changed}; look with 'tanchi verify', compute again from the inventory",
        )
    return bundle


def changed_entries(bundle: Bundle) -> Iterator[tuple[str, str, str]]:
    """Yield (name, what the manifest says, what there is) of every entry that is not what the manifest says."""
    listed: Mapping[str, str] = bundle.manifest["entries"]
    for name, digest in sorted(listed.items()):
        content = bundle.entries.get(name)
        if content is None:
            yield name, digest[:12], "missing"
        elif hashlib.sha256(content).hexdigest() != digest:
            yield name, digest[:12], hashlib.sha256(content).hexdigest()[:12]
    for name in sorted(set(bundle.entries) - set(listed) - {MANIFEST}):
        yield name, "not listed", "present"


def refuse(path: str, code: str, zh: str, en: str) -> TanchiError:
    """Return the error for a bundle that can't be used."""
    return TanchiError(Finding(code, Level.ERROR, Text(zh, en), FilePlace(path)))
