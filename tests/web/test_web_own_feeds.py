"""The page of one's own calendars: what it keeps of a mistake, what it tells once, and what it never tells again."""

from __future__ import annotations

import logging
from datetime import timedelta
from urllib.parse import unquote_to_bytes

import pytest
from doors_of_own_feeds import ADDRESS, NAME, NEW, account_of_planner, made_own_feed, own_feed_of_planner
from flask.testing import FlaskClient
from sqlalchemy import select
from web_pages import Element, fragment, page
from web_site import BODY, CLOSED, HTMX, NOW, Site

from wheel.core.access import Role
from wheel.core.calendar_clients import CalendarClient
from wheel.core.feed_options import Deadlines, FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.store.feed_fetches import note_fetch
from wheel.store.own_feeds import own_feeds_of
from wheel.store.tables import AccountRow, TenureRow

ON_PHONE = {"name": "Bjørns æble/telefon", "what": "mine", "with_agenda": "1", "deadlines": "timed"}


def feeds(site: Site) -> list[tuple[str, FeedSource, FeedOptions]]:
    """The planner's, in their order."""
    with site.database.reading() as session:
        found = own_feeds_of(session, site.viewer(Role.PLANNER).account_id or "")
    return [(feed.name, feed.source, feed.options) for feed in found if feed.is_open]


def told(root: Element) -> str:
    """The secret address."""
    return root.find("own-address").get("value")


def path_of(address: str) -> str:
    return address.removeprefix("http://localhost")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_new_ones_address_is_told_once_and_opens_its_calendar(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    form = page(secretary.get(ADDRESS)).find("new-own-feed")
    assert form.sends()["what"] == "mine"
    answer = secretary.post(ADDRESS, data=form.sends() | ON_PHONE, headers=HTMX if htmx else None)
    assert answer.headers["Cache-Control"] == "no-store"
    root = (fragment if htmx else page)(answer)
    address = told(root)
    assert address.endswith("/bjoerns-aeble-telefon.ics")
    token = address.split("/")[-2]
    assert len(token) == 43
    assert root.one("a", class_="button primary").get("href") == "webcal" + address.removeprefix("http")
    assert unquote_to_bytes(root.one("img").get("src").partition(",")[2]).startswith(b"<svg")
    calendar = site.visitor().get(path_of(address))
    assert calendar.status_code == 200
    assert "Bjørns æble/telefon" in calendar.text
    assert feeds(site) == [
        ("Bjørns æble/telefon", FeedSource(is_mine=True), FeedOptions(deadlines=Deadlines.TIMED)),
    ]
    for path in (ADDRESS, "/me", "/me/data", "/me/data.json", ADDRESS):
        assert token not in secretary.get(path).text
    with secretary.session_transaction() as session:
        assert token not in str(dict(session))


def test_the_secret_comes_into_no_log(site: Site, secretary: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address = told(page(secretary.post(ADDRESS, data=NEW)))
    site.visitor().get(path_of(address))
    assert address.split("/")[-2] not in caplog.text


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("", {"what": "mine", "with_agenda": "1", "deadlines": "all-day", "language": ""}),
        (f"bodies={BODY}", {"what": "view", "view": f"bodies={BODY}"}),
        ("rings=politisk&chosen=1", {"what": "ring", "ring": "politisk"}),
        ("ring=politisk&agenda=no&deadlines=none", {"what": "ring", "ring": "politisk", "deadlines": "none"}),
        (f"body={BODY}&drafts=yes&language=en", {"what": "body", "body": BODY, "drafts": "1", "language": "en"}),
        ("mine=1", {"what": "mine"}),
        ("mine=1&kinds=meeting", {"what": "view", "view": "kinds=meeting&mine=1"}),
        ("what=everything", {"what": "everything"}),
        ("item=findes-ikke", {}),
    ],
)
def test_the_form_is_filled_in_with_what_the_page_was_opened_for(
    secretary: FlaskClient, query: str, sent: dict[str, str]
) -> None:
    form = page(secretary.get(f"{ADDRESS}?{query}")).find("new-own-feed").sends()
    assert form.items() >= sent.items()
    assert ("with_agenda" in form) is ("agenda=no" not in query)


