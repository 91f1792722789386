"""A car takes the footprint of its battery pack from the supplier's calculation; every number by hand.

A pack, per piece (100 made): cathode 20 kg at 10 kg CO2; wood 5 kg holding −1.8 kg and releasing 0.3 kg CO2 of
plants a kg; 0.2 MWh at 50 (contract) or 600 (grid) kg CO2; 0.1 kg CH4; 40 kg CO2 when it is recycled.
A car (50 made): 2 packs, 1 MWh, 300 kg CO2 at its end of life.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import tanchi
from tanchi.background.provider import Boundary, GasAmount, Provider, ProviderKind
from tanchi.files import deterministic_zip
from tanchi.findings import TanchiError, Text
from tanchi.gases import gwp_set
from tanchi.inventory.plain.read import parse_plain
from tanchi.sources import Source
from tanchi.study.bundle import open_bundle, write_bundle
from tanchi.study.result import Footprint
from tanchi.study.serial import to_json
from tanchi.study.supplier import open_supplier
from tanchi.study.supplier_fit import misfits, taken
from tanchi.study.verify import Verdict, verify

from .plants import PACKS, rule_of

CH4 = gwp_set("AR6").factor("CH4", "fossil")
POWER = [
    {"flow": "contract_power", "amount": 50, "unit": "MWh", "gas": "CO2", "source": "constructed"},
    {"flow": "grid_power", "amount": 600, "unit": "MWh", "gas": "CO2", "source": "constructed"},
]
WOOD = Provider(
    "wood", ProviderKind.SUPPLIER_FOOTPRINT, Text("木箱", "case"), "wood", "kg",
    (GasAmount("CO2", "biogenic", -1.8), GasAmount("CO2", "biogenic", 0.3)), Boundary.CRADLE_TO_GATE, "CN", "2025", Source("constructed"),
)  # fmt: skip
PACK = {
    "rule": "small-pack", "edition": "1", "company": "电池厂", "product": "电池包",
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "processes": {
        "assembly": {"pack": "100 piece", "cathode": "2000 kg", "wood": "500 kg", "power": "20 MWh", "solvent": "10 kg"},
        "recycling": {"treated": "100 piece", "burnt_off": "4 tCO2"},
    },
    "factors": [{"flow": "cathode", "amount": 10, "unit": "kg", "gas": "CO2", "source": "constructed"}, *POWER],
}  # fmt: skip
MATERIAL, MAKING, GRID_MAKING = 200 - 9 + 1.5, 10 + 0.1 * CH4, 120 + 0.1 * CH4
CAR_OWN, CAR_OWN_GRID = 50 + 300, 600 + 300


def car(file: str) -> dict[str, object]:
    return {
        "rule": "small-car", "edition": "1", "company": "车厂", "product": "汽车",
        "period": {"from": "2025-01-01", "to": "2025-12-31"},
        "processes": {
            "assembly": {"car": "50 piece", "traction_battery": "100 piece", "power": "50 MWh"},
            "end_of_life": {"treated": "50 piece", "shredded": "15 tCO2"},
        },
        "factors": [*POWER, {"flow": "traction_battery", "bundle": file, "source": "电池厂"}],
    }  # fmt: skip


def read(data, folder: Path, name: str):
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    inventory, findings = parse_plain(path.read_bytes(), str(path), ".json")
    assert not [f for f in findings if f.level == "error"]
    return inventory


def supply(folder: Path, choices=None, samples: int = 0) -> tuple[Path, Footprint]:
    rule, inventory = rule_of("small-pack"), read(PACK, folder, "pack.json")
    found = tanchi.compute(rule, inventory, samples=samples, suppliers={"wood": WOOD}, choices=choices)
    path = folder / "pack.tanchi"
    write_bundle(path, rule, PACKS / "small-pack", inventory, found)
    return path, found


def driven(folder: Path, file: str = "pack.tanchi", **more):
    inventory = read(car(file), folder, "car.json")
    return inventory, tanchi.compute(rule_of("small-car"), inventory, **{"samples": 0, **more})


def refused(folder: Path, **more) -> list[str]:
    with pytest.raises(TanchiError) as caught:
        driven(folder, **more)
    return [f.code for f in caught.value.findings]


def with_supply(**fields):
    """Return the car's rule with other fields of its footprint supply."""
    rule = rule_of("small-car")
    flow = rule.flows["traction_battery"]
    asked = replace(flow.supply[0], **fields)
    return replace(flow, supply=(asked, *flow.supply[1:]))


