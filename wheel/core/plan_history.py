"""The plan's history: what planners did to a year, as entries that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class PlanAction(StrEnum):
    """PLANNED also updates a plan; DRAFTED begins a draft beside a published year; CHANGED gives another time."""

    PLANNED = "planned"
    PUBLISHED = "published"
    DRAFTED = "drafted"
    DISCARDED = "discarded"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    ADDED = "added"
    CHANGED = "changed"
    CARRIED = "carried"
    UNDONE = "undone"


class Subject(StrEnum):
    """What a change of an entry is about: an occurrence in the plan or in the draft, a stop, the year, or a series."""

    PLAN = "plan"
    DRAFT = "draft"
    STOP = "stop"
    YEAR = "year"
    SERIES = "series"


@dataclass(frozen=True)
class EntryChange:
    """One thing that an entry changed, as JSON-able documents; `subject_id` is its public id, or the year."""

    subject: Subject
    subject_id: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class PlanEntry:
    """One line of a year's history. `told` holds what its sentence needs: counts, a title, days, a reason.

    `can_be_undone` says that nobody has taken it back, and that it is not itself such a taking back.
    """

    id: str
    at: datetime
    actor: str
    action: PlanAction
    year: int
    told: dict[str, Any] = field(default_factory=dict)
    undoes: str | None = None
    is_undone: bool = False

    @property
    def can_be_undone(self) -> bool:
        return self.undoes is None and not self.is_undone
