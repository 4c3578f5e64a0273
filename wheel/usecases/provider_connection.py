"""Connect one's own account with who one is at the sign-in provider, and take that away again."""

from __future__ import annotations

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right, Thing
from wheel.errors import RefusedError
from wheel.store.accounts import Account, account_by_id, lock_accounts
from wheel.store.database import Session
from wheel.store.organisation import find_organisation
from wheel.store.provider_identities import account_of_identity, clear_identity, set_identity
from wheel.usecases.audited import audit
from wheel.usecases.provider_sign_in import ProvenIdentity


def show_connection(session: Session, viewer: Viewer) -> tuple[bool, bool]:
    """Whether the viewer's account is connected, and whether it could be signed in to without the provider."""
    account = _own(session, viewer)
    return account.is_from_provider, _has_other_way(session, account)


def connect_provider(session: Session, viewer: Viewer, identity: ProvenIdentity, moment: Moment) -> None:
    """Let the viewer sign in through the provider from now on. Raises RefusedError where another account is that one.

    The rules on roles and posts are followed when the viewer next signs in there.
    """
    lock_accounts(session)
    account = _own(session, viewer)
    known = account_of_identity(session, identity.issuer, identity.subject)
    if known is not None and known.id != account.id:
        raise RefusedError("Another account here is connected with who you are there. Ask an administrator.")
    set_identity(session, account.id, identity.issuer, identity.subject)
    audit(session, viewer, moment, "provider connected", AuditThing.ACCOUNT, account.id)


def disconnect_provider(session: Session, viewer: Viewer, moment: Moment) -> None:
    """Raises RefusedError where the viewer could not sign in any more."""
    account = _own(session, viewer)
    if not account.is_from_provider:
        raise RefusedError("Your account is not connected.")
    if not _has_other_way(session, account):
        raise RefusedError("Then you could not sign in any more: your account has no password that may be used here.")
    clear_identity(session, account.id)
    audit(session, viewer, moment, "provider disconnected", AuditThing.ACCOUNT, account.id)


def _own(session: Session, viewer: Viewer) -> Account:
    require(viewer, Right.CHANGE, Thing.OWN)
    return account_by_id(session, viewer.account_id or "")


def _has_other_way(session: Session, account: Account) -> bool:
    organisation = find_organisation(session)
    return account.password_hash is not None and organisation is not None and organisation.allows_passwords
