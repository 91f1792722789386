"""Sources of the diagram have names of their own: what shares a label is told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

import tanchi
from tanchi.documents.report.charts import sankey
from tanchi.documents.report.shown import Shown
from tanchi.documents.report.source_names import source_names
from tanchi.findings import Text
from tanchi.study.result import ContributionKind
from tests.study.test_golden import PLANTS, footprint


def shown(plant: str, language: str) -> Shown:
    found = footprint(PLANTS[plant])
    mark = found.fingerprint
    return Shown(found, tanchi.load_rule(f"{mark.rule}@{mark.edition}"), language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plant", PLANTS)
def test_no_two_sources_of_the_diagram_are_called_the_same(plant, language):
    sources = [node.label for node in sankey(shown(plant, language)).nodes if node.column == 0]
    assert sources
    assert [label for label, count in Counter(sources).items() if count > 1] == []


def test_twins_are_told_apart_by_kind_then_by_process():
    base = shown("cement", "zh")
    first = base.footprint.contributions[0]

    def source(id, label, kind, process):
        return replace(first, id=id, label=Text(label), kind=kind, process_label=Text(process))

    names = source_names(
        base,
        [
            source("a", "煤", ContributionKind.COMBUSTION, "窑"),
            source("b", "煤", ContributionKind.LINK, "窑"),
            source("c", "煤", ContributionKind.LINK, "锅炉"),
            source("d", "电", ContributionKind.LINK, "窑"),
        ],
    )
    assert names == {"a": "煤（燃烧）", "b": "煤（上游）（窑）", "c": "煤（上游）（锅炉）", "d": "电"}
