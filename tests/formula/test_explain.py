"""Formulas with their numbers put in; expected lines are written as an engineer would."""

import pytest

from tanchi.formula import Leaf, Shown, explain, parse

SHOWN: dict[Leaf, Shown] = {
    ("net_anode",): Shown("NA", "42 000", "t"),
    ("anode_carbon",): Shown("w", "0.98", "tC/t"),
    ("co2_per_c",): Shown("M", "3.664", "tCO2/tC"),
    ("share",): Shown("η", "65", "%"),
    ("n",): Shown("n", "30", "1"),
    ("fuels", "mass"): Shown("m", unit="t", rows=("10", "20"), dim="fuels"),
    ("fuels", "ncv"): Shown("NCV", unit="GJ/t", rows=("25", "38"), dim="fuels"),
    ("three",): Shown("q", unit="t", rows=("1", "2", "3"), dim="days"),
    ("four",): Shown("r", unit="t", rows=("1", "2", "3", "4"), dim="days"),
    ("load",): Shown("P", unit="MWh", rows=tuple(str(h) for h in range(8760)), dim="hour"),
    ("[]", "slope", "cell"): Shown("S_CWPB", "0.143", "kg/t"),
    ("prop()", "coal", "carbon"): Shown("C", "26", "kgC/GJ"),
    ("inflow()", "carbon"): Shown("C_in", "900", "tC"),
    ("route",): Shown("路线", "直接还原"),
    ("dri",): Shown("直接还原", "直接还原"),
}


@pytest.mark.parametrize(
    ("text", "symbols", "numbers"),
    [
        ("net_anode * anode_carbon * co2_per_c", "NA × w × M", "42 000 t × 0.98 tC/t × 3.664 tCO2/tC"),
        ("net_anode * (1 - share)", "NA × (1 − η)", "42 000 t × (1 − 65 %)"),
        ("net_anode**2 / n", "NA^2 / n", "(42 000 t)^2 / 30"),
        ("-net_anode", "−NA", "−42 000 t"),
        ("net_anode * -(n - 1)", "NA × −(n − 1)", "42 000 t × −(30 − 1)"),
        (
            "sum(fuels.mass * fuels.ncv, fuels)",
            "sum(m × NCV, fuels)",
            "(10 t × 25 GJ/t + 20 t × 38 GJ/t)",
        ),
        ("sum(load, hour) / n", "sum(P, hour) / n", "Σ[hour: 8760 项](P) / 30"),
        ("three * n", "q × n", "[1, 2, 3] t × 30"),
        ("four * n", "r × n", "r[4 项] × 30"),
        ("sum(three, days)", "sum(q, days)", "(1 t + 2 t + 3 t)"),
        ("sum(four, days)", "sum(r, days)", "Σ[days: 4 项](r)"),
        ("sum(n, days)", "sum(n, days)", "sum(30, days)"),
        ("fuels.mass * n", "m × n", "[10, 20] t × 30"),
        ("load * n", "P × n", "P[8760 项] × 30"),
        ("slope[cell] * net_anode", "S_CWPB × NA", "0.143 kg/t × 42 000 t"),
        ("inflow(carbon) * prop(coal, carbon)", "C_in × C", "900 tC × 26 kgC/GJ"),
        ("max(net_anode, 0)", "max(NA, 0)", "max(42 000 t, 0)"),
        (
            "where(route == dri, net_anode, 0) * n",
            "(若 路线 = 直接还原 则 NA，否则 0) × n",
            "(若 直接还原 = 直接还原 则 42 000 t，否则 0) × 30",
        ),
        ("n + 1 > n - 2", "n + 1 > n − 2", "30 + 1 > 30 − 2"),
        ("n > 1 and (n > 2 or n < 1)", "n > 1 且 (n > 2 或 n < 1)", "30 > 1 且 (30 > 2 或 30 < 1)"),
        ("n - (n - 1) - n / (n * n)", "n − (n − 1) − n / (n × n)", "30 − (30 − 1) − 30 / (30 × 30)"),
        ("n > 1 and not n >= 2", "n > 1 且 非 n ≥ 2", "30 > 1 且 非 30 ≥ 2"),
        ('unit(2, "tC/t") * n', "2 tC/t × n", "2 tC/t × 30"),
    ],
)
def test_symbols_and_numbers_read_as_written_by_hand(text, symbols, numbers):
    found = explain(parse(text), SHOWN.__getitem__)
    assert (found.symbols, found.numbers) == (symbols, numbers)


def test_leaves_are_listed_in_order_of_appearance():
    found = explain(parse("anode_carbon * net_anode * anode_carbon"), SHOWN.__getitem__)
    assert [leaf for leaf, _ in found.leaves] == [("anode_carbon",), ("net_anode",)]


def test_english_words_are_used_for_english():
    found = explain(parse("where(n > 1 or n < 0, sum(load, hour), 0)"), SHOWN.__getitem__, "en")
    assert found.numbers == "if 30 > 1 or 30 < 0 then Σ[hour: 8760 rows](P), else 0"
