"""Rules over the answers that carry a feed: what stands round it, and what a calendar program is told that asks again.

Each rule asks for itself, as RFC 9110 (13: conditional requests, 12.5.3: encodings) and calendar programs do.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from calendar_rules import Broken, broken_rules

_STRONG = re.compile(r'"[!#-~]+"')
_LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT"
_LATER = "Fri, 01 Jan 2100 00:00:00 GMT"
METHODS_REFUSED = ("PROPFIND", "PUT", "POST", "DELETE", "REPORT", "MKCALENDAR")
UNREADABLE_DATES = ("yesterday", "0", "2026-11-21T12:00:00Z", "Sat, 99 Nov 2026 12:00:00 GMT")


@dataclass(frozen=True)
class Answer:
    """`headers` by their names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    def says(self, name: str) -> str:
        return self.headers.get(name, "")


class Ask(Protocol):
    """Asks for the feed, or for what `behind` puts behind its address; `missing` asks for one that there is not."""

    def __call__(
        self, method: str = "GET", headers: Mapping[str, str] | None = None, behind: str = "", *, missing: bool = False
    ) -> Answer: ...


@dataclass(frozen=True)
class AnswerRule:
    says: str
    source: str
    is_broken: Callable[[Ask, Answer], object]


def broken_answers(ask: Ask, now: datetime | None = None) -> list[Broken]:
    """All that is wrong with the feed that is asked for, and with the answers that carry it."""
    first = ask()
    found = [
        Broken(rule.says, rule.source, (str(first.status),)) for rule in ANSWER_RULES if rule.is_broken(ask, first)
    ]
    return [*found, *broken_rules(first.body, now)]


def _date(text: str) -> datetime | None:
    """Only the form of RFC 9110 section 5.6.7 that is to be sent."""
    try:
        return datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT")  # noqa: DTZ007
    except ValueError:
        return None


def _known(ask: Ask, etag: str, **more: str) -> Answer:
    return ask(headers={"If-None-Match": etag, **{name.replace("_", "-"): value for name, value in more.items()}})


def _since(ask: Ask, moment: str) -> Answer:
    return ask(headers={"If-Modified-Since": moment})


def _zipped(ask: Ask, accepted: str = "gzip") -> Answer:
    return ask(headers={"Accept-Encoding": accepted})


def _unzipped(answer: Answer) -> bytes:
    try:
        return gzip.decompress(answer.body)
    except (OSError, EOFError, zlib.error):
        return b""


def _is_another(ask: Ask, first: Answer, headers: Mapping[str, str]) -> bool:
    answer = ask(headers=headers)
    return (answer.status, answer.body, answer.etag) != (200, first.body, first.etag)


def _is_page(answer: Answer) -> bool:
    return "html" in answer.says("content-type") or answer.body.lstrip()[:1] == b"<"


def _refuses(method: str) -> AnswerRule:
    return AnswerRule(
        f"{method} is refused with 405, never 401 or 412",
        "feeds.md, HTTP: Thunderbird tries it",
        lambda ask, _first: ask(method).status != 405,
    )


def _passes_over(date: str) -> AnswerRule:
    return AnswerRule(
        f"the date {date!r} cannot be read, and gets the feed",
        "feeds.md, HTTP: an unparsable If-Modified-Since",
        lambda ask, first: _since(ask, date).body != first.body or not first.body,
    )


def _has_no(name: str, source: str) -> AnswerRule:
    return AnswerRule(f"the answer has no {name}", source, lambda _ask, first: name.lower() in first.headers)


