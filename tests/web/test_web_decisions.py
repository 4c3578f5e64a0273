"""Writing what was decided: one form for the whole meeting, mistakes beside their item, both versions after another."""

from __future__ import annotations

import pytest
from doors_of_meetings import decisions_form, held, held_address, meeting_page
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, BODY_SECRETARY, HTMX, MARKER, MERE_PLANNER, THEN, Site

from wheel.core.access import OPERATOR, sign
from wheel.core.stops import NewItem, Outcome, StopState, Waiting
from wheel.store.stop_writing import add_item


def stops(site: Site) -> list[str]:
    return [line.stop.id for line in meeting_page(site, held(site)).agenda.lines]


def states(site: Site) -> list[StopState]:
    return [line.stop.state for line in meeting_page(site, held(site)).agenda.lines]


def form_of(shown: Element) -> Element:
    return next(one for one in shown.all("form") if (one.get("action") or "").endswith("/decisions"))


def close_one(site: Site) -> str:
    """A closed item on the agenda of the meeting that was held."""
    meeting = held(site)
    with site.database.writing() as session:
        item = NewItem(f"{MARKER} sag", is_closed=True)
        return add_item(session, item, BODY, meeting.id, Waiting(""), sign(OPERATOR, THEN))


def test_what_usually_comes_out_is_chosen_already(site: Site, secretary: FlaskClient) -> None:
    first, second, third = stops(site)
    sends = form_of(page(secretary.get(held_address(site, "/decisions/new")))).sends()
    assert [sends[f"result-{stop}"] for stop in (first, second, third)] == ["approved", "noted", "discussed"]
    assert {sends[f"to-{stop}"] for stop in (first, second, third)} == {site.meeting().id}


def test_it_is_said_when_what_has_no_day_comes_up_again(site: Site, secretary: FlaskClient) -> None:
    stop = stops(site)[0]
    shown = page(secretary.get(held_address(site, "/decisions/new")))
    described = shown.find(shown.one("input", name=f"look_day-{stop}").get("aria-describedby") or "")
    assert described is not None
    assert described.text == "otherwise at the next meeting"


def test_the_form_as_it_opens_concludes_the_meeting(site: Site, secretary: FlaskClient) -> None:
    sends = form_of(page(secretary.get(held_address(site, "/decisions/new")))).sends()
    answer = secretary.post(held_address(site, "/decisions"), data=sends)
    assert (answer.status_code, answer.location) == (303, held_address(site, "/decisions"))
    shown = page(secretary.get(answer.location))
    assert shown.status == "Saved. Everything on the agenda is written."
    assert states(site) == [StopState.TREATED] * 3
    assert [one.text for one in shown.all("p", class_="outcome")] == ["Approved", "Taken note of", "Discussed"]


def test_the_minutes_tell_where_an_item_goes_on(site: Site, secretary: FlaskClient) -> None:
    first, second, third = stops(site)
    changes = {
        f"result-{first}": "postponed",
        f"to-{first}": site.meeting().id,
        f"result-{second}": "postponed",
        f"to-{second}": "awaiting",
        f"reason-{second}": "Afventer tal",
        f"look_day-{second}": "2027-01-04",
        f"result-{third}": "withdrawn",
        f"reason-{third}": "Er løst",
    }
    answer = secretary.post(held_address(site, "/decisions"), data=decisions_form(site) | changes, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, held_address(site, "/decisions"))
    shown = page(secretary.get(held_address(site, "/decisions")))
    assert "Goes on at Wednesday 25 November 2026" in shown.text
    assert "Goes on at a date that is not set yet: Afventer tal" in shown.text
    assert "Withdrawn: Er løst" in shown.text
    assert "taken up again from 11 November 2026, item 1" in page(secretary.get(f"/meetings/{site.meeting().id}")).text


