"""The doors of minutes that are handed in: each one's own, so that others are told they are not there."""

from __future__ import annotations

from door import Door, Form
from web_site import BODY, THEN, Site

from wheel.core.access import Role
from wheel.imports.whole_minutes import read_whole_minutes
from wheel.usecases.hand_in_minutes import HandInMinutes, hand_in_minutes
from wheel.usecases.propose_from_minutes import ProposeFromMinutes, propose_from_minutes

TEXT = """Direktionen

REFERAT

Dato: {held}

1. Borgerservice

Beslutning i Direktionen den {short}

Godkendt.

2. Eventuelt

Dato\tPunkt
{coming}\tMinutternes egen sag

Punkter som afventer dato:

- En sag uden dato
"""
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def minutes_text(site: Site) -> str:
    """Minutes of a meeting of BODY that has been held, with a decision, a row of a table and an item that waits."""
    held, coming = site.past_meeting().span.start, site.meeting(1).span.start
    return TEXT.format(
        held=f"{held.day}. {MONTHS[held.month - 1]} {held.year}",
        short=held.strftime("%d-%m-%Y"),
        coming=f"{coming.day}. {MONTHS[coming.month - 1]} {coming.year}",
    )


def handed_in(site: Site) -> str:
    """The address of minutes that the planner has just handed in."""
    command = HandInMinutes(BODY, minutes_text(site), "referat.txt")
    with site.database.writing() as session:
        return f"/minutes/{hand_in_minutes(session, site.viewer(Role.PLANNER), command, THEN)}"


def ticks(site: Site) -> Form:
    """One proposal ticked: the row of the table."""
    command = ProposeFromMinutes(BODY, read_whole_minutes(minutes_text(site)))
    with site.database.reading() as session:
        found = propose_from_minutes(session, site.viewer(Role.PLANNER), command, THEN.today)
    return {"tick": next(one.key for one in found.checklist.proposals if one.title == "Minutternes egen sag")}


DOORS = [
    Door("minutes.show", "GET", f"/bodies/{BODY}/minutes"),
    Door("minutes.hand_in", "POST", f"/bodies/{BODY}/minutes", 303, lambda site: {"text": minutes_text(site)}),
    Door("minutes.check", "GET", handed_in, is_own=True),
    Door("minutes.take_over", "POST", handed_in, 303, ticks, is_own=True),
    Door("minutes.discard", "POST", lambda site: f"{handed_in(site)}/discardings", 303, is_own=True),
]
