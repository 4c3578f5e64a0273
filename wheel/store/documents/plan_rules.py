"""What must hold of a loaded plan as a whole, beyond what each record says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import Session

from wheel.core.agenda import StopState
from wheel.core.occurrences import Kind
from wheel.errors import InvalidInputError
from wheel.store.tables import BodyRow, OccurrenceRow, SeriesRow, StopRow


def require_plan_rules(session: Session, section: str) -> None:
    """Raise InvalidInputError if what was loaded of `section` breaks a rule that spans its records."""
    check = _RULES.get(section)
    if check is not None:
        check(session)


def _require_tree(session: Session) -> None:
    """No body is above itself."""
    parents = dict(session.execute(select(BodyRow.id, BodyRow.parent_id)).all())
    names = dict(session.execute(select(BodyRow.id, BodyRow.short_name)).all())
    for body in parents:
        above = parents[body]
        for _ in parents:
            if above is None:
                break
            if above == body:
                raise InvalidInputError(
                    'bodies: parent: "%(name)s" is above itself. Give it another parent, or none.',
                    field="parent",
                    name=names[body],
                )
            above = parents[above]


def _require_stops_in_place(session: Session) -> None:
    _require_own_meetings(session)
    _require_positions(session)


def _require_own_meetings(session: Session) -> None:
    stop = session.scalar(
        select(StopRow.public_id)
        .join(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .where(or_(SeriesRow.kind != Kind.MEETING, SeriesRow.body_id.is_distinct_from(StopRow.body_id)))
        .order_by(StopRow.id)
        .limit(1)
    )
    if stop is not None:
        raise InvalidInputError(
            'stops: meeting: "%(stop)s" is not placed at one of its own body\'s meetings.', field="meeting", stop=stop
        )


def _require_positions(session: Session) -> None:
    """At every meeting they are 1..n."""
    count = func.count(StopRow.id)
    meeting = session.scalar(
        select(OccurrenceRow.public_id)
        .join(StopRow, StopRow.occurrence_id == OccurrenceRow.id)
        .where(StopRow.state == StopState.PLACED)
        .group_by(OccurrenceRow.id, OccurrenceRow.public_id)
        .having(or_(func.max(StopRow.position) != count, func.count(distinct(StopRow.position)) != count))
        .order_by(OccurrenceRow.id)
        .limit(1)
    )
    if meeting is not None:
        raise InvalidInputError(
            'stops: position: at the meeting "%(meeting)s" the positions are not 1, 2, 3 and so on, each once.',
            field="position",
            meeting=meeting,
        )


_RULES: Mapping[str, Callable[[Session], None]] = {
    "bodies": _require_tree,
    "stops": _require_stops_in_place,
}
