"""Bodies, found by the names they go and went by; adding one, changing it and taking it away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session, selectinload

from wheel.core.access import Viewer
from wheel.core.body_names import body_called
from wheel.core.deadlines import DaysBefore, Notice, WeekdayBefore, WorkingDaysBefore
from wheel.core.item_content import TEXT_FIELDS
from wheel.core.plan import Body
from wheel.errors import NotFoundError, WheelError
from wheel.store.tables import BodyAliasRow, BodyRow, FeedRow, SharedMembersRow, UploadedMinutesRow
from wheel.store.visibility import visible_body


def all_bodies(session: Session, viewer: Viewer) -> tuple[Body, ...]:
    """The bodies the viewer may know of, in the order they were set up; what each says of others, of those as well."""
    rows = session.scalars(
        select(BodyRow).where(visible_body(viewer)).options(selectinload(BodyRow.aliases)).order_by(BodyRow.id)
    ).all()
    names = {row.id: row.short_name for row in rows}
    sharing = _sharing(session)
    return tuple(_value(row, names, sharing[row.id]) for row in rows)


def _sharing(session: Session) -> defaultdict[int, set[int]]:
    """With which bodies each one shares members, by row id; kept once a pair, and true both ways."""
    found = defaultdict(set)
    for body_id, other_id in session.execute(select(SharedMembersRow.body_id, SharedMembersRow.other_id)):
        found[body_id].add(other_id)
        found[other_id].add(body_id)
    return found


def find_body(session: Session, viewer: Viewer, name: str) -> Body:
    """The body that `name` means to the viewer, by `core/body_names.py`. Raises NotFoundError.

    Bodies that the viewer may not know of are found by no name, and make no other name ambiguous.
    """
    found = body_called(name, all_bodies(session, viewer), _former_names(session))
    if found is None:
        raise NotFoundError("There is no body called %(name)s.", name=name)
    return found


def _former_names(session: Session) -> dict[str, frozenset[str]]:
    """The aliases that bodies go by no longer, by short name."""
    found = defaultdict(set)
    aliases = select(BodyRow.short_name, BodyAliasRow.alias).join_from(BodyAliasRow, BodyRow)
    for short_name, alias in session.execute(aliases.where(BodyAliasRow.valid_until.is_not(None))):
        found[short_name].add(alias)
    return {short_name: frozenset(names) for short_name, names in found.items()}


def add_body(session: Session, body: Body) -> None:
    """Add a body; its parent must be there already."""
    row = BodyRow(short_name=body.short_name, **_columns(session, body))
    row.aliases = [BodyAliasRow(alias=alias) for alias in body.aliases]
    session.add(row)
    session.flush()
    _share_members(session, row, body.shares_members_with)


def save_body(session: Session, body: Body, former_names: Mapping[str, date]) -> None:
    """Write a changed body over the stored one, whose version rises.

    `former_names` are those of its aliases that it goes by no longer, with the first day on which it did not.
    """
    row = _row(session, body.short_name)
    for name, value in _columns(session, body).items():
        setattr(row, name, value)
    kept = {known.alias: known for known in row.aliases}
    row.aliases = [
        kept.get(alias) or BodyAliasRow(alias=alias, valid_until=former_names.get(alias)) for alias in body.aliases
    ]
    row.version += 1
    session.flush()
    _share_members(session, row, body.shares_members_with)


def delete_body(session: Session, short_name: str) -> None:
    """Take an unused body away, with its feed and with minutes of it that were handed in."""
    row = _row(session, short_name)
    session.execute(delete(FeedRow).where(FeedRow.body_id == row.id))
    session.execute(delete(UploadedMinutesRow).where(UploadedMinutesRow.body_id == row.id))
    session.delete(row)
    session.flush()


def _columns(session: Session, body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "kind": body.kind,
        "parent_id": body_row_id(session, body.parent) if body.parent else None,
        "visibility": body.visibility,
        "default_start": body.default_start,
        "default_end": body.default_end,
        "default_place": body.default_place,
        "valid_from": body.valid_from,
        "valid_until": body.valid_until,
        "merged_into_id": body_row_id(session, body.merged_into) if body.merged_into else None,
        "field_names": dict(body.field_names),
        **notice_columns(body.notice),
    }


def _share_members(session: Session, row: BodyRow, names: frozenset[str]) -> None:
    """Keep with whom the body shares members. It is said of both, so the version of the other one rises as well."""
    now = set(session.scalars(select(BodyRow.id).where(BodyRow.short_name.in_(names))))
    before = _sharing(session)[row.id]
    gone = [
        (SharedMembersRow.body_id == min(row.id, other)) & (SharedMembersRow.other_id == max(row.id, other))
        for other in before - now
    ]
    if gone:
        session.execute(delete(SharedMembersRow).where(or_(*gone)))
    for other in sorted(now - before):
        session.add(SharedMembersRow(body_id=min(row.id, other), other_id=max(row.id, other)))
    for changed in session.scalars(select(BodyRow).where(BodyRow.id.in_(before ^ now))):
        changed.version += 1
    session.flush()


def notice_columns(notice: Notice | None) -> dict[str, int | None]:
    """A notice rule as the columns that keep it."""
    return {
        "notice_working_days": notice.count if isinstance(notice, WorkingDaysBefore) else None,
        "notice_days": notice.count if isinstance(notice, DaysBefore) else None,
        "notice_weekday": notice.weekday if isinstance(notice, WeekdayBefore) else None,
    }


def body_row_id(session: Session, short_name: str, missing: WheelError | None = None) -> int:
    """For the store's own use. Raises `missing`, or NotFoundError, where there is no such body."""
    row_id = session.scalar(select(BodyRow.id).where(BodyRow.short_name == short_name))
    if row_id is None:
        raise missing or NotFoundError("There is no body called %(name)s.", name=short_name)
    return row_id


def lock_body(session: Session, short_name: str) -> int:
    """Make everybody else who changes this body's agenda wait; the body's row id.

    PostgreSQL locks the row; on SQLite the whole database is already this transaction's.
    """
    row_id = session.scalar(select(BodyRow.id).where(BodyRow.short_name == short_name).with_for_update())
    if row_id is None:
        raise NotFoundError("There is no body called %(name)s.", name=short_name)
    return row_id


def _row(session: Session, short_name: str) -> BodyRow:
    row = session.scalar(select(BodyRow).where(BodyRow.short_name == short_name))
    if row is None:
        raise NotFoundError("There is no body called %(name)s.", name=short_name)
    return row


def _value(row: BodyRow, names: Mapping[int, str], sharing: Collection[int]) -> Body:
    """The body, with the short names of those others that are among `names` (by row id)."""
    return Body(
        id=row.public_id,
        short_name=row.short_name,
        name=row.name,
        kind=row.kind,
        parent=names.get(row.parent_id or 0),
        visibility=row.visibility,
        aliases=tuple(alias.alias for alias in row.aliases),
        default_start=row.default_start,
        default_end=row.default_end,
        default_place=row.default_place,
        notice=_notice(row),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        merged_into=names.get(row.merged_into_id or 0),
        shares_members_with=frozenset(names[other] for other in sharing if other in names),
        # A database keeps a document's keys in an order of its own.
        field_names=tuple((field, row.field_names[field]) for field in TEXT_FIELDS if field in row.field_names),
        version=row.version,
    )


def _notice(row: BodyRow) -> Notice | None:
    if row.notice_working_days is not None:
        return WorkingDaysBefore(row.notice_working_days)
    if row.notice_days is not None:
        return DaysBefore(row.notice_days)
    return None if row.notice_weekday is None else WeekdayBefore(row.notice_weekday)
