"""Change the password of one's own account."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.sign_in import PasswordAct
from wheel.errors import ForbiddenError, InvalidInputError, RefusedError
from wheel.store.account_links import end_links
from wheel.store.account_sessions import end_sessions
from wheel.store.accounts import Account, account_by_id, lock_accounts, set_password_hash
from wheel.store.database import Database, Session
from wheel.usecases.attempts import Attempt, Door, count_attempt, forget_attempt
from wheel.usecases.audited import audit
from wheel.usecases.passwords import NewPassword, accepts_passwords, is_password, known_names


class OwnPassword(StrEnum):
    """Whether the viewer's account has a password that can be changed, and if not, why."""

    CHANGEABLE = "changeable"
    AT_PROVIDER = "at_provider"
    SAMPLE = "sample"
    SWITCHED_OFF = "switched_off"


@dataclass(frozen=True)
class ChangePassword:
    """`address` is where it comes from; `secret` keys the hashes under which failures are counted."""

    current: str = field(repr=False)
    chosen: NewPassword
    address: str
    secret: str = field(repr=False)


def own_password(session: Session, viewer: Viewer) -> OwnPassword:
    """Raises ForbiddenError unless the viewer is signed in."""
    return _state(session, _own_account(session, viewer))


def change_password(database: Database, viewer: Viewer, command: ChangePassword, moment: Moment) -> None:
    """Keep the new password, and end the account's links and its sessions but this one.

    Raises InvalidInputError naming the field, or RefusedError: throttled together with signing in, so that a stolen
    session is no quieter place to guess.
    """
    with database.writing() as session:
        account = _own_account(session, viewer)
        _require_changeable(_state(session, account))
        attempt = Attempt(Door.PASSWORD, account.user_name, command.address, command.secret)
        count_attempt(session, attempt, moment.at)
        names = known_names(session, account)
    if not is_password(account.password_hash, command.current):
        raise InvalidInputError("This is not the password you have now.", field="current_password")
    with database.writing() as session:
        forget_attempt(session, attempt)
    password_hash = command.chosen.hashed(names)
    with database.writing() as session:
        lock_accounts(session)
        if account_by_id(session, account.id).password_hash != account.password_hash:
            raise RefusedError("The password has been changed meanwhile, and this did not change it. Try again.")
        set_password_hash(session, account.id, password_hash)
        end_sessions(session, account.id, but=viewer.session_id)
        end_links(session, account.id)
        audit(session, viewer, moment, PasswordAct.CHANGED, AuditThing.ACCOUNT, account.id)


def _own_account(session: Session, viewer: Viewer) -> Account:
    require(viewer, Right.CHANGE, Thing.OWN)
    if viewer.account_id is None:
        raise ForbiddenError("Sign in to see this.")
    return account_by_id(session, viewer.account_id)


def _state(session: Session, account: Account) -> OwnPassword:
    if account.is_sample:
        return OwnPassword.SAMPLE
    if not accepts_passwords(session):
        return OwnPassword.SWITCHED_OFF
    return OwnPassword.CHANGEABLE if account.password_hash else OwnPassword.AT_PROVIDER


def _require_changeable(state: OwnPassword) -> None:
    if state is OwnPassword.SAMPLE:
        raise RefusedError("The sample's account keeps the password that everybody knows. Make an account of your own.")
    if state is not OwnPassword.CHANGEABLE:
        raise RefusedError("You do not sign in with a password here, so there is none to change.")
