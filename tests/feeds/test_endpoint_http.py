"""What a calendar program gets from a feed's address: the status, the headers, and 304 where nothing changed."""

from __future__ import annotations

import gzip

import pytest
from feed_site import DIRECTORS, FeedSite
from flask import url_for
from werkzeug.http import http_date, parse_date

from wheel.app import create_app
from wheel.settings import Settings


def test_a_feed_is_a_calendar_that_only_its_subscriber_may_keep(site: FeedSite) -> None:
    response = site.poll()
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"].startswith("private")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert int(response.headers["Content-Length"]) == len(response.data) > 10_000
    assert response.data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert response.data.endswith(b"END:VCALENDAR\r\n")


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/html"}, {"Accept_Language": "en"}, {"Cookie": "language=en"}])
def test_everybody_gets_the_same_whatever_they_ask_for(site: FeedSite, headers: dict[str, str]) -> None:
    """Google sends no Accept, and what browsers send must not turn the calendar into another one."""
    response = site.poll(**headers)
    assert response.data == site.bytes()
    assert "Set-Cookie" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("headers", [{}, {"Accept_Encoding": "gzip"}, {"If_None_Match": "*"}])
def test_head_says_what_get_says(site: FeedSite, headers: dict[str, str]) -> None:
    head, get = site.poll(method="HEAD", **headers), site.poll(**headers)
    assert head.status_code == get.status_code
    assert dict(head.headers) == dict(get.headers)
    assert head.data == b""


@pytest.mark.parametrize("method", ["PROPFIND", "PUT", "POST", "DELETE", "PATCH", "REPORT", "MKCALENDAR"])
def test_what_only_a_calendar_server_does_is_refused_in_plain_text(site: FeedSite, method: str) -> None:
    """Thunderbird tries PROPFIND first, and takes 401 or 412 for a server that wants something of it."""
    response = site.poll(method=method, If_Match='"x"')
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Set-Cookie" not in response.headers


