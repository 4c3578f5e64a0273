"""The administrators' page of which calendars are used, and by which kinds of program; and of deleting a view's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.permissions import Right, Thing
from wheel.errors import InvalidInputError
from wheel.feeds.view_names import view_name
from wheel.feeds.wording import view_words
from wheel.services import database, moment
from wheel.usecases.delete_view_feed import DeleteViewFeed, delete_view_feed
from wheel.usecases.show_feed_use import OF_LATE, UNUSED_AFTER, FeedUse, show_feed_use
from wheel.web.context import viewer
from wheel.web.feed_option_words import unusual_option_words
from wheel.web.fetch_words import client_words, fetch_words, fetched_when
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.policies import administrators_only, needs
from wheel.web.translation import gettext

feed_use = Blueprint("feed_use", __name__, url_prefix="/administration/calendars")
for words in (fetch_words, fetched_when, client_words):
    feed_use.add_app_template_filter(words)

UNUSED_FIRST: Final = "unused"
LAST_PAGE: Final = 10_000


@dataclass(frozen=True)
class Line:
    """One calendar in words. `page` is where its address can be seen."""

    use: FeedUse
    name: str
    options: tuple[str, ...]
    page: str
    clients: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.use.feed.id


@feed_use.get("")
@needs(Right.SEE, Thing.AUDIT)
def show() -> Response:
    return _page(request.args)


@feed_use.post("/<feed_id>/deletions")
@administrators_only
def delete(feed_id: str) -> AnyResponse:
    command = DeleteViewFeed(feed_id, even_so=request.form.get("even_so") == "1")
    try:
        with database().writing() as session:
            delete_view_feed(session, viewer(), command, moment())
    except InvalidInputError as error:
        return _page(request.form, error, feed_id)
    return done(gettext("The calendar is deleted."), url_for("feed_use.show", **_place(request.form)))


def _page(asked: Mapping[str, str], error: InvalidInputError | None = None, refused: str = "") -> Response:
    place = _place(asked)
    is_unused_first, number = "order" in place, int(place.get("page", "1"))
    with database().reading() as session:
        found = show_feed_use(session, viewer(), moment(), is_unused_first=is_unused_first, number=number)
    return page_or_fragment(
        "administration/calendars.html",
        "administration/_calendars.html",
        UNPROCESSABLE if error else 200,
        found=found,
        lines=[_line(use) for use in found.lines],
        place=place,
        is_unused_first=is_unused_first,
        newer=url_for("feed_use.show", **place | {"page": str(number - 1)}) if number > 1 else "",
        older=url_for("feed_use.show", **place | {"page": str(number + 1)}) if found.has_more else "",
        of_late=OF_LATE.days,
        unused_after=UNUSED_AFTER.days,
        errors=field_errors(error),
        refused=refused,
    )


def _place(asked: Mapping[str, str]) -> dict[str, Any]:
    """The order and the page as they stand in the address; nonsense is passed over, and the usual is not said."""
    order, number = asked.get("order", ""), asked.get("page", "")
    place: dict[str, Any] = {"order": order} if order == UNUSED_FIRST else {}
    if number.isascii() and number.isdigit() and len(number) <= len(str(LAST_PAGE)) and 1 < int(number) <= LAST_PAGE:
        place["page"] = str(int(number))
    return place


def _line(use: FeedUse) -> Line:
    return Line(
        use=use,
        name=_name(use),
        options=tuple(unusual_option_words(use.feed.options)),
        page=_address(use),
        clients=tuple(client_words(fetch.client) for fetch in use.fetches),
    )


def _name(use: FeedUse) -> str:
    source = use.feed.source
    if source.item is not None:
        return (
            gettext("The item “%(title)s”", title=use.title) if use.title else gettext("An item that is not public now")
        )
    if use.is_deadlines:
        return gettext("Deadlines")
    if use.view is not None:
        return view_name(use.view, view_words())
    return use.feed.name or gettext("Everything public")


def _address(use: FeedUse) -> str:
    """The page of the feed, or "" where it has none."""
    if use.feed.is_made:
        return url_for("subscriptions.view_feed", feed_id=use.feed.id)
    if use.feed.source.body is not None:
        return url_for("subscriptions.body", name=use.feed.source.body)
    return url_for("subscriptions.show") if use.feed.source.is_everything else ""