def test_a_pack_by_hand(tmp_path):
    _, found = supply(tmp_path)
    assert found.total == pytest.approx(MATERIAL + MAKING + 40, rel=1e-12)
    by_stage = {(g.stage, g.gas, g.origin, g.mass > 0): g.mass for g in found.stage_gases}
    assert by_stage == pytest.approx(
        {
            ("material", "CO2", "fossil", True): 200.0,
            ("material", "CO2", "biogenic", False): -9.0,
            ("material", "CO2", "biogenic", True): 1.5,
            ("making", "CO2", "fossil", True): 10.0,
            ("making", "CH4", "fossil", True): 0.1,
            ("recycling", "CO2", "fossil", True): 40.0,
        },
        rel=1e-12,
    )


def test_the_car_takes_the_stages_asked_for_and_no_more(tmp_path):
    supply(tmp_path)
    _, found = driven(tmp_path)
    assert found.total == pytest.approx(2 * (MATERIAL + MAKING) + CAR_OWN, rel=1e-12)


def test_lines_of_the_supplier_stay_lines_of_the_car(tmp_path):
    supply(tmp_path)
    lines = driven(tmp_path)[1].lines
    assert lines.biogenic_removal == pytest.approx(2 * -9.0, rel=1e-12)
    assert lines.biogenic_emission == pytest.approx(2 * 1.5, rel=1e-12)
    assert lines.fossil == pytest.approx(2 * (200 + MAKING) + CAR_OWN, rel=1e-12)


def test_the_study_s_own_gwp_set_counts_the_supplier_s_gases(tmp_path):
    supply(tmp_path)
    ar5 = gwp_set("AR5").factor("CH4", "fossil")
    assert ar5 != CH4
    expected = 2 * (MATERIAL + 10 + 0.1 * ar5) + CAR_OWN
    assert driven(tmp_path, gwp="AR5")[1].total == pytest.approx(expected, rel=1e-12)


def test_the_grid_variant_takes_the_supplier_s_grid_twin(tmp_path):
    supply(tmp_path)
    twin = driven(tmp_path)[1].twin("basis", "grid")
    assert twin.total == pytest.approx(2 * (MATERIAL + GRID_MAKING) + CAR_OWN_GRID, rel=1e-12)


def test_without_a_twin_the_supplier_s_own_result_stands_and_the_link_says_so(tmp_path):
    path, _ = supply(tmp_path)
    given = replace(open_supplier(path, "traction_battery"), grid=())
    inventory = read(car("pack.tanchi"), tmp_path, "car.json")
    found = tanchi.compute(
        rule_of("small-car"), inventory, samples=0, suppliers={"traction_battery": given}, choices={"basis": "grid"}
    )  # fmt: skip
    assert found.total == pytest.approx(2 * (MATERIAL + MAKING) + CAR_OWN_GRID, rel=1e-12)
    reason = next(link.reason for link in found.links if link.flow == "traction_battery")
    assert "没有给出 grid 口径" in reason.zh
    assert "gives no 'grid' result" in reason.en


def test_fingerprint_and_result_name_the_supplier_s_calculation(tmp_path):
    _, pack = supply(tmp_path)
    _, found = driven(tmp_path)
    assert found.fingerprint.suppliers == (("traction_battery", pack.fingerprint.digest),)
    assert [(s.flow, s.rule, s.edition, s.digest) for s in found.suppliers] == [
        ("traction_battery", "small-pack", "1", pack.fingerprint.digest)
    ]


def test_another_calculation_of_the_supplier_is_another_fingerprint(tmp_path):
    supply(tmp_path)
    first = driven(tmp_path)[1].fingerprint
    supply(tmp_path, samples=10)
    assert driven(tmp_path)[1].fingerprint.digest != first.digest


def test_without_a_file_the_rule_s_next_supply_is_used(tmp_path):
    data = {**car(""), "factors": POWER}
    found = tanchi.compute(rule_of("small-car"), read(data, tmp_path, "car.json"), samples=0)
    assert [gap.flow for gap in found.gaps] == ["traction_battery"]


