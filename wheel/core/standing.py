"""Standing items: which of a body's meetings each of them wants an item at, under which title, and what lacks still."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from wheel.core.calendar import Calendar
from wheel.core.dates import ONE_DAY, DateSpan, month_day
from wheel.core.occurrences import Occurrence, Status
from wheel.core.posts import Post
from wheel.core.relative import Offset, Unit
from wheel.core.rosters import Placed, roster_key, spread
from wheel.core.standing_items import LONGEST_TITLE, StandingItem
from wheel.core.standing_rules import (
    AfterSeries,
    EveryMeeting,
    FirstInMonths,
    FirstOfQuarter,
    NthMeeting,
    NumberedReport,
)
from wheel.core.standing_titles import TitleFacts, filled_title


@dataclass(frozen=True)
class Wanted:
    """An item wanted at a meeting. `key` tells it from the others of its standing item, wherever the meeting moves."""

    key: str
    meeting: Occurrence
    title: str
    status_date: date | None = None
    post: Post | None = None


@dataclass(frozen=True)
class Frame:
    """What standing items are reckoned against.

    `meetings` are the body's own, in order, and reach back to `frame_begins`; `anchors` are the dates of other series,
    by series id. The calendar must know the years before as well.
    """

    meetings: tuple[Occurrence, ...]
    calendar: Calendar
    anchors: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    language: str = "da"

    @cached_property
    def held(self) -> tuple[Occurrence, ...]:
        """The meetings that take place, and have an agenda."""
        return tuple(one for one in self.meetings if one.has_agenda and one.status is Status.PLANNED)

    def day_before(self, day: date) -> date | None:
        """The first day of the meeting that was held last before that day."""
        place = bisect_left(self._first_days, day)
        return self._first_days[place - 1] if place else None

    @cached_property
    def _first_days(self) -> tuple[date, ...]:
        return tuple(one.span.start for one in self.held)


def frame_begins(items: Iterable[StandingItem], year: int) -> date:
    """The first day of the meetings that a frame for `year` must hold: the year before's, or more where one counts on.

    The year before tells the meeting before the first one, and reports whose status date it holds.
    """
    counted_from = [one.begins for one in items if one.begins is not None and isinstance(one.rule.pattern, NthMeeting)]
    return min([date(year - 1, 1, 1), *counted_from])


def wanted(item: StandingItem, year: int, frame: Frame) -> tuple[Wanted, ...]:
    """All that the standing item wants of the meetings of that year, past ones too, in their order.

    Once per meeting, but for reports whose status dates fall between the same two meetings.
    """
    if item.has_roster:
        return _wanted_of_roster(item, year, frame, (), date(year, 1, 1))
    return tuple(_titled(one, item, frame) for one in _asked(item, year, frame))


def lacking(item: StandingItem, year: int, frame: Frame, placed: Collection[Placed], today: date) -> tuple[Wanted, ...]:
    """What the standing item wants of the year's coming meetings, and has not got.

    `placed` is all that ever came from it. What somebody moved, withdrew, finished or renamed is there already, and is
    not wanted anew; nor is what came to the same meeting by a rule that has been changed since.
    """
    if item.has_roster:
        return _wanted_of_roster(item, year, frame, placed, today + ONE_DAY)
    known = {one.key for one in placed}
    missing = [one for one in wanted(item, year, frame) if one.key not in known and one.meeting.span.start > today]
    kinds = {_kind(one.key) for one in missing}
    by_former_rules = [one.meeting_id for one in placed if _kind(one.key) not in kinds]
    found = []
    for one in missing:
        if one.meeting.id in by_former_rules:
            by_former_rules.remove(one.meeting.id)
        else:
            found.append(one)
    return tuple(found)


def _kind(key: str) -> str:
    """Keys begin with what made them, so that those of a rule which has been changed are told apart."""
    return key.partition(":")[0]


def _wanted_of_roster(
    item: StandingItem, year: int, frame: Frame, placed: Collection[Placed], from_day: date
) -> tuple[Wanted, ...]:
    if not item.rule.years.include(year):
        return ()
    keys = {one.key for one in placed}
    posts = [post for post in item.roster if roster_key(year, post.id) not in keys]
    meetings = [one for one in _of_year(item, year, frame) if one.span.start >= from_day]
    taken = {one.meeting_id for one in placed if one.meeting_id is not None}
    numbers = {post.id: number for number, post in enumerate(item.roster, 1)}
    return tuple(
        _titled(_Asked(roster_key(year, post.id), meeting, numbers[post.id], post=post), item, frame)
        for post, meeting in spread(posts, meetings, taken)
    )


@dataclass(frozen=True)
class _Asked:
    key: str
    meeting: Occurrence
    number: int
    status_date: date | None = None
    post: Post | None = None


def _titled(asked: _Asked, item: StandingItem, frame: Frame) -> Wanted:
    day = asked.meeting.span.start
    facts = TitleFacts(
        number=asked.number,
        day=asked.status_date or day,
        previous=frame.day_before(day),
        post=asked.post.title if asked.post else "",
    )
    title = filled_title(item.title, facts, frame.language)[:LONGEST_TITLE]
    return Wanted(asked.key, asked.meeting, title, asked.status_date, asked.post)


def _asked(item: StandingItem, year: int, frame: Frame) -> Iterable[_Asked]:
    match item.rule.pattern:
        case EveryMeeting():
            return _every(item, year, frame)
        case NthMeeting(every):
            return _each_nth(every, item, year, frame)
        case FirstOfQuarter():
            return _firsts(item, year, frame, [(f"q:{year}-{n + 1}", range(3 * n + 1, 3 * n + 4)) for n in range(4)])
        case FirstInMonths(months):
            return _firsts(item, year, frame, [(f"m:{year}-{month:02}", range(month, month + 1)) for month in months])
        case NumberedReport() as report:
            return _reports(report, item, year, frame)
        case AfterSeries(series):
            return _after(frame.anchors.get(series, ()), item, year, frame)
    return ()


def _every(item: StandingItem, year: int, frame: Frame) -> Iterator[_Asked]:
    if item.rule.years.include(year):
        for number, meeting in enumerate(_of_year(item, year, frame), 1):
            # Its series and its slot tell a meeting for ever.
            yield _Asked(f"e:{meeting.slot.start}:{meeting.series_id}", meeting, number)


def _each_nth(every: int, item: StandingItem, year: int, frame: Frame) -> Iterator[_Asked]:
    counts_on = item.begins is not None
    counted = [one for one in frame.held if counts_on or one.span.start.year == year]
    counted = [one for one in counted if item.term.holds_on(one.span.start)]
    # By number, so that a meeting put in or cancelled later moves none that are there.
    for number, meeting in enumerate(counted[::every], 1):
        if meeting.span.start.year == year and item.rule.years.include(year):
            yield _Asked(f"n{every}:{item.begins or year}:{number}", meeting, number)


def _firsts(item: StandingItem, year: int, frame: Frame, spans: Sequence[tuple[str, range]]) -> Iterator[_Asked]:
    """The first meeting in each of these spans of months, by their keys."""
    if not item.rule.years.include(year):
        return
    meetings = _of_year(item, year, frame)
    for number, (key, months) in enumerate(spans, 1):
        first = next((one for one in meetings if one.span.start.month in months), None)
        if first is not None:
            yield _Asked(key, first, number)


def _of_year(item: StandingItem, year: int, frame: Frame) -> list[Occurrence]:
    """The meetings of that year which fall in the item's span."""
    return [one for one in frame.held if one.span.start.year == year and item.term.holds_on(one.span.start)]


