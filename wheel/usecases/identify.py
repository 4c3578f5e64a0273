"""Say who a signed-in browser belongs to, and whether the service is well."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from wheel.core.access import Viewer
from wheel.store.accounts import account_of_session
from wheel.store.database import Database
from wheel.store.stamps import read_stamp


def identify(database: Database, session_key: str) -> Viewer | None:
    """The viewer whose browser holds this key, or None when it has been ended."""
    with database.reading() as session:
        account = account_of_session(session, session_key)
    if account is None:
        return None
    return Viewer(role=account.role, name=account.display_name, account_id=account.id)


def is_well(database: Database) -> bool:
    """Whether the database answers and its tables are there."""
    try:
        with database.reading() as session:
            return read_stamp(session) > 0
    except SQLAlchemyError:
        return False
