"""What is said when something is wrong: a sentence, and never what goes on inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text, update
from web_pages import fragment, page
from web_site import BODY, HTMX, MARKER, Site, running_site
from werkzeug.exceptions import ImATeapot

from wheel.core.access import Role
from wheel.errors import ConflictError, ForbiddenError, WheelError
from wheel.services import database
from wheel.store.tables import BodyRow
from wheel.web.policies import everybody

CRASHED = "Something went wrong here, and nothing was changed. Try again in a moment."
INSIDE = ("Traceback", "RuntimeError", "site-packages", ".py", "SELECT", "sqlite", MARKER)


@pytest.fixture(scope="session")
def shared_crashing_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service with views that fail in ways which no view should."""
    for site in running_site(tmp_path_factory.mktemp("crashing")):
        for view in (crash, crash_halfway, refuse, forbid, conflict, teapot):
            site.app.add_url_rule(f"/{view.__name__}", view_func=everybody(view), methods=["GET", "POST"])
        yield site


@pytest.fixture
def crashing(shared_crashing_site: Site, sample_file: Path) -> Site:
    return shared_crashing_site.filled_with(sample_file)


def crash() -> str:
    raise RuntimeError(f"SELECT {MARKER}")


def crash_halfway() -> str:
    with database().writing() as session:
        session.execute(update(BodyRow).values(name="Halvt"))
        raise RuntimeError(MARKER)


def refuse() -> str:
    raise WheelError("The clock of %(place)s has stopped.", place="rådhuset")


def forbid() -> str:
    raise ForbiddenError("Only the mayor can do that.")


def conflict() -> str:
    raise ConflictError("Somebody else was first.")


def teapot() -> str:
    raise ImATeapot


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("address", ["/crash", "/crash_halfway"])
def test_a_view_that_crashes_says_so_and_nothing_of_what_went_on_inside(
    crashing: Site, caplog: pytest.LogCaptureFixture, role: Role | None, address: str
) -> None:
    before, visitor = crashing.plan(), crashing.visitor(role)
    for answer in (visitor.get(address), visitor.get(address, headers=HTMX), visitor.post(address)):
        assert answer.status_code == 500
        assert CRASHED in answer.text
        assert [words for words in INSIDE if words in answer.text] == []
    assert crashing.plan() == before
    assert caplog.text.count("failed: ") == 3, "the operator finds it in the log"


def test_a_crash_is_a_page_or_a_fragment_like_everything_else(crashing: Site) -> None:
    visitor = crashing.visitor(Role.PLANNER)
    assert CRASHED in page(visitor.get("/crash"), 500).find("main").text
    assert fragment(visitor.get("/crash", headers=HTMX), 500).refusal == CRASHED


@pytest.mark.parametrize("role", [None, Role.PLANNER])
@pytest.mark.parametrize("address", ["/bodies", "/wheel/2026", f"/bodies/{BODY}/agenda", "/feeds", "/sign-in"])
def test_a_database_that_is_gone_is_told_in_the_same_words(site: Site, role: Role | None, address: str) -> None:
    visitor = site.visitor(role)
    with site.database.writing() as session:
        for table in ("accounts", "bodies", "rings", "feeds"):
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            session.execute(text(f"ALTER TABLE {table} RENAME TO gone_{table}"))
    answer = visitor.get(address)
    assert answer.status_code == 500
    assert CRASHED in answer.text
    assert [words for words in INSIDE if words in answer.text] == []


@pytest.mark.parametrize(
    ("address", "role", "status", "sentence"),
    [
        ("/forbid", None, 401, "Only the mayor can do that."),
        ("/forbid", Role.READER, 403, "Only the mayor can do that."),
        ("/conflict", None, 409, "Somebody else was first."),
        ("/refuse", None, 500, "The clock of rådhuset has stopped."),
        ("/teapot", None, 418, "That could not be understood."),
        ("/findes-ikke", None, 404, "There is no such page."),
        ("/static/findes-ikke.css", None, 404, "There is no such page."),
        ("/static/../settings.py", None, 404, "There is no such page."),
        ("/static/%2e%2e/settings.py", None, 404, "There is no such page."),
    ],
)
def test_every_refusal_has_its_sentence(
    crashing: Site, address: str, role: Role | None, status: int, sentence: str
) -> None:
    visitor = crashing.visitor(role)
    assert sentence in page(visitor.get(address), status).find("main").text
    assert fragment(visitor.get(address, headers=HTMX), status).refusal == sentence


def test_who_is_not_signed_in_is_offered_to(crashing: Site) -> None:
    for role, offered in ((None, True), (Role.READER, False)):
        answer = crashing.visitor(role).get("/forbid")
        assert ("/sign-in" in page(answer, answer.status_code).find("main").addresses) is offered


@pytest.mark.parametrize("address", ["/findes-ikke", "/wheel/1", "/items/findes-ikke", "/bodies/findes-ikke/agenda"])
def test_every_refusal_is_a_whole_page_with_a_way_on(anonymous: FlaskClient, address: str) -> None:
    answer = anonymous.get(address)
    root = page(answer, answer.status_code)
    assert root.find("main").one("h1").text == "That did not work"
    assert "/" in root.find("main").addresses


@pytest.mark.parametrize("address", ["/sign-in", "/language", f"/bodies/{BODY}/items"])
def test_far_too_much_is_refused(site: Site, secretary: FlaskClient, address: str) -> None:
    before = site.plan()
    answer = secretary.post(address, data={"title": "x" * 1_000_001, "next": "/"})
    assert "That was too much text at once." in page(answer, 413).text
    assert site.plan() == before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=\xff", "application/x-www-form-urlencoded"),
        (b"title=%ff%00%c3", "application/x-www-form-urlencoded"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b'{"title": "x"}', "application/json"),
        (b"", "text/plain"),
    ],
)
def test_what_is_no_form_is_refused_like_an_empty_one(
    site: Site, secretary: FlaskClient, body: bytes, kind: str
) -> None:
    before = site.plan()
    answer = secretary.post(f"/bodies/{BODY}/items", data=body, content_type=kind)
    assert page(answer, answer.status_code).find("main").text
    assert answer.status_code in {400, 422}
    assert site.plan() == before