def _reports(report: NumberedReport, item: StandingItem, year: int, frame: Frame) -> Iterator[_Asked]:
    # The last status date of a year may come to the first meeting of the next.
    for of_year in (year - 1, year):
        before = _reports_before(report, item, of_year)
        if before is None or not item.rule.years.include(of_year):
            continue
        for number, (month, day) in enumerate(report.status_dates, before + 1):
            status_date = month_day(of_year, month, day)
            earliest = _working_days_after(status_date, report.working_days, frame.calendar)
            yield from _at_first_from(earliest, f"r:{status_date}", number, status_date, item, year, frame)


def _reports_before(report: NumberedReport, item: StandingItem, year: int) -> int | None:
    """How many reports had a number before those of that year; None before the first year of numbers that go on."""
    if not report.goes_on or item.begins is None:
        return 0
    if year < item.begins.year:
        return None
    years = sum(item.rule.years.include(one) for one in range(item.begins.year, year))
    return years * len(report.status_dates)


def _after(anchors: Iterable[Occurrence], item: StandingItem, year: int, frame: Frame) -> Iterator[_Asked]:
    numbers: dict[int, int] = {}
    for anchor in anchors:
        day = anchor.span.start
        if anchor.status is not Status.PLANNED or not item.rule.years.include(day.year):
            continue
        numbers[day.year] = numbers.get(day.year, 0) + 1
        yield from _at_first_from(day, f"s:{anchor.slot.start}", numbers[day.year], day, item, year, frame)


def _at_first_from(
    earliest: date, key: str, number: int, status_date: date, item: StandingItem, year: int, frame: Frame
) -> Iterator[_Asked]:
    """At the first meeting on or after `earliest`, if that falls in the year and in the item's span."""
    first = next((one for one in frame.held if one.span.start >= earliest), None)
    if first is not None and first.span.start.year == year and item.term.holds_on(first.span.start):
        yield _Asked(key, first, number, status_date)


def _working_days_after(day: date, count: int, calendar: Calendar) -> date:
    if count == 0:
        return day
    return Offset(count, Unit.WORKING_DAYS, "after").day_from(DateSpan.of_day(day), calendar)
