"""The sample behind a service that calendar programs poll: the sample is loaded once, and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import (  # noqa: F401 - fixtures, taken by their names
    database,
    migrated_postgresql,
    migrated_sqlite,
    new_sqlite,
    postgresql_database,
    sqlite_database,
)
from feed_site import Clock, FeedSite
from three_readers import Reader, ical_js, read_with_recurring_ical_events, read_with_vobject

from wheel.core.access import OPERATOR
from wheel.store.database import Database
from wheel.usecases.load_sample import load_sample


@pytest.fixture(scope="session")
def sample_file(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    path = tmp_path_factory.mktemp("sample") / "plan.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    sample = Database(f"sqlite:///{path}")
    with sample.writing() as session:
        load_sample(session, OPERATOR, Clock().moment)
    # The last connection that closes empties the log beside the file.
    sample.dispose()
    return path


@pytest.fixture
def site(sample_file: Path, tmp_path: Path) -> Iterator[FeedSite]:
    path = tmp_path / "plan.sqlite3"
    shutil.copyfile(sample_file, path)
    yield from _running(f"sqlite:///{path}")


@pytest.fixture
def postgresql_site(postgresql_database: Database) -> Iterator[FeedSite]:  # noqa: F811
    with postgresql_database.writing() as session:
        load_sample(session, OPERATOR, Clock().moment)
    yield from _running(postgresql_database.engine.url.render_as_string(hide_password=False))


@pytest.fixture(params=["site", pytest.param("postgresql_site", marks=pytest.mark.postgresql)])
def site_on_both(request: pytest.FixtureRequest) -> FeedSite:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def ical_js_reader(node_path: str) -> Iterator[Reader]:
    with ical_js(node_path) as read:
        yield read


@pytest.fixture(params=["recurring-ical-events", "vobject", pytest.param("ical.js", marks=pytest.mark.node)])
def reader(request: pytest.FixtureRequest) -> Reader:
    """Each of three that share no code."""
    if request.param == "ical.js":
        return request.getfixturevalue("ical_js_reader")
    return read_with_vobject if request.param == "vobject" else read_with_recurring_ical_events


def _running(url: str) -> Iterator[FeedSite]:
    running = FeedSite(url)
    yield running
    running.database.dispose()
