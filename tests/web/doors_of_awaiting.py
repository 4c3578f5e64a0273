"""The doors of what waits, and those through which a stop is held, let wait, taken up again, and taken back."""

from __future__ import annotations

from door import Door, Form
from web_site import THEN, Site

from wheel.core.access import OPERATOR, Moment
from wheel.core.stops import Outcome, Stop, StopState
from wheel.usecases.move_stop import DecideStop, WithdrawStop, decide_stop, withdraw_stop


def stop_at(site: Site, rest: str) -> str:
    return f"/stops/{site.stop().id}/{rest}"


def seen(stop: Stop) -> str:
    return str(stop.version)


def hold_form(site: Site) -> Form:
    return {"seen": seen(site.stop()), "reason": "Afventer"}


def wait_form(site: Site) -> Form:
    return {"seen": seen(site.awaiting()), "reason": "Anden grund", "look_kind": "day", "look_day": "2026-12-01"}


def treated(site: Site) -> Stop:
    """The first item of the next meeting, as the meeting has treated it."""
    stop, day = site.stop(), site.meeting().span.start
    if stop.outcome is None:
        on_the_day = Moment(THEN.at, day)
        with site.database.writing() as session:
            return decide_stop(session, OPERATOR, DecideStop(stop.id, stop.version, Outcome.NOTED), on_the_day)
    return stop


def resume_form(site: Site) -> Form:
    return {"seen": seen(treated(site)), "to": "awaiting", "reason": "Tal mangler"}


def undo_form(site: Site) -> Form:
    stop = site.stop()
    if stop.state is not StopState.PLACED:
        return {"seen": seen(stop)}
    with site.database.writing() as session:
        changed = withdraw_stop(session, OPERATOR, WithdrawStop(stop.id, stop.version, "Uaktuel"), THEN)
    return {"seen": seen(changed)}


DOORS: list[Door] = [
    Door("awaiting.show", "GET", "/awaiting"),
    Door("stops.hold", "POST", lambda site: stop_at(site, "holds"), 303, hold_form),
    Door("stops.wait", "POST", lambda site: f"/stops/{site.awaiting().id}/waits", 303, wait_form),
    Door("stops.resume", "POST", lambda site: stop_at(site, "resumptions"), 303, resume_form),
    Door("stops.undo", "POST", lambda site: stop_at(site, "undos"), 303, undo_form),
]
