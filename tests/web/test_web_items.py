"""An item's own page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import BODY_SECRETARY, MARKER, MEMBER, MERE_PLANNER, NOW, TODAY, Site

from wheel.core.access import OPERATOR, Moment
from wheel.core.stops import Outcome, Waiting
from wheel.usecases.move_stop import DecideStop, ResumeStop, decide_stop, resume_stop


def history(root: Element) -> list[str]:
    return [line.text for line in root.one("ol", class_="history plain").all("li")]


def test_an_item_shows_what_it_is_and_where_it_stands(site: Site, anonymous: FlaskClient, reader: FlaskClient) -> None:
    stop = site.stop(1)
    for who in (anonymous, reader):
        root = page(who.get(f"/items/{stop.item_id}"))
        assert root.find("main").one("h1").text == stop.title
        assert stop.text in root.text
        assert stop.case_officer in root.text
        assert "Number 2 on the agenda of Wednesday 25 November 2026 · For discussion · 60 min" in root.text
        assert root.all("ol", class_="history plain") == []


@pytest.mark.parametrize("who", [MEMBER, BODY_SECRETARY, MERE_PLANNER])
def test_its_history_is_for_those_who_treat_it_and_who_plan(site: Site, who: str) -> None:
    stop = site.stop(1)
    root = page(site.visitor(who).get(f"/items/{stop.item_id}"))
    assert len(history(root)) == 1
    assert history(root)[0].endswith("Sekretariatet: added to the meeting on 25 November 2026")


def test_an_awaiting_item_says_why(site: Site, anonymous: FlaskClient) -> None:
    stop = site.awaiting()
    assert f"Awaits a date: {stop.reason}" in page(anonymous.get(f"/items/{stop.item_id}")).text


def test_every_change_is_appended_to_the_history(site: Site, secretary: FlaskClient) -> None:
    stop, to = site.stop(), site.meeting(1)
    for rest, data in (
        ("moves", {"seen": 1, "to": to.id, "reason": "Afventer tal"}),
        ("positions", {"seen": 2, "position": 1}),
        ("moves", {"seen": 3, "to": "awaiting", "reason": "Stadig ingen tal"}),
        ("withdrawals", {"seen": 4, "reason": "Ikke længere aktuel"}),
    ):
        assert secretary.post(f"/stops/{stop.id}/{rest}", data=data).status_code == 303
    root = page(secretary.get(f"/items/{stop.item_id}"))
    assert [line.partition("Sekretariatet: ")[2] for line in history(root)] == [
        "added to the meeting on 25 November 2026",
        "moved from 25 November 2026 to 2 December 2026. Afventer tal",
        "moved to place 1 on the agenda of 2 December 2026",
        "taken off the meeting on 2 December 2026, awaits a date. Stadig ingen tal",
        "withdrawn. Ikke længere aktuel",
    ]
    assert "Withdrawn: Ikke længere aktuel" in root.text
    assert f"/stops/{stop.id}/moves/new?back=item" not in root.addresses, "what is withdrawn is moved no more"


def test_only_editors_are_offered_to_move_it(site: Site, reader: FlaskClient, secretary: FlaskClient) -> None:
    stop = site.stop()
    move = f"/stops/{stop.id}/moves/new?back=item"
    offered = [move in page(who.get(f"/items/{stop.item_id}")).addresses for who in (reader, secretary)]
    assert offered == [False, True]


def test_a_closed_item_has_a_page_for_the_secretariat_alone(
    site: Site, reader: FlaskClient, secretary: FlaskClient
) -> None:
    closed = site.closed()
    root = page(secretary.get(f"/items/{closed.item_id}"))
    assert root.find("main").one("h1").text == closed.title
    assert "closed item" in root.text
    for who in (site.visitor(), reader):
        answer = who.get(f"/items/{closed.item_id}")
        assert "There is no such item." in page(answer, 404).text
        assert MARKER not in answer.text


@pytest.mark.parametrize("wrong", ["findes-ikke", "0", "-1", "٣", "x" * 3000, "%3Cb%3E"])
def test_an_unknown_item_is_not_found(anonymous: FlaskClient, wrong: str) -> None:
    assert "There is no such item." in page(anonymous.get(f"/items/{wrong}"), 404).text


def test_a_stop_is_no_item(site: Site, anonymous: FlaskClient) -> None:
    """Ids of one kind open nothing of another: a closed item's place is known to readers by its stop's id."""
    assert anonymous.get(f"/items/{site.closed().id}").status_code == 404
    assert anonymous.get(f"/items/{site.stop().id}").status_code == 404


def test_what_a_meeting_made_of_it_is_told(site: Site, anonymous: FlaskClient) -> None:
    stop = site.stop()
    with site.database.writing() as session:
        when = Moment(NOW, stop.meeting_day or TODAY)
        command = DecideStop(stop.id, stop.version, Outcome.APPROVED_WITH_REMARKS, "Godkendt.\nMed <bemærkning>")
        decide_stop(session, OPERATOR, command, when)
        resumed = resume_stop(
            session, OPERATOR, ResumeStop(stop.id, stop.version + 1, site.meeting(3).id, Waiting("")), when
        )
    root = page(anonymous.get(f"/items/{stop.item_id}"))
    assert "Treated as number 1 at the meeting of Wednesday 25 November 2026" in root.text
    assert "approved with remarks Godkendt. Med <bemærkning>" in " ".join(root.text.split())
    back = root.one("a", href=f"#body-{stop.id}")
    assert back.text == "Takes up again: Direktionen 25 November 2026, item 1"
    assert root.find(f"body-{stop.id}") is not None
    assert root.find(f"body-{resumed.id}") is not None
