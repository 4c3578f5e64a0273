"""Somebody's own page: the posts they hold, the items these prepare, what these are to do, and their account."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, url_for
from flask_babel import lazy_gettext as later
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.posts import Seat
from wheel.errors import WheelError
from wheel.services import database, today
from wheel.usecases.show_my_page import MyPage, show_my_page
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.policies import signed_in_only

my_page = Blueprint("my_page", __name__)

SEATS = {
    Seat.CHAIR: later("Chair"),
    Seat.MEMBER: later("Member"),
    Seat.SECRETARY: later("Secretary"),
    Seat.SUBSTITUTE: later("Substitute"),
    Seat.GUEST: later("Standing guest"),
}
ACCOUNT_PAGES = {
    "/me/password": later("Choose another password"),
    "/me/second-factor": later("Second step when signing in"),
    "/me/sessions": later("Where I am signed in"),
    "/me/provider": later("Sign in with the organisation's account"),
    "/me/data": later("What is stored about me"),
}


@my_page.get("/me")
@signed_in_only
def show() -> Response:
    return my_page_shown()


def my_page_shown(error: WheelError | None = None) -> Response:
    """The page as it is now; after a refusal of a button on it with what was refused."""
    return page_or_fragment(
        "me/my_page.html",
        "me/_my_page.html",
        status_of(error) if error else 200,
        page=_read(),
        errors=field_errors(error),
        seats=SEATS,
        account_pages=_account_pages(),
    )


def my_page_changed(message: str) -> AnyResponse:
    shown = {"page": _read(), "errors": {}, "seats": SEATS, "account_pages": _account_pages()}
    return done(message, url_for("my_page.show"), "me/_my_page.html", **shown)


def _read() -> MyPage:
    with database().reading() as session:
        return show_my_page(session, viewer(), today())


def _account_pages() -> dict[str, object]:
    """The pages of one's own account that this service has, by address."""
    known = {rule.rule for rule in current_app.url_map.iter_rules()}
    return {address: words for address, words in ACCOUNT_PAGES.items() if address in known}
