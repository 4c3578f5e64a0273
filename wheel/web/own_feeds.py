"""The page of one's own calendars: a new one with its secret address, told once; a new name, a new address, the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, Response, request, url_for
from flask_babel import lazy_gettext as later
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.own_feeds import MOST_OPEN, SAYS_CLOSED, NewOwnFeed
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.feeds.names import name_in_address
from wheel.services import database, moment
from wheel.usecases.change_own_feed import RenameOwnFeed, close_own_feed, rename_feed
from wheel.usecases.make_own_feed import make_own_feed, renew_own_feed
from wheel.usecases.own_feed_sources import NamedSource, named_source
from wheel.usecases.own_feeds import OwnFeeds, show_own_feed, show_own_feeds
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.feed_option_words import option_words
from wheel.web.fetch_words import fetch_words
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.own_feed_forms import own_feed_form, prefilled_source, values_asked_for
from wheel.web.own_feed_words import DEADLINES, source_words
from wheel.web.policies import signed_in_only
from wheel.web.subscription_lines import line_of_own
from wheel.web.translation import gettext
from wheel.web.versions import differences

own_feeds = Blueprint("own_feeds", __name__, url_prefix="/me/calendars")
own_feeds.add_app_template_filter(fetch_words)
own_feeds.add_app_template_filter(source_words)
own_feeds.add_app_template_filter(option_words)

Refusal = ConflictError | InvalidInputError | RefusedError
REFUSALS = (ConflictError, InvalidInputError, RefusedError)
NEW: Final = "new"
"""Stands for the form of a new one where others have the id of their calendar."""
LANGUAGES: Final = {"": later("the organisation's language"), "da": "Dansk", "en": "English"}


@own_feeds.get("")
@signed_in_only
def show() -> Response:
    """The query says what the form of a new one is filled in with; see own_feed_forms.py."""
    return _page()


@own_feeds.post("")
@signed_in_only
def create() -> Response:
    try:
        command = own_feed_form(request.form)
        with database().writing() as session:
            made = make_own_feed(session, viewer(), command, moment())
    except REFUSALS as error:
        return _page(NEW, error)
    return _told_once(made, is_new=True)


@own_feeds.post("/<feed_id>")
@signed_in_only
def rename(feed_id: str) -> AnyResponse:
    command = RenameOwnFeed(feed_id, request.form.get("name", ""), request.form.get("seen", ""))
    try:
        with database().writing() as session:
            rename_feed(session, viewer(), command, moment())
    except REFUSALS as error:
        return _page(feed_id, error)
    return _done(gettext("The calendar has its new name."))


@own_feeds.post("/<feed_id>/addresses")
@signed_in_only
def renew(feed_id: str) -> Response:
    """A new address in place of the old one, which is closed at once."""
    try:
        with database().writing() as session:
            made = renew_own_feed(session, viewer(), feed_id, moment())
    except REFUSALS as error:
        return _page(feed_id, error)
    return _told_once(made, is_new=False)


@own_feeds.post("/<feed_id>/closings")
@signed_in_only
def close(feed_id: str) -> AnyResponse:
    try:
        with database().writing() as session:
            close_own_feed(session, viewer(), feed_id, moment())
    except REFUSALS as error:
        return _page(feed_id, error)
    return _done(gettext("The calendar is closed."))


def _told_once(made: NewOwnFeed, *, is_new: bool) -> Response:
    """In the answer to the form itself: a page that could be loaded again would have to keep the address somewhere."""
    with database().reading() as session:
        line = show_own_feed(session, viewer(), made.feed.id, moment())
    response = page_or_fragment(
        "own_feeds/address.html",
        "own_feeds/_address.html",
        line=line,
        secret=line_of_own(made.token, name_in_address(made.feed.name)),
        is_new=is_new,
        days=SAYS_CLOSED.days,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _done(message: str) -> AnyResponse:
    # What was pressed is gone after a change, and its focus with it.
    return done(message, url_for("own_feeds.show"), "own_feeds/_own_feeds.html", **_values("", None), is_done=True)


def _page(changed: str = "", error: Refusal | None = None) -> Response:
    status = status_of(error) if error else 200
    return page_or_fragment("own_feeds/own_feeds.html", "own_feeds/_own_feeds.html", status, **_values(changed, error))


def _values(changed: str, error: Refusal | None) -> dict[str, object]:
    """The list and the form; after a refusal with what was typed into the form `changed`, and why it was refused."""
    found, typed = _read(), changed == NEW
    values = dict(request.form) if typed else values_asked_for(_asked(), holds_posts=found.holds_posts)
    return {
        "found": found,
        "is_asked_for": bool(request.args),
        "changed": changed,
        "errors": field_errors(error),
        "values": values,
        "offered": _offered(found, values),
        "bodies": {body.short_name: body.name for body in found.choices.current_bodies(moment().today)},
        "rings": {ring.key: ring.name for ring in found.choices.rings},
        "posts": dict(found.choices.posts),
        "deadlines": DEADLINES,
        "languages": LANGUAGES,
        "days": SAYS_CLOSED.days,
        "most": MOST_OPEN,
        **_conflict(found, changed, error),
    }


def _conflict(found: OwnFeeds, changed: str, error: Refusal | None) -> dict[str, object]:
    """What the calendar is called by now, and was to be called, where it has got another name meanwhile."""
    name = next((line.feed.name for line in found.open if line.feed.id == changed), "")
    typed = request.form.get("name", name)
    is_conflict, label = isinstance(error, ConflictError), gettext("Name")
    return {
        "is_conflict": is_conflict,
        "typed": {"name": typed},
        "seen": name if is_conflict else request.form.get("seen", name),
        "differences": differences({label: name}, {label: typed}) if is_conflict else (),
    }


def _asked() -> list[tuple[str, str]]:
    """What the page was opened for; a form that stands on it sends nothing of that."""
    return list(request.args.items(multi=True))


def _read() -> OwnFeeds:
    with database().reading() as session:
        return show_own_feeds(session, viewer(), moment())


def _offered(found: OwnFeeds, values: Mapping[str, str]) -> NamedSource | None:
    """The view or item that the page was opened for, while it is there."""
    source = prefilled_source(values)
    if source is None:
        return None
    with database().reading() as session:
        offered = named_source(session, viewer(), source, found.choices, moment().today)
    return None if source.item is not None and offered.is_gone else offered
