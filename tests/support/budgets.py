"""Run chosen layers, and hold every layer to its minutes (a failure where CI=true)."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.support.layers import TESTS, Layer, folder_of, over_budget, spent, wanted_folders


class Clock:
    """Adds up the seconds of every test by folder."""

    def __init__(self, config: pytest.Config) -> None:
        self.root = config.rootpath
        self.workers = config.getoption("numprocesses", None) or 1
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count set-up, call and tear-down alike."""
        self.seconds[folder_of(self.root / report.location[0])] += report.duration

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a run over budget into a failure."""
        if os.environ.get("CI") == "true" and session.exitstatus == 0 and over_budget(self.minutes()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print minutes used and allowed, layer by layer."""
        terminalreporter.section("layers: minutes used / allowed")
        over = over_budget(self.minutes())
        for layer, minutes in self.minutes():
            mark = "OVER BUDGET" if layer in over else ""
            figures = f"{layer.number}  {minutes:5.2f} / {layer.minutes:4.1f}"
            line = f"{figures}  {', '.join(layer.folders)}  {mark}"
            terminalreporter.write_line(line.rstrip(), red=bool(mark))

    def minutes(self) -> list[tuple[Layer, float]]:
        """Return the layers that ran, each with its minutes of wall time."""
        return spent(self.seconds, self.workers)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--layers``."""
    parser.addoption("--layers", metavar="N[-M]", help="run only these layers of tests/support/layers.py")


def pytest_configure(config: pytest.Config) -> None:
    """Start the clock in the process that prints the summary."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Clock(config), "tanchi-clock")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the folders of other layers; without ``--layers`` nothing is left out."""
    numbers = config.getoption("--layers")
    if not numbers or collection_path == TESTS:
        return None
    return folder_of(collection_path) not in wanted_folders(numbers) or None
