"""Why a provider was chosen or not, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tanchi.background.names import GapAdvice, flow_names
from tanchi.background.places import place_code, place_name
from tanchi.background.provider import Provider, ProviderKind
from tanchi.background.quality import last_year
from tanchi.background.rows import FactorRow
from tanchi.findings import Place, Text

_STEPS = {
    1: Text("供应商提供的产品碳足迹", "the supplier's footprint"),
    2: Text("官方公布的碳足迹因子", "official footprint factor"),
    3: Text("规则给定", "given by the rule"),
    4: Text("企业自带的因子", "factor brought by the company"),
    5: Text("公开因子", "published factor"),
    6: Text(
        "以其他地区或工艺的公开因子代用", "published factor of another place or technology as a stand-in"
    ),
    7: Text("以同类物料代用", "class proxy"),
}


def joined(parts: Iterable[Text]) -> Text:
    """Return the sentences one after the other."""
    listed = list(dict.fromkeys(part for part in parts if part))
    return Text("；".join(p.of("zh") for p in listed), "; ".join(p.of("en") for p in listed))


def chosen(provider: Provider, step: int, wanted_place: str, wanted_year: int | None) -> Text:
    """Return why this provider: precedence, and where place or year differ from the wanted."""
    how, where = _STEPS[step], place_name(provider.place)
    head = Text(
        f"{how.zh}：{provider.name.zh}，{where.zh}，{provider.year}",
        f"{how.en}: {provider.name.of('en')}, {where.of('en')}, {provider.year}",
    )
    place, year = _other_place(provider, wanted_place), _other_year(provider, wanted_year)
    return joined((head, place, year, _scores(provider)))


def _other_place(provider: Provider, wanted: str) -> Text:
    if not wanted:
        return Text("")
    code = place_code(wanted)
    if not code:
        return Text(
            f"地点“{wanted}”不在地点表中，按未注明处理",
            f"place '{wanted}' is not in the table and counts as not given",
        )
    if provider.quality and provider.quality.place > 2:
        here, there = place_name(code), place_name(provider.place)
        return Text(
            f"没有{here.zh}的数据，用{there.zh}的", f"no data for {here.of('en')}, {there.of('en')} used"
        )
    return Text("")


def _other_year(provider: Provider, wanted: int | None) -> Text:
    year = last_year(provider.year)
    if wanted is None or year is None or year == wanted:
        return Text("")
    if year > wanted:
        return Text(
            f"{wanted} 年及以前没有数据，用较晚的 {year} 年", f"nothing up to {wanted}, the later {year} used"
        )
    return Text(f"最接近 {wanted} 年的是 {year} 年", f"{year} is nearest to {wanted}")


def _scores(provider: Provider) -> Text:
    if not provider.proxy or provider.quality is None:
        return Text("")
    q = provider.quality
    return Text(
        f"代用数据：地点 {q.place} 分、工艺 {q.technology} 分（1 最好）",
        f"a proxy: place score {q.place}, technology score {q.technology} (1 is best)",
    )


def own(provider: Provider, step: int) -> Text:
    """Return why the company's own figure stands, and what is to be known of it."""
    head, origin = _STEPS[step], provider.source.ref
    chosen = Text(
        f"{head.zh}：{provider.name.zh}（{origin}）", f"{head.en}: {provider.name.of('en')} ({origin})"
    )
    return joined((chosen, provider.remark))


def free(reason: Text) -> Text:
    """Return that the rule lets the flow enter without burden."""
    return Text(
        f"按规则不带负担进入：{reason.of('zh')}", f"enters without burden by the rule: {reason.of('en')}"
    )


def no_bundle(rule: str) -> Text:
    """Return that no supplier's footprint was brought."""
    return Text(
        f"未收到供应商按规则 {rule} 计算的足迹", f"no supplier's footprint by the rule {rule} was brought"
    )


def none_fits(name: str, wanted_place: str, rows: Sequence[FactorRow]) -> Text:
    """Return that rows exist but none may be used here, or that there are none."""
    label = flow_names()[name].label if name in flow_names() else Text(name, name)
    footprints = [r.provider for r in rows if r.provider.kind is not ProviderKind.EMISSION_FACTOR]
    if not footprints:
        return Text(f"{label.zh}没有公开的碳足迹因子", f"no open footprint factor for {label.of('en')}")
    where = list(dict.fromkeys(p.place for p in footprints))
    zh = "、".join(place_name(code).zh for code in where)
    en = ", ".join(place_name(code).of("en") for code in where)
    place = wanted_place or "所需地点"
    return Text(
        f"{label.zh}只有{zh}的因子，不能代替{place}的",
        f"{label.of('en')}: only factors of {en}, unfit for {wanted_place or 'the place wanted'}",
    )


def gap(reason: Text, advice: GapAdvice | None) -> Text:
    """Return the reason of a gap with the advice of the table."""
    return joined((reason, advice.text if advice else Text("")))


def wrong_kind(flow: str, provider: Provider, place: Place | None = None) -> tuple[Text, Place | None, Text]:
    """Return message, place and remedy of the refusal of an emission factor."""
    message = Text(
        f"流 {flow}：因子“{provider.name.zh}”是排放因子（直接排放），这里需要碳足迹因子",
        f'flow {flow}: factor "{provider.name.of("en")}" is an emission factor; a footprint factor is needed',
    )
    remedy = Text(
        "改用产品碳足迹因子或供应商的足迹；直接排放写在过程的排放里",
        "take a footprint factor or a supplier's footprint; direct emissions belong under emissions",
    )
    return message, place, remedy
