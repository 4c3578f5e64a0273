"""Save an account: a new one, whose owner then chooses the password, or other words for one that is there."""

from __future__ import annotations

from dataclasses import dataclass, field

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.sign_in import LinkPurpose
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.accounts import add_account, change_account, lock_accounts
from wheel.store.database import Session
from wheel.store.posts import add_tenure, post_by_id
from wheel.usecases.account_fields import AccountFields, checked_fields
from wheel.usecases.audited import as_one_act, audit
from wheel.usecases.changed_account import account_behind_lock, require_somebody_left
from wheel.usecases.invite import make_link
from wheel.usecases.passwords import accepts_passwords


@dataclass(frozen=True)
class InviteAccount:
    """A new account, without a password; it holds the post (by id) from today, if one is chosen."""

    fields: AccountFields
    post_id: str | None = None


@dataclass(frozen=True)
class Invited:
    """The new account's id, and the token of its link to choose a password: "" where nobody signs in with one."""

    account_id: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class SaveAccount:
    """The account as it is to be; `seen` is the version that was changed."""

    account_id: str
    seen: int
    fields: AccountFields


def invite_account(session: Session, viewer: Viewer, command: InviteAccount, moment: Moment) -> Invited:
    """Add the account. Raises InvalidInputError naming the field, and ForbiddenError."""
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    lock_accounts(session)
    fields = checked_fields(session, command.fields)
    account_id = add_account(
        session, fields.user_name, fields.display_name, None, fields.role, email=fields.email or None
    )
    if command.post_id:
        _give(session, command.post_id, account_id, moment)
    told = {"role": fields.role.value} | ({"post": command.post_id} if command.post_id else {})
    with as_one_act(session, viewer, moment, Act.ADDED, AuditThing.ACCOUNT, account_id, **told):
        may_choose = accepts_passwords(session)
        token = make_link(session, viewer, moment, account_id, LinkPurpose.INVITATION) if may_choose else ""
    return Invited(account_id, token)


def _give(session: Session, post_id: str, account_id: str, moment: Moment) -> None:
    try:
        post = post_by_id(session, post_id)
    except NotFoundError as error:
        raise InvalidInputError("Choose a post from the list.", field="post") from error
    if not post.exists_on(moment.today):
        raise InvalidInputError("The post does not exist any more on that day.", field="post")
    add_tenure(session, post_id, account_id, moment.today)


def save_account(session: Session, viewer: Viewer, command: SaveAccount, moment: Moment) -> None:
    """Write the changed account; a new role holds at once, also where its owner has signed in already.

    Raises InvalidInputError naming the field, RefusedError where no administrator would be left, and ConflictError if
    the account is not as it was seen.
    """
    before = account_behind_lock(session, viewer, command.account_id, command.seen)
    fields = checked_fields(session, command.fields, before.id)
    require_somebody_left(session, before, role=fields.role)
    change_account(
        session,
        before.id,
        user_name=fields.user_name,
        display_name=fields.display_name,
        email=fields.email or None,
        role=fields.role,
    )
    told = {"role": fields.role.value} if fields.role is not before.role else {}
    audit(session, viewer, moment, Act.SAVED, AuditThing.ACCOUNT, before.id, **told)
