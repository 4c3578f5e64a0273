"""What somebody chooses of how a calendar shows what it holds: it stands in the address that the page gives."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from doors_of_feed_views import made_view
from doors_of_subscriptions import PAGES
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX, Site

BASE = "http://localhost"


def address(root: Element) -> str:
    return str(root.one("input", class_="address").get("value"))


def asked(root: Element) -> dict[str, list[str]]:
    """The choices that the page offers, and what can be answered to each."""
    return {
        str(box.get("name")): [str(one.get("value")) for one in box.all("option")]
        for box in root.find("main").all("select")  # type: ignore[union-attr]
    }


def paths(site: Site) -> list[str]:
    return [*PAGES, f"/items/{site.stop().item_id}/feed", f"/feeds/views/{made_view(site)}"]


@pytest.mark.parametrize(
    ("chosen", "query"),
    [
        ("agenda=no", "agenda=no"),
        ("deadlines=timed", "deadlines=timed"),
        ("deadlines=none", "deadlines=none"),
        ("imprecise=yes", "imprecise=yes"),
        ("language=en", "language=en"),
        ("language=en&agenda=no&imprecise=yes&deadlines=none", "agenda=no&deadlines=none&imprecise=yes&language=en"),
        ("agenda=&deadlines=all-day&imprecise=&language=", ""),
        ("agenda=open&deadlines=x&language=de&color=red&x=1", ""),
        ("drafts=yes&closed=yes", ""),
    ],
)
def test_what_is_chosen_stands_in_the_address_in_its_one_form(anonymous: FlaskClient, chosen: str, query: str) -> None:
    root = page(anonymous.get(f"/bodies/direktionen/feed?{chosen}"))
    behind = f"?{query}" if query else ""
    assert address(root) == f"{BASE}/feeds/direktionen.ics{behind}"
    assert root.one("input", id="json-address").get("value") == f"{BASE}/feeds/direktionen.json{behind}"
    assert f"webcal://localhost/feeds/direktionen.ics{behind}" in root.addresses


@pytest.mark.parametrize(
    ("path", "choices"),
    [
        ("/feeds", {"agenda", "deadlines", "imprecise", "language"}),
        ("/feeds/rings/politisk", {"agenda", "deadlines", "imprecise", "language"}),
        ("/feeds/deadlines", {"deadlines", "imprecise", "language"}),
    ],
)
def test_what_makes_no_difference_is_not_asked(anonymous: FlaskClient, path: str, choices: set[str]) -> None:
    assert set(asked(page(anonymous.get(path)))) == choices


def test_of_an_item_only_the_language_is_asked_and_of_deadlines_not_whether_they_are_wanted(
    site: Site, anonymous: FlaskClient
) -> None:
    assert asked(page(anonymous.get(f"/items/{site.stop().item_id}/feed"))) == {"language": ["", "da", "en"]}
    assert asked(page(anonymous.get("/feeds/deadlines")))["deadlines"] == ["all-day", "timed"]


def test_without_javascript_the_form_leads_to_the_page_with_what_was_chosen(site: Site, anonymous: FlaskClient) -> None:
    for path in paths(site):
        form = page(anonymous.get(path)).one("form", action=path)
        assert form.get("method") == "get"
        assert form.all("noscript"), "a button for those whose choice is not sent by itself"
        root = page(anonymous.get(path, query_string=form.sends() | {"language": "en"}))
        assert parse_qs(urlsplit(address(root)).query) == {"language": ["en"]}
        assert root.one("form", action=path).sends()["language"] == "en"
        assert root.one("details", class_="feed-options").get("open") is not None


def test_htmx_gets_the_address_alone_and_the_pages_own_follows(site: Site, anonymous: FlaskClient) -> None:
    for path in paths(site):
        answer = anonymous.get(f"{path}?agenda=&deadlines=all-day&imprecise=&language=en", headers=HTMX)
        root = fragment(answer)
        assert urlsplit(address(root)).query == "language=en"
        assert not root.all("select"), "the form stays as it is, with the focus in it"
        assert root.status == "The address now goes with what you have chosen."
        assert answer.headers["HX-Replace-Url"] == f"{path}?language=en"
        assert anonymous.get(path, headers=HTMX).headers["HX-Replace-Url"] == path


def test_each_address_that_is_given_is_a_calendar_and_has_its_json(site: Site, anonymous: FlaskClient) -> None:
    for path in paths(site):
        root = page(anonymous.get(f"{path}?language=en"))
        for given, kind in (
            (address(root), "text/calendar"),
            (str(root.one("input", id="json-address").get("value")), "application/json"),
        ):
            answer = anonymous.get(given.removeprefix(BASE))
            assert (answer.status_code, answer.mimetype) == (200, kind), given


def test_google_takes_the_longest_address(anonymous: FlaskClient) -> None:
    """It takes 255 characters; the service's own name may have fifty of them."""
    everything = "agenda=no&deadlines=timed&imprecise=yes&language=en"
    assert len(address(page(anonymous.get(f"/bodies/direktionen/feed?{everything}")))) <= 200
