"""Skips are loud: where CI=true only the reasons listed here may skip a test, any other fails it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator

import pytest

ALLOWED = frozenset({"only on Windows", "only on macOS"})

PROGRAMS = {"browser": ("chromium",), "office": ("soffice", "pdftotext", "pdftoppm")}
"""Marker → the programs that a test with it runs."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose marker asks for a program this machine lacks."""
    for marker, programs in PROGRAMS.items():
        absent = [name for name in programs if not shutil.which(name)]
        if absent and item.get_closest_marker(marker):
            pytest.skip(f"not installed: {', '.join(absent)}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at the skip of a test."""
    report = yield
    refuse(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at the skip of a whole module."""
    report = yield
    refuse(report)
    return report


def refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Fail ``report`` if it is a skip for a reason that is not allowed."""
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2]).removeprefix("Skipped: ")
    if reason not in ALLOWED:
        report.outcome = "failed"
        report.longrepr = f"skipped for a reason not allowed in tests/support/skips.py: {reason}"
