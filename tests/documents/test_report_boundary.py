"""The boundary figure of a study: what ran, what flows between, large enough to read on a page."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

import pytest

import tanchi
from tanchi.documents.drawing.boundary import boundary_scene
from tanchi.documents.drawing.scene import Box, Label, Polyline
from tanchi.documents.report.boundary import boundary_figure
from tanchi.documents.report.shown import Shown
from tests.documents.test_boundary import area, overlap
from tests.support.source import ROOT

RULES = ROOT / "src" / "tanchi" / "library" / "rules"
PLANTS = {
    "cement": RULES / "cement/2025-1/examples/ce3.yaml",
    "aluminium": RULES / "electrolytic-aluminium/2024-1/examples/henan.yaml",
    "steel": ROOT / "examples/steel-long-route/inventory.yaml",
    "scrap": ROOT / "examples/steel-eaf/inventory.yaml",
    "reduced": ROOT / "examples/steel-dri-eaf/inventory.yaml",
    "cracker": RULES / "ethylene/2026-1/examples/naphtha-cracker.yaml",
}
PAGE = 453.5
"""Points between the margins of an A4 page in Word."""


@cache
def study(plant: str):
    inventory, _ = tanchi.read_inventory(PLANTS[plant])
    rule = tanchi.load_rule(f"{inventory.rule}@{inventory.edition}")
    return rule, tanchi.compute(rule, inventory, samples=0)


def figure(plant: str, language: str = "en"):
    rule, footprint = study(plant)
    return boundary_figure(Shown(footprint, rule, language))


def arrows(plant: str) -> set[tuple[str, str]]:
    return {(source, target) for source, target, _ in figure(plant).arrows}


def labels(scene) -> list[Label]:
    return [shape for part in scene.parts for shape in part.shapes if isinstance(shape, Label)]


def test_products_picked_row_by_row_are_drawn_too():
    assert ("cracking", "") in arrows("cracker")


def test_only_the_processes_of_the_study_are_shown():
    shown = {box.id for box in figure("steel").boxes}
    assert {"coking", "blast_furnace", "cast_house", "bof", "hot_rolling", "dispatch"} <= shown
    assert {"recovered_power", "recovered_steam"} <= shown, "a process without burden runs too"
    assert not shown & {"eaf", "dri_shaft", "pelletizing", "lime_kiln", "cold_rolling", "coating", "boiler"}


def test_arrows_follow_the_materials_of_tables_too():
    assert {("quarry", "raw_meal"), ("kiln", "grinding"), ("raw_meal", "kiln")} <= arrows("cement")
    assert ("mining", "refining") in arrows("aluminium") and ("anode_plant", "electrolysis") in arrows(
        "aluminium"
    )


def test_the_product_leaves_the_boundary():
    assert ("dispatch", "") in arrows("steel")


def test_utilities_and_returns_are_named_under_the_figure_and_not_drawn():
    drawn = {label for _, _, label in figure("steel").arrows}
    note = figure("steel").note
    for name in ("power", "steam", "home scrap", "argon"):
        assert name in note
        assert not any(name in label for label in drawn)


def test_what_serves_earlier_stages_is_a_utility_even_for_few():
    assert {"air_separation"} <= {box.id for box in figure("scrap").boxes}
    assert not [ends for ends in arrows("scrap") if "air_separation" in ends]
    assert "oxygen" in figure("scrap").note


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plant", PLANTS)
def test_the_smallest_writing_is_7_5_points_on_a_page(plant, language):
    scene = boundary_scene(figure(plant, language), language, width=PAGE / 7.5 * 13)
    assert min(label.size for label in labels(scene)) * PAGE / scene.width >= 7.5


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plant", PLANTS)
def test_no_writing_covers_another_and_no_arrow_runs_along_it(plant, language):
    scene = boundary_scene(figure(plant, language), language, width=785)
    words = labels(scene)
    assert not [(a.text, b.text) for a, b in combinations(words, 2) if overlap(area(a), area(b))]
    lines = [shape for part in scene.parts for shape in part.shapes if isinstance(shape, Polyline)]
    for line in lines:
        for (x0, y0), (x1, y1) in pairwise(line.points):
            if x0 == x1:
                piece = Box(x0 - 0.1, min(y0, y1), 0.2, abs(y1 - y0))
                assert not [word.text for word in words if overlap(area(word), piece)], line
