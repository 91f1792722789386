"""Data and their quality: what a study must show."""

from __future__ import annotations

from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.rule_method import ASPECTS
from tanchi.conformity.study_said import left_to_person, stated, unseen
from tanchi.conformity.study_subject import (
    PURCHASES,
    Study,
    data_sets,
    entries_of,
    link_of,
    reported,
    secondary,
    significant,
)
from tanchi.inventory.model import Entry, Method
from tanchi.sources import Reading
from tanchi.study.result import Contribution


def site_data(study: Study) -> Found:
    """DAT-01, BND-06: processes the rule marks rest on site data, not on defaults alone."""
    if study.inventory is None:
        return unseen()
    marked = [p for p in reported(study) if p.site_specific]
    controlled = [p.id for p in marked]
    own = {p.id: entries_of(study, p) for p in marked}
    direct = [c for c in study.footprint.contributions if c.kind not in PURCHASES]
    bare = [
        id
        for id, entries in own.items()
        if not any(e.method is not Method.DEFAULT for e in entries) and not _measured(direct, id)
    ]
    if bare or not controlled:
        return no(
            f"没有现场数据的受控过程：{'、'.join(bare) or '（没有受控过程）'}",
            f"controlled processes without site data: {', '.join(bare) or '(none is controlled)'}",
            "填报这些过程的实测、计算或估算值",
            "report measured, calculated or estimated values of these processes",
            *(f"rule.processes.{id}" for id in bare),
        )
    partly = sorted({c.id for c in direct if c.process in controlled and not c.primary})
    return yes(
        f"受控过程 {'、'.join(controlled)} 用现场数据；{len(partly)} 项排放部分用缺省值",
        f"site data for {', '.join(controlled)}; {len(partly)} emissions rest partly on defaults",
        *(f"rule.processes.{id}.site_specific" for id in controlled),
    )


def _entries(study: Study) -> tuple[Entry, ...]:
    return tuple(study.inventory.entries.values()) if study.inventory is not None else ()


def _measured(direct: list[Contribution], process: str) -> bool:
    """Return whether some emission of a process rests on reported values (of a table of the rule)."""
    return any(c.process == process and c.primary for c in direct)


def important_processes(study: Study) -> Found:
    """DAT-02: the largest contributions, to 80 %, rest on site or suppliers' own data."""
    ranked = significant(study)
    if not ranked:
        return no(
            "没有贡献", "there are no contributions", "重新计算", "compute again", "footprint.contributions"
        )
    others = [c for c in ranked if not c.primary]
    if others:
        listed = [c.flow or c.id for c in others]
        return no(
            f"占 80 % 的贡献中不是初级数据的：{'、'.join(listed)}",
            f"among the contributions that make up 80 %, not on primary data: {', '.join(listed)}",
            "向供应商索取按同一规则核算的足迹",
            "ask the suppliers for footprints by the same rule",
            *(f"footprint.contributions.{c.id}" for c in others),
        )
    return yes(
        f"占 80 % 的 {len(ranked)} 项贡献均为初级数据；初级数据共占 {study.footprint.primary_share or 0:.1%}",
        f"the {len(ranked)} contributions that make up 80 % rest on primary data; {study.footprint.primary_share or 0:.1%} in all",
        *(f"footprint.contributions.{c.id}" for c in ranked),
    )


def reviewed_data(study: Study) -> Found:
    """DAT-03: where important data are not site-specific, why, and whether they had a review."""
    if all(c.primary for c in significant(study)):
        return idle("重要过程均用现场数据或供应商自己的数据", "important processes rest on primary data")
    return left_to_person(stated("secondary_data")(study))


def secondary_data(study: Study) -> Found:
    """DAT-04: every secondary data set has its source, and why it was chosen."""
    used = secondary(study)
    if not used:
        return idle("没有采用次级数据", "no secondary data are used")
    bare = [
        k.flow
        for k in used
        if k.provider is not None
        and (not k.reason or not k.provider.source.ref or k.provider.source.reading is Reading.UNKNOWN)
    ]
    if bare:
        return no(
            f"没有来源或选用理由：{'、'.join(bare)}",
            f"without source or reason: {', '.join(bare)}",
            "给自有因子写 source",
            "write 'source' for own factors",
            "footprint.links",
        )
    return yes(
        f"{len(used)} 个次级数据集均有来源和选用理由",
        f"{len(used)} secondary data sets, each with source and reason",
        "footprint.links",
    )


def quality(study: Study) -> Found:
    """DAT-05, DAT-09: scored on every indicator of the rule."""
    found, scheme = study.footprint.quality, study.rule.quality
    unscored = [i.id for i in scheme.indicators if i.id not in found.indicators]
    aspects = [a for a in ASPECTS if a not in {i.id for i in scheme.indicators}]
    if found.score is None or unscored or aspects or scheme.limit is None:
        return no(
            f"没有评分：{'、'.join(unscored or aspects) or '全部'}",
            f"not scored: {', '.join(unscored or aspects) or 'everything'}",
            "在规则写评分表和界限；给自有因子写年份和来源",
            "give the scheme and its limit in the rule, year and source of own factors",
            "footprint.quality",
        )
    verdict = ("不超过", "within") if found.score <= scheme.limit else ("超过", "beyond")
    return yes(
        f"{found.score:.2f} 分（{len(found.indicators)} 项指标），{verdict[0]}界限 {scheme.limit:g}",
        f"{found.score:.2f} on {len(found.indicators)} indicators, {verdict[1]} the limit {scheme.limit:g}",
        "footprint.quality.score",
        "footprint.quality.indicators",
        "rule.quality.limit",
    )


