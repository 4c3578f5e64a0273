"""Planning, publishing, drafting, carrying over and undoing a whole year, and what of it anybody else may see."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from planning_desk import (
    DRAFT,
    UNPLANNED,
    YEAR,
    change_rule,
    chips,
    editor,
    form_to,
    looks,
    move_form,
    send,
    sent,
    series_called,
)
from web_pages import Element, fragment, page
from web_site import HTMX, Site

from wheel.core.access import Role
from wheel.core.occurrences import Occurrence
from wheel.core.plan import PlanStatus, YearPlan
from wheel.store.organisation import year_plan

MEETING = "Direktionsmøde"


def plan_now(site: Site, year: int) -> YearPlan:
    with site.database.reading() as session:
        return year_plan(session, year)


def a_meeting(site: Site) -> Occurrence:
    return next(one for one in site.occurrences(2027, body="direktionen") if one.title == MEETING)


@pytest.fixture
def drafted(site: Site, secretary: FlaskClient) -> Occurrence:
    """A meeting that a draft beside the published year 2027 moves to 30 July."""
    sent(secretary, form_to(page(secretary.get(YEAR)), "drafts"))
    meeting = a_meeting(site)
    sent(secretary, move_form(editor(secretary, meeting.id)), to_day="2027-07-30")
    return meeting


@pytest.mark.parametrize("htmx", [False, True])
def test_a_year_is_planned_and_stays_a_draft(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    form = form_to(page(secretary.get(UNPLANNED)), "plannings")
    root = sent(secretary, form, htmx=htmx)
    assert root.status == "The dates are put into the draft of 2029."
    assert plan_now(site, 2029) == YearPlan(2029, PlanStatus.DRAFT)
    assert len(chips(root)) > 100
    assert "The plan follows the rules." in root.find("part-preview").text


def test_a_year_is_planned_and_published_in_one_go(site: Site, secretary: FlaskClient) -> None:
    form = form_to(page(secretary.get(UNPLANNED)), "plannings")
    assert form.one("button", name="publish").text == "Save and publish"
    assert sent(secretary, form, publish="1").status == "The plan of 2029 is published."
    assert plan_now(site, 2029).status is PlanStatus.PUBLISHED


@pytest.mark.parametrize("htmx", [False, True])
def test_a_preview_that_is_no_longer_right_is_shown_anew_before_it_is_saved(
    site: Site, secretary: FlaskClient, htmx: bool
) -> None:
    form = form_to(page(secretary.get(UNPLANNED)), "plannings")
    change_rule(site, series_called(site, MEETING), date(2029, 2, 7))
    before = site.plan()
    root = (fragment if htmx else page)(send(secretary, form, htmx=htmx), 409)
    assert "Something was changed while you were looking at the preview." in root.refusal
    assert site.plan() == before
    again = form_to(root, "plannings")
    assert again.sends()["seen"] != form.sends()["seen"]
    assert sent(secretary, again, htmx=htmx).refusal == ""
    assert plan_now(site, 2029).status is PlanStatus.DRAFT


def test_a_draft_year_is_published(site: Site, secretary: FlaskClient) -> None:
    root = sent(secretary, form_to(page(secretary.get(DRAFT)), "publications"))
    assert root.status == "The plan of 2028 is published."
    assert plan_now(site, 2028) == YearPlan(2028, PlanStatus.PUBLISHED)


def test_publishing_what_is_published_is_refused(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    assert page(secretary.post(f"{YEAR}/publications"), 422).refusal == "The year is published already."
    assert fragment(secretary.post(f"{YEAR}/publications", headers=HTMX), 422).refusal
    assert page(secretary.post(f"{UNPLANNED}/publications"), 422).refusal.startswith("The year has not been planned")
    assert site.plan() == before


def test_a_changed_rule_goes_into_a_draft_beside_the_published_year(site: Site, secretary: FlaskClient) -> None:
    series = series_called(site, "Kommunalbestyrelsesmøde")
    change_rule(site, series, date(2027, 3, 1))
    part = page(secretary.get(YEAR)).find("part-preview")
    assert "new date" in part.text
    assert "go away" in part.text
    root = sent(secretary, form_to(part, "plannings"))
    assert plan_now(site, 2027).has_draft
    assert {"new", "removed"} <= {look for one in chips(root.find(f"r-{series}")) for look in one.get("class").split()}
    assert "The draft beside the published year" in root.find("part-differences").text


def test_the_draft_is_compared_with_what_everybody_sees(secretary: FlaskClient, drafted: Occurrence) -> None:
    root = page(secretary.get(YEAR))
    assert looks(root, drafted.id) >= {"changed", "moved"}
    words = root.find("part-differences").text
    assert MEETING in words
    assert "→ Fri 30 Jul 2027" in words


@pytest.mark.parametrize("role", [None, Role.READER])
def test_nobody_else_sees_anything_of_the_draft(
    site: Site, secretary: FlaskClient, drafted: Occurrence, role: Role | None
) -> None:
    added = form_to(page(secretary.get(f"{YEAR}?add={drafted.series_id}")).find("editor"), "occurrences")
    send(secretary, added, day="2027-07-14", note="Kun i udkastet")
    visitor = site.visitor(role)
    seen = [visitor.get(address).text for address in ("/wheel/2027?view=list", f"/occurrences/{drafted.id}", "/bodies")]
    seen.append(visitor.get("/bodies/direktionen/agenda?rows=all").text)
    assert not any(words in text for text in seen for words in ("30 July", "30 Jul", "14 July", "Kun i udkastet"))
    assert site.occurrence_now(drafted).span == drafted.span


def test_publishing_the_changes_lets_everybody_see_them(
    site: Site, secretary: FlaskClient, drafted: Occurrence
) -> None:
    sent(secretary, form_to(page(secretary.get(YEAR)), "publications"))
    assert site.occurrence_now(drafted).span.start == date(2027, 7, 30)
    assert plan_now(site, 2027) == YearPlan(2027, PlanStatus.PUBLISHED)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_discarded_draft_leaves_the_published_year_as_it_was(
    site: Site, secretary: FlaskClient, drafted: Occurrence, htmx: bool
) -> None:
    root = sent(secretary, form_to(page(secretary.get(YEAR)), "deletions"), htmx=htmx)
    assert root.status == "The draft is discarded. The published plan is as it was."
    assert not looks(root, drafted.id)
    assert site.occurrence_now(drafted).span == drafted.span


@pytest.mark.parametrize("rest", ["publications", "deletions"])
def test_what_was_meant_for_a_draft_is_refused_once_there_is_none(
    site: Site, secretary: FlaskClient, drafted: Occurrence, rest: str
) -> None:
    move = move_form(editor(secretary, drafted.id))
    add = form_to(page(secretary.get(f"{YEAR}?add={drafted.series_id}")).find("editor"), "occurrences")
    sent(site.visitor(Role.ADMINISTRATOR), form_to(page(secretary.get(YEAR)), rest))
    before = site.plan()
    for form, typed in ((move, {"to_day": "2027-07-29"}), (add, {"day": "2027-07-28"})):
        answer = send(secretary, form, **typed)
        root = page(answer, 422)
        assert "There is no draft beside the published year any more." in root.text
        again = next(one for one in root.find("editor").all("form") if one.get("action") == form.get("action"))
        assert send(secretary, again).status_code == 422, "nor does a second click"
    assert site.plan() == before, "nothing became public by mistake"


def test_a_draft_is_begun_only_once(site: Site, secretary: FlaskClient, drafted: Occurrence) -> None:
    before = site.plan()
    answer = secretary.post(f"{YEAR}/drafts")
    assert page(answer, 422).refusal == "There is a draft beside the published year already."
    assert page(secretary.post(f"{DRAFT}/drafts"), 422).refusal
    assert page(secretary.post(f"{DRAFT}/drafts/deletions"), 409).refusal
    assert site.plan() == before


def history(root: Element) -> list[str]:
    return [line.one("p").text for line in root.find("part-history").all("li")]


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_done_can_be_undone_once(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    meeting = a_meeting(site)
    root = sent(secretary, move_form(editor(secretary, meeting.id)), to_day="2027-07-30", reason="Seminar")
    assert history(root)[0].endswith(f"moved {MEETING} from Wed 6 Jan 2027 to Fri 30 Jul 2027 – Seminar")
    form = form_to(root.find("part-history"), "undos")
    undone = sent(secretary, form, htmx=htmx)
    assert undone.status == "The change is undone."
    assert site.occurrence_now(meeting).span == meeting.span
    assert "undid: moved" in history(undone)[0]
    assert undone.find("part-history").all("del")
    assert page(send(secretary, form), 422).refusal == "This has been undone already."


def test_undoing_what_was_changed_again_since_is_refused_with_the_year_as_it_is(
    site: Site, secretary: FlaskClient
) -> None:
    meeting = a_meeting(site)
    root = sent(secretary, move_form(editor(secretary, meeting.id)), to_day="2027-07-30")
    form = form_to(root.find("part-history"), "undos")
    sent(secretary, move_form(editor(secretary, meeting.id)), to_day="2027-07-29")
    before = site.plan()
    assert "has been changed again since" in page(send(secretary, form), 409).refusal
    assert site.plan() == before


def test_an_unknown_entry_is_not_found(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    assert page(secretary.post(f"{YEAR}/undos", data={"entry": "findes-ikke"}), 404)
    assert page(secretary.post(f"{YEAR}/undos"), 404)
    assert site.plan() == before


def offered(root: Element) -> list[str]:
    """The keys of what could be carried over."""
    return [box.get("value") or "" for box in root.find("part-offers").all("input", name="keys")]


@pytest.fixture
def single(site: Site) -> str:
    """A series of single dates, which has some in 2028 and none in 2029."""
    series = series_called(site, "Kommunalbestyrelsesmøde")
    change_rule(site, series, date(2028, 3, 1))
    return series


@pytest.mark.parametrize("htmx", [False, True])
def test_last_years_single_events_are_carried_over_where_they_are_ticked(
    site: Site, secretary: FlaskClient, single: str, htmx: bool
) -> None:
    before = offered(page(secretary.get(UNPLANNED)))
    assert len(before) > 2
    answer = secretary.post(f"{UNPLANNED}/carried", data={"keys": before[:2]}, headers=HTMX if htmx else None)
    root = fragment(answer) if htmx else page(secretary.get(answer.location))
    assert root.status == "The 2 events are carried over."
    assert sorted(offered(root)) == sorted(before[2:])
    assert len(chips(root)) == 2, "the year has become a draft of these two"


def test_nothing_ticked_is_said(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    assert page(secretary.post(f"{DRAFT}/carried"), 422).refusal == "Tick what is to be carried over."
    refusal = page(secretary.post(f"{DRAFT}/carried", data={"keys": "findes-ikke"}), 422).refusal
    assert refusal.startswith("Somebody carried some of this over already.")
    assert site.plan() == before
