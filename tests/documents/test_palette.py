"""The palette: contrast, four kinds of colour vision, grey print. Formulas here are the published ones.

Contrast: WCAG 2.2 relative luminance. Colour-vision deficiency: Machado, Oliveira & Fernandes (2009), severity
1.0 matrices on linear RGB. Difference: CIEDE2000 (Sharma, Wu & Dalal 2005), checked on pairs of their table.
"""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import numpy as np
import pytest

from tanchi.documents.palette import (
    COLOURS,
    GASES,
    STAGES,
    TOKENS,
    Colour,
    colour,
    mix,
    stage_colours,
)

VISIONS = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
WHITE = np.array([0.95047, 1.0, 1.08883])
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(value: str) -> np.ndarray:
    srgb = np.array([int(value[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def luminance(value: str) -> float:
    return float(linear(value) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(value: str, vision: str = "normal") -> tuple[float, float, float]:
    xyz = TO_XYZ @ np.clip(VISIONS[vision] @ linear(value), 0, 1) / WHITE
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return float(116 * f[1] - 16), float(500 * (f[0] - f[1])), float(200 * (f[1] - f[2]))


def ciede2000(one: tuple[float, float, float], two: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, two
    c7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - math.sqrt(c7 / (c7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dl, dc = l2 - l1, c2 - c1
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dh_big = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else (h1 + h2) / 2 + (180 if abs(h1 - h2) > 180 else 0)
    t = (
        1
        - 0.17 * math.cos(math.radians(hm - 30))
        + 0.24 * math.cos(math.radians(2 * hm))
        + 0.32 * math.cos(math.radians(3 * hm + 6))
        - 0.20 * math.cos(math.radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rc = 2 * math.sqrt(cm**7 / (cm**7 + 25**7))
    rt = -math.sin(math.radians(60 * math.exp(-(((hm % 360 - 275) / 25) ** 2)))) * rc
    x, y, z = dl / sl, dc / sc, dh_big / sh
    return math.sqrt(x * x + y * y + z * z + rt * y * z)


def smallest_difference(colours: list[str], vision: str) -> float:
    return min(ciede2000(lab(a, vision), lab(b, vision)) for a, b in combinations(colours, 2))


@pytest.mark.parametrize(
    ("one", "two", "difference"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_measure_agrees_with_its_published_table(
    one: tuple[float, float, float], two: tuple[float, float, float], difference: float
) -> None:
    assert ciede2000(one, two) == pytest.approx(difference, abs=1e-4)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "ink-2", "ink-3", "accent", "accent-hover", "ok", "warn", "bad"])
def test_text_colours_have_contrast_on_paper(name: str, theme: str) -> None:
    assert contrast(getattr(TOKENS[name], theme), getattr(TOKENS["paper"], theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "ground"), [("ink-3", "wash"), ("ok", "ok-wash"), ("warn", "warn-wash"), ("bad", "bad-wash")]
)
def test_text_colours_have_contrast_on_their_wash(name: str, ground: str, theme: str) -> None:
    assert contrast(getattr(TOKENS[name], theme), getattr(TOKENS[ground], theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_controls_can_be_seen(theme: str) -> None:
    assert contrast(getattr(TOKENS["control"], theme), getattr(TOKENS["paper"], theme)) >= 3


@pytest.mark.parametrize("vision", sorted(VISIONS))
@pytest.mark.parametrize(
    ("family", "theme", "least"),
    [(STAGES, "light", 14.5), (STAGES, "dark", 15.5), (GASES, "light", 13.0), (GASES, "dark", 9.9)],
)
def test_chart_colours_stay_apart_for_every_eye(
    family: dict[str, Colour], theme: str, least: float, vision: str
) -> None:
    assert smallest_difference([getattr(c, theme) for c in family.values()], vision) >= least


def test_stages_stay_apart_in_grey_print() -> None:
    lightness = sorted(lab(c.light)[0] for c in STAGES.values())
    assert min(b - a for a, b in pairwise(lightness)) >= 8


def test_light_fills_without_contrast_and_only_those_get_an_edge() -> None:
    for name, tone in {**STAGES, **GASES}.items():
        assert tone.edged == (contrast(tone.light, TOKENS["paper"].light) < 3), name


def test_warning_and_error_differ_for_a_deuteranope() -> None:
    pair = lab(TOKENS["warn"].light, "deutan"), lab(TOKENS["bad"].light, "deutan")
    assert ciede2000(*pair) >= 11.5


def test_stage_ids_of_packs_find_their_life_cycle_colour() -> None:
    assert stage_colours(["raw_material", "iron", "steel", "distribution", "use", "eol"]) == {
        "raw_material": "raw_material",
        "iron": "production",
        "steel": "ink-3",
        "distribution": "transport",
        "use": "use",
        "eol": "end_of_life",
    }


def test_plain_production_stages_take_production_first() -> None:
    assert stage_colours(["raw_material", "iron", "steel"]) == {
        "raw_material": "raw_material",
        "iron": "production",
        "steel": "use",
    }


def test_two_stages_never_share_a_colour_while_one_is_free() -> None:
    found = stage_colours(["manufacturing", "assembly_plant", "warehouse"])
    assert found["manufacturing"] == "production"
    assert len(set(found.values())) == 3


def test_colour_names_and_hex_are_understood_and_all_else_is_unobtrusive() -> None:
    assert colour("production") == STAGES["production"]
    assert colour("#a1b2c3") == Colour("#A1B2C3", "#A1B2C3")
    assert colour('red" onload="x') == TOKENS["ink-3"]
    assert all(c.light.startswith("#") and len(c.dark) == 7 for c in COLOURS.values())


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert [mix("#000000", "#FFFFFF", part) for part in (0, 0.2, 1)] == ["#FFFFFF", "#CCCCCC", "#000000"]
