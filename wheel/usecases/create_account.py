"""Create accounts, and set up a new installation with its first administrator."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from wheel.core.access import Role, Viewer, require
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Organisation
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.accounts import add_account, find_account, has_accounts, lock_accounts
from wheel.store.database import Session
from wheel.store.feeds import ensure_feeds
from wheel.store.organisation import find_organisation, save_organisation
from wheel.usecases.passwords import hash_password


@dataclass(frozen=True)
class CreateAccount:
    """`display_name` is what history shows of who did something: a post rather than a person."""

    user_name: str
    display_name: str
    password: str
    role: Role


def create_account(session: Session, viewer: Viewer, command: CreateAccount) -> None:
    """Raises InvalidInputError naming the field, or ForbiddenError unless the viewer is an administrator."""
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    lock_accounts(session)
    _add(session, command)


def set_up(session: Session, organisation_name: str, command: CreateAccount) -> None:
    """Make the first administrator and the organisation. Raises RefusedError if there is an account already."""
    lock_accounts(session)
    if has_accounts(session):
        raise RefusedError("The service is set up already. Sign in instead.")
    name = organisation_name.strip()
    if find_organisation(session) is None:
        if not name:
            raise InvalidInputError("Write the name of your organisation.", field="organisation")
        if len(name) > 200:
            raise InvalidInputError("Write at most %(count)s characters.", field="organisation", count=200)
        save_organisation(session, new_organisation(name))
        ensure_feeds(session)
    _add(session, command)


def new_organisation(name: str, *, is_sample: bool = False) -> Organisation:
    """An organisation with Danish defaults and a domain of its own for calendar UIDs, which never changes."""
    domain = f"{secrets.token_hex(8)}.aarshjul"
    return Organisation(name, "Europe/Copenhagen", "da", domain, is_sample)


def is_set_up(session: Session) -> bool:
    return has_accounts(session)


def _add(session: Session, command: CreateAccount) -> None:
    user_name, display_name = command.user_name.strip(), command.display_name.strip()
    if not user_name or len(user_name) > 200:
        raise InvalidInputError("Write a user name of at most 200 characters.", field="user_name")
    if not display_name or len(display_name) > 200:
        raise InvalidInputError("Write the post, of at most 200 characters.", field="display_name")
    if find_account(session, user_name) is not None:
        raise InvalidInputError("There is an account with that user name already.", field="user_name")
    add_account(session, user_name, display_name, hash_password(command.password), command.role)
