"""A small plan whose bodies, rings and calendar a planner changes, and what stands in it afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from small_plan import MOMENT, SECRETARY, a_body, set_up
from sqlalchemy import select

from wheel.core.access import OPERATOR, Moment, Viewer
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.plan import Body
from wheel.store.bodies import add_body, find_body
from wheel.store.database import Database
from wheel.store.feeds import ensure_feeds
from wheel.store.local_days import add_local_days, all_local_days
from wheel.store.stamps import read_stamp
from wheel.store.tables import BodyAliasRow
from wheel.usecases.save_body import SaveBody, save_body

FORUM = "chefforum"


def with_forum(database: Database) -> None:
    """The committee with its meetings, and a forum that nothing uses."""
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body(FORUM, aliases=("SCF",), default_place="Kantinen"))
        ensure_feeds(session)


def body_now(database: Database, name: str) -> Body:
    with database.reading() as session:
        return find_body(session, OPERATOR, name)


def save(database: Database, body: Body, seen: int = 1, viewer: Viewer = SECRETARY, moment: Moment = MOMENT) -> str:
    with database.writing() as session:
        return save_body(session, viewer, SaveBody(body, seen), moment)


def change(database: Database, short_name: str, /, seen: int = 1, moment: Moment = MOMENT, **changes: object) -> Body:
    """Save the body with those changes; how it then is."""
    save(database, replace(body_now(database, short_name), **changes), seen, moment=moment)  # type: ignore[arg-type]
    return body_now(database, short_name)


def former_names(database: Database) -> list[tuple[str, date | None]]:
    """Every alias, with the first day on which it was no longer the name."""
    with database.reading() as session:
        rows = session.scalars(select(BodyAliasRow).order_by(BodyAliasRow.alias))
        return [(row.alias, row.valid_until) for row in rows]


def stamp(database: Database) -> int:
    with database.reading() as session:
        return read_stamp(session)


def days_now(database: Database) -> tuple[LocalDays, ...]:
    with database.reading() as session:
        return all_local_days(session)


def with_days(database: Database, *days: tuple[LocalDaysKind, str, date, date]) -> None:
    with database.writing() as session:
        for kind, name, first, last in days:
            add_local_days(session, LocalDays(kind, name, DateSpan.of_days(first, last)))
