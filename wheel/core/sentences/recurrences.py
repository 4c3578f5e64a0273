"""How recurrence rules are said: in everyday words where there are some, else as they are written in RFC 5545."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wheel.core.rules import RecurrenceRule, Rule
from wheel.core.sentences.days import DATE
from wheel.core.sentences.everyday import (
    AlternateWeeks,
    Everyday,
    MonthlyDays,
    MonthlyWeekdays,
    Weekly,
    everyday,
    first_day,
)
from wheel.core.sentences.forms import Choice, Form, Phrase, Readings, Row, Unless
from wheel.core.sentences.reading import Reader
from wheel.core.sentences.shapes import SHAPE
from wheel.core.sentences.tokens import listed
from wheel.core.sentences.wording import Speech, later
from wheel.errors import InvalidInputError

_RULE_TEXT = re.compile(r"[A-Z0-9=;,:+-]+", re.IGNORECASE)


def _made(shape: Everyday, start: date, counted_from: date | None) -> RecurrenceRule:
    rule = RecurrenceRule(shape.rrule, start)
    counted = _counted_from(shape, start)
    if counted != counted_from:
        raise InvalidInputError(
            "Begin on a day that the rule gives, such as %(day)s.", field="start", day=counted or start
        )
    return rule


def _taken(rule: Any) -> Mapping[str, object] | None:
    shape = everyday(rule.rrule, rule.start) if isinstance(rule, RecurrenceRule) else None
    if shape is None:
        return None
    return {"shape": shape, "start": rule.start, "counted_from": _counted_from(shape, rule.start)}


def _counted_from(shape: Everyday, start: date) -> date | None:
    """The first day, where nobody would guess it: "every other" is counted from the week, month or year of `start`,
    and that may be over before the first of its days comes."""
    interval = 1 if isinstance(shape, AlternateWeeks) else shape.interval
    first = start if interval == 1 else first_day(shape.rrule, start)
    return None if _period(shape, first) == _period(shape, start) else first


def _period(shape: Everyday, day: date) -> tuple[int, ...]:
    match shape:
        case Weekly() | AlternateWeeks():
            return tuple(day.isocalendar()[:2])
        case MonthlyWeekdays() | MonthlyDays():
            return day.year, day.month
        case _:
            return (day.year,)


class _RuleText(Form):
    """A recurrence rule as it is written."""

    def say(self, value: Any, speech: Speech) -> str | None:  # noqa: ARG002 - the same in every language
        return str(value)

    def read(self, reader: Reader, at: int) -> Readings:
        found = reader.match(_RULE_TEXT, at)
        if found:
            yield found[0], found.end()


RECURRENCE = Choice(
    Phrase(
        later("%(shape)s from %(start)s%(counted_from)s"),
        _made,
        _taken,
        shape=SHAPE,
        start=DATE,
        counted_from=Unless(
            None, Phrase(later(", counted from %(day)s"), lambda day: day, lambda day: {"day": day}, day=DATE)
        ),
    ),
    Phrase(later("by the rule %(rrule)s from %(start)s"), RecurrenceRule, rrule=_RuleText(), start=DATE),
)

_DATES = listed(DATE)
EXCEPTIONS = Row(
    "%(added)s%(left_out)s",
    lambda added, left_out: (added, left_out),
    lambda exceptions: {"added": exceptions[0], "left_out": exceptions[1]},
    added=Unless((), Phrase(later(", and also %(days)s"), lambda days: days, lambda days: {"days": days}, days=_DATES)),
    left_out=Unless(
        (), Phrase(later(", but not %(days)s"), lambda days: days, lambda days: {"days": days}, days=_DATES)
    ),
)
"""The dates that are added to a rule, and those that are left out of it."""

_Dates = tuple[date, ...]
_NONE: tuple[_Dates, _Dates] = ((), ())


def without_exceptions(rule: Rule) -> Mapping[str, object]:
    """The rule without its exceptions, and its exceptions."""
    if not isinstance(rule, RecurrenceRule):
        return {"rule": rule, "exceptions": _NONE}
    return {"rule": replace(rule, added=(), left_out=()), "exceptions": (rule.added, rule.left_out)}


def with_exceptions(rule: Rule, exceptions: tuple[_Dates, _Dates]) -> Rule | None:
    """The rule with those exceptions; None if it cannot have any."""
    if exceptions == _NONE:
        return rule
    return replace(rule, added=exceptions[0], left_out=exceptions[1]) if isinstance(rule, RecurrenceRule) else None
