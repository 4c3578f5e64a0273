"""Attachments and follow-ups on an item's page, and their forms."""

from __future__ import annotations

import pytest
from doors_of_items import (
    attachment,
    attachment_form,
    follow_up,
    follow_up_form,
    item,
    mark_form,
    seen_item,
    stop_follow_ups,
    the_attachments,
    the_follow_up,
)
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY_SECRETARY, GUEST, HTMX, MEMBER, MERE_PLANNER, TODAY, Site


def listed(root: Element) -> list[str]:
    return [line.one("span", class_="title").text for line in root.one("ol", class_="attachments plain").all("li")]


def add_closed(site: Site) -> None:
    data = attachment_form(site) | {"title": "Ravneskrift", "document_number": "Ravn-7", "is_closed": "1"}
    assert site.visitor(BODY_SECRETARY).post(item(site, "/attachments"), data=data).status_code == 303


def test_attachments_are_listed_in_order_with_their_links(site: Site, anonymous: FlaskClient) -> None:
    root = page(anonymous.get(item(site)))
    assert listed(root)[-2:] == ["Notat", "Oversigt"]
    link = next(link for link in root.all("a") if link.text == "Notat")
    assert (link.get("href") or "").startswith("https://example.dk/")
    assert link.get("rel") == "noopener noreferrer external"


def test_a_closed_one_is_a_number_to_who_may_not_see_it(site: Site) -> None:
    add_closed(site)
    for who in (None, GUEST, MERE_PLANNER):
        answer = site.visitor(who).get(item(site))
        assert listed(page(answer))[-1] == "Closed"
        assert "Ravn" not in answer.text
    assert listed(page(site.visitor(MEMBER).get(item(site))))[-1].startswith("Ravneskrift closed attachment")


@pytest.mark.parametrize("htmx", [False, True])
def test_one_moves_down_by_its_button(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    first = the_attachments(site)[0]
    root = page(secretary.get(item(site)))
    form = next(form for form in root.all("form") if form.find(f"down-{first.id}"))
    headers = HTMX if htmx else None
    answer = secretary.post(form.get("action"), data=form.sends() | {"step": "down"}, headers=headers)
    root = fragment(answer) if htmx else page(secretary.get(answer.location))
    assert root.status == f"The attachment is now number {first.number + 1}."
    assert listed(root)[-2:] == ["Oversigt", "Notat"]


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        ({"step": "down"}, 422, "This attachment is the last already."),
        ({"step": "?"}, 422, "Choose whether it goes up or down."),
        ({"step": "up", "seen": "0"}, 409, "Somebody else changed this item while you were looking at it."),
        ({"step": "up", "seen": ""}, 422, "The form is incomplete. Load the page again."),
    ],
)
def test_a_move_that_is_refused_says_why(
    site: Site, secretary: FlaskClient, data: dict[str, str], status: int, sentence: str
) -> None:
    last = the_attachments(site)[-1].id
    data = {"seen": seen_item(site)} | data
    for headers, read in (({}, page), (HTMX, fragment)):
        root = read(secretary.post(f"/attachments/{last}/positions", data=data, headers=headers), status)
        assert root.refusal == sentence
        assert listed(root)[-1] == "Oversigt"


@pytest.mark.parametrize("adding", [True, False])
@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"title": ""}, "title", "Write what the document is called."),
        ({"link": "javascript:alert(1)"}, "link", "Write an address that begins with https:// or http://."),
        ({"document_number": "9" * 61}, "document_number", "Write at most 60 characters."),
    ],
)
def test_a_mistake_in_an_attachment_is_told_beside_its_field(
    site: Site, secretary: FlaskClient, adding: bool, wrong: dict[str, str], field: str, sentence: str
) -> None:
    address = item(site, "/attachments") if adding else attachment(site)
    before = site.plan()
    root = page(secretary.post(address, data=attachment_form(site) | wrong), 422)
    assert root.mistake(field) == sentence
    kept = root.find("attachment-form").sends()
    assert {name: kept[name] for name in wrong} == wrong
    assert site.plan() == before


def test_the_second_of_two_sees_both_versions_of_an_attachment(site: Site, secretary: FlaskClient) -> None:
    form = page(secretary.get(attachment(site))).find("attachment-form")
    secretary.post(attachment(site), data=attachment_form(site) | {"title": "Den første"})
    root = page(secretary.post(form.get("action"), data=form.sends() | {"title": "Den anden"}), 409)
    assert "Den første" in root.refusal
    assert "Den anden" in root.refusal
    assert secretary.post(form.get("action"), data=root.find("attachment-form").sends()).status_code == 303
    assert "Den anden" in listed(page(secretary.get(item(site))))


def test_a_removed_one_is_gone_and_the_rest_are_numbered_anew(site: Site, secretary: FlaskClient) -> None:
    count = len(listed(page(secretary.get(item(site)))))
    answer = secretary.post(attachment(site, "/deletions"), data={"seen": seen_item(site)})
    root = page(secretary.get(answer.location))
    assert root.status == "The attachment is removed."
    numbers = [one.text for one in root.one("ol", class_="attachments plain").all("span", class_="number")]
    assert numbers == [str(number) for number in range(1, count)]


