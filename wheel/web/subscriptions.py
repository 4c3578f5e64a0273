"""The pages that say how to subscribe: one feed's address, and a few words for each calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, render_template, request, url_for

from wheel.services import database, services
from wheel.usecases.serve_feed import Feed, show_feeds
from wheel.web.context import viewer

subscriptions = Blueprint("subscriptions", __name__)


@subscriptions.get("/feeds")
def show() -> str:
    """Every feed; `body` (a short name) or `all` unfolds one of them."""
    with database().reading() as session:
        feeds = show_feeds(session, viewer())
    asked = request.args.get("body", "")
    lines = [(feed, address_of(feed), _webcal(address_of(feed))) for feed in feeds]
    return render_template("subscriptions/feeds.html", lines=lines, asked=asked)


def install_alternates(app: Flask) -> None:
    app.jinja_env.globals["alternates"] = alternates


def alternates(body: str | None = None) -> tuple[Feed, ...]:
    """The feeds that a page names for calendar programs: everything, and the body's own."""
    with database().reading() as session:
        feeds = show_feeds(session, viewer())
    return tuple(feed for feed in feeds if feed.body is None or feed.body == body)


def address_of(feed: Feed) -> str:
    """The whole address of a feed, on the public address where the operator has set one."""
    path = url_for("feeds.calendar", feed_id=feed.id, name=feed.body or "aarshjul")
    base = services().settings.public_url or request.host_url.rstrip("/")
    return base + path


def _webcal(address: str) -> str:
    """The link that calendar programs on a computer or phone open by themselves."""
    return urlsplit(address)._replace(scheme="webcal").geturl()
