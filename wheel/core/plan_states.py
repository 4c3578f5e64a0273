"""What planning and planners decide of an occurrence: what a draft may hold otherwise, and undo puts back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.slots import Precision, Proposal, Slot


@dataclass(frozen=True)
class PlanState:
    """An occurrence as planned: the slot it stands for, when and where it is held, and whether it is.

    `precision` and `words` are those of `span`: an imprecise slot may have been given an exact date since. `because`
    says why it is cancelled or blocked, or which holiday moved it off its slot. `is_in_draft`: it is only in the draft
    beside a published year, so nobody else sees it.
    """

    slot: DateSpan
    span: DateSpan
    precision: Precision = Precision.EXACT
    words: str = ""
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    note: str = ""
    status: Status = Status.PLANNED
    because: str = ""
    is_moved: bool = False
    is_extra: bool = False
    is_in_draft: bool = False
    rule_says: DateSpan | None = None
    is_unasked: bool = False

    @property
    def asked(self) -> Slot:
        return Slot(self.slot, self.precision, self.words)

    def following(self, proposal: Proposal) -> PlanState:
        """The state of an untouched occurrence that takes over a proposal."""
        return replace(
            self,
            slot=proposal.slot.span,
            span=proposal.span,
            precision=proposal.slot.precision,
            words=proposal.slot.words,
            status=Status.BLOCKED if proposal.is_blocked else Status.PLANNED,
            because=proposal.because,
            rule_says=None,
            is_unasked=False,
        )


class Layer(StrEnum):
    """PLAN is what everybody sees of a published year; DRAFT lies over it, for planners alone, until published."""

    PLAN = "plan"
    DRAFT = "draft"


@dataclass(frozen=True)
class Absent:
    """In the plan: there is no such occurrence. In the draft: publishing it would take the occurrence away."""


@dataclass(frozen=True)
class Untouched:
    """In the draft only: it says nothing of this occurrence, which is as in the plan."""


ABSENT, UNTOUCHED = Absent(), Untouched()
LayerState = PlanState | Absent | Untouched


@dataclass(frozen=True)
class StateChange:
    """One occurrence's state in one layer, before and after."""

    occurrence_id: str
    series_id: str
    plan_year: int
    layer: Layer
    before: LayerState
    after: LayerState

    @property
    def is_empty(self) -> bool:
        return self.before == self.after

    @property
    def undone(self) -> StateChange:
        return replace(self, before=self.after, after=self.before)


def effective(published: LayerState, draft: LayerState) -> LayerState:
    """What a planner works on: the draft where it says something, else the plan."""
    return published if isinstance(draft, Untouched) else draft
