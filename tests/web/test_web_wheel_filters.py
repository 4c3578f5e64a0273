"""What the wheel's filters show, and that they tell nobody what they may not know."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import BODY, CLOSED, DRAFT_YEAR, INTERNAL, MEMBER, Site

from wheel.core.occurrences import Kind, Occurrence, Status


def listed(client: FlaskClient, query: str, period: str = "2026") -> list[str | None]:
    root = page(client.get(f"/wheel/{period}?view=list&{query}"))
    return [row.all("a")[0].get("href") for row in root.all("tr") if row.all("a")]


def shown(site: Site, year: int = 2026) -> list[Occurrence]:
    return [one for one in site.occurrences(year) if one.status is not Status.BLOCKED]


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        (f"bodies={BODY}", lambda one: one.body == BODY),
        ("kinds=deadline", lambda one: one.kind is Kind.DEADLINE),
        ("kinds=deadline&kinds=dialogue", lambda one: one.kind in {Kind.DEADLINE, Kind.DIALOGUE}),
        ("kinds=meeting&rings=med", lambda one: one.kind is Kind.MEETING and one.ring == "med"),
        ("q=BUDGET", lambda one: "budget" in f"{one.title} {one.note} {one.body_name} {one.place}".casefold()),
        ("q=%C3%98KONOMIudvalgsm%C3%B8de", lambda one: "økonomiudvalgsmøde" in one.title.casefold()),
        ("drafts=0", lambda one: not one.is_draft),
        ("kinds=nonsense&agenda=nonsense&mine=nonsense", bool),
    ],
)
def test_a_filter_shows_what_it_says(site: Site, anonymous: FlaskClient, query: str, keeps: object) -> None:
    wanted = [f"/occurrences/{one.id}" for one in shown(site) if keeps(one)]  # type: ignore[operator]
    assert wanted
    assert sorted(filter(None, listed(anonymous, query))) == sorted(wanted)


def test_open_agendas_are_those_that_items_can_still_come_on(site: Site, anonymous: FlaskClient) -> None:
    found = listed(anonymous, "agenda=open")
    assert f"/occurrences/{site.meeting(1).id}" in found
    assert f"/occurrences/{site.past_meeting().id}" not in found
    assert f"/occurrences/{site.cancelled_meeting().id}" not in found
    meetings = {f"/occurrences/{one.id}" for one in shown(site) if one.has_agenda}
    assert set(found) <= meetings


def test_what_is_mine_is_what_my_posts_sit_in(site: Site) -> None:
    found = listed(site.visitor(MEMBER), "mine=1")
    own = {f"/occurrences/{one.id}" for one in shown(site) if one.body == BODY}
    assert own <= set(found)
    assert len(found) < len(shown(site))


def test_a_visitor_has_no_posts_and_is_shown_everything(anonymous: FlaskClient) -> None:
    assert listed(anonymous, "mine=1&posts=whoever") == listed(anonymous, "")
    form = page(anonymous.get("/wheel/2026")).find("filter")
    assert form is not None
    assert not form.all("select", name="posts")
    assert not form.all("input", name="mine")


def test_a_post_shows_what_concerns_it(site: Site, reader: FlaskClient) -> None:
    choices = page(reader.get("/wheel/2026")).one("select", name="posts").all("option")
    posts = {choice.get("value") or "": choice.text for choice in choices if choice.get("value")}
    assert posts
    for post, title in posts.items():
        found = listed(reader, urlencode({"posts": post}))
        named = {f"/occurrences/{one.id}" for one in shown(site) if title.casefold() in one.title.casefold()}
        assert named <= set(found)
    assert any(len(listed(reader, urlencode({"posts": post}))) < len(listed(reader, "")) for post in posts)


def test_drafts_are_a_layer_for_those_who_see_them(site: Site, secretary: FlaskClient, anonymous: FlaskClient) -> None:
    period = str(DRAFT_YEAR)
    firm = {f"/occurrences/{one.id}" for one in shown(site, DRAFT_YEAR) if not one.is_draft}
    assert set(listed(secretary, "drafts=0", period)) == firm
    assert len(listed(secretary, "", period)) > len(firm)
    assert set(listed(anonymous, "", period)) == firm
    boxes = {
        who: page(client.get(f"/wheel/{period}")).find("filter-drafts")
        for who, client in (("planner", secretary), ("visitor", anonymous))
    }
    assert boxes["planner"] is not None
    assert boxes["visitor"] is None, "who sees no drafts is not asked about them"


@pytest.mark.parametrize("word", [INTERNAL, CLOSED])
def test_searching_finds_nothing_that_may_not_be_known(site: Site, anonymous: FlaskClient, word: str) -> None:
    root = page(anonymous.get(f"/wheel/2026?{urlencode({'q': word})}"))
    assert "Nothing here fits what you have chosen to see." in root.text
    bodies = [box.get("value") for box in root.all("input", name="bodies")]
    assert not any(word.casefold() in (name or "").casefold() for name in bodies)


def test_a_closed_body_filters_like_one_that_is_not_there(site: Site, anonymous: FlaskClient) -> None:
    texts = [
        page(anonymous.get(f"/wheel/2026?{urlencode({'bodies': name})}")).find("year")
        for name in (CLOSED, "findes-ikke")
    ]
    assert texts[0] is not None
    assert texts[1] is not None
    assert texts[0].text == texts[1].text


def field_values(root: Element) -> dict[str, set[str]]:
    form = root.find("filter")
    assert form is not None
    found: dict[str, set[str]] = {}
    for box in form.all("input"):
        if "checked" in box.attributes or box.get("type") == "search":
            found.setdefault(box.get("name") or "", set()).add(box.get("value") or "")
    return found


def test_the_form_shows_what_is_asked_for_and_stays_open(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/wheel/2026?kinds=deadline&agenda=open&q=budget&rings=budget"))
    values = field_values(root)
    assert (values["kinds"], values["agenda"], values["q"], values["rings"]) == (
        {"deadline"},
        {"open"},
        {"budget"},
        {"budget"},
    )
    assert "open" in root.one("details", class_="filters").attributes
    assert "open" not in page(anonymous.get("/wheel/2026")).one("details", class_="filters").attributes


def test_what_is_searched_for_is_written_back_as_text(anonymous: FlaskClient) -> None:
    answer = anonymous.get("/wheel/2026", query_string={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text
    assert field_values(page(answer))["q"] == {'"><script>alert(1)</script>'}