def test_no_file_is_uploaded_and_the_form_says_where_documents_are(site: Site, secretary: FlaskClient) -> None:
    root = page(secretary.get(item(site, "/attachments/new")))
    assert "The document stays where it is filed: the ESDH system." in root.text
    assert not root.all("input", type="file")


def lines(root: Element) -> list[str]:
    return [line.text for each in root.all("ul", class_="follow-ups plain") for line in each.all("li")]


def test_follow_ups_are_for_the_body_and_those_who_keep_its_agenda(site: Site) -> None:
    seen = {who: lines(page(site.visitor(who).get(item(site)))) for who in (None, GUEST, MEMBER, MERE_PLANNER)}
    assert [bool(found) for found in seen.values()] == [False, False, True, True]
    assert "Skriv til borgerne" in seen[MEMBER][0]


def test_one_is_added_with_a_post_and_a_day(site: Site, secretary: FlaskClient) -> None:
    form = page(secretary.get(stop_follow_ups(site, "/new"))).find("follow-up-form")
    data = form.sends() | {"what": "Ring op", "post": the_follow_up(site).post_id, "due_day": "2026-01-15"}
    answer = secretary.post(form.get("action"), data=data)
    root = page(secretary.get(answer.location))
    assert root.status == "The follow-up is added."
    assert lines(root)[0].startswith("Ring op Posten medlem · at the latest Thursday 15 January 2026 Overdue")


@pytest.mark.parametrize("adding", [True, False])
@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"what": " "}, "what", "Write what is to be done."),
        ({"post": "0"}, "post", "Choose who is to do it."),
        ({"who": "x" * 201}, "who", "Write at most 200 characters."),
        ({"due_day": "i morgen"}, "due_day", "Write the day as year-month-day: 2027-02-13."),
    ],
)
def test_a_mistake_in_a_follow_up_is_told_beside_its_field(
    site: Site, secretary: FlaskClient, adding: bool, wrong: dict[str, str], field: str, sentence: str
) -> None:
    address = stop_follow_ups(site) if adding else follow_up(site)
    before = site.plan()
    root = page(secretary.post(address, data=follow_up_form(site) | wrong), 422)
    assert root.mistake(field) == sentence
    assert root.find("follow-up-form").sends()["what"] == wrong.get("what", "Send brev")
    assert site.plan() == before


def test_the_second_of_two_sees_both_versions_of_a_follow_up(site: Site, secretary: FlaskClient) -> None:
    form = page(secretary.get(follow_up(site))).find("follow-up-form")
    secretary.post(follow_up(site), data=follow_up_form(site) | {"what": "Den første"})
    root = page(secretary.post(form.get("action"), data=form.sends() | {"what": "Den anden"}), 409)
    assert "Den første" in root.refusal
    assert "Den anden" in root.refusal
    removal = secretary.post(follow_up(site, "/deletions"), data={"seen": "0"})
    assert "Somebody else changed this follow-up" in page(removal, 409).refusal


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("who", [BODY_SECRETARY, MEMBER])
def test_it_is_marked_as_done_and_not_done_on_the_items_page(site: Site, who: str, htmx: bool) -> None:
    """By the holder of its post too, who is offered nothing else."""
    client, headers = site.visitor(who), HTMX if htmx else None
    root = page(client.get(item(site)))
    assert (follow_up(site) in root.addresses) == (who == BODY_SECRETARY)
    for value, status, tag in (("1", "The follow-up is done.", "Done on"), ("0", "not done after all", "")):
        form = root.one("form", action=follow_up(site, "/marks"))
        answer = client.post(form.get("action"), data=form.sends() | {"done": value}, headers=headers)
        root = fragment(answer) if htmx else page(client.get(answer.location))
        assert status in root.status
        assert tag in lines(root)[0]
    assert the_follow_up(site).done_on is None


def test_a_mark_on_what_has_changed_is_refused_where_the_button_was(site: Site) -> None:
    member, stale = site.visitor(MEMBER), {"seen": "0", "done": "1"}
    sentence = "Somebody else changed this follow-up while you were looking at it."
    on_item = page(member.post(follow_up(site, "/marks"), data=stale | {"item": site.stop().item_id}), 409)
    assert on_item.refusal == sentence
    assert on_item.find("item") is not None
    on_own = page(member.post(follow_up(site, "/marks"), data=stale), 409)
    assert on_own.refusal == sentence
    assert on_own.find("my-page") is not None


@pytest.mark.parametrize(
    "path", ["/attachments/0", "/follow-ups/0", "/items/0/attachments/new", "/stops/0/follow-ups/new"]
)
def test_what_is_not_there_is_not_found(secretary: FlaskClient, path: str) -> None:
    assert "There is no such" in page(secretary.get(path), 404).text


def test_marking_sets_the_day_of_today(site: Site, secretary: FlaskClient) -> None:
    secretary.post(follow_up(site, "/marks"), data=mark_form(site))
    assert the_follow_up(site).done_on == TODAY
