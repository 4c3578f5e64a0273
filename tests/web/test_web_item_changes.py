"""Changing what an item says: the form as it stands, its mistakes, two at once, and what becomes of a closed title."""

from __future__ import annotations

import pytest
from doors_of_items import item, item_form
from flask.testing import FlaskClient
from web_doors import feed_address
from web_pages import Element, fragment, page
from web_site import BODY, BODY_SECRETARY, HTMX, MERE_PLANNER, Site

from wheel.core.stops import Purpose


def form_of(root: Element) -> Element:
    form = root.find("change-form")
    assert form is not None
    return form


def opened(site: Site, client: FlaskClient) -> Element:
    return form_of(page(client.get(item(site, "/changes/new"))))


def test_the_form_as_it_stands_changes_nothing_but_the_version(site: Site, secretary: FlaskClient) -> None:
    before = site.stop_now(site.stop())
    form = opened(site, secretary)
    answer = secretary.post(form.get("action"), data=form.sends())
    assert page(secretary.get(answer.location)).status == "The item is saved."
    after = site.stop_now(before)
    assert (after.title, after.text, after.minutes, after.purpose) == (
        before.title,
        before.text,
        before.minutes,
        before.purpose,
    )
    assert (after.version, after.item_version) == (before.version, (before.item_version or 0) + 1)


