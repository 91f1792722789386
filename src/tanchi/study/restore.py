"""A footprint from its stored data: the inverse of :func:`tanchi.study.serial.footprint_data`.

What stands in a ``result.json`` is read by the declared types of :mod:`tanchi.study.result`, so a field added
there needs nothing here. NaN, which JSON cannot hold, comes back as NaN from null.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tanchi.findings import (
    CellPlace,
    FieldPlace,
    FilePlace,
    Finding,
    FormulaPlace,
    Level,
    ParagraphPlace,
    ProcessPlace,
    TanchiError,
    Text,
)
from tanchi.study.result import Footprint

T = TypeVar("T")

_PLACES = {
    place.__name__.removesuffix("Place").lower(): place
    for place in (CellPlace, FieldPlace, FilePlace, FormulaPlace, ParagraphPlace, ProcessPlace)
}


def footprint_from_data(data: object, file: str = "") -> Footprint:
    """Return the footprint that ``data`` (parsed JSON) stands for.

    Raises TanchiError (``result.broken``) naming the field that is missing or of another type.
    """
    return restored(Footprint, data, file)


def restored(kind: type[T], data: object, file: str = "") -> T:
    """Return the dataclass of type ``kind`` that ``data`` (parsed JSON) stands for.

    Raises TanchiError (``result.broken``) naming the field that is missing or of another type.
    """
    try:
        found = _object(kind, data, "")
    except _BrokenError as error:
        raise TanchiError(_finding(error.path, file)) from error
    assert isinstance(found, kind)
    return found


class _BrokenError(Exception):
    """Something at ``path`` is not what its type says."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@lru_cache
def _types(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, data: object, path: str) -> object:  # noqa: ANN401
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind), data, path)
    if origin is tuple:
        return _tuple(get_args(kind), data, path)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1], data, path)
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, data, path)
    return _scalar(kind, data, path)


def _union(kinds: tuple[Any, ...], data: object, path: str) -> object:
    if data is None and types.NoneType in kinds:
        return None
    if isinstance(data, Mapping) and "kind" in data and kinds[0] in _PLACES.values():
        kind = _PLACES.get(str(data["kind"]))
        if kind is None:
            raise _BrokenError(f"{path}.kind")
        return _object(kind, data, path)
    for kind in kinds:
        try:
            return _value(kind, data, path)
        except _BrokenError:
            continue
    raise _BrokenError(path)


def _tuple(kinds: tuple[Any, ...], data: object, path: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise _BrokenError(path)
    each = [kinds[0]] * len(data) if kinds[-1] is Ellipsis else list(kinds)
    if len(each) != len(data):
        raise _BrokenError(path)
    return tuple(_value(k, d, f"{path}[{i}]") for i, (k, d) in enumerate(zip(each, data, strict=True)))


def _mapping(kind: Any, data: object, path: str) -> dict[str, object]:  # noqa: ANN401
    if not isinstance(data, Mapping):
        raise _BrokenError(path)
    return {str(key): _value(kind, value, f"{path}.{key}") for key, value in data.items()}


def _object(kind: type, data: object, path: str) -> object:
    if not isinstance(data, Mapping):
        raise _BrokenError(path or kind.__name__)
    hints = _types(kind)
    found = {}
    for item in fields(kind):
        at = f"{path}.{item.name}".lstrip(".")
        if item.name in data:
            found[item.name] = _value(hints[item.name], data[item.name], at)
        elif item.default is MISSING and item.default_factory is MISSING:
            raise _BrokenError(at)
    return kind(**found)


def _scalar(kind: Any, data: object, path: str) -> object:  # noqa: ANN401
    if kind is object:
        return data
    if kind is float and data is None:
        return float("nan")
    if kind is float and isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(data)
        except ValueError as error:
            raise _BrokenError(path) from error
    if kind in (str, bool, int, types.NoneType) and type(data) is kind:
        return data
    raise _BrokenError(path)


def _finding(path: str, file: str) -> Finding:
    return Finding(
        "result.broken",
        Level.ERROR,
        Text(f"文件里的“{path}”缺失或类型不对", f"'{path}' is missing or of the wrong type"),
        FilePlace(file) if file else None,
        Text(
            "请由清单重新计算，或用原来的打包文件", "compute it again from the inventory, or use the bundle"
        ),
    )
