"""What minutes say, as read from their text: their meeting, their points, and what each point asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from wheel.core.look_again import LookAgain
from wheel.core.stops import Outcome


class FindingKind(StrEnum):
    """What a sentence of the minutes asks for.

    OUTCOME: what was decided. POSTPONED: to `day`, or waiting as `look_again` says. CONTINUED: treated, and taken up
    again at a coming meeting. RESUMED: a point that takes up an earlier one, which stood as number `position` on the
    agenda of `day`. WITHDRAWN: "Udgået." SENT_ON: to another body (`body`). ON_HOLD: "sat på standby". FOLLOW_UP: `who`
    does something, for `recipient`, by `day` or at the next meeting. FORWARD: a line of the forward table, for the
    meeting on `day`. AWAITING: a line of the list of what awaits a date. MEETING: another meeting or event on `day`.
    CANCELLED: a meeting (of `body`, on `day`) was. STANDING: it comes back regularly.
    """

    OUTCOME = "outcome"
    POSTPONED = "postponed"
    CONTINUED = "continued"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    SENT_ON = "sent_on"
    ON_HOLD = "on_hold"
    FOLLOW_UP = "follow_up"
    FORWARD = "forward"
    AWAITING = "awaiting"
    MEETING = "meeting"
    CANCELLED = "cancelled"
    STANDING = "standing"


@dataclass(frozen=True)
class Finding:
    """One thing that the minutes ask for, with the sentence (`words`) and the line (from 1) that it comes from.

    `point` is the number of the agenda point it stands under ("" for none), `title` what it is about: the point's own
    title, or that of an item within the point. `is_next_meeting`: due, or to be taken up, at the body's next meeting.
    """

    kind: FindingKind
    words: str
    line: int
    point: str = ""
    title: str = ""
    day: date | None = None
    position: int | None = None
    body: str = ""
    look_again: LookAgain | None = None
    is_next_meeting: bool = False
    outcome: Outcome | None = None
    who: str = ""
    recipient: str = ""
    until: date | None = None


@dataclass(frozen=True)
class FoundAttachment:
    """`title` and `document_number` are empty where the minutes tell that it is closed."""

    number: int
    title: str = ""
    document_number: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class EarlierDecision:
    """What an earlier meeting (of `body`, on `day`, as its number `position`) decided, as these minutes repeat it."""

    words: str
    line: int
    body: str = ""
    day: date | None = None
    position: int | None = None


@dataclass(frozen=True)
class FoundMember:
    """A member as the minutes' head writes them: a post and perhaps a name; `is_vacant`: nobody holds the post."""

    words: str
    is_vacant: bool = False


@dataclass(frozen=True)
class AgendaPoint:
    """One point of the agenda. `fields` are its text sections by the names of an item's fields (`text`, `economy` ...).

    `within` is the number of the point that it is one of several items of, else "". `decision` is what was decided, in
    the words of the minutes, and `earlier` what meetings before this one decided. `route` is what stands under
    "Sagsgang": the bodies it goes through.
    """

    number: str
    title: str
    line: int
    within: str = ""
    case_number: str = ""
    case_officer: str = ""
    minutes: int | None = None
    starts_at: time | None = None
    is_closed: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    participants: str = ""
    attachments: tuple[FoundAttachment, ...] = ()
    decision: str = ""
    earlier: tuple[EarlierDecision, ...] = ()
    route: str = ""


@dataclass(frozen=True)
class ReadMinutes:
    """What was read from one file. `doubts` are sentences with their lines on what could not be read for sure."""

    body: str | None
    day: date | None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    absent: str = ""
    points: tuple[AgendaPoint, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubts: tuple[tuple[str, int | None], ...] = ()
    members: tuple[FoundMember, ...] = ()
