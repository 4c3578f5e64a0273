"""Make a link by which somebody chooses the password of their account, and the letter that it may be sent in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.sign_in import LinkPurpose, PasswordAct
from wheel.errors import RefusedError
from wheel.store.account_links import add_link, link_of_token
from wheel.store.accounts import Account, account_by_id, lock_accounts
from wheel.store.database import Session
from wheel.store.organisation import find_organisation
from wheel.usecases.audited import audit
from wheel.usecases.passwords import accepts_passwords

# An invitation may wait for a holiday; a link that somebody reads aloud or copies, for the next working day.
LASTS = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.RESET: timedelta(hours=24)}


@dataclass(frozen=True)
class PasswordLetter:
    """What a mail with a link is made from; `locale` is the organisation's language, "da" or "en"."""

    email: str
    user_name: str
    organisation: str
    locale: str
    purpose: LinkPurpose
    token: str = field(repr=False)


def make_link(session: Session, viewer: Viewer, moment: Moment, account_id: str, purpose: LinkPurpose) -> str:
    """The token of a new link, for seven days as an invitation, else for 24 hours; an earlier one for the same ends.

    Raises ForbiddenError unless the viewer may change accounts, NotFoundError, or RefusedError where the account can
    have no password. The operator may give one to an account of the sign-in provider: the way back when that is gone.
    """
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    lock_accounts(session)
    account = account_by_id(session, account_id)
    _require_linkable(session, viewer, account, purpose)
    token = add_link(session, account.id, purpose, moment.at, moment.at + LASTS[purpose])
    audit(session, viewer, moment, PasswordAct.LINK_MADE, AuditThing.ACCOUNT, account.id, purpose=purpose.value)
    return token


def invitation_letter(session: Session, moment: Moment, token: str) -> PasswordLetter | None:
    """The letter with that link; None when it is no invitation, or its account has no e-mail address."""
    link = link_of_token(session, token, moment.at)
    if link is None or link.purpose is not LinkPurpose.INVITATION:
        return None
    return letter_to(session, link.account, link.purpose, token)


def letter_to(session: Session, account: Account, purpose: LinkPurpose, token: str) -> PasswordLetter | None:
    organisation = find_organisation(session)
    if not account.email:
        return None
    return PasswordLetter(
        email=account.email,
        user_name=account.user_name,
        organisation=organisation.name if organisation else "",
        locale=organisation.locale if organisation else "da",
        purpose=purpose,
        token=token,
    )


def _require_linkable(session: Session, viewer: Viewer, account: Account, purpose: LinkPurpose) -> None:
    if account.is_closed or account.is_anonymised:
        raise RefusedError("The account is closed. Open it again first.")
    if account.is_sample:
        raise RefusedError("The sample's account keeps the password that everybody knows. Make an account of your own.")
    if not accepts_passwords(session):
        raise RefusedError("Nobody signs in with a password here, so there is none to choose.")
    if account.is_from_provider and account.password_hash is None and not viewer.is_operator:
        raise RefusedError("The account signs in at the provider and has no password.")
    if purpose is LinkPurpose.INVITATION and account.password_hash is not None:
        raise RefusedError("The account has a password already. Make a link to choose a new one instead.")