def best_data(study: Study) -> Found:
    """DAT-06: the score keeps the limit."""
    found = study.footprint.quality
    if found.score is None or found.ok is False:
        shown = "—" if found.score is None else f"{found.score:.2f}"
        return no(
            f"数据质量 {shown}，没有达到界限",
            f"data quality {shown} misses the limit",
            "替换评分最差、贡献最大的数据",
            "replace the data of the worst score and largest contribution",
            "footprint.quality",
        )
    return yes(
        f"数据质量 {found.score:.2f}；代用数据占 {study.footprint.proxy_share:.1%}",
        f"data quality {found.score:.2f}; proxies carry {study.footprint.proxy_share:.1%}",
        "footprint.quality.score",
        "footprint.proxy_share",
    )


def at_a_glance(study: Study) -> Found:
    """DAT-10: source, year and place of every data set."""
    bare = [
        k.flow
        for k in data_sets(study)
        if k.provider is not None and not (k.provider.year and k.provider.place and k.provider.source.ref)
    ]
    if bare:
        return no(
            f"没有来源、年份或地区：{'、'.join(bare)}",
            f"without source, year or place: {', '.join(bare)}",
            "给自有因子写 source、year、place",
            "write source, year and place of own factors",
            "footprint.links",
        )
    sets = study.footprint.fingerprint.factor_sets
    return yes(
        f"{len(data_sets(study))} 个数据集，{len(sets)} 个因子集：{'、'.join(id for id, _ in sets)}",
        f"{len(data_sets(study))} data sets out of {len(sets)} factor sets: {', '.join(id for id, _ in sets)}",
        "footprint.links",
    )


def places(study: Study) -> Found:
    """GEO-01: the place of every data set; stand-ins say so."""
    bare = [k.flow for k in data_sets(study) if k.provider is not None and not k.provider.place]
    silent = [
        k.flow for k in data_sets(study) if k.provider is not None and k.provider.proxy and not k.reason
    ]
    if bare or silent:
        return no(
            f"没有地区：{'、'.join([*bare, *silent])}",
            f"without a place: {', '.join([*bare, *silent])}",
            "给自有因子写 place",
            "write 'place' of own factors",
            "footprint.links",
        )
    found = sorted({k.provider.place for k in data_sets(study) if k.provider is not None})
    return yes(
        f"数据所在地区：{'、'.join(found)}；代用数据占 {study.footprint.proxy_share:.1%}",
        f"places of the data: {', '.join(found)}; stand-ins carry {study.footprint.proxy_share:.1%}",
        "footprint.links",
    )


def records(study: Study) -> Found:
    """DAT-07: records behind the values: a statement, or source or evidence with every value."""
    found = stated("data_management")(study)
    entries = [e for e in _entries(study) if isinstance(e.value, float) and e.method is not Method.DEFAULT]
    bare = [str(e.address) for e in entries if not (e.source or e.evidence)]
    if found.there or not entries:
        return found
    if bare:
        return no(
            f"{len(bare)} 个值没有来源或证据，如 {bare[0]}；{found.what.zh}",
            f"{len(bare)} values without source or evidence, such as {bare[0]}; {found.what.en}",
            "填写数据来源和证据编号，或写 statements.data_management",
            "give source and evidence of the values, or write statements.data_management",
            "statements.data_management",
        )
    return person(
        f"{len(entries)} 个值均有来源或证据",
        f"{len(entries)} values, each with source or evidence",
        "inventory.entries",
    )


def significant_data(study: Study) -> Found:
    """INV-02: source, time and quality of the data that carry 80 %."""
    bare = [
        c.id
        for c in significant(study)
        if c.score is None or ((k := link_of(study, c)) is not None and not (k.provider and k.provider.year))
    ]
    unsourced = [str(e.address) for e in _behind(study) if not (e.source or e.evidence)]
    if bare or unsourced or study.inventory is None:
        listed = [*bare, *unsourced]
        return no(
            f"没有来源、时间或质量评分：{'、'.join(listed[:6]) or '没有给出清单'}",
            f"without source, time or score: {', '.join(listed[:6]) or 'the inventory was not given'}",
            "给这些值写 source 或 evidence，给因子写 year",
            "write source or evidence of these values, and 'year' of the factors",
            *(f"footprint.contributions.{id}" for id in bare),
        )
    return yes(
        f"占 80 % 的贡献背后 {len(_behind(study))} 个值均有来源和评分",
        f"the {len(_behind(study))} values behind the contributions that make up 80 % have source and score",
        *(f"footprint.contributions.{c.id}" for c in significant(study)),
        "inventory.entries",
    )


def _behind(study: Study) -> tuple[Entry, ...]:
    """Return the reported values behind the significant contributions."""
    nodes, seen = study.footprint.nodes, set[str]()
    waiting = [c.node for c in significant(study)]
    while waiting:
        id = waiting.pop()
        if id not in seen and id in nodes:
            seen.add(id)
            waiting += nodes[id].inputs
    return tuple(e for e in _entries(study) if _node(e) in seen)


def _node(entry: Entry) -> str:
    """Return the id of the provenance node of a reported value."""
    at = entry.address
    cell = f"{at.table}.{at.quantity}[{at.row}]" if at.table else at.quantity
    return f"input:{f'@{at.site}/' if at.site else ''}{at.process}/{cell}"
