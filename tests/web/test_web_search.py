"""Searching the items: what is found is told with its words marked, and to each only what they may see."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from doors_of_items import item, item_form
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, BODY_SECRETARY, CLOSED, GUEST, HTMX, INTERNAL, MARKER, MEMBER, MERE_PLANNER, Site

from wheel.core.access import Role


def asked(client: FlaskClient, words: str, rest: str = "") -> Element:
    root = page(client.get(f"/search?q={quote(words)}{rest}")).find("search")
    assert root is not None
    return root


def lines(root: Element) -> list[Element]:
    return [line for found in root.all("ol", class_="found plain") for line in found.all("li", class_="card")]


def titles(root: Element) -> list[str]:
    return [line.one("h3").one("a").text for line in lines(root)]


def say(site: Site, client: FlaskClient, **said: str) -> None:
    assert client.post(item(site, "/changes"), data=item_form(site) | said).status_code == 303


def test_an_item_is_found_with_where_it_stands_and_its_words_marked(site: Site, secretary: FlaskClient) -> None:
    say(site, secretary, title="Blåbær & <b>havn</b>", text="En lang tekst om <i>Ålborg</i>.")
    (line,) = lines(asked(site.visitor(), "HAVN aalborg blaa"))
    assert line.one("h3").text == "Blåbær & <b>havn</b>"
    assert [mark.text for mark in line.all("mark")] == ["Blå", "havn", "Ålborg"]
    assert line.one("h3").one("a").get("href") == item(site)
    assert line.one("p", class_="snippet").text == "Case presentation: En lang tekst om <i>Ålborg</i>."
    stand = line.one("ul").one("li")
    assert stand.text == "Direktionen: Number 1 on the agenda of Wednesday 25 November 2026"
    assert stand.one("a").get("href") == f"/bodies/{BODY}/agenda"


def test_what_awaits_a_date_says_why(site: Site, anonymous: FlaskClient) -> None:
    stop = site.awaiting()
    (line,) = [line for line in lines(asked(anonymous, stop.title or "")) if line.one("h3").text == stop.title]
    assert f"Awaits a date: {stop.reason}" in line.text


def test_the_question_is_kept_in_the_form(site: Site, anonymous: FlaskClient) -> None:
    root = asked(anonymous, 'det "her" <&>', f"&body={BODY}&state=awaiting")
    assert root.one("form").sends() == {"q": 'det "her" <&>', "body": BODY, "state": "awaiting"}
    assert "Nothing that you may see holds all of these words." in root.text
    assert "0 items" in root.text


def test_an_empty_question_explains_itself(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/search")).find("search")
    assert root is not None
    assert "Parts of words are enough." in root.text
    assert root.all("h2") == []


def test_it_is_narrowed(site: Site, anonymous: FlaskClient) -> None:
    everything = titles(asked(anonymous, "e"))
    in_body = titles(asked(anonymous, "e", f"&body={BODY}"))
    awaiting = titles(asked(anonymous, "e", f"&body={BODY}&state=awaiting"))
    assert set(awaiting) < set(in_body) < set(everything)
    assert site.awaiting().title in awaiting
    assert titles(asked(anonymous, "e", "&body=findes-ikke")) == []


@pytest.mark.parametrize(
    ("question", "field", "sentence"),
    [
        ("q=e&state=findes-ikke", "state", "Choose from the list."),
        ("q=" + "x" * 201, "q", "Write at most 200 characters."),
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_field(
    anonymous: FlaskClient, question: str, field: str, sentence: str
) -> None:
    for root in (
        page(anonymous.get(f"/search?{question}"), 422),
        fragment(anonymous.get(f"/search?{question}", headers=HTMX), 422),
    ):
        assert root.one("form", class_="card search-form").mistake(field) == sentence


# Who, and whether closed items of BODY, what is internal, and what is closed to all but its members, is found.
WHO: list[tuple[Role | str | None, bool]] = [
    (None, False),
    (Role.READER, False),
    (GUEST, False),
    (MERE_PLANNER, False),
    (Role.ADMINISTRATOR, False),
    (MEMBER, True),
    (BODY_SECRETARY, True),
]


@pytest.mark.parametrize(("who", "finds_closed"), WHO)
def test_a_closed_item_is_found_by_nobody_else(site: Site, who: Role | str | None, finds_closed: bool) -> None:
    client, word = site.visitor(who), MARKER.lower()
    for words in (word, f"{word} tekst", f"{word}-42", f"{word}chefen", f"{word} grund"):
        for state in ("", "to_come", "awaiting", "withdrawn"):
            answer = client.get(f"/search?q={quote(words)}&state={state}")
            if not finds_closed:
                assert titles(page(answer)) == []
                assert MARKER not in answer.text
    count = 4 if finds_closed else 0
    assert len(titles(asked(client, word))) == count, "two at meetings, one awaiting, one withdrawn: no other body's"


def test_what_stands_on_an_unseen_body_s_agenda_is_found_by_nobody_else(site: Site, anonymous: FlaskClient) -> None:
    for name in (CLOSED, INTERNAL):
        assert titles(asked(anonymous, name)) == []
        bodies = [option.text for option in asked(anonymous, "e").one("select", id="body").all("option")]
        assert name not in bodies


def test_the_head_of_each_page_leads_to_it(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/bodies"))
    form = root.one("form", class_="search-box")
    assert (form.get("action"), form.get("role")) == ("/search", "search")
    assert form.one("input", name="q").get("aria-label") == "Search items"
    assert root.one("a", class_="search-link").get("href") == "/search"
    assert page(anonymous.get("/search")).all("form", class_="search-box") == [], "there is one on the page"


def test_a_tag_and_a_case_number_lead_to_what_shares_them(site: Site, secretary: FlaskClient) -> None:
    say(site, secretary, tags="Havn & ø", case_number="26/17")
    root = page(secretary.get(item(site)))
    (tag,) = root.one("p", class_="item-tags").all("a")
    (number,) = root.all("a", class_="tag plain-tag")
    for link in (tag, number):
        assert titles(page(secretary.get(link.get("href")))) == ["Havnens fremtid"]
