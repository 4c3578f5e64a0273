"""The address a calendar polls: 304 while nothing has changed, else the feed, plain or gzipped.

It stands in front of the pages: a poll needs no session, no cookie, and no page round an error, and their machinery
would cost several times what the answer does. The rules are those of RFC 9110, sections 8.8 and 13.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Flask
from werkzeug.datastructures import Accept, ETags
from werkzeug.http import http_date, parse_accept_header, parse_date, parse_etags
from werkzeug.routing import BaseConverter

from wheel.core.access import Moment
from wheel.core.calendar_clients import CalendarClient, client_of
from wheel.core.feed_options import options_of
from wheel.core.feed_sources import FeedForm
from wheel.errors import GoneError, NotFoundError
from wheel.feeds.names import name_in_address
from wheel.feeds.publishing import RENDERING, FeedPublisher
from wheel.feeds.surroundings import Wording
from wheel.feeds.wording import wordings
from wheel.services import Services
from wheel.usecases.note_fetch import is_due, note_fetch
from wheel.usecases.serve_feed import Asked, FeedKey, KeptFeed, etag_that_holds, fetch_noted_at, serve_feed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = tuple[tuple[str, str], ...]

METHODS: Final = "GET, HEAD, OPTIONS"
CONTENT_TYPES: Final = {
    FeedForm.ICALENDAR: "text/calendar; charset=utf-8",
    FeedForm.JSON: "application/json; charset=utf-8",
}
TEXT: Final = "text/plain; charset=utf-8"

# Everybody's by what they are called, or by the id that is also a view's; a person's own by its secret. The last
# segment is what some programs call the calendar.
_ADDRESS = re.compile(
    r"/feeds/(?:(?P<called>[a-z0-9-]{1,200})|(?:(?P<secret>[A-Za-z0-9_-]{43})|(?P<id>[A-Za-z0-9_-]{1,32}))/[^/]*)"
    r"\.(?P<form>ics|json)"
)
# The three forms of section 5.6.7: werkzeug reads many more, and whoever writes another is to get the whole feed.
_DATE: Final = re.compile(
    r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT"
    r"|[A-Z][a-z]{5,8}, [0-9]{2}-[A-Z][a-z]{2}-[0-9]{2} [0-9:]{8} GMT"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4}"
)
_ALWAYS: Final = (
    # Said without an age, some caches would make one up, and not ask at all meanwhile.
    ("Cache-Control", "private, max-age=0"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
)
_VARIES: Final = ("Vary", "Accept-Encoding")
_FOR_PAGES: Final = (("Access-Control-Allow-Origin", "*"),)
_GZIP: Final = "-gzip"
_LONGEST_QUERY: Final = 1_000


def install_feeds(app: Flask, services: Services) -> None:
    """Answer the feeds' addresses in front of `app`, and let it build them: url_for("feeds.calendar", ...)."""
    app.url_map.converters["calendar_name"] = CalendarName
    addresses = Blueprint("feeds", __name__)
    for form in FeedForm:
        for rule, endpoint in (("<called>", "called"), ("<feed_id>/<calendar_name:name>", "calendar")):
            defaults = {"form": form.value}
            addresses.add_url_rule(f"/feeds/{rule}.{form}", endpoint=endpoint, defaults=defaults, build_only=True)
    app.register_blueprint(addresses)
    app.wsgi_app = FeedEndpoint(app, services)  # type: ignore[method-assign]


class CalendarName(BaseConverter):
    """The last segment of a feed's address, which Thunderbird shows as the calendar's name."""

    def to_url(self, value: str) -> str:
        return name_in_address(value)


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    headers: Headers
    body: bytes = b""


