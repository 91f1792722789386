"""Checks of an inventory against the example rule: each fault is told, at its place, and nothing else."""

import pytest

from tanchi.findings import Level
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.form import Address
from tanchi.inventory.plain.read import parse_inventory
from tests.inventory.full import full


def check(data, rule):
    inventory, written = parse_inventory(data, "inv")
    assert written == ()
    return check_inventory(inventory, rule)


def told(data, rule):
    return [(f.code, f.level.value, str(f.place)) for f in check(data, rule)[1]]


def test_a_complete_inventory_has_no_findings(works):
    assert told(full(), works) == []


def test_values_take_their_declared_types(works):
    entries = check(full(), works)[0].entries
    assert entries[Address("certified")].value is True
    assert entries[Address("kiln_type", "kiln")].value == "dry"
    assert entries[Address("class", table="types", row="po425")].value == "42.5"
    assert entries[Address("launched", table="types", row="pc")].value == "2020-05-01"
    assert entries[Address("type", table="recipe", row="r1")].value == "po425"


def test_options_are_understood_by_their_labels(works):
    data = full()
    data["processes"]["kiln"]["kiln_type"] = "新型干法窑"
    data["tables"]["recipe"][0] |= {"type": "P·O 42.5", "material": "Gypsum"}
    inventory, findings = check(data, works)
    assert findings == ()
    assert inventory.entries[Address("kiln_type", "kiln")].value == "dry"
    assert inventory.entries[Address("type", table="recipe", row="r1")].value == "po425"
    assert inventory.entries[Address("material", table="recipe", row="r1")].value == "gypsum"


KILN = "processes.kiln."


@pytest.mark.parametrize(
    ("at", "value", "expected"),
    [
        ("kiln.power", "约30000", ("inventory.not_a_number", "error")),
        ("kiln.power", "30,000 MWh", ("inventory.read_as", "note")),
        ("kiln.gas", "无", ("inventory.read_as_nothing", "note")),
        ("kiln.power", "30000", ("inventory.unit_missing", "error")),
        ("kiln.power", "30000 t", ("units.incompatible", "error")),
        ("kiln.power", "30000 GJ", ("inventory.range", "warning")),
        ("kiln.power", "-30000 MWh", ("inventory.negative", "error")),
        ("kiln.limestone", "1250 t", ("inventory.range", "warning")),
        ("kiln.kiln_type", "wet", ("inventory.unknown_option", "error")),
        ("kiln.limstone", "1 t", ("inventory.unknown", "error")),
        ("kiln.cao_raw", "76 %", ("inventory.resolution", "error")),
        ("raw_mill.raw_meal", "1 t", ("inventory.not_asked", "warning")),
        ("klin.power", "1 MWh", ("inventory.unknown", "error")),
    ],
)
def test_one_wrong_value_is_one_finding_at_its_place(works, at, value, expected):
    process, quantity = at.split(".")
    data = full()
    data["processes"].setdefault(process, {})[quantity] = value
    if quantity == "cao_raw":
        data["processes"]["kiln"].pop("cao_raw")
        data["processes"]["kiln"]["cao"] = "65 %"
        quantity = "cao"
    found = told(data, works)
    place = f"inv processes.{process}.{quantity}"
    assert (*expected, place) in found
    assert [f for f in found if f[0] != "inventory.range"] == [
        (*e, place) for e in [expected] if e[0] != "inventory.range"
    ]


def test_a_missing_value_is_told_by_its_address(works):
    data = full()
    del data["processes"]["quarry"]["power"]
    assert told(data, works) == [("inventory.missing", "error", "quarry/power")]


def test_what_is_required_under_an_option_is_asked_only_then(works):
    data = full()
    data["choices"]["carbonate"] = "raw_input"
    codes = {(code, place) for code, _, place in told(data, works)}
    assert codes == {
        ("inventory.missing", "kiln/cao_raw"),
        ("inventory.missing", "raw_mill/raw_meal"),
        ("inventory.missing", "raw_mill/power"),
    }


def test_missing_months_are_named(works):
    data = full()
    data["processes"]["kiln"]["clinker"]["months"][2:4] = [None, None]
    [finding] = check(data, works)[1]
    assert (finding.code, finding.level) == ("inventory.month_missing", Level.ERROR)
    assert "2025-03、2025-04" in finding.message.zh


def test_a_month_a_thousand_times_the_others_is_asked_about(works):
    data = full()
    data["processes"]["kiln"]["clinker"]["months"][4] = 80_000_000
    found = told(data, works)
    assert ("inventory.odd_month", "warning", "inv processes.kiln.clinker.months[4]") in found


