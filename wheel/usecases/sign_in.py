"""Sign in with a password, and with the second factor where there is one; throttled across processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wheel.core.access import ANONYMOUS, Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.core.sign_in import SignInAct
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.account_sessions import (
    AccountSession,
    begin_session,
    end_session,
    end_sessions_before,
    end_waiting_sessions_before,
    session_of_key,
)
from wheel.store.accounts import Account, find_account, set_password_hash
from wheel.store.database import Database, Session
from wheel.store.organisation import find_organisation
from wheel.usecases.attempts import Attempt, Door, count_attempt, forget_attempt
from wheel.usecases.audited import audit
from wheel.usecases.authenticator import is_readable, use_authenticators_code
from wheel.usecases.identify import LONGEST_PAUSE, LONGEST_SESSION, viewer_of
from wheel.usecases.passwords import accepts_passwords, hash_again, is_password, wants_new_hash
from wheel.usecases.recovery_codes import use_code

LONGEST_WAIT = timedelta(minutes=10)
"""How long the second factor may take after the password."""


@dataclass(frozen=True)
class SignIn:
    """`address` is where the attempt comes from; `secret` keys the hashes under which failures are counted.

    `browser` says in a few words what is signed in with; `replaces` is the session that it had before, which ends.
    """

    user_name: str
    password: str = field(repr=False)
    address: str
    secret: str = field(repr=False)
    browser: str = ""
    replaces: str | None = None


@dataclass(frozen=True)
class Opened:
    """The key of a new session, for the browser; while it `awaits_second_factor`, it opens nothing else."""

    key: str = field(repr=False)
    awaits_second_factor: bool


@dataclass(frozen=True)
class ShowSecondFactor:
    """`key` is that of the session that waits. Either `code` is the authenticator's, or `recovery_code` is given."""

    key: str = field(repr=False)
    code: str = field(repr=False)
    recovery_code: str = field(repr=False)
    address: str
    secret: str = field(repr=False)


def sign_in(database: Database, command: SignIn, moment: Moment) -> Opened:
    """Begin a session for whoever knows the password.

    Raises RefusedError: in the same words whether the name or the password was wrong, when throttled, where the
    organisation does not let people in by password, and where the second factor cannot be asked for any more.

    The slow password check runs between two short transactions, so that nobody's write waits for it.
    """
    attempt = Attempt(Door.PASSWORD, command.user_name, command.address, command.secret)
    with database.writing() as session:
        _require_passwords_allowed(session)
        count_attempt(session, attempt, moment.at)
        account = _usable(session, command.user_name)
    password_hash = account.password_hash if account else None
    if not is_password(password_hash, command.password) or account is None or password_hash is None:
        _note_failure(database, command, moment)
        raise RefusedError("The user name or the password is wrong.")
    with database.writing() as session:
        if _usable(session, command.user_name) != account:
            raise RefusedError("The account has just been changed. Sign in again.")
        forget_attempt(session, attempt)
        _clear_away(session, command, moment.at)
        if wants_new_hash(password_hash):
            set_password_hash(session, account.id, hash_again(command.password))
        return _open(session, account, command, moment)


def awaits_second_factor(database: Database, key: str, moment: Moment) -> bool:
    """Whether the browser that holds this key has shown its password, and may still show its second factor."""
    with database.reading() as session:
        return _waiting(session, key, moment.at) is not None


def show_second_factor(database: Database, command: ShowSecondFactor, moment: Moment) -> str:
    """End the wait, and begin the session that it was for; its key, which is another, for the browser.

    Raises RefusedError when throttled, or when the wait is over: the browser must begin again with the password.
    Raises InvalidInputError naming the field, `code` or `recovery_code`.
    """
    with database.writing() as session:
        _require_passwords_allowed(session)
        waiting = _waiting(session, command.key, moment.at)
        if waiting is None:
            raise RefusedError("It took too long. Sign in again.")
        attempt = Attempt(Door.SECOND_FACTOR, waiting.account.id, command.address, command.secret)
        count_attempt(session, attempt, moment.at)
        if _fits(session, waiting.account, command, moment):
            forget_attempt(session, attempt)
            end_session(session, waiting.id)
            return _begin(session, waiting.account, waiting.browser, moment)
        _audit_failure(session, waiting.account, moment, factor="second")
    raise _refusal(command)


