"""Posts, who holds them, and where they sit."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.posts import Seat
from wheel.store.tables.access import AccountRow
from wheel.store.tables.base import Base, PublicId, RowId, Version, choice
from wheel.store.tables.plan import BodyRow


class PostRow(Base):
    """A title in an organisation unit; nobody need hold it. It no longer exists from `ends` on."""

    __tablename__ = "posts"

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    title: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(200), default="")
    ends: Mapped[date | None]
    version: Mapped[Version]


class TenureRow(Base):
    """That an account holds a post, from `begins` to the day before `ends`; an open end is NULL."""

    __tablename__ = "tenures"
    __table_args__ = (
        CheckConstraint("ends > begins", name="not_empty"),
        Index(None, "account_id"),
        Index(None, "post_id"),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    begins: Mapped[date]
    ends: Mapped[date | None]
    is_from_provider: Mapped[bool] = mapped_column(default=False, server_default=false())

    post: Mapped[PostRow] = relationship()
    account: Mapped[AccountRow] = relationship()


class MembershipRow(Base):
    """That a post sits in a body, from `begins` to the day before `ends`; open ends are NULL."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("ends > begins", name="not_empty"),
        Index(None, "post_id"),
        Index(None, "body_id"),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    seat: Mapped[Seat] = mapped_column(choice(Seat, "seat"))
    begins: Mapped[date | None]
    ends: Mapped[date | None]

    post: Mapped[PostRow] = relationship()
    body: Mapped[BodyRow] = relationship()
