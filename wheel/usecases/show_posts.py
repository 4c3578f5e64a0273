"""Show an administrator the posts with who holds them and where they sit; show those signed in a body's posts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, may, require
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.posts import Membership, Post, Seat
from wheel.store.accounts import all_accounts
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.post_seats import Seated, all_seats, seats_of_body
from wheel.store.post_tenures import Holding, all_holdings, holdings_of_post, posts_held_on
from wheel.store.post_uses import PostUses, uses_of_post
from wheel.store.posts import all_posts, post_by_id

__all__ = ["Holding", "PostUses", "people_of_body", "show_post", "show_posts", "units"]


@dataclass(frozen=True)
class SeatLine:
    """A seat with the name of its body."""

    membership: Membership
    body_name: str


@dataclass(frozen=True)
class PostLine:
    """A post, who holds it today, and its seats of today. Vacant: nobody holds it whose account is open."""

    post: Post
    holders: tuple[Holding, ...]
    seats: tuple[SeatLine, ...]

    @property
    def is_vacant(self) -> bool:
        return all(holder.is_closed for holder in self.holders)


@dataclass(frozen=True)
class PostPage:
    """All the post's tenures and seats, past and future ones too; `accounts` (names by id) and `bodies` are choices."""

    post: Post
    holdings: tuple[Holding, ...]
    seats: tuple[SeatLine, ...]
    uses: PostUses
    accounts: dict[str, str]
    bodies: tuple[Body, ...]


@dataclass(frozen=True)
class BodyPost:
    """A post that sits in a body; who holds it is not told."""

    seat: Seat
    title: str
    unit: str
    is_vacant: bool


def show_posts(session: Session, viewer: Viewer, today: date) -> tuple[PostLine, ...]:
    """Every post, by unit and title; those that belong to no unit come first."""
    require(viewer, Right.CHANGE, Thing.POST)
    holders: defaultdict[str, list[Holding]] = defaultdict(list)
    for holding in all_holdings(session):
        if holding.tenure.term.holds_on(today):
            holders[holding.post.id].append(holding)
    seats: defaultdict[str, list[SeatLine]] = defaultdict(list)
    for line in _named(session, viewer, all_seats(session)):
        if line.membership.term.holds_on(today):
            seats[line.membership.post_id].append(line)
    posts = sorted(all_posts(session), key=_by_unit)
    return tuple(PostLine(post, tuple(holders[post.id]), tuple(seats[post.id])) for post in posts)


def show_post(session: Session, viewer: Viewer, post_id: str) -> PostPage:
    """Raises NotFoundError."""
    require(viewer, Right.CHANGE, Thing.POST)
    post = post_by_id(session, post_id)
    seats = tuple(seated for seated in all_seats(session) if seated[1].id == post_id)
    accounts = sorted(all_accounts(session), key=lambda account: account.display_name.casefold())
    return PostPage(
        post=post,
        holdings=holdings_of_post(session, post_id),
        seats=_named(session, viewer, seats),
        uses=uses_of_post(session, post_id),
        accounts={one.id: f"{one.display_name} ({one.user_name})" for one in accounts if not one.is_closed},
        bodies=all_bodies(session, viewer),
    )


def units(session: Session, viewer: Viewer) -> tuple[str, ...]:
    """The units that posts belong to, to choose from."""
    require(viewer, Right.CHANGE, Thing.POST)
    return tuple(sorted({post.unit for post in all_posts(session) if post.unit}, key=str.casefold))


def people_of_body(session: Session, viewer: Viewer, body: str, today: date) -> tuple[BodyPost, ...]:
    """The posts that sit in the body of that short name today, the chair first; nothing to whoever may not see posts.

    The viewer must have been let see the body itself.
    """
    if not may(viewer, Right.SEE, Thing.POST, body):
        return ()
    seated = [
        (membership, post)
        for membership, post in seats_of_body(session, body)
        if membership.term.holds_on(today) and post.exists_on(today)
    ]
    held = posts_held_on(session, {post.id for _, post in seated}, today)
    found = [BodyPost(membership.seat, post.title, post.unit, post.id not in held) for membership, post in seated]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.seat), one.title.casefold())))


_ORDER = (Seat.CHAIR, Seat.MEMBER, Seat.SUBSTITUTE, Seat.SECRETARY, Seat.GUEST)


def _named(session: Session, viewer: Viewer, seats: tuple[Seated, ...]) -> tuple[SeatLine, ...]:
    names = {body.short_name: body.name for body in all_bodies(session, viewer)}
    return tuple(SeatLine(membership, names.get(membership.body, membership.body)) for membership, _ in seats)


def _by_unit(post: Post) -> tuple[str, str]:
    return post.unit.casefold(), post.title.casefold()
