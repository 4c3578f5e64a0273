"""The page where somebody sees in which browsers they are signed in, and signs them out."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.services import database, moment
from wheel.usecases.own_sessions import OwnSession, end_other_sessions, end_own_session, show_own_sessions
from wheel.web.context import viewer
from wheel.web.htmx import done, page_or_fragment
from wheel.web.policies import signed_in_only
from wheel.web.sessions import forget_browser
from wheel.web.translation import gettext, ngettext

own_sessions = Blueprint("own_sessions", __name__, url_prefix="/me/sessions")

FRAGMENT = "me/_sessions.html"


@own_sessions.get("")
@signed_in_only
def show() -> Response:
    return page_or_fragment("me/sessions.html", FRAGMENT)


@own_sessions.post("/<session_id>/deletions")
@signed_in_only
def end(session_id: str) -> AnyResponse:
    with database().writing() as session:
        end_own_session(session, viewer(), moment(), session_id)
    if session_id == viewer().session_id:
        forget_browser()
        return redirect(url_for("accounts.sign_in_page"), code=303)
    return done(gettext("The browser is signed out."), url_for("own_sessions.show"), FRAGMENT)


@own_sessions.post("/deletions")
@signed_in_only
def end_others() -> AnyResponse:
    with database().writing() as session:
        ended = end_other_sessions(session, viewer(), moment())
    message = ngettext("%(num)s browser is signed out.", "%(num)s browsers are signed out.", ended)
    return done(message, url_for("own_sessions.show"), FRAGMENT)


@own_sessions.app_template_global("sessions_of_viewer")
def sessions_of_viewer() -> tuple[OwnSession, ...]:
    """For the fragment, wherever it is included."""
    with database().reading() as session:
        return show_own_sessions(session, viewer(), moment())
