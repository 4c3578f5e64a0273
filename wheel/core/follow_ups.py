"""Follow-ups: what is to be done after an item was treated, by which post and when; who may see and mark them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from wheel.core.access import Viewer, item_thing, may
from wheel.core.permissions import Right, Thing
from wheel.errors import InvalidInputError

LONGEST_WHAT: Final = 1000


@dataclass(frozen=True)
class FollowUpContent:
    """`due_day` is the last day on which it is in time; None where there is no such day."""

    what: str
    post_id: str
    due_day: date | None = None


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

    `place` is None for whoever sees it as the holder of its post alone, and may not see the item.
    """

    id: str
    what: str
    post_id: str
    post: str
    due_day: date | None
    done_on: date | None
    version: int
    place: FollowUpPlace | None = None

    def is_overdue(self, today: date) -> bool:
        return self.done_on is None and self.due_day is not None and self.due_day < today


def sees_follow_up(viewer: Viewer, post_id: str, body: str, *, is_closed: bool, sees_meeting: bool) -> bool:
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
    what = content.what.strip()
    if not what:
        raise InvalidInputError("Write what is to be done.", field="what")
    if len(what) > LONGEST_WHAT:
        raise InvalidInputError("Write at most %(count)s characters.", field="what", count=LONGEST_WHAT)
    return FollowUpContent(what, content.post_id, content.due_day)


def in_order(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """What is due first comes first, then what has no day, then what is done, the latest first."""
    found = tuple(follow_ups)
    waiting = sorted((one for one in found if one.done_on is None), key=lambda one: one.due_day or date.max)
    done = sorted((one for one in found if one.done_on), key=lambda one: one.done_on or date.min, reverse=True)
    return (*waiting, *done)
