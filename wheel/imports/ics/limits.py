"""How much a calendar file may hold and ask for: the work on it is counted, and its time measured besides."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

from wheel.core.sentences.wording import later
from wheel.errors import InvalidInputError

Clock = Callable[[], float]
"""Seconds since some moment; they never go back."""

MOST_BYTES: Final = 5_000_000
MOST_LINES: Final = 200_000
MOST_EVENTS: Final = 10_000
MOST_DATES_OF_ONE: Final = 5_000
MOST_RULES_OF_ONE: Final = 20
MOST_DATES: Final = 20_000
MOST_DAYS_LOOKED_AT: Final = 1_000_000
"""Days that rules are tried on, in the whole file: a few seconds of work."""

MOST_TIMES: Final = 60_000
"""Times, in the whole file, that events name one by one, or that are reckoned from one time zone to another."""

MOST_SECONDS: Final = 20.0
"""From the first event on; the largest of honest files take a few."""

MOST_PROBLEMS: Final = 500
MOST_CHARACTERS: Final = 20_000
"""Of one text, before it is cut to what we keep; what comes after is not even looked at."""

MOST_ZONES: Final = 200
MOST_ZONE_CHANGES: Final = 2_000
"""Time zones that a file describes itself, and dates on which one of them changes its clocks, written one by one."""


class TooMuchError(Exception):
    """Something in the file asks for more than it may; `args[0]` is the sentence, `args[1]` its details."""


class Allowance:
    """What is left of what one file may ask for."""

    def __init__(self, days: int = MOST_DAYS_LOOKED_AT, dates: int = MOST_DATES, clock: Clock = monotonic) -> None:
        self._days = days
        self._times = MOST_TIMES
        self._dates = dates
        self._clock = clock
        self._until = clock() + MOST_SECONDS

    def go_on(self) -> None:
        """Raises InvalidInputError for the whole file when it has taken too long."""
        if self._clock() > self._until:
            raise InvalidInputError("Reading the file takes too long: import it in parts.", field="file")

    def look_at(self, days: int) -> None:
        """Raises TooMuchError when all the days that may be looked at have been."""
        self.go_on()
        self._days -= days
        _require_left(self._days)

    def take_times(self, count: int) -> None:
        """Raises TooMuchError when the times that are named or reckoned become too many."""
        self.go_on()
        self._times -= count
        _require_left(self._times)

    def take_dates(self, count: int) -> None:
        """Raises TooMuchError if the dates of all events together become too many."""
        self._dates -= count
        if self._dates < 0:
            sentence = later("The file has more than %(most)s dates: import it in parts.")
            raise TooMuchError(sentence, {"most": MOST_DATES})


def _require_left(count: int) -> None:
    if count < 0:
        raise TooMuchError(later("The file's repeated events ask for too much work: import it in parts."), {})
