"""What standing items are reckoned against, read for a viewer: a body's meetings, other series, and the calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer
from wheel.core.calendar import FIRST_YEAR
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.rosters import Placed
from wheel.core.standing import Frame, Wanted, frame_begins, lacking
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import AfterSeries
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import find_organisation, load_calendar
from wheel.store.standing import placed_of_body, standing_items_of


@dataclass(frozen=True)
class Standing:
    """A body's standing items that a viewer may see, what has come of each (by its id), and their frame."""

    items: tuple[StandingItem, ...]
    placed: Mapping[str, tuple[Placed, ...]]
    frame: Frame

    def placed_of(self, item: StandingItem) -> tuple[Placed, ...]:
        return self.placed.get(item.id, ())

    def lacking(self, item: StandingItem, year: int, today: date) -> tuple[Wanted, ...]:
        return lacking(item, year, self.frame, self.placed_of(item), today)


def read_standing(session: Session, viewer: Viewer, body: str, years: range) -> Standing | None:
    """None where the body has no standing item that the viewer may see: then nothing else is read."""
    items = standing_items_of(session, viewer, body)
    if not items:
        return None
    return Standing(items, placed_of_body(session, viewer, body), read_frame(session, viewer, body, items, years))


def read_frame(session: Session, viewer: Viewer, body: str, items: Collection[StandingItem], years: range) -> Frame:
    """The frame for these years, which follow each other, with all that the items count from."""
    span = DateSpan(frame_begins(items, years[0]), date(years[-1], 12, 31))
    organisation = find_organisation(session)
    meetings = occurrences_between(session, viewer, span, bodies=(body,), kinds=(Kind.MEETING,))
    return Frame(
        meetings=meetings,
        calendar=load_calendar(session, max(years[0] - 1, FIRST_YEAR), years[-1]),
        anchors=_anchors(session, viewer, items, span),
        language=organisation.locale if organisation else "da",
    )


def _anchors(
    session: Session, viewer: Viewer, items: Collection[StandingItem], span: DateSpan
) -> dict[str, tuple[Occurrence, ...]]:
    series = {item.rule.pattern.series for item in items if isinstance(item.rule.pattern, AfterSeries)}
    found: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for one in occurrences_between(session, viewer, span) if series else ():
        if one.series_id in series:
            found[one.series_id].append(one)
    return {series_id: tuple(dates) for series_id, dates in found.items()}


def series_to_follow(session: Session, viewer: Viewer, years: range) -> dict[str, str]:
    """The series that the viewer may know of and that have dates in these years, by title: their titles by id."""
    span = DateSpan(date(years[0], 1, 1), date(years[-1], 12, 31))
    titles = {one.series_id: one.title for one in occurrences_between(session, viewer, span)}
    return dict(sorted(titles.items(), key=lambda one: one[1].casefold()))
