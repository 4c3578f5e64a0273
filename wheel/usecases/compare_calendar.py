"""Compare a calendar file with the plan, event by event: what is new, changed, the same, or gone since last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from wheel.core.access import Viewer
from wheel.core.calendar import Calendar
from wheel.core.imported_calendars import LONGEST_NOTE, ImportedCalendar, ImportedSeries, Problem
from wheel.core.imported_dates import is_endless, over_midnight
from wheel.core.imported_years import MOST_LOOKED_AT, Effort, years_with_days
from wheel.core.occurrences import Kind, Visibility
from wheel.core.periods import FIRST_YEAR, LAST_YEAR
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.sentences.wording import later
from wheel.core.series import Series
from wheel.errors import InvalidInputError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.imported_series import KnownEvent, known_events, own_ids, planned_years
from wheel.store.organisation import all_rings, find_organisation, load_calendar
from wheel.store.series import all_series
from wheel.usecases.preview_series import YEARS_AHEAD
from wheel.usecases.save_series import changed_schedule
from wheel.usecases.series_checks import checked_series

LONGEST_SOURCE: Final = 200
_SENDING: Final = "-dagsorden"


class Step(StrEnum):
    """GONE: it came from the same calendar once, which no longer has it. LEFT_OUT: `problem` says why."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class ImportCalendar:
    """`source` names the calendar if it does not itself. Ring, body, kind and visibility are those of new series.

    Without a `visibility` everybody sees them, but what the file marks as private only those who sign in.
    `with_past`: years before this one that have no plan get one, as far as there are events in them. `ending` are the
    ids of the series that are gone from the file and shall end. `because` is the reason given for what the file
    cancels. `seen` names the preview that was looked at.
    """

    calendar: ImportedCalendar
    source: str
    ring: str
    body: str | None = None
    kind: Kind = Kind.EVENT
    visibility: Visibility | None = None
    with_past: bool = False
    ending: frozenset[str] = frozenset()
    because: str = "–"
    seen: str | None = None

    @property
    def origin(self) -> str:
        """What the calendar is called."""
        return (self.calendar.name.strip() or self.source.strip())[:LONGEST_SOURCE]


@dataclass(frozen=True)
class Compared:
    """An event of the file, or one that is gone from it. `series` is as it shall be, `stored` as it is, if it is.

    `imported` is None for what is gone. `years` are those in which it is to have its dates; `is_in_later_years`: its
    rule goes on in years that have no plan yet.
    """

    step: Step
    uid: str
    series: Series
    stored: Series | None = None
    imported: ImportedSeries | None = None
    known: KnownEvent | None = None
    content_hash: str = ""
    years: tuple[int, ...] = ()
    is_in_later_years: bool = False
    problem: Problem | None = None


@dataclass(frozen=True)
class _Plan:
    """What the file is compared with."""

    today: date
    series: Mapping[str, Series]
    known: Mapping[str, KnownEvent]
    own: frozenset[str]
    years: frozenset[int]
    calendar: Calendar = field(repr=False)
    effort: Effort = field(default_factory=lambda: Effort(MOST_LOOKED_AT), repr=False)


@dataclass(frozen=True)
class Comparison:
    """`events` stand in the order of the file; what is gone from it comes last.

    `why_none_gone` is an English msgid that says why what is missing in the file is not taken to be gone, if so.
    """

    events: tuple[Compared, ...]
    why_none_gone: str = ""


def compare_calendar(session: Session, viewer: Viewer, command: ImportCalendar, today: date) -> Comparison:
    """Raises InvalidInputError naming the field, and RefusedError for rules that ask for too much work."""
    _require_known(session, viewer, command)
    plan = _Plan(
        today=today,
        series={one.id: one for one in all_series(session)},
        known=known_events(session),
        own=_own_uids(session, command.calendar),
        years=planned_years(session),
        # Rules of files know nothing of holidays, so any year's calendar does.
        calendar=load_calendar(session, today.year, today.year),
    )
    found = tuple(_compare(plan, command, imported) for imported in command.calendar.series)
    missing = tuple(_missing(plan, command))
    why_none_gone = _why_none_gone(command) if missing else ""
    return Comparison(found if why_none_gone else (*found, *missing), why_none_gone)


def _require_known(session: Session, viewer: Viewer, command: ImportCalendar) -> None:
    if command.ring not in {ring.key for ring in all_rings(session)}:
        raise InvalidInputError("Choose a ring from the list.", field="ring")
    if command.body is None and command.kind is Kind.MEETING:
        raise InvalidInputError("Choose whose meeting it is.", field="body")
    if command.body is not None and command.body not in {body.short_name for body in all_bodies(session, viewer)}:
        raise InvalidInputError("Choose a body from the list.", field="body")


def _own_uids(session: Session, calendar: ImportedCalendar) -> frozenset[str]:
    """The UIDs of the plan's own feeds: what they show stands in the plan already."""
    organisation = find_organisation(session)
    ending = f"@{organisation.uid_domain}" if organisation else ""
    ids = {one.uid: one.uid.removesuffix(ending).removesuffix(_SENDING) for one in calendar.series}
    ids = {uid: own for uid, own in ids.items() if ending and uid.endswith(ending)}
    there = own_ids(session, set(ids.values()))
    return frozenset(uid for uid, own in ids.items() if own in there)