def test_an_exported_result_serves_like_the_bundle_but_says_it_can_t_be_verified(tmp_path):
    _, pack = supply(tmp_path)
    (tmp_path / "result.json").write_bytes(to_json(pack))
    (tmp_path / "envelope.json").write_bytes(to_json({"result": {"footprint": pack}}))
    for name in ("result.json", "envelope.json"):
        _, found = driven(tmp_path, name)
        assert found.total == pytest.approx(2 * (MATERIAL + MAKING) + CAR_OWN, rel=1e-12)
        reason = next(link.reason for link in found.links if link.flow == "traction_battery")
        assert "不能重算" in reason.zh


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"rule": "other-pack"}, "supplier.rule"),
        ({"rule": "small-pack@2"}, "supplier.rule"),
        ({"of": "cell"}, "supplier.product"),
        ({"stages": ("material", "making", "use")}, "supplier.stage"),
        ({"here": {}}, "supplier.open_stage"),
        ({"profile": "export"}, "supplier.profile"),
        ({"min_primary": 0.99}, "supplier.primary"),
    ],
)
def test_what_does_not_answer_the_rule_is_refused_and_named(tmp_path, fields, code):
    path, _ = supply(tmp_path)
    given = open_supplier(path, "traction_battery")
    found = list(misfits(with_supply(**fields), given, {"profile": "home", "basis": "contract"}))
    assert [f.code for f in found] == [code]
    assert found[0].remedy
    assert "pack.tanchi" in found[0].message.zh


def test_what_answers_the_rule_has_no_misfit(tmp_path):
    path, _ = supply(tmp_path)
    given = open_supplier(path, "traction_battery")
    assert list(misfits(rule_of("small-car").flows["traction_battery"], given, {"profile": "home"})) == []


def test_a_supplier_with_another_profile_stops_the_study_at_the_row_that_names_him(tmp_path):
    supply(tmp_path, {"profile": "export"})
    assert refused(tmp_path) == ["supplier.profile"]
    assert driven(tmp_path, choices={"profile": "export"})[1].complete


def test_a_missing_file_and_a_changed_one_are_named(tmp_path):
    assert refused(tmp_path) == ["bundle.unreadable"]
    path, _ = supply(tmp_path)
    entries = dict(open_bundle(path).entries)
    entries["result.json"] = entries["result.json"].replace(b'"total"', b'"Total"', 1)
    path.write_bytes(deterministic_zip(entries, first=("manifest.json",)))
    assert refused(tmp_path) == ["bundle.changed"]


def test_all_stages_are_taken_where_the_rule_names_none(tmp_path):
    path, _ = supply(tmp_path)
    given = open_supplier(path, "traction_battery")
    provider = taken(with_supply(stages=(), here={}), given, {"basis": "contract"})
    fossil = sum(g.amount for g in provider.gases if (g.gas, g.origin) == ("CO2", "fossil"))
    assert fossil == pytest.approx(250.0, rel=1e-12)


def test_the_car_s_bundle_verifies_where_the_supplier_s_file_is_not(tmp_path):
    supply(tmp_path, samples=50)
    inventory, found = driven(tmp_path, samples=50)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = elsewhere / "car.tanchi"
    write_bundle(path, rule_of("small-car"), PACKS / "small-car", inventory, found)
    answer = verify(path)
    assert (answer.verdict, answer.differences) == (Verdict.BIT_EQUAL, ())
    assert [f.code for f in answer.findings] == ["bundle.supplier"]
    assert "没有重算" in answer.findings[0].message.zh
    (elsewhere / "pack.tanchi").write_bytes((tmp_path / "pack.tanchi").read_bytes())
    assert "同一文件" in verify(path).findings[0].message.zh


def test_a_supplier_s_number_changed_inside_the_car_s_bundle_is_found(tmp_path):
    import hashlib

    supply(tmp_path)
    inventory, found = driven(tmp_path)
    path = tmp_path / "car.tanchi"
    write_bundle(path, rule_of("small-car"), PACKS / "small-car", inventory, found)
    entries = dict(open_bundle(path).entries)
    result = json.loads(entries["result.json"])
    result["suppliers"][0]["gases"][0]["mass"] *= 0.5
    entries["result.json"] = json.dumps(result).encode()
    manifest = json.loads(entries["manifest.json"])
    manifest["entries"]["result.json"] = hashlib.sha256(entries["result.json"]).hexdigest()
    entries["manifest.json"] = json.dumps(manifest).encode()
    path.write_bytes(deterministic_zip(entries, first=("manifest.json",)))
    answer = verify(path)
    assert answer.verdict is Verdict.DIFFERENT
    assert "total" in {d.path for d in answer.differences}


def test_a_bundle_verifies_what_only_its_variants_buy(tmp_path):
    supply(tmp_path)
    inventory = read(car("pack.tanchi"), tmp_path, "car.json")
    rule = rule_of("small-car")
    found = tanchi.compute(rule, inventory, samples=0)
    assert [link.flow for link in found.further_links] == ["grid_power"]
    target = tmp_path / "car.tanchi"
    write_bundle(target, rule, PACKS / "small-car", inventory, found)
    assert verify(target).verdict is Verdict.BIT_EQUAL
