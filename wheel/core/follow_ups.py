"""Follow-ups: what is to be done after an item was treated, by whom, for whom and when; who may see and mark them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from wheel.core.access import Viewer, item_thing, may
from wheel.core.permissions import Right, Thing
from wheel.errors import InvalidInputError

LONGEST_WHAT: Final = 1000
LONGEST_WHO: Final = 200


@dataclass(frozen=True)
class FollowUpContent:
    """`post_id` is the post that does it, and `who` says it in words where that is no post, or besides: "Cheferne".

    Neither: nobody has it yet. `recipient` is to whom it is handed. `due_day` is the last day on which it is in time;
    `is_due_next_meeting`: by the body's next meeting after the one that asked for it. Neither: there is no such day.
    """

    what: str
    post_id: str | None
    due_day: date | None = None
    who: str = ""
    recipient: str = ""
    is_due_next_meeting: bool = False


@dataclass(frozen=True)
class FollowUpPlace:
    """Where it comes from: the item, its stop, and the stop's body (its short name)."""

    stop_id: str
    body: str
    item_id: str
    title: str
    is_closed: bool


@dataclass(frozen=True)
class FollowUp:
    """Something to be done, as a viewer may see it; done since `done_on`.

    `place` is None for whoever sees it as the holder of its post alone, and may not see the item. `next_meeting` is the
    body's next meeting in the present plan, where it is due then and the viewer may know of that meeting.
    """

    id: str
    what: str
    post_id: str | None
    post: str
    due_day: date | None
    done_on: date | None
    version: int
    place: FollowUpPlace | None = None
    who: str = ""
    recipient: str = ""
    is_due_next_meeting: bool = False
    next_meeting: date | None = None

    @property
    def due_by(self) -> date | None:
        """The last day on which it is in time, as far as it is known."""
        return self.due_day or self.next_meeting

    @property
    def is_ownerless(self) -> bool:
        """Whether nobody is to do it yet."""
        return self.post_id is None and not self.who

    def is_overdue(self, today: date) -> bool:
        return self.done_on is None and self.due_by is not None and self.due_by < today

    def is_due_at(self, day: date) -> bool:
        """Whether it ought to be done by a meeting on that day."""
        return self.done_on is None and self.due_by is not None and self.due_by <= day


def sees_follow_up(viewer: Viewer, post_id: str | None, body: str, *, is_closed: bool, sees_meeting: bool) -> bool:
    """Whether the viewer may know of a follow-up of that post, from an item at a meeting of that body.

    Whoever holds the post may, whatever the item is: it is their work.
    """
    if post_id in viewer.posts:
        return True
    return sees_its_item(viewer, body, is_closed=is_closed, sees_meeting=sees_meeting) and may(
        viewer, Right.SEE, Thing.FOLLOW_UP, body
    )


def sees_its_item(viewer: Viewer, body: str, *, is_closed: bool, sees_meeting: bool) -> bool:
    """Whether the viewer may know from which item a follow-up comes."""
    return sees_meeting and may(viewer, Right.SEE, item_thing(is_closed), body)


def may_change_follow_up(viewer: Viewer, follow_up: FollowUp) -> bool:
    """Whether the viewer may write it anew, or take it away."""
    return follow_up.place is not None and may(viewer, Right.CHANGE, Thing.FOLLOW_UP, follow_up.place.body)


def may_mark_follow_up(viewer: Viewer, follow_up: FollowUp) -> bool:
    """Whether the viewer may say that it is done, or is not: the holders of its post too."""
    return follow_up.post_id in viewer.posts or may_change_follow_up(viewer, follow_up)


def checked_follow_up(content: FollowUpContent) -> FollowUpContent:
    """The content trimmed. Raises InvalidInputError naming the field."""
    what, who, recipient = content.what.strip(), " ".join(content.who.split()), " ".join(content.recipient.split())
    if not what:
        raise InvalidInputError("Write what is to be done.", field="what")
    lengths = (("what", what, LONGEST_WHAT), ("who", who, LONGEST_WHO), ("recipient", recipient, LONGEST_WHO))
    for field, text, longest in lengths:
        if len(text) > longest:
            raise InvalidInputError("Write at most %(count)s characters.", field=field, count=longest)
    if content.due_day is not None and content.is_due_next_meeting:
        raise InvalidInputError("Choose either a day or the next meeting.", field="due_day")
    return replace(content, what=what, who=who, recipient=recipient, post_id=content.post_id or None)


def in_order(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """What is due first comes first, then what has no day, then what is done, the latest first."""
    found = tuple(follow_ups)
    waiting = sorted((one for one in found if one.done_on is None), key=lambda one: one.due_by or date.max)
    done = sorted((one for one in found if one.done_on), key=lambda one: one.done_on or date.min, reverse=True)
    return (*waiting, *done)
