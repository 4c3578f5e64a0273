"""What awaits a date: the list over all bodies, the fields that say why and until when, and the count in the menu."""

from __future__ import annotations

from datetime import date

import pytest
from doors_of_awaiting import treated
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, HTMX, TODAY, Site

from wheel.core.access import Role
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.stops import Stop, StopState

WINDOW = "2027-08-09/2027-08-22/efter sommerferien"
LATE = {"look_kind": "day", "look_day": "2026-11-20"}


def let_wait(client: FlaskClient, stop: Stop, **form: str) -> Element:
    """Write anew what it waits for, from the list."""
    data = {"seen": str(stop.version), "reason": "Høring", "back": "awaiting"} | form
    return page(client.post(f"/stops/{stop.id}/waits", data=data, follow_redirects=True))


def line(root: Element, stop: Stop) -> Element:
    found = root.find(f"stop-{stop.id}")
    assert found is not None
    return found


LOOKS = [
    (LATE, LookAgain(LookKind.DAY, date(2026, 11, 20)), "Friday 20 November 2026"),
    (
        {"look_kind": "window", "look_window": WINDOW},
        LookAgain(LookKind.WINDOW, date(2027, 8, 9), date(2027, 8, 22), "efter sommerferien"),
        "efter sommerferien (by 22 August 2027)",
    ),
    (
        {"look_kind": "meeting", "look_body": BODY},
        LookAgain(LookKind.MEETING, date(2026, 11, 21), body=BODY),
        "the next meeting of Direktionen, Wednesday 25 November 2026",
    ),
    (
        {"look_kind": "condition", "look_words": " når  chefgrupperne har drøftet det "},
        LookAgain(LookKind.CONDITION, words="når chefgrupperne har drøftet det"),
        "når chefgrupperne har drøftet det",
    ),
    (
        {"look_kind": "condition", "look_words": "når tallene er her", "look_ask": "2027-01-04"},
        LookAgain(LookKind.CONDITION, date(2027, 1, 4), words="når tallene er her"),
        "når tallene er her (ask on 4 January 2027)",
    ),
    ({"look_kind": "", "look_day": "2026-11-20"}, None, "no time agreed"),
]


@pytest.mark.parametrize(("form", "look", "words"), LOOKS)
def test_when_to_look_again_is_kept_and_said(
    site: Site, secretary: FlaskClient, form: dict[str, str], look: LookAgain | None, words: str
) -> None:
    stop = site.awaiting()
    root = let_wait(secretary, stop, **form)
    assert root.status == "What the item waits for is saved."
    assert words in line(root, stop).text
    assert site.stop_now(stop).look_again == look
    again = page(secretary.get(f"/stops/{stop.id}/moves/new")).one("form", action=f"/stops/{stop.id}/waits").sends()
    kept = {name: " ".join(value.split()) for name, value in form.items() if form["look_kind"]}
    assert again.items() >= kept.items(), "the form shows it as it is"


def test_what_is_overdue_is_first_says_so_in_words_and_is_counted_in_the_menu(
    site: Site, secretary: FlaskClient
) -> None:
    before = sum(stop.is_overdue(TODAY) for stop in site.agenda().awaiting)
    stop = next(stop for stop in site.agenda().awaiting if not stop.is_overdue(TODAY))
    root = let_wait(secretary, stop, look_kind="day", look_day="2025-01-02")
    waited = [one.text for one in line(root, stop).all("span", class_="tag waited")]
    first = root.one("ol", class_="plain waiting-lines").all("li")[0]
    assert first.get("id") == f"stop-{stop.id}"
    assert [one.text for one in first.all("span", class_="tag red")] == ["22 months late"]
    assert len(waited) == 1
    assert waited[0].startswith("has waited ")
    assert "Should have been looked at: Thursday 2 January 2025" in first.text
    for path in ("/awaiting", "/", "/me"):
        menu = page(secretary.get(path, follow_redirects=True)).one("nav", aria_label="Main menu")
        assert menu.one("a", href="/awaiting").text == f"Awaits a date {before + 1}, {before + 1} overdue"
    for role in (None, Role.READER):
        menu = page(site.visitor(role).get("/awaiting")).one("nav", aria_label="Main menu")
        assert not menu.all("a", href="/awaiting"), "who keeps no agenda is not reminded"


def test_one_press_places_it_at_the_next_meeting_and_another_takes_that_back(
    site: Site, secretary: FlaskClient
) -> None:
    stop = site.awaiting()
    press = line(page(secretary.get("/awaiting")), stop).all("form")[0]
    to = press.one("button").get("value") or ""
    assert to == site.meeting().id
    answer = secretary.post(press.get("action"), data=press.sends() | {"to": to}, follow_redirects=True)
    root = page(answer)
    assert root.status == "The item is moved to Wednesday 25 November 2026."
    assert site.stop_now(stop).meeting_id == to
    assert root.find(f"stop-{stop.id}") is None
    undo = root.one("form", class_="undo-bar")
    root = fragment(secretary.post(undo.get("action"), data=undo.sends(), headers=HTMX))
    assert root.status == "The change is undone."
    assert line(root, stop)
    assert site.stop_now(stop).reason == stop.reason


def test_the_list_keeps_its_filters_through_a_change(site: Site, secretary: FlaskClient) -> None:
    stop = site.awaiting()
    asked = {"body": BODY, "q": stop.title or ""}
    answer = secretary.post(
        f"/stops/{stop.id}/holds", data={"seen": str(stop.version), "reason": "Venter", "back": "awaiting"} | asked
    )
    root = page(secretary.get(answer.location))
    assert [one.get("id") for one in root.one("ol", class_="plain waiting-lines").all("li")] == [f"stop-{stop.id}"]
    assert "on hold" in line(root, stop).text
    assert root.one("form", action="/awaiting").sends().items() >= asked.items()
    assert page(secretary.get("/awaiting?on_hold=1")).text.count("on hold") >= 1


