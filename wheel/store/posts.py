"""Posts, who holds them, and where they sit."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wheel.core.posts import Membership, Post, Seat, Term
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.accounts import account_row
from wheel.store.bodies import body_row_id
from wheel.store.tables import AccountRow, BodyRow, MembershipRow, PostRow, TenureRow


def posts_held_by(session: Session, account_id: str, day: date) -> tuple[Post, ...]:
    """The posts that the account holds on that day, the one held longest first."""
    rows = session.scalars(
        select(PostRow)
        .join(TenureRow, TenureRow.post_id == PostRow.id)
        .join(AccountRow, AccountRow.id == TenureRow.account_id)
        .where(AccountRow.public_id == account_id)
        .where(TenureRow.begins <= day, or_(TenureRow.ends.is_(None), TenureRow.ends > day))
        .where(or_(PostRow.ends.is_(None), PostRow.ends > day))
        .order_by(TenureRow.begins, TenureRow.id)
    )
    return tuple({row.id: post_value(row) for row in rows}.values())


def all_posts(session: Session) -> tuple[Post, ...]:
    """Every post, also those that no longer exist, in the order in which they were added."""
    return tuple(post_value(row) for row in session.scalars(select(PostRow).order_by(PostRow.id)))


def post_by_id(session: Session, post_id: str) -> Post:
    """Raises NotFoundError."""
    return post_value(post_row(session, post_id))


def memberships_of_posts(session: Session, post_ids: frozenset[str]) -> tuple[Membership, ...]:
    """Where these posts sit, past and future included."""
    rows = session.execute(
        select(MembershipRow, PostRow.public_id, BodyRow.short_name)
        .join(PostRow, PostRow.id == MembershipRow.post_id)
        .join(BodyRow, BodyRow.id == MembershipRow.body_id)
        .where(PostRow.public_id.in_(post_ids))
        .order_by(MembershipRow.id)
    )
    return tuple(
        Membership(row.public_id, post_id, body, row.seat, Term(row.begins, row.ends)) for row, post_id, body in rows
    )


def post_value(row: PostRow) -> Post:
    return Post(row.public_id, row.title, row.unit, row.ends, row.version)


def add_post(session: Session, title: str, unit: str = "", ends: date | None = None) -> str:
    """Add a post that nobody holds; its public id."""
    row = PostRow(title=title, unit=unit, ends=ends)
    session.add(row)
    session.flush()
    return row.public_id


def save_post(session: Session, post: Post) -> None:
    """Write a changed post over the stored one, whose version rises. The version is not checked here."""
    row = post_row(session, post.id)
    row.title, row.unit, row.ends = post.title, post.unit, post.ends
    row.version += 1
    session.flush()


def delete_post(session: Session, post_id: str) -> None:
    """Take away a post that nothing uses."""
    session.delete(post_row(session, post_id))
    session.flush()


def lock_post(session: Session, post_id: str) -> Post:
    """The post, with everybody else who changes it or what belongs to it made to wait. Raises NotFoundError.

    PostgreSQL locks the row; on SQLite the whole database is already this transaction's.
    """
    session.execute(select(PostRow.id).where(PostRow.public_id == post_id).with_for_update())
    return post_by_id(session, post_id)


def add_tenure(
    session: Session,
    post_id: str,
    account_id: str,
    begins: date,
    ends: date | None = None,
    *,
    from_provider: bool = False,
) -> str:
    """Let the account hold the post from a day on; the tenure's public id."""
    row = TenureRow(
        post_id=post_row(session, post_id).id,
        account_id=account_row(session, account_id).id,
        begins=begins,
        ends=ends,
        is_from_provider=from_provider,
    )
    session.add(row)
    session.flush()
    return row.public_id


def add_membership(session: Session, post_id: str, body: str, seat: Seat, term: Term) -> str:
    """Let the post sit in the body of that short name; the membership's public id."""
    row = MembershipRow(
        post_id=post_row(session, post_id).id,
        body_id=body_row_id(session, body),
        seat=seat,
        begins=term.begins,
        ends=term.ends,
    )
    session.add(row)
    session.flush()
    return row.public_id


def post_row_id(session: Session, post_id: str, missing: InvalidInputError) -> int:
    """For the store's own use. Raises `missing`, which says what to choose, where there is no such post."""
    row_id = session.scalar(select(PostRow.id).where(PostRow.public_id == post_id))
    if row_id is None:
        raise missing
    return row_id


def post_row(session: Session, post_id: str) -> PostRow:
    """For the store's own use. Raises NotFoundError."""
    row = session.scalar(select(PostRow).where(PostRow.public_id == post_id))
    if row is None:
        raise NotFoundError("There is no such post.")
    return row
