"""A plant whose hours lie in a CSV file beside its inventory."""

from datetime import date, timedelta
from pathlib import Path

INVENTORY = """\
rule: hydrogen-hours
edition: "1"
period: {from: 2025-01-01, to: 2025-12-31}
processes:
  electrolysis:
    hydrogen: 1000 kg
    load: {hours: {file: readings.csv, column: load}, unit: MWh}
    generated: {hours: {file: readings.csv, column: 发电}, unit: MWh}
factors:
  - {flow: green, amount: 30, unit: MWh, gas: CO2, source: constructed}
  - {flow: grid, amount: 600, unit: MWh, gas: CO2, source: constructed}
"""


def write_plant(folder: Path, load, sun) -> Path:
    """Write the inventory and its readings, hours in the first column; return the inventory."""
    rows = ["时间,load,发电"]
    for number, (a, b) in enumerate(zip(load.tolist(), sun.tolist(), strict=True)):
        day = date(2025, 1, 1) + timedelta(number // 24)
        rows.append(f"{day} {number % 24:02d}:00,{a!r},{b!r}")
    (folder / "readings.csv").write_text("\n".join(rows), encoding="utf-8")
    path = folder / "plant.yaml"
    path.write_text(INVENTORY, encoding="utf-8")
    return path
