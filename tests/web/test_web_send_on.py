"""Sending an item on through bodies from its page, seeing its way, and moving its later stops along."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from doors_of_items import item
from doors_of_routes import FORUM, ONWARDS, hurried, route_id, send_form
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, BODY_SECRETARY, HTMX, MARKER, OTHERS_SECRETARY, TODAY, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.occurrences import Kind
from wheel.core.stops import Stop, StopState
from wheel.store.routes import all_routes, delete_route
from wheel.store.stops import stops_of_item

COMMITTEES = {"body-0": "*", "body-1": "oekonomiudvalget", "body-2": "kommunalbestyrelsen", "lead-1": "2"}


def way(site: Site, **query: str) -> str:
    return f"{item(site, '/route')}?{urlencode(query)}"


def stops(site: Site) -> tuple[Stop, ...]:
    with site.database.reading() as session:
        return stops_of_item(session, OPERATOR, site.stop().item_id or "")


def journey(visitor: FlaskClient, site: Site) -> Element:
    found = page(visitor.get(item(site))).find("journey")
    assert found is not None
    return found


def rows(shown: Element) -> list[str]:
    return [row.text for row in shown.one("table", class_="route-found").one("tbody").all("tr")]


def test_the_days_are_shown_first_and_then_sent_as_they_were_shown(secretary: FlaskClient, site: Site) -> None:
    shown = page(secretary.get(way(site, find="1", from_day=TODAY.isoformat(), **COMMITTEES)))
    found = rows(shown)
    assert len(found) == 8
    assert len(stops(site)) == 1
    send = shown.one("form", method="post", action=item(site, "/route")).sends()
    answer = page(secretary.post(item(site, "/route"), data=send, follow_redirects=True))
    assert answer.status == "The item is sent on. Placed at 8 meetings."
    made = stops(site)[1:]
    assert [stop.step for stop in made] == [2] * 6 + [3, 4]
    assert all(stop.state is StopState.PLACED for stop in made)
    assert [stop.lead_days for stop in made] == [0] * 6 + [2, 0]


def test_an_item_that_is_sent_on_already_says_that_it_goes_on_from_its_last_place(
    secretary: FlaskClient, site: Site
) -> None:
    first = page(secretary.get(item(site, "/route"))).text
    assert "It stands in Direktionen now." in first
    assert "Side by side with where it stands now" in first
    beside = {"body-0": FORUM, "body-1": "oekonomiudvalget", "body-2": "hovedmed", "beside-2": "1"}
    secretary.post(item(site, "/route"), data=send_form(site, **beside))
    again = page(secretary.get(item(site, "/route"))).text
    assert "It comes last in Økonomiudvalget and HovedMED, and is sent on from there." in again
    assert "Side by side with where it comes last" in again
    assert "now" not in again.partition("Through which bodies")[0].partition("Send the item on")[2]


def test_bodies_that_have_it_side_by_side_both_have_it_now(secretary: FlaskClient, site: Site) -> None:
    secretary.post(item(site, "/route"), data=send_form(site, **{"beside-0": "1"}))
    assert "It stands in Direktionen and Chefforum now." in page(secretary.get(item(site, "/route"))).text


def test_the_cursor_is_in_the_first_field_where_the_page_was_opened_for_it(secretary: FlaskClient, site: Site) -> None:
    address = item(site, "/route")
    kept = page(secretary.get(address))
    assert kept.one("select", id="template").get("autofocus") is not None
    assert kept.one("select", id="body-0").get("autofocus") is None
    with site.database.writing() as session:
        for known in all_routes(session, OPERATOR):
            delete_route(session, known.id)
    assert page(secretary.get(address)).one("select", id="body-0").get("autofocus") is not None
    assert page(secretary.get(f"{address}?more=1")).one("select", id="body-0").get("autofocus") is None
    follow_up = f"/stops/{site.stop().id}/follow-ups"
    assert page(secretary.get(f"{follow_up}/new")).one("textarea", id="what").get("autofocus") is not None
    refused = page(secretary.post(follow_up, data={"what": "Ring", "due_day": "i går"}), 422)
    assert refused.one("textarea", id="what").get("autofocus") is None
    assert refused.one("input", id="due_day").get("autofocus") is not None


def test_a_route_that_is_kept_fills_in_the_lines(secretary: FlaskClient, site: Site) -> None:
    shown = fragment(secretary.get(way(site, fetch="1", template=route_id(site), from_day="2027-01-01"), headers=HTMX))
    form = shown.one("form", id="plan-form").sends()
    assert form["body-0"]
    assert form["from_day"] == "2027-01-01"
    assert not shown.all("table")


def test_in_anothers_body_it_awaits_a_date_and_says_where_from(site: Site) -> None:
    secretary = site.visitor(BODY_SECRETARY)
    shown = page(secretary.get(way(site, find="1", **ONWARDS)))
    assert "the body’s secretary places it" in rows(shown)[0]
    answer = secretary.post(item(site, "/route"), data=send_form(site), follow_redirects=True)
    assert page(answer).status == "The item is sent on. Awaits a date in 1 body."
    waiting = stops(site)[-1]
    assert waiting.state is StopState.AWAITING
    assert waiting.reason.startswith("Sent on from Direktionen: can be treated on ")
    assert waiting.reason in page(site.visitor(Role.PLANNER).get(f"/bodies/{FORUM}/agenda")).text


def test_within_a_round_it_says_what_does_not_fit(secretary: FlaskClient, site: Site) -> None:
    one = next(found for found in site.occurrences(2027, kinds=(Kind.ROUND,)))
    lines = {"body-0": "oekonomiudvalget", "body-1": "kommunalbestyrelsen", "body-2": "hovedmed"}
    found = rows(page(secretary.get(way(site, find="1", round=one.id, **lines))))
    assert ["awaits a date" in row for row in found] == [False, False, True]


def test_towards_a_meeting_the_way_is_found_backwards(secretary: FlaskClient, site: Site) -> None:
    target = site.meeting(3, "hovedmed")
    found = rows(page(secretary.get(way(site, find="1", target=target.id, **{"body-0": FORUM, "body-1": "hovedmed"}))))
    assert target.span.start.strftime("%-d %B %Y") in found[-1]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"from_day": ""}, "from_day"),
        ({"from_day": "i morgen"}, "from_day"),
        ({"target": "nosuchid"}, "target"),
        ({"round": "nosuchid"}, "round"),
        ({"lead-0": "x"}, "lead-0"),
        ({"body-0": "nosuchbody"}, "body-0"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_sent(
    secretary: FlaskClient, site: Site, wrong: dict[str, str], field: str
) -> None:
    for answer in (
        secretary.get(way(site, find="1", **(ONWARDS | wrong))),
        secretary.post(item(site, "/route"), data=ONWARDS | wrong | {"seen": "?"}),
    ):
        shown = page(answer, 422)
        assert shown.mistake(field)
        assert shown.one("form", id="plan-form").sends()["purpose-0"] == ONWARDS["purpose-0"]
    assert len(stops(site)) == 1


def test_a_plan_that_changed_meanwhile_is_shown_beside_what_was_seen(secretary: FlaskClient, site: Site) -> None:
    form = send_form(site)
    site.cancel(site.meeting(0, FORUM))
    shown = page(secretary.post(item(site, "/route"), data=form), 409)
    assert "Nothing was sent." in shown.refusal
    assert len(shown.one("table", class_="versions").one("tbody").all("tr")) == 1
    assert len(stops(site)) == 1
    again = shown.one("form", method="post", action=item(site, "/route")).sends()
    secretary.post(item(site, "/route"), data=again)
    assert len(stops(site)) == 2


def test_the_way_shows_each_step_with_its_bodies_and_days(secretary: FlaskClient, site: Site) -> None:
    secretary.post(item(site, "/route"), data=send_form(site, **COMMITTEES))
    shown = journey(secretary, site)
    steps = shown.one("ol", class_="journey plain")
    assert [len(step.all("ul")[0].all("li")) for step in steps.children if isinstance(step, Element)] == [1, 6, 1, 1]
    assert len(steps.all("li", aria_current="step")) == 1
    assert not shown.all("span", class_="mistake")


def test_only_who_may_change_the_item_is_offered_to_send_it_on(site: Site) -> None:
    for who, is_offered in ((None, False), (Role.READER, False), (OTHERS_SECRETARY, False), (BODY_SECRETARY, True)):
        links = journey(site.visitor(who), site).addresses
        assert (item(site, "/route") in links) is is_offered


def test_a_stop_that_comes_too_soon_is_told_and_moved_along_when_asked(secretary: FlaskClient, site: Site) -> None:
    hurried(site)
    shown = journey(secretary, site)
    assert "is too soon after" in shown.one("span", class_="mistake").text
    assert item(site, "/route/days") in shown.addresses
    form = page(secretary.get(item(site, "/route/days"))).one("form", action=item(site, "/route/days")).sends()
    answer = page(secretary.post(item(site, "/route/days"), data=form, follow_redirects=True))
    assert answer.status == "1 stop was moved."
    assert not journey(secretary, site).all("span", class_="mistake")
    again = page(secretary.post(item(site, "/route/days"), data=form), 409)
    assert "other days are found now" in again.refusal


def test_whoever_moves_a_stop_is_told_what_no_longer_fits(secretary: FlaskClient, site: Site) -> None:
    secretary.post(item(site, "/route"), data=send_form(site))
    first, forum = stops(site)
    later = next(one for one in site.agenda().choices if forum.meeting_day and one.span.start > forum.meeting_day)
    form = {"seen": str(first.version), "to": later.id, "back": "item"}
    told = page(secretary.post(f"/stops/{first.id}/moves", data=form, follow_redirects=True)).status
    assert "The item is moved to " in told
    assert "Chefforum" in told
    assert "before Direktionen is done" in told


def test_a_closed_items_way_is_its_own_peoples_alone(site: Site, secretary: FlaskClient) -> None:
    closed = site.closed()
    address = f"/items/{closed.item_id}/route"
    for who in (Role.READER, OTHERS_SECRETARY, Role.ADMINISTRATOR):
        answer = site.visitor(who).get(f"{address}?find=1&body-0={BODY}&from_day=2027-01-01")
        assert answer.status_code in {403, 404}
        assert MARKER not in answer.text
    shown = page(secretary.get(address))
    assert "of every body that you send it to will then see all of it" in shown.text