MISTAKES = [
    ({}, "reason", "Write why the item awaits a date."),
    ({"reason": "x", "look_kind": "hver dag"}, "look_kind", "Choose when to look at it again."),
    ({"reason": "x", "look_kind": "day"}, "look_day", "Choose the day to look at it again."),
    (
        {"reason": "x", "look_kind": "day", "look_day": "4/1"},
        "look_day",
        "Write the day as year-month-day: 2027-02-13.",
    ),
    ({"reason": "x", "look_kind": "window", "look_window": "snart"}, "look_window", "Choose when to look at it again."),
    ({"reason": "x", "look_kind": "condition"}, "look_words", "Write what must happen first."),
    ({"reason": "x", "look_kind": "meeting", "look_body": "ukendt"}, "look_body", "Choose the body whose next meeting"),
    ({"reason": "x", "look_kind": "", "owner": "ukendt"}, "owner", "Choose who sees to it."),
]


@pytest.mark.parametrize(("wrong", "field", "sentence"), MISTAKES)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, wrong: dict[str, str], field: str, sentence: str
) -> None:
    before, stop = site.plan(), site.awaiting()
    data = {"seen": str(stop.version), "reason": ""} | wrong
    for root in (
        page(secretary.post(f"/stops/{stop.id}/waits", data=data), 422),
        fragment(secretary.post(f"/stops/{stop.id}/waits", data=data, headers=HTMX), 422),
    ):
        form = root.one("form", action=f"/stops/{stop.id}/waits")
        assert sentence in form.mistake(field)
        assert form.sends()["reason"] == data["reason"]
    assert site.plan() == before


def test_postponing_takes_a_reason_and_nothing_else(site: Site, secretary: FlaskClient) -> None:
    """Open, write why, Enter: it is looked at again before the next meeting, by the body's secretary."""
    stop = site.stop()
    opened = fragment(secretary.get(f"/stops/{stop.id}/moves/new?to=awaiting", headers=HTMX))
    form = opened.all("form")[0]
    data = form.sends() | {"reason": "Tal mangler"}
    assert fragment(secretary.post(form.get("action"), data=data, headers=HTMX)).status == "The item now awaits a date."
    now = site.stop_now(stop)
    assert (now.state, now.reason, now.owner_title) == (StopState.AWAITING, "Tal mangler", "Sekretariatet")
    assert now.look_again == LookAgain(LookKind.MEETING, date(2026, 11, 21), body=BODY)


def test_what_was_treated_is_taken_up_again_without_a_date(site: Site, secretary: FlaskClient) -> None:
    stop = treated(site)
    root = page(secretary.get(f"/stops/{stop.id}/moves/new"))
    form = next(
        form for form in root.all("form", action=f"/stops/{stop.id}/resumptions") if form.all("select", name="owner")
    )
    answer = page(
        secretary.post(form.get("action"), data=form.sends() | {"reason": "Ny høring"}, follow_redirects=True)
    )
    assert answer.status == "The item now awaits a date."
    assert site.stop_now(stop).state is StopState.RESUMED
    again = next(one for one in site.agenda().awaiting if one.reason == "Ny høring")
    assert (
        "Goes on from Direktionen on 25 November 2026, number 1" in line(page(secretary.get("/awaiting")), again).text
    )


@pytest.mark.parametrize("rest", ["holds", "waits", "resumptions", "undos"])
def test_a_stale_form_is_a_conflict_that_shows_both_versions(site: Site, secretary: FlaskClient, rest: str) -> None:
    stop = site.awaiting()
    let_wait(secretary, stop, reason="Deres grund")
    before = site.plan()
    data = {"seen": str(stop.version), "to": "awaiting", "reason": "Min grund"}
    root = page(secretary.post(f"/stops/{stop.id}/{rest}", data=data), 409)
    assert "Somebody else changed this item while you were looking at it." in root.refusal
    assert "What they did:" in root.refusal
    assert "What you wanted:" in root.refusal
    assert site.plan() == before


def test_a_reader_changes_nothing_and_sees_no_buttons(site: Site, reader: FlaskClient) -> None:
    before, stop = site.plan(), site.awaiting()
    root = page(reader.get("/awaiting"))
    assert [form.get("action") for form in root.find("awaiting").all("form")] == []
    for rest in ("holds", "waits", "resumptions", "undos"):
        assert page(reader.post(f"/stops/{stop.id}/{rest}", data={"seen": "1", "reason": "x"}), 403)
    assert site.plan() == before


def test_a_change_is_taken_back_on_the_items_own_page(site: Site, secretary: FlaskClient) -> None:
    stop = site.stop()
    link = next(one for one in page(secretary.get(f"/items/{stop.item_id}")).addresses if "/moves/new" in one)
    form = next(form for form in page(secretary.get(link)).all("form", action=f"/stops/{stop.id}/moves"))
    answer = secretary.post(form.get("action"), data=form.sends(), follow_redirects=True)
    assert answer.request.path == f"/items/{stop.item_id}", "the form comes back to where it was opened"
    undo = page(answer).one("form", action=f"/stops/{stop.id}/undos")
    root = page(secretary.post(undo.get("action"), data=undo.sends(), follow_redirects=True))
    assert root.status == "The change is undone."
    assert (site.stop_now(stop).meeting_id, site.stop_now(stop).position) == (stop.meeting_id, stop.position)
    assert not root.all("form", action=f"/stops/{stop.id}/undos"), "it is undone once"
