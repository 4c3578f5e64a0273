"""The values that reading a body's minutes yields: dated rows, items that await a date, and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class RowKind(Enum):
    """What a row of the forward table says about its day."""

    MEETING = "meeting"
    BLOCKED = "blocked"
    EMPTY = "empty"


class WarningKind(Enum):
    """Why the secretary should look at a place once more."""

    INVALID_DATE = "invalid_date"
    SPAN_LABEL = "span_label"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    WEEKEND = "weekend"
    YEAR_DIFFERS = "year_differs"
    DUPLICATE_DATE = "duplicate_date"
    OUT_OF_ORDER = "out_of_order"
    BLOCKED_WITH_ITEMS = "blocked_with_items"
    UNREAD_LINE = "unread_line"
    OTHER_TABLE = "other_table"
    POSTPONED_MISSING = "postponed_missing"


@dataclass(frozen=True)
class MinutesWarning:
    """Something read, but doubtful. `message` is a gettext msgid with %(name)s places for `details`.

    `title`, `target_date` and `sentence` are set for POSTPONED_MISSING only; `target_date` is None when the
    decision names no day. `line` counts from 1 in the text as handed in.
    """

    kind: WarningKind
    message: str
    line: int | None = None
    details: Mapping[str, object] = field(default_factory=dict, hash=False)
    title: str | None = None
    target_date: date | None = None
    sentence: str | None = None

    def __str__(self) -> str:
        return self.message % self.details if self.details else self.message


@dataclass(frozen=True)
class RowItem:
    """One item of a row, its text as written; `sub_date` is the first day that the text itself names."""

    text: str
    sub_date: date | None = None


@dataclass(frozen=True)
class ForwardRow:
    """One day of the forward table. `note` is the closing word of a blocked day ("Efterårsferie")."""

    date: date
    label: str
    line: int
    kind: RowKind
    note: str | None = None
    items: tuple[RowItem, ...] = ()

    @property
    def iso_week(self) -> int:
        return self.date.isocalendar().week


@dataclass(frozen=True)
class AwaitingItem:
    """An item without a day. `heading` is the list it stood under, or the unreadable label of its row."""

    text: str
    heading: str
    line: int


@dataclass(frozen=True)
class Minutes:
    """What the minutes of one meeting say about the meetings to come; rows keep the order of the text."""

    body: str | None
    date: date | None
    rows: tuple[ForwardRow, ...]
    awaiting: tuple[AwaitingItem, ...] = ()
    warnings: tuple[MinutesWarning, ...] = ()
