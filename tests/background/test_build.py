"""The readers that build the shipped tables, on a few rows of each original file."""

import csv
from pathlib import Path

import pytest

from tanchi.background.sets import LIBRARY
from tools.factors import grid, readers
from tools.factors.build import COMPUTED
from tools.factors.figures import LUMPED, figure_at, scale_of
from tools.factors.rows import Row, cells

PICKS = Path(grid.__file__).parent / "picks"
ORIGINALS = Path(__file__).parent.parent / "data" / "factors"


def shipped(set: str) -> dict[str, dict[str, str]]:
    with (LIBRARY / set / "factors.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_uk_combustion_is_split_and_its_upstream_is_lumped():
    look = readers.desnz(ORIGINALS / "desnz-2024", "2024")
    assert look("1_100_1005_7").gases == {
        "CO2 fossil": 0.20399,
        "CH4 fossil": pytest.approx(0.00031 / 28),
        "N2O fossil": pytest.approx(0.0001 / 265),
    }
    assert (look("11_100_1005_7").gases, look("11_100_1005_7").gwp_set) == ({LUMPED: 0.03347}, "AR5-single")


def test_the_2025_edition_has_no_combustion_rows():
    with pytest.raises(KeyError):
        readers.desnz(ORIGINALS / "desnz-2025-scope3", "2025")("1_100_1005_7")


def test_rows_of_one_source_add_up_gas_by_gas():
    look = readers.desnz(ORIGINALS / "desnz-2025-scope3", "2025")
    both = figure_at("27_304_3140_14 + 28_907_3140_14", look)
    assert (both.gases["CO2 fossil"], both.gases[LUMPED]) == (0.10012, 0.02359)
    flown = figure_at("27_304_3140_14@aircraft + 28_907_3140_14", look)
    assert (flown.gases["CO2 aircraft"], flown.gases[LUMPED]) == (0.10012, 0.02359)


def test_ademe_keeps_co2_as_mass_and_the_rest_lumped_with_an_unknown_set():
    look = readers.ademe(ORIGINALS / "ademe-base-carbone-23.6")
    upstream = look("13523:Amont")
    assert upstream.gases == {"CO2 fossil": 7.01, LUMPED: pytest.approx(3.49)}
    assert upstream.gwp_set == "unknown"
    assert look("20533").gases == look("20539").gases == {LUMPED: 9167.0}


def test_ademe_year_is_the_earlier_of_last_change_and_validity():
    look = readers.ademe(ORIGINALS / "ademe-base-carbone-23.6")
    assert (look("43643").year, look("28290").year) == ("2025", "2021")


def test_epa_gases_are_kg_and_g_per_printed_unit():
    look = readers.epa(ORIGINALS / "epa-hub-2025")
    assert look("7:409").gases == pytest.approx(
        {"CO2 fossil": 66.33, "CH4 fossil": 0.00125, "N2O fossil": 0.000125}
    )
    assert look("1:37").gases["CO2 fossil"] == 53.06
    assert look("9:476:CombustedC").gases == {LUMPED: 0.43}


def test_coal_of_greet_adds_mining_and_the_methane_of_the_method():
    look = readers.greet_sesame(ORIGINALS / "greet-sesame")
    stem = "pathway/upstream/coal_greet.csv|Count Emissions from Building Extraction Infrastructure=No; "
    mining, methane = (
        look(f"{stem}activity=Coal Mining and Cleaning"),
        f"{stem}method={{}}; activity=Coal Mining: Non-Combustion",
    )
    assert mining.gases["CH4 fossil"] == 1.04e-06
    assert look(methane.format("Underground")).gases["CH4 fossil"] == 0.000340569
    assert look(methane.format("Surface")).gases == {
        "CH4 fossil": 4.69e-05,
        "CO2 fossil": 0.0,
        "N2O fossil": 0.0,
    }


def test_ipcc_default_and_its_range():
    look = readers.ipcc(ORIGINALS / "ipcc-bonsai-0.5.3")
    coke = look("CO2=industry/metal/par_ef_co2_coke.csv|by-product_recovery")
    assert (coke.gases, coke.spread) == ({"CO2 fossil": 0.51}, pytest.approx(1.1))
    assert look("CH4=industry/metal/par_ef_ch4_si.csv|").gases == {"CH4 fossil": pytest.approx(7e-5)}


def test_numerical_dust_of_the_us_totals_is_dropped_but_pfc_is_kept():
    look = readers.uslci(ORIGINALS / "uslci-fy21q3-rollup")
    assert set(look("95451").gases) == {"CO2 fossil", "CH4 fossil", "N2O fossil"}
    assert look("83186").gases["C2F6 fossil"] == 1.0648e-05
    assert (look("95451").year, look("95451").gwp_set) == ("1991-2001", "")


def test_japanese_tonnes_per_tonne_kilometre_become_kilograms():
    look = readers.jp_moe(ORIGINALS / "jp-moe-3.6")
    assert look("tonkm_rail").scaled(scale_of("1000")).gases == {"CO2 fossil": pytest.approx(0.022)}


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1), ("1/3.6", 1 / 3.6), ("0.001/1.2159", 0.001 / 1.2159), ("0.001*0.335", 0.000335),
    ("1000/907.18474", 1000 / 907.18474)],
)  # fmt: skip
def test_scale_is_a_product_of_numbers(text, value):
    assert scale_of(text) == pytest.approx(value, rel=1e-15)


def test_grid_rows_made_from_the_originals_are_the_shipped_ones():
    source = ORIGINALS / "cn-electricity"
    places = {"河南": "CN-HA", "华北": "CN-NCG"}
    made = [cells(row) for row in (*grid.footprint_rows(source, "2023"), *grid.emission_rows(source, places))]
    assert len(made) == 5
    for row in made:
        assert shipped("cn-electricity")[row["id"]] == row


def test_rows_computed_over_a_database_say_so_and_score_three_for_reading():
    pick = next(p for p in readers.table(PICKS / "uslci.csv") if p["flow"] == "limestone")
    figure = readers.uslci(ORIGINALS / "uslci-fy21q3-rollup")(pick["at"])
    made = cells(Row("uslci-2021/limestone-RNA", pick, figure, "read", remark=COMPUTED))
    assert (made["q_reading"], made["remark_en"]) == ("3", "computed: solved over the whole database")
    assert shipped("uslci-2021")["uslci-2021/limestone-RNA"] == made


def test_rows_of_one_pick_are_the_shipped_ones():
    pick = next(p for p in readers.table(PICKS / "desnz.csv") if p["flow"] == "tap_water")
    look = readers.desnz(ORIGINALS / "desnz-2024", "2024")
    made = cells(Row("desnz-2024/tap_water-GB", pick, figure_at(pick["at"], look).scaled(1.0), "read"))
    assert shipped("desnz-2024")["desnz-2024/tap_water-GB"] == made
