"""Give a post a seat in a body, end it, and take away one that was entered by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.core.posts import Membership, Post, PostAct, Seat, Term
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.post_seats import remove_seat as drop_seat
from wheel.store.post_seats import set_seat_end
from wheel.store.posts import add_membership, memberships_of_posts, save_post
from wheel.usecases.audited import audit
from wheel.usecases.changed_post import checked_term, post_behind_lock


@dataclass(frozen=True)
class AddSeat:
    """In the body of that short name, from the first day to the last, both included; open ends are None."""

    post_id: str
    seen: int
    body: str
    seat: Seat
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class EndSeat:
    """The last day of the seat; None lets it go on."""

    post_id: str
    seen: int
    membership_id: str
    last_day: date | None


@dataclass(frozen=True)
class RemoveSeat:
    post_id: str
    seen: int
    membership_id: str


def add_seat(session: Session, viewer: Viewer, command: AddSeat, moment: Moment) -> str:
    """The new membership's id: its holders see what the seat lets them see, from the first day on.

    Raises InvalidInputError naming the field: `body`, `seat_from` or `seat_until`; and ConflictError.
    """
    post = post_behind_lock(session, viewer, command.post_id, command.seen)
    if command.body not in {body.short_name for body in all_bodies(session, viewer)}:
        raise InvalidInputError("Choose a body from the list.", field="body")
    term = checked_term(post, command.first_day, command.last_day, first="seat_from", last="seat_until")
    _require_no_other(session, post, command.body, command.seat, term)
    membership_id = add_membership(session, post.id, command.body, command.seat, term)
    save_post(session, post)
    _audit(session, viewer, moment, PostAct.SEAT_ADDED, post, command.body, command.seat)
    return membership_id


def end_seat(session: Session, viewer: Viewer, command: EndSeat, moment: Moment) -> None:
    """Raises InvalidInputError for `ends_on`, and ConflictError if the post is not as it was seen."""
    post = post_behind_lock(session, viewer, command.post_id, command.seen)
    seat = _seat(session, post, command.membership_id)
    term = checked_term(post, seat.term.begins, command.last_day, first="ends_on", last="ends_on")
    _require_no_other(session, post, seat.body, seat.seat, term, but=seat.id)
    set_seat_end(session, seat.id, term.ends)
    save_post(session, post)
    _audit(session, viewer, moment, PostAct.SEAT_ENDED, post, seat.body, seat.seat)


def remove_seat(session: Session, viewer: Viewer, command: RemoveSeat, moment: Moment) -> None:
    """As if it had never been. Raises NotFoundError, and ConflictError if the post is not as it was seen."""
    post = post_behind_lock(session, viewer, command.post_id, command.seen)
    seat = _seat(session, post, command.membership_id)
    drop_seat(session, seat.id)
    save_post(session, post)
    _audit(session, viewer, moment, PostAct.SEAT_REMOVED, post, seat.body, seat.seat)


def _require_no_other(session: Session, post: Post, body: str, seat: Seat, term: Term, but: str = "") -> None:
    others = memberships_of_posts(session, frozenset({post.id}))
    if any(
        (other.body, other.seat) == (body, seat) and other.id != but and other.term.overlaps(term) for other in others
    ):
        raise InvalidInputError("The post has that seat in that time already.", field="ends_on" if but else "body")


def _seat(session: Session, post: Post, membership_id: str) -> Membership:
    found = (one for one in memberships_of_posts(session, frozenset({post.id})) if one.id == membership_id)
    seat = next(found, None)
    if seat is None:
        raise NotFoundError("There is no such seat.")
    return seat


def _audit(session: Session, viewer: Viewer, moment: Moment, act: PostAct, post: Post, body: str, seat: Seat) -> None:
    audit(session, viewer, moment, act, AuditThing.POST, post.id, body=body, seat=seat.value)
