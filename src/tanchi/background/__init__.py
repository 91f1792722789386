"""Background data: factor sets, the choice of a provider for a bought flow, and its burden."""

from tanchi.background.characterise import Characterised, characterise
from tanchi.background.choose import At
from tanchi.background.names import FlowName, GapAdvice
from tanchi.background.own import own_provider
from tanchi.background.provider import Boundary, GasAmount, Link, Provider, ProviderKind, Quality
from tanchi.background.quality import gsd2, is_proxy
from tanchi.background.sets import FactorSet, load_sets
from tanchi.background.table import FactorTable, Hit, default_table, factor_table
from tanchi.background.twins import equal_twins

__all__ = [
    "At",
    "Boundary",
    "Characterised",
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
    "characterise",
    "default_table",
    "equal_twins",
    "factor_table",
    "gsd2",
    "is_proxy",
    "load_sets",
    "own_provider",
]
