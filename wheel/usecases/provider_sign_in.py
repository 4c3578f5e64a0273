"""Sign in whoever the sign-in provider vouches for: find or make the account, and let the claim rules decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from wheel.core.access import Moment, Role, Viewer
from wheel.core.accounts import Standing, require_administrator_left
from wheel.core.audit import Act, AuditThing
from wheel.core.provider_claims import ClaimRule, role_given, role_now, tenure_changes
from wheel.core.sign_in import SignInAct
from wheel.errors import RefusedError
from wheel.store.account_sessions import begin_session, end_session, session_of_key
from wheel.store.accounts import (
    Account,
    account_by_id,
    add_account,
    all_accounts,
    find_account,
    find_account_by_email,
    has_accounts,
    lock_accounts,
)
from wheel.store.claim_rules import all_claim_rules
from wheel.store.database import Session
from wheel.store.organisation import find_organisation
from wheel.store.post_tenures import holdings_of_account, remove_tenure, set_tenure_end
from wheel.store.posts import add_tenure, post_by_id
from wheel.store.provider_identities import account_of_identity, kept_id_token, set_identity, set_role
from wheel.usecases.audited import audit
from wheel.usecases.identify import viewer_of
from wheel.usecases.sealing import seal, unseal

LONGEST_NAME = 200
LONGEST_EMAIL = 254
# What the id tokens of sessions are sealed for.
_KEPT_FOR = "signing out at the provider"


@dataclass(frozen=True)
class ProvenIdentity:
    """Who the provider has proven somebody to be: `subject` at `issuer`, and nothing else, is who it is.

    `claims` is what the provider says of them; an e-mail address or a user name in it identifies nobody.
    """

    issuer: str
    subject: str
    claims: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class ProviderSignIn:
    """`id_token` is kept, sealed with `secret`, for signing out there; `browser` says in a few words what is used.

    `replaces` is the session that the browser had before, which ends.
    """

    identity: ProvenIdentity
    id_token: str = field(repr=False)
    secret: str = field(repr=False)
    browser: str = ""
    replaces: str | None = None


def sign_in_through_provider(session: Session, command: ProviderSignIn, moment: Moment) -> str:
    """The key of a new session, for the browser.

    Who comes for the first time gets an account if a rule gives a role, or if newcomers may come in. At each sign-in
    the rules decide anew on the role and on the posts that the provider gives. Raises RefusedError for a stranger who
    may not come in, for a closed account, and on a service that nobody has set up.
    """
    # Two first sign-ins at once must not make two accounts.
    lock_accounts(session)
    if not has_accounts(session):
        raise RefusedError("The service is not set up yet. Its first administrator signs in with a password.")
    rules = all_claim_rules(session)
    account = account_of_identity(session, command.identity.issuer, command.identity.subject)
    if account is None:
        account = _newcomer(session, rules, command.identity, moment)
    if account.is_closed:
        raise RefusedError("Your account here is closed. Ask an administrator to open it again.")
    _follow_claims(session, rules, account, command.identity, moment)
    if command.replaces:
        end_session(session, command.replaces)
    return _begin(session, account, command, moment)


def id_token_of(session: Session, viewer: Viewer, secret: str) -> str | None:
    """The provider's id token of the viewer's session; None where it did not begin there, or the secret is another."""
    sealed = kept_id_token(session, viewer.session_id) if viewer.session_id else None
    return unseal(secret, _KEPT_FOR, sealed) if sealed else None


def _newcomer(session: Session, rules: tuple[ClaimRule, ...], identity: ProvenIdentity, moment: Moment) -> Account:
    organisation = find_organisation(session)
    role = role_given(rules, identity.claims)
    if role is None and (organisation is None or not organisation.admits_newcomers):
        raise RefusedError("You have no account here. Ask an administrator to let you in.")
    name = _line(identity.claims.get("name"))
    wanted = _line(identity.claims.get("preferred_username")) or name or identity.subject
    account_id = add_account(
        session,
        _free_user_name(session, wanted),
        name or wanted[:LONGEST_NAME],
        None,
        role or Role.READER,
        email=_free_email(session, identity.claims),
    )
    set_identity(session, account_id, identity.issuer, identity.subject)
    account = account_by_id(session, account_id)
    viewer = viewer_of(session, account, moment.today)
    audit(session, viewer, moment, Act.ADDED, AuditThing.ACCOUNT, account.id, role=account.role.value, provider=True)
    return account


def _free_user_name(session: Session, wanted: str) -> str:
    """The name as wanted, or with the first number that makes it nobody else's: the name is not who somebody is."""
    stem = wanted[: LONGEST_NAME - 8]
    names: Iterator[str] = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if find_account(session, name) is None)


