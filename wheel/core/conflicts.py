"""Conflicts: what a planner must see of a planned year before it is published, each with a way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConflictKind(StrEnum):
    ON_CLOSED_DAY = "on_closed_day"
    SAME_TIME = "same_time"
    DEADLINE_CLOSED = "deadline_closed"
    READINGS_TOO_CLOSE = "readings_too_close"
    OUTSIDE_BODY = "outside_body"
    CLAIM_NOT_MET = "claim_not_met"
    CLAIM_EXCEEDED = "claim_exceeded"
    HOLIDAY_UNKNOWN = "holiday_unknown"
    ANCHOR_MISSING = "anchor_missing"


class WayOut(StrEnum):
    """MOVE to a day; SEND the agenda by an earlier one; ADD so many; CLOSE the series from a day; ENTER the days."""

    MOVE = "move"
    SEND = "send"
    ADD = "add"
    CLOSE = "close"
    ENTER = "enter"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Suggestion:
    """`occurrence` (its id) or else `series` is what it is done to; `day` and `count` as the way out needs them."""

    way_out: WayOut
    occurrence: str = ""
    series: str = ""
    day: date | None = None
    count: int = 0


@dataclass(frozen=True)
class Conflict:
    """`occurrences` are ids, the one that the suggestion would change first; `series` those it concerns.

    `day` is when it bites (None for a whole year); `because` names the holiday, or is empty; `count` is how many are
    missing or too many, or the days that two readings lie apart.
    """

    kind: ConflictKind
    series: tuple[str, ...]
    occurrences: tuple[str, ...] = ()
    day: date | None = None
    because: str = ""
    count: int = 0
    suggestion: Suggestion | None = None
