"""Inventories written as text, against the pages of the inventory format."""

import pytest

from tanchi.findings import FilePlace, TanchiError
from tanchi.inventory.form import Address
from tanchi.inventory.model import Method, OwnFactor, Row, Spread
from tanchi.inventory.plain.read import parse_inventory, parse_plain

EXAMPLE = """\
rule: works
edition: "2025-1"
company: 示范水泥有限公司
product: P·O 42.5 水泥
period: {from: 2025-01-01, to: 2025-12-31}
choices: {carbonate: clinker_output}
quantities:
  strength: 48.5 MPa
  certified: true
  clinker_bought: {stock: {opening: 10, purchases: 100, closing: 5, sold: 0}, unit: t}
tables:
  types: [{id: po425, label: P·O 42.5, class: PO, made: 1000 t}, {class: "42.50"}]
processes:
  kiln:
    clinker: {months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, null], unit: t, method: measured}
    limestone: {value: 1200, unit: kt, method: estimated, source: 皮带秤, evidence: E-12, uncertainty: {pm: 1.96 %}, note: 抽查}
    cao: {months: {2025-01: 65.2 %, 2025-03: {value: 66, unit: "%", note: 复检}}}
    tables:
      fuels: [{kind: coal, mass: 100 t, ncv: 22.3 GJ/t}]
factors:
  - {flow: gypsum, amount: 0.012 tCO2e/t, source: 甲厂, primary: true}
"""


def read(text, suffix=".yaml"):
    return parse_plain(text.encode(), "inv" + suffix, suffix)


def value(inventory, quantity, process="", **rest):
    entry = inventory.entries[Address(quantity, process, **rest)]
    return entry.value, entry.unit


@pytest.fixture(scope="module")
def example():
    inventory, findings = read(EXAMPLE)
    assert findings == ()
    return inventory


def test_head_of_the_example(example):
    assert (example.rule, example.edition, example.company) == ("works", "2025-1", "示范水泥有限公司")
    assert (example.period_from, example.period_to) == ("2025-01-01", "2025-12-31")
    assert (example.choices, example.sites) == ({"carbonate": "clinker_output"}, ("",))


def test_quantities_with_units_and_words(example):
    assert value(example, "strength") == (48.5, "MPa")
    assert value(example, "certified") == ("true", "")


def test_origin_of_a_value(example):
    entry = example.entries[Address("limestone", "kiln")]
    assert (entry.method, entry.source, entry.evidence, entry.note) == (
        Method.ESTIMATED,
        "皮带秤",
        "E-12",
        "抽查",
    )
    assert entry.spread == Spread("normal", pytest.approx(0.01, rel=1e-12))


def test_months_as_a_list_leave_out_what_is_null(example):
    months = {a.period: e.value for a, e in example.entries.items() if a.quantity == "clinker"}
    assert months == {f"2025-{n:02d}": float(n) for n in range(1, 12)}


def test_months_by_name_share_the_unit_or_bring_their_own(example):
    assert value(example, "cao", "kiln", period="2025-01") == (65.2, "%")
    assert example.entries[Address("cao", "kiln", period="2025-03")].note == "复检"


def test_rows_have_ids_labels_and_cells(example):
    assert example.rows["", "", "types"] == (Row("po425", "P·O 42.5"), Row("r2", ""))
    assert value(example, "made", table="types", row="po425") == (1000.0, "t")
    assert value(example, "ncv", "kiln", table="fuels", row="r1") == (22.3, "GJ/t")


def test_text_that_looks_like_a_number_keeps_its_digits(example):
    assert example.entries[Address("class", table="types", row="r2")].typed == "42.50"


def test_a_stock_balance_gives_the_quantity(example):
    assert value(example, "clinker_bought") == (105.0, "t")


def test_an_own_factor_comes_in_kg_per_unit(example):
    [factor] = example.factors
    expected = OwnFactor("gypsum", pytest.approx(12.0), "t", source="甲厂", primary=True, where=factor.where)
    assert factor == expected


def test_json_says_the_same_as_yaml(example):
    import json

    import yaml

    data = yaml.load(EXAMPLE, yaml.BaseLoader)
    data["processes"]["kiln"]["clinker"]["months"][-1] = None
    inventory, findings = read(json.dumps(data), ".json")
    assert findings == ()
    assert {a: e.value for a, e in inventory.entries.items()} == {
        a: e.value for a, e in example.entries.items()
    }


def test_data_of_a_case_says_the_same_as_yaml(example):
    import yaml

    inventory, findings = parse_inventory(yaml.load(EXAMPLE, yaml.BaseLoader), "case")
    assert findings == ()
    assert inventory.entries.keys() == example.entries.keys()


