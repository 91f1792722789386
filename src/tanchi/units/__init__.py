"""Units: names, dimensions, exact sizes, conversion."""

from tanchi.units.convert import conversion, convert, same_dimension
from tanchi.units.dimension import BASES, DIMENSIONLESS, Dimension, dimension
from tanchi.units.errors import IncompatibleUnits, UnitError
from tanchi.units.gas_volume import normal_volume
from tanchi.units.incompatible import bridge, incompatible
from tanchi.units.listing import known_units, units_of
from tanchi.units.parse import parse_unit
from tanchi.units.unit import UNITLESS, Unit

__all__ = [
    "BASES",
    "DIMENSIONLESS",
    "UNITLESS",
    "Dimension",
    "IncompatibleUnits",
    "Unit",
    "UnitError",
    "bridge",
    "conversion",
    "convert",
    "dimension",
    "incompatible",
    "known_units",
    "normal_volume",
    "parse_unit",
    "same_dimension",
    "units_of",
]
