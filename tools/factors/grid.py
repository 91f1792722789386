"""The Chinese electricity factors: footprint factors, and the CO2-only table as emission factors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.factors.figures import LUMPED, Figure
from tools.factors.readers import table
from tools.factors.rows import Row

FLOWS = {
    "national average": "electricity", "coal": "electricity_coal", "gas": "electricity_gas",
    "hydro": "electricity_hydro", "nuclear": "electricity_nuclear", "wind": "electricity_wind",
    "PV": "electricity_pv", "solar thermal": "electricity_csp", "biomass": "electricity_biomass",
    "T&D without line loss": "grid_delivery_lossless", "T&D with line loss": "grid_delivery",
}  # fmt: skip
REF = {
    "2023": "生态环境部、国家统计局、国家能源局公告 2025 年第 3 号（2023 年电力碳足迹因子）",
    "2024": "生态环境部、国家统计局、国家能源局公告（2025-09-28）附件：2024 年全国电力碳足迹因子",
}
CO2_REF = "生态环境部、国家统计局公告 2025 年第 47 号附件：2023 年电力二氧化碳排放因子"
NATIONAL = {
    "全国": ("electricity", "全国平均", "national average"),
    "全国（不包括市场化交易的非化石能源电量）": (
        "electricity_untraded",
        "不含市场化交易的非化石电量",
        "without traded non-fossil power",
    ),
    "全国化石能源电力": ("electricity_fossil", "化石能源电力", "fossil power"),
}
TABLES = {
    "region": "表 2",
    "province": "表 3",
    "全国": "表 1",
    "全国（不包括市场化交易的非化石能源电量）": "表 4",
    "全国化石能源电力": "表 5",
}


def footprint_rows(folder: Path, year: str) -> Iterator[Row]:
    """Yield the footprint factors of one announcement."""
    for line in table(folder / f"footprint_{year}.csv"):
        reading = "read" if line["reading"].startswith("read") else "second_hand"
        flow = FLOWS[line["name_en"]]
        yield Row(
            f"cn-electricity/footprint-{year}-{flow}",
            {
                "flow": flow, "at": line["name_zh"], "unit": "kWh", "kind": "footprint_factor",
                "boundary": "life_cycle", "place": "CN", "rank": "1", "tech": "1", "complete": "1",
                "elsewhere": "", "zh": f"{line['name_zh']}（{year} 年）",
                "en": f"electricity {year}: {line['name_en']}",
                "remark_zh": "气体未分列，公告未说明 GWP 数值组",
                "remark_en": "gases not split; the GWP set is not stated",
            },
            Figure({LUMPED: float(line["value"])}, year, "unknown"), reading, REF[year],
        )  # fmt: skip


def emission_rows(folder: Path, places: dict[str, str]) -> Iterator[Row]:
    """Yield the CO2-only factors: emission factors, so that a footprint link refuses them."""
    for line in table(folder / "co2_only_2023_NOT_FOOTPRINT.csv"):
        name = line["name_zh"]
        flow, zh, en = NATIONAL.get(name, ("electricity", name, "electricity"))
        place = "CN" if name in NATIONAL else places[name]
        suffix = flow.removeprefix("electricity").strip("_")
        yield Row(
            f"cn-electricity/co2-2023-{place}{'-' + suffix if suffix else ''}",
            {
                "flow": flow, "at": f"{TABLES.get(name) or TABLES[line['level']]} {name}",
                "unit": "kWh", "kind": "emission_factor",
                "boundary": "generation", "place": place, "rank": "1", "tech": "1", "complete": "3",
                "elsewhere": "", "zh": f"电力二氧化碳排放因子（2023 年，{zh}）",
                "en": f"electricity CO2 factor 2023, {en} ({place})",
                "remark_zh": "仅发电环节 CO2，用于组织核算，不能用于产品碳足迹",
                "remark_en": "CO2 of generation only, for organisations; never for a product footprint",
            },
            Figure({"CO2 fossil": float(line["value"])}, line["year"]), "read", CO2_REF,
        )  # fmt: skip