def test_options_names_the_methods_and_no_calendar_server(site: FeedSite) -> None:
    response = site.poll(method="OPTIONS")
    assert (response.status_code, response.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "DAV" not in response.headers
    assert response.data == b""


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("feed", ["nosuchfeed", "A-_9", "x" * 32])
def test_an_unknown_feed_is_not_found_and_no_page(site: FeedSite, feed: str, method: str) -> None:
    response = site.app.test_client().open(f"/feeds/{feed}/kalender.ics", method=method)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.data == (b"There is no such calendar feed.\n" if method == "GET" else b"")


def test_the_name_in_the_address_may_be_any(site: FeedSite) -> None:
    """A subscription outlives the body's name."""
    client = site.app.test_client()
    for name in ("oekonomiudvalget", "Økonomi udvalget", "x" * 200, ""):
        assert client.get(site.address(name=name)).data == site.bytes(), name


def test_something_wrong_with_the_database_is_an_error_and_never_an_empty_calendar(site: FeedSite) -> None:
    """Evolution empties its calendar when a feed turns into something else with 200."""
    address = site.address()
    with site.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE feed_bodies")
    response = site.app.test_client().get(address)
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_over_https_a_browser_is_told_to_stay_there(site: FeedSite) -> None:
    """Evolution turns webcal:// into http://."""
    settings = Settings(site.url, secret_key="for tests", secure_cookies=True)
    secure = create_app(settings, site.clock)
    response = secure.test_client().get(site.address())
    assert response.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Strict-Transport-Security" not in site.poll().headers


def test_gzip_is_sent_to_those_who_take_it_and_to_nobody_else(site: FeedSite) -> None:
    plain, zipped = site.poll(), site.poll(Accept_Encoding="deflate, gzip;q=0.5")
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert int(zipped.headers["Content-Length"]) == len(zipped.data) < len(plain.data) / 4
    assert zipped.headers["ETag"] != plain.headers["ETag"], "other bytes, another strong ETag"
    for refusal in ("gzip;q=0", "identity", "br", "gzip;q=zero"):
        assert site.poll(Accept_Encoding=refusal).data == plain.data, refusal


def matching(etag: str) -> list[tuple[str, str]]:
    return [
        (etag, "as it was sent"),
        (f"W/{etag}", "weakened by a proxy that compresses"),
        (f'"other", {etag}', "one of a list"),
        (f'W/"other" , W/{etag}', "one of a weak list"),
        (etag.replace('"', ""), "without its quotes"),
        ("*", "any at all"),
    ]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_whoever_has_the_feed_already_gets_304_and_no_body(site: FeedSite, encoding: str) -> None:
    first = site.poll(Accept_Encoding=encoding)
    for asked, reason in matching(first.headers["ETag"]):
        response = site.poll(If_None_Match=asked, Accept_Encoding=encoding)
        assert response.status_code == 304, reason
        assert response.data == b"", reason
        assert response.headers["ETag"] == first.headers["ETag"], reason
        assert response.headers["Cache-Control"] == first.headers["Cache-Control"], reason
        assert "Content-Type" not in response.headers, reason


def test_an_etag_of_the_other_encoding_is_known_too(site: FeedSite) -> None:
    zipped = site.poll(Accept_Encoding="gzip").headers["ETag"]
    assert site.poll(If_None_Match=zipped).status_code == 304


@pytest.mark.parametrize("asked", ['"other"', 'W/"other"', '""', '"', "garbage", '"a", "b"'])
def test_another_etag_gets_the_feed(site: FeedSite, asked: str) -> None:
    assert site.poll(If_None_Match=asked).status_code == 200


def test_a_date_from_the_last_change_on_gets_304(site: FeedSite) -> None:
    changed = parse_date(site.poll().headers["Last-Modified"])
    assert changed == site.clock.at
    site.clock.pass_by(hours=5)
    for asked, status in ((changed, 304), (site.clock.at, 304), (changed.replace(year=2025), 200)):
        assert site.poll(If_Modified_Since=http_date(asked)).status_code == status, asked


@pytest.mark.parametrize("form", ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"])
def test_a_date_may_be_in_an_obsolete_form(site: FeedSite, form: str) -> None:
    site.poll()
    site.clock.pass_by(hours=5)
    assert site.poll(If_Modified_Since=site.clock.at.strftime(form)).status_code == 304
    assert site.poll(If_Modified_Since=site.clock.at.replace(year=2025).strftime(form)).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        *("yesterday", "0", "", "2026-11-21T12:00:00Z", "Sat, 99 Nov 2026 12:00:00 GMT"),
        *("22 Nov 2099 00:00:00", "Sun, 22 Nov 2099 00:00:00 +0200", "Sun, 22 Nov 2099 00:00:00"),
        "Sun, 22 Nov 2099 00:00:00 GMT, Sun, 22 Nov 2098 00:00:00 GMT",
    ],
)
def test_a_date_that_cannot_be_read_gets_the_feed(site: FeedSite, asked: str) -> None:
    assert site.poll(If_Modified_Since=asked).status_code == 200


def test_the_etag_decides_where_there_is_a_date_as_well(site: FeedSite) -> None:
    first = site.poll()
    tomorrow, long_ago = "Sun, 22 Nov 2026 12:00:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT"
    assert site.poll(If_None_Match='"other"', If_Modified_Since=tomorrow).status_code == 200
    assert site.poll(If_None_Match=first.headers["ETag"], If_Modified_Since=long_ago).status_code == 304


HOSTILE_NAMES = [
    ("ØU", "oeu", "letters of our own are spelt out"),
    ("Børne- og Ungeudvalget", "boerne-og-ungeudvalget", "blanks become hyphens"),
    ("S/U", "s-u", "an escaped slash would be read as one all the same"),
    ("ø" * 60, "oe" * 30, "six octets each when escaped: far more than 255"),
    ("議会", "kalender", "what has no Latin letters"),
    ("..", "kalender", "dots that a client would resolve"),
]


@pytest.mark.parametrize(("short_name", "segment", "reason"), HOSTILE_NAMES)
def test_an_address_is_short_and_works_whatever_the_body_is_called(
    site: FeedSite, short_name: str, segment: str, reason: str
) -> None:
    site.set_body(DIRECTORS, short_name=short_name)
    feed_id = site.address(short_name).split("/")[2]
    with site.app.test_request_context():
        address = url_for("feeds.calendar", feed_id=feed_id, name=short_name)
    assert address == f"/feeds/{feed_id}/{segment}.ics", reason
    assert len(f"https://aarshjul.en-kommune-med-et-langt-navn.dk{address}") <= 255
    assert site.app.test_client().get(address).status_code == 200, reason
