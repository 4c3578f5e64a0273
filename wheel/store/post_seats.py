"""Where posts sit: reading the seats of posts and of bodies, ending one and taking away one entered by mistake."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wheel.core.posts import Membership, Post, Term
from wheel.errors import NotFoundError
from wheel.store.posts import post_value
from wheel.store.tables import BodyRow, MembershipRow, PostRow

Seated = tuple[Membership, Post]
"""A seat, and the post that has it."""


def all_seats(session: Session) -> tuple[Seated, ...]:
    """Every seat, past and future ones included, in the order in which they were added."""
    return _read(session, _QUERY)


def seats_of_body(session: Session, body: str) -> tuple[Seated, ...]:
    """Those in the body of that short name."""
    return _read(session, _QUERY.where(BodyRow.short_name == body))


def set_seat_end(session: Session, membership_id: str, ends: date | None) -> None:
    """Let the seat end on that day, its first day no more; None lets it go on."""
    _row(session, membership_id).ends = ends
    session.flush()


def remove_seat(session: Session, membership_id: str) -> None:
    session.delete(_row(session, membership_id))
    session.flush()


_QUERY: Select[MembershipRow, PostRow, str] = (
    select(MembershipRow, PostRow, BodyRow.short_name)
    .join(PostRow, PostRow.id == MembershipRow.post_id)
    .join(BodyRow, BodyRow.id == MembershipRow.body_id)
    .order_by(MembershipRow.id)
)


def _read(session: Session, query: Select[MembershipRow, PostRow, str]) -> tuple[Seated, ...]:
    return tuple(
        (Membership(row.public_id, post.public_id, body, row.seat, Term(row.begins, row.ends)), post_value(post))
        for row, post, body in session.execute(query)
    )


def _row(session: Session, membership_id: str) -> MembershipRow:
    row = session.scalar(select(MembershipRow).where(MembershipRow.public_id == membership_id))
    if row is None:
        raise NotFoundError("There is no such seat.")
    return row
