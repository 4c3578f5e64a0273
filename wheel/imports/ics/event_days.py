"""On which days an event is held: by a rule of ours where that says it, else on dates (RFC 5545, section 3.8.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from wheel.core.dates import DateSpan
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.sentences.wording import later
from wheel.errors import InvalidInputError
from wheel.imports.ics.event_properties import Extra, WrittenEvent
from wheel.imports.ics.held_times import Held, held
from wheel.imports.ics.limits import MOST_DATES_OF_ONE, Allowance
from wheel.imports.ics.properties import Property
from wheel.imports.ics.reports import Reports
from wheel.imports.ics.rule_texts import LAST_DAY, RuleText, rule_text
from wheel.imports.ics.written_times import UnreadableError, Written, Zone, is_same_clock

# Comparing two clocks over a year takes about as long.
_TIMES_OF_A_YEAR: Final = 25
_ANOTHER_ZONE = later("Its times are kept in another time zone, and no rule says them here.")
_SEVERAL_RULES = later("It follows several rules at once.")
_COUNT_AND_DATE = later("Its rule ends both after a number of times and on a date.")
_DATES_ADDED = later("It has no rule, only dates.")
_NO_DAY = later("Its rule gives no day but the first.")


@dataclass(frozen=True)
class Surroundings:
    """Where events are imported to: the organisation's zone, and the days between which endless rules become dates.

    `same_years` remembers in which years which zone has the same clock as the organisation's.
    """

    own: Zone
    window: DateSpan
    allowance: Allowance
    reports: Reports
    same_years: dict[tuple[Zone, int], bool] = field(default_factory=dict)


@dataclass(frozen=True)
class EventDays:
    """`usual` is how it is held; `others`, by the first day of their slot, are held otherwise.

    `given` are the days of the slots, at least up to the last day that was asked about.
    """

    rule: RecurrenceRule | DateList
    usual: Held
    why_dates: str = ""
    others: dict[date, Held] = field(default_factory=dict)
    given: frozenset[date] = frozenset()

    def with_slots(self, days: set[date]) -> EventDays:
        """With slots on those days, which it does not have, whether they were left out or never asked for."""
        if isinstance(self.rule, DateList):
            spans = (self.usual.span.moved_to(day) for day in days)
            return replace(self, rule=DateList((*self.rule.spans, *spans)), given=self.given | days)
        left_out = set(self.rule.left_out)
        added = (*self.rule.added, *(days - left_out))
        rule = replace(self.rule, left_out=tuple(left_out - days), added=added)
        return replace(self, rule=rule, given=self.given | days)


def days_of_event(event: WrittenEvent, asked: Collection[date], around: Surroundings) -> EventDays:
    """Raises UnreadableError for a rule that cannot be read, and TooMuchError for too many days."""
    return _Spreading(event, around).days(asked)


@dataclass
class _Spreading:
    event: WrittenEvent
    around: Surroundings

    def days(self, asked: Collection[date]) -> EventDays:
        rules = [self._anchored(rule) for rule in self._texts(self.event.rules)]
        known = [rule for rule in rules if rule is not None]
        if self.event.rules and not known:
            return self._dates((), _NO_DAY)
        if not known:
            return self._dates((), _DATES_ADDED if self.event.added else "")
        why = self._why_dates(known)
        return self._dates(known, why) if why else self._ruled(known[0], asked)

    def _texts(self, rules: Iterable[Property]) -> list[RuleText]:
        return [rule_text(rule, self.event.start, self.around.own, self.around.reports) for rule in rules]

    def _anchored(self, rule: RuleText) -> RuleText | None:
        """The rule besides DTSTART, which is always an instance and counts as one. None: it gives no other day."""
        first = next(rule.days(LAST_DAY, self.around.allowance), None)
        count = rule.parts.count
        if first == rule.start:
            return None if count == 1 else rule
        sentence = later("The event begins on a day that its rule does not give: that day is kept as well.")
        self.around.reports.note(rule.line, sentence)
        if first is None or count == 1:
            return None
        return rule.with_count(count - 1) if count and len(self.event.rules) == 1 else rule

    def _why_dates(self, rules: list[RuleText]) -> str:
        if len(rules) > 1 or self.event.rules_left_out:
            return _SEVERAL_RULES
        if rules[0].until != LAST_DAY:
            return _COUNT_AND_DATE
        return "" if self._is_same_here(rules[0]) else _ANOTHER_ZONE

    def _is_same_here(self, rule: RuleText) -> bool:
        """Whether each instance is on its own day here, and always at the same time."""
        start = self.event.start
        if start.is_day or start.zone is None or start.zone == self.around.own:
            return True
        usual = self._held(start.day)
        if usual.span.start != start.day:
            return False
        if self._has_same_clock(start.zone, rule):
            return True
        shown = self._shown(rule)
        self.around.allowance.take_times(len(shown))
        return all(self._held(day) == _on(usual, day) for day in shown)

    def _has_same_clock(self, zone: Zone, rule: RuleText) -> bool:
        """Whether the zone differs from ours in name alone, in the years that count."""
        last = min(rule.parts.until or LAST_DAY, self._last_shown(rule))
        first = max(rule.start, self.around.window.start) if rule.is_endless else rule.start
        return all(self._has_same_year(zone, year) for year in range(first.year, last.year + 1))

    def _has_same_year(self, zone: Zone, year: int) -> bool:
        known = self.around.same_years
        if (zone, year) not in known:
            self.around.allowance.take_times(_TIMES_OF_A_YEAR)
            known[zone, year] = is_same_clock(zone, self.around.own, year)
        return known[zone, year]

    def _shown(self, rule: RuleText) -> list[date]:
        """The days of the rule that count as dates: all of them if it ends, else those in the window."""
        last = self._last_shown(rule) if rule.is_endless else LAST_DAY
        days = rule.days(last, self.around.allowance)
        if rule.is_endless:
            days = (day for day in days if day >= self.around.window.start)
        return list(islice(days, MOST_DATES_OF_ONE + 1))

    def _last_shown(self, rule: RuleText) -> date:
        """The last day of the window, or a year on: clocks that change within a year are seen to."""
        year_on = max(rule.start, self.around.window.start) + timedelta(days=366)
        return min(LAST_DAY, max(self.around.window.last, year_on))

    def _ruled(self, rule: RuleText, asked: Collection[date]) -> EventDays:
        usual = self._held(self.event.start.day).of_rule()
        left_out = self._days_left_out()
        extras = [one.of_rule() for one in self._extras()]
        last = max((rule.start, *asked, *(one.span.start for one in extras)))
        by_rule = set(rule.days(last, self.around.allowance))
        extras = self._kept(extras, left_out, by_rule | {rule.start})
        given = by_rule - left_out
        of_rule = (_on(usual, one.span.start) for one in extras if one.span.start in given)
        start = {_on(usual, rule.start)} if rule.start not in left_out else set()
        held_on = self._one_a_day((*start, *of_rule, *extras))
        added = held_on.keys() - by_rule
        left_out -= held_on.keys()
        try:
            found = RecurrenceRule(rule.text, rule.start, usual.span.day_count, tuple(added), tuple(left_out))
        except InvalidInputError as error:
            raise UnreadableError(error.message, error.details, rule.line) from error
        self.around.allowance.take_dates(len(added) + len(left_out))
        others = {day: one for day, one in held_on.items() if one != _on(usual, day)}
        return EventDays(found, usual, "", others, frozenset(given | held_on.keys()))

    def _dates(self, rules: Collection[RuleText], why: str) -> EventDays:
        start = self.event.start
        days = {start.day}.union(*(self._shown(rule) for rule in rules))
        for rule in self._texts(self.event.rules_left_out):
            days.difference_update(rule.days(max(days, default=start.day), self.around.allowance))
        left_out = self._days_left_out()
        by_rule = [self._held(day) for day in self._few(days)]
        extras = self._kept(self._extras(), left_out, {one.span.start for one in by_rule})
        held_on = self._one_a_day((*(one for one in by_rule if one.span.start not in left_out), *extras))
        if not held_on:
            sentence = later("The event is left out on every one of its days, so nothing of it is imported.")
            raise UnreadableError(sentence, {}, self.event.line)
        self.around.allowance.take_dates(len(held_on))
        usual = next(iter(held_on.values()))
        found = DateList(tuple(one.span for one in held_on.values()))
        others = {day: one for day, one in held_on.items() if _times(one) != _times(usual)}
        return EventDays(found, usual, why, others, frozenset(held_on))

    def _few(self, days: Collection[date]) -> list[date]:
        if len(days) > MOST_DATES_OF_ONE:
            sentence = later("The event is on more than %(most)s dates: only the first of them are imported.")
            self.around.reports.left_out(self.event.line, sentence, most=MOST_DATES_OF_ONE)
        return sorted(days)[:MOST_DATES_OF_ONE]

    def _one_a_day(self, every: Iterable[Held]) -> dict[date, Held]:
        found: dict[date, Held] = {}
        for one in every:
            known = found.setdefault(one.span.start, one)
            if known != one:
                sentence = later("The event is held twice on %(day)s: only the first time is imported.")
                self.around.reports.left_out(self.event.line, sentence, day=one.span.start)
        return found

    def _held(self, day: date) -> Held:
        return self._held_from(self.event.start.moved_to(day), self.event.length)

    def _kept(self, extras: Iterable[Held], left_out: Collection[date], by_rule: Collection[date]) -> list[Held]:
        """Those not left out. Who leaves out a day that the rule gives, and adds it at another time, has moved it."""
        named = {self._named(written) for written in self.event.left_out}
        return [
            one
            for extra, one in zip(self.event.added, extras, strict=True)
            if one.span.start not in left_out
            or (one.span.start in by_rule and named.isdisjoint((self._named(extra.start), one.span.start)))
        ]

    def _named(self, written: Written) -> date:
        """The moment here, or the day where it is all of a day: a day is never equal to a moment."""
        at = own_time(written, self.around)
        return at.date() if written.is_day else at

    def _extras(self) -> list[Held]:
        return [self._held_from(extra.start, self._length_of(extra)) for extra in self.event.added]

    def _length_of(self, extra: Extra) -> timedelta | None:
        """Its own, or the event's where both are days or both have a time: a day cannot last an hour."""
        is_alike = extra.start.is_day == self.event.start.is_day
        return extra.length or (self.event.length if is_alike else None)

    def _held_from(self, start: Written, length: timedelta | None) -> Held:
        # One time takes long where the file describes its zone by many changes.
        self.around.allowance.go_on()
        return held(start, length, self.around.own)

    def _days_left_out(self) -> set[date]:
        return {slot_day(written, self.around) for written in self.event.left_out}


def slot_day(written: Written, around: Surroundings) -> date:
    """The day that an EXDATE or a RECURRENCE-ID names, however the program that wrote it puts the time."""
    return own_time(written, around).date()


def own_time(written: Written, around: Surroundings) -> datetime:
    """The wall-clock here. It takes long where the file describes the zone by many changes: hence the clock."""
    around.allowance.go_on()
    return written.in_zone(around.own)


def _on(usual: Held, day: date) -> Held:
    return replace(usual, span=usual.span.moved_to(day))


def _times(one: Held) -> tuple[object, object]:
    return (one.start_time, one.end_time)
