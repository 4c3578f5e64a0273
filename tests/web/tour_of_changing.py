"""A tour of changing the wheel, for the test of languages; the secretariat takes it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_changing import EVENT
from web_site import DRAFT_YEAR, Site

from wheel.core.dates import ONE_DAY
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.slots import Precision

Visit = tuple[str, dict[str, str] | None]
NEW = "/events/new"


def changing_to_read(place: Site) -> Iterator[Visit]:
    meeting = f"/occurrences/{place.meeting().id}"
    for rest in ("/card", "/moves/notes?to_day=2026-11-27"):
        yield meeting + rest, None
    for day in ("2026-11-27", "2026-12-02", "2026-12-05", "2026-12-25", "2026-11-04", "2026-11-23"):
        yield f"{meeting}/moves/new?to_day={day}", None
    phase, window = _phase(place), _window(place)
    yield f"/occurrences/{phase.id}/moves/new?to_day={phase.span.start}&last_day={phase.span.start}", None
    yield f"/occurrences/{window.id}/moves/new?to_day=2027-10-06", None
    for asked in ("", "?ring=politisk&day=2026-12-09", "?day=0"):
        yield NEW + asked, None


def _phase(place: Site) -> Occurrence:
    found = place.occurrences(2027, kinds=(Kind.PHASE,))
    return next(one for one in found if one.precision is Precision.EXACT)


def _window(place: Site) -> Occurrence:
    return next(one for one in place.occurrences(2027) if one.precision is not Precision.EXACT)


def changing_mistakes(place: Site) -> Iterator[Visit]:
    meeting = f"/occurrences/{place.meeting().id}"
    for asked in ("", "?to_day=0", "?to_day=2095-01-01", f"?to_day={place.meeting().span.start}"):
        yield f"{meeting}/moves/new{asked}", None
    yield f"{meeting}/moves/new?to_day=2026-11-27&last_day=2026-11-26", None
    yield f"/occurrences/{place.cancelled_meeting().id}/moves/new?to_day=2026-12-01", None
    confirmed = {"confirmed": "1", "to_day": "2026-11-27"}
    for wrong in ({"seen": "99"}, {"seen": "1", "reason": "0" * 2000}, {"seen": "?"}):
        yield f"{meeting}/moves", confirmed | wrong
    yield f"{meeting}/undos", {"entry": "0"}
    for mistake in (
        {"title": ""},
        {"title": "0" * 301},
        {"place": "0" * 201},
        {"day": ""},
        {"day": "2025-01-01"},
        {"last_day": "2026-12-08"},
        {"last_day": "2028-12-08"},
        {"start_time": "0"},
        {"end_time": "9:00"},
        {"kind": "meeting"},
        {"kind": "0"},
        {"ring": "0"},
        {"body": "0"},
        {"visibility": "0"},
        {"series": "0"},
    ):
        yield "/events", EVENT | mistake


def changing_changes(place: Site) -> Iterator[Visit]:
    """Each kind of change, and each taken back."""
    meeting = place.meeting()
    address, back = f"/occurrences/{meeting.id}", {"to_day": meeting.span.start.isoformat()}

    def seen() -> dict[str, str]:
        return {"seen": str(place.occurrence_now(meeting).version)}

    yield f"{address}/moves", seen() | {"to_day": "2026-11-27"}
    yield f"{address}/undos", _latest(place)
    yield f"{address}/moves", seen() | back | {"start_time": "10:00", "end_time": "11:00"}
    yield f"{address}/undos", _latest(place)
    phase = _phase(place)
    yield (
        f"/occurrences/{phase.id}/moves",
        {
            "to_day": phase.span.start.isoformat(),
            "last_day": (phase.span.last + ONE_DAY).isoformat(),
            "seen": str(phase.version),
        },
    )
    yield "/events", EVENT | {"series": meeting.series_id}
    yield "/events", EVENT | {"day": f"{DRAFT_YEAR}-03-01"}
    yield "/events", EVENT
    added = next(one for one in place.occurrences(2026, internal=True) if one.title == EVENT["title"])
    yield f"/occurrences/{added.id}", None
    yield f"/occurrences/{added.id}/undos", _latest(place)


def _latest(place: Site) -> dict[str, str]:
    return {"entry": next(entry.id for entry in place.planning(2026).history if entry.can_be_undone)}
