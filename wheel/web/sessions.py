"""Who is signed in, as Flask-Login knows it: the browser holds an account's session key."""

from __future__ import annotations

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.wrappers import Response

from wheel.core.access import Viewer
from wheel.services import database, moment
from wheel.usecases.identify import identify
from wheel.web.addresses import open_page

AWAITING = "awaiting_second_factor"
"""Where the browser keeps the key of a session that waits for its second factor."""


class SignedIn(UserMixin):  # type: ignore[misc]
    """A signed-in browser; `viewer` is what the use cases know of it."""

    def __init__(self, session_key: str, viewer: Viewer) -> None:
        self._session_key = session_key
        self.viewer = viewer

    def get_id(self) -> str:
        return self._session_key


def install_sessions(app: Flask) -> None:
    # Templates ask `viewer()`. Flask-Login's `current_user` would be looked up for each, also where nobody may ask who.
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None
    manager.user_loader(_load)


def sign_browser_in(session_key: str) -> None:
    """Let the browser hold the key, and nothing of what it held before: somebody may have planted that in it."""
    session.clear()
    signed_in = _load(session_key)
    if signed_in is not None:
        login_user(signed_in)


def let_browser_wait(session_key: str) -> None:
    """Let the browser hold the key of a session that waits for its second factor, and nothing else."""
    session.clear()
    session[AWAITING] = session_key


def forget_browser() -> None:
    """Let the browser hold nothing; whoever uses it next gets a session of their own."""
    logout_user()
    session.clear()


def holds_key() -> bool:
    """Whether the browser holds the key of a session, though that may have ended: it asks no database."""
    return "_user_id" in session


def waiting_key() -> str:
    """The key of the session that waits for its second factor in this browser, or ""."""
    return str(session.get(AWAITING, ""))


def ask_to_sign_in() -> Response:
    """A browser goes to the sign-in page and comes back; htmx is told to do the same."""
    to = url_for("accounts.sign_in_page", next=open_page())
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": to})
    return redirect(to, code=303)


def _load(session_key: str) -> SignedIn | None:
    # A cookie signed with our key may still be of an older version, which kept another kind of thing there.
    session_key = str(session_key)
    viewer = identify(database(), session_key, moment())
    return SignedIn(session_key, viewer) if viewer else None
