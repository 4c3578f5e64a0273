"""The way back from the shell, for an account known by its user name: a link to choose a password, no second factor."""

from __future__ import annotations

from wheel.core.access import Moment, Viewer
from wheel.core.sign_in import LinkPurpose
from wheel.errors import NotFoundError
from wheel.store.accounts import Account, find_account
from wheel.store.database import Session
from wheel.usecases.invite import make_link
from wheel.usecases.second_factor import take_off_second_factor


def reset_link_for(session: Session, viewer: Viewer, user_name: str, moment: Moment) -> str:
    """The token of the link, for 24 hours. Raises NotFoundError, and RefusedError as make_link does."""
    return make_link(session, viewer, moment, _account(session, user_name).id, LinkPurpose.RESET)


def take_off_second_factor_of(session: Session, viewer: Viewer, user_name: str, moment: Moment) -> None:
    """Raises NotFoundError; nothing happens without a second factor."""
    account = _account(session, user_name)
    take_off_second_factor(session, viewer, moment, account.id, account.version)


def _account(session: Session, user_name: str) -> Account:
    account = find_account(session, user_name)
    if account is None:
        raise NotFoundError("There is no account with that user name.")
    return account
