"""Cut-off: what a pack must show."""

from __future__ import annotations

from tanchi.conformity.answers import Found, no, yes
from tanchi.rules.model import Rule

EACH, TOTAL = 0.01, 0.05
"""What one item and all together may be of the footprint."""


def cutoff(rule: Rule) -> Found:
    """CUT-03, PSS-05: basis and thresholds."""
    found = rule.boundary.cutoff
    if found is None or not found.basis or not (0 < found.each <= found.total):
        return no(
            "没有取舍准则的依据和界限值",
            "basis and thresholds of the cut-off are missing",
            "写 boundary.cutoff 的 basis、each、total",
            "give basis, each and total under boundary.cutoff",
            "boundary.cutoff",
        )
    return yes(
        f"单项 {found.each:.3g}、合计 {found.total:.3g}，按 {found.basis}",
        f"each {found.each:.3g}, total {found.total:.3g}, by {found.basis}",
        "boundary.cutoff",
    )


def cutoff_values(rule: Rule) -> Found:
    """CUT-05: 1 % and 5 % of the footprint."""
    found = rule.boundary.cutoff
    if found is None:
        return no(
            "没有界限值",
            "there are no thresholds",
            "写 boundary.cutoff 的 each、total",
            "give each and total under boundary.cutoff",
            "boundary",
        )
    if found.basis != "footprint":
        return no(
            f"界限按“{found.basis}”，不按碳足迹",
            f"the thresholds are by {found.basis}, not by footprint",
            "写 basis: footprint",
            "write basis: footprint",
            "boundary.cutoff",
        )
    if found.each > EACH or found.total > TOTAL:
        return no(
            f"界限值 {found.each:.3g}、{found.total:.3g} 宽于 1 % 与 5 %",
            f"the thresholds {found.each:.3g} and {found.total:.3g} are wider than 1 % and 5 %",
            "收紧到 1 % 与 5 %",
            "tighten to 1 % and 5 %",
            "boundary.cutoff",
        )
    return yes("不宽于 1 % 与 5 %", "not wider than 1 % and 5 %", "boundary.cutoff")


def never_cut(rule: Rule) -> Found:
    """CUT-06: gases never cut."""
    found = rule.boundary.cutoff
    if found is None or not found.never:
        return no(
            "没有不得取舍的气体清单",
            "no list of gases never cut off",
            "写 boundary.cutoff.never",
            "give boundary.cutoff.never",
            "boundary.cutoff.never",
        )
    return yes("、".join(found.never), ", ".join(found.never), "boundary.cutoff.never")
