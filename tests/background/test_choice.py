"""What stands behind a bought flow: precedence, place, year, stand-ins, gaps, refusals."""

import csv

import pytest

from tanchi.background import At, ProviderKind, default_table, factor_table
from tanchi.background.sets import LIBRARY
from tanchi.findings import TanchiError, Text
from tanchi.rules.model import FactorSupply, FootprintSupply, FreeSupply, GapSupply

TABLE = default_table()
CHINA = ("site", "CN", "GLO")
HENAN_2025 = At("河南", "2025")


def link(name, at=HENAN_2025, places=CHINA, year="", more=()):
    return TABLE.link("flow", (FactorSupply(name, places, year), *more), at=at)


def refusal(*args, **kwargs):
    with pytest.raises(TanchiError) as caught:
        link(*args, **kwargs)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    ("study", "factor"),
    [("2026", "2024"), ("2025", "2024"), ("2024", "2024"), ("2023", "2023"), ("2023-06", "2023")],
)
def test_the_nearest_year_not_after_the_study_is_taken(study, factor):
    found = link("electricity", At("河南", study))
    assert (found.provider.place, found.provider.year, found.step) == ("CN", factor, 2)
    assert found.provider.proxy is False


def test_a_later_year_is_taken_only_where_nothing_is_earlier_and_it_is_said():
    found = link("electricity", At("CN", "2021"))
    assert found.provider.year == "2023"
    assert "2021 年及以前没有数据，用较晚的 2023 年" in found.reason.zh
    assert "nothing up to 2021, the later 2023 used" in found.reason.en


def test_without_a_study_year_the_newest_is_taken():
    assert link("electricity", At("CN")).provider.year == "2024"


def test_the_year_of_the_rule_wins_over_the_study():
    assert link("electricity", year="2023").provider.year == "2023"
    assert link("electricity", year="at").provider.year == "2024"


@pytest.mark.parametrize("place", ["河南", "河南省", "Henan", "CN-HA", "cn", "中国"])
def test_a_province_gets_the_national_footprint_factor_never_its_own_emission_factor(place):
    found = link("electricity", At(place, "2023"))
    assert found.provider.id == "cn-electricity/footprint-2023-electricity"
    assert found.provider.quality.place == 2


def test_electricity_of_another_country_is_a_gap_not_the_chinese_mix():
    found = link("electricity", At("US", "2024"))
    assert (found.provider, found.step) == (None, 8)
    assert "不能代替US的" in found.reason.zh
    assert "取得当地官方因子" in found.reason.zh


def test_a_foreign_factor_stands_in_where_that_is_tolerable_and_is_flagged():
    found = link("limestone")
    assert (found.provider.place, found.step, found.provider.proxy) == ("RNA", 6, True)
    assert "没有河南的数据，用北美的" in found.reason.zh
    assert "place score 4" in found.reason.en


def test_the_same_factor_is_no_proxy_at_home():
    found = link("natural_gas_upstream", At("GB", "2025"), ("site",))
    assert (found.provider.set, found.step, found.provider.proxy) == ("desnz-2025", 5, False)
    assert found.provider.quality.place == 2


def test_a_world_figure_is_flagged_with_place_score_three():
    found = link("zinc")
    assert (found.provider.place, found.provider.quality.place, found.provider.proxy) == ("GLO", 3, True)


def test_a_class_proxy_is_the_last_step_before_the_gap():
    found = link("dolomite")
    assert (found.step, found.provider.quality.technology) == (7, 4)
    assert "以同类物料代用" in found.reason.zh


