"""Shipped figures against what the sources print, typed here by hand."""

import pytest

from tanchi.background import Boundary, ProviderKind, default_table
from tests.background.co2e import co2e

TABLE = default_table()

GRID = {  # announcement of 2025-09-28 and announcement 2025 no. 3, kg CO2e per kWh
    "electricity": (0.5777, 0.6205), "electricity_coal": (0.9240, 0.9440), "electricity_gas": (0.4503,
    0.4792),
    "electricity_hydro": (0.0141, 0.0143), "electricity_nuclear": (0.0065, 0.0065),
    "electricity_wind": (0.0324, 0.0336),
    "electricity_pv": (0.0520, 0.0545), "electricity_csp": (0.0312, 0.0313), "electricity_biomass": (0.0404,
    0.0457),
    "grid_delivery_lossless": (0.0046, 0.0036), "grid_delivery": (0.0327, 0.0463),
}  # fmt: skip


def total(id: str, gwp: str = "AR6") -> float:
    return co2e(TABLE.get(id), gwp)


@pytest.mark.parametrize("flow", GRID)
def test_chinese_electricity_factors(flow):
    assert total(f"cn-electricity/footprint-2024-{flow}") == GRID[flow][0]
    assert total(f"cn-electricity/footprint-2023-{flow}") == GRID[flow][1]


def test_grid_fell_by_6_9_percent_in_2024():
    new, old = (
        total("cn-electricity/footprint-2024-electricity"),
        total("cn-electricity/footprint-2023-electricity"),
    )
    assert round(100 * (new / old - 1), 1) == -6.9


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("CN", 0.5306),
        ("CN-TJ", 0.6796),
        ("CN-HA", 0.5897),
        ("CN-YN", 0.1333),
        ("CN-XJ", 0.6021),
        ("CN-SWCG", 0.2472),
    ],
)
def test_provincial_electricity_is_an_emission_factor_of_generation(place, value):
    (found,) = TABLE.find("electricity", kind=ProviderKind.EMISSION_FACTOR, place=place)
    assert (found.boundary, found.gases[0].gas, found.gases[0].amount) == (Boundary.GENERATION, "CO2", value)


def test_thirty_provinces_and_seven_regions_have_a_co2_factor():
    found = TABLE.find("electricity", kind=ProviderKind.EMISSION_FACTOR)
    assert sum(p.place.endswith("CG") for p in found) == 7
    assert sum(p.place != "CN" and not p.place.endswith("CG") for p in found) == 30
    assert "CN-XZ" not in {p.place for p in found}


def test_ademe_natural_gas_56_9_and_10_5_make_67_4():
    combustion = total("ademe-23.6/natural_gas_combustion-RER") * 1000
    upstream = total("ademe-23.6/natural_gas_upstream-RER") * 1000
    assert (combustion, upstream) == (pytest.approx(56.9), pytest.approx(10.5))
    assert round(combustion + upstream, 1) == 67.4


def test_uk_natural_gas_net_and_gross_differ_by_the_calorific_values():
    net = total("desnz-2024/natural_gas_combustion-GB", "AR5-single")
    gross = total("desnz-2024/natural_gas_combustion_hhv-GB", "AR5-single")
    assert net * 3.6 == pytest.approx(0.20264, abs=1e-5)
    assert 1.10 < net / gross < 1.12


def test_uk_gases_are_divided_back_to_mass():
    gases = {g.gas: g.amount * 3.6 for g in TABLE.get("desnz-2024/natural_gas_combustion-GB").gases}
    assert gases["CO2"] == pytest.approx(0.20223)
    assert gases["CH4"] == pytest.approx(0.00031 / 28)
    assert gases["N2O"] == pytest.approx(0.0001 / 265)


def test_epa_steam_66_33_per_mmbtu_is_62_87_per_gj():
    co2 = TABLE.get("epa-2025/steam_combustion-US").gases[0]
    assert (co2.gas, round(co2.amount * 1000, 2)) == ("CO2", 62.87)


def test_epa_truck_0_186_per_short_ton_mile_is_0_1274_per_tkm():
    assert round(TABLE.get("epa-2025/road_freight_combustion-US").gases[0].amount, 4) == 0.1274


def test_underground_coal_is_10_87_with_ar6_and_10_25_with_ar5():
    id = "greet-sesame/hard_coal_upstream-US"
    assert round(total(id, "AR6") * 1000, 2) == 10.87
    assert round(total(id, "AR5-single") * 1000, 2) == 10.25


