"""The filter in SQL lets through just what `core/access.py` says that a viewer may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product

import pytest
from small_plan import ALL_TIME, EVERYBODY, MOMENT, SECRETARY, a_body, add_occurrences

from wheel.core.access import Viewer, sign
from wheel.core.agenda import NewItem
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Ring, Visibility
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.errors import NotFoundError
from wheel.store.agenda import add_item, awaiting_stops, find_stop, stops_at, stops_of_item
from wheel.store.bodies import add_body, all_bodies, find_body
from wheel.store.database import Database, Session
from wheel.store.feeds import all_feeds, ensure_feeds, find_feed
from wheel.store.occurrences import find_occurrence, occurrences_between
from wheel.store.organisation import add_ring, set_plan_status
from wheel.store.series import add_series

BODIES = {None: None, Visibility.PUBLIC: "byraadet", Visibility.INTERNAL: "direktionen"}
YEARS = {None: 2025, PlanStatus.DRAFT: 2026, PlanStatus.PUBLISHED: 2027}


@dataclass(frozen=True)
class Case:
    body: Visibility | None
    series: Visibility
    status: PlanStatus | None

    @property
    def title(self) -> str:
        return f"{self.body} {self.series} {self.status}"

    def is_seen_by(self, viewer: Viewer) -> bool:
        is_published = self.status is PlanStatus.PUBLISHED
        shown = viewer.visibilities
        return (
            self.series in shown and (self.body is None or self.body in shown) and (is_published or viewer.sees_drafts)
        )


CASES = [Case(*combination) for combination in product(BODIES, Visibility, YEARS)]


def fill(session: Session) -> None:
    """An occurrence for each case, and an item at each meeting of a body."""
    add_ring(session, Ring("ring", "Ring", "#0b5a8a"), 1)
    for visibility, short_name in BODIES.items():
        if short_name and visibility:
            add_body(session, a_body(short_name, visibility=visibility))
    ensure_feeds(session)
    session.flush()
    for status, year in YEARS.items():
        if status is not None:
            set_plan_status(session, year, status)
    for number, case in enumerate(CASES, start=1):
        series = Series(
            case.title, Kind.MEETING, "ring", Schedule(DateList(())), BODIES[case.body], visibility=case.series
        )
        day = date(YEARS[case.status], 3, number)
        add_occurrences(session, add_series(session, series), DateSpan.of_day(day))


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.role or "visitor")
def test_a_viewer_sees_just_what_access_allows(database: Database, viewer: Viewer) -> None:
    with database.writing() as session:
        fill(session)
        every = {found.title: found.id for found in occurrences_between(session, SECRETARY, ALL_TIME)}
    assert len(every) == len(CASES) == 18
    expected = {case.title for case in CASES if case.is_seen_by(viewer)}
    with database.reading() as session:
        assert {found.title for found in occurrences_between(session, viewer, ALL_TIME)} == expected
        for title, occurrence_id in every.items():
            if title in expected:
                assert find_occurrence(session, viewer, occurrence_id).title == title
            else:
                with pytest.raises(NotFoundError, match="There is no such event"):
                    find_occurrence(session, viewer, occurrence_id)


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.role or "visitor")
def test_drafts_say_that_they_are(database: Database, viewer: Viewer) -> None:
    with database.writing() as session:
        fill(session)
        found = occurrences_between(session, viewer, ALL_TIME)
    assert found
    assert all(one.is_draft == (one.span.start.year != YEARS[PlanStatus.PUBLISHED]) for one in found)


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.role or "visitor")
def test_an_internal_body_is_there_for_those_who_may_know_of_it(database: Database, viewer: Viewer) -> None:
    """So are its items and its feed; for everybody else they are as if they were not."""
    with database.writing() as session:
        fill(session)
        stops = {
            name: add_item(session, NewItem("Sag"), name, None, "Venter", sign(SECRETARY, MOMENT))
            for name in BODIES.values()
            if name
        }
        items = {name: find_stop(session, SECRETARY, stop).item_id or "" for name, stop in stops.items()}
        feeds = {feed.body: feed.id for feed in all_feeds(session, SECRETARY)}
    with database.reading() as session:
        for visibility, name in BODIES.items():
            if not name or not visibility:
                continue
            is_seen = visibility in viewer.visibilities
            assert (name in {body.short_name for body in all_bodies(session, viewer)}) == is_seen
            assert (name in {feed.body for feed in all_feeds(session, viewer)}) == is_seen
            assert len(awaiting_stops(session, viewer, name)) == is_seen
            finds = (
                partial(find_body, session, viewer, name),
                partial(find_feed, session, viewer, feeds[name]),
                partial(find_stop, session, viewer, stops[name]),
                partial(stops_of_item, session, viewer, items[name]),
            )
            assert [is_found(find) for find in finds] == [is_seen] * len(finds)


def is_found(find: Callable[[], object]) -> bool:
    try:
        return find() is not None
    except NotFoundError:
        return False


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.role or "visitor")
def test_an_item_at_a_meeting_is_seen_by_those_who_see_the_meeting(database: Database, viewer: Viewer) -> None:
    """Also by nobody else who has got hold of the meeting's id, or of the item's."""
    with database.writing() as session:
        fill(session)
        meetings = {found.title: found for found in occurrences_between(session, SECRETARY, ALL_TIME) if found.body}
        stops = {
            title: add_item(session, NewItem("Sag"), meeting.body or "", meeting.id, "", sign(SECRETARY, MOMENT))
            for title, meeting in meetings.items()
        }
    expected = {case.title for case in CASES if case.body and case.is_seen_by(viewer)}
    with database.reading() as session:
        listed = stops_at(session, viewer, [meeting.id for meeting in meetings.values()])
        assert {title for title, meeting in meetings.items() if listed[meeting.id]} == expected
        found = {title for title, stop in stops.items() if is_found(partial(find_stop, session, viewer, stop))}
        assert found == expected
