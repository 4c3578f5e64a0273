"""Three readers that share no code show each meeting at its local time, on both sides of every clock change to 2040."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from calendar_rules import broken_rules
from feed_samples import WORDS, a_meeting, rendered
from feed_site import FeedSite
from three_readers import Reader, Seen

from wheel.core.access import ANONYMOUS
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.slots import Precision
from wheel.core.zones import COPENHAGEN, FAROE, NUUK, ZONES
from wheel.feeds.calendar import render_calendar
from wheel.feeds.events import FeedEvent
from wheel.feeds.window import feed_window, leaves_out
from wheel.store.occurrences import occurrences_between

YEARS = range(2020, 2041)
# Greenland's rules of today hold from 25 March 2023.
FIRST_YEAR = {COPENHAGEN: 2020, FAROE: 2020, NUUK: 2024}
# Before the hour that a change leaves out or repeats, after it, in the day, and over midnight.
TIMES = [(time(0, 15), time(0, 45)), (time(3, 30), time(4)), (time(9), time(11, 30)), (time(22, 30), time(0, 30))]
SUMMER_TIMES = {2020: ("03-29", "10-25"), 2025: ("03-30", "10-26"), 2026: ("03-29", "10-25"), 2040: ("03-25", "10-28")}


def changes_of(year: int) -> list[date]:
    """The last Sundays of March and October, on which Europe's clocks change (directive 2000/84/EC)."""
    ends = (date(year, 3, 31), date(year, 10, 31))
    return [end - timedelta(days=end.isoweekday() % 7) for end in ends]


def days_of(year: int) -> Iterator[date]:
    for change in changes_of(year):
        yield from (change + timedelta(days=days) for days in (-7, -2, -1, 0, 1, 7))


def meetings_in(zone: str) -> Iterator[FeedEvent]:
    for year in YEARS:
        if year < FIRST_YEAR[zone]:
            continue
        for day in days_of(year):
            # Greenland's clock jumps over the hour before midnight, or repeats it.
            for start, end in TIMES[:3] if zone == NUUK else TIMES:
                uid = f"{day:%Y%m%d}-{start:%H%M}@aarshjul.example"
                yield a_meeting(uid=uid, span=DateSpan.of_day(day), start_time=start, end_time=end, time_zone=zone)


def calendar_in(zone: str, events: Iterable[FeedEvent]) -> bytes:
    return render_calendar(
        name="Møder", description="", colour="", events=[rendered(event) for event in events], time_zone=zone
    )


def meant(event: FeedEvent) -> tuple[date, date]:
    """The instants at which it starts and ends by the zone database."""
    clock = ZoneInfo(event.time_zone)
    assert event.start_time is not None
    assert event.end_time is not None
    last = event.span.start + timedelta(days=event.end_time < event.start_time)
    start = datetime.combine(event.span.start, event.start_time, clock)
    return start.astimezone(UTC), datetime.combine(last, event.end_time, clock).astimezone(UTC)


def bounds(seen: Iterable[Seen]) -> dict[str, tuple[date, date]]:
    found = [(one.uid, (one.start, one.end)) for one in seen]
    assert len(dict(found)) == len(found), "each event happens once"
    return dict(found)


@pytest.mark.parametrize("year", SUMMER_TIMES)
def test_the_days_of_the_changes_are_those_of_the_almanac(year: int) -> None:
    assert tuple(f"{day:%m-%d}" for day in changes_of(year)) == SUMMER_TIMES[year]


@pytest.mark.parametrize("zone", ZONES)
def test_every_meeting_is_at_its_local_time_on_both_sides_of_every_change(reader: Reader, zone: str) -> None:
    meetings = list(meetings_in(zone))
    assert len(meetings) == 12 * (2041 - FIRST_YEAR[zone]) * (3 if zone == NUUK else 4)
    seen = bounds(reader(calendar_in(zone, meetings)))
    assert seen == {event.uid: meant(event) for event in meetings}


@pytest.mark.parametrize("zone", ZONES)
def test_the_checker_finds_every_zone_right_until_2040(zone: str) -> None:
    assert broken_rules(calendar_in(zone, list(meetings_in(zone))[:980])) == []


