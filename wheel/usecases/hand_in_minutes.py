"""Hand minutes in for a body, to tick what shall be taken over from them; look at them again, and discard them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.minutes_checklist import UploadedMinutes
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.errors import InvalidInputError, RefusedError
from wheel.store import uploaded_minutes as store
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.usecases.audited import audit

KEPT: Final = timedelta(days=30)
"""How long minutes wait for somebody to tick something in them."""

MOST: Final = 30
LONGEST_TEXT: Final = 500_000
LONGEST_NAME: Final = 200
FIRST_YEAR, LAST_YEAR = 1950, 2090


@dataclass(frozen=True)
class HandInMinutes:
    """`year_hint` is the year of the minutes, where nothing in them tells it."""

    body: str
    text: str
    name: str = ""
    year_hint: int | None = None


def hand_in_minutes(session: Session, viewer: Viewer, command: HandInMinutes, moment: Moment) -> str:
    """Keep the text for who hands it in; its id. Nothing of it is in the plan yet.

    Raises InvalidInputError naming the field, and RefusedError where too many of theirs are kept.
    """
    body = find_body(session, viewer, command.body)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    _check(command)
    store.remove_minutes_before(session, moment.at - KEPT)
    account_id = _account(viewer)
    if len(store.minutes_of_account(session, account_id, moment.at - KEPT)) >= MOST:
        raise RefusedError("You have handed in %(count)s minutes already. Take some over, or discard them.", count=MOST)
    name = " ".join(command.name.split())[-LONGEST_NAME:]
    text = command.text.replace("\x00", "")
    minutes_id = store.add_minutes(session, account_id, body.short_name, name, text, command.year_hint, moment.at)
    audit(session, viewer, moment, "minutes handed in", AuditThing.BODY, body.short_name)
    return minutes_id


def _check(command: HandInMinutes) -> None:
    if not any(sign.isalnum() for sign in command.text):
        raise InvalidInputError("Choose a file, or paste the text of the minutes.", field="file")
    if len(command.text) > LONGEST_TEXT:
        raise InvalidInputError(
            "Paste the minutes of one meeting only: at most %(count)s characters.", field="text", count=LONGEST_TEXT
        )
    if command.year_hint is not None and not FIRST_YEAR <= command.year_hint <= LAST_YEAR:
        raise InvalidInputError(
            "Write a whole number from %(least)s to %(most)s.", field="year", least=FIRST_YEAR, most=LAST_YEAR
        )


def discard_minutes(session: Session, viewer: Viewer, minutes_id: str, moment: Moment) -> UploadedMinutes:
    """Forget them. Raises NotFoundError for what is not the viewer's own."""
    found = store.find_minutes(session, _account(viewer), minutes_id, moment.at - KEPT)
    store.remove_minutes(session, found.id)
    audit(session, viewer, moment, "minutes discarded", AuditThing.BODY, found.body)
    return found


def show_handed_in(
    session: Session, viewer: Viewer, name: str, now: datetime
) -> tuple[Body, tuple[UploadedMinutes, ...]]:
    """The body, and the minutes that the viewer has handed in for it and not taken over, the latest first."""
    body = find_body(session, viewer, name)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    own = store.minutes_of_account(session, _account(viewer), now - KEPT)
    return body, tuple(one for one in own if one.body == body.short_name)


def find_handed_in(session: Session, viewer: Viewer, minutes_id: str, now: datetime) -> UploadedMinutes:
    """One's own minutes of a body whose agenda one still keeps. Raises NotFoundError, ForbiddenError."""
    found = store.find_minutes(session, _account(viewer), minutes_id, now - KEPT)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, found.body)
    return found


def _account(viewer: Viewer) -> str:
    """Nobody without an account hands anything in: the operator's command reads its file itself."""
    return viewer.account_id or ""
