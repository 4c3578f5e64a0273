"""Stops and what is known of them: an item's treatments in bodies, where each stands, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from wheel.core.look_again import LookAgain


class StopState(StrEnum):
    """Where a stop stands; what came out of it is its outcome.

    AWAITING a date, or ON_HOLD until somebody takes it up again: on no agenda. PLACED, TREATED, POSTPONED (at the
    meeting, to the stop that follows it) and RESUMED (treated, and taken up again by the stop that follows it): on the
    agenda of a meeting, with a number there. WITHDRAWN: on the agenda it stood on, if it stood on one.
    """

    AWAITING = "awaiting"
    PLACED = "placed"
    TREATED = "treated"
    POSTPONED = "postponed"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    ON_HOLD = "on_hold"

    @property
    def is_waiting(self) -> bool:
        """Whether it is on the awaiting list: it has no meeting, and somebody has to find it one."""
        return self in (StopState.AWAITING, StopState.ON_HOLD)


class Action(StrEnum):
    """What was done to a stop, as its history records it.

    POSTPONED leaves it awaiting where its meeting was still to come, and postponed at the meeting where that had begun.
    CANCELLED: its meeting was; MEETING_MOVED: it went along with its meeting. CORRECTED: what came out of it is written
    anew. UNDONE: the change before it was taken back.
    """

    ADDED = "added"
    PLACED = "placed"
    MOVED = "moved"
    POSTPONED = "postponed"
    ORDERED = "ordered"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    MEETING_MOVED = "meeting_moved"
    HELD = "held"
    WAITED = "waited"
    DECIDED = "decided"
    CORRECTED = "corrected"
    RESUMED = "resumed"
    UNDONE = "undone"


class Purpose(StrEnum):
    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    FIRST_READING = "first_reading"
    SECOND_READING = "second_reading"
    CONSULTATION = "consultation"


class Outcome(StrEnum):
    """What a meeting made of an item. SENT_ON: to another body; TREATED_BEFORE: there was nothing left to decide."""

    NOTED = "noted"
    DISCUSSED = "discussed"
    APPROVED = "approved"
    APPROVED_WITH_REMARKS = "approved_remarks"
    ADOPTED = "adopted"
    RECOMMENDED = "recommended"
    ACKNOWLEDGED = "acknowledged"
    NOT_APPROVED = "not_approved"
    SENT_ON = "sent_on"
    TREATED_BEFORE = "treated_before"


USUAL_OUTCOME = {
    Purpose.INFORMATION: Outcome.NOTED,
    Purpose.DISCUSSION: Outcome.DISCUSSED,
    Purpose.DECISION: Outcome.APPROVED,
    Purpose.FIRST_READING: Outcome.SENT_ON,
    Purpose.SECOND_READING: Outcome.ADOPTED,
    Purpose.CONSULTATION: Outcome.DISCUSSED,
}
"""What nearly always comes out of a stop with such a purpose."""


@dataclass(frozen=True)
class BackReference:
    """The stop that another one takes up again: "Direktionen, 8. september 2020, pkt. 2"."""

    stop_id: str
    body: str
    day: date | None
    position: int | None


@dataclass(frozen=True)
class Stop:
    """An item's treatment in one body, as a viewer may see it.

    `title` is None for a closed item that the viewer may not see; nothing else of the item is then filled in.
    `position` counts from 1 within the meeting; `since` is the day it got its present state. `item_version` rises with
    what the item says, `version` with where the stop stands. `look_by` is the last day by which somebody is to look at
    a waiting stop again, as `look_again` comes to in the present plan; `owner` (a post's id and `owner_title`) is who
    sees to that. `step` counts from 1 along the item's journey: stops with the same step run side by side, and
    `lead_days` working days must lie between the step before and this one. `decision` is what was decided, in words.
    """

    id: str
    title: str | None
    is_closed: bool
    body: str
    state: StopState
    version: int
    item_id: str | None = None
    item_version: int | None = None
    purpose: Purpose | None = None
    since: date | None = None
    meeting_id: str | None = None
    meeting_day: date | None = None
    position: int | None = None
    minutes: int | None = None
    starts_at: time | None = None
    is_provisional: bool = False
    reason: str = ""
    look_again: LookAgain | None = None
    look_by: date | None = None
    owner: str | None = None
    owner_title: str = ""
    outcome: Outcome | None = None
    decision: str = ""
    resumes: BackReference | None = None
    followed_by: str | None = None
    step: int = 1
    lead_days: int = 0
    text: str = ""
    case_number: str = ""
    case_officer: str = ""
    case_officer_post: str | None = None
    participants: str = ""
    tags: tuple[str, ...] = ()
    sub_date: date | None = None
    standing_item: str | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether it waits, and somebody should have looked at it by now."""
        return self.state.is_waiting and self.look_by is not None and self.look_by < today


@dataclass(frozen=True)
class NewItem:
    """An item as it is handed in, with its first stop still to be decided.

    `standing_item` is the id of the standing item that it comes from, and `standing_key` tells it from the others that
    come from there.
    """

    title: str
    text: str = ""
    purpose: Purpose = Purpose.DISCUSSION
    minutes: int | None = None
    starts_at: time | None = None
    is_provisional: bool = False
    case_number: str = ""
    case_officer: str = ""
    is_closed: bool = False
    sub_date: date | None = None
    source_words: str = ""
    decision_theme: str = ""
    economy: str = ""
    legal_basis: str = ""
    recommendation: str = ""
    participants: str = ""
    tags: tuple[str, ...] = ()
    standing_item: str | None = None
    standing_key: str = ""


@dataclass(frozen=True)
class StopChange:
    """One line of a stop's history. `is_dayless`: its days are those of a meeting that the viewer may not know of.

    `state` and `meeting_id` are where it then stood; None for what was done before these were kept.
    """

    at: datetime
    actor: str
    action: Action
    from_day: date | None
    to_day: date | None
    from_position: int | None
    to_position: int | None
    reason: str
    is_dayless: bool = False
    state: StopState | None = None
    meeting_id: str | None = None
    outcome: Outcome | None = None
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Waiting:
    """Why a stop waits, when somebody is to look at it again, and which post (its id) sees to that."""

    reason: str
    look_again: LookAgain | None = None
    owner: str | None = None
