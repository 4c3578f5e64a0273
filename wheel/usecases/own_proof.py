"""Ask who changes how an account is signed in to for proof that it is theirs, and not a browser they left open."""

from __future__ import annotations

from dataclasses import dataclass, field

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.sign_in import SignInAct
from wheel.errors import ForbiddenError, InvalidInputError
from wheel.store.accounts import Account, account_by_id
from wheel.store.database import Database, Session
from wheel.usecases.attempts import Attempt, Door, count_attempt, forget_attempt
from wheel.usecases.audited import audit
from wheel.usecases.authenticator import use_authenticators_code
from wheel.usecases.passwords import is_password
from wheel.usecases.recovery_codes import use_code


@dataclass(frozen=True)
class Proof:
    """What was `typed`: the password, a code of the authenticator, or a recovery code; and from which address.

    `secret` is the service's secret key.
    """

    typed: str = field(repr=False)
    address: str
    secret: str = field(repr=False)


def own_account_id(viewer: Viewer) -> str:
    """Raises ForbiddenError for whoever has no account."""
    require(viewer, Right.CHANGE, Thing.OWN)
    if viewer.account_id is None:
        raise ForbiddenError("Sign in to see this.")
    return viewer.account_id


def prove(database: Database, viewer: Viewer, proof: Proof, moment: Moment) -> None:
    """Return only if the proof holds; an account with neither a password nor a second factor has nothing to show.

    Raises InvalidInputError for the field `proof`, and RefusedError when there have been too many attempts. The slow
    password check runs between two short transactions, as when signing in.
    """
    account_id = own_account_id(viewer)
    attempt = Attempt(Door.SECOND_FACTOR, account_id, proof.address, proof.secret)
    with database.writing() as session:
        count_attempt(session, attempt, moment.at)
        account = account_by_id(session, account_id)
        is_proved = _needs_none(account) or _is_code(session, viewer, account_id, proof, moment)
    if not is_proved and not is_password(account.password_hash, proof.typed):
        raise _refusal(account)
    with database.writing() as session:
        forget_attempt(session, attempt)


def needs_proof(session: Session, viewer: Viewer) -> bool:
    """Whether the account has a password or a second factor to ask for."""
    return not _needs_none(account_by_id(session, own_account_id(viewer)))


def _needs_none(account: Account) -> bool:
    return account.password_hash is None and account.second_factor_since is None


def _is_code(session: Session, viewer: Viewer, account_id: str, proof: Proof, moment: Moment) -> bool:
    if use_authenticators_code(session, account_id, proof.typed, proof.secret, moment.at):
        return True
    is_recovery_code = use_code(session, account_id, proof.typed, proof.secret, moment.at)
    if is_recovery_code:
        audit(session, viewer, moment, SignInAct.CODE_USED, AuditThing.ACCOUNT, account_id)
    return is_recovery_code


def _refusal(account: Account) -> InvalidInputError:
    if account.second_factor_since is None:
        return InvalidInputError("The password is wrong.", field="proof")
    return InvalidInputError("This is neither your password nor a code that can be used now.", field="proof")
