"""The second factor: a time-based code (RFC 6238) from an authenticator, with recovery codes for when it is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pyotp

from wheel.core.access import Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.core.sign_in import SignInAct
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.account_sessions import end_sessions
from wheel.store.accounts import Account, account_by_id, lock_accounts
from wheel.store.database import Database, Session
from wheel.store.organisation import find_organisation
from wheel.store.second_factors import (
    remove_second_factor,
    second_factor_of,
    set_second_factor,
    unused_recovery_codes,
)
from wheel.usecases.audited import audit
from wheel.usecases.authenticator import sealed_key, step_of
from wheel.usecases.changed_account import account_behind_lock
from wheel.usecases.own_proof import Proof, own_account_id, prove
from wheel.usecases.recovery_codes import renew_codes
from wheel.usecases.sealing import seal, unseal


@dataclass(frozen=True)
class OwnSecondFactor:
    """What its owner sees of it: in use `since`, or None; and whether the account has a password to ask for.

    The sample's account, whose password everybody knows, can have none: it would lock all others out.
    """

    since: datetime | None
    codes_left: int
    has_password: bool
    is_from_provider: bool
    is_sample: bool


@dataclass(frozen=True)
class NewKey:
    """A key for an authenticator to learn.

    `groups` is it for a person to type, `address` for a camera to read. `sealed` goes into the form and comes back, so
    that nothing is kept of a key before it has been shown to work.
    """

    groups: str = field(repr=False)
    address: str = field(repr=False)
    sealed: str


@dataclass(frozen=True)
class TurnOn:
    """`sealed` is that of the NewKey, `code` what the authenticator says now."""

    sealed: str
    code: str = field(repr=False)
    proof: Proof


def show_own_second_factor(session: Session, viewer: Viewer) -> OwnSecondFactor:
    """Raises ForbiddenError for a visitor."""
    account = account_by_id(session, own_account_id(viewer))
    return OwnSecondFactor(
        since=account.second_factor_since,
        codes_left=unused_recovery_codes(session, account.id),
        has_password=account.password_hash is not None,
        is_from_provider=account.is_from_provider,
        is_sample=account.is_sample,
    )


def offer_key(session: Session, viewer: Viewer, secret: str, sealed: str = "") -> NewKey:
    """A new key; or the one that was `sealed`, so that a mistake in the form does not cost another scan."""
    account = account_by_id(session, own_account_id(viewer))
    organisation = find_organisation(session)
    key = unseal(secret, _offered(account.id), sealed) or pyotp.random_base32()
    issuer = f"Årshjul {organisation.name}" if organisation else "Årshjul"
    return NewKey(
        groups=" ".join(key[start : start + 4] for start in range(0, len(key), 4)),
        # A colon would end the issuer's name there.
        address=pyotp.TOTP(key).provisioning_uri(name=account.user_name, issuer_name=issuer.replace(":", " ")),
        sealed=seal(secret, _offered(account.id), key),
    )


def turn_on(database: Database, viewer: Viewer, command: TurnOn, moment: Moment) -> tuple[str, ...]:
    """Use the key from now on, and end all other sessions of the account; the recovery codes, which are kept nowhere.

    Raises RefusedError if it is on already, or for the sample's account, and InvalidInputError naming the field, `code`
    or `proof`.
    """
    account_id, secret = own_account_id(viewer), command.proof.secret
    key = unseal(secret, _offered(account_id), command.sealed)
    if key is None:
        raise RefusedError("The form is incomplete. Load the page again.")
    step = step_of(key, command.code, moment.at)
    if step is None:
        raise InvalidInputError("The code does not fit. Write the six digits that the app shows now.", field="code")
    prove(database, viewer, command.proof, moment)
    with database.writing() as session:
        lock_accounts(session)
        _require_none_yet(account_by_id(session, account_id))
        set_second_factor(session, account_id, sealed_key(key, secret), moment.at, step)
        end_sessions(session, account_id, but=viewer.session_id)
        audit(session, viewer, moment, SignInAct.ON, AuditThing.ACCOUNT, account_id)
        return renew_codes(session, account_id, secret)


def renew_own_codes(database: Database, viewer: Viewer, proof: Proof, moment: Moment) -> tuple[str, ...]:
    """New recovery codes in place of the old ones, which are then worth nothing.

    Raises InvalidInputError naming the field `proof`, and RefusedError without a second factor.
    """
    account_id = own_account_id(viewer)
    prove(database, viewer, proof, moment)
    with database.writing() as session:
        lock_accounts(session)
        if second_factor_of(session, account_id) is None:
            raise RefusedError("The second factor is off.")
        audit(session, viewer, moment, SignInAct.CODES_RENEWED, AuditThing.ACCOUNT, account_id)
        return renew_codes(session, account_id, proof.secret)


def turn_off(database: Database, viewer: Viewer, proof: Proof, moment: Moment) -> None:
    """Raises InvalidInputError naming the field `proof`. Nothing happens if it is off already."""
    account_id = own_account_id(viewer)
    prove(database, viewer, proof, moment)
    with database.writing() as session:
        lock_accounts(session)
        if second_factor_of(session, account_id) is not None:
            remove_second_factor(session, account_id)
            audit(session, viewer, moment, SignInAct.OFF, AuditThing.ACCOUNT, account_id)


def take_off_second_factor(session: Session, viewer: Viewer, moment: Moment, account_id: str, seen: int) -> None:
    """An administrator takes it off the account of somebody who has lost it; nothing happens without one.

    Raises ForbiddenError, NotFoundError, and ConflictError if the account has changed since version `seen`.
    """
    account = account_behind_lock(session, viewer, account_id, seen)
    if account.second_factor_since is not None:
        remove_second_factor(session, account_id)
        audit(session, viewer, moment, SignInAct.TAKEN_OFF, AuditThing.ACCOUNT, account_id)


def _require_none_yet(account: Account) -> None:
    if account.is_sample:
        raise RefusedError("The sample's account is everybody's, so it can have no second factor.")
    if account.second_factor_since is not None:
        raise RefusedError("The second factor is on already.")


def _offered(account_id: str) -> str:
    return f"second factor offered to {account_id}"
