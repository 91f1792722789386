"""Build ``src/tanchi/library/flows/*/*.yaml`` from the tables beside this file.

Usage, from the root of the repository:
    python -m tools.flows.build FOLDER_OF_ORIGINALS [library folder]
The folder of originals is needed for the figures of the IPCC (``ipcc-bonsai-0.5.3``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.factors.readers import table
from tools.flows.sets import Head, heads
from tools.flows.write import Flow, Prop, labels, write

HERE = Path(__file__).parent / "tables"
LIBRARY = HERE.parents[2] / "src" / "tanchi" / "library"
ASK = (
    "没有可用的背景数据：请向供应商索取产品碳足迹",
    "no usable background data: ask the supplier for the footprint",
)
BURN = ("没有上游数据：请向供方索取", "no upstream data: ask the supplier")


@dataclass(frozen=True)
class Known:
    """What the factor library knows: labels of canonical flows, and what to do where there is a gap."""

    labels: dict[str, tuple[str, str]]
    gaps: dict[str, tuple[str, str]]

    def gap(self, factor: str, otherwise: tuple[str, str] = ASK) -> tuple[str, str]:
        """Return the advice for a gap."""
        return self.gaps.get(factor, otherwise)


def known(library: Path) -> Known:
    """Read the factor library's names and gaps."""
    gaps = table(library / "factors" / "gaps.csv")
    advice = {
        g["flow"]: (f"{g['why_zh']}：{g['instead_zh']}", f"{g['why_en']}: {g['instead_en']}") for g in gaps
    }
    return Known(labels(table(library / "factors" / "flows.csv")), advice)


def printed_fuels(head: Head, folder: Path, facts: Known) -> Iterator[Flow]:
    """Yield the fuels of a printed table: NCV per t or per 10⁴ Nm3, carbon, and oxidation where printed."""
    fuels = {row["id"]: row for row in table(HERE / "fuels.csv")}
    for row in table(HERE / f"{head.name}.csv"):
        fuel = fuels[row["id"]]
        per = "万Nm3" if fuel["unit"] == "Nm3" else "t"
        props = [Prop("ncv", row["ncv"], f"GJ/{per}"), Prop("carbon", row["carbon"], "kgC/GJ", row["note"])]
        if row["oxidation"]:
            props.append(Prop("oxidation", row["oxidation"], "%"))
        yield _fuel(fuel, fuel["unit"], (*props, *common(row["id"], row["carbon"], folder)), facts)


def common(fuel: str, carbon: str, folder: Path) -> tuple[Prop, ...]:
    """Return what no national set prints: CH4 and N2O of burning, and the limits carbon per heat lies in.

    The limits are those of the IPCC, opened as far as the set's own ``carbon``.
    """
    row = next(row for row in table(HERE / "combustion-ipcc@2006.csv") if row["id"] == fuel)
    known, own = heads(HERE), float(carbon)
    burning, limits = known["combustion-ipcc@2006"], known["carbon-limits-ipcc@2006"]
    path = folder / "generic" / "par_carbon_content_per_energy.csv"
    low, high = (_defaults(path, property=kind)[row["carbon"]] for kind in ("min", "max"))
    opened = "放宽到本数值组自己的缺省值"
    return (
        *(Prop(gas, row[gas], "kg/TJ", row["note"], burning) for gas in ("ch4", "n2o")),
        Prop("carbon_low", carbon, "kgC/GJ", opened, limits)
        if own < float(low)
        else Prop("carbon_low", low, "kgC/GJ", row["note"], limits),
        Prop("carbon_high", carbon, "kgC/GJ", opened, limits)
        if own > float(high)
        else Prop("carbon_high", high, "kgC/GJ", row["note"], limits),
    )


def ipcc_fuels(folder: Path, facts: Known) -> Iterator[Flow]:
    """Yield the fuels of the IPCC, all counted by mass."""
    ncv = _defaults(folder / "generic" / "par_energy_content_per_mass.csv")
    carbon = _defaults(folder / "generic" / "par_carbon_content_per_energy.csv")
    for fuel in table(HERE / "fuels.csv"):
        name = fuel["ipcc"]
        if name:
            props = [
                Prop("ncv", ncv[name], "GJ/t"),
                Prop("carbon", carbon[name], "kgC/GJ"),
                Prop("oxidation", "100", "%"),
            ]
            if "biomass" in fuel["tags"]:
                props.append(Prop("biogenic", "100", "%"))
            yield _fuel(fuel, fuel["ipcc_unit"], (*props, *common(fuel["id"], carbon[name], folder)), facts)


