"""Inventories written as text and read again."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry, Inventory, Method, OwnFactor, Record, Row, Spread
from tanchi.inventory.plain.csv_write import to_csv
from tanchi.inventory.plain.read import parse_inventory, parse_plain
from tanchi.inventory.plain.write import to_json, to_yaml
from tests.inventory.full import full

MONTHS = [f"2025-{n:02d}" for n in range(1, 13)]
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=64) | st.integers(-(10**9), 10**9).map(float)
spreads = (
    st.none()
    | st.builds(Spread, st.just("uniform"), st.floats(0, 2))
    | st.builds(Spread, st.just("lognormal"), st.floats(1, 3))
)


@st.composite
def entries(draw, places):
    address = draw(places)
    origin = {
        "method": draw(st.sampled_from(Method)),
        "source": draw(words | st.just("")),
        "spread": draw(spreads),
    }
    if draw(st.booleans()):
        return Entry(
            address, draw(numbers), draw(st.sampled_from(["t", "MWh", "%", "min/(cell d)", ""])), **origin
        )
    return Entry(address, draw(words), "", note=draw(words | st.just("")), **origin)


@st.composite
def inventories(draw):
    sites = draw(st.sampled_from([("",), ("A",), ("甲厂", "B 2")]))
    rows = draw(
        st.lists(
            st.builds(Row, st.sampled_from(["r1", "po425", "a-b"]), words | st.just("")),
            unique_by=lambda r: r.id,
        )
    )
    where = {"process": st.sampled_from(["kiln", "mill"]), "site": st.sampled_from(sites)}
    plain = st.builds(Address, st.just("a"), **where)
    plain |= st.builds(Address, st.just("b_sold"), period=st.sampled_from(MONTHS), **where)
    cells = [Address("mass", "kiln", "fuels", row.id, site=sites[0]) for row in rows]
    places = plain | st.sampled_from(cells) if cells else plain
    found = {e.address: e for e in draw(st.lists(entries(places), max_size=8))}
    return Inventory(
        rule="works",
        edition="2025-1",
        entries=found,
        rows={(sites[0], "kiln", "fuels"): tuple(rows)} if rows else {},
        choices=draw(st.sampled_from([{}, {"carbonate": "raw_input"}])),
        sites=sites,
        company=draw(words | st.just("")),
        period_from="2025-01-01",
        period_to="2025-12-31",
        factors=draw(st.sampled_from([(), (OwnFactor("gypsum", 12.5, "t", source="甲", primary=True),)])),
        notes=draw(words | st.just("")),
    )


def essence(inventory):
    values = {
        a: (e.value if isinstance(e.value, float) else str(e.typed or e.value), e.unit, e.method, e.source, e.note,
            e.spread and (e.spread.kind, pytest.approx(e.spread.value)))
        for a, e in inventory.entries.items()
    }  # fmt: skip
    factors = [(f.flow, f.amount, f.unit, f.source, f.primary) for f in inventory.factors]
    heads = (
        inventory.rule,
        inventory.edition,
        inventory.choices,
        inventory.company,
        inventory.notes,
        inventory.period_to,
    )
    return values, inventory.rows, factors, heads, set(inventory.sites)


@pytest.mark.parametrize(("write", "suffix"), [(to_yaml, ".yaml"), (to_json, ".json")])
@given(inventory=inventories())
def test_what_is_written_is_read_back(write, suffix, inventory):
    again, findings = parse_plain(write(inventory), "inv", suffix)
    assert findings == ()
    assert essence(again) == essence(inventory)


def test_records_are_written_and_read_back():
    data = full()
    data["processes"]["quarry"]["power"] = {
        "meters": [{"label": "1#", "previous": 1, "present": 3, "factor": 10}, {"reading": 5}],
        "unit": "MWh",
    }
    data["processes"]["kiln"]["coal_dry"] = {
        "basis": {"value": 10, "of": "mass", "from": "ar", "to": "d", "moisture_ar": 8},
        "unit": "t",
    }
    first, _ = parse_inventory(data, "")
    again, findings = parse_plain(to_yaml(first), "inv", ".yaml")
    assert findings == ()
    for address in (Address("power", "quarry"), Address("coal_dry", "kiln")):
        assert _numbers(again.entries[address].records) == _numbers(first.entries[address].records)
        assert again.entries[address].value == first.entries[address].value


def _numbers(records: tuple[Record, ...]):
    return [(r.kind, r.label, r.basis, r.numbers) for r in records]


def test_hours_are_written_as_one_list():
    entries = {
        a: Entry(a, float(n), "MWh")
        for n in range(48)
        if (a := Address("load", "p", period=f"2025-01-0{1 + n // 24}T{n % 24:02d}"))
    }
    inventory = Inventory("w", "1", entries, period_from="2025-01-01", period_to="2025-12-31")
    assert b"hours:" in to_yaml(inventory)
    assert parse_plain(to_yaml(inventory), "inv", ".yaml")[0].entries.keys() == entries.keys()


def test_csv_is_read_back_without_records():
    first, _ = parse_inventory(full(), "")
    again, findings = parse_plain(to_csv(first), "inv", ".csv")
    assert findings == ()
    assert {a: str(e.value) for a, e in again.entries.items()} == {
        a: str(e.value) for a, e in first.entries.items()
    }
    assert again.rows == first.rows


def test_csv_keeps_the_uncertainty_of_a_value():
    address = Address("a", "p")
    inventory = Inventory("w", "1", {address: Entry(address, 5.0, "t", spread=Spread("normal", 0.05 / 1.96))})
    again, _ = parse_plain(to_csv(inventory), "inv", ".csv")
    assert again.entries[address].spread == Spread("normal", pytest.approx(0.05 / 1.96, rel=1e-12))


def test_csv_opens_in_excel_as_text_and_runs_no_formula():
    entry = Entry(Address("a", "p"), "=cmd|'/c calc'!A1", note="@SUM(1)", source="-1+1")
    inventory = Inventory("w", "1", {entry.address: entry}, company='=HYPERLINK("x")')
    data = to_csv(inventory)
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    again, _ = parse_plain(data, "inv", ".csv")
    [back] = again.entries.values()
    assert (back.value, back.note, back.source, again.company) == (
        entry.value,
        entry.note,
        entry.source,
        inventory.company,
    )
