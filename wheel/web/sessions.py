"""Who is signed in, as Flask-Login knows it: the browser holds an account's session key."""

from __future__ import annotations

from flask import Flask, redirect, request, url_for
from flask_login import LoginManager, UserMixin
from werkzeug.wrappers import Response

from wheel.core.access import Viewer
from wheel.services import database, moment
from wheel.usecases.identify import identify
from wheel.web.addresses import open_page


class SignedIn(UserMixin):  # type: ignore[misc]
    """A signed-in browser; `viewer` is what the use cases know of it."""

    def __init__(self, session_key: str, viewer: Viewer) -> None:
        self._session_key = session_key
        self.viewer = viewer

    def get_id(self) -> str:
        return self._session_key


def install_sessions(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load)


def _load(session_key: str) -> SignedIn | None:
    viewer = identify(database(), session_key, moment())
    return SignedIn(session_key, viewer) if viewer else None


def ask_to_sign_in() -> Response:
    """A browser goes to the sign-in page and comes back; htmx is told to do the same."""
    to = url_for("accounts.sign_in_page", next=open_page())
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": to})
    return redirect(to, code=303)
