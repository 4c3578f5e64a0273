"""The pages of posts: who holds them and where they sit, what is typed wrong, and two administrators at once."""

from __future__ import annotations

import pytest
from doors_of_people import POSTS, account, holder_id, post_id, seat_id
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, GUEST, HTMX, MEMBER, TODAY, Site

from wheel.core.access import Role
from wheel.core.dates import ONE_DAY

SENTENCE = "Somebody else changed this post while you were looking at it."
TITLE = f"Posten {MEMBER}"


@pytest.fixture
def administrator(site: Site) -> FlaskClient:
    return site.visitor(Role.ADMINISTRATOR)


def at(site: Site, rest: str = "", title: str = TITLE) -> str:
    return f"{POSTS}/{post_id(site, title)}{rest}"


def form_of(root: Element, action: str) -> Element:
    return root.one("form", action=action)


def test_the_list_goes_by_unit_and_says_what_is_vacant(administrator: FlaskClient) -> None:
    root = page(administrator.get(POSTS))
    units = [heading.text for heading in root.all("h2")]
    assert units == sorted(units, key=lambda unit: "" if unit == "Without a unit" else unit.casefold())
    rows = {row.all("a")[0].text: row.text for row in root.walk() if row.tag == "tr" and row.all("a")}
    assert rows["Kommunaldirektøren"].startswith("Kommunaldirektøren vacant Direktionen (chair), ")
    assert "vacant" not in rows[TITLE]
    assert f"{BODY.title()} (member)" in rows[TITLE]


def test_a_post_is_added_given_and_seated_through_the_pages(site: Site, administrator: FlaskClient) -> None:
    form = form_of(page(administrator.get(f"{POSTS}/new")), POSTS)
    added = administrator.post(POSTS, data=form.sends() | {"title": "Digitaliseringschefen", "unit": "Staben"})
    root = page(administrator.get(added.location))
    assert root.status == "The post is added. Say who holds it, and where it sits."
    here = at(site, title="Digitaliseringschefen")
    give = form_of(root, f"{here}/holders")
    assert give.sends()["held_from"] == TODAY.isoformat()
    administrator.post(give.get("action"), data=give.sends() | {"holder": account(site, "læser").id})
    sit = form_of(page(administrator.get(here)), f"{here}/seats")
    administrator.post(sit.get("action"), data=sit.sends() | {"body": BODY, "seat": "secretary"})
    assert site.viewer("læser").secretary_of == {BODY}
    shown = page(site.visitor("læser").get(f"/bodies/{BODY}/agenda"))
    assert "Digitaliseringschefen" in shown.text
    assert shown.find("add-item") is not None, "a secretary keeps the agenda"