@pytest.mark.parametrize(
    "name",
    [  # every row of the reference that must stay a gap for a Chinese plant
        "steam", "oxygen", "nitrogen", "argon", "compressed_air", "electricity_residual", "coke",
        "calcined_petroleum_coke",
        "coal_tar_pitch", "soda_ash", "aluminium_fluoride", "cryolite", "primary_aluminium",
        "stainless_steel_304",
        "ferrosilicon", "ferromanganese", "silicomanganese", "ferrochrome", "silicon_metal", "magnesium",
        "magnesite",
        "copper", "nickel", "lead", "caustic_soda", "chlorine", "nitric_acid", "ammonia", "urea",
        "ammonium_nitrate",
        "methanol", "ethylene", "propylene", "ethylene_glycol", "pvc", "calcium_carbide", "lithium_carbonate",
        "lithium_hydroxide", "graphite_anode_material", "cathode_active_material",
        "lithium_hexafluorophosphate",
        "ethylene_carbonate", "dimethyl_carbonate", "separator_film", "nmp", "pvdf", "copper_foil",
        "battery_pack",
        "polysilicon", "pv_wafer", "pv_cell", "pv_module", "integrated_circuit", "ssd", "lcd_panel",
        "clinker", "steel_recycled",
        "refrigerant_production", "pig_iron", "graphite_electrode", "blast_furnace_gas",
    ],
)  # fmt: skip
def test_gap_stays_a_gap_and_says_what_to_do(name):
    found = link(name)
    assert (found.provider, found.step) == (None, 8)
    with (LIBRARY / "gaps.csv").open(encoding="utf-8", newline="") as file:
        advice = {row["flow"]: row for row in csv.DictReader(file)}[name]
    assert advice["instead_zh"] in found.reason.zh
    assert advice["instead_en"] in found.reason.en


@pytest.mark.parametrize(
    "name",
    [  # tolerable stand-ins of the reference, and what steel, aluminium and cement need
        "hard_coal_upstream", "coking_coal_upstream", "natural_gas_upstream", "diesel_upstream",
        "petroleum_coke_upstream",
        "lignite_upstream", "fuel_oil_upstream", "lpg_upstream", "limestone", "dolomite", "gypsum", "clay",
        "silica_sand",
        "bauxite", "alumina", "prebaked_anode", "iron_ore", "iron_ore_pellets", "lime", "tap_water",
        "wastewater_treatment",
        "road_freight", "rail_freight", "sea_freight_bulk", "sea_freight_container",
        "inland_waterway_freight",
        "air_freight_long_haul", "zinc", "salt", "sulphuric_acid", "potassium_chloride", "ndfeb_magnet",
        "landfill_inert",
    ],
)  # fmt: skip
def test_tolerable_stand_in_is_linked_and_flagged(name):
    found = link(name)
    assert found.provider is not None and found.provider.proxy
    assert found.provider.kind is not ProviderKind.EMISSION_FACTOR
    assert found.step in (6, 7)


def test_the_best_source_comes_before_nearer_years():
    assert link("natural_gas_upstream", At("河南", "2023")).provider.set == "desnz-2024"


def test_an_emission_factor_offered_for_a_footprint_is_refused():
    finding = refusal("steam_combustion")
    assert finding.code == "link.kind"
    assert "是排放因子" in finding.message.zh and "需要碳足迹因子" in finding.message.zh
    assert finding.message.en.endswith("is an emission factor; a footprint factor is needed")
    assert finding.remedy.zh and finding.remedy.en


def test_a_province_grid_named_by_its_row_is_refused():
    assert refusal("cn-electricity/co2-2023-CN-HA").code == "link.kind"


def test_a_footprint_factor_can_be_named_by_its_row():
    found = link("cn-electricity/footprint-2023-electricity", At("CN", "2025"))
    assert found.provider.id == "cn-electricity/footprint-2023-electricity"


def test_a_synonym_is_understood():
    assert link("水电").provider.flow == "electricity_hydro"
    assert link("冶金焦").reason.zh.startswith("焦炭没有公开的碳足迹因子")


def test_an_unknown_name_is_refused_with_what_comes_near():
    finding = refusal("limstone")
    assert finding.code == "link.unknown_flow"
    assert "limestone（石灰石）" in finding.remedy.zh


def test_an_unknown_place_counts_as_not_given_and_is_said():
    found = link("electricity", At("月球", "2024"))
    assert found.provider.place == "CN"
    assert "地点“月球”不在地点表中" in found.reason.zh


def test_the_first_supply_there_is_wins_and_the_passed_ones_are_told():
    supply = (
        FootprintSupply("coke"),
        FactorSupply("coke", CHINA),
        FactorSupply("hard_coal_upstream", CHINA),
        GapSupply(Text("请供应商提供", "ask the supplier")),
    )
    found = TABLE.link("coke", supply, at=HENAN_2025)
    assert found.provider.flow == "hard_coal_upstream"
    assert found.reason.zh.startswith("未收到供应商按规则 coke 计算的足迹；焦炭没有公开的碳足迹因子；")


def test_a_gap_of_the_rule_speaks_in_its_own_words():
    found = TABLE.link("x", (GapSupply(Text("请向园区索取", "ask the park")),), at=HENAN_2025)
    assert (found.provider, found.reason) == (None, Text("请向园区索取", "ask the park"))


