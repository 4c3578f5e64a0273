"""The pages that say how to subscribe: one feed's address with what it is to show, and the steps in each program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.feed_options import USUAL, FeedOptions, options_from
from wheel.core.periods import Period, Zoom
from wheel.core.wheel_filters import WheelFilter, filter_from, filter_of
from wheel.errors import RefusedError
from wheel.feeds.view_names import kinds_in, view_name
from wheel.feeds.wording import view_words
from wheel.services import database, moment, services, today
from wheel.usecases.identify import visitor
from wheel.usecases.public_feeds import (
    PublicFeed,
    show_feed_of,
    show_feed_of_deadlines,
    show_feed_of_item,
    show_feed_of_ring,
    show_feeds,
    show_feeds_of_rings,
)
from wheel.usecases.view_feed import MakeViewFeed, ViewFeed, make_view_feed, show_view, show_view_feed
from wheel.web.addresses import stands_at
from wheel.web.calendar_programs import calendar_programs
from wheel.web.context import viewer
from wheel.web.feed_alternates import (
    Alternate,
    alternates,
    alternates_of_view,
    feed_title,
    own_calendar_of,
    subscribe_page,
)
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment, wants_fragment
from wheel.web.policies import public_part
from wheel.web.subscription_lines import Line, line_of, line_of_view
from wheel.web.translation import gettext
from wheel.web.wheel_links import WheelLinks, query_of

subscriptions = Blueprint("subscriptions", __name__)
for shown in (alternates, subscribe_page, calendar_programs):
    subscriptions.add_app_template_global(shown, shown.__name__)

ALL_CHOICES: Final = ("agenda", "deadlines", "no-deadlines", "imprecise", "language")
OF_DEADLINES: Final = ("deadlines", "imprecise", "language")
OF_ITEM: Final = ("language",)
"""What somebody may choose of each kind of feed: what makes no difference to it is not asked."""


@dataclass(frozen=True)
class Subscription:
    """What the page of one feed says besides its address.

    `back` is the page that it is about, with its words; `own` is where the same becomes a calendar of one's own.
    """

    title: str
    about: str
    back: tuple[str, str]
    own: str
    choices: tuple[str, ...] = ALL_CHOICES
    alternates: tuple[Alternate, ...] = ()


@subscriptions.get("/feeds")
@public_part
def show() -> AnyResponse:
    """Everything's feed, and the way to each other."""
    with database().reading() as session:
        feeds, rings = show_feeds(session), show_feeds_of_rings(session)
        has_public_part = not visitor(session).is_shut_out
    everything = next((feed for feed in feeds if feed.source.is_everything), None)
    return _page(
        "subscriptions/feeds.html",
        everything,
        choices=ALL_CHOICES,
        rings=[(_ring_of(feed), feed.name) for feed in rings],
        bodies=[feed for feed in feeds if feed.body is not None],
        has_public_part=has_public_part,
    )


@subscriptions.get("/feeds/deadlines")
@public_part
def deadlines() -> AnyResponse:
    """The deadlines alone, with the days on which agendas go out."""
    with database().reading() as session:
        feed = show_feed_of_deadlines(session)
    about = gettext("All public deadlines, and the days on which agendas go out. No meetings.")
    back = (url_for("wheel.front"), gettext("Back to the wheel"))
    own, named = url_for("own_feeds.show", kinds="deadline"), alternates(deadlines=True)
    return _feed_page(feed, Subscription(gettext("Subscribe to deadlines"), about, back, own, OF_DEADLINES, named))


@subscriptions.get("/feeds/rings/<key>")
@public_part
def ring(key: str) -> AnyResponse:
    with database().reading() as session:
        feed = show_feed_of_ring(session, key)
    about = gettext("Everything public that is drawn in this ring of the wheel.")
    back = (url_for("wheel.front", rings=key), gettext("Back to the wheel"))
    own, named = own_calendar_of(ring=key), alternates(ring=key)
    return _feed_page(feed, Subscription(_subscribe_to(feed), about, back, own, alternates=named))


@subscriptions.get("/bodies/<name>/feed")
@public_part
def body(name: str) -> AnyResponse:
    """One body's feed. A body's other names lead to its short name."""
    with database().reading() as session:
        feed = show_feed_of(session, name)
    if feed.body is not None and feed.body != name:
        return stands_at(url_for("subscriptions.body", name=feed.body))
    about = gettext("The public meetings of this body, and its other dates.")
    back = (url_for("agenda.show", name=name), gettext("Back to %(body)s", body=feed.name))
    own, named = own_calendar_of(body=name), alternates(name)
    return _feed_page(feed, Subscription(_subscribe_to(feed), about, back, own, alternates=named))


@subscriptions.get("/items/<item_id>/feed")
@public_part
def item(item_id: str) -> AnyResponse:
    """The journey of one open item."""
    with database().reading() as session:
        feed = show_feed_of_item(session, item_id)
    about = gettext("This item alone: each meeting that it comes up at, at its own time where that is known.")
    back = (url_for("items.show", item_id=item_id), gettext("Back to the item"))
    own, named = own_calendar_of(item=item_id), alternates(item=item_id)
    return _feed_page(feed, Subscription(_subscribe_to(feed), about, back, own, OF_ITEM, named))


