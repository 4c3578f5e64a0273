"""What saved views must not tell: another person's, or a body that is not public any more; and text that is hostile."""

from __future__ import annotations

import pytest
from doors_of_views import NEW, VIEWS, own, shared
from flask.testing import FlaskClient
from sqlalchemy import select
from test_web_saved_views import leads_to, stored
from test_web_threats import HOSTILE, is_harmless
from web_pages import page
from web_site import Site

from wheel.core.access import Role
from wheel.core.occurrences import Visibility
from wheel.core.saved_views import NO_BODY
from wheel.store.bodies import find_body, save_body
from wheel.store.tables import SavedViewRow


def test_another_persons_view_is_as_one_that_is_not_there(site: Site) -> None:
    at = own(site)
    form = {"seen": "1", "name": "Kapret"}
    for who in (Role.READER, Role.ADMINISTRATOR):
        visitor = site.visitor(who)
        there, gone = (
            [visitor.get(address), *(visitor.post(address + rest, data=form) for rest in ("", "/deletions"))]
            for address in (at, f"{VIEWS}/0")
        )
        said = [page(answer, 404).one("main").text for answer in there]
        assert said == [page(answer, 404).one("main").text for answer in gone]
        assert all("There is no such view." in text for text in said)
        assert "Budgettets vej" not in visitor.get(VIEWS).text + visitor.get("/wheel/2026").text
    assert "sign in first" in site.visitor().get(at).text
    assert stored(site, Role.PLANNER) == ["Budgettets vej"]


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.CLOSED])
def test_a_body_that_is_hidden_later_is_named_to_nobody_who_may_not_know_it(
    site: Site, secretary: FlaskClient, visibility: Visibility
) -> None:
    answer = secretary.post(VIEWS, data=NEW | {"query": "bodies=direktionen&q=budget", "shared": "1"})
    with site.database.writing() as session:
        body = find_body(session, site.viewer(Role.PLANNER), "direktionen")
        save_body(session, type(body)(**{**vars(body), "visibility": visibility}), {})
    visitor = site.visitor()
    assert leads_to(visitor, answer.location)[1] == [("bodies", NO_BODY), ("q", "budget")]
    for address in (VIEWS, "/wheel/2026"):
        assert "bodies=direktionen" not in visitor.get(address).text
    assert leads_to(secretary, answer.location)[1] == [("bodies", "direktionen"), ("q", "budget")]


def test_the_audit_tells_of_a_shared_view_by_its_name_and_of_ones_own_without(site: Site) -> None:
    planner = site.visitor(Role.PLANNER)
    planner.post(VIEWS, data=NEW | {"name": "Zebrafinke"})
    planner.post(VIEWS, data=NEW | {"shared": "1"})
    root = page(site.visitor(Role.ADMINISTRATOR).get("/administration/audit?thing=view"))
    text = root.text
    assert text.count("Saved view") >= 2
    assert NEW["name"] in text
    assert "for everybody" in text
    assert "Zebrafinke" not in text


def test_hostile_text_is_text_alone(site: Site, secretary: FlaskClient) -> None:
    at = shared(site)
    with site.database.writing() as session:
        for row in session.scalars(select(SavedViewRow)):
            row.name, row.query = HOSTILE, f"q={HOSTILE}&bodies={HOSTILE}"
    for visitor in (site.visitor(), secretary):
        for address in (VIEWS, "/wheel/2026"):
            assert is_harmless(page(visitor.get(address)))
        answer = visitor.get(at)
        assert answer.status_code == 302
        assert answer.location.startswith("/wheel/2026-Q4?")
        assert "evil" not in answer.headers.get("Set-Cookie", "")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{7*191}}%(x)s", "\"'><b>"])
def test_hostile_names_that_are_typed_stay_what_they_are(secretary: FlaskClient, name: str) -> None:
    answer = secretary.post(VIEWS, data=NEW | {"name": name, "query": f"q={name}"})
    root = page(secretary.get(answer.location, follow_redirects=True))
    assert is_harmless(root)
    assert name in [link.text for link in root.all("a", aria_current="true")]
