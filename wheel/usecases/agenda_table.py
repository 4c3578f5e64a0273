"""Gather a body's coming meetings and what awaits a date, as the table that goes into its minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.access import Viewer, may
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.slots import Precision
from wheel.core.stops import Stop, StopState
from wheel.errors import InvalidInputError
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.store.stops import awaiting_stops, stops_at
from wheel.usecases.show_agenda import AHEAD, FIRST_ROWS

MOST_ROWS = 60
LONGEST_TEXT = 300
"""So many characters of what an item says go into the table besides its title: what is longer is no explanation."""


@dataclass(frozen=True)
class TableWish:
    """What the table is to hold: the first `rows` meetings (1 to 60) from `begins` on.

    Minutes are for everybody to read, so closed items have their title only with `with_closed`, and then only for who
    may see them. `titles_only` leaves out the short text that explains an item.
    """

    begins: date | None = None
    rows: int = FIRST_ROWS
    with_closed: bool = False
    titles_only: bool = False


@dataclass(frozen=True)
class TableItem:
    """An item as it stands in the table; `title` is None for a closed one. `is_on_hold`: nobody looks for a date."""

    title: str | None
    text: str = ""
    is_on_hold: bool = False


@dataclass(frozen=True)
class TableRow:
    """One meeting. `words` stand for its day where that is not exact; `because` says why none is held that day."""

    day: date
    items: tuple[TableItem, ...] = ()
    words: str = ""
    because: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True)
class AgendaTable:
    """`may_have_closed`: the viewer may ask for the titles of closed items as well."""

    body: Body
    begins: date
    rows: tuple[TableRow, ...]
    awaiting: tuple[TableItem, ...]
    may_have_closed: bool = False


def agenda_table(session: Session, viewer: Viewer, name: str, wish: TableWish, today: date) -> AgendaTable:
    """The table for the minutes of the body that goes by `name`.

    Without a day to begin on it begins with the first meeting after today: today's is the one that the minutes are of.
    Raises InvalidInputError for a number of rows out of bounds.
    """
    if not 1 <= wish.rows <= MOST_ROWS:
        raise InvalidInputError("Choose from 1 to %(most)s meetings.", field="n", most=MOST_ROWS)
    body = find_body(session, viewer, name)
    begins = wish.begins or today + timedelta(days=1)
    ahead = DateSpan(begins, begins + AHEAD)
    found = occurrences_between(
        session, viewer, ahead, bodies=(body.short_name,), kinds=(Kind.MEETING,), with_blocked=True
    )
    # Minutes are for everybody to read: a year that is still a draft does not stand in them.
    meetings = [meeting for meeting in found if not meeting.is_draft][: wish.rows]
    stops = stops_at(session, viewer, [meeting.id for meeting in meetings])
    return AgendaTable(
        body=body,
        begins=begins,
        rows=tuple(_row(meeting, stops[meeting.id], wish) for meeting in meetings),
        awaiting=_awaiting(awaiting_stops(session, viewer, body.short_name), wish),
        may_have_closed=may(viewer, Right.SEE, Thing.CLOSED_ITEM, body.short_name),
    )


def _row(meeting: Occurrence, stops: Iterable[Stop], wish: TableWish) -> TableRow:
    return TableRow(
        day=meeting.span.start,
        items=tuple(_item(stop, wish) for stop in stops if _is_to_come(stop, wish)),
        words="" if meeting.precision is Precision.EXACT else meeting.words,
        because=meeting.because if meeting.status is Status.BLOCKED else "",
        is_cancelled=meeting.is_cancelled,
    )


def _is_to_come(stop: Stop, wish: TableWish) -> bool:
    """What is withdrawn keeps its number on the agenda itself; here it would look as if it were still to come.

    Not so of what is closed: that it was withdrawn is nothing for everybody to know.
    """
    return stop.state is not StopState.WITHDRAWN or (stop.is_closed and not wish.with_closed)


def _awaiting(stops: Iterable[Stop], wish: TableWish) -> tuple[TableItem, ...]:
    """What is closed and on no agenda has no number that others may know of, so it is left out altogether."""
    return tuple(_item(stop, wish) for stop in stops if not stop.is_closed or wish.with_closed)


def _item(stop: Stop, wish: TableWish) -> TableItem:
    if stop.is_closed and not wish.with_closed:
        return TableItem(None)
    text = stop.text.strip()
    is_short = len(text) <= LONGEST_TEXT and "\n" not in text
    explained = text if is_short and not wish.titles_only else ""
    return TableItem(stop.title, explained, is_on_hold=stop.state is StopState.ON_HOLD)