@subscriptions.get("/feeds/views")
@public_part
def view() -> AnyResponse:
    """What a calendar of the view holds; the query is the view's filter (see core/wheel_filters.py)."""
    wanted = filter_from(request.args.items(multi=True))
    with database().reading() as session:
        found = show_view(session, wanted, today())
    if found is not None:
        return _view_page(found, own=_own_view(wanted))
    if wanted.is_mine or wanted.posts:
        if viewer().is_signed_in:
            return redirect(_own_view(wanted))
        flash(gettext("What concerns you or single posts cannot be told to everybody. Here is everything that can."))
    return redirect(url_for("subscriptions.show"))


@subscriptions.post("/feeds/views")
@public_part
def make_view() -> AnyResponse:
    """The form holds the same as the query of the page that it stands on."""
    wanted = filter_from(request.form.items(multi=True))
    try:
        feed_id = _made(wanted)
    except RefusedError as error:
        return _refused(wanted, error)
    if feed_id is None:
        return done(gettext("There is an address for everything that is public."), url_for("subscriptions.show"))
    to = url_for("subscriptions.view_feed", feed_id=feed_id)
    return done(gettext("The view has an address that calendars can subscribe to."), to)


@subscriptions.get("/feeds/views/<feed_id>")
@public_part
def view_feed(feed_id: str) -> AnyResponse:
    with database().reading() as session:
        found = show_view_feed(session, feed_id, today())
    options = _chosen()
    name = view_name(found.view, view_words())
    line = line_of_view(feed_id, name, options)
    return _shown("subscriptions/view.html", line, options, ALL_CHOICES, **_of_view(found, name))


def _feed_page(feed: PublicFeed, subscription: Subscription) -> AnyResponse:
    return _page("subscriptions/feed.html", feed, subscription.choices, subscription=subscription)


def _page(template: str, feed: PublicFeed | None, choices: tuple[str, ...], **values: object) -> AnyResponse:
    options = _chosen()
    line = line_of(feed.address, options) if feed else None
    return _shown(template, line, options, choices, **values)


def _shown(
    template: str, line: Line | None, options: FeedOptions, choices: tuple[str, ...], **values: object
) -> AnyResponse:
    """The page; for htmx, which asks when something is chosen, the address alone, and the page's own follows."""
    answer = page_or_fragment(
        template,
        "_changed.html",
        fragment="subscriptions/_address.html",
        message=gettext("The address now goes with what you have chosen."),
        line=line,
        options=options,
        choices=choices,
        action=request.path,
        **values,
    )
    if wants_fragment():
        answer.headers["HX-Replace-Url"] = f"{request.path}?{options.query}" if options.query else request.path
    return answer


def _chosen() -> FeedOptions:
    """What the page's query says of how the calendar is to show what it holds."""
    return options_from(request.args.items(multi=True)).for_everybody


def _own_view(wanted: WheelFilter) -> str:
    """Where a calendar of one's own is made of a view: it can also hold what concerns posts."""
    return url_for("own_feeds.show", **query_of(wanted))


def _subscribe_to(feed: PublicFeed) -> str:
    return gettext("Subscribe to %(body)s", body=feed_title(feed))


def _ring_of(feed: PublicFeed) -> str:
    """The key of the ring that a ring's feed is about."""
    return next(iter(filter_of(feed.source.query or "").rings or ()), "")


def _made(wanted: WheelFilter) -> str | None:
    command = MakeViewFeed(wanted, request.remote_addr or "", services().settings.secret_key)
    with database().writing() as session:
        return make_view_feed(session, viewer(), command, moment())


def _refused(wanted: WheelFilter, error: RefusedError) -> AnyResponse:
    """The page of the view with the sentence, so that it can be tried again."""
    with database().reading() as session:
        found = show_view(session, wanted, today())
    if found is None:
        raise error
    return _view_page(found, error)


def _view_page(found: ViewFeed, error: RefusedError | None = None, own: str = "") -> AnyResponse:
    """With its address, where somebody has made it one: as it is for who chooses nothing."""
    name = view_name(found.view, view_words())
    return page_or_fragment(
        "subscriptions/view.html",
        "subscriptions/_view.html",
        UNPROCESSABLE if error else 200,
        line=line_of_view(found.feed.id, name) if found.feed else None,
        options=USUAL,
        choices=ALL_CHOICES,
        action=url_for("subscriptions.view_feed", feed_id=found.feed.id) if found.feed else "",
        **_of_view(found, name, error, own),
    )


def _of_view(found: ViewFeed, name: str, error: RefusedError | None = None, own: str = "") -> dict[str, object]:
    return {
        "own": own or _own_view(found.view.wanted),
        "found": found,
        "name": name,
        "kinds": kinds_in(found.view, view_words()),
        "pairs": found.view.wanted.pairs(),
        "wheel": WheelLinks(Period.containing(Zoom.YEAR, today()), found.view.wanted).here,
        "named": alternates_of_view(found.feed.id, name) if found.feed else (),
        "errors": field_errors(error),
    }
