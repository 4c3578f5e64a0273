"""Conflicts and history as sentences, and the ways out as buttons that work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from planning_desk import UNPLANNED, YEAR, change_rule, editor, form_to, looks, move_form, send, sent
from web_pages import Element, page
from web_site import NOW, TODAY, Site

from wheel.core.access import OPERATOR
from wheel.core.closures import Closure
from wheel.core.conflicts import Conflict, ConflictKind, Suggestion, WayOut
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.occurrences import Occurrence
from wheel.core.plan_history import PlanAction, PlanEntry
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.store.series import replace_schedule
from wheel.usecases.show_plan import PlanFilter, PlanPage, show_plan
from wheel.web.planning.history_words import entry_sentence
from wheel.web.planning.links import PlanLinks
from wheel.web.planning.words import ConflictLine, conflict_line

MEETING = "Direktionsmøde"
ASCENSION = date(2027, 5, 6)


@pytest.fixture
def meeting(site: Site) -> Occurrence:
    """The meeting in the week of Ascension Day 2027."""
    wanted = (one for one in site.occurrences(2027, body="direktionen") if one.title == MEETING)
    return next(one for one in wanted if one.span.start == date(2027, 5, 5))


def lines(root: Element) -> list[Element]:
    return root.find("part-conflicts").one("ul").all("li")


def line_about(root: Element, words: str) -> Element:
    return next(line for line in lines(root) if words in line.text)


def test_a_day_off_is_named_and_left_by_one_click(site: Site, secretary: FlaskClient, meeting: Occurrence) -> None:
    root = sent(secretary, move_form(editor(secretary, meeting.id)), to_day=ASCENSION.isoformat())
    before = len(lines(root))
    line = line_about(root, "is on a day off: Ascension Day.")
    assert f"{YEAR}?at={meeting.id}#editor" in line.addresses
    assert "clash" in looks(root, meeting.id)
    button = line.one("button")
    assert (button.get("aria-label") or "").startswith(f"Move {MEETING} to ")

    root = sent(secretary, line.one("form"), htmx=True)
    assert root.status == "The event is moved."
    assert site.occurrence_now(meeting).span.start != ASCENSION
    assert len(lines(root)) == before - 1
    assert "clash" not in looks(root, meeting.id)


def test_a_way_out_that_somebody_else_was_faster_with_is_refused(
    site: Site, secretary: FlaskClient, meeting: Occurrence
) -> None:
    root = sent(secretary, move_form(editor(secretary, meeting.id)), to_day=ASCENSION.isoformat())
    way_out = line_about(root, "Ascension Day").one("form")
    sent(secretary, move_form(editor(secretary, meeting.id)), to_day="2027-05-07")
    before = site.plan()
    assert "Somebody else changed this event" in page(send(secretary, way_out), 409).refusal
    assert site.plan() == before


def test_two_meetings_of_one_body_at_one_time_are_both_marked(
    site: Site, secretary: FlaskClient, meeting: Occurrence
) -> None:
    others = [one for one in site.occurrences(2027, body="direktionen") if one.title == MEETING]
    other = others[others.index(meeting) + 1]
    root = sent(secretary, move_form(editor(secretary, meeting.id)), to_day=other.span.start.isoformat())
    assert line_about(root, " overlap.").one("form")
    assert "clash" in looks(root, meeting.id) & looks(root, other.id)


def test_a_claim_leads_to_the_form_that_meets_it(secretary: FlaskClient) -> None:
    line = line_about(page(secretary.get(YEAR)), "still needs a date.")
    address = next(one.get("href") or "" for one in line.all("a") if one.text == "Add a date")
    assert form_to(page(secretary.get(address)).find("editor"), "occurrences")


def test_proposed_dates_are_told_of_without_a_button(secretary: FlaskClient) -> None:
    part = page(secretary.get(UNPLANNED)).find("part-conflicts")
    assert not part.all("form"), "what is not stored cannot be moved"


def test_what_the_rule_says_now_is_followed_by_one_click(
    site: Site, secretary: FlaskClient, meeting: Occurrence
) -> None:
    change_rule(site, meeting.series_id, ASCENSION)
    root = sent(secretary, form_to(page(secretary.get(YEAR)).find("part-preview"), "plannings"), publish="1")
    on_holiday = next(one for one in site.occurrences(2027, body="direktionen") if one.span.start == ASCENSION)
    sent(secretary, move_form(editor(secretary, on_holiday.id)), to_day="2027-05-12")
    with site.database.writing() as session:
        policy = HolidayPolicy(HolidayAction.EARLIER_WORKING_DAY, frozenset({Closure.PUBLIC_HOLIDAYS}))
        replace_schedule(session, meeting.series_id, Schedule(DateList((DateSpan.of_day(ASCENSION),)), policy))

    part = page(secretary.get(YEAR)).find("part-preview")
    assert "Wed 12 May 2027: the rule now says Wed 5 May 2027" in part.text
    root = sent(secretary, form_to(part, "plannings"), publish="1")
    assert "otherwise" in looks(root, on_holiday.id)
    root = sent(secretary, form_to(editor(secretary, on_holiday.id), "moves"))
    assert site.occurrence_now(on_holiday).span.start == date(2027, 5, 5)
    assert "otherwise" not in looks(root, on_holiday.id)
    assert "The plan follows the rules." in root.find("part-preview").text


@pytest.fixture
def read(site: Site) -> Iterator[PlanPage]:
    """The page of 2027 as it is read, within a request by somebody who reads English."""
    with site.app.test_request_context(headers={"Accept-Language": "en"}), site.database.reading() as session:
        yield show_plan(session, OPERATOR, 2027, PlanFilter(), TODAY, "en")


def said(read: PlanPage, kind: ConflictKind, **what: object) -> ConflictLine:
    """A conflict of the first two meetings, in words."""
    meetings = [one for one in read.dates.values() if one.occurrence.title == MEETING and one.plan_year == 2027][:2]
    ids = tuple(one.occurrence.id for one in meetings)
    found = {
        "series": (meetings[0].occurrence.series_id,),
        "occurrences": ids,
        "day": meetings[0].occurrence.span.start,
    }
    if "suggestion" in what and isinstance(what["suggestion"], WayOut):
        way_out = what["suggestion"]
        target = "" if way_out in (WayOut.ADD, WayOut.CLOSE, WayOut.ENTER) else ids[0]
        what["suggestion"] = Suggestion(way_out, target, found["series"][0], date(2027, 5, 7), 2)
    return conflict_line(Conflict(kind, **(found | what)), read, PlanLinks(2027, PlanFilter()))


FIRST = f"{MEETING} Wednesday 6 January 2027"
SECOND = f"{MEETING} Wednesday 13 January 2027"
SENTENCES = [
    (ConflictKind.ON_CLOSED_DAY, {}, f"{FIRST} is at a weekend."),
    (ConflictKind.ON_CLOSED_DAY, {"because": "Påske"}, f"{FIRST} is on a day off: Påske."),
    (ConflictKind.SAME_TIME, {}, f"{FIRST} and {SECOND} overlap."),
    (
        ConflictKind.DEADLINE_CLOSED,
        {},
        f"The agenda of {FIRST} would go out on Wednesday 6 January 2027, at a weekend.",
    ),
    (
        ConflictKind.DEADLINE_CLOSED,
        {"because": "Påske"},
        f"The agenda of {FIRST} would go out on Wednesday 6 January 2027, a day off: Påske.",
    ),
    (
        ConflictKind.READINGS_TOO_CLOSE,
        {"count": 1},
        f"{FIRST} is only 1 day after {SECOND}; the law asks for at least three weeks.",
    ),
    (
        ConflictKind.READINGS_TOO_CLOSE,
        {"count": 20},
        f"{FIRST} is only 20 days after {SECOND}; the law asks for at least three weeks.",
    ),
    (ConflictKind.OUTSIDE_BODY, {}, f"{FIRST} and 1 later one: Direktionen does not exist then."),
    (ConflictKind.CLAIM_NOT_MET, {"count": 1}, f"{MEETING} still needs a date."),
    (ConflictKind.CLAIM_NOT_MET, {"count": 3}, f"{MEETING} still needs 3 dates."),
    (ConflictKind.CLAIM_EXCEEDED, {"count": 2}, f"{MEETING} has 2 dates too many."),
    (
        ConflictKind.HOLIDAY_UNKNOWN,
        {"because": "sommerferien"},
        f"Nobody has entered when “sommerferien” is in 2027. It is needed for: {MEETING}.",
    ),
    (ConflictKind.ANCHOR_MISSING, {}, f"{MEETING} is counted from a series that is no longer there."),
]


@pytest.mark.parametrize(("kind", "what", "sentence"), SENTENCES)
def test_every_kind_of_conflict_is_a_sentence(
    read: PlanPage, kind: ConflictKind, what: dict[str, object], sentence: str
) -> None:
    assert said(read, kind, **what).sentence.striptags() == sentence


def test_every_kind_of_conflict_is_in_the_table() -> None:
    assert {kind for kind, _, _ in SENTENCES} == set(ConflictKind)


def test_a_name_in_a_sentence_stays_text(read: PlanPage) -> None:
    line = said(read, ConflictKind.ON_CLOSED_DAY, because="<b>100 %</b>")
    assert "&lt;b&gt;100 %&lt;/b&gt;" in line.sentence


@pytest.mark.parametrize(
    ("way_out", "words", "does"),
    [
        (WayOut.MOVE, "Move to Friday 7 May 2027", "move"),
        (WayOut.SEND, "Send it on Friday 7 May 2027 instead.", ""),
        (WayOut.ADD, "Add a date", "/plan/2027?add="),
        (WayOut.CLOSE, "End the series on Friday 7 May 2027", "/series/"),
        (WayOut.ENTER, "Enter the holidays of 2027", "/settings/calendar/2027"),
        (WayOut.CANCEL, "Open it and cancel it", "/plan/2027?at="),
    ],
)
def test_every_way_out_says_what_it_does_and_leads_there(
    read: PlanPage, way_out: WayOut, words: str, does: str
) -> None:
    found = said(read, ConflictKind.ON_CLOSED_DAY, suggestion=way_out).way_out
    assert found is not None
    assert found.words == words
    assert (found.to_day == "2027-05-07") if does == "move" else found.href.startswith(does)


HISTORY = [
    (PlanAction.PLANNED, {"new": 3, "removed": 1}, "planned the year: 3 new, 1 taken away"),
    (PlanAction.PLANNED, {}, "planned the year"),
    (PlanAction.PUBLISHED, {"new": 0, "changed": 0, "removed": 0}, "published the year"),
    (PlanAction.PUBLISHED, {"new": 1, "changed": 1}, "published the year, with 2 changes"),
    (PlanAction.DRAFTED, {}, "began a draft"),
    (PlanAction.DISCARDED, {"changes": 1}, "discarded the draft with 1 change"),
    (
        PlanAction.MOVED,
        {"title": "Møde", "from": "2027-05-05", "to": "2027-05-07", "reason": "Ferie"},
        "moved Møde from Wed 5 May 2027 to Fri 7 May 2027 – Ferie",
    ),
    (PlanAction.CHANGED, {"title": "Møde", "to": "2027-05-05"}, "changed the time of Møde on Wed 5 May 2027"),
    (PlanAction.CANCELLED, {"title": "Møde", "from": "2027-05-05"}, "cancelled Møde on Wed 5 May 2027"),
    (PlanAction.REINSTATED, {"title": "Møde", "from": "2027-05-05"}, "reinstated Møde on Wed 5 May 2027"),
    (PlanAction.ADDED, {"title": "Møde", "to": "nonsense"}, "added Møde on ?"),
    (PlanAction.CARRIED, {"count": 2}, "carried 2 events over"),
    (PlanAction.UNDONE, {"undone": "carried", "count": 1}, "undid: carried 1 event over"),
    (PlanAction.UNDONE, {"undone": "something else"}, "undid something"),
]


@pytest.mark.parametrize(("action", "told", "sentence"), HISTORY)
def test_every_entry_of_the_history_is_a_sentence(
    read: PlanPage, action: PlanAction, told: dict[str, object], sentence: str
) -> None:
    assert read.year == 2027
    assert entry_sentence(PlanEntry("e", NOW, "Sekretariatet", action, 2027, told)) == sentence


def test_every_action_is_in_the_table() -> None:
    assert {action for action, _, _ in HISTORY} == set(PlanAction)
