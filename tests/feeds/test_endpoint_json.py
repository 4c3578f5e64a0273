"""The JSON form of every kind of feed, over HTTP: the same events for the same readers as the calendar tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from calendar_readers import json_events, told_by_calendar, told_by_json, untold
from feed_site import DIRECTORS, FeedSite
from icalendar import Calendar
from jsonschema_rs import Draft202012Validator
from sqlalchemy import select
from werkzeug.test import TestResponse

from wheel.feeds.wording import wordings
from wheel.store.tables import AccountRow, FeedRow, ItemRow, PostRow, StopRow

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "json-feed.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA, validate_formats=True)
TOKEN = "x" * 43
HIDDEN = "Zebrafinke"


def open_item(site: FeedSite) -> str:
    """The id of an open item on the next meeting's agenda."""
    return item_of(site, site.add_item(site.meetings()[0], "Åbent punkt"))


def item_of(site: FeedSite, stop: str) -> str:
    with site.database.reading() as session:
        found = session.scalars(
            select(ItemRow.public_id).join(StopRow, StopRow.item_id == ItemRow.id).where(StopRow.public_id == stop)
        )
        return found.one()


def own(site: FeedSite, **about: object) -> str:
    """The address of a calendar of the sample's secretariat's own."""

    def add(session: object) -> None:
        account = session.scalars(select(AccountRow)).first()  # type: ignore[attr-defined]
        hashed = hashlib.sha256(TOKEN.encode()).hexdigest()
        session.add(  # type: ignore[attr-defined]
            FeedRow(account_id=account.id, token_hash=hashed, name="min telefon", made_at=site.clock.at, **about)
        )

    site.change(add)
    return f"/feeds/{TOKEN}/min-telefon"


def of_a_post(site: FeedSite) -> str:
    with site.database.reading() as session:
        post = session.scalars(select(PostRow).where(PostRow.title == "Sekretariatet")).one()
    return own(site, post_id=post.id)


KINDS: list[tuple[str, Callable[[FeedSite], str], str]] = [
    ("everything", lambda _site: "/feeds/aarshjul", ""),
    ("a body", lambda _site: f"/feeds/{DIRECTORS}", ""),
    ("deadlines", lambda _site: "/feeds/frister", ""),
    ("a ring", lambda _site: "/feeds/ring-direktion", ""),
    ("an item", lambda site: f"/feeds/punkt-{open_item(site)}", ""),
    ("a view", lambda site: site.make_view("rings=direktion").removesuffix(".ics"), ""),
    ("an old address", lambda site: site.address(DIRECTORS).removesuffix(".ics"), ""),
    ("without agendas", lambda _site: f"/feeds/{DIRECTORS}", "?agenda=no"),
    ("dates that are not known", lambda _site: "/feeds/aarshjul", "?imprecise=yes"),
    ("deadlines at their times", lambda _site: "/feeds/aarshjul", "?deadlines=timed"),
    ("in English", lambda _site: "/feeds/aarshjul", "?language=en"),
    ("one's own", lambda site: own(site, is_mine=True), ""),
    ("one's own, with what is closed and drafts", lambda site: own(site, options="closed=yes&drafts=yes"), ""),
    ("a post's", of_a_post, ""),
]


def fetched(site: FeedSite, address: str, **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.app.test_client().get(address, headers=sent)


@pytest.mark.parametrize(("kind", "address_of", "query"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_every_kind_of_feed_tells_the_same_in_both_forms(
    site: FeedSite, kind: str, address_of: Callable[[FeedSite], str], query: str
) -> None:
    site.add_item(site.meetings()[0], HIDDEN, is_closed=True)
    site.cancel(site.meetings()[1])
    site.move(site.meetings()[2], 1)
    address, language = address_of(site), "en" if "language=en" in query else "da"
    words = wordings(site.app)[language].words
    calendar, document = (fetched(site, f"{address}.{form}{query}") for form in ("ics", "json"))
    assert document.headers["Content-Type"] == "application/json; charset=utf-8"
    VALID.validate(document.json)
    assert document.json["language"] == language
    assert told_by_json(document.data, words) == told_by_calendar(calendar.data, words)
    assert untold(document.data, calendar.data, words) == []
    assert json_events(document.data), kind
    assert (HIDDEN in document.text) is (HIDDEN in str(Calendar.from_ical(calendar.data).to_ical(), "utf-8"))


@pytest.mark.parametrize("form", ["ics", "json"])
def test_only_whoever_may_see_it_and_asks_is_told_of_a_closed_item(site: FeedSite, form: str) -> None:
    site.add_item(site.meetings()[0], HIDDEN, is_closed=True)
    mine = own(site, options="closed=yes")
    assert HIDDEN in fetched(site, f"{mine}.{form}").text
    for address in (f"/feeds/{DIRECTORS}.{form}", f"/feeds/{DIRECTORS}.{form}?closed=yes"):
        assert HIDDEN not in fetched(site, address).text


def test_pages_of_others_may_read_what_everybody_may_and_nothing_else(site: FeedSite) -> None:
    """Without credentials, so no cookie is sent along; a secret address is not for other people's pages."""
    mine = own(site)
    public = fetched(site, f"/feeds/{DIRECTORS}.json", Origin="https://intranet.example.dk")
    assert public.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in public.headers
    again = fetched(site, f"/feeds/{DIRECTORS}.json", If_None_Match=public.headers["ETag"])
    assert (again.status_code, again.headers["Access-Control-Allow-Origin"]) == (304, "*")
    for address in (f"{mine}.json", f"/feeds/{DIRECTORS}.ics"):
        answer = fetched(site, address)
        assert answer.status_code == 200
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_without_a_change_the_bytes_are_the_same_and_with_one_they_tell_of_it(site_on_both: FeedSite) -> None:
    site, address = site_on_both, f"/feeds/{DIRECTORS}.json"
    meeting = site.meetings()[0]
    first = fetched(site, address)
    site.clock.pass_by(hours=1)
    assert fetched(site, address).data == first.data
    other = site.another()
    assert fetched(other, address).data == first.data, "another process"
    other.database.dispose()
    assert fetched(site, address, If_None_Match=first.headers["ETag"]).status_code == 304
    site.cancel(meeting)
    second = fetched(site, address)
    before, after = (
        {event["uid"].partition("@")[0]: event for event in json_events(each.data)} for each in (first, second)
    )
    changed = [id_ for id_ in before if before[id_] != after[id_]]
    assert changed == [meeting.id]
    assert (after[meeting.id]["status"], after[meeting.id]["cancelled_because"]) == ("cancelled", "for få sager")
    assert after[meeting.id]["sequence"] == before[meeting.id]["sequence"] + 1
    assert after[meeting.id]["modified"] == "2026-11-21T13:00:00Z"
