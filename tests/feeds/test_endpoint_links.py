"""The pages that lead to the feeds: every address they give is a feed's."""

from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser

import pytest
from feed_site import DIRECTORS, PUBLIC_URL, FeedSite

ALTERNATE = re.compile(r'<link rel="alternate" type="text/calendar" title="([^"]+)" href="([^"]+)">')


def addresses(page: str) -> list[str]:
    return re.findall(r'value="([^"]+\.ics)"', page)


@pytest.mark.parametrize("path", ["/feeds", f"/bodies/{DIRECTORS}/feed"])
def test_a_page_gives_an_address_to_copy_and_one_to_open(site: FeedSite, path: str) -> None:
    page = site.app.test_client().get(path).text
    (address,) = addresses(page)
    assert address.startswith(PUBLIC_URL + "/feeds/")
    assert len(address) <= 255, "Google takes no longer one"
    assert f'href="{address.replace("https://", "webcal://")}"' in page, "what Apple and Outlook open by themselves"
    response = site.app.test_client().get(address.removeprefix(PUBLIC_URL))
    assert response.content_type.startswith("text/calendar")


def test_the_address_of_a_body_is_that_of_its_own_feed(site: FeedSite) -> None:
    client = site.app.test_client()
    (address,) = addresses(client.get(f"/bodies/{DIRECTORS}/feed").text)
    assert address == f"{PUBLIC_URL}/feeds/{DIRECTORS}.ics"
    old = client.get(site.address(DIRECTORS, name=DIRECTORS))
    assert client.get(address.removeprefix(PUBLIC_URL)).data == old.data, "the addresses of before go on"


def test_without_a_public_address_the_one_that_the_page_was_asked_at_is_given(site: FeedSite) -> None:
    nameless = site.another(public_url="")
    page = nameless.app.test_client().get("/feeds", base_url="http://127.0.0.1:8000").text
    (address,) = addresses(page)
    assert address.startswith("http://127.0.0.1:8000/feeds/")
    assert address.replace("http://", "webcal://") in page
    nameless.database.dispose()


@pytest.mark.parametrize("path", ["/wheel/2026", f"/bodies/{DIRECTORS}/agenda", "/feeds", f"/bodies/{DIRECTORS}/feed"])
def test_pages_name_their_feeds_to_programs_that_look_for_them(site: FeedSite, path: str) -> None:
    found = ALTERNATE.findall(site.app.test_client().get(path).text)
    assert found, path
    for title, address in found:
        assert title, path
        assert site.app.test_client().get(address.removeprefix(PUBLIC_URL)).status_code == 200, address


def test_no_page_keeps_a_robot_from_the_feeds(site: FeedSite) -> None:
    """Google fetches a calendar as a robot, and obeys robots.txt."""
    response = site.app.test_client().get("/robots.txt")
    assert response.status_code in {200, 404}
    robots = RobotFileParser()
    robots.parse(response.text.splitlines() if response.status_code == 200 else [])
    assert robots.can_fetch("Googlebot", PUBLIC_URL + site.address())
