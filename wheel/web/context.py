"""Who is looking at the page being made."""

from __future__ import annotations

from flask import g
from flask_login import current_user

from wheel.core.access import Viewer
from wheel.services import database
from wheel.usecases.identify import visitor


def viewer() -> Viewer:
    """The viewer of this request, found out once."""
    signed_in: Viewer | None = getattr(current_user, "viewer", None)
    if signed_in is not None:
        return signed_in
    return mere_visitor()


def mere_visitor() -> Viewer:
    """Who a visitor is who has not signed in, also where the one of this request has."""
    if "visitor" not in g:
        with database().reading() as session:
            g.visitor = visitor(session)
    found: Viewer = g.visitor
    return found
