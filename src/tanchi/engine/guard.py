"""Refusals before anything is solved: columns that make nothing and loops that use what they make."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tanchi.engine.arrays import BoolArray, FloatArray, IntArray, Label, Labels
from tanchi.engine.blocks import Block, widest
from tanchi.engine.entries import Entries
from tanchi.engine.failures import FailedSamplesError, LoopGainError, SingularSystemError, fault
from tanchi.engine.gain import LIMIT, gain, normalised, tightest_loop
from tanchi.findings import Finding, Text


def require_made(columns: Labels, products: Labels, makes: IntArray, entries: Entries) -> None:
    """Raise SingularSystemError or LoopGainError for columns whose net nominal product is not above zero.

    makes: (columns,) row of each column's product. Entries of one product and column are already added up.
    """
    net = np.zeros(len(columns))
    own = makes[entries.col] == entries.row
    net[entries.col[own]] = entries.amount[own]
    empty = [_makes_nothing(columns, products, makes, int(k)) for k in np.flatnonzero(net == 0.0)]
    if empty:
        raise SingularSystemError(empty)
    greedy = np.flatnonzero(net < 0.0)
    if len(greedy):
        findings = [_uses_itself(columns, products, makes, int(k), net[k]) for k in greedy]
        raise LoopGainError(findings, (columns[greedy[0]],), np.inf)


def _makes_nothing(columns: Labels, products: Labels, makes: IntArray, k: int) -> Finding:
    product = products[makes[k]]
    return fault(
        "makes_nothing",
        Text(
            f"单元 {columns[k]} 的 {product} 净产出为零。",
            f"Column {columns[k]} makes no {product} on balance.",
        ),
        Text("核对产量与自用量。", "Check what it makes and what it uses itself."),
        columns[k],
        product,
    )


def _uses_itself(columns: Labels, products: Labels, makes: IntArray, k: int, net: float) -> Finding:
    product = products[makes[k]]
    return fault(
        "loop_gain",
        Text(
            f"单元 {columns[k]} 自用的 {product} 比产出多 {-net:g}。",
            f"Column {columns[k]} uses {-net:g} more {product} than it makes.",
        ),
        Text("核对产量与自用量的数值和计量单位。", "Check both amounts and their units."),
        columns[k],
        product,
    )


def require_gain(columns: Labels, entries: Entries, blocks: Sequence[Block]) -> None:
    """Raise LoopGainError if a loop nominally uses at least as much as it makes, naming each such loop."""
    findings: list[Finding] = []
    worst: tuple[float, Labels] = (0.0, ())
    for block in blocks:
        if block.size == 1:
            continue
        use = normalised(block.dense(entries.nominal())[0])
        found = float(gain(use))
        if found >= LIMIT:
            loop = tuple(columns[block.members[i]] for i in tightest_loop(use))
            findings.append(_loop_finding(loop, found))
            worst = max(worst, (found, loop), key=lambda pair: pair[0])
    if findings:
        raise LoopGainError(findings, worst[1], worst[0])


def _loop_finding(loop: Labels, found: float) -> Finding:
    names = " ← ".join(str(c) for c in (*loop, loop[0]))
    around = found ** len(loop)
    return fault(
        "loop_gain",
        Text(
            f"循环 {names} 每产出 1 份，绕一圈要消耗自身 {around:.4g} 份，永远没有净产出。",
            f"The loop {names} takes {around:.4g} of its own output per unit made, so it never delivers any.",
        ),
        Text(
            "核对循环中各单元互用量与产量的数值和计量单位。",
            "Check the amounts these columns make and take from each other, and their units.",
        ),
        loop[0],
    )


def require_sampled_gain(
    products: Labels, columns: Labels, entries: Entries, blocks: Sequence[Block]
) -> None:
    """Raise FailedSamplesError if a column or loop uses at least what it makes in some samples."""
    failed = np.zeros(entries.n_samples, dtype=bool)
    involved: set[int] = set()
    varying = [block for block in blocks if np.isin(block.inside, entries.sampled).any()]
    for part, values in entries.chunks(entries.n_samples, widest(blocks)):
        for block in varying:
            bad = _failing(values, block)
            failed[part] |= bad
            if bad.any():
                involved.update(block.inside.tolist())
    if failed.any():
        raise failed_samples(products, columns, entries, failed, sorted(involved), _GAIN)


_GAIN = Text("有单元或循环的自用量不小于产量", "a column or loop uses at least as much as it makes")


def _failing(values: FloatArray, block: Block) -> BoolArray:
    """Return the samples of (entries, n) in which the block makes nothing on balance, (n,)."""
    made = block.made(values)
    bad = np.asarray((made <= 0.0).any(axis=0))
    if block.size > 1:
        unsure = np.flatnonzero(~bad)
        unsure = unsure[~_surely_below(values[:, unsure], made[:, unsure], block)]
        if len(unsure):
            bad[unsure] = gain(normalised(block.dense(values[:, unsure]))) >= LIMIT
    return bad


def _surely_below(values: FloatArray, made: FloatArray, block: Block) -> BoolArray:
    """Return the samples of (entries, n) whose gain is below the limit by the bound max (|G| w) / w, (n,)."""
    needed = np.zeros_like(made)
    per_output = block.weight[:, None] / made
    for e, row, col in zip(block.inside, block.row, block.col, strict=True):
        if row != col:
            needed[row] += np.abs(values[e]) * per_output[col]
    return np.asarray((needed < LIMIT * block.weight[:, None]).all(axis=0))


def failed_samples(
    products: Labels,
    columns: Labels,
    entries: Entries,
    failed: BoolArray,
    candidates: Sequence[int],
    why: Text,
) -> FailedSamplesError:
    """Return the error for the samples that failed, (n_samples,), naming the entry that stands out most."""
    numbers = np.flatnonzero(failed)
    first = ", ".join(str(n) for n in numbers[:5]) + (" …" if len(numbers) > 5 else "")
    entry = culprit(entries, failed, candidates)
    place, hint = None, Text("")
    if entry is not None:
        place = columns[entries.col[entry]], products[entries.row[entry]]
        hint = _hint(entries, failed, entry, *place)
    finding = fault(
        "failed_samples",
        Text(
            f"{len(failed)} 个样本中有 {len(numbers)} 个无法求解（{first}）：{why.zh}。{hint.zh}",
            f"{len(numbers)} of {len(failed)} samples cannot be solved ({first}): {why.en}. {hint.en}",
        ),
        Text(
            "核对该数值的不确定度；分母不应接近零。",
            "Check the uncertainty of that amount; a divisor must stay away from zero.",
        ),
        *(place or ()),
    )
    return FailedSamplesError(finding, tuple(numbers.tolist()), place)


def _hint(entries: Entries, failed: BoolArray, entry: int, column: Label, product: Label) -> Text:
    values = entries.samples[np.searchsorted(entries.sampled, entry)]
    inside, nominal = float(values[failed].mean()), entries.amount[entry]
    return Text(
        f"最可疑的是单元 {column} 的 {product}：名义值 {nominal:g}，在这些样本中平均为 {inside:g}。",
        f"The likely cause is {product} in column {column}: {nominal:g} nominally, {inside:g} in their mean.",
    )


def culprit(entries: Entries, failed: BoolArray, candidates: Sequence[int]) -> int | None:
    """Return the sampled candidate entry whose mean in the failed samples is most deviations off, or None."""
    best, found = 0.0, None
    for e in np.intersect1d(entries.sampled, candidates):
        values = entries.samples[np.searchsorted(entries.sampled, e)]
        spread = float(values.std())
        off = abs(float(values[failed].mean() - values.mean())) / spread if spread else 0.0
        if off > best:
            best, found = off, int(e)
    return found
