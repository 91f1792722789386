"""Computing a bundle again: same, bit-equal or different – and where."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tanchi.background import At
from tanchi.background.choose import Demand
from tanchi.background.own import own_link
from tanchi.background.provider import Link, Provider
from tanchi.findings import Finding, Level, ProcessPlace, TanchiError, Text
from tanchi.inventory.model import OwnFactor
from tanchi.rules.model import Supply
from tanchi.study.bundle import Bundle, changed_entries, open_bundle
from tanchi.study.choices import selectable
from tanchi.study.compute import Progress, compute
from tanchi.study.restore import footprint_from_data
from tanchi.study.result import Footprint
from tanchi.study.serial import link_from_data, to_json
from tanchi.study.supplied import SupplierFootprint
from tanchi.study.unpack import contents

NOMINAL = 1e-12
QUANTILE = 1e-9
_SAMPLED = ("interval", "low", "high")
_IGNORED = ("platform", "engine", "digest", "findings", "place", "factor_sets")
_LATER = ("caution", "further_links", "stage_gases", "suppliers", "wanted")
"""Fields of a result that the first bundles did not have."""


class Verdict(StrEnum):
    """What a recomputation says."""

    BIT_EQUAL = "bit_equal"
    """Every number is the same to the last bit, on the recorded platform."""
    SAME = "same"
    """Nominal values agree within 1e-12 relative, quantiles within 1e-9."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that came out otherwise, or an entry that was changed."""

    path: str
    stored: str
    found: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict with every difference named."""

    verdict: Verdict
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]
    recorded_platform: str
    fingerprint: str


def verify(path: Path, progress: Progress | None = None) -> Verification:
    """Recompute a bundle from its own content. Raises TanchiError where it can't be opened or computed at all."""
    bundle = open_bundle(path)
    changed = tuple(Difference(*entry) for entry in changed_entries(bundle))
    mark = str(bundle.manifest.get("fingerprint", ""))
    platform = str(bundle.manifest.get("platform", ""))
    if changed:
        return Verification(Verdict.DIFFERENT, changed, (), platform, mark)
    stored = bundle.data("result.json")
    suppliers = footprint_from_data(stored, bundle.path).suppliers
    found = json.loads(to_json(_again(bundle, suppliers, progress)))
    findings = tuple(_rests_on(given, path.parent) for given in suppliers)
    differences = tuple(_compare(stored, found, "", exact=False))
    if differences:
        return Verification(Verdict.DIFFERENT, differences, findings, platform, mark)
    same_bits = not any(_compare(stored, found, "", exact=True))
    here = found["fingerprint"]["platform"] == platform
    verdict = Verdict.BIT_EQUAL if same_bits and here else Verdict.SAME
    return Verification(verdict, (), findings, platform, mark)


def _rests_on(given: SupplierFootprint, folder: Path) -> Finding:
    """Return which supplier's file a result rests on, and whether the one beside the bundle is that file."""
    beside = folder / given.file
    there = beside.is_file() and hashlib.sha256(beside.read_bytes()).hexdigest() == given.sha256
    message = Text(
        f"结果取用供应商文件 {given.file}（SHA-256 {given.sha256[:16]}…），{'同一文件就在旁边' if there else '这里没有重算它'}",
        f"rests on the supplier's file {given.file} (SHA-256 {given.sha256[:16]}…); {'that very file lies beside' if there else 'it was not computed again here'}",
    )
    remedy = Text(f"再运行 tanchi verify {given.file}", f"also run tanchi verify {given.file}")
    return Finding(
        "bundle.supplier", Level.NOTE, message, ProcessPlace(given.flow), remedy if given.sealed else Text("")
    )


def _again(bundle: Bundle, suppliers: Sequence[SupplierFootprint], progress: Progress | None) -> Footprint:
    setup = bundle.data("setup.json")
    found = contents(bundle)
    links = StoredLinks(tuple(link_from_data(item) for item in bundle.data("links.json")), _versions(bundle))
    return compute(
        found.rule, found.inventory, samples=int(setup["samples"]), seed=int(setup["seed"]), gwp=found.gwp, choices=selectable(found.rule, setup["choices"]),
        factors=links, suppliers={given.flow: given for given in suppliers}, product=str(setup["product"]), site=setup["site"], progress=progress,
    )  # fmt: skip


def _versions(bundle: Bundle) -> tuple[tuple[str, str], ...]:
    pairs = bundle.data("result.json")["fingerprint"]["factor_sets"]
    return tuple((str(id), str(digest)) for id, digest in pairs)


@dataclass(frozen=True, slots=True)
class StoredLinks:
    """Stands for the factor table: gives back the links a bundle recorded."""

    links: tuple[Link, ...]
    versions: tuple[tuple[str, str], ...]

    def link(
        self,
        flow: str,
        supply: Sequence[Supply],
        *,
        at: At | None = None,
        own: OwnFactor | Provider | None = None,
    ) -> Link:
        """Return the recorded link of a flow, of a supplier's footprint what is taken from it now.

        Raises TanchiError where none was recorded.
        """
        if isinstance(own, Provider):
            return own_link(Demand(flow, at or At()), own)
        wanted = (at.place, at.year) if at is not None else _ANYWHERE
        of_flow = [link for link in self.links if link.flow == flow]
        for link in of_flow:
            if link.wanted in (wanted, _ANYWHERE):
                return link
        message = Text(f"计算包没有记录流“{flow}”的因子", f"the bundle recorded no link for flow '{flow}'")
        raise TanchiError(Finding("bundle.link", Level.ERROR, message, ProcessPlace(flow)))


_ANYWHERE = ("", "")


def _compare(stored: Any, found: Any, path: str, exact: bool) -> Iterator[Difference]:  # noqa: ANN401
    if isinstance(stored, dict) and isinstance(found, dict):
        for key in sorted(stored.keys() | found.keys()):
            if key not in _IGNORED and (key in stored or key not in _LATER):
                yield from _compare(stored.get(key), found.get(key), f"{path}.{key}".lstrip("."), exact)
    elif isinstance(stored, list) and isinstance(found, list) and len(stored) == len(found):
        for index, (a, b) in enumerate(zip(stored, found, strict=True)):
            yield from _compare(a, b, f"{path}[{index}]", exact)
    elif isinstance(stored, int | float) and isinstance(found, int | float) and not isinstance(stored, bool):
        if not _close(float(stored), float(found), path, exact):
            yield Difference(path, repr(stored), repr(found))
    elif stored != found:
        yield Difference(path, str(stored)[:80], str(found)[:80])


def _close(a: float, b: float, path: str, exact: bool) -> bool:
    if exact:
        return a == b
    tolerance = QUANTILE if any(part in path for part in _SAMPLED) else NOMINAL
    return math.isclose(a, b, rel_tol=tolerance, abs_tol=1e-300) or abs(a - b) < 1e-15
