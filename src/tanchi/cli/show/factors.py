"""Background factors on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tanchi.background.places import place_name
from tanchi.background.provider import Boundary, Provider, ProviderKind
from tanchi.background.sets import FactorSet
from tanchi.background.table import Hit
from tanchi.cli.screen import Screen
from tanchi.cli.show.words import KG, ORIGINS, READINGS
from tanchi.cli.tables import left, right, section
from tanchi.findings import Text
from tanchi.gases import gwp_set

GWP = "AR6"
"""The set that adds the gases of a factor for this view; a study adds them with its own."""

_BOUNDARY = {
    Boundary.COMBUSTION: Text("燃烧", "combustion"),
    Boundary.UPSTREAM: Text("上游", "upstream"),
    Boundary.GENERATION: Text("发电", "generation"),
    Boundary.PROCESS: Text("工艺直接排放", "process"),
    Boundary.GATE_TO_GATE: Text("大门到大门", "gate to gate"),
    Boundary.CRADLE_TO_GATE: Text("摇篮到大门", "cradle to gate"),
    Boundary.LIFE_CYCLE: Text("生命周期", "life cycle"),
    Boundary.TREATMENT: Text("处理", "treatment"),
}
_KIND = {
    ProviderKind.EMISSION_FACTOR: Text("排放因子", "emission factor"),
    ProviderKind.FOOTPRINT_FACTOR: Text("碳足迹因子", "footprint factor"),
    ProviderKind.SUPPLIER_FOOTPRINT: Text("供应商足迹", "supplier's footprint"),
    ProviderKind.DATABASE_PRODUCT: Text("数据库产品", "database product"),
}
_STEPS = {
    2: Text("官方", "official"),
    4: Text("自有", "own"),
    5: Text("公开", "published"),
    6: Text("公开", "published"),
}
_FIGURES = 5
_DIRECT = Text(
    "排放因子只含直接排放，不能作外购产品的碳足迹",
    "emission factors hold direct emissions only and never stand for a bought product",
)


def carbon_dioxide_equivalent(found: Provider) -> float:
    """Return kg CO2e per unit, biogenic CO2 left out; gases that are split are added with ``GWP``."""
    gwp = gwp_set(GWP)
    counted = (g for g in found.gases if (g.gas, g.origin) != ("CO2", "biogenic"))
    return sum(g.amount * (1.0 if g.gas == "CO2e" else gwp.factor(g.gas, g.origin)) for g in counted)


def show_hits(hits: Sequence[Hit], place: str, screen: Screen) -> None:
    """Print the factors of each flow found, the nearest first, and the advice where none is fit to use."""
    heads = (
        right(f"{KG}/单位", f"{KG}/unit"),
        left("单位", "unit"),
        left("种类", "kind"),
        left("边界", "boundary"),
        left("地点", "place"),
        left("年份", "year"),
        left("阅读", "reading"),
        left("标识", "id"),
    )
    for number, hit in enumerate(hits):
        if number:
            screen.line()
        screen.line(f"{screen.of(hit.name.label)}  ({hit.name.flow})", "bold")
        section(screen, heads, [_row(p, screen) for p in hit.providers])
        if not hit.providers:
            _tell_none(place, screen)
        if any(p.kind is ProviderKind.EMISSION_FACTOR for p in hit.providers):
            screen.line(screen.of(_DIRECT), "dim")
        if hit.name.gap:
            screen.line(f"! {screen.of(hit.name.gap.text)}", "yellow")


def _tell_none(place: str, screen: Screen) -> None:
    if place:
        screen.say(f"  {place}没有可直接使用的因子", f"  no factor for {place}")
    else:
        screen.say("  没有因子", "  no factor")


def _row(found: Provider, screen: Screen) -> Sequence[str]:
    return (
        f"{carbon_dioxide_equivalent(found):.{_FIGURES}g}",
        found.unit,
        screen.of(_KIND[found.kind]),
        screen.of(_BOUNDARY[found.boundary]),
        screen.of(place_name(found.place)),
        found.year,
        screen.of(READINGS[found.source.reading]),
        found.id,
    )


def show_provider(found: Provider, screen: Screen) -> None:
    """Print one factor with its gases, source and scores."""
    screen.line(screen.of(found.name), "bold")
    screen.line(found.id, "dim")
    amount = f"{carbon_dioxide_equivalent(found):.{_FIGURES}g} {KG}/{found.unit}"
    lumped = Text(
        f"（气体未分列，GWP 数值组 {found.gwp_set}）", f" (gases not split, GWP set {found.gwp_set})"
    )
    added = Text(f"（按 {GWP} 相加）", f" (added with {GWP})")
    rows = (
        (Text("数值", "figure"), amount + screen.of(lumped if found.lumped else added)),
        *(
            (Text(f"{g.gas} {ORIGINS[g.origin].zh}", f"{g.gas} {ORIGINS[g.origin].en}"), f"{g.amount:g} kg")
            for g in found.gases
        ),
        (Text("种类", "kind"), f"{screen.of(_KIND[found.kind])} · {screen.of(_BOUNDARY[found.boundary])}"),
        (Text("地点", "place"), screen.of(place_name(found.place))),
        (Text("年份", "year"), found.year),
        (Text("工艺", "technology"), found.technology),
        (Text("来源", "source"), f"{found.source} · {screen.of(READINGS[found.source.reading])}"),
        (Text("许可", "licence"), found.source.licence),
        (Text("质量分", "scores"), _scores(found, screen)),
        (Text("说明", "remark"), screen.of(found.remark)),
    )
    section(screen, (left(""), left("")), [(screen.of(head), value) for head, value in rows if value])


def _scores(found: Provider, screen: Screen) -> str:
    quality = found.quality
    if quality is None:
        return ""
    words = (
        (Text("工艺", "technology"), quality.technology),
        (Text("地点", "place"), quality.place),
        (Text("时间", "time"), quality.time),
        (Text("完整性", "completeness"), quality.completeness),
        (Text("阅读", "reading"), quality.reading),
    )
    return " · ".join(f"{screen.of(name)} {score}" for name, score in words)


def show_sets(sets: Sequence[FactorSet], counts: Mapping[str, int], screen: Screen) -> None:
    """Print the factor sets with their licences."""
    heads = (
        left("因子集", "Set"),
        left("题名", "title"),
        left("优先级", "precedence"),
        right("行数", "rows"),
        left("许可", "licence"),
    )
    rows = [
        (s.id, screen.of(s.title), screen.of(_STEPS[s.step]), str(counts[s.id]), s.licence.name) for s in sets
    ]
    section(screen, heads, rows)
