"""The result page: one number, its interval, the facts a verifier asks for, then where it comes from."""

from __future__ import annotations

from dataclasses import replace

from tanchi.documents.blocks import (
    Alert,
    Block,
    Columns,
    Document,
    Fact,
    Facts,
    Fold,
    Heading,
    Headline,
    Items,
    Mark,
    Paragraph,
)
from tanchi.documents.report import charts, tables
from tanchi.documents.report.answers import Answers, answers_fact
from tanchi.documents.report.explain import walks
from tanchi.documents.report.shown import Shown
from tanchi.findings import Language, Level, Text
from tanchi.rules.model import Rule
from tanchi.study.result import CheckState, Footprint

NO_CAPTION = Text("")


def result_page(
    footprint: Footprint, rule: Rule, language: Language = "zh", answers: Answers | None = None
) -> Document:
    """Return the page of a result; ``answers`` are the counts of a conformity check, if one was made."""
    shown = Shown(footprint, rule, language)
    blocks: list[Block] = [
        Columns(((_headline(shown),), _axis(shown))),
        _facts(shown, answers),
        *_alerts(shown),
        Heading(shown.either("按阶段", "By stage"), 2, "stages", numbered=False, aside=shown.unit),
        charts.stage_bar(shown),
        Heading(
            shown.either("从哪里来", "Where it comes from"), 2, "sankey", numbered=False, aside=shown.unit
        ),
        replace(charts.sankey(shown), caption=NO_CAPTION),
        Heading(shown.either("贡献", "Contributions"), 2, "contributions", numbered=False),
        replace(tables.contribution_table(shown), caption=NO_CAPTION),
        Columns(((tables.gas_table(shown),), (tables.lines_table(shown),))),
        *_alternatives(shown),
        *_what_matters(shown),
        Heading(shown.either("这个数怎么来的", "How the number was made"), 2, "explain", numbered=False),
        *walks(shown),
        Fold(
            shown.either("因子与背景数据", "Factors and background data"),
            (tables.link_table(shown),),
            "links",
        ),
        Fold(shown.either("平衡与检查", "Balances and checks"), _checks(shown), "checks"),
    ]
    title = (
        f"{shown.say(footprint.product)}，{_period(footprint)} 年：碳足迹"
        if language == "zh"
        else f"{shown.say(footprint.product)}, {_period(footprint)}: carbon footprint"
    )
    return Document(
        title,
        tuple(blocks),
        language,
        subtitle=shown.say(rule.title),
        footer=fingerprint_line(shown),
        layout="sheet",
    )


def _period(footprint: Footprint) -> str:
    start, end = footprint.period
    return (
        start[:4]
        if start[:4] == end[:4] and start.endswith("01-01") and end.endswith("12-31")
        else f"{start}–{end}"
    )


def fingerprint_line(shown: Shown) -> str:
    """Return rule, edition, fingerprint."""
    mark = shown.footprint.fingerprint
    return shown.either(
        f"规则 {mark.rule}@{mark.edition}　计算指纹 {mark.short()}",
        f"rule {mark.rule}@{mark.edition}, fingerprint {mark.short()}",
    )


def _headline(shown: Shown) -> Headline:
    footprint = shown.footprint
    interval = shown.range(footprint.interval)
    text = shown.either(
        f"95 % 区间 {interval}，{footprint.interval.samples if footprint.interval else 0:,} 次抽样；GWP100（{footprint.gwp_set}）。{shown.say(footprint.mean_note)}" if interval else f"没有给出不确定度；GWP100（{footprint.gwp_set}）。",
        f"95 % interval {interval}, {footprint.interval.samples if footprint.interval else 0:,} draws; GWP100 ({footprint.gwp_set}). {shown.say(footprint.mean_note)}" if interval else f"No uncertainty was given; GWP100 ({footprint.gwp_set}).",
    )  # fmt: skip
    closed = sum(b.ok for b in footprint.balances)
    warnings = sum(f.level is not Level.NOTE for f in footprint.findings)
    marks = []
    if footprint.balances:
        marks.append(
            Mark(
                "ok" if closed == len(footprint.balances) else "bad",
                shown.either(
                    f"平衡闭合 {closed} / {len(footprint.balances)}",
                    f"balances closed {closed} / {len(footprint.balances)}",
                ),
            )
        )
    if warnings:
        marks.append(Mark("warn", shown.either(f"{warnings} 条提示", f"{warnings} warnings"), "#warnings"))
    if footprint.caution:
        marks.append(Mark("warn", shown.either("规则未经工厂数据验证", "rule not validated against a plant")))
    if not footprint.complete:
        marks.append(Mark("bad", shown.either("不完整：缺少因子", "incomplete: factors missing"), "#links"))
    return Headline(shown.total(footprint.total), f"{shown.mass} / {shown.declared}", text, tuple(marks))


