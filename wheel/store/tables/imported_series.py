"""Series that came from calendar files: which event of a file each stands for, so that a later file finds it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wheel.core.imported_calendars import LONGEST_UID
from wheel.store.tables.base import Base, RowId, UtcInstant

LONGEST_SOURCE = 200


class ImportedSeriesRow(Base):
    """An event's UID (RFC 5545, 3.8.4.7) and the series made from it; each UID once, whichever file it stood in.

    `source` is what the calendar is called that it was last taken from. `content_hash` is of what was last taken over
    of it, and empty where the plan no longer holds that: it was undone, or the event went. `decided` holds, by the
    first day of its slot, each occurrence as the file moved or cancelled it: what is otherwise, a person decided.
    """

    __tablename__ = "imported_series"
    __table_args__ = (UniqueConstraint("uid"), UniqueConstraint("series_id"), Index(None, "source"))

    id: Mapped[RowId]
    uid: Mapped[str] = mapped_column(String(LONGEST_UID))
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    decided: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))
    imported_at: Mapped[datetime] = mapped_column(UtcInstant)
