"""Create accounts."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Role, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.store.accounts import add_account, lock_accounts
from wheel.store.database import Session
from wheel.usecases.account_fields import AccountFields, checked_fields
from wheel.usecases.audited import audit
from wheel.usecases.passwords import hash_password, require_choosable


@dataclass(frozen=True)
class CreateAccount:
    """`display_name` is what the person, or an account that many share, is called; no history shows it."""

    user_name: str
    display_name: str
    password: str
    role: Role


def create_account(session: Session, viewer: Viewer, command: CreateAccount, moment: Moment) -> None:
    """Raises InvalidInputError naming the field, or ForbiddenError unless the viewer is an administrator."""
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    lock_accounts(session)
    account_id = _add(session, command)
    audit(session, viewer, moment, Act.ADDED, AuditThing.ACCOUNT, account_id, role=command.role)


def _add(session: Session, command: CreateAccount) -> str:
    fields = checked_fields(session, AccountFields(command.user_name, command.display_name, "", command.role))
    require_choosable(command.password, (fields.user_name, fields.display_name))
    password_hash = hash_password(command.password)
    return add_account(session, fields.user_name, fields.display_name, password_hash, fields.role)
