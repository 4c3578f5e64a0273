"""Finds items by the words they hold, among those of which the viewer may see more than the number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.folding import fold
from wheel.core.stops import NewItem, Stop, StopState
from wheel.store.items import said
from wheel.store.stops import stop_values, stops_seen
from wheel.store.tables import BodyRow, ItemRow, OccurrenceRow, SeriesRow, StopRow, YearPlanRow
from wheel.store.visibility import readable_item, readable_stop

AT_ONCE: Final = 60
"""Items that are looked through at a time: more than are shown, so that once is enough nearly always."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: all of the `words`, folded. An item is found by a stop in `body` and in one of `states`.

    `number` is a case number in full, whose items come first.
    """

    words: tuple[str, ...]
    number: str = ""
    body: str | None = None
    states: frozenset[StopState] = frozenset(StopState)


@dataclass(frozen=True)
class FoundItem:
    """An item with those of its stops that the viewer may see."""

    id: str
    item: NewItem
    stops: tuple[Stop, ...]


def find_items(session: Session, viewer: Viewer, wanted: Wanted, most: int) -> tuple[FoundItem, ...]:
    """At most so many items: those with that case number first, then by the day they were last dealt with."""
    found: list[FoundItem] = []
    query = _candidates(viewer, wanted).limit(AT_ONCE)
    for first in range(0, 10**6, AT_ONCE):
        row_ids = session.scalars(query.offset(first)).all()
        found += _read(session, viewer, row_ids, wanted.words)
        if len(found) >= most or len(row_ids) < AT_ONCE:
            break
    return tuple(found[:most])


def _candidates(viewer: Viewer, wanted: Wanted) -> Select[int]:
    """The row ids of all items that hold the words, and of some that do not: see `_perhaps_decided`."""
    is_that_number = func.lower(ItemRow.case_number) == wanted.number.lower()
    last_day = func.max(func.coalesce(OccurrenceRow.start_day, StopRow.since))
    query = _readable(select(ItemRow.id), viewer).where(StopRow.state.in_(sorted(wanted.states)))
    if wanted.body is not None:
        query = query.where(BodyRow.short_name == wanted.body)
    for word in wanted.words:
        query = query.where(or_(ItemRow.folded.contains(word, autoescape=True), _perhaps_decided(viewer, word)))
    return query.group_by(ItemRow.id).order_by(is_that_number.desc(), last_day.desc(), ItemRow.id.desc())


def _perhaps_decided(viewer: Viewer, word: str) -> ColumnElement[bool]:
    """Whether a decision of an item may hold the word.

    Decisions are kept as they are written, and no database folds as we do. So this asks for the letters alone that
    are written in one way only, in their order; those that it lets through are read and folded.
    """
    pattern = re.sub("[^bdghjkmpqrtvwx0-9]+", "%", word)
    decided = _readable(select(StopRow.item_id), viewer).where(StopRow.decision != "")
    return ItemRow.id.in_(decided.where(StopRow.decision.ilike(f"%{pattern}%")).correlate(None))


def _readable(query: Select[int], viewer: Viewer) -> Select[int]:
    return (
        query.select_from(StopRow)
        .join(ItemRow, ItemRow.id == StopRow.item_id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(readable_stop(viewer))
    )


def _read(session: Session, viewer: Viewer, row_ids: Sequence[int], words: Collection[str]) -> list[FoundItem]:
    """Those of these items that do hold the words, in this order."""
    rows = {row.id: row for row in session.scalars(select(ItemRow).where(ItemRow.id.in_(row_ids)))}
    query: Select[Any] = stops_seen(viewer).where(ItemRow.id.in_(row_ids), readable_item(viewer))
    stops = _by_item(stop_values(session, viewer, query.order_by(StopRow.step, StopRow.id)))
    found = []
    for row in (rows[row_id] for row_id in row_ids):
        folded = "\n".join([row.folded, *(fold(stop.decision) for stop in stops[row.public_id])])
        if all(word in folded for word in words):
            found.append(FoundItem(row.public_id, said(row), tuple(stops[row.public_id])))
    return found


def _by_item(stops: Iterable[Stop]) -> defaultdict[str | None, list[Stop]]:
    found = defaultdict(list)
    for stop in stops:
        found[stop.item_id].append(stop)
    return found
