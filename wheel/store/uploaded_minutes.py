"""Minutes that were handed in, kept for who handed them in; and what the plan holds that they are compared with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.folding import fold
from wheel.core.minutes_checklist import UploadedMinutes
from wheel.core.stops import Stop
from wheel.errors import NotFoundError
from wheel.store.accounts import account_row
from wheel.store.bodies import body_row_id
from wheel.store.stops import stop_values, stops_seen
from wheel.store.tables import AccountRow, AttachmentRow, BodyRow, ItemRow, StopRow, UploadedMinutesRow
from wheel.store.visibility import readable_item


def add_minutes(
    session: Session, account_id: str, body: str, name: str, text: str, year_hint: int | None, at: datetime
) -> str:
    """Keep them; their public id."""
    row = UploadedMinutesRow(
        body_id=body_row_id(session, body),
        account_id=account_row(session, account_id).id,
        name=name,
        text=text,
        year_hint=year_hint,
        at=at,
    )
    session.add(row)
    session.flush()
    return row.public_id


def minutes_of_account(session: Session, account_id: str, since: datetime) -> tuple[UploadedMinutes, ...]:
    """What somebody has handed in since then, the latest first, without its text."""
    rows = session.execute(
        select(UploadedMinutesRow.public_id, BodyRow.short_name, UploadedMinutesRow.name, UploadedMinutesRow.at)
        .join(BodyRow, BodyRow.id == UploadedMinutesRow.body_id)
        .join(AccountRow, AccountRow.id == UploadedMinutesRow.account_id)
        .where(AccountRow.public_id == account_id, UploadedMinutesRow.at >= since)
        .order_by(UploadedMinutesRow.at.desc(), UploadedMinutesRow.id.desc())
    )
    return tuple(UploadedMinutes(public_id, body, name, "", None, at) for public_id, body, name, at in rows)


def find_minutes(session: Session, account_id: str, minutes_id: str, since: datetime) -> UploadedMinutes:
    """Raises NotFoundError for what somebody else handed in, what was handed in before that, and what is gone."""
    found = session.execute(
        select(UploadedMinutesRow, BodyRow.short_name)
        .join(BodyRow, BodyRow.id == UploadedMinutesRow.body_id)
        .join(AccountRow, AccountRow.id == UploadedMinutesRow.account_id)
        .where(UploadedMinutesRow.public_id == minutes_id, UploadedMinutesRow.at >= since)
        .where(AccountRow.public_id == account_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError("These minutes are no longer here. Hand them in again.")
    row, body = found
    return UploadedMinutes(row.public_id, body, row.name, row.text, row.year_hint, row.at)


def remove_minutes(session: Session, minutes_id: str) -> None:
    session.execute(delete(UploadedMinutesRow).where(UploadedMinutesRow.public_id == minutes_id))


def remove_minutes_before(session: Session, at: datetime) -> None:
    session.execute(delete(UploadedMinutesRow).where(UploadedMinutesRow.at < at))


def stops_of_items(session: Session, viewer: Viewer, items: Collection[str]) -> dict[str, tuple[Stop, ...]]:
    """By item (public id): its stops of which the viewer may see more than the number."""
    found: dict[str, list[Stop]] = {item: [] for item in items}
    query = stops_seen(viewer).where(ItemRow.public_id.in_(items), readable_item(viewer)).order_by(StopRow.id)
    for stop in stop_values(session, viewer, query):
        found[stop.item_id or ""].append(stop)
    return {item: tuple(stops) for item, stops in found.items()}


def attached_to(session: Session, items: Collection[str]) -> dict[str, frozenset[str]]:
    """By item (public id): the folded document numbers, or titles, of its attachments. For who may see the items."""
    found: dict[str, set[str]] = {item: set() for item in items}
    rows = session.execute(
        select(ItemRow.public_id, AttachmentRow.document_number, AttachmentRow.title)
        .join(ItemRow, ItemRow.id == AttachmentRow.item_id)
        .where(ItemRow.public_id.in_(items))
    )
    for item, number, title in rows:
        found[item].add(fold(number or title))
    return {item: frozenset(known) for item, known in found.items()}
