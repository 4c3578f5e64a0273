"""Bodies, found by short name, name or alias."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from wheel.core.access import Viewer
from wheel.core.plan import Body
from wheel.errors import NotFoundError
from wheel.store.tables import BodyAliasRow, BodyRow
from wheel.store.visibility import visible_body


def all_bodies(session: Session, viewer: Viewer) -> tuple[Body, ...]:
    """The bodies the viewer may know of, in the order they were set up."""
    rows = session.scalars(
        select(BodyRow)
        .where(visible_body(viewer))
        .options(selectinload(BodyRow.aliases), selectinload(BodyRow.parent))
        .order_by(BodyRow.id)
    )
    return tuple(body_value(row) for row in rows)


def find_body(session: Session, viewer: Viewer, name: str) -> Body:
    """The body that goes by `name`. Raises NotFoundError; a short name wins over another body's alias."""
    bodies = all_bodies(session, viewer)
    exact = [body for body in bodies if body.short_name == name]
    known = exact or [body for body in bodies if body.goes_by(name)]
    if not known:
        raise NotFoundError("There is no body called %(name)s.", name=name)
    return known[0]


def add_body(session: Session, body: Body) -> None:
    """Add a body; its parent must be there already."""
    session.add(
        BodyRow(
            short_name=body.short_name,
            name=body.name,
            kind=body.kind,
            parent_id=body_row_id(session, body.parent) if body.parent else None,
            visibility=body.visibility,
            default_start=body.default_start,
            default_end=body.default_end,
            default_place=body.default_place,
            notice_working_days=body.notice_working_days,
            valid_from=body.valid_from,
            valid_until=body.valid_until,
            aliases=[BodyAliasRow(alias=alias) for alias in body.aliases],
        )
    )
    session.flush()


def body_row_id(session: Session, short_name: str) -> int:
    row_id = session.scalar(select(BodyRow.id).where(BodyRow.short_name == short_name))
    if row_id is None:
        raise NotFoundError("There is no body called %(name)s.", name=short_name)
    return row_id


def lock_body(session: Session, short_name: str) -> int:
    """Make everybody else who changes this body's agenda wait; the body's row id.

    PostgreSQL locks the row; on SQLite the whole database is already this transaction's.
    """
    row_id = session.scalar(select(BodyRow.id).where(BodyRow.short_name == short_name).with_for_update())
    if row_id is None:
        raise NotFoundError("There is no body called %(name)s.", name=short_name)
    return row_id


def body_value(row: BodyRow) -> Body:
    return Body(
        id=row.public_id,
        short_name=row.short_name,
        name=row.name,
        kind=row.kind,
        parent=row.parent.short_name if row.parent else None,
        visibility=row.visibility,
        aliases=tuple(alias.alias for alias in row.aliases),
        default_start=row.default_start,
        default_end=row.default_end,
        default_place=row.default_place,
        notice_working_days=row.notice_working_days,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
