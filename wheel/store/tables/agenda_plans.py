"""What agendas are planned from: routes through bodies, standing items with their rosters, and minutes handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.stops import Purpose
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, Version, choice
from wheel.store.tables.plan import BodyRow
from wheel.store.tables.posts import PostRow


class RouteTemplateRow(Base):
    """A route that items often take, under a name."""

    __tablename__ = "route_templates"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(120))
    version: Mapped[Version]

    steps: Mapped[list[RouteStepRow]] = relationship(order_by="(RouteStepRow.step, RouteStepRow.id)")


class RouteStepRow(Base):
    """One body on a route; those with the same `step` (from 1) treat it side by side. All committees where no body."""

    __tablename__ = "route_steps"
    __table_args__ = (
        Index(None, "template_id"),
        CheckConstraint("step >= 1 AND lead_days >= 0", name="step_from_one"),
    )

    id: Mapped[RowId]
    template_id: Mapped[int] = mapped_column(ForeignKey("route_templates.id", ondelete="CASCADE"))
    step: Mapped[int]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "purpose"))
    lead_days: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    body: Mapped[BodyRow | None] = relationship()


class StandingItemRow(Base):
    """A rule that yields items for a body's meetings, from `begins` until before `ends` (NULL: open)."""

    __tablename__ = "standing_items"
    __table_args__ = (Index(None, "body_id"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    title: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text, default="", server_default="")
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "purpose"))
    minutes: Mapped[int | None]
    is_closed: Mapped[bool] = mapped_column(default=False, server_default=false())
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    begins: Mapped[date | None]
    ends: Mapped[date | None]
    version: Mapped[Version]

    body: Mapped[BodyRow] = relationship()
    roster: Mapped[list[StandingPostRow]] = relationship(
        order_by="StandingPostRow.position", cascade="all, delete-orphan"
    )


class StandingPostRow(Base):
    """A post on a standing item's roster: one item for each of them a year."""

    __tablename__ = "standing_posts"
    __table_args__ = (UniqueConstraint("standing_item_id", "post_id"),)

    id: Mapped[RowId]
    standing_item_id: Mapped[int] = mapped_column(ForeignKey("standing_items.id", ondelete="CASCADE"))
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    position: Mapped[int]

    post: Mapped[PostRow] = relationship()


class UploadedMinutesRow(Base):
    """The text of minutes that somebody handed in for a body, until they have ticked what to take over."""

    __tablename__ = "uploaded_minutes"
    __table_args__ = (Index(None, "body_id"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    year_hint: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcInstant)

    body: Mapped[BodyRow] = relationship()
