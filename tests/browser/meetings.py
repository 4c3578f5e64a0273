"""A meeting that was held with eight items, for a secretary to write what came out of them."""

from __future__ import annotations

from sites import NOW, TODAY, Site
from sqlalchemy.orm import Session

from wheel.core.access import OPERATOR, Moment, sign
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.stops import NewItem, Purpose, Waiting
from wheel.services import Services
from wheel.store.occurrences import occurrences_between
from wheel.store.stop_writing import add_item

EIGHT = 8
BODY = "direktionen"


def held_with_eight_items(site: Site) -> Occurrence:
    """Direktionen's last meeting but one, with eight items of every purpose of which nothing is written."""
    services: Services = site.app.extensions["aarshjul"]
    with services.database.writing() as session:
        meeting = _last_meeting(session)
        purposes = list(Purpose)
        for number in range(EIGHT):
            item = NewItem(f"Sag {number + 1}", purpose=purposes[number % len(purposes)], minutes=15)
            add_item(session, item, BODY, meeting.id, Waiting(""), sign(OPERATOR, Moment(NOW, TODAY)))
    return meeting


def _last_meeting(session: Session) -> Occurrence:
    year = DateSpan(TODAY.replace(month=1, day=1), TODAY)
    found = occurrences_between(session, OPERATOR, year, bodies=(BODY,), kinds=(Kind.MEETING,))
    # What the latest of all decided is written in the sample.
    return [meeting for meeting in found if meeting.status is Status.PLANNED][-2]
