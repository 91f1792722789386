"""Citations: where a number or a clause comes from, and how well it was read."""

from tanchi.sources.source import Reading, Source

__all__ = ["Reading", "Source"]
