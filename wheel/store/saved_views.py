"""Saved views: those of an account, those that are everybody's, and changing one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from wheel.core.saved_views import SavedView
from wheel.core.wheel_filters import filter_of
from wheel.errors import NotFoundError
from wheel.store.organisation import lock_plan
from wheel.store.tables import AccountRow, SavedViewRow


def views_of(session: Session, account_id: str | None) -> tuple[SavedView, ...]:
    """The account's own views, or without an account everybody's, by name."""
    return _in_order(session, _owned_by(account_id))


def views_at_hand(session: Session, account_id: str | None) -> tuple[SavedView, ...]:
    """Everybody's views, and the account's own beside them, by name."""
    return _in_order(session, or_(SavedViewRow.account_id.is_(None), _owned_by(account_id)))


def find_view(session: Session, account_id: str | None, view_id: str) -> SavedView:
    """A view of everybody's or of that account's own. Raises NotFoundError, for another's as for none."""
    return _value(_row(session, account_id, view_id))


def lock_views(session: Session, account_id: str | None) -> None:
    """Make everybody else wait who changes views of that account, or everybody's."""
    if account_id is None:
        lock_plan(session)
    else:
        session.execute(select(AccountRow.id).where(AccountRow.public_id == account_id).with_for_update())


def add_view(session: Session, account_id: str | None, view: SavedView) -> str:
    """Add a view of that account's own, or of everybody's; its public id."""
    owner = None if account_id is None else select(AccountRow.id).where(AccountRow.public_id == account_id)
    row = SavedViewRow(
        account_id=None if owner is None else session.scalars(owner).one(),
        name=view.name,
        zoom=view.zoom,
        query=view.query,
        is_list=view.is_list,
    )
    session.add(row)
    session.flush()
    return row.public_id


def rename_view(session: Session, account_id: str | None, view_id: str, name: str) -> None:
    """Give it another name; its version rises."""
    row = _row(session, account_id, view_id)
    row.name = name
    row.version += 1
    session.flush()


def delete_view(session: Session, account_id: str | None, view_id: str) -> None:
    session.delete(_row(session, account_id, view_id))
    session.flush()


def delete_views_of(session: Session, account_row_id: int) -> None:
    """Take away all views of an account's own; for the store's own use."""
    session.execute(delete(SavedViewRow).where(SavedViewRow.account_id == account_row_id))


def _in_order(session: Session, where: ColumnElement[bool]) -> tuple[SavedView, ...]:
    rows = session.scalars(select(SavedViewRow).where(where))
    return tuple(sorted(map(_value, rows), key=lambda view: (view.name.casefold(), view.id)))


def _row(session: Session, account_id: str | None, view_id: str) -> SavedViewRow:
    may_be = or_(SavedViewRow.account_id.is_(None), _owned_by(account_id))
    found = select(SavedViewRow).where(SavedViewRow.public_id == view_id, may_be)
    row = session.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise NotFoundError("There is no such view.")
    return row


def _owned_by(account_id: str | None) -> ColumnElement[bool]:
    if account_id is None:
        return SavedViewRow.account_id.is_(None)
    own = select(AccountRow.id).where(AccountRow.public_id == account_id)
    return SavedViewRow.account_id == own.scalar_subquery()


def _value(row: SavedViewRow) -> SavedView:
    return SavedView(
        id=row.public_id,
        name=row.name,
        zoom=row.zoom,
        wanted=filter_of(row.query),
        is_list=row.is_list,
        is_shared=row.account_id is None,
        version=row.version,
    )
