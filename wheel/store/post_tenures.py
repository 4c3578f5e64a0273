"""Who holds posts, held them and is going to: reading tenures, ending them and taking back one that has not begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wheel.core.posts import Post, Tenure, Term
from wheel.errors import NotFoundError
from wheel.store.posts import post_value
from wheel.store.tables import AccountRow, PostRow, TenureRow


@dataclass(frozen=True)
class Holding:
    """A tenure with its post, and what the account is called that holds it: "" where it is anonymised."""

    tenure: Tenure
    post: Post
    person: str
    is_closed: bool


def all_holdings(session: Session) -> tuple[Holding, ...]:
    """Every tenure, past and future ones included, the earliest first."""
    return _read(session, _QUERY)


def holdings_of_post(session: Session, post_id: str) -> tuple[Holding, ...]:
    return _read(session, _QUERY.where(PostRow.public_id == post_id))


def holdings_of_account(session: Session, account_id: str) -> tuple[Holding, ...]:
    return _read(session, _QUERY.where(AccountRow.public_id == account_id))


def posts_held_on(session: Session, post_ids: Iterable[str], day: date) -> frozenset[str]:
    """Those of the posts, by id, that somebody whose account is open holds on that day."""
    held = _read(session, _QUERY.where(PostRow.public_id.in_(list(post_ids)), AccountRow.is_closed.is_(False)))
    return frozenset(one.post.id for one in held if one.tenure.term.holds_on(day))


def set_tenure_end(session: Session, tenure_id: str, ends: date | None) -> None:
    """Let the tenure end on that day, its first day no more; None lets it go on."""
    _row(session, tenure_id).ends = ends
    session.flush()


def remove_tenure(session: Session, tenure_id: str) -> None:
    session.delete(_row(session, tenure_id))
    session.flush()


_QUERY: Select[TenureRow, PostRow, AccountRow] = (
    select(TenureRow, PostRow, AccountRow)
    .join(PostRow, PostRow.id == TenureRow.post_id)
    .join(AccountRow, AccountRow.id == TenureRow.account_id)
    .order_by(TenureRow.begins, TenureRow.id)
)


def _read(session: Session, query: Select[TenureRow, PostRow, AccountRow]) -> tuple[Holding, ...]:
    return tuple(
        Holding(
            Tenure(row.public_id, post.public_id, account.public_id, Term(row.begins, row.ends), row.is_from_provider),
            post_value(post),
            account.display_name,
            account.is_closed,
        )
        for row, post, account in session.execute(query)
    )


def _row(session: Session, tenure_id: str) -> TenureRow:
    row = session.scalar(select(TenureRow).where(TenureRow.public_id == tenure_id))
    if row is None:
        raise NotFoundError("There is no such holder of a post.")
    return row
