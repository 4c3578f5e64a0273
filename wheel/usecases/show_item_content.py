"""Show what belongs to an item besides where it stands: attachments and follow-ups, and what may be done to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, item_thing, may, refusal, require
from wheel.core.attachments import Attachment
from wheel.core.follow_ups import FollowUp, may_change_follow_up, may_mark_follow_up
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.posts import Post
from wheel.core.stops import NewItem, Stop, StopState
from wheel.errors import NotFoundError
from wheel.store.attachments import attachments_of, find_attachment
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.follow_ups import find_follow_up, follow_ups_of_stops
from wheel.store.items import item_said
from wheel.store.post_lists import posts_on
from wheel.store.stops import find_stop, stops_of_item
from wheel.usecases.save_attachments import may_change_attachment
from wheel.usecases.save_item import may_change_item, require_to_change_item


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up with what the viewer may do to it."""

    follow_up: FollowUp
    may_mark: bool
    may_change: bool
    is_overdue: bool


@dataclass(frozen=True)
class ItemContent:
    """`item` is what it says. `follow_ups` are by the ids of the stops; `version` is the item's.

    `changes_*` say what the viewer may change. `bodies` are those that the viewer may know of, by short name.
    """

    item: NewItem
    version: int
    attachments: tuple[Attachment, ...]
    follow_ups: Mapping[str, tuple[FollowUpLine, ...]]
    changes_item: bool
    changes_open_attachments: bool
    changes_closed_attachments: bool
    adds_follow_ups_to: frozenset[str]
    bodies: Mapping[str, Body]

    def changes(self, attachment: Attachment) -> bool:
        return self.changes_closed_attachments if attachment.is_closed else self.changes_open_attachments


@dataclass(frozen=True)
class ItemToChange:
    """What an item says, its stops, which of them its form has, and the posts that can be its case officer.

    `body` is the one whose names for the text fields are used; `bodies` are the names, by short name, of all that treat
    it.
    """

    item: NewItem
    stops: tuple[Stop, ...]
    treated: tuple[Stop, ...]
    body: Body
    bodies: Mapping[str, str]
    may_close: bool
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class AttachmentToChange:
    """`attachment` is None for a new one; `stops` are the item's."""

    stops: tuple[Stop, ...]
    attachment: Attachment | None
    may_close: bool


@dataclass(frozen=True)
class FollowUpToChange:
    """`follow_up` is None for a new one of the stop; `posts` are those that can be given it."""

    stop: Stop
    follow_up: FollowUp | None
    posts: tuple[Post, ...]


def show_item_content(session: Session, viewer: Viewer, item_id: str, today: date) -> ItemContent:
    """Raises NotFoundError if the viewer may not see the item."""
    stops = stops_of_item(session, viewer, item_id)
    lines: dict[str, list[FollowUpLine]] = {stop.id: [] for stop in stops}
    for found in follow_ups_of_stops(session, viewer, list(lines)):
        if found.place is not None:
            lines[found.place.stop_id].append(follow_up_line(viewer, found, today))
    return ItemContent(
        item=item_said(session, viewer, item_id),
        version=stops[0].item_version or 0,
        attachments=attachments_of(session, viewer, item_id),
        follow_ups={stop_id: tuple(found) for stop_id, found in lines.items()},
        changes_item=may_change_item(viewer, stops, is_closed=stops[0].is_closed),
        changes_open_attachments=may_change_attachment(viewer, stops, is_closed=False),
        changes_closed_attachments=may_change_attachment(viewer, stops, is_closed=True),
        adds_follow_ups_to=frozenset(
            stop.id for stop in stops if may(viewer, Right.CHANGE, Thing.FOLLOW_UP, stop.body)
        ),
        bodies={body.short_name: body for body in all_bodies(session, viewer)},
    )


def follow_up_line(viewer: Viewer, found: FollowUp, today: date) -> FollowUpLine:
    return FollowUpLine(
        found, may_mark_follow_up(viewer, found), may_change_follow_up(viewer, found), found.is_overdue(today)
    )


def show_item_to_change(session: Session, viewer: Viewer, item_id: str, today: date) -> ItemToChange:
    """Raises ForbiddenError if the viewer may not change it."""
    stops = stops_of_item(session, viewer, item_id)
    require_to_change_item(viewer, stops, is_closed=stops[0].is_closed)
    thing = item_thing(stops[0].is_closed)
    treated = (stop for stop in stops if may(viewer, Right.CHANGE, thing, stop.body))
    bodies = {body.short_name: body for body in all_bodies(session, viewer)}
    return ItemToChange(
        item=item_said(session, viewer, item_id),
        stops=stops,
        treated=tuple(stop for stop in treated if stop.state not in _HISTORY),
        body=bodies[stops[0].body],
        bodies={stop.body: bodies[stop.body].name for stop in stops},
        may_close=may_change_item(viewer, stops, is_closed=True),
        posts=posts_on(session, today),
    )


# What is to be done with it is the next stop's; a withdrawn one has none.
_HISTORY = {StopState.WITHDRAWN, StopState.POSTPONED, StopState.RESUMED}


def show_new_attachment(session: Session, viewer: Viewer, item_id: str) -> AttachmentToChange:
    """Raises ForbiddenError if the viewer may add none."""
    return _attachment(viewer, stops_of_item(session, viewer, item_id), None)


def show_attachment(session: Session, viewer: Viewer, attachment_id: str) -> AttachmentToChange:
    """Raises NotFoundError if the viewer may not see it, ForbiddenError if they may not change it."""
    item_id, attachment = find_attachment(session, viewer, attachment_id)
    return _attachment(viewer, stops_of_item(session, viewer, item_id), attachment)


def _attachment(viewer: Viewer, stops: tuple[Stop, ...], attachment: Attachment | None) -> AttachmentToChange:
    is_closed = attachment is not None and attachment.is_closed
    if not may_change_attachment(viewer, stops, is_closed=is_closed):
        raise refusal(Thing.CLOSED_ATTACHMENT if is_closed else Thing.OPEN_ATTACHMENT)
    return AttachmentToChange(stops, attachment, may_change_attachment(viewer, stops, is_closed=True))


def show_new_follow_up(session: Session, viewer: Viewer, stop_id: str, today: date) -> FollowUpToChange:
    stop = find_stop(session, viewer, stop_id)
    require(viewer, Right.CHANGE, Thing.FOLLOW_UP, stop.body)
    if stop.item_id is None:
        raise NotFoundError("There is no such item.")
    return FollowUpToChange(stop, None, posts_on(session, today))


def show_follow_up(session: Session, viewer: Viewer, follow_up_id: str, today: date) -> FollowUpToChange:
    """Its post is among those to choose from even where it exists no longer."""
    found = find_follow_up(session, viewer, follow_up_id)
    if found.place is None or not may_change_follow_up(viewer, found):
        raise refusal(Thing.FOLLOW_UP)
    posts = posts_on(session, today)
    if found.post_id is not None and found.post_id not in {post.id for post in posts}:
        posts = (*posts, Post(found.post_id, found.post))
    return FollowUpToChange(find_stop(session, viewer, found.place.stop_id), found, posts)
