"""Results shown apart and by stage, graphs: what a study must show."""

from __future__ import annotations

import math

from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.study_carbon import INDIRECT, SOIL, content
from tanchi.conformity.study_electricity import twin
from tanchi.conformity.study_subject import Study
from tanchi.inventory.statements import denies


def by_stage(study: Study) -> Found:
    """REP-02: results by stage, absolute and relative."""
    found = study.footprint
    sum_ = sum(p.value for p in found.by_stage)
    relative = all(study.equal(p.share * found.total, p.value) for p in found.by_stage)
    if not found.by_stage or not study.equal(sum_, found.total) or not relative:
        return no(
            f"各阶段之和 {sum_:.6g}，合计 {found.total:.6g}",
            f"stages sum to {sum_:.6g}, the total is {found.total:.6g}",
            "重新计算",
            "compute again",
            "footprint.by_stage",
        )
    return yes(
        "，".join(f"{p.label.zh} {p.share:.1%}" for p in found.by_stage),
        ", ".join(f"{p.label.of('en')} {p.share:.1%}" for p in found.by_stage),
        "footprint.by_stage",
    )


def four_lines(study: Study) -> Found:
    """REP-03: fossil, biogenic, land use change and aircraft apart; the first ones sum to the total."""
    found = study.footprint
    if not study.equal(found.lines.total, found.total) or not math.isfinite(found.lines.aircraft):
        return no(
            f"单列各行之和 {found.lines.total:.6g}，合计 {found.total:.6g}",
            f"the separate lines sum to {found.lines.total:.6g}, the total is {found.total:.6g}",
            "重新计算",
            "compute again",
            "footprint.lines",
        )
    lines = found.lines
    return yes(
        f"化石 {lines.fossil:.6g}，生物源 {lines.biogenic_emission:.6g} / {lines.biogenic_removal:.6g}，土地利用变化 {lines.dluc:.6g}，航空 {lines.aircraft:.6g}",
        f"fossil {lines.fossil:.6g}, biogenic {lines.biogenic_emission:.6g} / {lines.biogenic_removal:.6g}, land use change {lines.dluc:.6g}, aircraft {lines.aircraft:.6g}",
        "footprint.lines",
    )


def further_lines(study: Study) -> Found:
    """REP-04: of five further figures those that apply: grid average, biogenic content, land use."""
    parts = [twin(study), content(study)]
    outside = [name for name in (INDIRECT, SOIL) if name in study.footprint.lines.outside]
    missing = next((part for part in parts if part.applies and not part.there), None)
    if missing is not None:
        return missing
    applying = [part for part in parts if part.applies]
    if not applying and not outside:
        return idle("五项都不适用", "none of the five applies")
    words = [part.what for part in applying]
    return yes(
        "；".join([*(t.zh for t in words), *outside]),
        "; ".join([*(t.of("en") for t in words), *outside]),
        *(path for part in applying for path in part.paths),
        *(f"footprint.lines.outside.{name}" for name in outside),
    )


def graphs(study: Study) -> Found:
    """REP-06: graphs are drawn from stages and processes; a comparison keeps annex B."""
    found = study.footprint
    if not found.by_stage or not found.by_process:
        return no("没有可以作图的结果", "nothing to draw", "重新计算", "compute again", "footprint.by_stage")
    text = study.said("comparison")
    if text and not denies(text):
        return person(
            f"图由结果生成；与他人产品的比较须符合附录 B：{text}",
            f"graphs are made from the result; the comparison must keep annex B: {text}",
            "footprint.by_stage",
            "statements.comparison",
        )
    return yes(
        "图由结果生成；没有与其他产品比较",
        "graphs are made from the result; no comparison is made",
        "footprint.by_stage",
        "footprint.by_process",
    )