def test_what_the_rule_lets_in_free_carries_no_gas():
    found = TABLE.link("scrap", (FreeSupply(Text("废钢按截断处理", "scrap is cut off")),), at=HENAN_2025)
    assert (found.provider.gases, found.step) == ((), 3)
    assert "废钢按截断处理" in found.reason.zh


def test_no_supply_at_all_is_a_gap():
    assert TABLE.link("x", ()).provider is None


def own_set(root, *rows):
    """Write a set of one's own (step 4) with limestone rows of the given place and year."""
    folder = root / "mine"
    folder.mkdir()
    head = (LIBRARY / "uslci-2021" / "SET.yaml").read_text(encoding="utf-8")
    head = head.replace("id: uslci-2021", "id: mine").replace("step: 6", "step: 4")
    (folder / "SET.yaml").write_text(head, encoding="utf-8")
    with (LIBRARY / "uslci-2021" / "factors.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    base = next(row for row in listed if row["flow"] == "limestone")
    with (folder / "factors.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(base), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**base, "id": f"mine/{n}", **row} for n, row in enumerate(rows))
    return factor_table([root])


def test_a_licensed_database_of_ones_own_comes_before_foreign_published_factors(tmp_path):
    table = own_set(tmp_path, {"place": "CN", "year": "2020"})
    found = table.link("x", (FactorSupply("limestone", CHINA),), at=HENAN_2025)
    assert (found.provider.set, found.step) == ("mine", 4)


def test_an_official_factor_comes_before_a_nearer_one_of_ones_own_database(tmp_path):
    table = own_set(tmp_path, {"flow": "electricity", "unit": "kWh", "place": "CN-HA", "year": "2025"})
    found = table.link("x", (FactorSupply("electricity", CHINA),), at=HENAN_2025)
    assert (found.provider.set, found.step) == ("cn-electricity", 2)


def test_an_older_year_comes_before_a_later_one_that_is_nearer(tmp_path):
    table = own_set(tmp_path, {"place": "CN", "year": "2026"}, {"place": "CN", "year": "2018"})
    assert table.link("x", (FactorSupply("limestone", CHINA),), at=HENAN_2025).provider.year == "2018"


def test_a_place_named_earlier_by_the_rule_comes_first(tmp_path):
    table = own_set(tmp_path, {"place": "GLO", "year": "2025"}, {"place": "CN", "year": "2015"})
    assert table.link("x", (FactorSupply("limestone", CHINA),), at=HENAN_2025).provider.place == "CN"


def test_a_synonym_of_several_flows_is_refused_with_all_of_them():
    finding = refusal("聚乙烯")
    assert all(name in finding.remedy.en for name in ("ldpe", "hdpe", "lldpe"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("石灰石", "limestone"),
        ("LIMESTONE", "limestone"),
        ("网电", "electricity"),
        ("truck", "road_freight"),
        ("NaOH", "caustic_soda"),
        ("limstone", "limestone"),
        ("glass", "glass_fibre"),
    ],
)
def test_people_find_a_flow_by_what_they_call_it(text, first):
    assert TABLE.search(text)[0].name.flow == first


def test_a_search_shows_gaps_too():
    (hit,) = TABLE.search("石墨电极")
    assert hit.providers == () and "取得供应商足迹" in hit.name.gap.text.zh


def test_nothing_is_found_for_nothing():
    assert TABLE.search(" ") == () and TABLE.search("qqqqqqqq") == ()


def test_find_narrows_by_kind_boundary_place_and_year():
    found = TABLE.find("天然气上游", place="英国", year="2025")
    assert [p.id for p in found] == ["desnz-2025/natural_gas_upstream-GB"]


def test_the_fingerprint_of_a_set_changes_with_one_digit(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("SET.yaml", "factors.csv"):
        text = (LIBRARY / "cn-electricity" / name).read_text(encoding="utf-8")
        (folder / name).write_text(
            text.replace("id: cn-electricity", "id: mine").replace("cn-electricity/", "mine/"),
            encoding="utf-8",
        )
    before = dict(factor_table([folder]).versions)
    rows = folder / "factors.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("0.5777", "0.5778"), encoding="utf-8")
    after = dict(factor_table([folder]).versions)
    assert {set for set in before if before[set] != after[set]} == {"mine"}
