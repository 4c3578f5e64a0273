"""The grid as it is drawn: a chip for each date, with what is seen of it and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import get_locale

from wheel.core.claims import CountRule
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence, Status
from wheel.core.slots import Precision
from wheel.usecases.plan_grid import Mark, PlanDate, PlanGroup, PlanRow
from wheel.web.translation import gettext
from wheel.web.words import clock, span_words, week_words, when_words


@dataclass(frozen=True)
class Chip:
    """`look` are the classes that it is drawn with; `speech` is what a screen reader says of it."""

    id: str
    text: str
    speech: str
    look: str
    is_proposed: bool


@dataclass(frozen=True)
class ChipRow:
    """`claim` says how much of a count is met ("0 of 1–2"); empty for every other rule."""

    id: str
    title: str
    count: int
    claim: str
    is_missing: bool
    months: tuple[tuple[Chip, ...], ...]


@dataclass(frozen=True)
class ChipGroup:
    key: str
    name: str
    colour: str
    date_count: int
    rows: tuple[ChipRow, ...]


def chip_group(group: PlanGroup) -> ChipGroup:
    rows = tuple(chip_row(row) for row in group.rows)
    return ChipGroup(group.key, group.name, group.colour, sum(row.count for row in rows), rows)


def chip_row(row: PlanRow) -> ChipRow:
    rule = row.series.schedule.rule
    return ChipRow(
        id=row.series.id,
        title=row.series.title,
        count=row.count,
        claim=_claim(rule, row.count) if isinstance(rule, CountRule) else "",
        is_missing=row.missing > 0,
        months=tuple(tuple(_chip(one) for one in month) for month in row.months),
    )


def _claim(rule: CountRule, count: int) -> str:
    if rule.at_most is None:
        return gettext("%(count)s of at least %(wanted)s", count=count, wanted=rule.at_least)
    is_exact = rule.at_least == rule.at_most
    wanted = str(rule.at_least) if is_exact else f"{rule.at_least}–{rule.at_most}"
    return gettext("%(count)s of %(wanted)s", count=count, wanted=wanted)


def _chip(one: PlanDate) -> Chip:
    look = " ".join(("d", *_looks(one)))
    return Chip(one.occurrence.id, _chip_text(one), date_speech(one), look, one.is_proposed)


def _chip_text(one: PlanDate) -> str:
    """As short as the month's column makes clear: "5.", "10.–11.", "30.6.–2.7.", "uge 26", "7.1.2028"."""
    span = one.occurrence.span
    if one.occurrence.precision is Precision.WEEK:
        return week_words(span)
    if one.occurrence.precision is not Precision.EXACT:
        return one.occurrence.words or span_words(span)
    if span.start.year != one.plan_year:
        return f"{_day_and_month(span.start)}{'' if _has_dots() else '/'}{span.start.year}"
    return _days(span)


def _days(span: DateSpan) -> str:
    dot = "." if _has_dots() else ""
    if span.day_count == 1:
        return f"{span.start.day}{dot}"
    if span.start.month == span.last.month and span.start.year == span.last.year:
        return f"{span.start.day}{dot}–{span.last.day}{dot}"
    return f"{_day_and_month(span.start)}–{_day_and_month(span.last)}"


def _day_and_month(day: date) -> str:
    return f"{day.day}.{day.month}." if _has_dots() else f"{day.day}/{day.month}"


def _has_dots() -> bool:
    """Danish writes a day as an ordinal: "5."."""
    return bool((get_locale() or "").language == "da")  # type: ignore[union-attr]


def _looks(one: PlanDate) -> Iterator[str]:
    occurrence = one.occurrence
    if occurrence.status is not Status.PLANNED:
        yield occurrence.status.value
    if occurrence.precision is not Precision.EXACT:
        yield "imprecise"
    if occurrence.is_moved and occurrence.status is Status.PLANNED:
        yield "moved"
    if says_otherwise(occurrence):
        yield "otherwise"
    if one.mark is not Mark.NONE:
        yield one.mark.value
    if one.has_conflict:
        yield "clash"


def says_otherwise(occurrence: Occurrence) -> bool:
    return occurrence.rule_says is not None or occurrence.is_unasked


def date_speech(one: PlanDate) -> str:
    """Title, date in words, time, and everything that the chip shows by its looks."""
    occurrence = one.occurrence
    parts = [occurrence.title, when_words(occurrence)]
    if occurrence.start_time is not None:
        parts.append(gettext("at %(time)s", time=clock(occurrence.start_time)))
    return ", ".join([*parts, *state_words(one)])


def state_words(one: PlanDate) -> Iterator[str]:
    """What is special about it, each in a word or two."""
    yield from _status_words(one.occurrence)
    yield from _rule_words(one.occurrence)
    if one.mark is not Mark.NONE:
        yield _mark_words(one.mark)
    if one.has_conflict:
        yield gettext("conflict")


def _status_words(occurrence: Occurrence) -> Iterator[str]:
    if occurrence.status is Status.CANCELLED:
        yield gettext("cancelled: %(reason)s", reason=occurrence.because)
    elif occurrence.status is Status.BLOCKED:
        yield gettext("not held: %(reason)s", reason=occurrence.because)
    elif occurrence.is_moved and occurrence.moved_from:
        yield gettext("moved from %(day)s", day=span_words(occurrence.slot))
    elif occurrence.is_moved:
        yield gettext("set by hand")
    elif occurrence.shifted_from and occurrence.because:
        words = gettext("moved from %(day)s: %(reason)s", day=span_words(occurrence.slot), reason=occurrence.because)
        yield words
    if occurrence.precision is not Precision.EXACT:
        yield gettext("date not fixed")
    if occurrence.is_extraordinary:
        yield gettext("extra")


def _rule_words(occurrence: Occurrence) -> Iterator[str]:
    if occurrence.rule_says is not None:
        yield gettext("the rule now says %(day)s", day=span_words(occurrence.rule_says))
    if occurrence.is_unasked:
        yield gettext("the rule no longer asks for it")


def _mark_words(mark: Mark) -> str:
    return {
        Mark.PROPOSED: gettext("not planned yet"),
        Mark.NEW: gettext("new in the draft"),
        Mark.CHANGED: gettext("changed in the draft"),
        Mark.REMOVED: gettext("taken away in the draft"),
    }[mark]


def short_month_names() -> tuple[str, ...]:
    """ "jan." to "dec.", for the heads of narrow columns."""
    locale = get_locale()
    names = locale.months["stand-alone"]["abbreviated"]
    return tuple(str(names[number]) for number in range(1, 13))
