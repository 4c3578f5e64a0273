"""What must hold of a loaded plan as a whole, beyond what each record says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import and_, distinct, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from wheel.core.occurrences import Kind
from wheel.core.schedule import require_no_circle
from wheel.core.stops import StopState
from wheel.errors import InvalidInputError
from wheel.store.series import all_series
from wheel.store.tables import (
    AttachmentRow,
    BodyRow,
    ItemRow,
    OccurrenceDraftRow,
    OccurrenceRow,
    PlanEntryRow,
    SavedViewRow,
    SeriesRow,
    StopRow,
    YearPlanRow,
)


def require_plan_rules(session: Session, section: str) -> None:
    """Raise InvalidInputError if what was loaded of `section` breaks a rule that spans its records."""
    check = _RULES.get(section)
    if check is not None:
        check(session)


def _require_trees(session: Session) -> None:
    """No body is above itself, and none is merged into itself."""
    names = dict(session.execute(select(BodyRow.id, BodyRow.short_name)).all())
    trees = (
        ("parent", BodyRow.parent_id, '"%(name)s" is above itself. Give it another parent, or none.'),
        ("merged_into", BodyRow.merged_into_id, '"%(name)s" is merged into itself. Name another body, or none.'),
    )
    for field, column, problem in trees:
        above = dict(session.execute(select(BodyRow.id, column)).all())
        around = next((body for body in above if _comes_back(body, above)), None)
        if around is not None:
            raise InvalidInputError(f"bodies: {field}: {problem}", field=field, name=names[around])


def _comes_back(body: int, above: Mapping[int, int | None]) -> bool:
    found = above[body]
    for _ in above:
        if found is None or found == body:
            break
        found = above[found]
    return found == body


def _require_series_to_count_from(session: Session) -> None:
    """What a series counts from is there, and no series counts from itself."""
    schedules = {series.id: series.schedule for series in all_series(session)}
    for series, schedule in schedules.items():
        missing = sorted(schedule.anchors_needed() - schedules.keys())
        if missing:
            raise InvalidInputError(
                'series: rule: "%(series)s" is counted from "%(name)s", which is no series.',
                field="rule",
                series=series,
                name=missing[0],
            )
    try:
        require_no_circle(schedules)
    except InvalidInputError as error:
        raise InvalidInputError("series: rule: %(problem)s", field="rule", problem=str(error)) from error


_HAS_DRAFT = select(YearPlanRow.year).where(YearPlanRow.has_draft)


def _require_draft_of_occurrences(session: Session) -> None:
    occurrence = session.scalar(
        select(OccurrenceRow.public_id)
        .where(OccurrenceRow.is_in_draft, OccurrenceRow.plan_year.not_in(_HAS_DRAFT))
        .order_by(OccurrenceRow.id)
        .limit(1)
    )
    if occurrence is not None:
        raise InvalidInputError(
            'occurrences: is_in_draft: "%(occurrence)s" is of a year without a draft beside it.',
            field="is_in_draft",
            occurrence=occurrence,
        )


def _require_drafts_beside(session: Session) -> None:
    occurrence = session.scalar(
        select(OccurrenceRow.public_id)
        .join(OccurrenceDraftRow, OccurrenceDraftRow.occurrence_id == OccurrenceRow.id)
        .where(or_(OccurrenceRow.is_in_draft, OccurrenceRow.plan_year.not_in(_HAS_DRAFT)))
        .order_by(OccurrenceRow.id)
        .limit(1)
    )
    if occurrence is not None:
        raise InvalidInputError(
            'occurrence_drafts: occurrence: "%(occurrence)s" is not in a published year with a draft beside it.',
            field="occurrence",
            occurrence=occurrence,
        )


def _require_undone_once(session: Session) -> None:
    """What takes something back is not itself taken back."""
    undone = aliased(PlanEntryRow)
    entry = session.scalar(
        select(PlanEntryRow.public_id)
        .join(undone, undone.id == PlanEntryRow.undoes_id)
        .where(undone.undoes_id.is_not(None))
        .order_by(PlanEntryRow.id)
        .limit(1)
    )
    if entry is not None:
        raise InvalidInputError(
            'plan_entries: undoes: "%(entry)s" undoes what is itself undoing another.', field="undoes", entry=entry
        )


def _require_stops_in_place(session: Session) -> None:
    _require_own_meetings(session)
    _require_positions(session)
    _require_what_follows(session)


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


def _require_what_follows(session: Session) -> None:
    """What was postponed or taken up again goes on in one other stop of its item in that body; nothing else does."""
    following = aliased(StopRow)
    goes_on = StopRow.state.in_([StopState.POSTPONED, StopState.RESUMED])
    is_its_own = and_(following.item_id == StopRow.item_id, following.body_id == StopRow.body_id)
    stop = session.scalar(
        select(StopRow.public_id)
        .outerjoin(following, following.resumes_id == StopRow.id)
        .where(or_(goes_on != following.id.is_not(None), and_(following.id.is_not(None), not_(is_its_own))))
        .order_by(StopRow.id)
        .limit(1)
    )
    if stop is not None:
        raise InvalidInputError(
            'stops: resumes: "%(stop)s" must be taken up again, in its body, by one other stop of its item just where '
            "it is postponed or resumed.",
            field="resumes",
            stop=stop,
        )


def _require_attachments_in_order(session: Session) -> None:
    """Of every item they are 1..n."""
    count = func.count(AttachmentRow.id)
    item = session.scalar(
        select(ItemRow.public_id)
        .join(AttachmentRow, AttachmentRow.item_id == ItemRow.id)
        .group_by(ItemRow.id, ItemRow.public_id)
        .having(or_(func.max(AttachmentRow.position) != count, func.count(distinct(AttachmentRow.position)) != count))
        .order_by(ItemRow.id)
        .limit(1)
    )
    if item is not None:
        raise InvalidInputError(
            'attachments: position: of the item "%(item)s" the positions are not 1, 2, 3 and so on, each once.',
            field="position",
            item=item,
        )


def _require_names_of_views_once(session: Session) -> None:
    seen = set()
    names = select(SavedViewRow.name).where(SavedViewRow.account_id.is_(None)).order_by(SavedViewRow.id)
    for name in session.scalars(names):
        if name.casefold() in seen:
            raise InvalidInputError(
                'saved_views: name: two views are called "%(name)s", but for capital letters.', field="name", name=name
            )
        seen.add(name.casefold())


_RULES: Mapping[str, Callable[[Session], None]] = {
    "bodies": _require_trees,
    "series": _require_series_to_count_from,
    "occurrences": _require_draft_of_occurrences,
    "occurrence_drafts": _require_drafts_beside,
    "plan_entries": _require_undone_once,
    "attachments": _require_attachments_in_order,
    "stops": _require_stops_in_place,
    "saved_views": _require_names_of_views_once,
}
