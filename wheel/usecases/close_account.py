"""Close an account, which can be opened again; end its sessions."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require
from wheel.core.accounts import AccountAct
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.errors import RefusedError
from wheel.store.account_endings import end_access
from wheel.store.account_sessions import end_sessions
from wheel.store.accounts import set_closed
from wheel.store.database import Session
from wheel.usecases.audited import audit
from wheel.usecases.change_own_feed import end_feeds_of
from wheel.usecases.changed_account import account_behind_lock, require_somebody_left


@dataclass(frozen=True)
class CloseAccount:
    """Which account, and the version of it that was seen."""

    account_id: str
    seen: int


def close_account(session: Session, viewer: Viewer, command: CloseAccount, moment: Moment) -> None:
    """Nobody signs in with it any more: its sessions end, and links to choose its password are gone.

    Its own calendars are closed for good; opening the account again does not bring them back.

    Raises RefusedError where no administrator would be left, and ConflictError.
    """
    account = account_behind_lock(session, viewer, command.account_id, command.seen)
    if account.is_closed:
        raise RefusedError("The account is closed already.")
    require_somebody_left(session, account, is_closed=True)
    set_closed(session, account.id, is_closed=True)
    end_access(session, account.id)
    end_feeds_of(session, account.id, moment)
    audit(session, viewer, moment, Act.CLOSED, AuditThing.ACCOUNT, account.id)


def reopen_account(session: Session, viewer: Viewer, command: CloseAccount, moment: Moment) -> None:
    """Its owner can sign in again, as before, and makes calendars anew. Raises ConflictError."""
    account = account_behind_lock(session, viewer, command.account_id, command.seen)
    if not account.is_closed:
        raise RefusedError("The account is open already.")
    set_closed(session, account.id, is_closed=False)
    audit(session, viewer, moment, Act.REOPENED, AuditThing.ACCOUNT, account.id)


def end_all_sessions(session: Session, viewer: Viewer, account_id: str, moment: Moment) -> int:
    """Sign the account out everywhere, as after a lost telephone; how many sessions that were."""
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    count = end_sessions(session, account_id)
    audit(session, viewer, moment, AccountAct.SESSIONS_ENDED, AuditThing.ACCOUNT, account_id, count=count)
    return count
