"""The checker of answers finds each mistake that a server can make with a feed, and none in ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from asking import Asking, Headers, Spoilt, with_headers
from calendar_rules_answers import ANSWER_RULES, METHODS_REFUSED, UNREADABLE_DATES, Answer
from feed_site import DIRECTORS, FeedSite

Spoil = Callable[[Answer, str, Headers], Answer]
HTML = replace(Answer(200, {}, b""), headers={"content-type": "text/html"}, body=b"<!doctype html><p>Log ind</p>")


def always(**headers: str | None) -> Spoil:
    return lambda answer, _method, _asked: with_headers(answer, **headers)


def when(name: str, change: Callable[[Answer], Answer], *values: str) -> Spoil:
    """Only where it was asked with that header, and one of these values where there are any."""
    return lambda answer, _method, asked: (
        change(answer) if name in asked and (not values or asked[name] in values) else answer
    )


def on(method: str, change: Callable[[Answer], Answer]) -> Spoil:
    return lambda answer, asked_method, _asked: change(answer) if asked_method == method else answer


def is_full(answer: Answer) -> Answer:
    return replace(answer, status=200, body=b"BEGIN:VCALENDAR\r\n")


def is_304(answer: Answer) -> Answer:
    return replace(answer, status=304, body=b"")


def lacks(name: str) -> Callable[[Answer], Answer]:
    return lambda answer: with_headers(answer, **{name: None})


def becomes(**changes: object) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, **changes)  # type: ignore[arg-type]


class Counting:
    """Every answer is another one, as where a clock or a random id gets into it."""

    def __init__(self) -> None:
        self.number = 0

    def body(self, answer: Answer, _method: str, _asked: Headers) -> Answer:
        self.number += 1
        return replace(answer, body=answer.body + f"{self.number}".encode())

    def etag(self, answer: Answer, _method: str, _asked: Headers) -> Answer:
        self.number += 1
        return with_headers(answer, etag=f'"{self.number}"')


def no_encoding_asked(answer: Answer, _method: str, asked: Headers) -> Answer:
    return answer if "accept-encoding" in asked else with_headers(answer, content_encoding="gzip")


SPOILT: list[tuple[str, Spoil]] = [
    ("a feed is answered with 200", lambda answer, _method, _asked: replace(answer, status=203)),
    ("the answer is text/calendar; charset=utf-8", always(content_type="text/calendar")),
    ("the ETag is strong and quoted", always(etag='W/"abc"')),
    ("the ETag is strong and quoted", always(etag="abc")),
    ("Last-Modified is a date as RFC 9110 sends it", always(last_modified="2026-11-21T12:00:00Z")),
    ("Cache-Control says private", always(cache_control="max-age=0")),
    ("Cache-Control lets the subscriber keep it, and nobody else", always(cache_control="private, no-store")),
    ("search engines are told to leave it", always(x_robots_tag=None)),
    ("browsers are told not to guess", always(x_content_type_options=None)),
    ("Vary says Accept-Encoding and nothing else", always(vary="Accept-Encoding, Cookie")),
    ("Content-Length is the number of octets", always(content_length="12")),
    ("the answer has no Set-Cookie", always(set_cookie="session=x")),
    ("the answer has no Location", always(location="/sign-in")),
    ("the answer has no WWW-Authenticate", always(www_authenticate="Basic")),
    ("the answer has no DAV", always(dav="1, calendar-access")),
    ("the answer has no Content-Encoding", no_encoding_asked),
    ("what has not changed is the same", Counting().body),
    ("what has not changed has the same ETag", Counting().etag),
    ("HEAD is answered as GET", on("HEAD", lacks("content-length"))),
    ("HEAD has the status of GET", on("HEAD", becomes(status=405))),
    ("HEAD has no body", on("HEAD", becomes(body=b"x"))),
    ("a known ETag gets 304", when("if-none-match", is_full)),
    ("304 has no body", when("if-none-match", becomes(body=b"x"))),
    ("304 has the ETag", when("if-none-match", lacks("etag"))),
    ("304 has the Cache-Control and the Vary of 200", when("if-none-match", lacks("cache-control"))),
    ("304 says nothing of a body", when("if-none-match", lambda a: with_headers(a, content_type="text/html"))),
    ("a weak ETag is known too", lambda a, _m, asked: is_full(a) if "W/" in asked.get("if-none-match", "") else a),
    ("an ETag in a list is known too", lambda a, _m, asked: is_full(a) if "," in asked.get("if-none-match", "") else a),
    ("any ETag at all is known", when("if-none-match", is_full, "*")),
    ("another ETag gets the feed", when("if-none-match", is_304, '"other"')),
    ("the date of the last change gets 304", when("if-modified-since", is_full)),
    ("an older date gets the feed", when("if-modified-since", is_304)),
    ("If-None-Match wins where it is another", when("if-modified-since", is_304)),
    ("If-None-Match wins where it is the same", when("if-modified-since", is_full)),
    ("gzip is sent to those who ask for it", when("accept-encoding", lacks("content-encoding"))),
    ("gzip holds the same octets", when("accept-encoding", lambda a: replace(a, body=a.body[:-9]))),
    ("gzipped octets have their own length and ETag", when("accept-encoding", lacks("content-length"))),
    ("gzip with q=0 is a refusal", when("accept-encoding", becomes(body=b"\x1f\x8b"), "gzip;q=0")),
    ("those who ask for identity get it", when("accept-encoding", becomes(body=b"\x1f\x8b"), "identity")),
    ("a browser gets the calendar too, and no page", when("accept", lambda _a: HTML)),
    ("the language that is asked for changes nothing", when("accept-language", becomes(body=b"x"))),
    ("cookies change nothing", when("cookie", becomes(body=b"x"))),
    ("what nobody understands in an address is passed over", when("behind", becomes(body=b"x"))),
    ("405 names the methods that there are", on("PUT", lacks("allow"))),
    ("405 is no page", on("PROPFIND", lambda _a: replace(HTML, status=405))),
    ("OPTIONS names no calendar server", on("OPTIONS", lambda a: with_headers(a, dav="1"))),
    ("an unknown feed is 404", when("missing", lambda a: replace(a, status=200))),
    ("404 is no page", when("missing", lambda _a: replace(HTML, status=404))),
    *(
        (f"{method} is refused with 405, never 401 or 412", on(method, becomes(status=401)))
        for method in METHODS_REFUSED
    ),
    *(
        (f"the date {date!r} cannot be read, and gets the feed", when("if-modified-since", is_304, date))
        for date in UNREADABLE_DATES
    ),
]


@pytest.fixture(scope="module")
def quiet_site(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FeedSite]:
    """In which nothing changes."""
    path = tmp_path_factory.mktemp("quiet") / "plan.sqlite3"
    shutil.copyfile(sample_file, path)
    running = FeedSite(f"sqlite:///{path}")
    yield running
    running.database.dispose()


@pytest.mark.parametrize(("rule", "spoil"), SPOILT, ids=[rule for rule, _ in SPOILT])
def test_a_mistake_of_the_answers_is_found(quiet_site: FeedSite, rule: str, spoil: Spoil) -> None:
    ask = Spoilt(Asking(quiet_site.app, quiet_site.address(DIRECTORS)), spoil)
    (found,) = [one for one in ANSWER_RULES if one.says == rule]
    assert found.is_broken(ask, ask())


@pytest.mark.parametrize("kind", ["aarshjul", DIRECTORS, "frister", "ring-direktion", "aarshjul?language=en"])
def test_the_json_of_a_feed_is_answered_by_the_same_rules(quiet_site: FeedSite, kind: str) -> None:
    name, _, options = kind.partition("?")
    ask = Asking(quiet_site.app, f"/feeds/{name}.json?{options}")
    first = ask()
    broken = {rule.says for rule in ANSWER_RULES if rule.is_broken(ask, first)}
    assert broken == {"the answer is text/calendar; charset=utf-8"}
    assert first.says("content-type") == "application/json; charset=utf-8"


def test_every_rule_of_answers_is_seen_broken() -> None:
    assert {rule.says for rule in ANSWER_RULES} == {rule for rule, _ in SPOILT}
    assert len(ANSWER_RULES) > 40
