"""The doors of a meeting's own page: its agenda, sending that out, who was absent, and what was decided."""

from __future__ import annotations

from door import Door, Form
from web_site import BODY, THEN, TODAY, Site

from wheel.core.access import OPERATOR, sign
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.sent_agendas import lines_of
from wheel.core.stops import NewItem, Purpose, Waiting
from wheel.store.meetings import add_sent_agenda
from wheel.store.stop_writing import add_item
from wheel.usecases.show_meeting import MeetingPage, show_meeting

# The number of a meeting whose agenda is the same to everybody: nothing on it is closed.
OPEN = 2
PURPOSES = (Purpose.DECISION, Purpose.INFORMATION, Purpose.DISCUSSION)


def meeting_page(site: Site, meeting: Occurrence | None = None) -> MeetingPage:
    """BODY's next meeting, or another one, as it is read by whoever may see all of it."""
    with site.database.reading() as session:
        return show_meeting(session, OPERATOR, (meeting or site.meeting()).id, TODAY)


def held(site: Site) -> Occurrence:
    """The last meeting but one that BODY has held, with three items of which nothing is written yet."""
    past = site.occurrences(2026, body=BODY, kinds=(Kind.MEETING,))
    # What the latest of all decided is written in the sample.
    meeting = [one for one in past if one.span.end <= TODAY and one.status is Status.PLANNED][-2]
    if not meeting_page(site, meeting).agenda.lines:
        with site.database.writing() as session:
            for number, purpose in enumerate(PURPOSES, start=1):
                item = NewItem(f"Havnens sag {number}", purpose=purpose, minutes=20)
                add_item(session, item, BODY, meeting.id, Waiting(""), sign(OPERATOR, THEN))
    return meeting


def sent(site: Site) -> Occurrence:
    """BODY's next meeting, whose agenda has been sent out."""
    page = meeting_page(site)
    if not page.sent:
        with site.database.writing() as session:
            add_sent_agenda(session, page.meeting.id, lines_of(page.agenda), sign(OPERATOR, THEN))
    return page.meeting


def held_address(site: Site, rest: str = "") -> str:
    return f"/meetings/{held(site).id}{rest}"


def address(site: Site, rest: str = "") -> str:
    return f"/meetings/{site.meeting().id}{rest}"


def send_form(site: Site) -> Form:
    return {"seen": meeting_page(site).mark}


def order_form(site: Site) -> Form:
    stop = site.stop(1)
    return {"stop": stop.id, "seen": str(stop.version), "position": "1"}


def decisions_form(site: Site) -> Form:
    """Every item of the meeting that was held, with what usually comes out of it."""
    stops = [line.stop for line in meeting_page(site, held(site)).agenda.lines]
    results = dict(zip([stop.id for stop in stops], ("approved", "noted", "discussed"), strict=True))
    return {f"seen-{stop.id}": str(stop.version) for stop in stops} | {
        f"result-{stop_id}": result for stop_id, result in results.items()
    }


DOORS: list[Door] = [
    Door("meetings.show", "GET", address),
    Door("meetings.version", "GET", lambda site: f"/meetings/{sent(site).id}/versions/1"),
    Door(
        "meetings.send",
        "POST",
        lambda site: f"/meetings/{site.meeting(OPEN).id}/versions",
        303,
        lambda site: {"seen": meeting_page(site, site.meeting(OPEN)).mark},
    ),
    Door("meetings.order", "POST", lambda site: address(site, "/positions"), 303, order_form),
    Door(
        "meetings.absent",
        "POST",
        lambda site: address(site, "/absences"),
        303,
        {"seen": "0", "absent": "Havnechefen (ferie)"},
    ),
    Door("meetings.decisions", "GET", lambda site: held_address(site, "/decisions")),
    Door("meetings.write", "GET", lambda site: held_address(site, "/decisions/new")),
    Door("meetings.conclude", "POST", lambda site: held_address(site, "/decisions"), 303, decisions_form),
]
