"""Choose the password of an account by a link to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wheel.core.access import Moment
from wheel.core.audit import AuditThing
from wheel.core.sign_in import LinkPurpose, PasswordAct
from wheel.errors import NotFoundError
from wheel.store.account_links import AccountLink, end_links, link_of_token
from wheel.store.account_sessions import end_sessions
from wheel.store.accounts import forget_failures, lock_accounts, set_password_hash
from wheel.store.database import Database, Session
from wheel.usecases.attempts import Attempt, Door, count_attempt, forget_attempt
from wheel.usecases.audited import audit
from wheel.usecases.identify import viewer_of
from wheel.usecases.passwords import NewPassword, accepts_passwords, known_names


@dataclass(frozen=True)
class OpenLink:
    """`address` is where the link is opened from; `secret` keys the hash under which failures are counted."""

    token: str = field(repr=False)
    address: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class LinkedAccount:
    """Whose password a link is for."""

    user_name: str
    purpose: LinkPurpose


def open_link(database: Database, command: OpenLink, moment: Moment) -> LinkedAccount:
    """Whose password it is for. It may be opened often: programs that read mail for their owners open links too.

    Raises NotFoundError, in the same words whether it is wrong, expired or used; or RefusedError when throttled.
    """
    link, _ = _opened(database, command, moment)
    return LinkedAccount(link.account.user_name, link.purpose)


def choose_password(database: Database, command: OpenLink, chosen: NewPassword, moment: Moment) -> None:
    """Keep the password, and end all sessions and links of the account: whoever else had one is out.

    Nobody is signed in by it, and a second factor stays as it is. Raises InvalidInputError naming the field, and what
    `open_link` raises.
    """
    _, names = _opened(database, command, moment)
    password_hash = chosen.hashed(names)
    with database.writing() as session:
        lock_accounts(session)
        link = _usable_link(session, command.token, moment)
        if link is None:
            raise _no_link()
        account = link.account
        set_password_hash(session, account.id, password_hash)
        end_sessions(session, account.id)
        end_links(session, account.id)
        # Whoever forgot it and tried in vain may sign in at once.
        signing_in = Attempt(Door.PASSWORD, account.user_name, command.address, command.secret)
        forget_failures(session, signing_in.by_name)
        owner = viewer_of(session, account, moment.today)
        audit(session, owner, moment, PasswordAct.CHOSEN, AuditThing.ACCOUNT, account.id, purpose=link.purpose.value)


def _opened(database: Database, command: OpenLink, moment: Moment) -> tuple[AccountLink, tuple[str, ...]]:
    """The link, and the names that are no password for it. A wrong one stays counted though the use case refuses."""
    attempt = Attempt(Door.LINK, command.token, command.address, command.secret)
    with database.writing() as session:
        count_attempt(session, attempt, moment.at)
        link = _usable_link(session, command.token, moment)
        if link is not None:
            forget_attempt(session, attempt)
            return link, known_names(session, link.account)
    raise _no_link()


def _usable_link(session: Session, token: str, moment: Moment) -> AccountLink | None:
    """The link, unless its account has been closed, or passwords have been switched off, since it was made."""
    link = link_of_token(session, token, moment.at)
    if link is None or link.account.is_closed or link.account.is_sample or not accepts_passwords(session):
        return None
    return link


def _no_link() -> NotFoundError:
    return NotFoundError(
        "A link can be used once, and only for a time. Ask for a new one, or ask an administrator for it."
    )
