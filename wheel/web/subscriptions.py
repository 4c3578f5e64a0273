"""The pages that say how to subscribe: one feed's address, and a few words for each calendar."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
from flask import Blueprint, Flask, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.periods import Period, Zoom
from wheel.core.wheel_filters import WheelFilter, filter_from
from wheel.errors import RefusedError
from wheel.feeds.view_names import kinds_in, view_name
from wheel.feeds.wording import view_words
from wheel.services import database, moment, services, today
from wheel.usecases.identify import visitor
from wheel.usecases.public_feeds import PublicFeed as Feed
from wheel.usecases.public_feeds import show_feed_of, show_feeds
from wheel.usecases.view_feed import MakeViewFeed, ViewFeed, make_view_feed, show_view, show_view_feed
from wheel.web.addresses import stands_at
from wheel.web.context import viewer
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.policies import public_part
from wheel.web.translation import gettext
from wheel.web.wheel_links import WheelLinks

subscriptions = Blueprint("subscriptions", __name__)


@dataclass(frozen=True)
class Line:
    """A feed's address, as text, as the link that programs open by themselves, and as a picture for a phone."""

    feed: Feed
    address: str

    @property
    def webcal(self) -> str:
        return urlsplit(self.address)._replace(scheme="webcal").geturl()

    @property
    def picture(self) -> str:
        """The address of the link's QR code (ISO/IEC 18004): an SVG picture within the page."""
        return str(segno.make(self.webcal, error="m", micro=False).svg_data_uri(omitsize=True, border=4))


@subscriptions.get("/feeds")
@public_part
def show() -> str:
    """Everything's feed, and the way to each body's own."""
    feeds = _feeds()
    everything = next((feed for feed in feeds if feed.body is None), None)
    return render_template(
        "subscriptions/feeds.html",
        line=_line(everything) if everything else None,
        bodies=[feed for feed in feeds if feed.body is not None],
        has_public_part=_has_public_part(),
    )


@subscriptions.get("/bodies/<name>/feed")
@public_part
def body(name: str) -> AnyResponse:
    """One body's feed. A body's other names lead to its short name."""
    with database().reading() as session:
        feed = show_feed_of(session, name)
    if feed.body is not None and feed.body != name:
        return stands_at(url_for("subscriptions.body", name=feed.body))
    return make_response(render_template("subscriptions/feed.html", line=_line(feed)))


@subscriptions.get("/feeds/views")
@public_part
def view() -> AnyResponse:
    """What a calendar of the view holds; the query is the view's filter (see core/wheel_filters.py)."""
    wanted = filter_from(request.args.items(multi=True))
    with database().reading() as session:
        found = show_view(session, wanted, today())
    if found is not None:
        return _view_page(found)
    if wanted.is_mine or wanted.posts:
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
        return _view_page(show_view_feed(session, feed_id, today()))


def install_alternates(app: Flask) -> None:
    app.jinja_env.globals["alternates"] = alternates


def alternates(body: str | None = None) -> tuple[Feed, ...]:
    """The feeds that a page names for calendar programs: everything, and the body's own."""
    return tuple(feed for feed in _feeds() if feed.body is None or feed.body == body)


def address_of(feed: Feed, name: str = "") -> str:
    """The whole address of a feed, on the public address where the operator has set one."""
    path = url_for("feeds.calendar", feed_id=feed.id, name=name or feed.body or "aarshjul")
    base = services().settings.public_url or request.host_url.rstrip("/")
    return base + path


def _feeds() -> tuple[Feed, ...]:
    with database().reading() as session:
        return show_feeds(session)


def _has_public_part() -> bool:
    with database().reading() as session:
        return not visitor(session).is_shut_out


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


def _view_page(found: ViewFeed, error: RefusedError | None = None) -> AnyResponse:
    words = view_words()
    name = view_name(found.view, words)
    return page_or_fragment(
        "subscriptions/view.html",
        "subscriptions/_view.html",
        UNPROCESSABLE if error else 200,
        found=found,
        name=name,
        kinds=kinds_in(found.view, words),
        pairs=found.view.wanted.pairs(),
        wheel=WheelLinks(Period.containing(Zoom.YEAR, today()), found.view.wanted).here,
        line=_line(found.feed, name) if found.feed else None,
        errors=field_errors(error),
    )


def _line(feed: Feed, name: str = "") -> Line:
    return Line(feed, address_of(feed, name))
