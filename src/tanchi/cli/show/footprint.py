"""A footprint on the terminal: the number and how far to trust it, then where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanchi.cli.screen import Screen
from tanchi.cli.show.digits import Digits, digits_for, digits_of, percent
from tanchi.cli.show.trust import show_trust
from tanchi.cli.show.words import KG, LINES, ORIGINS, RESULT_TYPES
from tanchi.cli.tables import Head, left, right, section
from tanchi.documents.report.kinds import KINDS
from tanchi.findings import Text, errors
from tanchi.study.figures import said
from tanchi.study.result import Contribution, Footprint, Part, Sensitivity

_LARGEST = 10
_BAR = 20

_SHARE = right("%", "%")
_VALUE = right(KG)
_BAND = right("95 % 区间", "95 % interval")


def show_footprint(footprint: Footprint, screen: Screen) -> None:
    """Print a footprint."""
    digits = digits_of(footprint)
    show_head(footprint, screen, digits)
    _parts(screen, Text("各阶段", "By stage"), footprint.by_stage, digits)
    _parts(screen, Text("各过程", "By process"), footprint.by_process, digits)
    _unmetered(footprint, screen, digits)
    _largest(footprint, screen, digits)
    _lines(footprint, screen, digits)
    _gases(footprint, screen, digits)
    _variants(footprint, screen, digits)
    _products(footprint, screen)
    _tornado(footprint, screen, digits)
    show_trust(footprint, screen)


def _unmetered(footprint: Footprint, screen: Screen, digits: Digits) -> None:
    """Print what differences of meters add to the processes above."""
    for found in footprint.unmetered:
        amount = f"{said(found.amount)} {found.unit}"
        zh, en = _of_site(found.label.zh, found.site), _of_site(found.label.of("en"), found.site)
        screen.say(
            f"其中 {zh}计量差额 {amount}（{found.share:.1%}），按各过程用量分摊：{digits.part(found.value)} {KG}",
            f"of which {en}: difference of meters {amount} ({found.share:.1%}), shared over the processes by use: {digits.part(found.value)} {KG}",
            "dim",
        )


def show_head(footprint: Footprint, screen: Screen, digits: Digits) -> None:
    """Print what the number is of, the number, and its interval."""
    mark = footprint.fingerprint
    period = "–".join(p for p in footprint.period if p)
    sites = screen.listed(site for site in footprint.sites if site)
    about = [screen.of(footprint.product), footprint.company, sites, period]
    screen.line(" · ".join(part for part in about if part))
    screen.line(f"{screen.of(footprint.rule_title)}  {mark.rule}@{mark.edition}", "dim")
    kind = screen.of(RESULT_TYPES[footprint.result_type])
    screen.line(
        f"{kind}  {digits.total(footprint.total)} {KG} / {screen.of(footprint.unit_text) or footprint.unit}",
        "bold",
    )
    interval = footprint.interval
    if interval is not None and interval.low < interval.high:
        level = f"{interval.level * 100:g} %"
        low, high = digits.total(interval.low), digits.total(interval.high)
        screen.say(
            f"{level} 区间  {low} 至 {high}（抽样 {interval.samples} 次，种子 {mark.seed}）",
            f"{level} interval  {low} to {high} ({interval.samples} samples, seed {mark.seed})",
        )
    if footprint.mean_note:
        screen.line(screen.of(footprint.mean_note), "dim")
    if footprint.caution:
        screen.say(
            f"△ 规则{footprint.caution.zh}",
            f"△ the rule is {footprint.caution.of('en')}",
            "yellow",
        )
    if errors(footprint.findings):
        screen.say(
            "✕ 有错误级的发现（见下）：改正之前，这个结果不能使用",
            "✕ there are findings of level error (below): do not use this result before they are dealt with",
            "bold red",
        )
    if not footprint.complete:
        flows = screen.listed(dict.fromkeys(screen.of(gap.label) for gap in footprint.gaps))
        screen.say(
            f"△ 结果不完整，没有足迹因子：{flows}",
            f"△ incomplete, no footprint factor for: {flows}",
            "yellow",
        )


def _parts(screen: Screen, title: Text, parts: Sequence[Part], digits: Digits) -> None:
    rows = [
        (_of_site(screen.of(p.label), p.site), digits.part(p.value), percent(p.share), _bar(p.share), digits.band(p.low, p.high))
        for p in parts
    ]  # fmt: skip
    heads: tuple[Head, ...] = ((title, "left"), _VALUE, _SHARE, left(""), _BAND)
    section(screen, heads, rows)


def _largest(footprint: Footprint, screen: Screen, digits: Digits) -> None:
    ordered = sorted(footprint.contributions, key=lambda c: -abs(c.value))
    rows = [_contribution(c, screen, digits) for c in ordered[:_LARGEST]]
    rest = ordered[_LARGEST:]
    if rest:
        value, share = sum(c.value for c in rest), sum(c.share for c in rest)
        label = Text(f"其余 {len(rest)} 项", f"{len(rest)} others")
        rows.append((screen.of(label), "", "", digits.part(value), percent(share), ""))
    heads = (
        left("最大的贡献", "Largest contributions"), left("过程", "process"),
        left("性质", "kind"), _VALUE, _SHARE, _BAND,
    )  # fmt: skip
    section(screen, heads, rows)


def _contribution(item: Contribution, screen: Screen, digits: Digits) -> tuple[str, ...]:
    process = _of_site(screen.of(item.process_label), item.site)
    kind = screen.of(KINDS[item.kind])
    band = digits.band(item.low, item.high)
    return screen.of(item.label), process, kind, digits.part(item.value), percent(item.share), band


def _lines(footprint: Footprint, screen: Screen, digits: Digits) -> None:
    lines = footprint.lines
    names = ("fossil", "biogenic_emission", "biogenic_removal", "dluc", "aircraft")
    rows = [(screen.of(LINES[name]), digits.part(getattr(lines, name))) for name in names]
    outside = screen.of(Text("不计入总量：", "outside the total: "))
    rows += [
        (outside + screen.of(LINES.get(name, Text(name))), digits.part(value))
        for name, value in lines.outside.items()
        if value
    ]
    section(screen, (left("分项", "Separate lines"), _VALUE), rows)


def _gases(footprint: Footprint, screen: Screen, digits: Digits) -> None:
    lumped = screen.of(Text("合并值，不能换 GWP", "lumped, tied to its GWP set"))
    rows = [
        (
            g.gas,
            screen.of(ORIGINS.get(g.origin, Text(g.origin))),
            f"{said(g.mass)}",
            f"{g.gwp:g}",
            digits.part(g.value),
            lumped if g.lumped else "",
        )
        for g in footprint.gases
        if g.mass
    ]
    heads = (
        left(f"气体（{footprint.gwp_set}）", f"Gases ({footprint.gwp_set})"),
        left("来源", "origin"), right("kg", "kg"), right("GWP", "GWP"), _VALUE,
        left(""),
    )  # fmt: skip
    section(screen, heads, rows)


def _variants(footprint: Footprint, screen: Screen, digits: Digits) -> None:
    rows = [
        (
            screen.of(v.choice_label) or v.choice,
            screen.of(v.option_label) or v.option,
            digits.part(v.total),
            digits.change(v.difference),
            digits.band(v.interval.low, v.interval.high) if v.interval else "",
            screen.of(v.note),
        )
        for v in footprint.variants
    ]
    heads = (
        left("替代结果", "Alternatives"), left("选项", "option"), _VALUE,
        right("差", "difference"), _BAND, left(""),
    )  # fmt: skip
    section(screen, heads, rows)


def _products(footprint: Footprint, screen: Screen) -> None:
    digits = digits_for(*(p.total for p in footprint.products))
    rows = [
        (_of_site(screen.of(p.label), p.site), f"{digits.part(p.total)}", p.unit, percent(p.share) if p.share is not None else "")
        for p in footprint.products
    ]  # fmt: skip
    heads = (
        left("同一研究的其他产品", "Other products of the study"), _VALUE,
        left("每", "per"), right("产量份额", "share of output"),
    )  # fmt: skip
    section(screen, heads, rows)


def _tornado(footprint: Footprint, screen: Screen, digits: Digits) -> None:
    """Print how far each uncertain input moves the total, as bars to both sides."""
    moving = [s for s in footprint.sensitivities if s.low is not None and s.high is not None][:_LARGEST]
    widest = max((abs(end) for s in moving for end in (s.low or 0.0, s.high or 0.0)), default=0.0)
    rows = [
        (screen.of(s.label), f"{said(s.value)} {s.unit}", s.spread_text, *_sides(s, widest), digits.change(s.low), digits.change(s.high))
        for s in moving
    ]  # fmt: skip
    heads = (
        left("敏感性", "Sensitivity"), right("取值", "value"), right("范围", "range"),
        right("−", "−"), left("+", "+"), right("低", "low"), right("高", "high"),
    )  # fmt: skip
    section(screen, heads, rows)


def _sides(item: Sensitivity, widest: float) -> Iterator[str]:
    ends = (item.low or 0.0, item.high or 0.0)
    half = _BAR // 2
    yield _blocks(-min(0.0, *ends) / widest * half if widest else 0.0)
    yield _blocks(max(0.0, *ends) / widest * half if widest else 0.0)


def _bar(share: float) -> str:
    return _blocks(abs(share) * _BAR)


def _blocks(length: float) -> str:
    return "█" * round(length) if length >= 0.5 else ("▏" if length > 0 else "")


def _of_site(label: str, site: str) -> str:
    return f"{label} @{site}" if site else label
