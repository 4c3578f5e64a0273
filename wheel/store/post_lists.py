"""Posts as others choose from them, and as who holds them sees them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wheel.core.posts import Post
from wheel.store.posts import post_value
from wheel.store.tables import AccountRow, PostRow, TenureRow


def posts_on(session: Session, day: date) -> tuple[Post, ...]:
    """The posts that exist on that day, held or not, by title."""
    rows = session.scalars(
        select(PostRow).where(or_(PostRow.ends.is_(None), PostRow.ends > day)).order_by(PostRow.title, PostRow.id)
    )
    return tuple(post_value(row) for row in rows)


def held_since(session: Session, account_id: str, day: date) -> tuple[tuple[Post, date], ...]:
    """The posts that the account holds on that day, each with the first day of it; the one held longest first."""
    rows = session.execute(
        select(PostRow, TenureRow.begins)
        .join(TenureRow, TenureRow.post_id == PostRow.id)
        .join(AccountRow, AccountRow.id == TenureRow.account_id)
        .where(AccountRow.public_id == account_id)
        .where(TenureRow.begins <= day, or_(TenureRow.ends.is_(None), TenureRow.ends > day))
        .where(or_(PostRow.ends.is_(None), PostRow.ends > day))
        .order_by(TenureRow.begins.desc(), TenureRow.id.desc())
    )
    # Of several terms of one post, the earliest is left.
    held = {row.id: (post_value(row), begins) for row, begins in rows}
    return tuple(sorted(held.values(), key=lambda one: one[1]))
