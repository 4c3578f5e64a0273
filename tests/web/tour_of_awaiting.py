"""A tour of what waits, and of what becomes of a meeting's items, for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from web_site import BODY, Site

Visit = tuple[str, dict[str, str] | None]


def awaiting_to_read(place: Site) -> Iterator[Visit]:
    placed, waits, meeting = place.stop(), place.awaiting(), place.meeting()
    for rest in ("", f"?body={BODY}&mine=1&on_hold=1&q=0"):
        yield f"/awaiting{rest}", None
    for rest in ("", "?to=awaiting", "?back=item", "?back=awaiting"):
        yield f"/stops/{placed.id}/moves/new{rest}", None
        yield f"/stops/{waits.id}/moves/new{rest}", None
    yield f"/occurrences/{meeting.id}", None
    yield f"/occurrences/{meeting.id}/moves/new?to_day=2026-11-27", None


def awaiting_mistakes(place: Site) -> Iterator[Visit]:
    placed, waits, meeting = place.stop(), place.awaiting(), place.meeting()
    for wrong in (
        {},
        {"reason": "0", "look_kind": "0"},
        {"reason": "0", "look_kind": "day"},
        {"reason": "0", "look_kind": "day", "look_day": "0"},
        {"reason": "0", "look_kind": "window"},
        {"reason": "0", "look_kind": "window", "look_window": "2027-01-02/2027-01-01/0"},
        {"reason": "0", "look_kind": "meeting"},
        {"reason": "0", "look_kind": "meeting", "look_body": "0"},
        {"reason": "0", "look_kind": "condition"},
        {"reason": "0", "look_kind": "condition", "look_words": "0" * 201},
        {"reason": "0", "owner": "0"},
    ):
        yield f"/stops/{waits.id}/waits", {"seen": str(waits.version)} | wrong
    for rest in ("holds", "waits", "resumptions", "undos", "withdrawals", "moves"):
        yield f"/stops/{placed.id}/{rest}", {"seen": "0", "to": "awaiting", "reason": "0"}
        yield f"/stops/{placed.id}/{rest}", {"to": "0", "reason": "0"}
    yield f"/stops/{placed.id}/waits", {"seen": str(placed.version), "reason": "0"}
    yield f"/stops/{placed.id}/resumptions", {"seen": str(placed.version), "to": "awaiting", "reason": "0"}
    yield f"/stops/{placed.id}/undos", {"seen": str(placed.version)}
    seen = {"seen": str(meeting.version)}
    go = {"items_to": "meeting", "items_meeting": "0"}
    yield f"/occurrences/{meeting.id}/cancellations", seen | go | {"reason": "0"}
    yield f"/occurrences/{meeting.id}/cancellations", seen | go | {"reason": "0", "items_meeting": meeting.id}
    yield f"/occurrences/{meeting.id}/moves", seen | {"to_day": "2026-11-27", "items_to": "awaiting"}
    yield "/awaiting?body=0", None


def awaiting_changes(place: Site) -> Iterator[Visit]:
    """Each kind of change, and the pages that then tell of it."""
    waits, placed = place.awaiting(), place.stop()
    anew = f"/stops/{waits.id}/waits"
    kinds = (
        {"look_kind": "day", "look_day": "2026-11-01"},
        {"look_kind": "window", "look_window": "2026-10-01/2026-10-31/0"},
        {"look_kind": "meeting", "look_body": BODY},
        {"look_kind": "condition", "look_words": "0", "look_ask": "2027-01-04"},
    )
    for version, kind in enumerate(kinds, start=waits.version):
        yield anew, {"seen": str(version), "reason": str(version), "back": "awaiting"} | kind
    version = waits.version + len(kinds)
    yield f"/stops/{waits.id}/holds", {"seen": str(version), "reason": "0", "back": "awaiting"}
    yield f"/stops/{waits.id}/undos", {"seen": str(version + 1), "back": "item"}
    yield f"/stops/{placed.id}/holds", {"seen": str(placed.version), "reason": "0"}
    yield "/awaiting", None
    cancelled, moved, left = place.meeting(1), place.meeting(2), place.meeting(4)
    to_other = {"items_to": "meeting", "items_meeting": left.id}
    yield f"/occurrences/{cancelled.id}/cancellations", {"seen": str(cancelled.version), "reason": "0"} | to_other
    yield f"/occurrences/{moved.id}/moves", {"seen": str(moved.version), "to_day": "2026-12-10"}
    yield f"/occurrences/{left.id}/cancellations", {"seen": str(left.version), "reason": "0"}
    yield "/awaiting", None
