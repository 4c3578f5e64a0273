"""The doors through which the wheel is changed."""

from __future__ import annotations

from door import Door, Form
from web_site import Site

TO_DAY = "2026-11-27"
EVENT = {"title": "0", "kind": "event", "visibility": "public", "ring": "politisk", "day": "2026-12-09"}


def meeting(site: Site, rest: str = "") -> str:
    return f"/occurrences/{site.meeting().id}{rest}"


def move(site: Site, rest: str) -> str:
    """What is asked before the next meeting is moved."""
    return meeting(site, f"/moves/{rest}?to_day={TO_DAY}")


def undo_form(site: Site) -> Form:
    """The newest entry of the year's history that can be taken back."""
    history = site.planning(2026).history
    return {"entry": next(entry.id for entry in history if entry.can_be_undone)}


DOORS: list[Door] = [
    # A browser by itself is led to the whole event, and to the whole question.
    Door("occurrences.card", "GET", lambda site: meeting(site, "/card"), 302),
    Door("moves.new", "GET", lambda site: move(site, "new")),
    Door("moves.notes", "GET", lambda site: move(site, "notes"), 302),
    Door("occurrences.undo", "POST", lambda site: meeting(site, "/undos"), 303, undo_form),
    Door("events.new", "GET", "/events/new?ring=politisk&day=2026-12-09"),
    Door("events.create", "POST", "/events", 303, EVENT),
]