HEADER_RULES = [
    AnswerRule("a feed is answered with 200", "RFC 9110 15.3.1", lambda _ask, first: first.status != 200),
    AnswerRule(
        "the answer is text/calendar; charset=utf-8",
        "feeds.md, HTTP",
        lambda _ask, first: first.says("content-type") != "text/calendar; charset=utf-8",
    ),
    AnswerRule(
        "the ETag is strong and quoted", "RFC 9110 8.8.3", lambda _ask, first: not _STRONG.fullmatch(first.etag)
    ),
    AnswerRule(
        "Last-Modified is a date as RFC 9110 sends it",
        "RFC 9110 5.6.7",
        lambda _ask, first: _date(first.says("last-modified")) is None,
    ),
    AnswerRule("Cache-Control says private", "feeds.md, HTTP", lambda _ask, first: "private" not in _cache(first)),
    AnswerRule(
        "Cache-Control lets the subscriber keep it, and nobody else",
        "RFC 9111 5.2.2",
        lambda _ask, first: {"public", "no-store"} & _cache(first),
    ),
    AnswerRule(
        "search engines are told to leave it",
        "feeds.md, HTTP: robots",
        lambda _ask, first: "noindex" not in first.says("x-robots-tag"),
    ),
    AnswerRule(
        "browsers are told not to guess",
        "Fetch standard, X-Content-Type-Options",
        lambda _ask, first: first.says("x-content-type-options") != "nosniff",
    ),
    AnswerRule(
        "Vary says Accept-Encoding and nothing else",
        "RFC 9110 12.5.5; feeds.md, HTTP",
        lambda _ask, first: first.says("vary").lower() != "accept-encoding",
    ),
    AnswerRule(
        "Content-Length is the number of octets",
        "RFC 9110 8.6",
        lambda _ask, first: first.says("content-length") != str(len(first.body)),
    ),
    _has_no("Set-Cookie", "feeds.md, HTTP: no cookies"),
    _has_no("Location", "feeds.md, HTTP: never a login redirect"),
    _has_no("WWW-Authenticate", "feeds.md, secret: 401 makes Evolution ask for a password"),
    _has_no("DAV", "feeds.md, CalDAV"),
    _has_no("Content-Encoding", "feeds.md, HTTP: no gzip unless asked"),
]

AGAIN_RULES = [
    AnswerRule(
        "what has not changed is the same", "issue: byte-identical", lambda ask, first: ask().body != first.body
    ),
    AnswerRule("what has not changed has the same ETag", "RFC 9110 8.8.3", lambda ask, first: ask().etag != first.etag),
    AnswerRule(
        "HEAD is answered as GET", "RFC 9110 9.3.2", lambda ask, first: dict(ask("HEAD").headers) != dict(first.headers)
    ),
    AnswerRule("HEAD has the status of GET", "RFC 9110 9.3.2", lambda ask, first: ask("HEAD").status != first.status),
    AnswerRule("HEAD has no body", "RFC 9110 9.3.2", lambda ask, _first: ask("HEAD").body),
    AnswerRule("a known ETag gets 304", "RFC 9110 13.1.2", lambda ask, first: _known(ask, first.etag).status != 304),
    AnswerRule("304 has no body", "RFC 9110 15.4.5", lambda ask, first: _known(ask, first.etag).body),
    AnswerRule("304 has the ETag", "RFC 9110 15.4.5", lambda ask, first: _known(ask, first.etag).etag != first.etag),
    AnswerRule(
        "304 has the Cache-Control and the Vary of 200",
        "RFC 9110 15.4.5",
        lambda ask, first: any(
            _known(ask, first.etag).says(name) != first.says(name) for name in ("cache-control", "vary")
        ),
    ),
    AnswerRule(
        "304 says nothing of a body",
        "RFC 9110 15.4.5",
        lambda ask, first: {"content-type", "content-encoding"} & _known(ask, first.etag).headers.keys(),
    ),
    AnswerRule(
        "a weak ETag is known too", "RFC 9110 13.1.2", lambda ask, first: _known(ask, f"W/{first.etag}").status != 304
    ),
    AnswerRule(
        "an ETag in a list is known too",
        "RFC 9110 13.1.2",
        lambda ask, first: _known(ask, f'"other", {first.etag}').status != 304,
    ),
    AnswerRule("any ETag at all is known", "RFC 9110 13.1.2", lambda ask, _first: _known(ask, "*").status != 304),
    AnswerRule(
        "another ETag gets the feed", "RFC 9110 13.1.2", lambda ask, first: _known(ask, '"other"').body != first.body
    ),
    AnswerRule(
        "the date of the last change gets 304",
        "RFC 9110 13.1.3",
        lambda ask, first: _since(ask, first.says("last-modified")).status != 304,
    ),
    AnswerRule(
        "an older date gets the feed", "RFC 9110 13.1.3", lambda ask, first: _since(ask, _LONG_AGO).body != first.body
    ),
    AnswerRule(
        "If-None-Match wins where it is another",
        "RFC 9110 13.2.2",
        lambda ask, _first: _known(ask, '"other"', If_Modified_Since=_LATER).status != 200,
    ),
    AnswerRule(
        "If-None-Match wins where it is the same",
        "RFC 9110 13.2.2",
        lambda ask, first: _known(ask, first.etag, If_Modified_Since=_LONG_AGO).status != 304,
    ),
    *map(_passes_over, UNREADABLE_DATES),
]

