"""What may be taken over from minutes: proposals that a person ticks, and what else is worth their knowing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from wheel.core.look_again import LookAgain
from wheel.core.minutes_findings import FoundAttachment
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import Body
from wheel.core.stops import NewItem, Outcome, Stop

AWAITING: Final = "awaiting"
"""Stands for the list of what awaits a date, wherever else the id of a meeting does."""


@dataclass(frozen=True)
class UploadedMinutes:
    """Minutes as somebody handed them in. `body` is a short name; `name` is the file's, "" for a pasted text."""

    id: str
    body: str
    name: str
    text: str
    year_hint: int | None
    at: datetime


class ProposalKind(StrEnum):
    """What ticking does.

    ADD puts the point onto the agenda of the meeting that the minutes are of. DECIDE writes what was decided there.
    POSTPONE and CONTINUE make the stop that follows. SEND_ON adds a stop in another body. PLACE takes over a row of the
    forward table; AWAIT one of a day without a meeting, or of the list of what awaits a date; HOLD puts such an item on
    hold.
    """

    ADD = "add"
    DECIDE = "decide"
    POSTPONE = "postpone"
    CONTINUE = "continue"
    WITHDRAW = "withdraw"
    SEND_ON = "send_on"
    FOLLOW_UP = "follow_up"
    ATTACH = "attach"
    PLACE = "place"
    AWAIT = "await"
    HOLD = "hold"


class NoteKind(StrEnum):
    """What to look at before ticking.

    SIMILAR: the plan has something that is called nearly so. NO_MEETING: the body has none on that day. NO_OUTCOME:
    what was decided is guessed. OTHERWISE: the plan says something else. NOT_IN_TABLE: the minutes' own table lacks
    what they decided. NOT_DECIDED: it stands in the case's text, not in the decision. PART: its parts are items
    themselves. INNER: a matter within a point.
    """

    SIMILAR = "similar"
    NO_MEETING = "no_meeting"
    NO_OUTCOME = "no_outcome"
    OTHERWISE = "otherwise"
    NOT_IN_TABLE = "not_in_table"
    NOT_DECIDED = "not_decided"
    PART = "part"
    INNER = "inner"


@dataclass(frozen=True)
class Note:
    kind: NoteKind
    told: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A stop in the plan that may be the same item; `day` is its meeting's, None where it waits."""

    stop_id: str
    title: str
    day: date | None
    is_exact: bool


@dataclass(frozen=True)
class Task:
    """A follow-up as the minutes say it; `post_id` where they name a post that there is."""

    what: str
    who: str = ""
    post_id: str | None = None
    recipient: str = ""
    due_day: date | None = None
    is_due_next_meeting: bool = False


@dataclass(frozen=True)
class Proposal:
    """One line to tick, with the sentence (`words`) and the line of the minutes that it comes from.

    It is about the stop `stop_id`, or about what ticking `maker` (the key of another proposal) makes; with it go those
    in `needs`. `to` is a meeting's id or AWAITING, in `body`; None where it goes nowhere. `is_certain`: ticked unless
    somebody says otherwise. An item that is there already, perhaps, is the `candidate`. `day` is what a row of the
    forward table says, whether the body has a meeting then or not.
    """

    key: str
    kind: ProposalKind
    title: str
    words: str
    line: int
    is_certain: bool
    point: str = ""
    stop_id: str | None = None
    maker: str = ""
    needs: tuple[str, ...] = ()
    body: str = ""
    to: str | None = None
    look_again: LookAgain | None = None
    item: NewItem | None = None
    candidate: Candidate | None = None
    outcome: Outcome | None = None
    decision: str = ""
    task: Task | None = None
    attachments: tuple[FoundAttachment, ...] = ()
    notes: tuple[Note, ...] = ()
    day: date | None = None

    @property
    def lacks_meeting(self) -> bool:
        """Whether the body has no meeting on the day that the minutes say."""
        return any(note.kind is NoteKind.NO_MEETING for note in self.notes)

    def going_to(self, to: str) -> Proposal:
        """The same, going there instead: a row of the table is placed, or awaits a date."""
        if self.kind not in (ProposalKind.PLACE, ProposalKind.AWAIT):
            return replace(self, to=to)
        return replace(self, to=to, kind=ProposalKind.AWAIT if to == AWAITING else ProposalKind.PLACE)


