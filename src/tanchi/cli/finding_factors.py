"""The work behind ``tanchi factors``."""

from __future__ import annotations

from collections.abc import Sequence

from tanchi.background import default_table
from tanchi.background.places import covers, place_code
from tanchi.background.provider import Provider, ProviderKind
from tanchi.background.sets import FactorSet
from tanchi.background.table import Hit
from tanchi.cli.answer import Answer
from tanchi.cli.screen import Screen
from tanchi.cli.show.factors import carbon_dioxide_equivalent, show_hits, show_provider, show_sets
from tanchi.findings import Finding, Level, TanchiError, Text


def listed_sets() -> Answer:
    """Return the factor sets."""
    table = default_table()
    counts = {found.id: sum(1 for _ in found.rows()) for found in table.sets}
    return Answer(
        lambda: [_set_data(found, counts[found.id]) for found in table.sets],
        lambda screen: show_sets(table.sets, counts, screen),
    )


def found_factors(wanted: str, place: str) -> Answer:
    """Return the factors of a flow, or the one with an id; ``place`` leaves those that cover it.

    Raises TanchiError for an unknown place and where nothing is found.
    """
    table, where = default_table(), _code(place)
    one = next((p for p in table.providers() if p.id == wanted), None) if "/" in wanted else None
    if one is not None:
        return Answer(lambda: [_data(one)], lambda screen: show_provider(one, screen))
    hits = [Hit(hit.name, _serving(hit.providers, where)) for hit in table.search(wanted)]
    if not hits:
        raise _nothing(wanted)

    def show(screen: Screen) -> None:
        show_hits(hits, place, screen)

    return Answer(lambda: [_hit_data(hit) for hit in hits], show)


def _serving(providers: Sequence[Provider], where: str) -> tuple[Provider, ...]:
    """Return the providers that cover a place, footprint factors before direct emission factors."""
    fit = (p for p in providers if not where or covers(p.place, where))
    return tuple(sorted(fit, key=lambda p: (p.kind is ProviderKind.EMISSION_FACTOR, p.place != where)))


def _code(place: str) -> str:
    if not place:
        return ""
    code = place_code(place)
    if not code:
        message = Text(f"不认识地点“{place}”", f"the place '{place}' is not known")
        remedy = Text(
            "写国家或省名，如 中国、河南，或代码 CN、CN-HA",
            "write a country or province, or a code: CN, CN-HA",
        )
        raise TanchiError(Finding("factors.place", Level.ERROR, message, None, remedy))
    return code


def _nothing(wanted: str) -> TanchiError:
    message = Text(f"因子表中没有与“{wanted}”相近的流", f"the factor table has nothing near '{wanted}'")
    remedy = Text(
        "向供应商索取产品碳足迹，在清单中填作自带因子",
        "ask the supplier for a footprint and enter it as your own factor",
    )
    return TanchiError(Finding("factors.nothing", Level.ERROR, message, None, remedy))


def _hit_data(hit: Hit) -> dict[str, object]:
    name = hit.name
    return {
        "flow": name.flow,
        "label": {"zh": name.label.zh, "en": name.label.en},
        "gap": {"zh": name.gap.text.zh, "en": name.gap.text.en} if name.gap else None,
        "factors": [_data(p) for p in hit.providers],
    }


def _data(found: Provider) -> dict[str, object]:
    quality = found.quality
    return {
        "id": found.id,
        "set": found.set,
        "kind": found.kind.value,
        "name": {"zh": found.name.zh, "en": found.name.en},
        "unit": found.unit,
        "co2e": carbon_dioxide_equivalent(found),
        "gases": [{"gas": g.gas, "origin": g.origin, "amount": g.amount} for g in found.gases],
        "gwp_set": found.gwp_set,
        "boundary": found.boundary.value,
        "place": found.place,
        "year": found.year,
        "technology": found.technology,
        "source": {
            "ref": found.source.ref,
            "at": found.source.at,
            "reading": found.source.reading.value,
            "licence": found.source.licence,
        },
        "quality": {
            "technology": quality.technology,
            "place": quality.place,
            "time": quality.time,
            "completeness": quality.completeness,
            "reading": quality.reading,
        }
        if quality
        else None,
        "remark": {"zh": found.remark.zh, "en": found.remark.en},
    }


def _set_data(found: FactorSet, rows: int) -> dict[str, object]:
    return {
        "id": found.id,
        "edition": found.edition,
        "title": {"zh": found.title.zh, "en": found.title.en},
        "publisher": {"zh": found.publisher.zh, "en": found.publisher.en},
        "licence": found.licence.name,
        "step": found.step,
        "rows": rows,
        "digest": found.digest,
    }
