"""A supplier's footprint against the rule's ``footprint:`` supply: does it answer it, and what is taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tanchi.background.provider import Boundary, Provider
from tanchi.findings import Finding, Level, Place, Text
from tanchi.rules.model import Flow, FootprintSupply
from tanchi.study.supplied import GRID, TWIN, StageGas, SupplierFootprint
from tanchi.study.supplier import amounts

PROFILE, SAME = "profile", "same"


def asked_of(flow: Flow, given: SupplierFootprint) -> FootprintSupply | None:
    """Return the supply of the flow the footprint answers by its rule, else the first; None where none asks."""
    asked = [item for item in flow.supply if isinstance(item, FootprintSupply)]
    return next((item for item in asked if _same_rule(item, given)), asked[0] if asked else None)


def misfits(
    flow: Flow, given: SupplierFootprint, choices: Mapping[str, str], place: Place | None = None
) -> Iterator[Finding]:
    """Yield why a footprint may not stand behind a flow under the study's choices; nothing where it may."""
    asked = asked_of(flow, given)
    if asked is None:
        return
    name = Text(f"{flow.label.zh or flow.id}的供应商足迹 {given.file}", f"supplier's footprint {given.file} of {flow.label.of('en') or flow.id}")  # fmt: skip
    for code, found, remedy in (*_identity(asked, given), *_stages(asked, given), *_demands(asked, given, choices)):  # fmt: skip
        message = Text(f"{name.zh}：{found.zh}", f"{name.en}: {found.en}")
        yield Finding(f"supplier.{code}", Level.ERROR, message, place, remedy)


Problem = tuple[str, Text, Text]


def _same_rule(asked: FootprintSupply, given: SupplierFootprint) -> bool:
    rule, _, edition = asked.rule.partition("@")
    return given.rule == rule and edition in ("", given.edition)


def _identity(asked: FootprintSupply, given: SupplierFootprint) -> Iterator[Problem]:
    if not _same_rule(asked, given):
        own = f"{given.rule}@{given.edition}"
        yield "rule", Text(f"按规则 {own} 计算，要求 {asked.rule}", f"computed by rule {own}, {asked.rule} is asked for"), Text(
            f"请供应商按规则 {asked.rule} 计算；不行就删去这一行，改用规则的下一种供给",
            f"ask the supplier to compute by {asked.rule}; else delete the line and the rule's next supply is used",
        )  # fmt: skip
    elif asked.of and given.of != asked.of:
        yield "product", Text(f"结果是流“{given.of}”的，要求“{asked.of}”", f"the result is of flow '{given.of}', '{asked.of}' is asked for"), Text(
            "请供应商提供该产品的计算包", "ask the supplier for the bundle of that product"
        )  # fmt: skip


def _stages(asked: FootprintSupply, given: SupplierFootprint) -> Iterator[Problem]:
    if not asked.stages or not _same_rule(asked, given):
        return
    known = [id for id, _ in given.stages]
    unknown = [id for id in asked.stages if id not in known]
    if unknown:
        yield "stage", Text(f"没有阶段 {'、'.join(unknown)}；有 {'、'.join(known)}", f"has no stage {', '.join(unknown)}; it has {', '.join(known)}"), Text(
            "核对规则 supply 中的 stages", "check 'stages' in the rule's supply"
        )  # fmt: skip
    if not given.gases:
        yield "no_stages", Text("没有分阶段的结果", "gives no results by stage"), Text(
            "请供应商用现在的版本重新计算", "ask the supplier to compute again with a present version"
        )  # fmt: skip
    left = {g.stage for g in given.gases if g.mass} - {*asked.stages, *asked.here}
    if left:
        listed = [id for id in known if id in left]
        yield "open_stage", Text(f"阶段 {'、'.join(listed)} 既没有取用，也没有写明由哪个过程在此计算", f"stages {', '.join(listed)} are neither taken nor said to be modelled here"), Text(
            "在规则的 supply 中列入 stages，或在 here 中写明本规则的过程",
            "list them in 'stages' of the rule's supply, or name the process of this rule in 'here'",
        )  # fmt: skip


def _demands(
    asked: FootprintSupply, given: SupplierFootprint, choices: Mapping[str, str]
) -> Iterator[Problem]:
    if not _same_rule(asked, given):
        return
    wanted = choices.get(PROFILE, "") if asked.profile == SAME else asked.profile
    own = given.choices.get(PROFILE, "")
    if wanted != own and asked.profile:
        yield "profile", Text(f"方案是“{own or '无'}”，要求“{wanted}”", f"its profile is '{own or 'none'}', '{wanted}' is asked for"), Text(
            f"请供应商按方案 {wanted} 计算", f"ask the supplier to compute with profile {wanted}"
        )  # fmt: skip
    least = asked.min_primary
    if least is not None and (given.primary_share is None or given.primary_share < least):
        share = "—" if given.primary_share is None else f"{given.primary_share:.1%}"
        yield "primary", Text(f"初级数据份额 {share}，要求不低于 {least:.0%}", f"primary share {share}, at least {least:.0%} is asked for"), Text(
            "请供应商用更多自己的数据计算", "ask the supplier to use more of his own data"
        )  # fmt: skip


def taken(flow: Flow, given: SupplierFootprint, choices: Mapping[str, str]) -> Provider:
    """Return what a fitting footprint provides: its stages that are asked for, with grid electricity in a grid study."""
    asked = asked_of(flow, given)
    stages = asked.stages if asked is not None and asked.stages else ()
    gases, basis = _basis(given, choices)
    if not gases:
        return given.provider
    kept = tuple(g for g in gases if not stages or g.stage in stages)
    remarks = [text for text in (_stage_note(given, stages), basis, _seal_note(given)) if text]
    return replace(
        given.provider,
        id="/".join((given.provider.id, *stages, *([GRID] if gases is given.grid else []))),
        gases=amounts(kept),
        boundary=Boundary.CRADLE_TO_GATE if stages else given.provider.boundary,
        remark=Text("；".join(t.zh for t in remarks), "; ".join(t.of("en") for t in remarks)),
    )


def _basis(given: SupplierFootprint, choices: Mapping[str, str]) -> tuple[tuple[StageGas, ...], Text]:
    """Return the gases by the study's electricity basis where the supplier has them, and what differs."""
    wanted, own = choices.get(TWIN, ""), given.choices.get(TWIN, "")
    if wanted == own or not wanted or not own:
        return given.gases, Text("")
    if wanted == GRID and given.grid:
        return given.grid, Text(
            "取供应商的电网口径结果", "the supplier's result with grid electricity is taken"
        )
    return given.gases, Text(
        f"本研究按 {wanted} 口径计电，供应商按 {own}，他没有给出 {wanted} 口径的结果，沿用其结果",
        f"electricity here is by '{wanted}', the supplier's by '{own}'; he gives no '{wanted}' result, so his own is used",
    )


def _stage_note(given: SupplierFootprint, stages: tuple[str, ...]) -> Text:
    if not stages:
        return Text("")
    labels = [label for id, label in given.stages if id in stages]
    return Text(
        f"只取阶段 {'、'.join(t.zh for t in labels)}",
        f"stages taken: {', '.join(t.of('en') for t in labels)}",
    )


def _seal_note(given: SupplierFootprint) -> Text:
    if given.sealed:
        return Text("")
    return Text(
        "来自结果文件，不能重算核对；请向供应商索取计算包",
        "from an exported result, which can't be verified; ask the supplier for the bundle",
    )
