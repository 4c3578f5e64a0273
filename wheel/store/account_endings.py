"""Ends what lets somebody in through an account, and takes out of it all that says whose it was."""

from __future__ import annotations

import secrets

from sqlalchemy import delete
from sqlalchemy.orm import Session

from wheel.core.access import Role
from wheel.store.account_links import end_links
from wheel.store.account_sessions import end_sessions
from wheel.store.accounts import account_row
from wheel.store.own_feeds import forget_owner
from wheel.store.saved_views import delete_views_of
from wheel.store.tables import RecoveryCodeRow, UploadedMinutesRow


def end_access(session: Session, account_id: str) -> None:
    """Take away its sessions, and the links to choose a password that have been made for it."""
    end_sessions(session, account_id)
    end_links(session, account_id)


def erase_person(session: Session, account_id: str) -> None:
    """Anonymise and close the account, for ever; its version rises.

    The account itself stays, since tenures and the audit name it.
    """
    end_access(session, account_id)
    row = account_row(session, account_id)
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == row.id))
    # What somebody looks at, and calls it, is theirs, and minutes that they handed in.
    delete_views_of(session, row.id)
    forget_owner(session, row.id)
    session.execute(delete(UploadedMinutesRow).where(UploadedMinutesRow.account_id == row.id))
    # Names are unique, and nobody may guess under which one a deleted account is kept.
    row.user_name = f"deleted-{secrets.token_hex(16)}"
    row.display_name = ""
    row.role = Role.READER
    row.email = row.password_hash = None
    row.second_factor_key = row.second_factor_since = row.second_factor_step = None
    row.provider_issuer = row.provider_subject = None
    row.is_closed = row.is_anonymised = True
    row.version += 1
    session.flush()
