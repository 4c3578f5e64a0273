"""Occurrences: stored, dated happenings of a series, as the rest of the product sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from wheel.core.dates import DateSpan
from wheel.core.slots import Precision


class Kind(StrEnum):
    """What a series plans. Agenda items are placed at a MEETING of a body; a READING marks what one of them decides."""

    MEETING = "meeting"
    READING = "reading"
    DIALOGUE = "dialogue"
    EVENT = "event"
    PHASE = "phase"
    DEADLINE = "deadline"
    ROUND = "round"

    @property
    def has_agenda(self) -> bool:
        """Whether items can be placed at an occurrence of this kind (of a body)."""
        return self is Kind.MEETING


class Status(StrEnum):
    """BLOCKED: the rule's day falls in a holiday that the series leaves out, so there is no meeting and never was."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"


class Visibility(StrEnum):
    """Who may know of a series or a body: everybody, signed-in people only, or only its own people and planners."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CLOSED = "closed"


@dataclass(frozen=True)
class Occurrence:
    """One dated happening as a viewer may see it. Times are local wall-clock; `span` is half-open.

    `slot` is what the rule asked for; `is_moved` says a person chose other dates than the slot's.
    `rule_says` is set when the rule, re-planned, asks for other dates than those it asked for first; `is_unasked` when
    it no longer asks for this one at all.
    `reading` is 1 or 2 for the readings of a case, else None. `is_draft`: its year is not published.
    `is_extra`: a person added it, no rule asked for it.
    `item_count` counts the items placed at it, closed ones included. `version` rises with each change of it.
    """

    id: str
    series_id: str
    title: str
    kind: Kind
    ring: str
    span: DateSpan
    slot: DateSpan
    precision: Precision = Precision.EXACT
    words: str = ""
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    note: str = ""
    status: Status = Status.PLANNED
    because: str = ""
    is_moved: bool = False
    rule_says: DateSpan | None = None
    is_unasked: bool = False
    reading: int | None = None
    body: str | None = None
    body_name: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    is_draft: bool = False
    is_extra: bool = False
    item_count: int = 0
    version: int = 1

    @property
    def is_cancelled(self) -> bool:
        return self.status is Status.CANCELLED

    @property
    def moved_from(self) -> DateSpan | None:
        """The days its rule asked for, where a person chose others. An imprecise one given its date was not moved."""
        return self.slot if self.is_moved and self.slot != self.span and not self.words else None

    @property
    def shifted_from(self) -> DateSpan | None:
        """The days its rule asked for, where a holiday policy chose others; `because` names the holiday."""
        is_shifted = self.status is Status.PLANNED and not self.is_moved and self.precision is Precision.EXACT
        return self.slot if is_shifted and self.slot != self.span else None

    @property
    def is_extraordinary(self) -> bool:
        """Whether it was added besides what the rule asks for; a day on which nothing is held never is."""
        return self.is_extra and self.status is not Status.BLOCKED

    @property
    def has_agenda(self) -> bool:
        return self.body is not None and self.kind.has_agenda


@dataclass(frozen=True)
class Ring:
    """One band of the wheel: `key` stands in URLs, `colour` is "#rrggbb"; the outermost ring comes first."""

    key: str
    name: str
    colour: str
    version: int = field(default=1, compare=False)
