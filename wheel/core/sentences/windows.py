"""How imprecise times are said: in the source's own words, with what they mean behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wheel.core.relative import SchoolHolidayRule, Side
from wheel.core.sentences.days import DAYS_OF_YEAR, ends_of
from wheel.core.sentences.forms import Choice, Form, Phrase, Readings, Row, fixed
from wheel.core.sentences.reading import Reader
from wheel.core.sentences.tokens import TEXT, WEEKDAY, Number
from wheel.core.sentences.wording import Speech, later
from wheel.core.sentences.yearly import ELSE_LAST_WEEK
from wheel.core.slots import Precision
from wheel.core.terms import TermPart, TermWindow
from wheel.core.windows import Window
from wheel.core.year_days import DaysOfYear, IsoWeeks

_NUMBER = Number(0, 999)
_LEAP_YEAR_ENDS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _JustItsWords(Form):
    """Somebody's words and their meaning, where the words are exactly how `meaning` says it."""

    def __init__(self, meaning: Form) -> None:
        self._meaning = meaning

    def say(self, value: Any, speech: Speech) -> str | None:
        words, meaning = value
        return words if self._meaning.say(meaning, speech) == words else None

    def read(self, reader: Reader, at: int) -> Readings:
        for meaning, behind in self._meaning.read(reader, at):
            yield (self._meaning.say(meaning, reader.speech), meaning), behind


def _explained(meaning: Form) -> Row:
    """Somebody's words, and their meaning in brackets."""
    return Row(
        "%(words)s (%(meaning)s)",
        lambda words, meaning: (words, meaning),
        lambda value: {"words": value[0], "meaning": value[1]},
        words=TEXT,
        meaning=meaning,
    )


_WEEKS = Choice(
    Phrase(
        later("week %(week)s"),
        lambda week: IsoWeeks(week, week),
        lambda weeks: {"week": weeks.first} if isinstance(weeks, IsoWeeks) else None,
        week=_NUMBER,
    ),
    Phrase(later("weeks %(first)s-%(last)s"), IsoWeeks, first=_NUMBER, last=_NUMBER),
)


def _weeks_parts(weeks: Any) -> Mapping[str, object] | None:
    if not isinstance(weeks, IsoWeeks):
        return None
    return {"weeks": IsoWeeks(weeks.first, weeks.last), "without_week_53": weeks.without_week_53}


_WINDOW_DAYS = Choice(
    Row(
        "%(weeks)s%(without_week_53)s",
        lambda weeks, without_week_53: IsoWeeks(weeks.first, weeks.last, without_week_53),
        _weeks_parts,
        weeks=_WEEKS,
        without_week_53=ELSE_LAST_WEEK,
    ),
    Row(
        "%(days)s",
        lambda days: days,
        lambda days: {"days": days} if isinstance(days, DaysOfYear) else None,
        days=DAYS_OF_YEAR,
    ),
)
_PRECISION = Choice(
    fixed(later(", given as a week"), Precision.WEEK),
    fixed(later(", given as a month"), Precision.MONTH),
    fixed(later(", given as a quarter"), Precision.QUARTER),
    fixed(later(", given as a half-year"), Precision.HALF),
    fixed(later(", given as a season"), Precision.SEASON),
    fixed(later(", given as a year"), Precision.YEAR),
)


def _usual_precision(days: DaysOfYear | IsoWeeks) -> Precision | None:
    """How exactly everybody would take such days to be known; None where they have to be told."""
    if isinstance(days, IsoWeeks):
        return Precision.WEEK
    first, last = ends_of(days).values()
    if first[0] == last[0] and first <= last:
        return Precision.MONTH
    if first[1] != 1 or last[1] != _LEAP_YEAR_ENDS[last[0] - 1]:
        return None
    return _precision_of_months(first[0], (last[0] - first[0]) % 12 + 1)


def _precision_of_months(first: int, count: int) -> Precision | None:
    """A quarter begins in January, April, July or October; a season a month before that."""
    match count, first % 3:
        case 3, 1:
            return Precision.QUARTER
        case 3, 0:
            return Precision.SEASON
        case 6, 1:
            return Precision.HALF
        case 12, 1:
            return Precision.YEAR
        case _:
            return None


