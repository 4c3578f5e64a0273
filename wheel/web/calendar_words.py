"""What importing a calendar file would do, event by event, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from wheel.core.imported_calendars import Problem
from wheel.core.imported_dates import DateChange
from wheel.core.occurrences import Status, Visibility
from wheel.core.rules import DateList
from wheel.core.series import Series
from wheel.usecases.compare_calendar import Step
from wheel.usecases.import_calendar import Imported
from wheel.usecases.preview_import import ImportLine, ImportPreview
from wheel.web.rule_words import schedule_words
from wheel.web.translation import gettext, ngettext
from wheel.web.words import clock, short_day, span_words

MOST_SHOWN = 200
"""Lines of one kind on the page; the others are counted."""


@dataclass(frozen=True)
class Difference:
    """What the event is now, and what it would be."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class LineView:
    """An event as the page shows it; `key` is its series' id where it is in the plan."""

    key: str
    title: str
    when: str
    details: str
    notes: tuple[str, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Shown:
    """The lines of one kind, and how many there are that the page does not show."""

    lines: tuple[LineView, ...]
    more: int
    count: int


def shown(preview: ImportPreview, step: Step) -> Shown:
    lines = preview.of(step)
    return Shown(tuple(line_view(line) for line in lines[:MOST_SHOWN]), max(len(lines) - MOST_SHOWN, 0), len(lines))


def line_view(line: ImportLine) -> LineView:
    series = line.compared.series if line.step is not Step.GONE else line.compared.stored or line.compared.series
    told = (times_words(series.start_time, series.end_time), series.place)
    return LineView(
        key=series.id,
        title=series.title or gettext("(no title)"),
        when=when_words(series),
        details=" · ".join(filter(None, told)),
        notes=tuple(_notes(line)),
        differences=tuple(_differences(line)) if line.step is Step.CHANGED else (),
    )


def when_words(series: Series) -> str:
    """The rule in words; of single dates how many, and the first and the last."""
    rule = series.schedule.rule
    if not isinstance(rule, DateList) or not rule.spans:
        return schedule_words(series.schedule, {})
    if len(rule.spans) == 1:
        return span_words(rule.spans[0])
    days = {"first": short_day(rule.spans[0].start, True), "last": short_day(rule.spans[-1].last, True)}
    return ngettext(
        "%(num)s date from %(first)s to %(last)s", "%(num)s dates from %(first)s to %(last)s", len(rule.spans), **days
    )


def times_words(start: time | None, end: time | None) -> str:
    if start is None:
        return gettext("all day")
    return f"{clock(start)}–{clock(end)}" if end else clock(start)


def problem_words(problem: Problem) -> str:
    return gettext(problem.sentence, **problem.details)


def _notes(line: ImportLine) -> Iterator[str]:
    compared = line.compared
    if line.step is Step.LEFT_OUT:
        if compared.problem:
            yield problem_words(compared.problem)
        return
    if line.is_to_write:
        yield from _said_of_dates(line.changes)
        if compared.imported and compared.imported.why_dates:
            yield gettext("Taken as single dates: %(why)s", why=gettext(compared.imported.why_dates))
        if line.step is Step.NEW and compared.series.visibility is not Visibility.PUBLIC:
            yield gettext("Not everybody will see it.")
        if compared.is_in_later_years:
            yield gettext("It goes on in years that have no plan yet: those dates come when you plan the years.")
    if line.kept:
        days = ", ".join(short_day(day) for day in line.kept[:5])
        yield gettext("Somebody has decided otherwise here about %(days)s, and that stays.", days=days)


def _said_of_dates(changes: Iterable[DateChange]) -> Iterator[str]:
    """How many dates are made, changed and taken away, and which the file itself moves or cancels."""
    changes = tuple(changes)
    new = sum(change.before is None for change in changes)
    removed = sum(change.after is None for change in changes)
    if changes:
        yield count_words(new, len(changes) - new - removed, removed)
    after = [change.after for change in changes if change.after]
    moved = [state.span.start for state in after if state.is_moved and state.status is Status.PLANNED]
    cancelled = [state.span.start for state in after if state.status is Status.CANCELLED]
    if moved:
        yield gettext("Moved by the file: %(days)s", days=_days(moved))
    if cancelled:
        yield gettext("Cancelled in the file: %(days)s", days=_days(cancelled))


def count_words(new: int, changed: int, removed: int) -> str:
    """Of dates; what there is none of is not mentioned."""
    parts = [
        (new, ngettext("%(num)s new date", "%(num)s new dates", new)),
        (changed, ngettext("%(num)s date changed", "%(num)s dates changed", changed)),
        (removed, ngettext("%(num)s date taken away", "%(num)s dates taken away", removed)),
    ]
    return ", ".join(words for count, words in parts if count)


def summary_words(preview: ImportPreview) -> str:
    """Of events; what there is none of is not mentioned."""
    found = {step: len(preview.of(step)) for step in Step}
    words = {
        Step.NEW: ngettext("%(num)s new event", "%(num)s new events", found[Step.NEW]),
        Step.CHANGED: gettext("%(num)s changed", num=found[Step.CHANGED]),
        Step.SAME: gettext("%(num)s as before", num=found[Step.SAME]),
        Step.GONE: gettext("%(num)s gone", num=found[Step.GONE]),
        Step.LEFT_OUT: gettext("%(num)s left out", num=found[Step.LEFT_OUT]),
    }
    return ", ".join(said for step, said in words.items() if found[step]) or gettext("no events")


def _days(days: list[date]) -> str:
    first = ", ".join(short_day(day) for day in days[:5])
    return f"{first} …" if len(days) > len(days[:5]) else first


def _differences(line: ImportLine) -> Iterator[Difference]:
    before, after = line.compared.stored, line.compared.series
    if before is None:
        return
    pairs = [
        (gettext("Title"), before.title, after.title),
        (gettext("When"), when_words(before), when_words(after)),
        (
            gettext("Time"),
            times_words(before.start_time, before.end_time),
            times_words(after.start_time, after.end_time),
        ),
        (gettext("Place"), before.place, after.place),
        (gettext("Note"), before.note, after.note),
    ]
    for name, was, is_now in pairs:
        if was != is_now:
            yield Difference(name, was or "–", is_now or "–")


def done_words(done: Imported) -> str:
    if done.is_empty:
        return gettext("There was nothing to change: the plan has it all.")
    parts = [
        (done.new, ngettext("%(num)s new event", "%(num)s new events", done.new)),
        (done.changed, gettext("%(num)s changed", num=done.changed)),
        (done.ended, gettext("%(num)s ended", num=done.ended)),
    ]
    said = ", ".join(words for count, words in parts if count)
    message = gettext("The calendar is taken over: %(what)s.", what=said)
    if not done.awaiting:
        return message
    lost = ngettext(
        "%(num)s item awaits a date, because its meeting is cancelled.",
        "%(num)s items await a date, because their meetings are cancelled.",
        done.awaiting,
    )
    return f"{message} {lost}"