def a_span(first: str, last: str, **changes: object) -> FeedEvent:
    span = DateSpan.of_days(date.fromisoformat(first), date.fromisoformat(last))
    return a_meeting(uid=f"{first}-{last}@aarshjul.example", span=span, **changes)


DAYS = [
    (a_span("2026-03-29", "2026-03-29", start_time=None), "the day on which summer time begins"),
    (a_span("2026-10-25", "2026-10-25", start_time=None), "the day on which it ends"),
    (a_span("2026-03-27", "2026-03-31", start_time=None), "days over a change"),
    (a_span("2026-10-23", "2026-10-27"), "days over a change, with a time of day"),
    (a_span("2026-12-30", "2027-01-02"), "days over the new year"),
    (a_span("2028-02-28", "2028-03-01", start_time=None), "days over a leap day"),
    (a_span("2026-06-05", "2026-06-05", kind=Kind.DEADLINE), "a deadline with a time, on its day"),
    (a_span("2026-06-01", "2026-06-30", precision=Precision.MONTH, words="juni"), "what has no exact date yet"),
    (a_span("2026-10-01", "2026-12-31", precision=Precision.QUARTER, words="4. kvartal"), "a quarter over a change"),
]


@pytest.mark.parametrize(("event", "reason"), DAYS)
def test_what_fills_its_days_fills_just_those(reader: Reader, event: FeedEvent, reason: str) -> None:
    for zone in ZONES:
        (seen,) = reader(calendar_in(zone, [a_meeting(**{**vars(event), "time_zone": zone})]))
        assert (seen.start, seen.end) == (event.span.start, event.span.end), reason
        assert not isinstance(seen.start, datetime), reason


def test_what_is_cancelled_keeps_its_time_and_says_so(reader: Reader) -> None:
    event = a_meeting(is_cancelled=True, cancelled_because="for få sager")
    (seen,) = reader(calendar_in(COPENHAGEN, [event]))
    assert (seen.start, seen.end) == meant(event)
    assert (seen.status, seen.summary) == ("CANCELLED", f"{WORDS.cancelled_prefix}{event.title}")


def test_what_has_no_exact_date_is_tentative(reader: Reader) -> None:
    (seen,) = reader(calendar_in(COPENHAGEN, [DAYS[-1][0]]))
    assert (seen.status, seen.summary) == ("TENTATIVE", "Økonomiudvalget (4. kvartal)")


def planned(site: FeedSite, body: str | None = None) -> dict[str, tuple[date, date]]:
    """When the plan says that things are, for everybody, as instants; counted apart from how feeds do it."""
    today, clock = site.clock.at.date(), ZoneInfo(COPENHAGEN)
    with site.database.reading() as session:
        found = occurrences_between(session, ANONYMOUS, feed_window(today), bodies=(body,) if body else None)

    def bounds_of(one: Occurrence) -> tuple[date, date]:
        if one.start_time is None or one.kind is Kind.DEADLINE or one.span.day_count > 1:
            return one.span.start, one.span.end
        start = datetime.combine(one.span.start, one.start_time, clock)
        end = datetime.combine(one.span.start, one.end_time, clock) if one.end_time else start + timedelta(hours=1)
        return start.astimezone(UTC), end.astimezone(UTC)

    dated = [one for one in found if one.precision is Precision.EXACT and not one.words]
    return {one.id: bounds_of(one) for one in dated if not leaves_out(one, today)}


@pytest.mark.parametrize("body", [None, "direktionen", "hovedmed"])
def test_a_feed_holds_exactly_what_is_planned(site: FeedSite, reader: Reader, body: str | None) -> None:
    moved, cancelled, fuller = site.meetings()[2:5]
    site.move(moved, 3)
    site.cancel(cancelled)
    site.add_item(fuller, "Budget 2028")
    for days in (0, 130, 210):
        site.clock.pass_by(days=days)
        seen = bounds(reader(site.bytes(body)))
        assert {uid.partition("@")[0]: found for uid, found in seen.items()} == planned(site, body)
        assert seen