def _usual_meaning(days: DaysOfYear | IsoWeeks) -> tuple[Precision, DaysOfYear | IsoWeeks] | None:
    precision = _usual_precision(days)
    return (precision, days) if precision is not None else None


_WINDOW_MEANING = Choice(
    Row("%(days)s", _usual_meaning, lambda meaning: {"days": meaning[1]}, days=_WINDOW_DAYS),
    Row(
        "%(days)s%(precision)s",
        lambda days, precision: (precision, days),
        lambda meaning: {"days": meaning[1], "precision": meaning[0]},
        days=_WINDOW_DAYS,
        precision=_PRECISION,
    ),
)
_MEANT_AS_WEEKS = Row(
    "%(weeks)s", lambda weeks: (Precision.WEEK, weeks), lambda meaning: {"weeks": meaning[1]}, weeks=_WEEKS
)
WINDOW = Row(
    "%(window)s",
    lambda window: Window(window[1][0], window[0], window[1][1]),
    lambda rule: {"window": (rule.words, (rule.precision, rule.days))} if isinstance(rule, Window) else None,
    window=Choice(_JustItsWords(_MEANT_AS_WEEKS), _explained(_WINDOW_MEANING)),
)

_PART = Choice(
    fixed(later("in the first half of the election term"), TermPart.FIRST_HALF),
    fixed(later("in the second half of the election term"), TermPart.SECOND_HALF),
    fixed(later("midway through the election term"), TermPart.MIDWAY),
    fixed(later("once in the election term"), TermPart.WHOLE),
)
TERM_WINDOW = Row(
    "%(window)s",
    lambda window: TermWindow(window[1], window[0]),
    lambda rule: {"window": (rule.words, rule.part)} if isinstance(rule, TermWindow) else None,
    window=Choice(_JustItsWords(_PART), _explained(_PART)),
)


def _beside(message: str, side: Side) -> Phrase:
    """The side of a holiday on which something is, and the holiday."""
    return Phrase(
        message,
        lambda holiday: (holiday, side),
        lambda value: {"holiday": value[0]},
        holiday=TEXT,
    )


_BESIDE = Choice(_beside(later("after %(holiday)s"), "after"), _beside(later("before %(holiday)s"), "before"))
_HOW_LONG = Choice(
    fixed(later("1 week"), 1),
    Phrase(later("%(weeks)s weeks"), lambda weeks: weeks, lambda weeks: {"weeks": weeks}, weeks=_NUMBER),
)


def _holiday_window(words: str, beside: tuple[str, Side], weeks: int) -> SchoolHolidayRule:
    return SchoolHolidayRule(*beside, weeks=weeks, words=words)


def _holiday_parts(rule: Any) -> Mapping[str, Any] | None:
    if not isinstance(rule, SchoolHolidayRule) or rule.weekday is not None:
        return None
    return {"words": rule.words, "beside": (rule.holiday, rule.side), "weeks": rule.weeks}


def _holiday_named(rule: Any) -> Mapping[str, object] | None:
    parts = _holiday_parts(rule)
    return parts and {"named": (parts["words"], parts["beside"]), "weeks": parts["weeks"]}


def _weekday_beside(message: str, side: Side) -> Phrase:
    return Phrase(
        message,
        lambda weekday, holiday: SchoolHolidayRule(holiday, side, weekday=weekday),
        lambda rule: (
            {"weekday": rule.weekday, "holiday": rule.holiday}
            if isinstance(rule, SchoolHolidayRule) and rule.weekday is not None
            else None
        ),
        weekday=WEEKDAY,
        holiday=TEXT,
    )


SCHOOL_HOLIDAY = Choice(
    Row(
        "%(named)s (%(weeks)s)",
        lambda named, weeks: _holiday_window(named[0], named[1], weeks),
        _holiday_named,
        named=_JustItsWords(_BESIDE),
        weeks=_HOW_LONG,
    ),
    Row(
        "%(words)s (%(weeks)s %(beside)s)", _holiday_window, _holiday_parts, words=TEXT, weeks=_HOW_LONG, beside=_BESIDE
    ),
    _weekday_beside(later("the first %(weekday)s after %(holiday)s"), "after"),
    _weekday_beside(later("the last %(weekday)s before %(holiday)s"), "before"),
)