def _require_passwords_allowed(session: Session) -> None:
    if not accepts_passwords(session):
        raise RefusedError("Nobody signs in with a password here. Use your organisation's own sign-in.")


def _usable(session: Session, user_name: str) -> Account | None:
    """The account of that name, unless it is closed; the sample's own only in a sample database."""
    account = find_account(session, user_name)
    organisation = find_organisation(session)
    is_sample = organisation is not None and organisation.is_sample
    if account is None or account.is_closed or (account.is_sample and not is_sample):
        return None
    return account


def _clear_away(session: Session, command: SignIn, at: datetime) -> None:
    """What holds no more is kept no longer."""
    if command.replaces:
        end_session(session, command.replaces)
    end_sessions_before(session, at - LONGEST_SESSION, at - LONGEST_PAUSE)
    end_waiting_sessions_before(session, at - LONGEST_WAIT)


def _open(session: Session, account: Account, command: SignIn, moment: Moment) -> Opened:
    if account.second_factor_since is None:
        return Opened(_begin(session, account, command.browser, moment), awaits_second_factor=False)
    if not is_readable(session, account.id, command.secret):
        raise RefusedError(
            "Your second factor can no longer be checked, because the service has been given another secret key. "
            "Ask an administrator to take it off your account."
        )
    key = begin_session(session, account.id, moment.at, command.browser, awaits_second_factor=True)
    return Opened(key, awaits_second_factor=True)


def _begin(session: Session, account: Account, browser: str, moment: Moment) -> str:
    key = begin_session(session, account.id, moment.at, browser)
    begun = session_of_key(session, key)
    session_id = begun.id if begun else ""
    viewer = viewer_of(session, account, moment.today, session_id)
    audit(session, viewer, moment, SignInAct.SIGNED_IN, AuditThing.SESSION, session_id)
    return key


def _waiting(session: Session, key: str, at: datetime) -> AccountSession | None:
    known = session_of_key(session, key)
    if known is None or not known.awaits_second_factor or known.account.is_closed:
        return None
    return known if at - known.began_at < LONGEST_WAIT and known.account.second_factor_since else None


def _fits(session: Session, account: Account, command: ShowSecondFactor, moment: Moment) -> bool:
    if not command.recovery_code:
        return use_authenticators_code(session, account.id, command.code, command.secret, moment.at)
    is_unused = use_code(session, account.id, command.recovery_code, command.secret, moment.at)
    if is_unused:
        viewer = viewer_of(session, account, moment.today)
        audit(session, viewer, moment, SignInAct.CODE_USED, AuditThing.ACCOUNT, account.id)
    return is_unused


def _refusal(command: ShowSecondFactor) -> InvalidInputError:
    if command.recovery_code:
        return InvalidInputError("This is no recovery code of yours, or it has been used.", field="recovery_code")
    return InvalidInputError("The code does not fit. Write the six digits that the app shows now.", field="code")


def _note_failure(database: Database, command: SignIn, moment: Moment) -> None:
    """In a transaction of its own, since the attempt is then refused."""
    with database.writing() as session:
        _audit_failure(session, find_account(session, command.user_name), moment, factor="password")


def _audit_failure(session: Session, account: Account | None, moment: Moment, *, factor: str) -> None:
    """Names the account if there is one, but no post: who tried may be anybody. What was typed is never kept."""
    viewer = Viewer(account_id=account.id) if account else ANONYMOUS
    audit(session, viewer, moment, SignInAct.FAILED, AuditThing.SESSION, "", factor=factor)
