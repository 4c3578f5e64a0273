"""Show somebody what is theirs: the posts they hold, the items that these prepare, and what these are to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.access import Viewer, require
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.posts import Post, Seat
from wheel.core.stops import Stop
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.follow_ups import follow_ups_of_posts
from wheel.store.items import items_of_officers
from wheel.store.post_lists import held_since
from wheel.store.posts import memberships_of_posts
from wheel.store.stops import open_stops_of_items
from wheel.usecases.due_follow_ups import ownerless_follow_ups
from wheel.usecases.show_item_content import FollowUpLine, follow_up_line

# What has been done stays for a while, so that a mark set by mistake can be taken back.
DONE_SHOWN = timedelta(days=14)


@dataclass(frozen=True)
class HeldPost:
    """A post that the viewer holds, since when, and where it sits today."""

    post: Post
    since: date
    seats: tuple[tuple[Seat, Body], ...]


@dataclass(frozen=True)
class MyItem:
    """An item to come of which one of the viewer's posts is the case officer, and the body that treats it."""

    stop: Stop
    body: Body


@dataclass(frozen=True)
class MyPage:
    """`bodies` are the names, by short name, of the bodies that the follow-ups come from.

    `ownerless` are what nobody is to do yet, of the bodies that the viewer is the secretary of.
    """

    posts: tuple[HeldPost, ...]
    items: tuple[MyItem, ...]
    follow_ups: tuple[FollowUpLine, ...]
    bodies: dict[str, str]
    ownerless: tuple[FollowUpLine, ...] = ()


def show_my_page(session: Session, viewer: Viewer, today: date) -> MyPage:
    """Raises ForbiddenError for whoever has not signed in."""
    require(viewer, Right.SEE, Thing.OWN)
    bodies = {body.short_name: body for body in all_bodies(session, viewer)}
    mine = items_of_officers(session, viewer.posts)
    stops = open_stops_of_items(session, viewer, mine, today)
    return MyPage(
        posts=_posts(session, viewer, bodies, today),
        items=tuple(MyItem(stop, bodies[stop.body]) for stop in stops),
        follow_ups=_follow_ups(session, viewer, today),
        bodies={name: body.name for name, body in bodies.items()},
        ownerless=ownerless_follow_ups(session, viewer, today),
    )


def _posts(session: Session, viewer: Viewer, bodies: dict[str, Body], today: date) -> tuple[HeldPost, ...]:
    seats: dict[str, list[tuple[Seat, Body]]] = {post_id: [] for post_id in viewer.posts}
    for one in memberships_of_posts(session, viewer.posts):
        if one.term.holds_on(today) and one.body in bodies:
            seats[one.post_id].append((one.seat, bodies[one.body]))
    held = held_since(session, viewer.account_id or "", today)
    return tuple(HeldPost(post, since, tuple(seats.get(post.id, ()))) for post, since in held)


def _follow_ups(session: Session, viewer: Viewer, today: date) -> tuple[FollowUpLine, ...]:
    found = follow_ups_of_posts(session, viewer, viewer.posts)
    lately = today - DONE_SHOWN
    return tuple(follow_up_line(viewer, one, today) for one in found if one.done_on is None or one.done_on >= lately)