def _fuel(row: dict[str, str], unit: str, props: tuple[Prop, ...], facts: Known) -> Flow:
    first, *others = row["tags"].split()
    counted = "fuel_by_volume" if unit == "Nm3" else "fuel_by_mass"
    gap = facts.gap(row["factor"], BURN)
    label = (row["zh"], row["en"])
    return Flow(row["id"], label, unit, (first, counted, *others), props, row["factor"], gap)


def _defaults(path: Path, key: str = "product", property: str = "def") -> dict[str, str]:
    return {row[key]: row["value"] for row in table(path) if row["property"] == property}


def carbonates(name: str, values: dict[str, str]) -> Iterator[Flow]:
    """Yield the carbonates of a set: the printed value, or that of ``values``."""
    for row in table(HERE / f"{name}.csv"):
        value = values[row["ipcc"]] if values else row["co2"]
        yield Flow(
            row["id"], (row["zh"], row["en"]), "t", ("carbonate",), (Prop("co2", value, "tCO2/t"),), gap=ASK
        )


def materials(folder: Path, edition: str, facts: Known) -> Iterator[Flow]:
    """Yield materials with their carbon content, t C per t."""
    old = _defaults(folder / "generic" / "par_carbon_content_per_mass.csv")
    for row in table(HERE / "materials-ipcc.csv"):
        at = row[edition]
        if at:
            value = old[at] if edition == "2006" else _metal(folder, at)
            gap = facts.gap(row["factor"])
            props = (Prop("carbon", value, "tC/t"),)
            yield Flow(
                row["id"], (row["zh"], row["en"]), "t", ("carbon_material",), props, row["factor"], gap
            )


def _metal(folder: Path, at: str) -> str:
    path, _, wanted = at.partition("|")
    rows = table(folder / "industry" / path)
    return next(r["value"] for r in rows if r["property"] == "def" and (not wanted or wanted in r.values()))


def wastes(folder: Path) -> Iterator[Flow]:
    """Yield wastes with the biogenic share of their carbon."""
    rows = table(folder / "waste" / "incineration" / "par_fcf.csv")
    fossil = {
        r["waste_type"]: r["value"]
        for r in rows
        if (r["incin_type"], r["property"]) == ("inc_unspecified", "def")
    }
    for row in table(HERE / "waste-ipcc.csv"):
        share = f"{100 * (1 - float(fossil[row['ipcc']])):.4g}"
        yield Flow(row["id"], (row["zh"], row["en"]), "t", ("waste",), (Prop("biogenic", share, "%"),))


def plain(name: str, facts: Known) -> Iterator[Flow]:
    """Yield flows that are nothing but a name, a unit and a factor."""
    for row in table(HERE / "plain.csv"):
        if row["set"] == name:
            id = row["id"]
            factor = id if row["supply"] == "factor" else ""
            yield Flow(
                id, facts.labels[id], row["unit"], tuple(row["tags"].split()), (), factor, facts.gap(id)
            )


def flows_of(head: Head, folder: Path, facts: Known) -> Iterator[Flow]:
    """Return the flows of a set; ``folder`` holds the parameters of the IPCC."""
    match head.set:
        case "fuels-ipcc":
            return ipcc_fuels(folder, facts)
        case "carbonates-gbt32151-34":
            return carbonates(head.name, {})
        case "carbonates-ipcc":
            return carbonates(
                head.name, _defaults(folder / "industry" / "mineral" / "par_ef_c.csv", "carbonate_type")
            )
        case "materials-ipcc":
            return materials(folder, head.edition, facts)
        case "waste-ipcc":
            return wastes(folder)
        case name if name.startswith("fuels-"):
            return printed_fuels(head, folder, facts)
        case name:
            return plain(name, facts)


def main() -> None:
    """Write every set and print how many flows each holds."""
    folder = Path(sys.argv[1]) / "ipcc-bonsai-0.5.3"
    library = Path(sys.argv[2]) if len(sys.argv) > 2 else LIBRARY
    facts = known(library)
    for head in heads(HERE).values():
        if not any(head.title):
            continue
        count = write(library / "flows", head, flows_of(head, folder, facts))
        sys.stdout.write(f"{count:5d} {head.name}\n")


if __name__ == "__main__":
    main()
