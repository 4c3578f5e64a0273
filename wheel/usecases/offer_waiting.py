"""What can be chosen for an item that waits: when to look at it again, and which post sees to that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, may
from wheel.core.calendar import LAST_YEAR, Calendar
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.posts import Post, Seat
from wheel.core.stops import Waiting
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import load_calendar
from wheel.store.post_lists import posts_on
from wheel.store.post_seats import Seated, seats_of_body


@dataclass(frozen=True)
class WaitingOffer:
    """`calendar` gives the windows, `bodies` those whose next meeting may be waited for, `body` the item's own.

    `posts` may see to it, those that sit in the body first; `owner` (an id) is the one that usually does, None if no
    post does. Whoever may not see posts is offered none.
    """

    body: str
    calendar: Calendar
    bodies: tuple[Body, ...]
    posts: tuple[Post, ...]
    owner: str | None


def offer_waiting(session: Session, viewer: Viewer, body: str, today: date, language: str = "da") -> WaitingOffer:
    """What is offered for an item of `body`: its secretary's post sees to it, or else one of the viewer's own."""
    bodies = (one for one in all_bodies(session, viewer) if one.valid_until is None or one.valid_until > today)
    sits = seats_of_body(session, body)
    posts = _posts(session, viewer, body, sits, today)
    return WaitingOffer(
        body=body,
        calendar=load_calendar(session, max(today.year - 1, 1), min(today.year + 2, LAST_YEAR), language),
        bodies=tuple(sorted(bodies, key=lambda one: (one.short_name != body, one.name.casefold()))),
        posts=posts,
        owner=_usual_owner(viewer, sits, posts, today),
    )


def usual_waiting(session: Session, viewer: Viewer, body: str, today: date) -> Waiting:
    """How an item of `body` waits unless somebody says so: who usually sees to it looks before the next meeting."""
    sits = seats_of_body(session, body)
    owner = _usual_owner(viewer, sits, _posts(session, viewer, body, sits, today), today)
    return Waiting("", LookAgain(LookKind.MEETING, body=body), owner)


def secretary_post(session: Session, body: str, today: date) -> str | None:
    """The post (its id) that is the body's secretary on that day; None where none is."""
    sits = seats_of_body(session, body)
    return _secretary(sits, today, {post.id for _, post in sits if post.exists_on(today)})


def _usual_owner(viewer: Viewer, sits: Iterable[Seated], posts: Iterable[Post], today: date) -> str | None:
    known = {post.id for post in posts}
    own = sorted(viewer.posts & known)
    return _secretary(sits, today, known) or (own[0] if own else None)


def _secretary(sits: Iterable[Seated], today: date, known: set[str]) -> str | None:
    found = (
        post.id
        for membership, post in sits
        if membership.seat is Seat.SECRETARY and membership.term.holds_on(today) and post.id in known
    )
    return next(found, None)


def _posts(session: Session, viewer: Viewer, body: str, sits: Iterable[Seated], today: date) -> tuple[Post, ...]:
    if not may(viewer, Right.SEE, Thing.POST, body):
        return ()
    seated = {post.id for membership, post in sits if membership.term.holds_on(today)}
    return tuple(sorted(posts_on(session, today), key=lambda post: (post.id not in seated, post.title.casefold())))
