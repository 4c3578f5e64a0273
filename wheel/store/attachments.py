"""The attachments of items: read for a viewer with closed ones redacted, and changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer, attachment_thing, may
from wheel.core.attachments import Attachment, AttachmentContent
from wheel.core.permissions import Right
from wheel.errors import NotFoundError
from wheel.store.items import item_row
from wheel.store.stops import stops_of_item
from wheel.store.tables import AttachmentRow, ItemRow

_FIELDS = ("title", "document_number", "link", "is_closed")


def attachments_of(session: Session, viewer: Viewer, item_id: str) -> tuple[Attachment, ...]:
    """An item's attachments in order. Raises NotFoundError if the viewer may not see the item."""
    bodies = {stop.body for stop in stops_of_item(session, viewer, item_id)}
    rows = session.scalars(
        select(AttachmentRow).join(ItemRow).where(ItemRow.public_id == item_id).order_by(AttachmentRow.position)
    )
    return tuple(_value(row, viewer, bodies) for row in rows)


def find_attachment(session: Session, viewer: Viewer, attachment_id: str) -> tuple[str, Attachment]:
    """The item's id, and the attachment. Raises NotFoundError also where the viewer may not see what it is."""
    item_id = session.scalar(
        select(ItemRow.public_id).join(AttachmentRow).where(AttachmentRow.public_id == attachment_id)
    )
    if item_id is not None:
        try:
            for attachment in attachments_of(session, viewer, item_id):
                if attachment.id == attachment_id:
                    return item_id, attachment
        except NotFoundError:
            # Of an item that is not seen, an attachment is not there either.
            pass
    raise NotFoundError("There is no such attachment.")


def order_of_attachments(session: Session, item_id: str) -> tuple[str, ...]:
    """The ids of an item's attachments in order, closed ones included. Only for deciding on their order."""
    return tuple(
        session.scalars(
            select(AttachmentRow.public_id)
            .join(ItemRow)
            .where(ItemRow.public_id == item_id)
            .order_by(AttachmentRow.position)
        )
    )


def add_attachment(session: Session, item_id: str, content: AttachmentContent) -> str:
    """Add it last; its public id."""
    item = item_row(session, item_id)
    row = AttachmentRow(
        item_id=item.id,
        position=len(order_of_attachments(session, item_id)) + 1,
        **{name: getattr(content, name) for name in _FIELDS},
    )
    session.add(row)
    item.version += 1
    session.flush()
    return row.public_id


def save_attachment(session: Session, item_id: str, attachment_id: str, content: AttachmentContent) -> None:
    row = _row(session, attachment_id)
    for name in _FIELDS:
        setattr(row, name, getattr(content, name))
    item_row(session, item_id).version += 1
    session.flush()


def remove_attachment(session: Session, item_id: str, attachment_id: str) -> None:
    """Take it away; those after it get the numbers before theirs."""
    session.delete(_row(session, attachment_id))
    session.flush()
    order_attachments(session, item_id, order_of_attachments(session, item_id))


def order_attachments(session: Session, item_id: str, order: Sequence[str]) -> None:
    """Number them 1, 2, 3 and so on in that order of their ids."""
    item = item_row(session, item_id)
    for row in session.scalars(select(AttachmentRow).where(AttachmentRow.item_id == item.id)):
        row.position = order.index(row.public_id) + 1
    item.version += 1
    session.flush()


def _value(row: AttachmentRow, viewer: Viewer, bodies: set[str]) -> Attachment:
    if not any(may(viewer, Right.SEE, attachment_thing(row.is_closed), body) for body in bodies):
        # That there is one, and its number, is all that leaves the store.
        return Attachment(row.position, row.is_closed)
    content = AttachmentContent(row.title, row.document_number, row.link, row.is_closed)
    return Attachment(row.position, row.is_closed, row.public_id, content)


def _row(session: Session, attachment_id: str) -> AttachmentRow:
    row = session.scalar(select(AttachmentRow).where(AttachmentRow.public_id == attachment_id))
    if row is None:
        raise NotFoundError("There is no such attachment.")
    return row
