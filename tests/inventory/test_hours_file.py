"""Hours in a CSV file beside the inventory: which hour, which column, and what is refused."""

from __future__ import annotations

import pytest

from tanchi.inventory.plain.read import read_plain


def read(folder, csv: str, hours: str = "{file: load.csv}"):
    (folder / "load.csv").write_text(csv, encoding="utf-8")
    path = folder / "plant.yaml"
    path.write_text(
        "rule: x\nedition: '1'\nperiod: {from: 2025-03-01, to: 2025-03-31}\n"
        f"processes:\n  p:\n    load: {{hours: {hours}, unit: kWh, method: measured, source: meter 1}}\n",
        encoding="utf-8",
    )
    inventory, findings = read_plain(path)
    values = {address.period: (entry.value, entry.unit) for address, entry in inventory.entries.items()}
    return values, [(f.code, f.place.line) for f in findings], inventory


def test_rows_count_from_the_first_hour_and_empty_ones_are_missing(tmp_path):
    values, found, inventory = read(tmp_path, 'load\n1.5\n""\n3\n')
    assert found == []
    assert values == {"2025-03-01T00": (1.5, "kWh"), "2025-03-01T02": (3.0, "kWh")}
    entry = next(iter(inventory.entries.values()))
    assert (entry.source, entry.place.file, entry.place.line) == ("meter 1", str(tmp_path / "load.csv"), 2)


def test_a_column_of_times_says_which_hour_a_row_is(tmp_path):
    values, found, _ = read(tmp_path, "time,load\n2025-03-02 07:00,1\n2025-03-01T23,2\n")
    assert (values, found) == ({"2025-03-02T07": (1.0, "kWh"), "2025-03-01T23": (2.0, "kWh")}, [])


def test_one_of_several_columns_is_named(tmp_path):
    csv = "小时,a,b\n2025-03-01 00:00,1,2\n"
    assert read(tmp_path, csv, "{file: load.csv, column: b}")[0] == {"2025-03-01T00": (2.0, "kWh")}
    assert read(tmp_path, csv)[1] == [("inventory.hours_column", 6)]
    assert read(tmp_path, csv, "{file: load.csv, column: c}")[1] == [("inventory.hours_column", 6)]


def test_a_time_that_is_none_is_reported_at_its_row(tmp_path):
    assert read(tmp_path, "time,load\nnoon,1\n2025-03-01T24,1\n")[1] == [
        ("inventory.hour", 2),
        ("inventory.hour", 3),
    ]


def test_an_hour_that_stands_twice_is_reported(tmp_path):
    assert [code for code, _ in read(tmp_path, "time,load\n2025-03-01T01,1\n2025-03-01T01,1\n")[1]] == [
        "inventory.twice"
    ]


@pytest.mark.parametrize("name", ["../load.csv", "/etc/hosts", "none.csv"])
def test_files_elsewhere_are_not_read(tmp_path, name):
    values, found, _ = read(tmp_path, "load\n1\n", f"{{file: {name}}}")
    assert (values, found) == ({}, [("inventory.hours_file", 6)])


def test_what_is_no_table_of_hours_is_refused(tmp_path):
    assert read(tmp_path, "load\n")[1] == [("inventory.hours_file", 6)]
    assert read(tmp_path, "load\n" + "1\n" * 8785)[1] == [("inventory.hours_file", 6)]
    (tmp_path / "b").mkdir()
    path = tmp_path / "b" / "load.csv"
    path.write_bytes(b"load\n\xff\xfe\n")
    (tmp_path / "b" / "plant.yaml").write_text(
        "rule: x\nedition: '1'\nperiod: {from: 2025-03-01, to: 2025-03-31}\nprocesses: {p: {load: {hours: {file: load.csv}}}}\n"
    )
    assert [f.code for f in read_plain(tmp_path / "b" / "plant.yaml")[1]] == ["inventory.hours_file"]


def test_hours_may_be_named(tmp_path):
    values, found, _ = read(tmp_path, "load\n1\n", "{2025-03-04T05: 7, 2025-03-04T24: 8}")
    assert values == {"2025-03-04T05": (7.0, "kWh")}
    assert found == [("inventory.hour", 6)]
