"""Whole sentences: saying a rule or a schedule, and reading one that somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from wheel.core.dates import ONE_DAY
from wheel.core.holiday_policy import HolidayPolicy
from wheel.core.relative import SchoolHolidayRule
from wheel.core.rules import IsoWeekday, RecurrenceRule, Rule
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.sentences.days import DATE, LENGTH, YEARS
from wheel.core.sentences.everyday import everyday
from wheel.core.sentences.forms import Choice, Form, LatestFirst, Phrase, Readings, Row, Tailed, Unless
from wheel.core.sentences.policies import POLICY, policy_to_say
from wheel.core.sentences.reading import Reader
from wheel.core.sentences.recurrences import EXCEPTIONS, RECURRENCE, with_exceptions, without_exceptions
from wheel.core.sentences.relatives import RELATIVE
from wheel.core.sentences.windows import SCHOOL_HOLIDAY, TERM_WINDOW, WINDOW
from wheel.core.sentences.wording import Speech, Wording, later
from wheel.core.sentences.yearly import COUNT, DATES, EASTER, ISO_WEEKDAY, YEARLY_SPAN
from wheel.errors import InvalidInputError

_AN_EXAMPLE = RecurrenceRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2026, 1, 7))
_LAST_WEEK = 53


def say_rule(rule: Rule, wording: Wording, names: Mapping[str, str]) -> str:
    """The rule in one sentence without a full stop. `names` are the titles of the series that it may count from."""
    return _said(_RULE, rule, Speech(wording, names))


def say_schedule(schedule: Schedule, wording: Wording, names: Mapping[str, str]) -> str:
    """The schedule in one sentence without a full stop: its rule, what it does on closed days, when it ends, and what
    it said before."""
    return _said(_SCHEDULE, schedule, Speech(wording, names))


def parse_rule(sentence: str, wording: Wording, names: Mapping[str, str]) -> Rule:
    """The rule that a sentence gives, in any case, with any blanks, with or without a full stop.

    Raises InvalidInputError, which tells how far the sentence was understood, if it is none of those that `say_rule`
    says; or as the rule itself does, if it is one but is not possible.
    """
    return cast("Rule", _read(_RULE, sentence, Speech(wording, names)))


def parse_schedule(sentence: str, wording: Wording, names: Mapping[str, str]) -> Schedule:
    """The schedule that a sentence gives. Raises InvalidInputError as `parse_rule` does."""
    return cast("Schedule", _read(_SCHEDULE, sentence, Speech(wording, names)))


def _said(form: Form, value: Rule | Schedule, speech: Speech) -> str:
    text = form.say(value, speech)
    if text is None:
        raise ValueError(f"there are no words for {value!r}")
    return text


def _read(form: Form, sentence: str, speech: Speech) -> Any:
    reader = Reader(sentence.strip().removesuffix(".").rstrip(), speech)
    whole = [value for value, behind in form.read(reader, 0) if behind == len(reader.text)]
    if not whole:
        raise reader.refusal or _not_understood(reader)
    # Where a sentence could be read in two ways, what is said in just these words is meant.
    return next((value for value in whole if form.say(value, speech) == reader.text), whole[0])


def _not_understood(reader: Reader) -> InvalidInputError:
    example = say_rule(_AN_EXAMPLE, reader.speech.wording, {})
    rest = reader.rest()
    if not rest:
        return InvalidInputError(
            'The sentence is not complete. Write it like this, for example: "%(example)s".',
            field="sentence",
            example=example,
        )
    return InvalidInputError(
        'This is not understood: "%(rest)s". Write it like this, for example: "%(example)s".',
        field="sentence",
        rest=rest,
        example=example,
    )


class _Simplified(Form):
    """A form for rules that says nothing of what makes no difference in them."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def say(self, value: Any, speech: Speech) -> str | None:
        return self._form.say(_simplified(value), speech)

    def read(self, reader: Reader, at: int) -> Readings:
        return self._form.read(reader, at)


def _simplified(rule: Rule) -> Rule:
    match rule:
        case RecurrenceRule():
            shape = everyday(rule.rrule, rule.start)
            return replace(rule, rrule=shape.rrule if shape else rule.rrule.strip())
        case IsoWeekday(week=week) if week != _LAST_WEEK:
            return replace(rule, without_week_53="skip")
        case SchoolHolidayRule(weekday=int()):
            return replace(rule, weeks=2, words="")
        case _:
            return rule


_WITHOUT_EXCEPTIONS = _Simplified(
    Choice(
        YEARLY_SPAN,
        Tailed(
            Choice(RECURRENCE, ISO_WEEKDAY, EASTER, COUNT, RELATIVE, DATES, SCHOOL_HOLIDAY, TERM_WINDOW, WINDOW),
            length_days=LENGTH,
            years=YEARS,
        ),
    )
)
_RULE = Row(
    "%(rule)s%(exceptions)s", with_exceptions, without_exceptions, rule=_WITHOUT_EXCEPTIONS, exceptions=EXCEPTIONS
)
_Period = tuple[Rule, HolidayPolicy]


def _period(rule: Rule, policy: tuple[HolidayPolicy, bool], exceptions: Any) -> _Period | None:
    changed = with_exceptions(rule, exceptions)
    return (changed, policy[0]) if changed is not None else None


def _period_parts(period: _Period) -> Mapping[str, object]:
    rule, policy = period
    return {**without_exceptions(rule), "policy": policy_to_say(rule, policy)}


# No policy moves the dates that were added by hand, so they stand behind it.
_PERIOD = Row(
    "%(rule)s%(policy)s%(exceptions)s",
    _period,
    _period_parts,
    rule=_WITHOUT_EXCEPTIONS,
    policy=POLICY,
    exceptions=EXCEPTIONS,
)


def _earlier_parts(earlier: EarlierRule) -> Mapping[str, object]:
    return {"until": earlier.until, "before": (earlier.rule, earlier.policy)}


_EARLIER = LatestFirst(
    Phrase(
        later(", in force from %(until)s; until then: %(before)s"),
        lambda until, before: EarlierRule(until, *before),
        _earlier_parts,
        until=DATE,
        before=_PERIOD,
    )
)
_END = Unless(
    None,
    Phrase(
        later(", up to and including %(last)s"),
        lambda last: last + ONE_DAY,
        lambda ends_on: {"last": ends_on - ONE_DAY},
        last=DATE,
    ),
)


def _schedule(period: _Period, ends_on: date | None, earlier: tuple[EarlierRule, ...]) -> Schedule:
    return Schedule(*period, earlier, ends_on)


_SCHEDULE = Row(
    "%(period)s%(ends_on)s%(earlier)s",
    _schedule,
    lambda schedule: {
        "period": (schedule.rule, schedule.policy),
        "ends_on": schedule.ends_on,
        "earlier": schedule.earlier,
    },
    period=_PERIOD,
    ends_on=_END,
    earlier=_EARLIER,
)