def test_sites_by_name_or_by_group_are_the_same():
    named, first = read("rule: w\nprocesses: {kiln@A: {clinker: 9 t}, kiln@B: {clinker: 4 t}}\n")
    grouped, second = read(
        "rule: w\nsites: {A: {processes: {kiln: {clinker: 9 t}}}, B: {processes: {kiln: {clinker: 4 t}}}}\n"
    )
    assert (first, second) == ((), ())
    assert (named.sites, named.entries.keys()) == (grouped.sites, grouped.entries.keys())
    assert named.sites == ("A", "B")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("rule: w\nprocessse: {}\n", "inventory.unknown_key", 2),
        ("rule: w\nquantities:\n  a: {value: 1 t, methode: x}\n", "inventory.unknown_key", 3),
        ("rule: w\nquantities:\n  a: {value: 1 t, method: guessed}\n", "inventory.method", 3),
        ("rule: w\nquantities:\n  a: [1, 2]\n", "inventory.value", 3),
        ("rule: w\nquantities:\n  a: {unit: t}\n", "inventory.no_value", 3),
        ("rule: w\nquantities:\n  a: {months: [1, 2], unit: t}\n", "inventory.months", 3),
        ("rule: w\nquantities:\n  a: {months: {Jan: 1}}\n", "inventory.month", 3),
        ("rule: w\nquantities:\n  a: {hours: [1]}\n", "inventory.hours", 3),
        ("rule: w\nquantities:\n  a: {value: 1 t, uncertainty: {pm: wide}}\n", "inventory.uncertainty", 3),
        ("rule: w\nperiod: {from: 2025-02-30, to: 2025-12-31}\n", "inventory.period", 2),
        ("rule: w\nperiod: {from: 2025-12-31, to: 2025-01-01}\n", "inventory.period", 2),
        ("rule: w\ntables: {t: [{id: a}, {id: a}]}\n", "inventory.row_twice", 2),
        ("rule: w\ntables: {t: [{id: a/b}]}\n", "inventory.row_id", 2),
        ("rule: w\ntables: {t: {a: 1}}\n", "inventory.list", 2),
        ("rule: w\nfactors: [{flow: x}]\n", "inventory.factor", 2),
        ("rule: w\nfactors: [{flow: x, amount: 3 GJ/t}]\n", "units.incompatible", 2),
        ("rule: w\nquantities:\n  a: {value: 9 t, stock: {purchases: 10}}\n", "inventory.record_differs", 3),
        ("rule: w\nquantities:\n  a: {meters: [{previous: 5 t, present: 9}], unit: t}\n", "inventory.dial", 3),
        ("rule: w\nquantities:\n  a: {stock: {purchases: 10}}\n", "inventory.record_unit", 3),
        ("rule: w\nprocesses: {k@A: {a: 1 t}}\nsites: {A: {processes: {k: {a: 2 t}}}}\n", "inventory.twice", 3),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(text, code, line):
    _, findings = read(text)
    assert [(f.code, f.place.line) for f in findings if isinstance(f.place, FilePlace)] == [(code, line)]


def test_all_faults_are_told_at_once():
    _, findings = read("rule: w\nquantities:\n  a: [1]\n  b: {unit: t}\n  c: {value: 1, method: x}\nfoo: 1\n")
    assert sorted(f.code.partition(".")[2] for f in findings) == [
        "method",
        "no_value",
        "unknown_key",
        "value",
    ]


CSV = """#rule,works
#edition,2025-1
#period,2025-01-01,2025-12-31
#choice,carbonate,raw_input
过程,表,行,数量,期间,值,单位,方法,证据,不确定度
kiln,,,clinker,2025年1月,"1,000",t,实测,E-1,2 %
kiln,,,limestone,,12.5 kt,,估算,,
kiln,fuels,f1=烟煤,mass,,100,t,,,
kiln,fuels,f1,kind,,coal,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_every_encoding(encoding):
    inventory, findings = parse_plain(CSV.encode(encoding), "inv.csv", ".csv")
    assert findings == ()
    assert inventory.choices == {"carbonate": "raw_input"}
    assert value(inventory, "limestone", "kiln") == (12.5, "kt")
    assert inventory.rows["", "kiln", "fuels"] == (Row("f1", "烟煤"),)
    entry = inventory.entries[Address("clinker", "kiln", period="2025-01")]
    assert (entry.value, entry.unit, entry.evidence) == ("1,000", "t", "E-1")


def test_csv_with_a_wrong_column_is_refused_by_name():
    with pytest.raises(TanchiError) as caught:
        parse_plain(b"process,quantity,value,colour\n", "inv.csv", ".csv")
    assert [(f.code, f.place.line) for f in caught.value.findings] == [("csv.columns", 1)]
    assert "colour" in caught.value.findings[0].message.zh
