"""Photovoltaic electricity, recomputed by plain arithmetic apart from the engine."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

import tanchi
from tanchi.inventory.plain.read import parse_plain
from tanchi.rules.load import RuleLibrary, load_rule
from tanchi.rules.shelf import default_roots
from tanchi.study.bundle import write_bundle
from tanchi.study.cases import run_case

MODEL = json.loads(
    (Path(__file__).parents[1] / "data" / "sesame-photovoltaics.json").read_text(encoding="utf-8")
)["processes"]


@pytest.fixture(scope="module")
def rule():
    return load_rule("photovoltaic-electricity")


def expected(rule, case: str, at: str) -> float:
    found = next(c for c in rule.cases if c.id == case)
    assert run_case(rule, found).ok
    return next(e.value for e in found.expect if e.at == at)


def folder(id: str) -> Path:
    return RuleLibrary(default_roots()).folder(id)


def plain(path: Path):
    inventory, findings = parse_plain(path.read_bytes(), str(path), ".yaml")
    assert not [f for f in findings if f.level == "error"]
    return inventory


def example(id: str, name: str):
    return plain(folder(id) / "examples" / name)


def own(step: str) -> float:
    """Return kg CO2e of a step without what it takes from the step before."""
    return sum(amount * factor for _, _, amount, factor in MODEL[step] if factor is not None)


def chain(*steps: str) -> float:
    """Return kg CO2e of the last step, each link taking the step before it in the printed amount."""
    total = 0.0
    for step in steps:
        links = [amount for _, _, amount, factor in MODEL[step] if factor is None]
        total = own(step) + (links[0] * total if links else 0.0)
    return total


def test_the_open_model_summed_item_by_item_gives_the_factors_and_the_result_of_the_case(rule):
    module = chain("sand", "metallurgical", "polysilicon", "wafer", "cell", "module")
    assert module == pytest.approx(158.157513, abs=1e-6)
    power, ratio, life = 570, 1.3, 30
    area = ratio * power / 0.2 * (1 + 0.01 + 0.02 * life / 30)
    mounted = area / (1 + 0.01 + 0.00067 * life)
    installation = own("installation") + area * 0.001 * 10500 * 15.5 * 0.0115
    capacity = 12.63 * (1 - 0.025) * (1 - life * 0.8 / 200) / (1 - 0.03) - 100 * 0.4223 / 0.2 / 8760
    energy = capacity / 100 * ratio * 8760 * power * life
    total = (
        module * area
        + 3.13 * own("inverter")
        + own("electric")
        + own("mounting") * mounted
        + installation
        + own("operation") * energy
    )
    assert expected(rule, "sesame-beijing", "result.gas.CO2") == pytest.approx(
        1000 * total / energy, abs=5e-5
    )


def test_the_yield_summed_by_the_year_is_the_closed_form(rule):
    # P · H · n · (1 − d · n / 2)
    assert expected(rule, "roof-netherlands", "values.life_yield") == 3 * 975 * 30 * (1 - 0.007 * 30 / 2)


def test_the_constructed_plant_with_every_stage_is_worked_out_apart(rule):
    life, power = 25, 100_000
    left = sum(1 - 0.01 - 0.004 * (year - 0.5) for year in range(1, life + 1))
    energy = power * 1800 * 0.84 * left - 500_000 * life
    diesel = 42.652 * (
        0.0202 * 44 / 12 * 0.98 * 1000 + 0.003 * 29.8 + 0.0006 * 273
    )  # kg CO2e per t, defaults
    site_diesel = 42 * (0.020 * 44 / 12 * 1000 + 0.003 * 29.8 + 0.0006 * 273)
    modules = power * 1.015 * 500
    system = (
        80_000 * math.ceil(25 / 12) * 30 + 3000 * 2500 + 200 * 14000 + 150 * 4000 + 10000 * 120 + 40 * 25000
    )
    construction = 200 * 600 + 300 * (site_diesel + 42 * 17) + 20000 * 900 * 0.125 + 500_000
    operation = (
        300 * life * 600
        + 2000 * life * 0.2
        + 5 * life * (diesel + 42.652 * 17)
        + 20 * 2200
        + 0.2 * life * 25200
    )
    area = power / 0.22 * 1.015
    frames, glass, rest = (area * part / 1000 for part in (1.5, 8, 2.5))
    hauled = area * 12 / 1000 + 2900 + 190 + 145 + 10000
    end = (
        100 * 600
        + hauled * 200 * 0.125
        + (frames + 190) * (0.9 * 560 + 0.1 * 9)
        + 145 * (0.95 * 1000 + 0.05 * 9)
        + 2900 * (0.9 * 900 + 0.1 * 9)
        + glass * (0.5 * 50 + 0.5 * 1)
        + rest * 300
        + 10000 * 1
    )
    total = modules + system + construction + operation + end
    assert expected(rule, "constructed-tracking", "values.life_yield") == pytest.approx(energy, rel=1e-12)
    assert expected(rule, "constructed-tracking", "result.total") == pytest.approx(
        1000 * total / energy, rel=1e-9
    )


def test_a_plant_takes_its_modules_from_the_makers_bundle(rule, tmp_path):
    # only the module's figure differs: 120 MW and 1.2 % broken or replaced, over the energy of the life
    maker = load_rule("photovoltaic-module")
    works = example("photovoltaic-module", "topcon-works.yaml")
    made = tanchi.compute(maker, works, samples=0)
    write_bundle(tmp_path / "modules.tanchi", maker, folder("photovoltaic-module"), works, made)
    text = (folder("photovoltaic-electricity") / "examples" / "ground-plant.yaml").read_text("utf-8")
    stated = '- {flow: module, amount: 520 kgCO2e/kW, source: 构造的供应商声明，不是数据, year: "2025", uncertainty: {pm: 20 %}}'
    assert stated in text
    found = {}
    for name, line in (
        ("stated", stated),
        ("bundle", "- {flow: module, bundle: modules.tanchi, source: 组件厂}"),
    ):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text.replace(stated, line), "utf-8")
        found[name] = tanchi.compute(rule, plain(path), samples=0)
    left = sum(1 - 0.01 - 0.004 * (year - 0.5) for year in range(1, 26))
    energy = 120_000 * 1750 * left
    change = (made.total - 520) * 120_000 * 1.012 / energy
    assert found["bundle"].total - found["stated"].total == pytest.approx(change, rel=1e-9)