def _free_email(session: Session, claims: Mapping[str, Any]) -> str | None:
    """The address, if the provider has seen to it that it is theirs, and no other account has it."""
    email = _line(claims.get("email"))
    is_kept = claims.get("email_verified") is True and "@" in email and " " not in email and len(email) <= LONGEST_EMAIL
    return email if is_kept and find_account_by_email(session, email) is None else None


def _line(value: object) -> str:
    """A text of the provider's as one printable line of at most 200 characters; "" for anything else."""
    if not isinstance(value, str):
        return ""
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(printable.split())[:LONGEST_NAME].strip()


def _follow_claims(
    session: Session, rules: tuple[ClaimRule, ...], account: Account, identity: ProvenIdentity, moment: Moment
) -> None:
    role = role_now(rules, identity.claims, account.role)
    if role is not account.role and not _is_last_administrator(session, account, role):
        set_role(session, account.id, role)
        viewer = viewer_of(session, account, moment.today)
        told = {"from": account.role.value, "to": role.value}
        audit(session, viewer, moment, "role given by provider", AuditThing.ACCOUNT, account.id, **told)
    _follow_posts(session, rules, account, identity, moment)


def _is_last_administrator(session: Session, account: Account, role: Role) -> bool:
    """Whether the account must stay an administrator, since nobody else who is one could sign in."""
    organisation = find_organisation(session)
    allows_passwords = organisation is None or organisation.allows_passwords
    others = [
        Standing(
            other.role, other.is_closed, other.is_from_provider or (allows_passwords and bool(other.password_hash))
        )
        for other in all_accounts(session)
        if other.id != account.id
    ]
    try:
        require_administrator_left(Standing(account.role), Standing(role), others)
    except RefusedError:
        return True
    return False


def _follow_posts(
    session: Session, rules: tuple[ClaimRule, ...], account: Account, identity: ProvenIdentity, moment: Moment
) -> None:
    held = [holding.tenure for holding in holdings_of_account(session, account.id)]
    changes = tenure_changes(rules, identity.claims, held, moment.today)
    viewer = viewer_of(session, account, moment.today)
    for tenure in changes.end:
        # What began today and ends today has no day in it.
        if tenure.term.begins == moment.today:
            remove_tenure(session, tenure.id)
        else:
            set_tenure_end(session, tenure.id, moment.today)
        audit(session, viewer, moment, "taken by provider", AuditThing.POST, tenure.post_id, account=account.id)
    for post_id in sorted(changes.begin):
        ends = post_by_id(session, post_id).ends
        if ends is None or ends > moment.today:
            add_tenure(session, post_id, account.id, moment.today, from_provider=True)
            audit(session, viewer, moment, "given by provider", AuditThing.POST, post_id, account=account.id)


def _begin(session: Session, account: Account, command: ProviderSignIn, moment: Moment) -> str:
    sealed = seal(command.secret, _KEPT_FOR, command.id_token)
    key = begin_session(session, account.id, moment.at, command.browser, is_from_provider=True, id_token=sealed)
    begun = session_of_key(session, key)
    viewer = viewer_of(session, account_by_id(session, account.id), moment.today)
    audit(session, viewer, moment, SignInAct.SIGNED_IN, AuditThing.SESSION, begun.id if begun else "", provider=True)
    return key
