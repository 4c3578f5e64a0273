"""The way back from the shell: a link to choose the password of an account that is known by its user name."""

from __future__ import annotations

from wheel.core.access import Moment, Viewer
from wheel.core.sign_in import LinkPurpose
from wheel.errors import NotFoundError
from wheel.store.accounts import find_account
from wheel.store.database import Session
from wheel.usecases.invite import make_link


def reset_link_for(session: Session, viewer: Viewer, user_name: str, moment: Moment) -> str:
    """The token of the link, for 24 hours. Raises NotFoundError, and RefusedError as make_link does."""
    account = find_account(session, user_name)
    if account is None:
        raise NotFoundError("There is no account with that user name.")
    return make_link(session, viewer, moment, account.id, LinkPurpose.RESET)