def _compare(plan: _Plan, command: ImportCalendar, imported: ImportedSeries) -> Compared:
    known = plan.known.get(imported.uid)
    stored = plan.series.get(known.series_id) if known else None
    content_hash, imported = imported.content_hash, over_midnight(imported)
    series = _wanted(command, imported, stored)
    found = Compared(Step.NEW, imported.uid, series, stored, imported, known, content_hash)
    if imported.uid in plan.own:
        return _left_out(found, later("It is from this plan itself, where it stands already."))
    try:
        series = checked_series(series)
    except InvalidInputError as error:
        return _left_out(found, error.message, error.details)
    if stored is not None and known is not None:
        is_same = known.content_hash == content_hash
        # What somebody has made of it here since stays, as long as the file says what it said.
        found = replace(found, step=Step.SAME if is_same else Step.CHANGED)
        series = stored if is_same else series
    years, is_later = _years_of(series.schedule, plan, command.with_past)
    # What never ends is in a year that somebody will plan, whenever that is.
    if not years and stored is None and not is_endless(series.schedule):
        return _left_out(found, _why_no_year(series.schedule, plan))
    return replace(found, series=series, years=years, is_in_later_years=is_later)


def _wanted(command: ImportCalendar, imported: ImportedSeries, stored: Series | None) -> Series:
    """What is known keeps its ring, body, kind and visibility, which somebody may have chosen anew since."""
    if stored is None:
        seen_by = command.visibility or (Visibility.INTERNAL if imported.is_private else Visibility.PUBLIC)
        stored = Series("", command.kind, command.ring, imported.schedule, command.body, visibility=seen_by)
    return replace(
        stored,
        title=imported.title,
        schedule=changed_schedule(stored.schedule, imported.schedule, None),
        start_time=imported.start_time,
        end_time=imported.end_time,
        place=imported.place,
        note=_note(imported),
    )


def _note(imported: ImportedSeries) -> str:
    has_room = imported.url and imported.url not in imported.note
    texts = (imported.note, imported.url) if has_room else (imported.note,)
    note = "\n".join(filter(None, texts))
    return note if len(note) <= LONGEST_NOTE else imported.note[:LONGEST_NOTE]


def _left_out(found: Compared, sentence: str, details: Mapping[str, object] | None = None) -> Compared:
    line = found.imported.line if found.imported else 0
    return replace(found, step=Step.LEFT_OUT, problem=Problem(line, sentence, details or {}, is_left_out=True))


def _why_no_year(schedule: Schedule, plan: _Plan) -> str:
    first = next(iter(_years_with_dates(schedule, plan, FIRST_YEAR)), None)
    if first is None:
        return later("It is on no day.")
    if first > plan.today.year:
        return later("It is further ahead than can be planned.")
    return later("It is over, in years that have no plan: it is only taken if you ask for what is over, too.")


def _years_of(schedule: Schedule, plan: _Plan, with_past: bool) -> tuple[tuple[int, ...], bool]:
    """The years in which it gets its dates, and whether it goes on in others.

    Those are the years that have a plan, this year, and the years ahead in which it is on given dates.
    """
    this, endless = plan.today.year, is_endless(schedule)
    last = this if endless else this + YEARS_AHEAD
    first = FIRST_YEAR if with_past else this
    found = _years_with_dates(schedule, plan, min((first, *plan.years)))
    years = tuple(year for year in found if year in plan.years or first <= year <= last)
    return years, endless or any(year > last for year in found if year not in years)


def _years_with_dates(schedule: Schedule, plan: _Plan, first: int) -> tuple[int, ...]:
    """From `first` on, in order; of a rule no further than can be planned, and without an end than is planned."""
    rule, this = schedule.rule, plan.today.year
    if isinstance(rule, DateList):
        return years_with_days(rule, first, LAST_YEAR, plan.effort)
    if not isinstance(rule, RecurrenceRule):
        return ()
    furthest = max((this if is_endless(schedule) else this + YEARS_AHEAD, *plan.years))
    return years_with_days(rule, first, min(furthest, LAST_YEAR), plan.effort)


def _missing(plan: _Plan, command: ImportCalendar) -> Iterator[Compared]:
    """What the same calendar once had, and what is still to come of it, as it would be ended."""
    there = {one.uid for one in command.calendar.series}
    for known in plan.known.values():
        stored = plan.series[known.series_id]
        is_asked_about = known.source == command.origin and known.uid not in there and known.content_hash
        if is_asked_about and _is_coming(stored.schedule, plan):
            ends_on = min(filter(None, (plan.today, stored.schedule.ends_on)))
            ended = replace(stored, schedule=replace(stored.schedule, ends_on=ends_on))
            yield Compared(Step.GONE, known.uid, ended, stored, known=known)


def _is_coming(schedule: Schedule, plan: _Plan) -> bool:
    if not isinstance(schedule.rule, DateList | RecurrenceRule) or schedule.anchors_needed():
        # A planner has given it a rule of our own since: it is theirs now.
        return False
    this = plan.today.year
    years = years_with_days(schedule.rule, this, min(this + YEARS_AHEAD, LAST_YEAR), plan.effort)
    return any(one.span.end > plan.today for year in years for one in schedule.proposals(year, plan.calendar))


def _why_none_gone(command: ImportCalendar) -> str:
    if not command.origin:
        return later("The calendar has no name to know it by, so nothing is taken to be gone from it.")
    if not command.calendar.has_all:
        return later("Not all of the file could be read, so what is missing in it is not taken to be gone.")
    return ""