def test_what_is_not_written_yet_stays(site: Site, secretary: FlaskClient) -> None:
    form = decisions_form(site) | {f"result-{stop}": "" for stop in stops(site)[1:]}
    shown = page(secretary.get(secretary.post(held_address(site, "/decisions"), data=form).location))
    assert shown.status == "Saved. Nothing is written of 2 items yet."
    assert states(site) == [StopState.TREATED, StopState.PLACED, StopState.PLACED]


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"result": "0"}, "result", "Choose what came out of it from the list."),
        ({"result": "withdrawn", "reason": " "}, "reason", "Write why the item is withdrawn."),
        ({"result": "postponed"}, "to", "Choose where the item goes."),
        ({"result": "postponed", "to": "0"}, "to", "Choose one of the body's own meetings."),
        ({"result": "postponed", "to": "awaiting"}, "reason", "Write why the item awaits a date."),
        (
            {"result": "postponed", "to": "awaiting", "reason": "Senere", "look_day": "0"},
            "look_day",
            "Write the day as year-month-day: 2027-02-13.",
        ),
        ({"decision": "x" * 20_001}, "decision", "Write at most 20000 characters."),
    ],
    ids=["outcome", "withdrawn", "nowhere", "no meeting", "without a reason", "no day", "too long"],
)
def test_a_mistake_stands_beside_its_item_and_nothing_is_saved(
    site: Site, secretary: FlaskClient, changes: dict[str, str], name: str, sentence: str
) -> None:
    stop = stops(site)[1]
    form = decisions_form(site) | {f"{field}-{stop}": value for field, value in changes.items()}
    for headers, read in (({}, page), (HTMX, fragment)):
        shown = read(secretary.post(held_address(site, "/decisions"), data=form, headers=headers), 422)
        assert shown.mistake(f"{name}-{stop}") == sentence
        # A list keeps only what can be chosen from it.
        typed = {f"{field}-{stop}": value for field, value in changes.items() if field not in {"result", "to"}}
        assert typed.items() <= form_of(shown).sends().items()
    assert states(site) == [StopState.PLACED] * 3


def test_a_stale_row_is_a_conflict_with_both_versions(site: Site, secretary: FlaskClient) -> None:
    first = stops(site)[0]
    stale = decisions_form(site) | {f"result-{first}": "not_approved", f"decision-{first}": "Afvist"}
    secretary.post(held_address(site, "/decisions"), data=decisions_form(site) | {f"decision-{first}": "Ja"})
    shown = page(secretary.post(held_address(site, "/decisions"), data=stale), 409)
    row = shown.find(f"row-{first}")
    assert row is not None
    assert [cell.text for cell in row.all("td")] == ["approved", "not approved", "Ja", "Afvist"]
    again = form_of(shown).sends()
    assert (again[f"decision-{first}"], again[f"seen-{first}"]) == ("Afvist", "2")
    assert secretary.post(held_address(site, "/decisions"), data=again).status_code == 303
    assert meeting_page(site, held(site)).agenda.lines[0].stop.outcome is Outcome.NOT_APPROVED


def test_what_somebody_else_withdrew_is_told_beside_its_item(site: Site, secretary: FlaskClient) -> None:
    first = stops(site)[0]
    stale = decisions_form(site)
    withdrawn = {f"result-{first}": "withdrawn", f"reason-{first}": "Er løst"}
    secretary.post(held_address(site, "/decisions"), data=decisions_form(site) | withdrawn)
    shown = page(secretary.post(held_address(site, "/decisions"), data=stale), 409)
    row = shown.find(f"row-{first}")
    assert row is not None
    assert [cell.text for cell in row.all("td")] == ["withdrawn", "approved", "Er løst", "–"]
    assert not row.all("select")


def test_a_planner_sees_a_closed_row_without_fields_and_leaves_it_alone(site: Site) -> None:
    closed = close_one(site)
    planner = site.visitor(MERE_PLANNER)
    answer = planner.get(held_address(site, "/decisions/new"))
    assert MARKER not in answer.text
    row = page(answer).find(f"row-{closed}")
    assert row is not None
    assert not row.all("select")
    sends = form_of(page(answer)).sends()
    assert planner.post(held_address(site, "/decisions"), data=sends).status_code == 303
    assert meeting_page(site, held(site)).left == 1
    forced = {f"seen-{closed}": "1", f"result-{closed}": "noted"}
    refused = planner.post(held_address(site, "/decisions"), data=forced)
    assert (refused.status_code, MARKER in refused.text) == (403, False)


def test_a_closed_decision_is_in_no_answer_to_others(site: Site) -> None:
    closed = close_one(site)
    form = {f"seen-{closed}": "1", f"result-{closed}": "approved", f"decision-{closed}": f"{MARKER} ja"}
    assert site.visitor(BODY_SECRETARY).post(held_address(site, "/decisions"), data=form).status_code == 303
    for who in (None, MERE_PLANNER):
        for rest in ("", "/decisions"):
            assert MARKER not in site.visitor(who).get(held_address(site, rest)).text
    assert f"{MARKER} ja" in site.visitor(BODY_SECRETARY).get(held_address(site, "/decisions")).text


def test_the_form_of_a_meeting_to_come_says_why_not(site: Site, secretary: FlaskClient) -> None:
    shown = page(secretary.get(f"/meetings/{site.meeting().id}/decisions/new"), 422)
    assert "The meeting has not been held yet." in shown.text
    assert "The meeting has not been held yet." in page(secretary.get(f"/meetings/{site.meeting().id}/decisions")).text
