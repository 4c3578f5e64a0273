"""A tour of meetings, for the test of languages; the secretariat takes it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_items import item, item_form
from doors_of_meetings import address, decisions_form, held, held_address, meeting_page, order_form, send_form
from web_site import Site

from wheel.core.agenda import LONGEST_DECISION
from wheel.usecases.note_absent import LONGEST_ABSENT

Visit = tuple[str, dict[str, str] | None]


def meetings_to_read(place: Site) -> Iterator[Visit]:
    for meeting in (place.meeting(), place.meeting(1), held(place), place.cancelled_meeting()):
        yield f"/meetings/{meeting.id}", None
    for rest in ("", "/decisions", "/decisions/new"):
        yield held_address(place, rest), None
    yield address(place, "/decisions"), None


def meetings_mistakes(place: Site) -> Iterator[Visit]:
    yield "/meetings/0", None
    yield address(place, "/versions/99"), None
    yield address(place, "/decisions/new"), None
    yield address(place, "/versions"), {"seen": "0"}
    yield held_address(place, "/versions"), {"seen": meeting_page(place, held(place)).mark}
    for wrong in ({"position": "?"}, {"position": "99"}, {"position": "2"}, {"seen": "0"}, {"seen": "?"}):
        yield address(place, "/positions"), order_form(place) | wrong
    for wrong in ({"seen": "?"}, {"seen": "9"}, {"seen": "0", "absent": "0" * (LONGEST_ABSENT + 1)}):
        yield address(place, "/absences"), wrong
    yield from _wrong_decisions(place)


def _wrong_decisions(place: Site) -> Iterator[Visit]:
    stop = meeting_page(place, held(place)).agenda.lines[0].stop.id
    postponed = {f"result-{stop}": "postponed"}
    for wrong in (
        {f"result-{stop}": "0"},
        {f"result-{stop}": "withdrawn"},
        {f"decision-{stop}": "0" * (LONGEST_DECISION + 1)},
        postponed,
        postponed | {f"to-{stop}": "0"},
        postponed | {f"to-{stop}": held(place).id},
        postponed | {f"to-{stop}": "awaiting"},
        postponed | {f"to-{stop}": "awaiting", f"look_day-{stop}": "0"},
        {f"seen-{stop}": "?"},
        {f"seen-{stop}": "99", f"decision-{stop}": "0"},
        {f"seen-{stop}": "99", **postponed, f"to-{stop}": "awaiting", f"reason-{stop}": "0"},
        {"seen-0": "1", "result-0": "noted"},
    ):
        yield held_address(place, "/decisions"), decisions_form(place) | wrong
    yield held_address(place, "/decisions"), {}


def meetings_changes(place: Site) -> Iterator[Visit]:
    """An agenda that is sent, changed in every way, and sent again; and a meeting of which everything is written."""
    yield address(place, "/versions"), send_form(place)
    yield item(place, "/changes"), item_form(place) | {f"starts_at-{place.stop().id}": "10:15"}
    yield address(place, "/positions"), order_form(place)
    yield f"/stops/{place.stop(2).id}/withdrawals", {"seen": str(place.stop(2).version), "reason": "0"}
    last = place.stop(0)
    yield f"/stops/{last.id}/moves", {"seen": str(last.version), "to": place.meeting(1).id}
    yield f"/bodies/{place.meeting().body}/items", {"title": "0", "meeting": place.meeting().id, "minutes": "600"}
    yield address(place, "/absences"), {"seen": "0", "absent": "0"}
    yield address(place), None
    yield address(place, "/versions"), send_form(place)
    for rest in ("", "/versions/1", "/versions/2"):
        yield address(place, rest), None
    yield from _decisions(place)


def _decisions(place: Site) -> Iterator[Visit]:
    first, second, third = (line.stop.id for line in meeting_page(place, held(place)).agenda.lines)
    form = decisions_form(place)
    yield held_address(place, "/decisions"), form | {f"result-{second}": "", f"result-{third}": ""}
    waits = {f"result-{second}": "postponed", f"to-{second}": "awaiting", f"reason-{second}": "0"}
    withdrawn = {f"result-{third}": "withdrawn", f"reason-{third}": "0"}
    yield held_address(place, "/decisions"), decisions_form(place) | waits | withdrawn | {f"decision-{first}": "0"}
    for rest in ("", "/decisions", "/decisions/new"):
        yield held_address(place, rest), None
