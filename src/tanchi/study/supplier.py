"""A supplier's calculation, as a bundle or an exported result, opened for its customer's study."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tanchi.background.provider import Boundary, GasAmount, Provider, ProviderKind, Quality
from tanchi.findings import TanchiError, Text
from tanchi.sources import Reading, Source
from tanchi.study.bundle import MAX_BYTES, open_sealed, refuse
from tanchi.study.quality import INDICATORS
from tanchi.study.restore import footprint_from_data
from tanchi.study.result import Footprint
from tanchi.study.supplied import GRID, TWIN, StageGas, SupplierFootprint


def open_supplier(path: Path, flow: str) -> SupplierFootprint:
    """Return what the calculation in a bundle (.tanchi) or an exported result (.json) gives for a bought flow.

    Gases are taken in kg, so the study's GWP set applies; what the supplier himself has lumped stays lumped.
    Raises TanchiError where the file can't be read, was changed, or its footprint is incomplete.
    """
    sealed = path.suffix.lower() != ".json"
    data = open_sealed(path).data("result.json") if sealed else _exported(path)
    found = footprint_from_data(data, str(path))
    if found.gaps:
        raise _incomplete(path, found)
    return SupplierFootprint(
        flow=flow,
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        digest=found.fingerprint.digest,
        rule=found.fingerprint.rule,
        edition=found.fingerprint.edition,
        of=found.reference_flow,
        provider=_provider(found, path, flow),
        stages=found.stages,
        gases=_per_unit(found.stage_gases, found),
        grid=_per_unit(_grid(found), found),
        choices=found.choices,
        primary_share=found.primary_share,
        sealed=sealed,
    )


def _exported(path: Path) -> Mapping[str, Any]:
    """Return the data of a result, bare or in the envelope of ``--json``."""
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        data: Any = json.loads(content)
    except OSError as error:
        raise refuse(str(path), "bundle.unreadable", f"读不了文件：{error.strerror}", f"cannot read the file: {error.strerror}") from error  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise refuse(str(path), "bundle.format", "不是碳尺的结果文件", "not a result of Tanchi") from error
    for key in ("result", "footprint"):
        data = data[key] if isinstance(data, dict) and isinstance(data.get(key), dict) else data
    return data if isinstance(data, dict) else {}


def _incomplete(path: Path, found: Footprint) -> TanchiError:
    labels = {gap.flow: gap.label or Text(gap.flow) for gap in found.gaps}
    zh = "、".join(labels[id].zh for id in sorted(labels))
    en = ", ".join(labels[id].of("en") for id in sorted(labels))
    return refuse(
        str(path),
        "supplier.incomplete",
        f"供应商的碳足迹不完整，缺少：{zh}",
        f"the supplier's footprint is incomplete; missing: {en}",
    )


def _provider(found: Footprint, path: Path, flow: str) -> Provider:
    mark = found.fingerprint
    stages = _per_unit(found.stage_gases, found)
    whole = tuple(GasAmount(g.gas, g.origin, g.mass / found.unit_amount) for g in found.gases)
    return Provider(
        id=f"bundle/{mark.digest[:16]}",
        kind=ProviderKind.SUPPLIER_FOOTPRINT,
        name=Text(
            f"{found.company or '供应商'}：{found.product.zh}",
            f"{found.company or 'supplier'}: {found.product.of('en')}",
        ),
        flow=flow,
        unit=found.unit_symbol,
        gases=amounts(stages) if stages else whole,
        boundary=Boundary.CRADLE_TO_GATE if found.result_type == "partial_cfp" else Boundary.LIFE_CYCLE,
        place="",
        year=(found.period[1] or found.period[0])[:4],
        source=Source(
            f"供应商计算包 {path.name}",
            at=f"{mark.rule}@{mark.edition} {mark.digest[:8]}",
            reading=Reading.READ,
        ),
        gwp_set=mark.gwp_set,
        quality=_quality(found.quality.indicators),
        gsd2=_gsd2(found),
        set="supplier",
        supplier=found.company,
    )


def amounts(gases: Iterable[StageGas]) -> tuple[GasAmount, ...]:
    """Return stage gases summed over stages; what is taken up stays apart from what is released."""
    found: dict[tuple[str, str, bool], float] = {}
    for gas in gases:
        key = (gas.gas, "aircraft" if gas.aircraft else gas.origin, gas.mass < 0)
        found[key] = found.get(key, 0.0) + gas.mass
    return tuple(GasAmount(gas, origin, mass) for (gas, origin, _), mass in found.items())


def _per_unit(gases: Iterable[StageGas], found: Footprint) -> tuple[StageGas, ...]:
    return tuple(StageGas(g.stage, g.gas, g.origin, g.mass / found.unit_amount, g.aircraft) for g in gases)


def _grid(found: Footprint) -> tuple[StageGas, ...]:
    twin = found.twin(TWIN, GRID)
    return twin.stage_gases if twin is not None else ()


def _quality(scores: Mapping[str, float]) -> Quality | None:
    """Return the supplier's own scores, contribution-weighted, as whole ones; None where he has none."""
    if not all(id in scores for id in INDICATORS):
        return None
    return Quality(**{id: round(scores[id]) for id in INDICATORS})


def _gsd2(found: Footprint) -> float | None:
    interval = found.interval
    if interval is None or interval.low <= 0:
        return None
    return float((interval.high / interval.low) ** 0.5)
