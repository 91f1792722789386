"""Results as plain data for JSON: every dataclass as a mapping, every place with its kind."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

from tanchi.background.provider import Boundary, GasAmount, Link, Provider, ProviderKind, Quality
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.findings.render import as_data
from tanchi.sources import Reading, Source
from tanchi.study.result import Footprint

T = TypeVar("T")


def to_data(item: object) -> object:
    """Return ``item`` as dicts, lists, text and numbers; NaN and infinity become None."""
    if isinstance(item, Finding):
        return as_data(item)
    if isinstance(item, Enum):
        return item.value
    if isinstance(item, float):
        return item if math.isfinite(item) else None
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        kind = (
            {"kind": type(item).__name__.removesuffix("Place").lower()}
            if type(item).__name__.endswith("Place")
            else {}
        )
        return {**kind, **{f.name: to_data(getattr(item, f.name)) for f in dataclasses.fields(item)}}
    if isinstance(item, Mapping):
        return {str(key): to_data(value) for key, value in item.items()}
    if isinstance(item, tuple | list | set | frozenset):
        return [to_data(part) for part in item]
    return str(item) if isinstance(item, Path) else item


def to_json(item: object) -> bytes:
    """Return canonical JSON: UTF-8, sorted keys, shortest digits that read back to the same number."""
    return json.dumps(to_data(item), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False).encode()


def footprint_data(footprint: Footprint) -> dict[str, object]:
    """Return a footprint as data."""
    found = to_data(footprint)
    assert isinstance(found, dict)
    return found


def link_from_data(data: Mapping[str, object]) -> Link:
    """Return a stored link. Raises TanchiError (``bundle.link``) where the data are not one."""
    try:
        provider = data["provider"]
        return Link(
            flow=str(data["flow"]),
            provider=None if provider is None else _provider(_mapping(provider)),
            step=int(str(data["step"])),
            reason=_text(data["reason"]),
            bridge=str(data["bridge"]),
            wanted=_pair(data.get("wanted", ["", ""])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TanchiError(_broken(str(error))) from error


def _provider(data: Mapping[str, object]) -> Provider:
    quality = data["quality"]
    gases = data["gases"]
    if not isinstance(gases, list):
        raise TypeError("gases")
    return Provider(
        id=str(data["id"]),
        kind=ProviderKind(str(data["kind"])),
        name=_text(data["name"]),
        flow=str(data["flow"]),
        unit=str(data["unit"]),
        gases=tuple(GasAmount(str(g["gas"]), str(g["origin"]), float(g["amount"])) for g in gases),
        boundary=Boundary(str(data["boundary"])),
        place=str(data["place"]),
        year=str(data["year"]),
        source=_source(_mapping(data["source"])),
        technology=str(data["technology"]),
        gwp_set=str(data["gwp_set"]),
        quality=None
        if quality is None
        else Quality(**{k: int(str(v)) for k, v in _mapping(quality).items()}),
        gsd2=None if data["gsd2"] is None else float(str(data["gsd2"])),
        proxy=bool(data["proxy"]),
        remark=_text(data["remark"]),
        set=str(data["set"]),
        supplier=str(data["supplier"]),
    )


def _source(data: Mapping[str, object]) -> Source:
    return Source(
        str(data["ref"]),
        str(data["at"]),
        str(data["year"]),
        Reading(str(data["reading"])),
        str(data["licence"]),
        str(data["note"]),
    )


def _pair(data: object) -> tuple[str, str]:
    if not isinstance(data, list) or len(data) != 2:
        raise TypeError("wanted")
    return str(data[0]), str(data[1])


def _text(data: object) -> Text:
    found = _mapping(data)
    return Text(str(found["zh"]), str(found["en"]))


def _mapping(data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise TypeError("mapping")
    return data


def _broken(what: str) -> Finding:
    return Finding(
        "bundle.link",
        Level.ERROR,
        Text(f"包中的因子记录不完整：{what}", f"a link stored in the bundle is incomplete: {what}"),
    )
