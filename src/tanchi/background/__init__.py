"""Background data: factor sets and the choice of a provider for a bought flow."""

from tanchi.background.choose import At
from tanchi.background.names import FlowName, GapAdvice
from tanchi.background.own import own_provider
from tanchi.background.provider import Boundary, GasAmount, Link, Provider, ProviderKind, Quality
from tanchi.background.quality import gsd2, is_proxy
from tanchi.background.sets import FactorSet, load_sets
from tanchi.background.table import FactorTable, Hit, default_table, factor_table

__all__ = [
    "At",
    "Boundary",
    "FactorSet",
    "FactorTable",
    "FlowName",
    "GapAdvice",
    "GasAmount",
    "Hit",
    "Link",
    "Provider",
    "ProviderKind",
    "Quality",
    "default_table",
    "factor_table",
    "gsd2",
    "is_proxy",
    "load_sets",
    "own_provider",
]