@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_typed_is_saved(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    stop = site.stop()
    answer = secretary.post(item(site, "/changes"), data=item_form(site), headers=HTMX if htmx else None)
    to = answer.headers["HX-Redirect"] if htmx else answer.location
    root = page(secretary.get(to))
    assert root.find("main").one("h1").text == "Havnens fremtid"
    now = site.stop_now(stop)
    assert (now.text, now.purpose, now.minutes) == ("Sagen", Purpose.DECISION, 25)


def test_posts_are_offered_as_case_officers(site: Site, secretary: FlaskClient) -> None:
    form = opened(site, secretary)
    offered = [option.get("value") for option in form.one("datalist").all("option")]
    assert {"Økonomichefen", "Sekretariatet"} <= set(offered)
    assert form.one("input", name="case_officer").get("list") == form.one("datalist").get("id")


MISTAKES = [
    ({"title": " "}, "title", "Write what the item is about."),
    ({"title": "x" * 501}, "title", "Write at most 500 characters."),
    ({"minutes-{stop}": "?"}, "minutes-{stop}", "Write the minutes as a whole number."),
    ({"minutes-{stop}": "601"}, "minutes-{stop}", "Write a number of minutes from 1 to 600."),
    ({"purpose-{stop}": "?"}, "purpose-{stop}", "Choose a purpose from the list."),
    ({"starts_at-{stop}": "?"}, "starts_at-{stop}", "Write the time as hours:minutes: 13:30."),
    ({"economy": "x" * 20_001}, "economy", "Write at most 20000 characters."),
    ({"tags": "x" * 61}, "tags", "A tag has at most 60 characters."),
]


@pytest.mark.parametrize(("wrong", "field", "sentence"), MISTAKES)
def test_a_mistake_is_told_beside_its_field_and_the_rest_is_kept(
    site: Site, secretary: FlaskClient, wrong: dict[str, str], field: str, sentence: str
) -> None:
    before, stop = site.plan(), site.stop().id
    typed = item_form(site) | {"case_number": "99"} | {name.format(stop=stop): text for name, text in wrong.items()}
    for headers, read in (({}, page), (HTMX, fragment)):
        root = read(secretary.post(item(site, "/changes"), data=typed, headers=headers), 422)
        assert form_of(root).mistake(field.format(stop=stop)) == sentence
        assert form_of(root).sends()["case_number"] == "99"
    assert site.plan() == before


def test_the_second_of_two_sees_both_versions_and_can_save_over_the_first(site: Site, secretary: FlaskClient) -> None:
    form = opened(site, secretary)
    secretary.post(item(site, "/changes"), data=item_form(site))
    typed = form.sends() | {"title": "Havnen i fremtiden"}
    root = page(secretary.post(form.get("action"), data=typed), 409)
    assert "Somebody else changed this item while you were looking at it." in root.refusal
    cells = [
        [cell.text for cell in row.all("td")] for row in root.one("table", class_="versions").one("tbody").all("tr")
    ]
    assert cells[0] == ["Havnens fremtid", "Havnen i fremtiden"]
    again = form_of(root).sends()
    assert again["title"] == "Havnen i fremtiden"
    assert secretary.post(form.get("action"), data=again).status_code == 303
    assert site.stop_now(site.stop()).title == "Havnen i fremtiden"


def test_only_who_may_change_closed_items_is_offered_to_close_one(site: Site) -> None:
    offered = [
        len(opened(site, site.visitor(who)).all("input", name="is_closed")) for who in (MERE_PLANNER, BODY_SECRETARY)
    ]
    assert offered == [0, 1]
    answer = site.visitor(MERE_PLANNER).post(item(site, "/changes"), data=item_form(site) | {"is_closed": "1"})
    assert answer.status_code == 403
    assert not site.stop_now(site.stop()).is_closed


def test_an_item_that_is_closed_is_told_no_more(site: Site) -> None:
    """Not on its page, on the agenda, in the calendar that was sent before, nor who marks its attachments."""
    stop, keeper = site.stop(), site.visitor(BODY_SECRETARY)
    address, shown = f"/items/{stop.item_id}", (f"/bodies/{BODY}/agenda", f"/occurrences/{stop.meeting_id}")
    feed = feed_address(site)
    assert str(stop.title) in site.visitor().get(feed).text
    closed = item_form(site) | {"title": str(stop.title), "is_closed": "1"}
    assert keeper.post(f"{address}/changes", data=closed).status_code == 303
    for client in (site.visitor(), site.visitor(MERE_PLANNER)):
        assert client.get(address).status_code == 404
        for path in (*shown, feed):
            assert str(stop.title) not in client.get(path).text, path
    assert str(stop.title) in page(keeper.get(address)).text


def test_a_link_to_change_it_is_for_those_who_may(site: Site, anonymous: FlaskClient, reader: FlaskClient) -> None:
    there = {item(site, "/changes/new"), item(site, "/attachments/new")}
    for client, offered in ((anonymous, set()), (reader, set()), (site.visitor(MERE_PLANNER), there)):
        assert page(client.get(item(site))).addresses & there == offered


def test_when_in_the_meeting_it_comes_is_changed(site: Site, secretary: FlaskClient) -> None:
    stop = site.stop()
    data = item_form(site) | {f"starts_at-{stop.id}": "10.15", f"is_provisional-{stop.id}": "1"}
    assert secretary.post(item(site, "/changes"), data=data).status_code == 303
    form = opened(site, secretary)
    assert form.sends()[f"starts_at-{stop.id}"] == "10:15"
    assert form.sends()[f"is_provisional-{stop.id}"] == "1"


def test_a_number_that_looks_like_none_is_kept_with_a_note(site: Site, secretary: FlaskClient) -> None:
    note = "This does not look like a case number, such as 00.15.10-P35-2-18 or 13/3462."
    for number, is_unusual in (("2026-99", True), ("00.15.10-P35-2-18", False)):
        data = item_form(site) | {"case_number": number}
        root = page(secretary.post(item(site, "/changes"), data=data, follow_redirects=True))
        assert f"Case number {number}" in root.text
        assert (note in root.text) is is_unusual
        form = opened(site, secretary)
        assert (note in form.text) is is_unusual
        described = form.one("input", name="case_number").attributes.get("aria-describedby")
        assert described == ("note-case_number" if is_unusual else None)


def test_a_body_has_its_own_names_for_the_parts(site: Site, secretary: FlaskClient) -> None:
    body = f"/settings/bodies/{BODY}"
    settings = page(secretary.get(body)).one("form", action=body)
    names = {"name_text": "Sagsbeskrivelse", "name_economy": "Title"}
    assert secretary.post(body, data=settings.sends() | names).status_code == 303
    assert page(secretary.get(body)).one("form", action=body).sends()["name_text"] == "Sagsbeskrivelse"
    label = {element.get("for"): element.text for element in opened(site, secretary).all("label")}
    assert label["text"] == "Sagsbeskrivelse"
    assert label["economy"] == "Title (Economy)", "there is a title already"
    data = item_form(site) | {"seen": "1"}
    assert secretary.post(item(site, "/changes"), data=data).status_code == 303
    again = page(secretary.post(item(site, "/changes"), data=data | {"text": "Andet"}), 409)
    assert [line.text for line in again.one("table", class_="versions").all("th", scope="row")] == ["Sagsbeskrivelse"]


def test_a_wrong_name_is_told_in_the_unfolded_part_of_the_form(site: Site, secretary: FlaskClient) -> None:
    body = f"/settings/bodies/{BODY}"
    settings = page(secretary.get(body)).one("form", action=body)
    assert "open" not in settings.one("details").attributes
    root = page(secretary.post(body, data=settings.sends() | {"name_text": "x" * 61}), 422)
    form = root.one("form", action=body)
    assert form.mistake("name_text") == "Write at most 60 characters."
    assert "open" in form.one("details").attributes
