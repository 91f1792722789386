"""The product system as a matrix: columns per product, the amounts in them, and whether it is one already solved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tanchi.engine import FloatArray, System
from tanchi.study.assemble import Model
from tanchi.study.markets import ProductKey
from tanchi.study.steps import Step

_ALL = np.asarray(1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A technosphere entry: sign × amount × share; ``share`` () or (samples,), nominal first."""

    row: int
    column: int
    step: Step
    sign: float
    share: FloatArray = field(default_factory=lambda: _ALL)
    group: str = ""
    instance: str = ""
    product: int = 0

    @property
    def amount(self) -> float:
        """Return the nominal entry, base units."""
        return self.sign * self.step.number * float(self.share.flat[0])

    @property
    def size(self) -> int:
        """Return the number of values, 1 where nothing varies."""
        return max(np.size(self.step.value.values), self.share.size)

    def sampled(self, size: int) -> FloatArray:
        """Return the entry in every sample, nominal first, (size,)."""
        values = np.broadcast_to(self.step.value.values, (size,))
        return np.asarray(self.sign * values * np.broadcast_to(self.share, (size,)))

    def same(self, other: Entry) -> bool:
        """Return whether the other entry stands at the same place with the same values, to the last bit."""
        place = (self.row, self.column, self.sign) == (other.row, other.column, other.sign)
        mine, theirs = self.step.value.values, other.step.value.values
        return place and _equal(mine, theirs) and _equal(self.share, other.share)


def _equal(a: FloatArray, b: FloatArray) -> bool:
    return a is b or np.array_equal(a, b)


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Products, columns and entries; columns stand in the order of their products."""

    keys: tuple[ProductKey, ...]
    index: Mapping[ProductKey, int]
    entries: tuple[Entry, ...]
    system: System
    size: int


def matrix(model: Model, known: Matrix | None = None) -> Matrix:
    """Return the square system of products and markets; with the system of ``known`` where the two are the same.

    Raises the engine's errors.
    """
    keys = tuple(
        [(p.instance.id, p.id) for part in model.parts for p in part.products] + list(model.markets.found)
    )
    index = {key: i for i, key in enumerate(keys)}
    entries = (*_made(model, index), *_used(model, index), *_mixed(model, index), *_unmetered(model, index))
    if known is not None and known.keys == keys and _same(known.entries, entries):
        return Matrix(keys, index, entries, known.system, known.size)
    size = max((e.size for e in entries), default=1)
    size = max([size, *(np.size(s.values[0]) for p in model.parts for s in p.shares.values())])
    return Matrix(keys, index, entries, _system(keys, entries, size), size)


def _same(known: Sequence[Entry], found: Sequence[Entry]) -> bool:
    return len(known) == len(found) and all(a.same(b) for a, b in zip(known, found, strict=True))


def _system(keys: Sequence[ProductKey], entries: Sequence[Entry], size: int) -> System:
    varying = [i for i, e in enumerate(entries) if e.size > 1]
    samples = np.stack([entries[i].sampled(size)[1:] for i in varying]) if varying else None
    labels = tuple(_name(key) for key in keys)
    return System.of(
        labels,
        labels,
        [e.row for e in entries],
        [e.column for e in entries],
        np.array([e.amount for e in entries]),
        makes=list(range(len(keys))),
        sampled=varying,
        samples=samples,
    )


def _made(model: Model, index: Mapping[ProductKey, int]) -> Iterable[Entry]:
    for part in model.parts:
        for exchange in part.products:
            at = index[(exchange.instance.id, exchange.id)]
            yield Entry(at, at, exchange.amount, 1.0)


def _used(model: Model, index: Mapping[ProductKey, int]) -> Iterable[Entry]:
    for use in model.uses:
        part, group = model.part(use.exchange.instance.id), use.group or "rest"
        for number, exchange in enumerate(part.products):
            column = index[(exchange.instance.id, exchange.id)]
            sign = 1.0 if use.credit else -1.0
            share = np.asarray(part.of(group).values[number])
            yield Entry(
                index[use.source], column, use.amount, sign, share, group, exchange.instance.id, number
            )


def _mixed(model: Model, index: Mapping[ProductKey, int]) -> Iterable[Entry]:
    for market in model.markets.found.values():
        at = index[market.key]
        for key, weight in market.members:
            yield Entry(index[key], at, weight, -1.0)
            yield Entry(at, at, weight, 1.0)
        if market.bought is not None:
            yield Entry(at, at, market.bought, 1.0)


def _unmetered(model: Model, index: Mapping[ProductKey, int]) -> Iterable[Entry]:
    for difference in model.unmetered:
        at = index[difference.key]
        yield Entry(at, at, difference.taken, -1.0)


def _name(key: ProductKey) -> str:
    return key[1] if key[0] != "market" else f"mix:{key[1]}"
