"""The study report and the result page: what they say is what the footprint says."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from lxml import etree

import tanchi
from tanchi.documents.blocks import Equation, Heading
from tanchi.documents.html.page import render_html
from tanchi.documents.report.activity import combined
from tanchi.documents.report.page import result_page
from tanchi.documents.report.shown import Shown, figure
from tanchi.documents.report.study import study_report
from tanchi.documents.word.render import docx_bytes
from tanchi.findings import Text
from tanchi.formula import leaves
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.expression import Formula
from tanchi.rules.shelf import library
from tanchi.study.compute import compute
from tests.study.plants import case_of, rule_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def plant():
    rule, case = rule_of("small-cement"), case_of("small-cement", "two-months")
    own = [
        {
            "flow": f.flow,
            "amount": next(iter(f.gases.values())),
            "unit": str(f.unit).split("/")[1],
            "gas": "CO2",
            "kind": "footprint",
            "source": "constructed",
        }
        for f in case.factors
    ]
    data = {
        **case.inventory,
        "rule": rule.id,
        "edition": rule.edition,
        "factors": own,
        "company": "演示厂",
        "product": "水泥",
    }
    inventory, _ = parse_inventory(data, "plant")
    entries = {a: replace(e, spread=e.spread) for a, e in inventory.entries.items()}
    inventory = replace(inventory, entries=entries)
    return rule, inventory, compute(rule, inventory, samples=200)


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.skip = 0

    def handle_starttag(self, tag, attrs):
        self.skip += tag in ("style", "script")

    def handle_endtag(self, tag):
        self.skip -= tag in ("style", "script")

    def handle_data(self, data):
        if not self.skip:
            self.words.append(data)


def page_text(language="zh", footprint=None) -> str:
    rule, _, found = plant()
    reader = Words()
    reader.feed(render_html(result_page(footprint or found, rule, language), language))
    return "".join(reader.words)


def report_text(language="zh", tmp=None) -> str:
    import io

    rule, inventory, footprint = plant()
    content = docx_bytes(study_report(footprint, rule, inventory, language))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in tree.iter(f"{W}p"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_process_stage_and_gas_of_the_result_stands_on_the_page(language):
    rule, _, footprint = plant()
    text = page_text(language)
    for part in (*footprint.by_stage, *footprint.by_process):
        if part.value:
            assert part.label.of(language) in text
    shown = Shown(footprint, rule, language)
    assert shown.total(footprint.total) in text
    assert shown.unit in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_names_company_rule_period_and_fingerprint(language):
    rule, inventory, footprint = plant()
    text = report_text(language)
    for word in (
        inventory.company,
        rule.title.of(language),
        footprint.period[0],
        footprint.fingerprint.short(),
    ):
        assert word in text


def test_the_report_has_the_parts_a_study_report_must_have():
    """Contents of ISO 14067 clause 7 as restated in the checklist rows REP-02 to REP-05."""
    text = report_text()
    for part in (
        "摘要",
        "目的",
        "系统边界",
        "取舍",
        "活动数据",
        "因子与背景数据",
        "计算公式",
        "分配",
        "电力",
        "平衡与检查",
        "敏感性与不确定性",
        "数据质量",
        "局限与提示",
        "单独列出的结果",
        "航空运输",
    ):
        assert part in text, part


def test_monthly_totals_are_summed_and_levels_averaged():
    _, inventory, _ = plant()
    months = [e for e in inventory.entries.values() if e.address.quantity == "clinker" and e.address.period]
    levels = [e for e in inventory.entries.values() if e.address.quantity == "cao"]
    assert combined(months, "total") == 1000
    assert combined(levels, "level") == 65.5


def test_a_gap_is_shown_as_incomplete_and_never_as_zero():
    rule, inventory, _ = plant()
    bare = replace(inventory, factors=tuple(f for f in inventory.factors if f.flow != "slag"))
    footprint = compute(rule, bare, samples=0)
    assert footprint.gaps
    text = page_text("zh", footprint)
    assert "不完整" in text
    assert "矿渣" in text


def test_hostile_labels_stay_text():
    rule, inventory, footprint = plant()
    evil = '<img src=x onerror="alert(1)"></script>'
    bad = replace(footprint, product=Text(evil), company=evil)
    page = render_html(result_page(bad, rule, "zh"), "zh")
    assert "<img src=x" not in page
    content = docx_bytes(study_report(bad, rule, replace(inventory, company=evil), "zh"))
    assert content[:2] == b"PK"


def test_the_same_footprint_gives_the_same_bytes():
    rule, inventory, footprint = plant()
    assert docx_bytes(study_report(footprint, rule, inventory, "zh")) == docx_bytes(
        study_report(footprint, rule, inventory, "zh")
    )
    assert render_html(result_page(footprint, rule, "zh"), "zh") == render_html(
        result_page(footprint, rule, "zh"), "zh"
    )


def test_the_page_asks_no_host_for_anything():
    rule, _, footprint = plant()
    page = render_html(result_page(footprint, rule, "zh"), "zh")
    sources = re.findall(r"""(?:src|href)\s*=\s*["'](https?:[^"']+)""", page)
    assert sources == []


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (273.0, "273"), (29.8, "29.80"), (0.0042081, "0.004208"), (0.0, "0")]
)
def test_plain_numbers_have_four_digits_and_whole_ones_none_too_many(value, text):
    assert figure(value) == text


def outline_of(document):
    """Return the kind of each block, and the words of headings."""
    return [
        f"{block.level} {block.text}" if isinstance(block, Heading) else type(block).__name__
        for block in document.blocks
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_order_of_the_report_stands(golden, language):
    rule, inventory, footprint = plant()
    golden(f"report-{language}", outline_of(study_report(footprint, rule, inventory, language)))


def test_the_report_prints_every_formula_the_total_rests_on():
    """Of the example cement plant: what is burnt, the process emissions, and the values they are computed from."""
    rule = tanchi.load_rule("cement")
    inventory, _ = tanchi.read_inventory(next(library().glob("rules/cement/2025-1/examples/*.yaml")))
    footprint = tanchi.compute(rule, inventory, samples=0)
    said = [
        b.formula for b in study_report(footprint, rule, inventory, "zh").blocks if isinstance(b, Equation)
    ]
    read = {leaf[-1] for formula in said for leaf in leaves(formula)}
    kiln = rule.processes["kiln"]
    assert kiln.values["by_output"].amount.node in said
    assert kiln.emissions["process_co2"].amount.options["clinker_output"].node in said
    used = [v for v in kiln.values.values() if v.id in read and isinstance(v.amount, Formula)]
    assert [v.id for v in used if v.amount.node not in said] == []
    assert {"mass", "ncv", "co2_per_c"} <= read
