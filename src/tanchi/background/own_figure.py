"""What the background needs to know of a factor a company brings; the inventory's own factors have it."""

from __future__ import annotations

from typing import Protocol

from tanchi.findings import Place


class Spread(Protocol):
    """An uncertainty: ``lognormal`` values are geometric standard deviations squared."""

    @property
    def kind(self) -> str:
        """Return normal, lognormal, uniform or triangular."""

    @property
    def value(self) -> float:
        """Return the width."""


class OwnFigure(Protocol):
    """A factor, or the file of a supplier's bundle, typed by a company for a bought flow."""

    @property
    def flow(self) -> str:
        """Return the id of the flow in the rule."""

    @property
    def amount(self) -> float | None:
        """Return kg of ``gas`` per ``unit``; None where only a bundle is named."""

    @property
    def unit(self) -> str:
        """Return the unit as typed."""

    @property
    def gas(self) -> str:
        """Return the gas; ``CO2e`` where it is not split."""

    @property
    def kind(self) -> str:
        """Return ``footprint`` or ``emission``."""

    @property
    def bundle(self) -> str:
        """Return the name of a supplier's bundle."""

    @property
    def source(self) -> str:
        """Return where the figure comes from."""

    @property
    def year(self) -> str:
        """Return the year of the data."""

    @property
    def place(self) -> str:
        """Return the place as typed."""

    @property
    def primary(self) -> bool:
        """Return whether the supplier computed it from his own data."""

    @property
    def spread(self) -> Spread | None:
        """Return the stated uncertainty."""

    @property
    def where(self) -> Place | None:
        """Return where it was typed."""