OTHER_RULES = [
    AnswerRule(
        "gzip is sent to those who ask for it",
        "feeds.md, HTTP",
        lambda ask, _first: _zipped(ask).says("content-encoding") != "gzip",
    ),
    AnswerRule(
        "gzip holds the same octets", "RFC 9110 8.4.1.3", lambda ask, first: _unzipped(_zipped(ask)) != first.body
    ),
    AnswerRule(
        "gzipped octets have their own length and ETag",
        "RFC 9110 8.8.3.3",
        lambda ask, first: (
            _zipped(ask).etag == first.etag or _zipped(ask).says("content-length") != str(len(_zipped(ask).body))
        ),
    ),
    AnswerRule(
        "gzip with q=0 is a refusal", "RFC 9110 12.4.2", lambda ask, first: _zipped(ask, "gzip;q=0").body != first.body
    ),
    AnswerRule(
        "those who ask for identity get it",
        "RFC 9110 12.5.3",
        lambda ask, first: _zipped(ask, "identity").body != first.body,
    ),
    AnswerRule(
        "a browser gets the calendar too, and no page",
        "feeds.md, HTTP: no content negotiation",
        lambda ask, first: _is_another(ask, first, {"Accept": "text/html,application/xhtml+xml"}),
    ),
    AnswerRule(
        "the language that is asked for changes nothing",
        "feeds.md, HTTP: no content negotiation",
        lambda ask, first: _is_another(ask, first, {"Accept-Language": "en"}),
    ),
    AnswerRule(
        "cookies change nothing",
        "feeds.md, HTTP: no cookies",
        lambda ask, first: _is_another(ask, first, {"Cookie": "session=x; language=en"}),
    ),
    AnswerRule(
        "what nobody understands in an address is passed over",
        "issue: unknown parameters",
        lambda ask, first: ask(behind="utm_source=x").body != first.body,
    ),
    *map(_refuses, METHODS_REFUSED),
    AnswerRule(
        "405 names the methods that there are",
        "RFC 9110 15.5.6",
        lambda ask, _first: not {"GET", "HEAD"} <= set(ask("PUT").says("allow").split(", ")),
    ),
    AnswerRule("405 is no page", "feeds.md, HTTP: never HTML", lambda ask, _first: _is_page(ask("PROPFIND"))),
    AnswerRule("OPTIONS names no calendar server", "RFC 4918 10.1", lambda ask, _first: ask("OPTIONS").says("dav")),
    AnswerRule("an unknown feed is 404", "feeds.md, secret", lambda ask, _first: ask(missing=True).status != 404),
    AnswerRule("404 is no page", "feeds.md, HTTP: never HTML", lambda ask, _first: _is_page(ask(missing=True))),
]

ANSWER_RULES = [*HEADER_RULES, *AGAIN_RULES, *OTHER_RULES]


def _cache(answer: Answer) -> set[str]:
    return {said.strip().lower() for said in answer.says("cache-control").split(",")}
