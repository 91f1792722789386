"""What a company reported: values with their origin, rows, sites, periods and choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tanchi.findings import Place
from tanchi.inventory.form import Address


class Method(StrEnum):
    """How a value was come by."""

    MEASURED = "measured"
    CALCULATED = "calculated"
    ESTIMATED = "estimated"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Spread:
    """Uncertainty of a value.

    ``kind`` is ``normal`` (``value`` = standard deviation ÷ mean), ``lognormal`` (geometric standard
    deviation squared, GSD²), ``uniform`` or ``triangular`` (half-width ÷ mean); 0 means certain.
    """

    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class Record:
    """A detail behind a value, as plants keep it.

    ``kind`` is ``stock``, ``meter``, ``basis`` or ``gas``; ``numbers`` have the keys and units stated in
    :mod:`tanchi.inventory.records`. ``basis`` of a basis record is (of, from, to), such as
    ``("mass", "ar", "d")``.
    """

    kind: str
    numbers: tuple[tuple[str, float], ...]
    label: str = ""
    place: Place | None = None
    basis: tuple[str, str, str] | None = None

    def number(self, key: str, default: float = 0.0) -> float:
        """Return a number by its key, or ``default`` where the record has none."""
        return dict(self.numbers).get(key, default)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reported value. ``value`` is in ``unit`` as typed, never rescaled; text for pick, text and dates.

    ``typed`` is what stood in the file where that was not ``value`` itself: digits, a label, a quantity.
    """

    address: Address
    value: float | str | bool
    unit: str = ""
    method: Method = Method.MEASURED
    source: str = ""
    evidence: str = ""
    spread: Spread | None = None
    note: str = ""
    records: tuple[Record, ...] = ()
    place: Place | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its id (stable, used in results) and its label."""

    id: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class OwnFactor:
    """A factor or a supplier's footprint the company brings for a bought flow.

    ``amount`` is kg CO2e per ``unit`` when ``gas`` is ``CO2e``, else kg of ``gas`` per ``unit``; or
    ``bundle`` names the file of a supplier's bundle. ``kind`` is ``footprint`` or ``emission``; ``primary``
    says the supplier computed it from his own data.
    """

    flow: str
    amount: float | None = None
    unit: str = ""
    gas: str = "CO2e"
    kind: str = "footprint"
    bundle: str = ""
    source: str = ""
    year: str = ""
    place: str = ""
    primary: bool = False
    spread: Spread | None = None
    where: Place | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """A filled form. Addresses not present were left empty; zero is a value."""

    rule: str
    edition: str
    entries: Mapping[Address, Entry]
    rows: Mapping[tuple[str, str, str], tuple[Row, ...]] = field(default_factory=dict)
    """(site, process, table) → rows in order."""
    choices: Mapping[str, str] = field(default_factory=dict)
    sites: tuple[str, ...] = ("",)
    company: str = ""
    product: str = ""
    period_from: str = ""
    period_to: str = ""
    factors: tuple[OwnFactor, ...] = ()
    notes: str = ""
    contact: str = ""
    statements: Mapping[str, str] = field(default_factory=dict)
    """What the study says in words, by the keys of :mod:`tanchi.inventory.statements`."""
    file: str = ""
