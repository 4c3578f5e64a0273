"""The screen on the wall: the present period without menus, and a cheap answer as long as nothing has changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from tour_of_access import set_public_part
from web_pages import Element, fragment, page
from web_site import BODY, CLOSED, HTMX, INTERNAL, MARKER, TODAY, Site

from wheel.core.access import Role
from wheel.core.periods import Period, Zoom

WALL = "/wheel/now"


def events(root: Element) -> list[Element]:
    return [item for item in root.all("li") if item.get("data-ends")]


def wall_of(root: Element) -> Element:
    return root.one("main", id="wall")


@pytest.mark.parametrize("zoom", ["", *Zoom])
def test_the_period_that_today_lies_in_is_shown(anonymous: FlaskClient, zoom: str) -> None:
    root = page(anonymous.get(f"{WALL}?zoom={zoom}"))
    span = Period.containing(Zoom(zoom or "year"), TODAY).span
    svg = root.one("svg", role="group")
    assert (svg.get("data-first"), svg.get("data-days")) == (str(span.start), str(span.day_count))


def test_a_zoom_that_there_is_not_is_said_to_be_none(anonymous: FlaskClient) -> None:
    assert "There is no such span of time" in page(anonymous.get(f"{WALL}?zoom=decade"), 422).text


def test_there_are_no_menus_and_nothing_to_fill_in(secretary: FlaskClient) -> None:
    root = page(secretary.get(WALL))
    assert not [tag for tag in ("nav", "form", "button", "input") if root.all(tag)]
    assert "hx-headers" not in root.one("body").attributes
    assert root.one("noscript").one("meta").get("content") == "300", "without a script it is loaded anew"


def test_it_says_whose_it_is_and_what_day_it_is(site: Site) -> None:
    root = page(site.visitor(language="en").get(WALL))
    assert root.one("h1").text == "Fjordby Kommune"
    day = root.find("wall-day")
    assert day is not None
    assert day.text == "Saturday 21 November 2026, week 47"
    assert root.one("body").get("data-zone") == "Europe/Copenhagen"
    assert wall_of(root).get("data-at") == "2026-11-21T12:00:00+00:00"


def test_the_next_meetings_are_those_to_be_held_in_order(site: Site, anonymous: FlaskClient) -> None:
    shown = events(page(anonymous.get(WALL)))
    starts = [item.get("data-first") for item in shown]
    assert starts == sorted(starts)
    assert len(shown) == 40, "no screen has room for more"
    first = site.meeting()
    said = next(item for item in shown if item.get("data-first") == str(first.span.start) and first.title in item.text)
    assert "at 9:00–12:00" in said.text
    assert "Direktionen" in said.text
    assert first.place in said.text
    assert said.get("data-ends") == f"{first.span.start}T12:00"


def test_what_is_cancelled_is_no_meeting_to_come(site: Site, anonymous: FlaskClient) -> None:
    meeting = site.meeting()
    before = len([item for item in events(page(anonymous.get(WALL))) if meeting.title in item.text])
    site.cancel(meeting)
    after = events(page(anonymous.get(WALL)))
    assert str(meeting.span.start) not in [one.get("data-first") for one in after if meeting.title in one.text]
    assert before


@pytest.mark.parametrize(
    ("at", "is_there", "is_today", "reason"),
    [
        (datetime(2026, 11, 24, 22, tzinfo=UTC), True, False, "the evening before in Copenhagen"),
        (datetime(2026, 11, 24, 23, tzinfo=UTC), True, True, "midnight there, though not in London"),
        (datetime(2026, 11, 25, 10, 59, tzinfo=UTC), True, True, "while it is held"),
        (datetime(2026, 11, 25, 11, tzinfo=UTC), False, True, "at noon it is over"),
    ],
)
def test_a_meeting_is_marked_on_its_day_and_leaves_when_it_is_over(
    site: Site, at: datetime, is_there: bool, is_today: bool, reason: str
) -> None:
    site.clock.at = at
    meeting = site.meeting()
    assert meeting.span.start == date(2026, 11, 25)
    found = [one for one in events(page(site.visitor().get(WALL))) if one.get("data-ends") == "2026-11-25T12:00"]
    assert bool(found) is is_there, reason
    assert all(("is-today" in (one.get("class") or "")) is is_today for one in found), reason


def test_the_filter_is_for_the_wheel_and_the_list_alike(anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{WALL}?bodies={BODY}"))
    assert events(root)
    assert all("Direktion" in item.text or "direktion" in item.text for item in events(root))
    none = page(anonymous.get(f"{WALL}?chosen=1"))
    assert not events(none)
    assert "No meetings are planned for the next half year." in none.text


@pytest.mark.parametrize(
    ("query", "language", "expected"),
    [("", "da", "da"), ("?language=da", "en", "da"), ("?language=en", "da", "en"), ("?language=xx", "da", "da")],
)
def test_the_address_may_say_the_language(site: Site, query: str, language: str, expected: str) -> None:
    """A screen's browser may be in any language, and nobody sits by it to choose another."""
    assert page(site.visitor(language=language).get(WALL + query)).one("html").get("lang") == expected


