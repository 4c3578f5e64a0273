"""Saved views of the wheel: an account's own, and those that are everybody's."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wheel.core.periods import Zoom
from wheel.core.saved_views import LONGEST_NAME, LONGEST_QUERY
from wheel.store.tables.base import Base, PublicId, RowId, Version, choice


class SavedViewRow(Base):
    """A zoom and a filter under a name; everybody's where `account_id` is NULL.

    `query` is the filter in its one usual form, as it stands in an address.
    """

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    zoom: Mapped[Zoom] = mapped_column(choice(Zoom, "zoom"))
    query: Mapped[str] = mapped_column(String(LONGEST_QUERY), default="")
    is_list: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]