def test_a_fraction_typed_for_a_per_cent_is_named_as_the_likely_cause(works):
    data = full()
    data["processes"]["kiln"]["cao"]["months"] = [0.65] * 12
    findings = check(data, works)[1]
    assert {f.code for f in findings} == {"inventory.range"}
    assert all("百分数" in f.remedy.zh for f in findings)


def test_kilograms_typed_where_tonnes_stand_are_named_as_the_likely_cause(works):
    data = full()
    data["processes"]["kiln"]["limestone"] = "1250000000 t"
    [finding] = check(data, works)[1]
    assert finding.code == "inventory.range" and "1000" in finding.remedy.zh and "kg" in finding.remedy.zh


def test_a_total_that_is_not_the_sum_of_its_months_is_an_error(works):
    data = full()
    data["processes"]["kiln"]["clinker"] |= {"value": "999999"}
    assert told(data, works) == [("inventory.sum", "error", "inv processes.kiln.clinker")]


def test_rows_too_few_twice_or_of_another_table(works):
    data = full()
    data["processes"]["kiln"]["tables"]["fuels"] = []
    assert told(data, works) == [("inventory.rows", "error", "kiln/fuels")]
    data = full()
    data["tables"]["recipe"].append({"id": "again", **data["tables"]["recipe"][0]})
    assert [code for code, *_ in told(data, works)] == ["inventory.duplicate_row"]
    data = full()
    data["processes"]["grinding"]["tables"]["types"].append({"id": "px", "clinker": "1 t", "power": "1 MWh"})
    assert "inventory.unknown_row" in [code for code, *_ in told(data, works)]


def test_other_rule_other_edition_other_period(works):
    assert told(full() | {"rule": "steel"}, works) == [("inventory.wrong_rule", "error", "inv")]
    assert told(full() | {"edition": "2020-1"}, works) == [("inventory.wrong_edition", "error", "inv")]
    half = full() | {"period": {"from": "2025-01-01", "to": "2025-12-30"}}
    assert told(half, works) == [("inventory.period", "note", "inv")]


def test_an_unknown_choice_or_option_stops_with_what_there_is(works):
    assert told(full() | {"choices": {"carbonat": "x"}}, works) == [("form.unknown_choice", "error", "inv")]
    assert told(full() | {"choices": {"carbonate": "x"}}, works) == [("form.unknown_option", "error", "inv")]
    fixed = full() | {"choices": {"profile": "ministry", "carbonate": "raw_input"}}
    assert told(fixed, works) == [("form.fixed_choice", "error", "inv")]


def test_factors_for_flows_nobody_buys_are_told(works):
    data = full() | {"factors": [{"flow": "gypsun", "amount": 1, "unit": "t", "source": "甲"}]}
    [finding] = check(data, works)[1]
    assert finding.code == "inventory.unknown_flow" and "gypsum" in finding.remedy.zh


def test_values_without_a_site_belong_to_the_only_site(works):
    inventory, findings = check(full() | {"sites": ["A"]}, works)
    assert findings == ()
    assert inventory.entries[Address("power", "quarry", site="A")].value == 2600.0
    assert inventory.entries[Address("strength")].value == 48.5


def test_values_without_a_site_are_asked_back_where_there_are_two(works):
    found = told(full() | {"sites": ["A", "B"]}, works)
    assert ("inventory.site", "error", "inv processes.quarry.power") in found
    assert ("inventory.missing", "error", "@B/quarry/power") in found


def test_characters_nobody_sees_are_taken_out_and_told(works):
    data = full() | {"company": "示范\u202e公司\u200b"}
    data["tables"]["types"][0]["label"] = "P·O\u2066 42.5"
    inventory, findings = check(data, works)
    assert [f.code for f in findings] == ["inventory.invisible"] * 2
    assert (inventory.company, inventory.rows["", "", "types"][0].label) == ("示范公司", "P·O 42.5")
    inventory, findings = check(full() | {"company": "Bell\x07 works"}, works)
    assert ([f.code for f in findings], inventory.company) == (["inventory.invisible"], "Bell works")


def test_markup_in_a_label_stays_text(works):
    data = full() | {"company": "<script>alert(1)</script>"}
    inventory, findings = check(data, works)
    assert (inventory.company, findings) == ("<script>alert(1)</script>", ())


def test_invisible_characters_of_a_remark_are_taken_out_at_its_value(works):
    data = full()
    data["processes"]["quarry"]["power"] = {
        "value": "2600",
        "unit": "MWh",
        "note": "抽\u200b查",
        "source": "总\u202e表",
    }
    inventory, findings = check(data, works)
    assert [(f.code, str(f.place)) for f in findings] == [
        ("inventory.invisible", "inv processes.quarry.power")
    ] * 2
    entry = inventory.entries[Address("power", "quarry")]
    assert (entry.note, entry.source) == ("抽查", "总表")
