"""The catalogue: product groups of the notice, known standards, recommended lists, goals, and what runs of them.

Data in ``library/catalogue``; every entry has its source and reading status, and what was not read is
left out and counted.
"""

from tanchi.catalogue.coverage import GroupCoverage, PackCoverage, coverage
from tanchi.catalogue.model import (
    Catalogue,
    Goal,
    Group,
    Kind,
    ListEntry,
    RecommendedList,
    Standard,
    Status,
    TextRead,
    Use,
)
from tanchi.catalogue.read import load_catalogue, read_catalogue

__all__ = [
    "Catalogue",
    "Goal",
    "Group",
    "GroupCoverage",
    "Kind",
    "ListEntry",
    "PackCoverage",
    "RecommendedList",
    "Standard",
    "Status",
    "TextRead",
    "Use",
    "coverage",
    "load_catalogue",
    "read_catalogue",
]
