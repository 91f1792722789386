"""A supplier's bundle as the provider of a bought flow: its gases, its quality, its fingerprint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tanchi.background.provider import Boundary, GasAmount, Provider, ProviderKind, Quality
from tanchi.findings import Text
from tanchi.sources import Reading, Source
from tanchi.study.bundle import Bundle, open_sealed, refuse
from tanchi.study.quality import INDICATORS


def provider_from_bundle(path: Path, flow: str) -> Provider:
    """Return the footprint of a supplier's bundle per unit of its declared product.

    Gases are taken in kg, so the study's GWP set applies; what the supplier himself has lumped stays lumped.
    Raises TanchiError where the bundle can't be read, is incomplete, or is not cradle-to-gate data of a product.
    """
    bundle = open_sealed(path)
    result = bundle.data("result.json")
    if result.get("gaps"):
        flows = "、".join(sorted({g["flow"] for g in result["gaps"]}))
        raise refuse(
            str(path),
            "supplier.incomplete",
            f"供应商的碳足迹不完整，缺少：{flows}",
            f"the supplier's footprint is incomplete; missing: {flows}",
        )
    mark = result["fingerprint"]
    amount = float(result["unit_amount"])
    return Provider(
        id=f"bundle/{mark['digest'][:16]}",
        kind=ProviderKind.SUPPLIER_FOOTPRINT,
        name=Text(
            f"{result['company'] or '供应商'}：{result['product']['zh']}",
            f"{result['company'] or 'supplier'}: {result['product']['en'] or result['product']['zh']}",
        ),
        flow=flow,
        unit=str(result["unit_symbol"]),
        gases=tuple(_gases(bundle, amount)),
        boundary=Boundary.CRADLE_TO_GATE if result["result_type"] == "partial_cfp" else Boundary.LIFE_CYCLE,
        place="",
        year=str(result["period"][1] or result["period"][0])[:4],
        source=Source(
            f"供应商计算包 {path.name}",
            at=f"{mark['rule']}@{mark['edition']} {mark['digest'][:8]}",
            reading=Reading.READ,
        ),
        gwp_set=str(mark["gwp_set"]),
        quality=_quality(result["quality"]["indicators"]),
        gsd2=_gsd2(result),
        set="supplier",
        supplier=str(result["company"]),
    )


def _gases(bundle: Bundle, amount: float) -> list[GasAmount]:
    lines = bundle.data("result.json")["gases"]
    return [GasAmount(str(g["gas"]), str(g["origin"]), float(g["mass"]) / amount) for g in lines]


def _quality(scores: Mapping[str, float]) -> Quality | None:
    """Return the supplier's own scores, contribution-weighted, as whole ones; None where he has none."""
    if not all(id in scores for id in INDICATORS):
        return None
    return Quality(**{id: round(scores[id]) for id in INDICATORS})


def _gsd2(result: dict[str, object]) -> float | None:
    interval = result.get("interval")
    if not isinstance(interval, dict) or not interval["low"] or float(interval["low"]) <= 0:
        return None
    return float((float(interval["high"]) / float(interval["low"])) ** 0.5)
