"""How days that are counted from another series' occurrences are said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wheel.core.relative import EveryNth, FirstAfter, Offset, RelativeRule, Side, Unit, WeekdayOffset
from wheel.core.sentences.days import DAY_OF_YEAR
from wheel.core.sentences.forms import Choice, Form, Phrase, Readings
from wheel.core.sentences.reading import Reader
from wheel.core.sentences.tokens import NTH, WEEKDAY, Number, Quoted
from wheel.core.sentences.wording import Speech, later
from wheel.errors import InvalidInputError

_COUNT = Number(2, 9999)


class _Title(Form):
    """A series by its title, which no other series may have; its value is the series' public id."""

    def say(self, value: Any, speech: Speech) -> str | None:
        title = speech.names.get(value)
        return Quoted().say(title, speech) if title and _series_called(title, speech) == [value] else None

    def read(self, reader: Reader, at: int) -> Readings:
        for title, behind in Quoted().read(reader, at):
            found = _series_called(title, reader.speech)
            if len(found) == 1:
                yield found[0], behind
            else:
                reader.refuse(_not_one(title, found), behind)


def _series_called(title: str, speech: Speech) -> list[str]:
    wanted = title.strip().casefold()
    return [series for series, other in speech.names.items() if other.strip().casefold() == wanted]


def _not_one(title: str, found: list[str]) -> InvalidInputError:
    if found:
        return InvalidInputError(
            'Several series are called "%(title)s": choose the one to count from in the form.',
            field="series",
            title=title,
        )
    return InvalidInputError('There is no series called "%(title)s".', field="series", title=title)


class _TitleOfMany(Form):
    """A title that several series have, or one that nobody knows: only the id behind it tells."""

    def say(self, value: Any, speech: Speech) -> str | None:
        return Quoted().say(speech.names.get(value), speech) if speech.names.get(value) else None

    def read(self, reader: Reader, at: int) -> Readings:
        return Quoted().read(reader, at)


_SERIES = Choice(
    _Title(),
    Phrase(
        later("%(title)s (id %(series)s)"),
        lambda title, series: series,  # noqa: ARG005 - the id is enough
        lambda series: {"title": series, "series": series},
        title=_TitleOfMany(),
        series=Quoted(),
    ),
    Phrase(
        later("an unknown series (id %(series)s)"),
        lambda series: series,
        lambda series: {"series": series},
        series=Quoted(),
    ),
)


def _chosen(message: str, choice: EveryNth) -> Phrase:
    return Phrase(
        message,
        lambda series: (series, choice),
        lambda value: {"series": value[0]},
        series=_SERIES,
    )


# What is counted from is (the series, which of its occurrences).
_OCCURRENCES = Choice(
    _chosen(later("every meeting of %(series)s"), EveryNth(1)),
    _chosen(later("every other one of the year's meetings of %(series)s"), EveryNth(2)),
    Phrase(
        later("every %(nth)s of the year's meetings of %(series)s"),
        lambda nth, series: (series, EveryNth(nth)),
        lambda value: {"series": value[0], "nth": value[1].nth} if isinstance(value[1], EveryNth) else None,
        nth=NTH,
        series=_SERIES,
    ),
    Phrase(
        later("the first meeting of %(series)s after %(day)s"),
        lambda series, day: (series, FirstAfter(*day)),
        lambda value: (
            {"series": value[0], "day": (value[1].month, value[1].day)} if isinstance(value[1], FirstAfter) else None
        ),
        series=_SERIES,
        day=DAY_OF_YEAR,
    ),
)


def _relative(offset: Offset | WeekdayOffset, what: tuple[str, EveryNth | FirstAfter]) -> RelativeRule:
    return RelativeRule(what[0], offset, what[1])


def _what(rule: Any) -> tuple[str, EveryNth | FirstAfter]:
    return rule.series, rule.choice


def _at(message: str, offset: Offset) -> Phrase:
    """A phrase that means just this offset."""
    return Phrase(
        message,
        lambda what: _relative(offset, what),
        lambda rule: {"what": _what(rule)} if isinstance(rule, RelativeRule) else None,
        what=_OCCURRENCES,
    )


def _count_of(message: str, unit: Unit, side: Side) -> Phrase:
    def take(rule: Any) -> Mapping[str, object] | None:
        if not isinstance(rule, RelativeRule) or not isinstance(rule.offset, Offset):
            return None
        return {"count": rule.offset.count, "what": _what(rule)}

    return Phrase(
        message,
        lambda count, what: _relative(Offset(count, unit, side), what),
        take,
        count=_COUNT,
        what=_OCCURRENCES,
    )


def _weekday(message: str, side: Side) -> Phrase:
    def take(rule: Any) -> Mapping[str, object] | None:
        if not isinstance(rule, RelativeRule) or not isinstance(rule.offset, WeekdayOffset):
            return None
        return {"weekday": rule.offset.weekday, "what": _what(rule)}

    return Phrase(
        message,
        lambda weekday, what: _relative(WeekdayOffset(weekday, side), what),
        take,
        weekday=WEEKDAY,
        what=_OCCURRENCES,
    )


RELATIVE = Choice(
    _at(later("the same day as %(what)s"), Offset(0, Unit.DAYS, "before")),
    _at(later("the day on which %(what)s ends"), Offset(0, Unit.DAYS, "after")),
    _at(later("the day before %(what)s"), Offset(1, Unit.DAYS, "before")),
    _at(later("the day after %(what)s"), Offset(1, Unit.DAYS, "after")),
    _at(later("1 week before %(what)s"), Offset(1, Unit.WEEKS, "before")),
    _at(later("1 week after %(what)s"), Offset(1, Unit.WEEKS, "after")),
    _at(later("1 working day before %(what)s"), Offset(1, Unit.WORKING_DAYS, "before")),
    _at(later("1 working day after %(what)s"), Offset(1, Unit.WORKING_DAYS, "after")),
    _count_of(later("%(count)s days before %(what)s"), Unit.DAYS, "before"),
    _count_of(later("%(count)s days after %(what)s"), Unit.DAYS, "after"),
    _count_of(later("%(count)s weeks before %(what)s"), Unit.WEEKS, "before"),
    _count_of(later("%(count)s weeks after %(what)s"), Unit.WEEKS, "after"),
    _count_of(later("%(count)s working days before %(what)s"), Unit.WORKING_DAYS, "before"),
    _count_of(later("%(count)s working days after %(what)s"), Unit.WORKING_DAYS, "after"),
    _weekday(later("the %(weekday)s before %(what)s"), "before"),
    _weekday(later("the %(weekday)s after %(what)s"), "after"),
)
