"""When something is planned, in short words: its day, and its times."""

from __future__ import annotations

from wheel.core.occurrences import Occurrence
from wheel.core.plan_states import PlanState
from wheel.core.slots import Precision
from wheel.web.translation import gettext
from wheel.web.words import clock, short_day, span_words

Planned = PlanState | Occurrence


def state_day(state: Planned) -> str:
    """ "tors. 4. mar", "10. marts 2027 til 11. marts 2027", or the rule's own words for an imprecise date."""
    if state.precision is not Precision.EXACT:
        return f"{state.words} {state.span.start.year}"
    return short_day(state.span.start) if state.span.day_count == 1 else span_words(state.span)


def state_times(state: Planned) -> str:
    """ "9.00–12.00"."""
    if state.start_time is None:
        return gettext("no time")
    return f"{clock(state.start_time)}–{clock(state.end_time)}" if state.end_time else clock(state.start_time)