@pytest.mark.parametrize(
    ("mode", "combustion", "well_to_tank"),
    [
        ("road_freight", 0.10163, 0.02359), ("road_freight_artic", 0.07800, 0.01823), ("rail_freight",
        0.02779, 0.00691),
        ("sea_freight_bulk", 0.00353, 0.00080), ("sea_freight_container", 0.01612, 0.00365),
        ("air_freight_long_haul", 0.53130, 0.13516),
    ],
)  # fmt: skip
def test_freight_is_combustion_plus_well_to_tank(mode, combustion, well_to_tank):
    parts = [total(f"desnz-2025/{mode}_{part}-GB", "AR5-single") for part in ("combustion", "wtt")]
    assert parts == [pytest.approx(combustion, abs=2e-5), pytest.approx(well_to_tank)]
    assert total(f"desnz-2025/{mode}-GB", "AR5-single") == pytest.approx(combustion + well_to_tank, abs=2e-5)


def test_only_the_flight_itself_belongs_to_the_aircraft_line():
    freight = TABLE.get("desnz-2025/air_freight_long_haul-GB")
    flight = co2e(freight, "AR5-single", "aircraft")
    assert flight == pytest.approx(0.5313, abs=2e-5)
    assert co2e(freight, "AR5-single") - flight == pytest.approx(0.13516)


@pytest.mark.parametrize(
    ("id", "value", "digits"),
    [  # kg CO2e per unit as the reference lists them
        ("desnz-2025/natural_gas_upstream-GB", 0.00930, 5), ("desnz-2025/hard_coal_upstream-GB", 0.01646, 5),
        ("desnz-2025/petroleum_coke_upstream-GB", 0.01185, 5), ("desnz-2025/diesel_upstream-GB", 0.01747, 5),
        ("desnz-2025/gasoline_upstream-GB", 0.01828, 5), ("desnz-2025/naphtha_upstream-GB", 0.01410, 5),
        ("greet-2023/natural_gas_upstream-US", 0.01268, 5), ("ademe-23.6/hard_coal_upstream-FR", 0.00846, 5),
        ("desnz-2025/tap_water-GB", 0.1913, 4), ("desnz-2025/wastewater_treatment-GB", 0.1709, 4),
        ("greet-2023/iron_ore-US", 0.126, 3), ("greet-2023/iron_ore_pellets-US", 0.252, 3),
        ("greet-sesame/iron_ore_pellets-US", 0.255, 3), ("uslci-2021/limestone-RNA", 0.0053, 4),
        ("uslci-2021/bauxite-GLO", 0.073, 3), ("uslci-2021/alumina-RNA", 1.288, 3),
        ("uslci-2021/prebaked_anode-RNA", 1.109, 3), ("uslci-2021/salt-RNA", 0.149, 3),
        ("uslci-2021/soda_ash-US", 0.716, 3), ("uslci-2021/caustic_soda-RNA", 0.900, 3),
        ("uslci-2021/chlorine-RNA", 0.895, 3), ("uslci-2021/zinc-GLO", 3.19, 2),
        ("uslci-2021/hdpe-RNA", 2.22, 2), ("uslci-2021/stainless_steel_304-RNA", 7.87, 2),
        ("uslci-2021/primary_aluminium-RNA", 8.43, 2), ("ademe-23.6/steel_primary-FR", 2.211, 3),
        ("ademe-23.6/lime-FR", 1.041, 3), ("ademe-23.6/float_glass-RER", 1.26, 2),
        ("ademe-23.6/ndfeb_magnet-GLO", 33.3, 1),
        ("ademe-23.6/ammonia-RER", 2.44, 2), ("ademe-23.6/urea-RER", 1.98, 2),
        ("ademe-23.6/ammonium_nitrate-RER", 1.27, 2),
        ("ademe-23.6/potassium_chloride-RER", 0.41, 2), ("ademe-23.6/hydrogen_smr-FR", 11.1, 1),
        ("desnz-2025/cardboard-GB", 1.20, 2), ("desnz-2025/paper-GB", 1.35, 2),
        ("desnz-2025/recycling_transport-GB", 0.0047, 4),
        ("epa-2025/incineration_plastics-US", 2.58, 2), ("jp-moe-3.6/incineration_plastics-JP", 2.56, 2),
        ("ipcc/coke_process-GLO", 0.51, 2), ("ipcc/magnesium_process-GLO", 5.13, 2),
    ],
)  # fmt: skip
def test_figure_agrees_with_the_reference(id, value, digits):
    assert total(id) == pytest.approx(value, abs=0.51 * 10**-digits)


def test_equal_values_for_a_new_and_a_recycled_material_are_said_to_be_doubtful():
    listed = {(p.set, p.flow, p.place): p for p in TABLE.providers()}
    pairs = [(listed.get((set, flow.removesuffix("_recycled"), place)), p) for (set, flow, place), p in listed.items() if flow.endswith("_recycled")]  # fmt: skip
    equal = [(new, again) for new, again in pairs if new is not None and new.gases == again.gases]
    assert {new.flow for new, _ in equal} == {"nickel", "zinc", "lead", "technical_glass", "glass_fibre"}
    assert all("doubtful" in p.remark.en for pair in equal for p in pair)
