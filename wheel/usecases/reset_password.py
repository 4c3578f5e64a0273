"""Ask for a new password when the old one is forgotten; nobody learns by it which accounts there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wheel.core.access import ANONYMOUS, Moment
from wheel.core.audit import AuditThing
from wheel.core.sign_in import LinkPurpose, PasswordAct
from wheel.errors import InvalidInputError
from wheel.store.account_links import add_link
from wheel.store.accounts import Account, find_account, find_account_by_email, lock_accounts
from wheel.store.database import Database, Session
from wheel.usecases.attempts import Attempt, Door, count_attempt
from wheel.usecases.audited import audit
from wheel.usecases.invite import PasswordLetter, letter_to
from wheel.usecases.passwords import accepts_passwords

# Whoever asks reads the mail at once.
LASTS_BY_MAIL = timedelta(hours=1)


@dataclass(frozen=True)
class AskForReset:
    """`name` is a user name or an e-mail address, as typed; `secret` keys the hashes of it and of the address."""

    name: str
    address: str
    secret: str


def count_request(database: Database, command: AskForReset, now: datetime) -> None:
    """All that is done while the asker waits, the same for every name.

    Raises InvalidInputError for no name, RefusedError when throttled.
    """
    if not command.name.strip():
        raise InvalidInputError("Write your user name or your e-mail address.", field="name")
    attempt = Attempt(Door.RESET, command.name, command.address, command.secret)
    with database.writing() as session:
        count_attempt(session, attempt, now)


def reset_letter(database: Database, name: str, moment: Moment) -> PasswordLetter | None:
    """The letter with a new link, good for an hour; None where the name has none, or an account that gets none.

    To be called where nobody waits for it, for it takes longer when there is such an account.
    """
    with database.writing() as session:
        lock_accounts(session)
        account = _account_to_write_to(session, name)
        if account is None:
            return None
        token = add_link(session, account.id, LinkPurpose.RESET, moment.at, moment.at + LASTS_BY_MAIL)
        # Whoever asked may be anybody.
        audit(session, ANONYMOUS, moment, PasswordAct.LINK_MAILED, AuditThing.ACCOUNT, account.id)
        return letter_to(session, account, LinkPurpose.RESET, token)


def _account_to_write_to(session: Session, name: str) -> Account | None:
    account = find_account(session, name) or find_account_by_email(session, name)
    if account is None or not account.email or not accepts_passwords(session):
        return None
    is_out = account.is_closed or account.is_anonymised or account.is_sample
    return None if is_out or (account.is_from_provider and account.password_hash is None) else account