class HintKind(StrEnum):
    """What the minutes say that ticking does not take over: somebody may want to see to it elsewhere.

    STANDING: it comes back regularly. EVENT: the plan has no such meeting or event on that day. CANCELLED: the plan
    still has it. NO_MEETING: the body has no meeting that day. OTHER_BODY: it goes on in a body that the plan lacks.
    LOOSE: it belongs to no item.
    """

    STANDING = "standing"
    EVENT = "event"
    CANCELLED = "cancelled"
    NO_MEETING = "no_meeting"
    OTHER_BODY = "other_body"
    LOOSE = "loose"


@dataclass(frozen=True)
class Hint:
    kind: HintKind
    words: str
    line: int
    title: str = ""
    day: date | None = None
    body: str = ""
    occurrence_id: str | None = None


class LackKind(StrEnum):
    """Where the plan has what the minutes lack."""

    AT_MEETING = "at_meeting"
    COMING = "coming"
    WAITING = "waiting"


@dataclass(frozen=True)
class Lack:
    kind: LackKind
    stop: Stop


@dataclass(frozen=True)
class Checklist:
    """All that comes out of comparing minutes with the plan; `known` counts what the plan has already."""

    proposals: tuple[Proposal, ...]
    hints: tuple[Hint, ...]
    lacks: tuple[Lack, ...]
    known: int

    def with_all_needed(self, ticked: frozenset[str]) -> frozenset[str]:
        """The keys of what is ticked, and of what must go with it."""
        by_key = {proposal.key: proposal for proposal in self.proposals}
        found: set[str] = set()
        left = [key for key in ticked if key in by_key]
        while left:
            key = left.pop()
            if key not in found:
                found.add(key)
                proposal = by_key[key]
                left.extend(filter(None, (*proposal.needs, proposal.maker)))
        return frozenset(found)


@dataclass(frozen=True)
class PlanBeside:
    """What the plan holds that minutes are compared with, as the viewer may see it.

    `meetings` are the body's from the minutes' day on, in order; `stops` what is on their agendas, and on that of
    `meeting`, by their ids. `earlier` are the stops that points may take up again, by day and number. `bodies` are
    those that the minutes name, and `keeps` the short names of those whose agendas the viewer keeps; `next_meetings`
    are theirs. `journeys` are all stops of the items at the meeting, by item; `tasks` the folded words of follow-ups,
    by stop; `attached` the folded document numbers, or titles, of attachments, by item. `known_words` is what was taken
    over before, with its meeting's day. Before `today` there is nothing left to look at again.
    """

    body: Body
    meeting: Occurrence | None
    meetings: tuple[Occurrence, ...] = ()
    stops: Mapping[str, tuple[Stop, ...]] = field(default_factory=dict)
    waiting: tuple[Stop, ...] = ()
    earlier: Mapping[tuple[date, int], Stop] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    keeps: frozenset[str] = frozenset()
    next_meetings: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    journeys: Mapping[str, tuple[Stop, ...]] = field(default_factory=dict)
    posts: tuple[tuple[str, str], ...] = ()
    tasks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    attached: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known_words: frozenset[tuple[str, date | None]] = frozenset()
    events: tuple[Occurrence, ...] = ()
    today: date = date.min
    has_begun: bool = True
    may_close: bool = True

    @property
    def at_meeting(self) -> tuple[Stop, ...]:
        return self.stops.get(self.meeting.id, ()) if self.meeting else ()

    @property
    def coming(self) -> tuple[Occurrence, ...]:
        """The body's meetings after the one that the minutes are of."""
        after = self.meeting.span.end if self.meeting else None
        return tuple(one for one in self.meetings if after is None or one.span.start >= after)

    def on(self, day: date | None, meetings: tuple[Occurrence, ...]) -> Occurrence | None:
        """The one of the meetings that is held on that day, or, where there is none, that was moved from it."""
        if day is None:
            return None
        held = [one for one in meetings if one.status is Status.PLANNED]
        on_day = (one for one in held if one.span.contains(day))
        return next(on_day, None) or next((one for one in held if one.slot.contains(day)), None)

    def following(self, body: str) -> Occurrence | None:
        """The next meeting of that body that is held."""
        meetings = self.coming if body == self.body.short_name else self.next_meetings.get(body, ())
        return next((one for one in meetings if one.status is Status.PLANNED), None)