def _axis(shown: Shown) -> tuple[Block, ...]:
    found = charts.electricity_axis(shown)
    return (found,) if found is not None else (Paragraph(shown.say(shown.rule.title), "small"),)


def _limit(shown: Shown, total: float | None) -> str:
    if total is None:
        return ""
    return shown.either(f"（限值 {total * 100:g} %）", f" (limit {total * 100:g} %)")


def _facts(shown: Shown, answers: Answers | None) -> Facts:
    footprint = shown.footprint
    score, limit = footprint.quality.score, footprint.quality.limit
    closed = sum(b.ok for b in footprint.balances)
    failed = sum(c.state is CheckState.FAILED for c in footprint.checks)
    done = failed + sum(c.state is CheckState.PASSED for c in footprint.checks)
    facts = [
        Fact(f"{shown.percent(footprint.primary_share)} %", shown.either("初级数据份额", "primary data")),
        Fact(
            "—" if score is None else f"{score:.1f}",
            shown.either(
                f"数据质量评分（1 最好{f'，限 {limit:g}' if limit else ''}）",
                f"data quality (1 best{f', limit {limit:g}' if limit else ''})",
            ),
        ),
        Fact(
            f"{shown.percent(footprint.cutoff.achieved)} %",
            shown.either("已舍去", "cut off") + _limit(shown, footprint.cutoff.total),
        ),
        Fact(f"{closed} / {len(footprint.balances)}", shown.either("平衡通过", "balances closed"), "#checks"),
        Fact(
            f"{done - failed} / {done}",
            shown.either(
                f"检查通过（另有 {len(footprint.checks) - done} 项未做）",
                f"checks passed ({len(footprint.checks) - done} more not done)",
            ),
            "#checks",
        ),
    ]
    if answers is not None:
        facts.append(answers_fact(shown, answers))
    return Facts(tuple(facts))


def _gaps(shown: Shown) -> list[Block]:
    gaps = tuple({g.flow: g for g in shown.footprint.gaps}.values())
    if not gaps:
        return []
    title = shown.either(f"不完整：{len(gaps)} 项缺少因子", f"Incomplete: {len(gaps)} factors missing")
    names = shown.either("、", ", ").join(shown.say(g.label) for g in gaps)
    advice = tuple(f"{shown.say(g.label)}：{shown.say(g.what_instead)}" for g in gaps)
    more = Fold(shown.either("缺少的因子怎样补", "How to fill the gaps"), (Items(advice),), "gaps")
    return [Alert("bad", title, names), more]


def _caution(shown: Shown) -> list[Block]:
    caution = shown.footprint.caution
    if not caution:
        return []
    title = shown.either("对规则的提醒", "A caution about the rule")
    return [Alert("warn", title, shown.either(f"规则{caution.zh}", f"The rule is {caution.of('en')}"))]


def _alerts(shown: Shown) -> list[Block]:
    found = [*_caution(shown), *_gaps(shown)]
    words = [
        shown.say(f.message)
        for f in shown.footprint.findings
        if f.level is not Level.NOTE and f.code != "study.gap"
    ]
    if words:
        found.append(
            Alert(
                "warn",
                shown.either(f"{len(words)} 条提示", f"{len(words)} warnings"),
                "；".join(words[:6]) if shown.language == "zh" else "; ".join(words[:6]),
            )
        )
        if len(words) > 6:
            found.append(
                Fold(
                    shown.either("其余提示", "further warnings"),
                    tuple(Paragraph(w) for w in words[6:]),
                    "warnings",
                )
            )
    return found


def _alternatives(shown: Shown) -> list[Block]:
    if not shown.footprint.variants:
        return []
    return [
        Heading(shown.either("换一种取法", "Other choices"), 2, "variants", numbered=False),
        replace(tables.variant_table(shown), caption=NO_CAPTION),
    ]


def _what_matters(shown: Shown) -> list[Block]:
    head = Heading(shown.either("什么最影响结果", "What matters most"), 2, "sensitivity", numbered=False)
    chart = charts.tornado(shown)
    return [
        head,
        *((replace(chart, caption=NO_CAPTION),) if chart is not None else ()),
        Fold(shown.either("敏感性表", "Table of sensitivities"), (tables.sensitivity_table(shown),)),
    ]


def _checks(shown: Shown) -> tuple[Block, ...]:
    parts: list[Block] = []
    if shown.footprint.balances:
        parts.append(tables.balance_table(shown))
    parts.append(tables.check_table(shown))
    return tuple(parts)
