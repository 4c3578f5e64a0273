"""The pages that say how to subscribe: one feed's address, and a few words for each calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.services import database, services
from wheel.usecases.identify import visitor
from wheel.usecases.serve_feed import Feed, show_feed_of, show_feeds
from wheel.web.addresses import stands_at
from wheel.web.policies import public_part

subscriptions = Blueprint("subscriptions", __name__)


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


def install_alternates(app: Flask) -> None:
    app.jinja_env.globals["alternates"] = alternates


def alternates(body: str | None = None) -> tuple[Feed, ...]:
    """The feeds that a page names for calendar programs: everything, and the body's own."""
    return tuple(feed for feed in _feeds() if feed.body is None or feed.body == body)


def address_of(feed: Feed) -> str:
    """The whole address of a feed, on the public address where the operator has set one."""
    path = url_for("feeds.calendar", feed_id=feed.id, name=feed.body or "aarshjul")
    base = services().settings.public_url or request.host_url.rstrip("/")
    return base + path


def _feeds() -> tuple[Feed, ...]:
    with database().reading() as session:
        return show_feeds(session)


def _has_public_part() -> bool:
    with database().reading() as session:
        return not visitor(session).is_shut_out


def _line(feed: Feed) -> tuple[Feed, str, str]:
    address = address_of(feed)
    return feed, address, _webcal(address)


def _webcal(address: str) -> str:
    """The link that calendar programs on a computer or phone open by themselves."""
    return urlsplit(address)._replace(scheme="webcal").geturl()
