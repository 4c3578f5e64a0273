"""Organisation, calendar, bodies, rings, series, year plans and occurrences."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.local_days import LocalDaysKind
from wheel.core.occurrences import Kind, Status, Visibility
from wheel.core.plan import BodyKind, PlanStatus
from wheel.core.slots import Precision
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, Version, choice


class OrganisationRow(Base):
    """The one organisation this installation serves; `uid_domain` is the fixed right half of all calendar UIDs.

    `has_public_part`: visitors who have not signed in see what is public. `allows_passwords`: people may sign in with a
    password. `admits_newcomers`: whoever the sign-in provider vouches for gets an account, also where no rule gives
    them a role.
    """

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(60), default="Europe/Copenhagen")
    locale: Mapped[str] = mapped_column(String(10), default="da")
    uid_domain: Mapped[str] = mapped_column(String(120))
    is_sample: Mapped[bool] = mapped_column(default=False)
    has_public_part: Mapped[bool] = mapped_column(default=True, server_default=true())
    allows_passwords: Mapped[bool] = mapped_column(default=True, server_default=true())
    admits_newcomers: Mapped[bool] = mapped_column(default=True, server_default=true())
    version: Mapped[Version]


class LocalDaysRow(Base):
    """A local school holiday or closing days; `end_day` is the day after the last."""

    __tablename__ = "local_days"
    __table_args__ = (CheckConstraint("end_day > start_day", name="not_empty"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    kind: Mapped[LocalDaysKind] = mapped_column(choice(LocalDaysKind, "kind"))
    name: Mapped[str] = mapped_column(String(120))
    start_day: Mapped[date]
    end_day: Mapped[date]
    version: Mapped[Version]


class RingRow(Base):
    __tablename__ = "rings"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    colour: Mapped[str] = mapped_column(String(7))
    position: Mapped[int]
    version: Mapped[Version]


class BodyRow(Base):
    """Who meets. At most one of the three notice rules is set; `merged_into_id` is the body that took over.

    `field_names` are what the body calls the text fields of its items, by field, where that is not the usual name.
    """

    __tablename__ = "bodies"
    __table_args__ = (
        UniqueConstraint("short_name"),
        CheckConstraint(
            "(notice_working_days IS NULL AND notice_days IS NULL)"
            " OR (notice_working_days IS NULL AND notice_weekday IS NULL)"
            " OR (notice_days IS NULL AND notice_weekday IS NULL)",
            name="one_notice_rule",
        ),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    short_name: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[BodyKind] = mapped_column(choice(BodyKind, "kind"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility, "visibility"))
    default_start: Mapped[time | None]
    default_end: Mapped[time | None]
    default_place: Mapped[str] = mapped_column(String(200), default="")
    notice_working_days: Mapped[int | None]
    notice_days: Mapped[int | None]
    notice_weekday: Mapped[int | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    field_names: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))
    version: Mapped[Version]

    aliases: Mapped[list[BodyAliasRow]] = relationship(order_by="BodyAliasRow.alias", cascade="all, delete-orphan")


class BodyAliasRow(Base):
    """Another name a body goes by, or went by in a time; found again without regard to case."""

    __tablename__ = "body_aliases"
    __table_args__ = (UniqueConstraint("body_id", "alias"),)

    id: Mapped[RowId]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    alias: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class SharedMembersRow(Base):
    """Two bodies that share members, so that they cannot meet at the same time; each pair once, the older first."""

    __tablename__ = "shared_members"
    __table_args__ = (CheckConstraint("body_id < other_id", name="older_first"),)

    body_id: Mapped[int] = mapped_column(
        ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class SeriesRow(Base):
    """One planned recurring thing; `rule` is the document of its schedule."""

    __tablename__ = "series"
    __table_args__ = (Index(None, "body_id"), Index(None, "ring_id"))

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    ring_id: Mapped[int] = mapped_column(ForeignKey("rings.id"))
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[int | None]
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility, "visibility"))
    version: Mapped[Version]

    body: Mapped[BodyRow | None] = relationship()
    ring: Mapped[RingRow] = relationship()


class YearPlanRow(Base):
    """`has_draft`: a published year has a new draft beside it."""

    __tablename__ = "year_plans"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[PlanStatus] = mapped_column(choice(PlanStatus, "status"))
    has_draft: Mapped[bool] = mapped_column(default=False, server_default=false())


class OccurrenceRow(Base):
    """A dated happening. (series, slot_start) finds it again for ever; the public id is its calendar UID.

    `is_extra`: a person added it, no rule asked for it. `is_in_draft`: it is only in the draft beside a published year.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("series_id", "slot_start", "is_extra"),
        CheckConstraint("end_day > start_day", name="not_empty"),
        CheckConstraint("slot_end > slot_start", name="slot_not_empty"),
        Index(None, "start_day", "end_day"),
        Index(None, "plan_year"),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    plan_year: Mapped[int]
    slot_start: Mapped[date]
    slot_end: Mapped[date]
    start_day: Mapped[date]
    end_day: Mapped[date]
    precision: Mapped[Precision] = mapped_column(choice(Precision, "precision"), default=Precision.EXACT)
    words: Mapped[str] = mapped_column(String(200), default="")
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[Status] = mapped_column(choice(Status, "status"), default=Status.PLANNED)
    because: Mapped[str] = mapped_column(Text, default="")
    is_moved: Mapped[bool] = mapped_column(default=False)
    rule_says_start: Mapped[date | None]
    rule_says_end: Mapped[date | None]
    is_unasked: Mapped[bool] = mapped_column(default=False)
    is_extra: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_in_draft: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]

    series: Mapped[SeriesRow] = relationship()


class OccurrenceDraftRow(Base):
    """What the draft beside a published year says of an occurrence otherwise; without a state it takes it away."""

    __tablename__ = "occurrence_drafts"

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    state: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class OccurrenceChangeRow(Base):
    """What a person did to an occurrence; append-only, kept so by the database."""

    __tablename__ = "occurrence_changes"
    __table_args__ = (Index(None, "occurrence_id"),)

    id: Mapped[RowId]
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    actor: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(20))
    from_day: Mapped[date | None]
    to_day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
