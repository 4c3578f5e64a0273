"""Somebody's own page: the posts they hold, the items these prepare, what these are to do, and their account."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask_babel import lazy_gettext as later
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import WheelError
from wheel.services import database, services, today
from wheel.usecases.show_my_page import show_my_page
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.people_words import SEATS
from wheel.web.policies import signed_in_only

my_page = Blueprint("my_page", __name__)

ACCOUNT_PAGES = {
    "passwords.own": later("Choose another password"),
    "second_factor.show": later("Second step when signing in"),
    "provider.own": later("Sign in through a provider"),
    "own_feeds.show": later("Your own calendars"),
    "own_data.show": later("What is stored about me"),
}
"""The pages of one's own account, by endpoint; that of the provider only where there is one."""


@my_page.get("/me")
@signed_in_only
def show() -> Response:
    return my_page_shown()


def my_page_shown(error: WheelError | None = None) -> Response:
    """The page as it is now; after a refusal of a button on it with what was refused."""
    status = status_of(error) if error else 200
    shown = {**_page(), "errors": field_errors(error)}
    return page_or_fragment("me/my_page.html", "me/_my_page.html", status, **shown)


def my_page_changed(message: str) -> AnyResponse:
    return done(message, url_for("my_page.show"), "me/_my_page.html", **_page(), errors={})


def _page() -> dict[str, object]:
    with database().reading() as session:
        page = show_my_page(session, viewer(), today())
    has_provider = services().settings.oidc is not None
    pages = {name: words for name, words in ACCOUNT_PAGES.items() if has_provider or name != "provider.own"}
    return {"page": page, "seats": SEATS, "account_pages": pages}
