"""The page on which a view of the wheel gets a calendar of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from audit_entries import audit_of
from doors_of_feed_views import VIEW, made_view
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, CLOSED, HTMX, INTERNAL, Site

from wheel.core.access import ANONYMOUS, Role
from wheel.core.audit import AuditThing
from wheel.store.feeds import all_feeds, count_view_feeds
from wheel.store.organisation import all_rings
from wheel.usecases import view_feed
from wheel.usecases.attempts import MOST_NEW_FEEDS

PAGE = "/feeds/views"
NOTHING = "Nothing of this view is public, so there is nothing to subscribe to."
POSTS = "What concerns you or single posts cannot be told to everybody"


def address(root: Element) -> str:
    return str(root.one("input", class_="address").get("value"))


def facts(root: Element) -> dict[str, str]:
    """What the page says of the view."""
    said = root.one("dl", class_="picked")
    return dict(zip([term.text for term in said.all("dt")], [fact.text for fact in said.all("dd")], strict=True))


def views(site: Site) -> int:
    with site.database.reading() as session:
        return count_view_feeds(session)


def test_the_page_says_in_words_what_the_view_holds(anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{PAGE}?rings=budget&rings=politisk&bodies={BODY}&kinds=meeting&agenda=open&q=b%26b"))
    assert facts(root) == {
        "Name": "Annual wheel: Politisk, Budget, Direktionen, Meetings, open agendas, “b&b”",
        "Rings": "Politisk, Budget",
        "Bodies": "Direktionen",
        "Kinds": "Meetings",
        "Only": "meetings whose agenda is still open",
        "With the words": "b&b",
    }
    assert not root.all("input", class_="address")


def test_looking_makes_no_address(site: Site, anonymous: FlaskClient) -> None:
    page(anonymous.get(f"{PAGE}?{VIEW}"))
    assert views(site) == 0


@pytest.mark.parametrize("who", [None, Role.READER, Role.PLANNER])
def test_the_form_makes_an_address_and_leads_to_it(site: Site, who: Role | None) -> None:
    visitor = site.visitor(who)
    form = page(visitor.get(f"{PAGE}?{VIEW}&mine=1")).one("form", action=PAGE)
    answer = visitor.post(PAGE, data=form.sends())
    assert answer.status_code == 303
    root = page(visitor.get(answer.location))
    assert root.status == "The view has an address that calendars can subscribe to."
    assert urlsplit(address(root)).path.endswith("/annual-wheel-direktionen-meetings.ics")
    assert f"webcal{address(root).removeprefix('http')}" in root.addresses
    assert (
        root.one("img", class_="address-picture")
        .get(
            "src",
        )
        .startswith("data:image/svg+xml")
    )
    assert page(visitor.get(answer.location)).status == "", "it is said once"


def test_the_form_sends_each_of_several(site: Site, anonymous: FlaskClient) -> None:
    form = page(anonymous.get(f"{PAGE}?rings=budget&rings=politisk&bodies={BODY}&bodies=chefforum")).one(
        "form", action=PAGE
    )
    sent = [(box.get("name"), box.get("value")) for box in form.all("input", type="hidden")]
    pairs = [pair for pair in sent if pair[0] != "csrf_token"]
    assert sorted(pairs) == [
        ("bodies", "chefforum"),
        ("bodies", BODY),
        ("chosen", "1"),
        ("rings", "budget"),
        ("rings", "politisk"),
    ]


def test_the_address_given_is_the_calendar_of_the_view(site: Site, anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{PAGE}/{made_view(site)}"))
    answer = anonymous.get(urlsplit(address(root)).path)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "SUMMARY:Direktionsmøde" in answer.text
    assert "SUMMARY:Chefforum" not in answer.text
    named = root.one("link", type="text/calendar")
    assert named.get("title") == "Annual wheel: Direktionen, Meetings"
    assert anonymous.get(str(named.get("href"))).data == answer.data


@pytest.mark.parametrize("query", [VIEW, f"kinds=meeting&bodies={BODY}&mine=1&drafts=0&view=list"])
def test_a_view_that_has_its_address_shows_it_at_once(site: Site, anonymous: FlaskClient, query: str) -> None:
    made = made_view(site)
    root = page(anonymous.get(f"{PAGE}?{query}"))
    assert f"/feeds/{made}/" in address(root)
    assert not root.all("form", action=PAGE)


def test_a_view_of_everything_leads_to_everythings_calendar(site: Site, anonymous: FlaskClient) -> None:
    with site.database.reading() as session:
        ticked = "&".join(f"rings={ring.key}" for ring in all_rings(session))
    for query in ("", "view=list", f"chosen=1&{ticked}"):
        answer = anonymous.get(f"{PAGE}?{query}")
        assert (answer.status_code, answer.location) == (302, "/feeds")
        assert page(anonymous.get("/feeds")).status == ""
    assert anonymous.post(PAGE, data={}).location == "/feeds"


def test_what_is_personal_is_left_out_and_the_page_says_so(anonymous: FlaskClient, secretary: FlaskClient) -> None:
    assert POSTS in page(secretary.get(f"{PAGE}?{VIEW}&mine=1")).text
    assert POSTS not in page(secretary.get(f"{PAGE}?{VIEW}")).text
    assert page(anonymous.get(f"{PAGE}?mine=1", follow_redirects=True)).status.startswith(POSTS)


def test_what_is_personal_becomes_a_calendar_of_ones_own(secretary: FlaskClient) -> None:
    assert secretary.get(f"{PAGE}?mine=1").location == "/me/calendars?mine=1"
    root = page(secretary.get(f"{PAGE}?{VIEW}&mine=1"))
    assert f"/me/calendars?{VIEW}&mine=1" in root.addresses


@pytest.mark.parametrize("who", [None, Role.READER, Role.PLANNER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", [CLOSED.lower(), INTERNAL.lower(), "findes-ikke"])
def test_nobody_learns_of_a_body_that_is_not_public(site: Site, who: Role | None, name: str) -> None:
    visitor = site.visitor(who)
    asked, unknown = (visitor.get(f"{PAGE}?bodies={body}&q=x") for body in (name, "helt-ukendt"))
    assert NOTHING in page(asked, 404).text
    assert page(asked, 404).find("main").text == page(unknown, 404).find("main").text
    assert NOTHING in page(visitor.post(PAGE, data={"bodies": name}), 404).text
    beside = page(visitor.get(f"{PAGE}?bodies={name}&bodies={BODY}"))
    assert facts(beside)["Bodies"] == "Direktionen"
    assert name not in "".join(str(box.get("value")) for box in beside.one("form", action=PAGE).all("input"))
    assert views(site) == 0


@pytest.mark.parametrize("feed_id", ["findes-ikke", "x" * 300, "æ"])
def test_an_unknown_address_is_not_found(anonymous: FlaskClient, feed_id: str) -> None:
    assert "There is no such calendar feed." in page(anonymous.get(f"{PAGE}/{feed_id}"), 404).text


def test_the_calendar_of_a_body_is_no_view(site: Site, anonymous: FlaskClient) -> None:
    with site.database.reading() as session:
        (feed_id,) = (feed.id for feed in all_feeds(session, ANONYMOUS) if feed.body == BODY)
    page(anonymous.get(f"{PAGE}/{feed_id}"), 404)


def test_too_many_from_one_place_are_refused_with_what_was_asked_for(site: Site, anonymous: FlaskClient) -> None:
    for number in range(MOST_NEW_FEEDS):
        assert anonymous.post(PAGE, data={"q": str(number)}).status_code == 303
    refused = f"{MOST_NEW_FEEDS} new calendar addresses have been made from here within an hour."
    root = page(anonymous.post(PAGE, data={"q": "en til"}), 422)
    assert root.refusal.startswith(refused)
    assert root.one("form", action=PAGE).sends()["q"] == "en til"
    assert fragment(anonymous.post(PAGE, data={"q": "en til"}, headers=HTMX), 422).refusal.startswith(refused)
    assert views(site) == MOST_NEW_FEEDS
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert site.visitor().post(PAGE, data={"q": "en til"}, environ_overrides=elsewhere).status_code == 303


def test_when_there_is_no_room_for_more_the_page_says_so(
    anonymous: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_feed, "MOST_VIEW_FEEDS", 0)
    root = page(anonymous.post(PAGE, data={"q": "budget"}), 422)
    assert root.refusal.startswith("There are 0 addresses of views already, and no more can be made.")


def test_htmx_is_sent_to_the_page_of_the_address(site: Site, anonymous: FlaskClient) -> None:
    answer = anonymous.post(PAGE, data={"q": "budget"}, headers=HTMX)
    assert (answer.status_code, answer.data) == (204, b"")
    assert "/budget" not in answer.headers["HX-Redirect"]
    assert "Annual wheel: “budget”" in page(anonymous.get(answer.headers["HX-Redirect"])).text


def test_what_is_searched_for_stays_text(site: Site, anonymous: FlaskClient) -> None:
    evil = '"><script>alert(1)</script>'
    root = page(anonymous.get(PAGE, query_string={"q": evil}))
    assert facts(root)["With the words"] == evil
    answer = anonymous.post(PAGE, data={"q": evil}, follow_redirects=True)
    assert "<script>alert" not in answer.text
    assert address(page(answer)).endswith("/annual-wheel-script-alert-1-script.ics")


def test_a_long_text_is_cut_as_on_the_wheel(site: Site, anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{PAGE}?q={'x' * 300}"))
    assert facts(root)["With the words"] == "x" * 80
    assert len(facts(root)["Name"]) == 80


def test_that_an_address_was_made_stands_in_the_audit(site: Site, secretary: FlaskClient) -> None:
    made = secretary.post(PAGE, data={"q": "budget"}).location.rpartition("/")[2]
    site.visitor().post(PAGE, data={"q": "budget"})
    entry = audit_of(site.database)[-1]
    assert (entry.thing, entry.thing_id, entry.actor) == (AuditThing.FEED, made, "Sekretariatet")
    root = page(site.visitor(Role.ADMINISTRATOR).get("/administration/audit?thing=feed"))
    assert "Calendar" in root.text
    assert f"{PAGE}/{made}" in root.addresses


def test_a_guarded_site_asks_for_the_forms_token(guarded_site: Site) -> None:
    visitor = guarded_site.visitor()
    assert visitor.post(PAGE, data={"q": "budget"}).status_code == 400
    form = page(visitor.get(f"{PAGE}?q=budget")).one("form", action=PAGE)
    assert visitor.post(PAGE, data=form.sends()).status_code == 303