def test_an_agenda_names_posts_to_those_who_are_signed_in_and_people_to_nobody(site: Site) -> None:
    path = f"/bodies/{BODY}/agenda"
    read = page(site.visitor(Role.READER).get(path)).text
    assert "Chair: Kommunaldirektøren (vacant)" in read
    assert TITLE in read
    assert account(site).display_name not in read.replace(TITLE, "")
    assert TITLE not in page(site.visitor().get(path)).text


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("rest", "typed", "field"),
    [
        ("", {"title": ""}, "title"),
        ("", {"title": "Kommunaldirektøren", "unit": "Direktionen"}, "title"),
        ("", {"title": "x", "last_day": "i morgen"}, "last_day"),
        ("/holders", {"holder": ""}, "holder"),
        ("/holders", {"holder": "guest", "held_from": ""}, "held_from"),
        ("/holders", {"holder": "guest", "held_from": "2027-01-02", "held_until": "2027-01-01"}, "held_until"),
        ("/seats", {"body": "", "seat": "guest"}, "body"),
        ("/seats", {"body": BODY, "seat": "king"}, "seat"),
        ("/seats", {"body": BODY, "seat": "member", "seat_from": "2027-01-02"}, "body"),
        (
            "/seats",
            {"body": BODY, "seat": "guest", "seat_from": "2027-01-02", "seat_until": "2027-01-01"},
            "seat_until",
        ),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_all_that_was_typed_is_kept(
    site: Site, administrator: FlaskClient, rest: str, typed: dict[str, str], field: str, htmx: bool
) -> None:
    before = site.everything()
    values = typed | ({"holder": account(site, GUEST).id} if typed.get("holder") == "guest" else {})
    answer = administrator.post(at(site, rest), data=values | {"seen": "1"}, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 422)
    assert root.mistake(field)
    kept = form_of(root, at(site, rest)).sends()
    assert kept.items() >= {name: value for name, value in values.items() if value not in {"king", "i morgen"}}.items()
    assert site.everything() == before


def test_a_wrong_last_day_of_a_holder_or_a_seat_is_said_in_its_own_row(site: Site, administrator: FlaskClient) -> None:
    post = post_id(site)
    for path in (f"holders/{holder_id(site, post)}/endings", f"seats/{seat_id(site, post)}/endings"):
        typed = {"seen": "1", "ends_on": "kommer ikke"}
        root = page(administrator.post(f"{at(site)}/{path}", data=typed), 422)
        assert root.mistake("ends_on") == "Write the day as year-month-day: 2027-02-13."
        opened = [part for part in root.all("details") if "open" in part.attributes]
        assert len(opened) == 1
        assert form_of(opened[0], f"{at(site)}/{path}").sends()["ends_on"] == "kommer ikke"


def test_a_seat_is_ended_and_taken_away(site: Site, administrator: FlaskClient) -> None:
    post = post_id(site)
    seat = f"{at(site)}/seats/{seat_id(site, post)}"
    administrator.post(f"{seat}/endings", data={"seen": "1", "ends_on": (TODAY - ONE_DAY).isoformat()})
    assert site.viewer(MEMBER).member_of == frozenset()
    assert "until 20 November 2026" in page(administrator.get(at(site))).text
    assert administrator.post(f"{seat}/deletions", data={"seen": "2"}).status_code == 303
    assert f"{BODY.title()}: member" not in page(administrator.get(at(site))).text


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_of_two_administrators_sees_both_versions(site: Site, htmx: bool) -> None:
    first, second = site.visitor(Role.ADMINISTRATOR), site.visitor(Role.ADMINISTRATOR)
    form = page(second.get(at(site))).one("form", id="save-form").sends()
    here = at(site)
    first.post(here, data=form | {"title": "Første titel", "last_day": "2027-12-31"})
    answer = second.post(here, data=form | {"title": "Anden titel"}, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 409)
    for words in (SENTENCE, "Første titel", "Anden titel", "31 December 2027"):
        assert words in root.refusal
    again = root.one("form", id="save-form").sends()
    assert second.post(here, data=again).status_code == 303
    assert post_id(site, "Anden titel")


@pytest.mark.parametrize("rest", ["/holders", "/seats", "/deletions"])
def test_what_others_did_meanwhile_is_shown_before_anything_else_is_done(
    site: Site, administrator: FlaskClient, rest: str
) -> None:
    administrator.post(at(site, "/seats"), data={"seen": "1", "body": "hovedmed", "seat": "guest"})
    typed = {"seen": "1", "body": BODY, "seat": "guest", "holder": account(site, GUEST).id, "held_from": "2027-01-01"}
    root = page(administrator.post(at(site, rest), data=typed), 409)
    assert SENTENCE in root.refusal
    assert "HovedMED: standing guest" in root.text
    assert form_of(root, at(site, "/seats")).sends()["seen"] == "2"


def test_what_uses_a_post_is_named_and_a_post_that_nothing_uses_is_deleted(
    site: Site, administrator: FlaskClient
) -> None:
    shown = page(administrator.get(at(site)))
    assert shown.find("delete") is None
    assert "1 holder, now or before" in shown.text
    assert "1 seat in a body" in shown.text
    administrator.post(POSTS, data={"title": "Overflødig"})
    spare = at(site, title="Overflødig")
    form = form_of(page(administrator.get(spare)), f"{spare}/deletions")
    answer = administrator.post(form.get("action"), data=form.sends())
    assert page(administrator.get(answer.location)).status == "The post is deleted."
    assert administrator.get(spare).status_code == 404


def test_a_body_in_which_posts_sit_says_so_on_its_page(site: Site) -> None:
    shown = page(site.visitor(Role.PLANNER).get(f"/settings/bodies/{BODY}")).text
    assert "Kommunaldirektøren" in shown
    assert "posts:" in shown
