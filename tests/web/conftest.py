"""The application with the sample behind it: one application a session, its database made anew for every test.

CSRF tokens are asked for on `guarded_site` alone; the others leave them out, so that a test says what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from provider_site import login, shared_login  # noqa: F401 - fixtures, taken by their names
from web_sample import make_empty, make_sample
from web_site import Site, running_site

from wheel.core.access import Role


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "plan.sqlite3"
    make_sample(path)
    return path


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "plan.sqlite3"
    make_empty(path)
    return path


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from running_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def shared_guarded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from running_site(tmp_path_factory.mktemp("guarded"), asks_for_tokens=True)


@pytest.fixture(scope="session")
def shared_secure_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from running_site(tmp_path_factory.mktemp("secure"), secure_cookies=True)


@pytest.fixture
def site(shared_site: Site, sample_file: Path) -> Site:
    return shared_site.filled_with(sample_file)


@pytest.fixture
def empty_site(shared_site: Site, empty_file: Path) -> Site:
    """A service that nobody has set up."""
    return shared_site.filled_with(empty_file)


@pytest.fixture
def guarded_site(shared_guarded_site: Site, sample_file: Path) -> Site:
    """A site that asks every form for its CSRF token, as the service does."""
    return shared_guarded_site.filled_with(sample_file)


@pytest.fixture
def secure_site(shared_secure_site: Site, sample_file: Path) -> Site:
    """A site behind HTTPS."""
    return shared_secure_site.filled_with(sample_file)


@pytest.fixture
def shared_app(shared_site: Site) -> Flask:
    return shared_site.app


@pytest.fixture
def anonymous(site: Site) -> FlaskClient:
    return site.visitor()


@pytest.fixture
def reader(site: Site) -> FlaskClient:
    return site.visitor(Role.READER)


@pytest.fixture
def secretary(site: Site) -> FlaskClient:
    return site.visitor(Role.PLANNER)
