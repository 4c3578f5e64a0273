"""What a series does when a slot falls on a day on which it is not to be held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from wheel.core.calendar import Calendar
from wheel.core.closures import Closure, span_closed_by
from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.slots import Precision, Proposal
from wheel.errors import InvalidInputError

_SATURDAY = 5
_ONE_WEEK = timedelta(days=7)
# Far enough to come out of a summer holiday; beyond it the slot stays where it is, for a planner to see.
_DAYS_TRIED, _WEEKS_TRIED = 60, 10


class HolidayAction(StrEnum):
    KEEP = "keep"
    SKIP = "skip"
    EARLIER_WORKING_DAY = "earlier_working_day"
    LATER_WORKING_DAY = "later_working_day"
    NEXT_WEEK = "next_week"
    PREVIOUS_WEEK = "previous_week"


@dataclass(frozen=True)
class HolidayPolicy:
    """What is done with an exact slot any of whose days is closed by one of `closures`.

    KEEP leaves it there. SKIP holds nothing. The working-day actions look for the nearest earlier or later first day
    from Monday to Friday, and so move it off a weekend too; no more of its days may then fall in a weekend than did
    before. NEXT_WEEK and PREVIOUS_WEEK keep the weekday. What is moved lands on no day closed by `closures`, and on no
    public holiday or closing day whatever `closures` says. Where no such day is found within 60 days or 10 weeks, it
    stays. The slot keeps its own dates.
    """

    action: HolidayAction = HolidayAction.KEEP
    closures: frozenset[Closure] = frozenset()

    def __post_init__(self) -> None:
        if (self.action is HolidayAction.KEEP) == bool(self.closures):
            raise InvalidInputError(
                "Choose both what happens on closed days and which days those are, or neither.", field="closures"
            )

    def shift(self, proposal: Proposal, calendar: Calendar) -> Proposal:
        """The proposal off the closed days; one without exact dates stays as it is."""
        slot, span = proposal.slot, proposal.span
        if self.action is HolidayAction.KEEP or slot.precision is not Precision.EXACT:
            return proposal
        why = span_closed_by(span, self.closures, calendar)
        if why is None and not self._is_off_work(span):
            return proposal
        if self.action is HolidayAction.SKIP:
            return Proposal(slot, span, why or "", is_blocked=True)
        moved = next((other for other in self._spans_tried(span) if self._may_land(other, span, calendar)), None)
        return proposal if moved is None else Proposal(slot, moved, why or "")

    def _is_off_work(self, span: DateSpan) -> bool:
        return self._wants_working_day and span.start.weekday() >= _SATURDAY

    @property
    def _wants_working_day(self) -> bool:
        return self.action in (HolidayAction.EARLIER_WORKING_DAY, HolidayAction.LATER_WORKING_DAY)

    def _spans_tried(self, span: DateSpan) -> Iterator[DateSpan]:
        step, tries = _STEPS[self.action]
        return (span.moved_to(span.start + step * times) for times in range(1, tries + 1))

    def _may_land(self, span: DateSpan, before: DateSpan, calendar: Calendar) -> bool:
        if self._is_off_work(span):
            return False
        if self._wants_working_day and _weekend_days(span) > _weekend_days(before):
            return False
        return span_closed_by(span, self.closures | _NEVER_MOVED_TO, calendar) is None


def _weekend_days(span: DateSpan) -> int:
    weeks, rest = divmod(span.day_count, 7)
    return weeks * 2 + sum((span.start.weekday() + day) % 7 >= _SATURDAY for day in range(rest))


_NEVER_MOVED_TO = frozenset({Closure.PUBLIC_HOLIDAYS, Closure.CLOSING_DAYS})
_STEPS = {
    HolidayAction.EARLIER_WORKING_DAY: (-ONE_DAY, _DAYS_TRIED),
    HolidayAction.LATER_WORKING_DAY: (ONE_DAY, _DAYS_TRIED),
    HolidayAction.NEXT_WEEK: (_ONE_WEEK, _WEEKS_TRIED),
    HolidayAction.PREVIOUS_WEEK: (-_ONE_WEEK, _WEEKS_TRIED),
}

KEEP = HolidayPolicy()
