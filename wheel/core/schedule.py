"""A series' schedule: its rule, what it does on closed days, the rules it had before, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from wheel.core.calendar import Calendar
from wheel.core.holiday_policy import KEEP, HolidayPolicy
from wheel.core.relative import Anchors, RelativeRule
from wheel.core.rules import RecurrenceRule, Rule
from wheel.core.slots import Proposal
from wheel.errors import InvalidInputError

LONGEST_CHAIN = 5


@dataclass(frozen=True)
class EarlierRule:
    """What a series' schedule said of slots before `until`."""

    until: date
    rule: Rule
    policy: HolidayPolicy = KEEP


@dataclass(frozen=True)
class Schedule:
    """`earlier` are the rules that came before, each for the slots that start before its own `until` (and not before
    the one before it); `rule` asks for the later ones, up to but not including `ends_on`.

    So a rule that is changed from a day on never says otherwise about the days before.
    """

    rule: Rule
    policy: HolidayPolicy = KEEP
    earlier: tuple[EarlierRule, ...] = ()
    ends_on: date | None = None

    def __post_init__(self) -> None:
        for before, after in pairwise(self.earlier):
            if after.until <= before.until:
                raise InvalidInputError("A series' earlier rules must follow each other in time.", field="earlier")

    def changed_from(self, day: date, rule: Rule, policy: HolidayPolicy) -> Schedule:
        """The schedule that asks for `rule` from `day` on, and for what it asked for until now before that day.

        Earlier rules that only began on or after `day` are forgotten: they never came to count.
        """
        kept = tuple(earlier for earlier in self.earlier if earlier.until < day)
        last = next((earlier for earlier in self.earlier if earlier.until >= day), None)
        before = EarlierRule(day, last.rule, last.policy) if last else EarlierRule(day, self.rule, self.policy)
        return replace(self, rule=rule, policy=policy, earlier=(*kept, before))

    def replaced(self, rule: Rule, policy: HolidayPolicy) -> Schedule:
        """The schedule whose current rule becomes this one, as if it had always said so since it began to count."""
        return replace(self, rule=rule, policy=policy)

    def anchors_needed(self) -> frozenset[str]:
        """The series (public ids) that this one counts from."""
        rules = (self.rule, *(earlier.rule for earlier in self.earlier))
        return frozenset(rule.series for rule in rules if isinstance(rule, RelativeRule))

    def proposals(self, year: int, calendar: Calendar, anchors: Anchors | None = None) -> tuple[Proposal, ...]:
        """What the year is asked for, each slot once, sorted by slot; slots lie in `year`, proposals may not."""
        found: dict[date, Proposal] = {}
        for first, until, rule, policy in self._periods():
            for proposal in _of_rule(rule, year, calendar, anchors or {}):
                start = proposal.slot.span.start
                if (first is None or first <= start) and (until is None or start < until):
                    found[start] = proposal if _is_asked_for(rule, start) else policy.shift(proposal, calendar)
        return tuple(found[start] for start in sorted(found))

    def _periods(self) -> Iterator[tuple[date | None, date | None, Rule, HolidayPolicy]]:
        first: date | None = None
        for earlier in self.earlier:
            yield first, _sooner(earlier.until, self.ends_on), earlier.rule, earlier.policy
            first = earlier.until
        yield first, self.ends_on, self.rule, self.policy


def _sooner(day: date, other: date | None) -> date:
    return day if other is None else min(day, other)


def _is_asked_for(rule: Rule, day: date) -> bool:
    """Whether somebody added exactly that day to the rule; no holiday policy moves it then."""
    return isinstance(rule, RecurrenceRule) and day in rule.added


def _of_rule(rule: Rule, year: int, calendar: Calendar, anchors: Anchors) -> tuple[Proposal, ...]:
    if isinstance(rule, RelativeRule):
        return rule.proposals(year, calendar, anchors)
    return tuple(Proposal.as_asked(slot) for slot in rule.slots(year, calendar))


def require_no_circle(schedules: Mapping[str, Schedule]) -> None:
    """Raise InvalidInputError if a series counts from itself, however far round, or over more than 5 others."""
    for series in schedules:
        _follow(series, schedules, ())


def _follow(series: str, schedules: Mapping[str, Schedule], above: tuple[str, ...]) -> None:
    if series in above:
        raise InvalidInputError("A series cannot be counted from itself, not even through others.", field="series")
    if len(above) > LONGEST_CHAIN:
        raise InvalidInputError(
            "A series may be counted from another over at most %(count)s steps.", field="series", count=LONGEST_CHAIN
        )
    known = schedules.get(series)
    for other in sorted(known.anchors_needed()) if known else ():
        _follow(other, schedules, (*above, series))
