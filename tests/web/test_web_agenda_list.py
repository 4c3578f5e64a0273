"""The forward list: looking for items, rows and columns, what is urgent, and taking a change back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, HTMX, MARKER, MEMBER, THEN, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.stops import NewItem, Waiting
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.show_agenda import FIRST_ROWS

AGENDA = f"/bodies/{BODY}/agenda"


def meetings(root: Element) -> list[Element]:
    return [item for item in root.all("li") if (item.get("id") or "").startswith("meeting-")]


def titles(root: Element) -> list[str]:
    found = [line.one("span", class_="title") for line in root.all("li") if (line.get("id") or "").startswith("stop-")]
    return [title.all("a")[0].text if title.all("a") else title.text for title in found]


@pytest.mark.parametrize(
    ("asked", "count", "reason"),
    [
        ("n=3", 3, "so many"),
        ("n=0", 1, "there is always one"),
        ("n=x", FIRST_ROWS, "no number"),
        ("n=-5", FIRST_ROWS, "no number of meetings"),
        ("n=99999", FIRST_ROWS, "no number that anybody means"),
        ("n=%C2%B2", FIRST_ROWS, "a digit that is no number"),
    ],
)
def test_as_many_meetings_are_shown_as_the_address_says(
    anonymous: FlaskClient, asked: str, count: int, reason: str
) -> None:
    assert len(meetings(page(anonymous.get(f"{AGENDA}?{asked}")))) == count, reason


def test_an_item_is_found_however_its_letters_are_written(anonymous: FlaskClient) -> None:
    root = page(anonymous.get(AGENDA, query_string={"q": "OEKONOMI budgetopfoelgning"}))
    assert titles(root) == ["Økonomi: budgetopfølgning for oktober"]
    assert len(meetings(root)) == 1, "meetings without such an item are left out"
    assert "1 item found." in root.text
    assert root.find("agenda-q").get("value") == "OEKONOMI budgetopfoelgning"


@pytest.mark.parametrize("words", [MARKER, MARKER.lower(), f"{MARKER[:5]}"])
def test_nobody_finds_what_is_closed_to_them(site: Site, words: str) -> None:
    for who in (None, Role.READER, "planlægger"):
        root = page(site.visitor(who).get(AGENDA, query_string={"q": words})).find("main")
        assert titles(root) == []
        assert "0 items found." in root.text
    assert titles(page(site.visitor(MEMBER).get(AGENDA, query_string={"q": words})))


def test_only_mine_is_for_those_who_hold_a_post(site: Site, secretary: FlaskClient, anonymous: FlaskClient) -> None:
    mine = [box for box in page(anonymous.get(AGENDA)).all("input") if box.get("name") == "mine"]
    assert mine == []
    root = page(secretary.get(f"{AGENDA}?mine=1"))
    assert "checked" in root.one("input", name="mine", type="checkbox").attributes
    posts = site.viewer(Role.PLANNER).posts
    agenda = site.agenda()
    stops = [stop for row in agenda.rows for stop in row.stops] + list(agenda.awaiting)
    own = [stop.title for stop in stops if posts & {stop.owner, stop.case_officer_post}]
    assert titles(root) == own


def test_columns_are_kept_in_every_address_that_comes_back(secretary: FlaskClient) -> None:
    root = page(secretary.get(f"{AGENDA}?view=columns&rows=all&q=budget"))
    assert root.find("agenda").all("ol", class_="meetings plain in-columns")
    forms = [form for form in root.find("agenda").all("form") if "positions" in (form.get("action") or "")]
    kept = {"view": "columns", "rows": "all", "q": "budget"}
    assert forms
    assert all(kept.items() <= form.sends().items() for form in forms)
    opening = [address for address in root.find("agenda").addresses if "/moves/new" in address]
    assert opening
    assert all("view=columns" in address for address in opening)


def test_a_search_keeps_the_layout_and_a_layout_the_search(anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{AGENDA}?view=columns&q=budget"))
    search = next(form for form in root.all("form") if form.get("class") == "agenda-filter")
    assert search.sends() == {"view": "columns", "q": "budget"}
    assert f"{AGENDA}?q=budget" in root.addresses, "back to rows"
    assert f"{AGENDA}?view=columns" in root.addresses, "everything again"


def test_an_overdue_item_is_on_top_and_says_so_in_words(site: Site, anonymous: FlaskClient) -> None:
    look = LookAgain(LookKind.DAY, date(2026, 1, 2))
    with site.database.writing() as session:
        item = AddItem(BODY, NewItem("Skal ses på"), None, Waiting("Afventer svar", look))
        stop_id = add_item(session, OPERATOR, item, THEN)
    root = page(anonymous.get(AGENDA)).find("agenda")
    awaiting = next(part for part in root.all("ol") if "awaiting" in (part.get("class") or ""))
    assert titles(awaiting)[0] == "Skal ses på"
    line = root.find(f"stop-{stop_id}")
    assert "overdue" in (line.get("class") or "")
    assert "Should have been looked at: Friday 2 January 2026" in line.text
    overdue = site.agenda().overdue
    assert overdue > 1
    assert f"{overdue} items should have been looked at by now." in root.text


def test_an_item_is_placed_at_the_next_meeting_by_one_button(site: Site, secretary: FlaskClient) -> None:
    waiting = site.awaiting()
    form = next(
        form
        for form in page(secretary.get(AGENDA)).find(f"stop-{waiting.id}").all("form")
        if "moves" in (form.get("action") or "")
    )
    button = form.one("button")
    assert button.text == "To the next meeting (25 Nov)"
    answer = secretary.post(form.get("action") or "", data=form.sends() | {"to": button.get("value")})
    assert (answer.status_code, answer.location) == (303, f"{AGENDA}?undo={waiting.id}")
    assert site.order(site.meeting())[-1] == waiting.title


def placed(site: Site, client: FlaskClient, **more: str) -> str:
    """Where the browser is sent after an item has been placed."""
    waiting = site.awaiting()
    sent = {"seen": str(waiting.version), "to": site.meeting(1).id} | more
    return client.post(f"/stops/{waiting.id}/moves", data=sent).location


def test_what_was_done_can_be_undone_from_the_page_that_tells_of_it(site: Site, secretary: FlaskClient) -> None:
    before, waiting = site.order(site.meeting(1)), site.awaiting()
    bar = page(secretary.get(placed(site, secretary, view="columns"))).one("form", class_="undo-bar")
    assert "The item is moved to Wednesday 2 December 2026." in bar.text
    answer = secretary.post(bar.get("action") or "", data=bar.sends())
    assert (answer.status_code, answer.location) == (303, f"{AGENDA}?view=columns")
    assert site.order(site.meeting(1)) == before
    assert site.stop_now(waiting).state is waiting.state
    root = page(secretary.get(answer.location))
    assert "The change is undone." in root.find("status").text
    assert not root.all("form", class_="undo-bar")


def test_the_bar_names_the_item_once_its_message_has_been_read(site: Site, secretary: FlaskClient) -> None:
    address = placed(site, secretary)
    secretary.get(address)
    bar = page(secretary.get(address)).one("form", class_="undo-bar")
    assert f"{site.order(site.meeting(1))[-1]}: placed at the meeting on 2 December 2026" in bar.text


def test_htmx_gets_the_bar_with_the_agenda(site: Site, secretary: FlaskClient) -> None:
    waiting = site.awaiting()
    sent = {"seen": str(waiting.version), "to": site.meeting(1).id}
    root = fragment(secretary.post(f"/stops/{waiting.id}/moves", data=sent, headers=HTMX))
    assert root.one("button", id="undo").get("data-back-to") == waiting.id


def test_nobody_is_offered_to_undo_what_somebody_else_did(site: Site, secretary: FlaskClient) -> None:
    address = placed(site, secretary)
    for who in (None, Role.READER, "planlægger", "bodysekretær"):
        assert not page(site.visitor(who).get(address)).all("form", class_="undo-bar"), who


@pytest.mark.parametrize("stop", ["findes-ikke", "", "%00", "x" * 500, "<b>"])
def test_a_stop_that_is_not_there_offers_nothing(secretary: FlaskClient, stop: str) -> None:
    root = page(secretary.get(AGENDA, query_string={"undo": stop}))
    assert not root.all("form", class_="undo-bar")


def test_a_meeting_that_was_held_is_to_be_written(site: Site, anonymous: FlaskClient) -> None:
    held, count = site.meeting(), len(site.agenda().rows[0].stops)
    site.clock.pass_by(timedelta(days=5))
    root = page(site.visitor(Role.PLANNER).get(AGENDA)).find("main")
    assert "The meeting on Wednesday 25 November 2026 lacks decisions" in root.text
    assert f": {count} items" in root.one("section", class_="to-write").text
    assert f"/meetings/{held.id}" in root.addresses
    assert "lacks decisions" not in page(anonymous.get(AGENDA)).text
