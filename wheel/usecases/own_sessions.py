"""The browsers in which somebody is signed in, as their owner sees and ends them; and signing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wheel.core.access import Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.core.sign_in import SignInAct
from wheel.errors import NotFoundError
from wheel.store.account_sessions import end_session, end_sessions, sessions_of_account
from wheel.store.database import Session
from wheel.usecases.audited import audit
from wheel.usecases.identify import holds
from wheel.usecases.own_proof import own_account_id


@dataclass(frozen=True)
class OwnSession:
    """A signed-in browser; `is_this` is the one that asks. `seen_at` is noted every ten minutes."""

    id: str
    browser: str
    began_at: datetime
    seen_at: datetime
    is_from_provider: bool
    is_this: bool


def show_own_sessions(session: Session, viewer: Viewer, moment: Moment) -> tuple[OwnSession, ...]:
    """Those that still hold, this one first, then the one seen latest. Raises ForbiddenError for a visitor."""
    found = [
        OwnSession(
            one.id, one.browser, one.began_at, one.seen_at, one.is_from_provider, is_this=one.id == viewer.session_id
        )
        for one in sessions_of_account(session, own_account_id(viewer))
        if holds(one, moment) and not one.awaits_second_factor
    ]
    return tuple(sorted(found, key=lambda one: not one.is_this))


def end_own_session(session: Session, viewer: Viewer, moment: Moment, session_id: str) -> None:
    """Sign a browser of one's own out. Raises NotFoundError for one that is somebody else's, or ended already."""
    own = {one.id for one in sessions_of_account(session, own_account_id(viewer))}
    if session_id not in own:
        raise NotFoundError("That browser is signed out already.")
    end_session(session, session_id)
    audit(session, viewer, moment, SignInAct.ENDED, AuditThing.SESSION, session_id)


def end_other_sessions(session: Session, viewer: Viewer, moment: Moment) -> int:
    """Sign all of one's browsers out but this one; how many there were."""
    account_id = own_account_id(viewer)
    ended = end_sessions(session, account_id, but=viewer.session_id)
    if ended:
        audit(session, viewer, moment, SignInAct.OTHERS_ENDED, AuditThing.ACCOUNT, account_id, count=ended)
    return ended


def sign_out(session: Session, viewer: Viewer, moment: Moment) -> None:
    """End the session that the viewer's browser holds; nothing happens to a visitor."""
    if viewer.session_id is not None:
        end_session(session, viewer.session_id)
        audit(session, viewer, moment, SignInAct.SIGNED_OUT, AuditThing.SESSION, viewer.session_id)
