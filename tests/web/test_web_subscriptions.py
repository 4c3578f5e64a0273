"""How to subscribe, and that the address which is given there is a calendar's."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from web_doors import feed_address
from web_pages import Element, page
from web_site import BODY, INTERNAL, Site, running_site


def addresses(root: Element) -> list[str | None]:
    return [box.get("value") for box in root.all("input", class_="address")]


def test_the_page_gives_everythings_address_and_leads_to_each_bodys(site: Site, anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/feeds"))
    assert addresses(root) == [f"http://localhost{feed_address(site)}"]
    bodies = [address for address in root.find("main").addresses if address.startswith("/bodies/")]
    assert len(bodies) == 11
    assert f"/bodies/{BODY}/feed" in bodies
    assert {"/feeds/deadlines", "/feeds/rings/politisk"} <= root.addresses


def test_a_body_has_an_address_of_its_own(anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"/bodies/{BODY}/feed"))
    (address,) = addresses(root)
    assert address in {f"http://localhost{link.get('href')}" for link in root.all("link", type="text/calendar")}
    assert f"webcal{address.removeprefix('http')}" in root.addresses


def test_each_page_says_in_a_few_words_what_the_calendar_holds(site: Site, anonymous: FlaskClient) -> None:
    for path, said in {
        f"/bodies/{BODY}/feed": "Subscribe to Direktionen",
        "/feeds/rings/politisk": "Subscribe to Politisk",
        "/feeds/deadlines": "Subscribe to deadlines",
        f"/items/{site.stop().item_id}/feed": f"Subscribe to {site.stop().title}",
    }.items():
        assert page(anonymous.get(path)).one("h1").text == said


def test_the_steps_for_each_program_are_there_the_likely_one_unfolded(anonymous: FlaskClient) -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1"
    root = page(anonymous.get("/feeds", headers={"User-Agent": phone}))
    programs = [part for part in root.all("details") if str(part.get("id")).startswith("program-")]
    assert len(programs) == 9
    assert [part.get("id") for part in programs if part.get("open") is not None] == ["program-iphone"]
    assert programs[0].get("id") == "program-iphone"
    assert "Fetch New Data" in programs[0].text


@pytest.mark.parametrize("of", ["/feeds", f"/bodies/{BODY}/feed", "/feeds/rings/direktion"])
def test_the_address_given_is_a_calendar(anonymous: FlaskClient, of: str) -> None:
    (address,) = addresses(page(anonymous.get(of)))
    answer = anonymous.get(urlsplit(address).path)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.text.startswith("BEGIN:VCALENDAR\r\n")
    assert "Direktionsm" in answer.text


@pytest.mark.parametrize("name", ["findes-ikke", INTERNAL.lower(), "PY", "x" * 3000])
def test_what_has_no_public_feed_is_not_found_not_even_by_those_who_are_signed_in(
    secretary: FlaskClient, name: str
) -> None:
    assert "There is no such calendar feed." in page(secretary.get(f"/bodies/{name}/feed"), 404).text


def test_the_addresses_stand_on_the_public_address_that_the_operator_has_set(sample_file: Path, tmp_path: Path) -> None:
    for site in running_site(tmp_path, public_url="https://aarshjul.example.dk"):
        root = page(site.filled_with(sample_file).visitor().get("/feeds", headers={"Host": "evil.example"}))
        (address,) = addresses(root)
        assert address.startswith("https://aarshjul.example.dk/feeds/")
        assert f"webcal{address.removeprefix('https')}" in root.addresses


def test_a_feed_sets_no_cookie_and_knows_none(site: Site, secretary: FlaskClient) -> None:
    address = feed_address(site)
    for who in (site.visitor(), secretary):
        for answer in (who.get(address), who.head(address), who.get("/feeds/findes-ikke/x.ics"), who.post(address)):
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")
    assert secretary.get(address).data == site.visitor().get(address).data, "everybody gets the same"


def test_an_unchanged_feed_is_not_sent_twice(site: Site, anonymous: FlaskClient, secretary: FlaskClient) -> None:
    address = feed_address(site)
    tag = {"If-None-Match": anonymous.get(address).headers["ETag"]}
    assert anonymous.get(address, headers=tag).status_code == 304
    meeting = site.meeting()
    cancel = {"reason": "Ferie", "seen": str(meeting.version)}
    assert secretary.post(f"/occurrences/{meeting.id}/cancellations", data=cancel).status_code == 303
    changed = anonymous.get(address, headers=tag)
    assert changed.status_code == 200
    assert "Ferie" in changed.text


@pytest.mark.parametrize("path", ["/feeds/rings/findes-ikke", "/items/findes-ikke/feed", f"/feeds/rings/{'x' * 3000}"])
def test_a_page_of_what_is_not_there_is_not_found(anonymous: FlaskClient, path: str) -> None:
    assert "There is no such" in page(anonymous.get(path), 404).text


@pytest.mark.parametrize("feed", ["findes-ikke", "x" * 33, "%00", "..%2f..", "æ"])
def test_an_unknown_feed_is_not_found(anonymous: FlaskClient, feed: str) -> None:
    answer = anonymous.get(f"/feeds/{feed}/aarshjul.ics")
    assert answer.status_code == 404
    assert "There is no such" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_feed_is_only_read(site: Site, anonymous: FlaskClient, method: str) -> None:
    answer = anonymous.open(feed_address(site), method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_before_anything_is_set_up_there_is_nothing_to_subscribe_to(empty_site: Site) -> None:
    assert addresses(page(empty_site.visitor().get("/feeds"))) == []
