"""What all tables share: constraint names, random public ids, UTC instants and named choices."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, mapped_column

# Every constraint has a name, so that a migration can change it on both databases.
CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


class UtcInstant(TypeDecorator[datetime]):
    """An aware instant. SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def choice(kind: type[StrEnum], name: str) -> Enum:
    """A column type that holds one of the words of `kind`, checked by the database."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda words: [word.value for word in words],
    )


def new_public_id() -> str:
    """80 random bits in 16 lower-case letters and digits: unguessable, short enough to read in a URL."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


RowId = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[str, mapped_column(String(32), unique=True, default=new_public_id)]
# Rises with each change, so that a lost update is noticed.
Version = Annotated[int, mapped_column(default=1, server_default=text("1"))]
