"""What monitors and search engines ask."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import text
from web_site import Site


def test_a_monitor_is_told_that_all_is_well(anonymous: FlaskClient) -> None:
    answer = anonymous.get("/healthz")
    assert (answer.status_code, answer.mimetype, answer.text) == (200, "text/plain", "ok\n")
    assert "Set-Cookie" not in answer.headers


def test_a_monitor_is_told_that_a_new_service_is_well(empty_site: Site) -> None:
    assert empty_site.visitor().get("/healthz").status_code == 200


def test_a_monitor_is_told_that_the_database_is_gone_and_nothing_else(site: Site, anonymous: FlaskClient) -> None:
    with site.database.writing() as session:
        session.execute(text("DROP TABLE stamps"))
    answer = anonymous.get("/healthz")
    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


def test_nothing_is_closed_to_search_engines(anonymous: FlaskClient) -> None:
    """A robots.txt that forbids keeps Google Calendar from fetching feeds."""
    answer = anonymous.get("/robots.txt")
    assert (answer.mimetype, answer.text) == ("text/plain", "User-agent: *\nDisallow:\n")
    assert "Set-Cookie" not in answer.headers
