"""A browser and visitors for it; whatever a page complains of, or asks another host for, fails the test.

`site` is the sample municipality, shared by all tests that change nothing; `own_site` is a test's own copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sites import Site, Visit, copied, migrated, served, with_sample
from watching import Watch

PATIENCE = 45_000
"""Milliseconds that a page may take: generous, since nothing waits longer than it must."""

ADVICE: set[str] = set()

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium_path: str) -> dict[str, Any]:
    """What pytest-playwright starts the browser with: Debian's own, which must call nobody by itself either."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
    return {"executable_path": chromium_path, "args": ["--no-sandbox", *quiet]}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Every site has an address of its own. pytest-playwright's own fixture is written in a way pytest 9 warns of."""


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_sample(tmp_path_factory.mktemp("sample") / "plan.sqlite3")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated(tmp_path_factory.mktemp("empty") / "plan.sqlite3")


@pytest.fixture(scope="session")
def site(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(copied(sample_file, tmp_path_factory.mktemp("shared"))) as running:
        yield running


@pytest.fixture
def own_site(sample_file: Path, tmp_path: Path) -> Iterator[Site]:
    with served(copied(sample_file, tmp_path)) as running:
        yield running


@pytest.fixture
def new_site(empty_file: Path, tmp_path: Path) -> Iterator[Site]:
    """A service that has just been installed: its tables are there and hold nothing."""
    with served(copied(empty_file, tmp_path)) as running:
        yield running


@pytest.fixture(params=[1440, 390], ids=["wide", "narrow"])
def width(request: pytest.FixtureRequest) -> int:
    """A desk's screen and a phone's, in CSS pixels."""
    return int(request.param)


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Open a page in a browser of its own: `visit(site, "/bodies", width=390, user=SAMPLE_USER)`.

    `options` are Playwright's for a context, such as `java_script_enabled=False`.
    """
    watches: list[Watch] = []

    def open_page(site: Site, path: str, *, width: int = 1440, user: str = "", **options: Any) -> Page:
        size = {"width": width, "height": 900 if width > 500 else 844}
        context = new_context(viewport=size, **{"locale": "da-DK", **options})
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        watches.append(Watch(context, site.address))
        if user:
            context.add_cookies([{"name": "session", "value": site.session_cookie(user), "url": site.address}])
        page = context.new_page()
        page.goto(site.url(path))
        return page

    yield open_page
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture
def advice() -> set[str]:
    """What axe would have better, though no rule asks for it; told after the tests."""
    return ADVICE


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if ADVICE:
        terminalreporter.section("advice on accessibility")
        terminalreporter.write_line("\n".join(sorted(ADVICE)))