@pytest.mark.parametrize(("query", "theme"), [("", None), ("?theme=dark", "dark"), ("?theme=%22x", None)])
def test_the_address_may_say_light_or_dark(anonymous: FlaskClient, query: str, theme: str | None) -> None:
    assert page(anonymous.get(WALL + query)).one("html").get("data-theme") == theme


# Asking anew


def ask(client: FlaskClient, mark: str = "", query: str = "") -> tuple[int, str]:
    answer = client.get(WALL + query, headers=HTMX | ({"If-None-Match": mark} if mark else {}))
    assert "HX-Request" in answer.headers["Vary"]
    return answer.status_code, answer.headers["ETag"]


@pytest.mark.parametrize("who", [None, Role.READER])
def test_while_nothing_changes_the_answer_is_empty(site: Site, who: Role | None) -> None:
    screen = site.visitor(who)
    status, mark = ask(screen)
    assert status == 200
    site.clock.pass_by(timedelta(minutes=5))
    answer = screen.get(WALL, headers=HTMX | {"If-None-Match": mark})
    assert (answer.status_code, answer.data) == (304, b"")


def test_the_picture_is_a_fragment_of_the_page(anonymous: FlaskClient) -> None:
    whole, piece = page(anonymous.get(WALL)), fragment(anonymous.get(WALL, headers=HTMX))
    assert wall_of(piece).attributes == wall_of(whole).attributes
    assert wall_of(piece).text == wall_of(whole).text


def test_the_next_picture_comes_when_the_plan_changes_or_the_day_does(site: Site) -> None:
    screen = site.visitor()
    _, first = ask(screen)
    site.cancel(site.meeting())
    status, second = ask(screen, first)
    assert (status, second != first) == (200, True)
    site.clock.at = datetime(2026, 11, 21, 22, 59, tzinfo=UTC)
    assert ask(screen, second)[0] == 304
    site.clock.at = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
    assert ask(screen, second)[0] == 200, "midnight in Copenhagen"


def test_a_mark_is_of_one_view_in_one_language_for_one_kind_of_reader(site: Site) -> None:
    queries = ("", "?zoom=month", "?rings=budget&chosen=1", "?language=da", "?theme=dark")
    marks = [ask(site.visitor(who), query=query)[1] for query in queries for who in (None, Role.READER, Role.PLANNER)]
    assert len(set(marks)) == len(marks)


def test_a_new_colour_of_a_ring_is_another_release(site: Site, secretary: FlaskClient) -> None:
    """The page's stylesheet is out of date then, so that the page must be loaded anew."""
    screen = site.visitor()
    before = wall_of(fragment(screen.get(WALL, headers=HTMX))).get("data-release")
    site.cancel(site.meeting())
    assert wall_of(fragment(screen.get(WALL, headers=HTMX))).get("data-release") == before
    secretary.post("/settings/rings/med", data={"name": "MED", "colour": "#0b5a8a", "seen": "1"})
    assert wall_of(fragment(screen.get(WALL, headers=HTMX))).get("data-release") != before


def test_who_is_signed_in_no_longer_is_told_apart(site: Site) -> None:
    screen = site.visitor(Role.READER)
    assert "data-signed-in" in wall_of(page(screen.get(WALL))).attributes
    site.clock.pass_by(timedelta(hours=13))
    assert "data-signed-in" not in wall_of(fragment(screen.get(WALL, headers=HTMX))).attributes


def test_without_a_public_part_an_ended_session_gets_no_page_to_sign_in_on(site: Site) -> None:
    screen = site.visitor(Role.READER)
    set_public_part(site, is_there=False)
    _, mark = ask(screen)
    site.clock.pass_by(timedelta(hours=13))
    for headers in (HTMX, HTMX | {"If-None-Match": mark}):
        answer = screen.get(WALL, headers=headers)
        assert (answer.status_code, answer.data) == (401, b"")


def test_a_visitors_screen_shows_nothing_internal_or_closed(site: Site) -> None:
    for client, words in ((site.visitor(), (MARKER, INTERNAL, CLOSED)), (site.visitor(Role.READER), (MARKER, CLOSED))):
        for zoom in Zoom:
            text = client.get(f"{WALL}?zoom={zoom}").text
            assert not [word for word in words if word in text]
