"""How it is said what a series does on closed days."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.relative import RelativeRule, SchoolHolidayRule, WeekdayOffset
from wheel.core.rules import EasterOffset, IsoWeekday, RecurrenceRule, Rule
from wheel.core.sentences.everyday import AlternateWeeks, MonthlyWeekdays, Weekly, YearlyWeekdays, everyday
from wheel.core.sentences.forms import Choice, Phrase, Unless, fixed
from wheel.core.sentences.tokens import listed
from wheel.core.sentences.wording import later
from wheel.core.terms import TermWindow
from wheel.core.windows import Window

_SATURDAYS, _SUNDAYS = "saturdays", "sundays"
_WEEKEND = (_SATURDAYS, _SUNDAYS)
_FRIDAY = 5
_ORDER = (_SATURDAYS, _SUNDAYS, Closure.PUBLIC_HOLIDAYS, Closure.CLOSING_DAYS, Closure.OBSERVANCES)
_TO_A_WORKING_DAY = (HolidayAction.EARLIER_WORKING_DAY, HolidayAction.LATER_WORKING_DAY)

_KINDS = listed(
    Choice(
        fixed(later("Saturdays"), _SATURDAYS),
        fixed(later("Sundays"), _SUNDAYS),
        fixed(later("public holidays"), Closure.PUBLIC_HOLIDAYS),
        fixed(later("closing days"), Closure.CLOSING_DAYS),
        fixed(later("customary days off"), Closure.OBSERVANCES),
    )
)
_IN_SCHOOL_HOLIDAYS = frozenset({Closure.SCHOOL_HOLIDAYS})


def _kinds(closed: frozenset[str]) -> Mapping[str, object] | None:
    kinds = tuple(kind for kind in _ORDER if kind in closed)
    return {"kinds": kinds} if kinds else None


# When it is closed is a set of closures, and of the days of the weekend.
_CLOSED = Choice(
    fixed(later("in the school holidays"), _IN_SCHOOL_HOLIDAYS),
    Phrase(later("on %(kinds)s"), lambda kinds: frozenset(kinds), _kinds, kinds=_KINDS),
    Phrase(
        later("on %(kinds)s and in the school holidays"),
        lambda kinds: frozenset(kinds) | _IN_SCHOOL_HOLIDAYS,
        _kinds,
        kinds=_KINDS,
    ),
)


def _policy(message: str, action: HolidayAction) -> Phrase:
    """A phrase for (the policy, whether it is to name the weekend): who wants a working day is moved off that too."""

    def make(closed: frozenset[str]) -> tuple[HolidayPolicy, bool] | None:
        named = [day in closed for day in _WEEKEND]
        if any(named) and not (all(named) and action in _TO_A_WORKING_DAY):
            return None
        return HolidayPolicy(action, frozenset(map(Closure, closed - set(_WEEKEND)))), all(named)

    def take(value: tuple[HolidayPolicy, bool]) -> Mapping[str, object] | None:
        policy, names_weekend = value
        return {"closed": policy.closures | set(_WEEKEND if names_weekend else ())} if policy.action is action else None

    return Phrase(message, make, take, closed=_CLOSED)


POLICY = Unless(
    (KEEP, False),
    Choice(
        _policy(later(", not %(closed)s"), HolidayAction.SKIP),
        _policy(later(", %(closed)s the working day before"), HolidayAction.EARLIER_WORKING_DAY),
        _policy(later(", %(closed)s the working day after"), HolidayAction.LATER_WORKING_DAY),
        _policy(later(", %(closed)s the same weekday a week later"), HolidayAction.NEXT_WEEK),
        _policy(later(", %(closed)s the same weekday a week earlier"), HolidayAction.PREVIOUS_WEEK),
    ),
)


def policy_to_say(rule: Rule, policy: HolidayPolicy) -> tuple[HolidayPolicy, bool]:
    """The policy, and whether it is to name the weekend, which is only worth saying where the rule may fall on one."""
    return policy, policy.action in _TO_A_WORKING_DAY and _may_fall_at_a_weekend(rule)


def _may_fall_at_a_weekend(rule: Rule) -> bool:
    """Whether some day of the rule may be a Saturday or Sunday, as far as its words tell; windows have no day."""
    weekdays = _weekdays(rule)
    return weekdays is None or any(weekday > _FRIDAY for weekday in weekdays)


def _weekdays(rule: Rule) -> tuple[int, ...] | None:
    """The weekdays (1 is Monday) that the rule itself names; None if it may be any."""
    match rule:
        case RecurrenceRule():
            return _weekdays_of_recurrence(rule)
        case IsoWeekday(weekday=weekday) | RelativeRule(offset=WeekdayOffset(weekday=weekday)):
            return (weekday,)
        case SchoolHolidayRule(weekday=weekday):
            return () if weekday is None else (weekday,)
        case EasterOffset(days=days):
            return ((days - 1) % 7 + 1,)
        case Window() | TermWindow() | CountRule():
            return ()
        case _:
            return None


def _weekdays_of_recurrence(rule: RecurrenceRule) -> tuple[int, ...] | None:
    match everyday(rule.rrule, rule.start):
        case Weekly(weekdays=weekdays) | AlternateWeeks(weekdays=weekdays):
            return weekdays
        case MonthlyWeekdays(nths=nths) | YearlyWeekdays(nths=nths):
            return tuple(weekday for _, weekday in nths)
        case _:
            return None
