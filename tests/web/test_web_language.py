"""Danish or English: by the browser's wish, or by the switch, which is remembered."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import BODY, Site

YEAR = 365 * 24 * 3600


def language(root: Element) -> str | None:
    return root.one("html").get("lang")


@pytest.mark.parametrize(
    ("wish", "given", "reason"),
    [
        ("da", "da", "Danish"),
        ("en", "en", "English"),
        ("en-US,en;q=0.9", "en", "English of another country"),
        ("da-DK,da;q=0.9,en;q=0.5", "da", "as a Danish browser asks"),
        ("de,en;q=0.5,da;q=0.1", "en", "the better of those there are"),
        ("de", "da", "a language that is not there"),
        ("", "da", "no wish"),
        ("*", "da", "any"),
        ("en;q=0", "da", "anything but English"),
        ("\x7f;;;q=x", "da", "nonsense"),
        ("x" * 5000, "da", "a great deal of nonsense"),
    ],
)
def test_the_page_is_in_the_language_that_the_browser_asks_for(site: Site, wish: str, given: str, reason: str) -> None:
    answer = site.visitor(language=wish).get("/wheel/2026?view=list")
    root = page(answer)
    months = {"da": "januar", "en": "January"}
    assert language(root) == given, reason
    assert root.find("m2026-01").text == months[given]


def test_days_and_times_are_written_in_the_language(site: Site) -> None:
    address = f"/occurrences/{site.meeting().id}"
    danish, english = (page(site.visitor(language=code).get(address)).text for code in ("da", "en"))
    assert "onsdag" in danish
    assert "9.00" in danish
    assert "Wednesday 25 November 2026" in english
    assert "9:00" in english


def test_the_switch_offers_the_other_language_in_its_own_words(site: Site) -> None:
    for asked, other, words in (("en", "da", "Dansk"), ("da", "en", "English")):
        button = page(site.visitor(language=asked).get("/bodies")).one("button", name="language")
        assert (button.get("value"), button.get("lang"), button.text) == (other, other, words)


@pytest.mark.parametrize("address", ["/bodies", "/wheel/2026?view=list&rings=med", f"/bodies/{BODY}/agenda?rows=all"])
def test_the_switch_stays_on_the_page_and_is_remembered(anonymous: FlaskClient, address: str) -> None:
    form = page(anonymous.get(address)).one("form", action="/language")
    answer = anonymous.post("/language", data=form.sends() | {"language": "da"})
    assert answer.status_code == 303
    assert answer.location.rstrip("?") == address
    assert language(page(anonymous.get(answer.location))) == "da"
    assert language(page(anonymous.get("/wheel/2027"))) == "da", "on every page, and for a year"
    assert anonymous.get_cookie("language").max_age == YEAR


def test_the_switch_outweighs_the_browsers_wish_until_it_is_switched_back(site: Site) -> None:
    danish = site.visitor(language="da")
    for chosen in ("en", "da"):
        danish.post("/language", data={"language": chosen})
        assert language(page(danish.get("/bodies"))) == chosen


@pytest.mark.parametrize("chosen", ["", "de", "DA", "da_DK", "../da", "x" * 5000])
def test_a_language_that_is_not_there_is_not_remembered(anonymous: FlaskClient, chosen: str) -> None:
    answer = anonymous.post("/language", data={"language": chosen})
    assert answer.status_code == 303
    assert anonymous.get_cookie("language") is None
    assert language(page(anonymous.get("/bodies"))) == "en"


@pytest.mark.parametrize("remembered", ["de", "", "DA", "x" * 3000, "da; path=/"])
def test_a_cookie_that_nobody_here_set_is_passed_over(anonymous: FlaskClient, remembered: str) -> None:
    anonymous.set_cookie("language", remembered)
    assert language(page(anonymous.get("/bodies"))) == "en"


def test_the_answer_to_a_form_can_be_read_in_the_other_language(site: Site, secretary: FlaskClient) -> None:
    """The page that refuses a form stands at an address which only takes forms."""
    event = f"/occurrences/{site.meeting().id}"
    for sent_from, back in ((f"http://localhost{event}?x=1", f"{event}?x=1"), ("http://evil.example/", "/"), ("", "/")):
        headers = {"Referer": sent_from} if sent_from else {}
        refused = page(secretary.post(f"{event}/moves", data={"to_day": "?"}, headers=headers), 422)
        form = refused.one("form", action="/language")
        answer = secretary.post("/language", data=form.sends() | {"language": "da"})
        assert answer.location == back
        assert language(page(secretary.get(back, follow_redirects=True))) == "da"


@pytest.mark.parametrize("address", ["/findes-ikke", "/wheel/1", "/items/findes-ikke", "/sign-in"])
def test_errors_and_forms_are_in_the_language_too(site: Site, address: str) -> None:
    for code in ("da", "en"):
        answer = site.visitor(language=code).get(address)
        assert language(page(answer, answer.status_code)) == code