class FeedEndpoint:
    """A WSGI application that answers the feeds' addresses, and hands every other request on to the pages."""

    def __init__(self, app: Flask, services: Services) -> None:
        self._app = app
        self._pages = app.wsgi_app
        self._services = services

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = _ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        if found is None:
            return self._pages(environ, start_response)
        answer = self._answer(_asked(found, environ), environ)
        start_response(answer.status, [*answer.headers, *self._always])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _answer(self, asked: Asked, environ: WSGIEnvironment) -> Answer:
        if environ["REQUEST_METHOD"] == "OPTIONS":
            return Answer("204 No Content", (("Allow", METHODS),))
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _said("405 Method Not Allowed", "A calendar feed can only be read.", ("Allow", METHODS))
        try:
            return self._read(asked, environ)
        except NotFoundError as error:
            return _said("404 Not Found", str(error))
        except GoneError as error:
            return _said("410 Gone", str(error))
        except Exception:
            # The address stays out of the log: whoever has it can read the feed.
            self._app.logger.exception("failed: a calendar feed")
            return _said("500 Internal Server Error", "The calendar cannot be shown at the moment.")

    def _read(self, asked: Asked, environ: WSGIEnvironment) -> Answer:
        moment = self._services.moment()
        database = self._services.database
        form = _Form(asked, is_gzipped=_takes_gzip(environ))
        known = parse_etags(environ.get("HTTP_IF_NONE_MATCH"))
        if known:
            held = etag_that_holds(database, asked, moment.today, self._settings)
            if held is not None and _contains(known, held.etag):
                self._note(held.feed_id, asked, 304, held.noted_at, moment)
                return form.not_modified(held.etag)
        publisher = FeedPublisher(self._wordings, self._services.settings.public_url, self._settings, moment)
        feed = serve_feed(database, asked, publisher)
        is_unchanged = _is_unchanged(feed, known, environ)
        noted_at = fetch_noted_at(database, feed.feed_id, asked.client)
        self._note(feed.feed_id, asked, 304 if is_unchanged else 200, noted_at, moment)
        return form.not_modified(feed.etag) if is_unchanged else form.whole(feed)

    def _note(self, feed_id: str, asked: Asked, status: int, noted_at: datetime | None, moment: Moment) -> None:
        if is_due(noted_at, moment.at):
            note_fetch(self._services.database, feed_id, CalendarClient(asked.client), status, moment)

    @cached_property
    def _wordings(self) -> dict[str, Wording]:
        return wordings(self._app)

    @cached_property
    def _settings(self) -> str:
        """All that a feed depends on besides the plan and the day; other texts come with another release."""
        depends_on = repr((RENDERING, self._services.settings.public_url, self._wordings))
        return hashlib.sha256(depends_on.encode()).hexdigest()

    @cached_property
    def _always(self) -> Headers:
        if not self._services.settings.secure_cookies:
            return _ALWAYS
        return (*_ALWAYS, ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))


def _is_unchanged(feed: KeptFeed, known: ETags, environ: WSGIEnvironment) -> bool:
    """Section 13.2.2: If-None-Match decides where there is one, and a date that cannot be read counts for nothing."""
    if known:
        return _contains(known, feed.etag)
    said = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    since = parse_date(said) if _DATE.fullmatch(said) else None
    return since is not None and feed.modified_at <= since


def _contains(known: ETags, etag: str) -> bool:
    return known.contains_weak(etag) or known.contains_weak(etag + _GZIP)


def _takes_gzip(environ: WSGIEnvironment) -> bool:
    asked = environ.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in asked and parse_accept_header(asked, Accept).quality("gzip") > 0


@dataclass(frozen=True, slots=True)
class _Form:
    """The form in which a feed was asked for."""

    asked: Asked
    is_gzipped: bool

    def not_modified(self, etag: str) -> Answer:
        return Answer("304 Not Modified", (_etag(etag, self.is_gzipped), _VARIES, *self._shared))

    def whole(self, feed: KeptFeed) -> Answer:
        body = feed.gzipped if self.is_gzipped else gzip.decompress(feed.gzipped)
        headers = (
            ("Content-Type", CONTENT_TYPES[self.asked.form]),
            ("Content-Length", str(len(body))),
            _etag(feed.etag, self.is_gzipped),
            ("Last-Modified", http_date(feed.modified_at)),
            _VARIES,
            *((("Content-Encoding", "gzip"),) if self.is_gzipped else ()),
            *self._shared,
        )
        return Answer("200 OK", headers, body)

    @property
    def _shared(self) -> Headers:
        """Pages of other sites may read in a browser what everybody may; it is fetched without cookies."""
        is_for_pages = self.asked.form is FeedForm.JSON and self.asked.key is not FeedKey.SECRET
        return _FOR_PAGES if is_for_pages else ()


def _asked(found: re.Match[str], environ: WSGIEnvironment) -> Asked:
    form, client = FeedForm(found["form"]), client_of(environ.get("HTTP_USER_AGENT", "")).value
    if found["secret"]:
        return Asked(FeedKey.SECRET, hashlib.sha256(found["secret"].encode()).hexdigest(), form, client)
    called, said = found["called"] or found["id"], environ.get("QUERY_STRING", "")
    if said and (query := options_of(said[:_LONGEST_QUERY]).for_everybody.query):
        return Asked(FeedKey.ADDRESS, f"{called}?{query}", form, client)
    return Asked(FeedKey.ADDRESS if found["called"] else FeedKey.ID, called, form, client)


def _etag(etag: str, is_gzipped: bool) -> tuple[str, str]:
    """Section 8.8.3.3: the gzipped bytes are others, so they have an ETag of their own."""
    return "ETag", f'"{etag}{_GZIP if is_gzipped else ""}"'


def _said(status: str, sentence: str, *headers: tuple[str, str]) -> Answer:
    body = f"{sentence}\n".encode()
    return Answer(status, (("Content-Type", TEXT), ("Content-Length", str(len(body))), *headers), body)
