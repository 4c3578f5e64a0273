"""Show everything that waits, over all bodies that the viewer may see, the overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, item_thing, may, reach, sees_event
from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.folding import fold, search_words
from wheel.core.occurrences import Kind, Occurrence, Status, Visibility
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.stops import Stop
from wheel.store.awaiting import LeftMeeting, left_meetings, overdue_count, waiting_stops
from wheel.store.bodies import all_bodies, find_body
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.usecases.show_agenda import AHEAD


@dataclass(frozen=True)
class AwaitingFilter:
    """`body` is any name that a body goes by; `mine`: of the viewer's posts; `text` is looked for in what is shown."""

    body: str = ""
    mine: bool = False
    on_hold: bool = False
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self == AwaitingFilter()


@dataclass(frozen=True)
class AwaitingLine:
    """`next_meeting` is the body's next after today, where the viewer may place the item there by one press.

    `left` is the meeting that it was at last, for those who may know of every meeting of the body.
    """

    stop: Stop
    body_name: str
    is_overdue: bool
    may_change: bool
    next_meeting: Occurrence | None
    left: LeftMeeting | None


@dataclass(frozen=True)
class AwaitingPage:
    """`lines` are those that the filter keeps; `names` are the bodies' by short name, of all that the viewer knows."""

    lines: tuple[AwaitingLine, ...]
    overdue: int
    bodies: tuple[Body, ...]
    chosen: Body | None

    @property
    def names(self) -> dict[str, str]:
        return {body.short_name: body.name for body in self.bodies}


def show_awaiting(session: Session, viewer: Viewer, asked: AwaitingFilter, today: date) -> AwaitingPage:
    """Overdue ones come first, then the soonest to be looked at again, then those that say no time.

    Raises NotFoundError for a body that there is not, or that the viewer may not know of.
    """
    chosen = find_body(session, viewer, asked.body) if asked.body else None
    bodies = all_bodies(session, viewer)
    found = waiting_stops(
        session,
        viewer,
        body=chosen.short_name if chosen else None,
        posts=viewer.posts if asked.mine else None,
        on_hold_only=asked.on_hold,
    )
    stops = tuple(stop for stop in found if _is_found(stop, search_words(asked.text)))
    lines = _lines(session, viewer, stops, {body.short_name: body.name for body in bodies}, today)
    return AwaitingPage(lines, sum(1 for line in lines if line.is_overdue), bodies, chosen)


def count_overdue(session: Session, viewer: Viewer, today: date) -> int:
    """How much is overdue on the agendas that the viewer keeps; 0 for who keeps none."""
    where = reach(viewer, Right.CHANGE, Thing.OPEN_ITEM)
    return 0 if where.is_empty else overdue_count(session, viewer, where, today)


def _is_found(stop: Stop, words: Iterable[str]) -> bool:
    look = stop.look_again.words if stop.look_again else ""
    said = (stop.title or "", stop.text, stop.case_number, stop.case_officer, stop.owner_title, stop.reason, look)
    folded = [fold(part) for part in (*said, *stop.tags)]
    return all(any(word in part for part in folded) for word in words)


def _lines(
    session: Session, viewer: Viewer, stops: tuple[Stop, ...], names: Mapping[str, str], today: date
) -> tuple[AwaitingLine, ...]:
    changeable = {stop.id for stop in stops if may(viewer, Right.CHANGE, item_thing(stop.is_closed), stop.body)}
    coming = _next_meetings(session, viewer, {stop.body for stop in stops if stop.id in changeable}, today)
    left = left_meetings(session, [stop.id for stop in stops if _sees_every_meeting(viewer, stop.body)])
    return tuple(
        AwaitingLine(
            stop=stop,
            body_name=names[stop.body],
            is_overdue=stop.is_overdue(today),
            may_change=stop.id in changeable,
            next_meeting=coming.get(stop.body) if stop.id in changeable else None,
            left=left.get(stop.id),
        )
        for stop in stops
    )


def _next_meetings(session: Session, viewer: Viewer, bodies: set[str], today: date) -> dict[str, Occurrence]:
    """By body, the first that takes place after today: what is placed today comes too late for today's."""
    if not bodies:
        return {}
    ahead = DateSpan(today + ONE_DAY, today + AHEAD)
    found: dict[str, Occurrence] = {}
    for meeting in occurrences_between(session, viewer, ahead, bodies=bodies, kinds=(Kind.MEETING,)):
        if meeting.body and meeting.status is Status.PLANNED and meeting.span.start > today:
            found.setdefault(meeting.body, meeting)
    return found


def _sees_every_meeting(viewer: Viewer, body: str) -> bool:
    """Whether days of meetings may be told: the viewer sees even a closed meeting in the draft of a year."""
    closed = Visibility.CLOSED
    return may(viewer, Right.SEE, Thing.ITEM_HISTORY, body) and sees_event(
        viewer, closed, is_published=False, body=body, body_visibility=closed
    )