def test_an_items_journey_and_a_view_can_be_made_from_what_the_form_offers(site: Site, secretary: FlaskClient) -> None:
    item = site.stop().item_id
    for query in (f"item={item}", f"bodies={BODY}&kinds=meeting&mine=1"):
        form = page(secretary.get(f"{ADDRESS}?{query}")).find("new-own-feed").sends()
        assert page(secretary.post(ADDRESS, data=form | {"name": query[:4]})).one("h1").text
    assert [source for _, source, _ in feeds(site)] == [
        FeedSource(item=item),
        FeedSource(query=f"bodies={BODY}&kinds=meeting&mine=1"),
    ]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Write what the calendar is called."),
        ({"name": NAME}, "name", "You already have a calendar of this name."),
        ({"what": "?"}, "what", "Choose what the calendar is to hold."),
        ({"what": "body", "body": ""}, "body", "Choose a body from the list."),
        ({"what": "ring", "ring": "?"}, "ring", "Choose a ring from the list."),
        ({"what": "post", "post": "?"}, "post", "Choose a post from the list."),
        ({"deadlines": "?"}, "deadlines", "Choose from the list."),
        ({"language": "?"}, "language", "Choose from the list."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_all_that_was_typed_is_kept(
    site: Site, secretary: FlaskClient, typed: dict[str, str], field: str, sentence: str, htmx: bool
) -> None:
    made_own_feed(site)
    before = feeds(site)
    wanted = {"name": "min tablet", "what": "everything", "drafts": "1", "deadlines": "none", "language": "da"} | typed
    root = (fragment if htmx else page)(secretary.post(ADDRESS, data=wanted, headers=HTMX if htmx else None), 422)
    assert root.mistake(field) == sentence
    kept = root.find("new-own-feed").sends()
    assert kept.items() >= {name: value for name, value in wanted.items() if name != field}.items()
    assert "with_agenda" not in kept
    assert feeds(site) == before


def test_the_list_says_what_each_holds_and_when_it_was_fetched_by_what(site: Site, secretary: FlaskClient) -> None:
    made = made_own_feed(site, source=FeedSource(body=BODY)).feed
    made_own_feed(site, "min tablet")
    with site.database.writing() as session:
        note_fetch(session, made.id, CalendarClient.OUTLOOK, NOW - timedelta(hours=1), 304)
    first, second = page(secretary.get(ADDRESS)).one("ul", class_="plain own-list").all("li", class_=None)[:2]
    for words in (NAME, "Direktionen", "with the agenda · deadlines on their whole day", "by Outlook – nothing new"):
        assert words in first.text
    assert "What concerns my posts" in second.text
    assert "Not fetched yet" in second.text


@pytest.mark.parametrize("htmx", [False, True])
def test_a_new_name_is_saved_and_a_stale_one_is_shown_with_both(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    headers = HTMX if htmx else None
    feed = own_feed_of_planner(site)
    at = f"{ADDRESS}/{feed.id}"
    form = page(secretary.get(ADDRESS)).find(f"rename-{feed.id}").sends()
    answer = secretary.post(at, data=form | {"name": "min pc"}, headers=headers)
    root = fragment(answer) if htmx else page(secretary.get(answer.location))
    assert root.status == "The calendar has its new name."
    root = (fragment if htmx else page)(secretary.post(at, data=form | {"name": "min Mac"}, headers=headers), 409)
    assert "This calendar got another name while you were looking at it." in root.text
    assert {"min pc", "min Mac"} <= {cell.text for cell in root.one("table", class_="versions").all("td")}
    again = root.find(f"rename-{feed.id}").sends()
    assert (again["name"], again["seen"]) == ("min Mac", "min pc")
    assert [name for name, *_ in feeds(site)] == ["min pc"]
    secretary.post(at, data=again)
    assert [name for name, *_ in feeds(site)] == ["min Mac"]
    root = (fragment if htmx else page)(
        secretary.post(at, data=again | {"seen": "min Mac", "name": ""}, headers=headers), 422
    )
    assert root.mistake("name") == "Write what the calendar is called."


def test_a_new_address_closes_the_old_one_and_a_closed_one_says_so_then_is_gone(
    site: Site, secretary: FlaskClient
) -> None:
    old = told(page(secretary.post(ADDRESS, data=NEW)))
    feed = own_feed_of_planner(site)
    root = page(secretary.post(f"{ADDRESS}/{feed.id}/addresses"))
    new = told(root)
    assert "The old address is closed. Where it is still in use, it says so for 30 days" in root.text
    visitor = site.visitor()
    assert visitor.get(path_of(old)).text.count("BEGIN:VEVENT") == 1
    assert visitor.get(path_of(new)).text.count("BEGIN:VEVENT") > 1
    forms = page(secretary.get(ADDRESS)).all("form", method="post")
    (closing,) = (form.get("action") for form in forms if form.get("action").endswith("/closings"))
    answer = secretary.post(closing)
    root = page(secretary.get(answer.location))
    assert root.status == "The calendar is closed."
    assert "Closed 21 November 2026 at 13:00. The address says so until 21 December 2026 at 13:00." in root.text
    assert visitor.get(path_of(new)).text.count("BEGIN:VEVENT") == 1
    site.clock.pass_by(timedelta(days=31))
    assert [visitor.get(path_of(address)).status_code for address in (old, new)] == [410, 410]


def test_who_loses_a_role_and_a_post_gets_what_is_left_and_no_error(site: Site) -> None:
    """Programs that are told that nothing is there would go on showing what they got last."""
    closed_item = FeedSource(item=site.closed().item_id)
    sources = (FeedSource(is_mine=True), FeedSource(), FeedSource(body="ravneforum"), closed_item)
    tokens = [made_own_feed(site, str(number), source).token for number, source in enumerate(sources)]

    def fetched() -> list[str]:
        answers = [site.visitor().get(f"/feeds/{token}/kalender.ics") for token in tokens]
        assert [answer.status_code for answer in answers] == [200] * len(tokens)
        return [answer.text for answer in answers]

    before = fetched()
    assert all("BEGIN:VEVENT" in one for one in (*before[:2], before[3]))
    assert CLOSED in before[1]
    with site.database.writing() as session:
        planner = site.viewer(Role.PLANNER).account_id
        session.scalars(select(AccountRow).where(AccountRow.public_id == planner)).one().role = Role.READER
        for tenure in session.scalars(select(TenureRow)):
            session.delete(tenure)
    mine, everything, body, item = fetched()
    assert "BEGIN:VEVENT" in everything
    assert "BEGIN:VEVENT" not in mine + body + item
    assert CLOSED not in mine + everything + body + item


def test_somebody_elses_is_not_there(site: Site, reader: FlaskClient) -> None:
    feed = own_feed_of_planner(site)
    assert "You have none yet." in page(reader.get(ADDRESS)).text
    for path in ("", "/addresses", "/closings"):
        root = page(reader.post(f"{ADDRESS}/{feed.id}{path}", data={"name": "0", "seen": NAME}), 404)
        assert "There is no such calendar of yours." in root.text
    assert [name for name, *_ in feeds(site)] == [NAME]


def test_a_reader_is_offered_neither_drafts_nor_closed_titles(site: Site, reader: FlaskClient) -> None:
    form = page(reader.get(ADDRESS)).find("new-own-feed")
    offered = {element.get("name") for element in form.all("input", type="checkbox")}
    assert offered == {"with_agenda", "imprecise"}
    planner = page(site.visitor(Role.PLANNER).get(ADDRESS)).find("new-own-feed")
    assert "drafts" in {element.get("name") for element in planner.all("input", type="checkbox")}


def test_the_page_is_found_from_ones_own_page(secretary: FlaskClient) -> None:
    assert page(secretary.get("/me")).one("a", href=ADDRESS).text == "Your own calendars"


def test_ones_own_data_tells_of_them_with_their_fetches(site: Site, secretary: FlaskClient) -> None:
    made = made_own_feed(site, source=FeedSource(query="q=budget")).feed
    with site.database.writing() as session:
        note_fetch(session, made.id, CalendarClient.GOOGLE, NOW, 200)
    assert NAME in page(secretary.get("/me/data")).text
    (told_,) = secretary.get("/me/data.json").json["calendars"]
    assert told_ == {
        "id": made.id,
        "name": NAME,
        "about": {"body": None, "view": "q=budget", "item": None, "post": None, "my_posts": False},
        "options": "",
        "made_at": NOW.isoformat(),
        "closed_at": None,
        "fetches": [{"at": NOW.isoformat(), "client": "google", "status": 200}],
    }


def test_an_administrator_sees_how_many_somebody_has_and_closes_them(site: Site) -> None:
    administrator, at = site.visitor(Role.ADMINISTRATOR), account_of_planner(site)
    root = page(administrator.get(at))
    assert "The person has 1 calendar of their own. None of them has been fetched." in root.text
    assert NAME not in root.text
    form = root.one("form", action=f"{at}/calendar-closings")
    answer = administrator.post(form.get("action"), data=form.sends())
    root = page(administrator.get(answer.location))
    assert root.status == "1 calendar is closed."
    assert not root.all("form", action=f"{at}/calendar-closings")
    assert feeds(site) == []
    entry = page(administrator.get("/administration/audit")).one("table").one("tbody").all("tr")[0].text
    assert "Own calendars closed" in entry
