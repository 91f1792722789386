"""Readers of the original files: each gives the figure behind a row id of the source."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

from tools.factors.figures import LUMPED, Figure, Lookup

AR5 = {"CH4": 28.0, "N2O": 265.0}
FEDERAL = {"CO2": 1.0, "CH4": 1e-3, "N2O": 1e-3}
"""kg per printed unit in the US hub: CO2 in kg, the others in g."""


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV; undecodable bytes (lost dashes) are replaced."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


def desnz(folder: Path, year: str) -> Lookup:
    """UK conversion factors: gases are kg CO2e of each gas, divided back by AR5; without a split, lumped."""
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    for row in table(folder / "factors.csv"):
        stem, _, number = row["ID"].rpartition("_")
        rows[stem][number] = float(row[f"GHG Conversion Factor {year}"])
        rows[row["ID"]] = {"1": rows[stem][number]}

    def look(at: str) -> Figure:
        parts = rows[at]
        if "2" not in parts:
            return Figure({LUMPED: parts["1"]}, year, "AR5-single")
        split = {
            "CO2 fossil": parts["2"],
            "CH4 fossil": parts["3"] / AR5["CH4"],
            "N2O fossil": parts["4"] / AR5["N2O"],
        }
        return Figure(split, year)

    return look


def ademe(folder: Path) -> Lookup:
    """French base: CO2 is certain; the other gases are CO2e of an unstated set and stay lumped.

    Keys: ``12925`` (total of the element) or ``12925:Amont`` (a part of it).
    """
    elements = {row["Identifiant de l'élément"]: row for row in table(folder / "elements.csv")}
    parts = {
        (row["Identifiant de l'élément"], row["Type poste"]): row for row in table(folder / "postes.csv")
    }

    def look(at: str) -> Figure:
        id, _, part = at.partition(":")
        row = parts[id, part] if part else elements[id]
        total = float(row["Total poste non décomposé"])
        co2 = float(row["CO2f"]) if row["CO2f"] else 0.0
        rest = round(total - co2, 9)
        gases = {"CO2 fossil": co2, LUMPED: rest} if co2 else {LUMPED: total}
        return Figure(gases, _ademe_year(elements[id]), "unknown", extra={"element": id})

    return look


def _ademe_year(row: dict[str, str]) -> str:
    changed = row["Date de modification"][:4]
    valid = re.search(r"(\d{4})|-(\d{2})$", row["Période de validité"])
    until = (valid.group(1) or f"20{valid.group(2)}") if valid else changed
    return min(changed, until)


def epa(folder: Path) -> Lookup:
    """US hub: ``1:37`` is table 1, sheet row 37; ``9:476:CombustedC`` names a column of table 9."""
    rows = {(row["table"], row["sheet_row"]): row for row in table(folder / "hub_tables.csv")}
    columns = {"RecycledA": "c3", "LandfilledB": "c4", "CombustedC": "c5"}
    first = {"1": 4, "7": 3, "8": 3}

    def look(at: str) -> Figure:
        number, sheet_row, *column = at.split(":")
        row = rows[number, sheet_row]
        if column:
            return Figure({LUMPED: float(row[columns[column[0]]])}, "2025", "unknown")
        start = first[number]
        amounts = {gas: float(row[f"c{start + i}"]) * unit for i, (gas, unit) in enumerate(FEDERAL.items())}
        return Figure({f"{gas} fossil": amount for gas, amount in amounts.items()}, "2025")

    return look


def greet_2023(folder: Path) -> Lookup:
    """Results taken out of GREET 2023, lumped with AR6."""
    rows = {row["key"]: row for row in table(folder / "greet_2023.csv")}
    return lambda at: Figure({LUMPED: float(rows[at]["value"])}, "2023", "AR6")


def greet_sesame(folder: Path) -> Lookup:
    """Stage totals of an older GREET in kg of gas; keys ``file|qualifiers``.

    The year of the data is not given.
    """
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    for row in table(folder / "ghg_totals.csv"):
        for name in _with_method(row["qualifiers"].strip()):
            rows[f"{row['file']}|{name}"][f"{row['gas'].upper()} fossil"] = float(row["value"])
    return lambda at: Figure(rows[at], "unknown")


def _with_method(qualifiers: str) -> list[str]:
    """Return the row's names: rows without a mining method count for both methods."""
    if "activity=Coal Mining: Non-Combustion" not in qualifiers or "method=" in qualifiers:
        return [qualifiers]
    head, tail = qualifiers.split("; ")
    return [f"{head}; method={method}; {tail}" for method in ("Surface", "Underground")]


def ipcc(folder: Path) -> Lookup:
    """Default parameters of the IPCC: ``CO2=file|row``; the range gives the spread."""

    def look(at: str) -> Figure:
        gas, _, place = at.partition("=")
        path, _, wanted = place.partition("|")
        rows = [row for row in table(folder / path) if not wanted or wanted in row.values()]
        values = {row["property"]: float(row["value"]) for row in rows}
        scale = 1e-3 if rows[0]["unit"] == "kg/t" else 1.0
        spread = values["max"] / values["def"] if gas == "CO2" else None
        return Figure({f"{gas} fossil": values["def"] * scale}, rows[0]["year"], spread=spread)

    return look


def uslci(folder: Path) -> Lookup:
    """Totals computed over the US database, in kg of gas; what is below a millionth is dropped."""
    rows = {row["dataset_number"]: row for row in table(folder / "rollup.csv")}
    columns = {"CO2 fossil": "CO2_fossil_kg", "CH4 fossil": "CH4_kg", "N2O fossil": "N2O_kg",
               "SF6 fossil": "SF6_kg", "C2F6 fossil": "C2F6_kg", LUMPED: "other_GHG_kgCO2e_AR6"}  # fmt: skip

    def look(at: str) -> Figure:
        row = rows[at]
        least = {LUMPED: 1e-4, "SF6 fossil": 1e-10, "C2F6 fossil": 1e-8}
        total = float(row["total_kgCO2e_AR6_biogenic_CO2_0"])
        gases = {gas: float(row[column]) for gas, column in columns.items()}
        kept = {gas: amount for gas, amount in gases.items() if amount > least.get(gas, 0.0) * total}
        years = (
            row["period_from"]
            if row["period_from"] == row["period_to"]
            else f"{row['period_from']}-{row['period_to']}"
        )
        return Figure(kept, years, "AR6" if LUMPED in kept else "")

    return look


def jp_moe(folder: Path) -> Lookup:
    """Japanese units, t CO2 per unit, CO2 only."""
    rows = {row["key"]: row for row in table(folder / "scope3_selected.csv")}
    return lambda at: Figure({"CO2 fossil": float(rows[at]["value"])}, "2026")
