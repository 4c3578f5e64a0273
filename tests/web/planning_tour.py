"""A tour of the planning page for the test of languages: every state, every mistake, every change."""

from __future__ import annotations

from collections.abc import Iterator

from web_site import Site

Visit = tuple[str, dict[str, str] | None]

SEEN = {"seen": "1", "in_draft": "0"}


def planning_to_read(place: Site) -> Iterator[Visit]:
    meeting, series = place.meeting().id, place.series("Direktionsmøde").id
    cancelled, blocked = place.cancelled_meeting().id, place.planning(2027).dates
    for path in ("", "/2026", "/2027", "/2028", "/2029", "/2027?q=0", "/2027?conflicts=1"):
        yield f"/plan{path}", None
    for date_id in (meeting, cancelled, "0", *list(blocked)[::40]):
        yield f"/plan/2026?at={date_id}", None
    for asked in (series, "0"):
        yield f"/plan/2027?add={asked}&month=5", None


def planning_mistakes(place: Site) -> Iterator[Visit]:
    meeting = place.meeting().id
    yield "/plan/1800", None
    for rest, sent in (
        ("2027/publications", {}),
        ("2030/publications", {}),
        ("2026/drafts", {}),
        ("2028/drafts", {}),
        ("2028/drafts/deletions", {}),
        ("2029/plannings", {"seen": "0"}),
        ("2028/carried", {}),
        ("2028/carried", {"keys": "0"}),
        ("2028/undos", {"entry": "0"}),
    ):
        yield f"/plan/{rest}", sent
    move, cancel = (
        f"/plan/occurrences/{meeting}/moves?year=2026",
        f"/plan/occurrences/{meeting}/cancellations?year=2026",
    )
    for wrong in ({}, {"to_day": "0"}, {"to_day": "1800-01-01"}, {"to_day": "2026-12-01", "end_time": "0"}):
        yield move, SEEN | {"start_time": ""} | wrong
    yield move, SEEN | {"to_day": "2026-12-01", "last_day": "2026-11-01"}
    yield move, SEEN | {"to_day": "2026-12-01", "seen": "0", "reason": "0"}
    yield move, {"to_day": "2026-12-01"}
    yield cancel, SEEN | {"reason": ""}
    yield f"/plan/occurrences/{meeting}/reinstatements?year=2026", SEEN
    yield f"/plan/series/{place.series('Direktionsmøde').id}/occurrences?year=2026", SEEN | {"day": ""}


def planning_changes(place: Site) -> Iterator[Visit]:
    """Something of everything that a planner does, in a draft and out of it, and the history of it all."""
    meeting, series = place.meeting(1).id, place.series("Direktionsmøde").id
    yield f"/plan/occurrences/{meeting}/moves?year=2026", SEEN | {"to_day": "2026-12-24", "reason": "0"}
    yield f"/plan/occurrences/{meeting}/cancellations?year=2026", SEEN | {"seen": "2", "reason": "0"}
    yield f"/plan/occurrences/{meeting}/reinstatements?year=2026", SEEN | {"seen": "3"}
    draft = {"in_draft": "1"}
    yield f"/plan/occurrences/{meeting}/moves?year=2026", SEEN | draft | {"seen": "4", "to_day": "2026-12-22"}
    yield f"/plan/series/{series}/occurrences?year=2026", draft | {"day": "2026-12-29"}
    yield "/plan/2026/drafts/deletions", {}
    yield "/plan/2027/drafts", {}
    yield "/plan/2028/carried", {"keys": place.planning(2028).offers[0].key}
    yield "/plan/2028/publications", {}
    yield "/plan/2029/plannings", {"seen": place.planning(2029).preview.seen}
    yield "/plan/2030/plannings", {"seen": place.planning(2030).preview.seen, "publish": "1"}
    yield "/plan/2026/undos", {"entry": place.planning(2026).history[0].id}
