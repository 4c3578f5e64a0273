"""The address a calendar polls: the kept bytes while nothing has changed, with ETag and Last-Modified."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask import Blueprint, Response, request
from flask_babel import force_locale, gettext

from wheel.errors import NotFoundError
from wheel.feeds.events import FeedWords
from wheel.feeds.publishing import Rendered, render_feed
from wheel.feeds.window import feed_window
from wheel.services import moment, services
from wheel.usecases.serve_feed import FeedContent, feed_content, keep_rendering, state_of

feeds = Blueprint("feeds", __name__)

# The feed is in the organisation's language whatever the client says: clients send no Accept-Language that means much.
LOCALES = {"da": "da_DK", "en": "en_GB"}


@feeds.get("/feeds/<feed_id>/<name>.ics")
def calendar(feed_id: str, name: str) -> Response:  # noqa: ARG001 - clients show the last segment as the calendar's name
    try:
        body, etag, modified_at = _current(feed_id)
    except NotFoundError:
        return Response("There is no such calendar feed.\n", status=404, mimetype="text/plain")
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.set_etag(etag)
    response.last_modified = modified_at
    response.headers["Cache-Control"] = "private"
    response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(request)
    return response


def _current(feed_id: str) -> tuple[bytes, str, datetime]:
    now = moment()
    public_url = services().settings.public_url
    with services().database.reading() as session:
        stamp, kept, body = state_of(session, feed_id)
        fresh = (stamp, now.today, _fingerprint(public_url))
        if kept and body is not None and (kept.stamp, kept.day, kept.rendered_for) == fresh:
            return body, kept.etag, kept.modified_at
        content = feed_content(session, feed_id, feed_window(now.today))
    locale = content.organisation.locale if content.organisation else "da"
    with force_locale(LOCALES.get(locale, LOCALES["da"])):
        how = _how(content, locale, public_url)
    rendering = render_feed(content, how, now.at, now.today)
    keep_rendering(services().database, feed_id, rendering.changed, rendering.kept, rendering.body)
    return rendering.body, rendering.kept.etag, rendering.kept.modified_at


def _how(content: FeedContent, locale: str, public_url: str) -> Rendered:
    organisation = content.organisation.name if content.organisation else ""
    what = content.feed.name or gettext("The annual wheel")
    return Rendered(
        name=f"{what} · {organisation}" if organisation else what,
        description=gettext("Meetings and dates of %(name)s, kept up to date by themselves.", name=what),
        words=_words(LOCALES.get(locale, LOCALES["da"])),
        # Without a fixed public address there is none to print: the address a poll came to may be anybody's invention.
        url_of=lambda occurrence_id: f"{public_url}/occurrences/{occurrence_id}" if public_url else "",
        rendered_for=_fingerprint(public_url),
    )


def _words(locale: str) -> FeedWords:
    return FeedWords(
        locale=locale,
        cancelled_prefix=gettext("CANCELLED: "),
        cancelled_because=gettext("Cancelled because"),
        moved_from=gettext("Moved from"),
        time=gettext("Time"),
        week=gettext("Week"),
        agenda_deadline=gettext("The agenda goes out"),
        agenda=gettext("Agenda"),
        closed_item=gettext("Closed item"),
        minutes=gettext("min"),
    )


def _fingerprint(public_url: str) -> str:
    return hashlib.sha256(f"1 {public_url}".encode()).hexdigest()
