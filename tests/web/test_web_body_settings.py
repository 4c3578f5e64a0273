"""The pages of bodies: what they show, what they keep of a mistake, and what two planners at once are told."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, HTMX, INTERNAL, TODAY, UNUSED_BODY, Site

from wheel.core.access import ANONYMOUS, OPERATOR, Role
from wheel.core.deadlines import WeekdayBefore
from wheel.core.plan import Body, BodyKind
from wheel.store.bodies import all_bodies, find_body

ADDRESS = "/settings/bodies"
PAGE = f"{ADDRESS}/{BODY}"
SENTENCE = "Somebody else changed this body while you were looking at it."


def body(site: Site, name: str = BODY) -> Body:
    with site.database.reading() as session:
        return find_body(session, OPERATOR, name)


def form_of(root: Element, rest: str = "") -> Element:
    return root.one("form", action=PAGE + rest)


def test_the_list_names_each_body_with_what_uses_it(secretary: FlaskClient) -> None:
    root = page(secretary.get(ADDRESS))
    rows = {row.all("a")[0].text: row.text for row in root.one("tbody").all("tr")}
    assert rows["Direktionen"] == (
        "Direktionen Executive board DIR, Direktørgruppen 8 series, 21 items, 4 standing items, 2 bodies under it,"
        " 1 route, 7 posts"
    )
    assert rows[INTERNAL].startswith(f"{INTERNAL} internal Forum PY")
    assert list(rows) == sorted(rows, key=str.casefold)
    assert root.one("nav", aria_label="Planning").one("a", aria_current="page").text == "Bodies"


def test_the_form_as_it_stands_saves_what_is_there(site: Site, secretary: FlaskClient) -> None:
    before = body(site)
    form = form_of(page(secretary.get(PAGE)))
    assert secretary.post(form.get("action"), data=form.sends()).status_code == 303
    after = body(site)
    assert after == Body(**{**vars(before), "version": 2})


def test_a_body_is_added_and_has_an_agenda_and_a_subscription(site: Site, secretary: FlaskClient) -> None:
    form = page(secretary.get(f"{ADDRESS}/new")).one("form", action=ADDRESS)
    typed = {"name": "Ældrerådet", "kind": "other", "notice": "weekday", "notice_weekday": "5", "default_start": "9.30"}
    answer = secretary.post(form.get("action"), data=form.sends() | typed | {f"shares_with_{BODY}": "1"})
    assert "Ældrerådet" in page(secretary.get(answer.location)).text
    added = body(site, "aeldreraadet")
    assert (added.kind, added.notice, str(added.default_start)) == (BodyKind.OTHER, WeekdayBefore(5), "09:30:00")
    assert body(site).shares_members_with == {"aeldreraadet"}
    assert page(site.visitor().get("/bodies/aeldreraadet/agenda")).text
    assert page(site.visitor().get("/bodies/aeldreraadet/feed")).text
    again = page(secretary.get(f"{ADDRESS}/aeldreraadet")).one("form", action=f"{ADDRESS}/aeldreraadet").sends()
    assert again.items() >= {"notice": "weekday", "notice_weekday": "5", "default_start": "09:30"}.items()
    assert again[f"shares_with_{BODY}"] == "1"


def test_old_names_and_old_links_lead_to_a_renamed_body(site: Site, secretary: FlaskClient) -> None:
    form = form_of(page(secretary.get(PAGE))).sends()
    secretary.post(PAGE, data=form | {"name": "Koncernledelsen"})
    assert page(site.visitor().get(f"/bodies/{BODY}/agenda")).one("h1").text == "Koncernledelsen"
    for name in ("DIR", "Koncernledelsen"):
        assert secretary.get(f"{ADDRESS}/{name}").location == PAGE
    assert "Direktørgruppen" in form_of(page(secretary.get(PAGE))).sends()["aliases"]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Write what the body is called."),
        ({"parent": "chefforum"}, "parent", "Chefforum belongs under this one."),
        ({"aliases": "Ny\nKB"}, "aliases", "Kommunalbestyrelsen goes by the name KB already."),
        ({"default_start": "halv ni"}, "default_start", "Write the time as hours:minutes: 13:30."),
        ({"default_start": "24:00"}, "default_start", "Write the time as hours:minutes: 13:30."),
        ({"default_end": "08:00"}, "default_end", "It must end after it starts."),
        ({"notice": "days", "notice_days": "31"}, "notice_days", "Write a whole number from 1 to 30."),
        ({"notice": "working_days", "notice_working_days": ""}, "notice_working_days", "Write a whole number from"),
        ({"valid_from": "1.1.2026"}, "valid_from", "Write the day as year-month-day: 2027-02-13."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_all_that_was_typed_is_kept(
    site: Site, secretary: FlaskClient, typed: dict[str, str], field: str, sentence: str, htmx: bool
) -> None:
    before = site.plan()
    form = form_of(page(secretary.get(PAGE)))
    wanted = form.sends() | {"default_place": "Et andet sted", "aliases": "DIR\r\nNyt"} | typed
    answer = secretary.post(PAGE, data=wanted, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 422)
    assert root.mistake(field).startswith(sentence)
    again = form_of(root).sends()
    assert again.items() >= (wanted | {"aliases": wanted["aliases"]}).items() - {("csrf_token", wanted["csrf_token"])}
    assert [element.get("name") for element in root.walk() if "autofocus" in element.attributes] == [field]
    assert site.plan() == before


def test_a_mistake_in_a_new_body_keeps_what_was_typed(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    typed = {"name": "", "kind": "forum", "visibility": "internal", "notice": "none", "last_day": "2027-12-31"}
    root = page(secretary.post(ADDRESS, data=typed), 422)
    assert root.mistake("name") == "Write what the body is called."
    assert root.one("form", action=ADDRESS).sends().items() >= typed.items()
    assert site.plan() == before


def test_a_closed_body_is_listed_apart_and_leads_to_the_one_that_takes_over(site: Site, secretary: FlaskClient) -> None:
    answer = secretary.post(
        f"{PAGE}/closings", data={"seen": "1", "closes_on": "2026-11-20", "merged_into": "chefforum"}
    )
    root = page(secretary.get(answer.location))
    assert root.status == "The body's last day is saved."
    closed = root.all("tbody")[1].one("tr")
    assert closed.text.startswith("Direktionen taken over by Chefforum Executive board")
    assert "until 20 November 2026" in closed.text
    assert f"{ADDRESS}/chefforum" in closed.addresses
    told = "Exists until 20 November 2026 · taken over by Chefforum"
    assert told in page(secretary.get(PAGE)).text
    agenda = page(site.visitor().get(f"/bodies/{BODY}/agenda"))
    assert "Became part of Chefforum on Saturday 21 November 2026." in agenda.text
    assert "/bodies/chefforum/agenda" in agenda.addresses


def test_who_takes_over_is_not_told_to_those_who_may_not_know_of_it(site: Site, secretary: FlaskClient) -> None:
    into = INTERNAL.lower()
    secretary.post(f"{PAGE}/closings", data={"seen": "1", "closes_on": "2026-11-20", "merged_into": into})
    assert into not in site.visitor().get(f"/bodies/{BODY}/agenda").text.lower()
    assert INTERNAL in secretary.get(f"/bodies/{BODY}/agenda").text
    with site.database.reading() as session:
        shown = {other.short_name: other for other in all_bodies(session, ANONYMOUS)}
    assert into not in shown


def test_a_body_that_closes_later_stays_among_the_others_and_can_be_opened_again(
    site: Site, secretary: FlaskClient
) -> None:
    secretary.post(f"{PAGE}/closings", data={"seen": "1", "closes_on": TODAY.isoformat()})
    root = page(secretary.get(ADDRESS))
    assert len(root.all("tbody")) == 1, "it is open today"
    form = form_of(page(secretary.get(PAGE)), "/closings")
    assert form.sends()["closes_on"] == TODAY.isoformat()
    secretary.post(f"{PAGE}/closings", data=form.sends() | {"closes_on": ""})
    assert body(site).valid_until is None


def test_a_mistake_in_closing_is_said_there(site: Site, secretary: FlaskClient) -> None:
    typed = {"seen": "1", "closes_on": "", "merged_into": "chefforum"}
    root = page(secretary.post(f"{PAGE}/closings", data=typed), 422)
    assert root.mistake("closes_on") == "Choose the last day on which the body exists."
    assert form_of(root, "/closings").sends()["merged_into"] == "chefforum"
    assert form_of(root).sends()["name"] == "Direktionen", "the other form is as it was"


def test_a_body_in_use_has_no_button_to_delete_it_and_says_why(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    root = page(secretary.get(PAGE))
    assert not root.all("form", action=f"{PAGE}/deletions")
    assert "8 series: Direktionsmøde" in root.text
    refused = page(secretary.post(f"{PAGE}/deletions", data={"seen": "1"}), 422)
    assert refused.refusal.startswith("The body cannot be deleted: it is used by 8 series (Direktionsmøde, ")
    assert site.plan() == before
    unused = page(secretary.get(f"{ADDRESS}/{UNUSED_BODY}"))
    form = unused.one("form", action=f"{ADDRESS}/{UNUSED_BODY}/deletions")
    assert secretary.post(form.get("action"), data=form.sends()).status_code == 303
    assert secretary.get(f"{ADDRESS}/{UNUSED_BODY}").status_code == 404


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_planner_sees_both_versions_and_can_save_over_it(
    site: Site, secretary: FlaskClient, htmx: bool
) -> None:
    headers, read = (HTMX, fragment) if htmx else (None, page)
    mine = form_of(page(secretary.get(PAGE))).sends() | {"name": "Ledelsen", "default_place": "Sal 2"}
    site.visitor(Role.ADMINISTRATOR).post(PAGE, data=mine | {"name": "Koncernledelsen", "kind": "forum"})
    after_them = site.plan()
    conflict = read(secretary.post(PAGE, data=mine, headers=headers), 409)
    assert SENTENCE in conflict.refusal
    told = {row.one("th").text: [cell.text for cell in row.all("td")] for row in conflict.one("tbody").all("tr")}
    assert told == {"Name": ["Koncernledelsen", "Ledelsen"], "Kind": ["Forum", "Executive board"]}
    assert site.plan() == after_them, "theirs stands, and nothing of mine is half done"
    again = form_of(conflict)
    assert again.sends().items() >= {"name": "Ledelsen", "default_place": "Sal 2", "seen": "2"}.items()
    assert [button.text for button in conflict.all("button", form=again.get("id") or "")] == ["Save mine over it"]
    secretary.post(PAGE, data=again.sends())
    assert (body(site).name, body(site).kind) == ("Ledelsen", BodyKind.EXECUTIVE_BOARD)
    assert body(site, "Koncernledelsen").short_name == BODY


def test_a_mistake_does_not_hide_what_somebody_else_did(site: Site, secretary: FlaskClient) -> None:
    mine = form_of(page(secretary.get(PAGE))).sends() | {"valid_from": "i går"}
    site.visitor(Role.ADMINISTRATOR).post(PAGE, data=mine | {"name": "Koncernledelsen", "valid_from": ""})
    again = form_of(page(secretary.post(PAGE, data=mine), 422)).sends()
    assert again["seen"] == "1"
    page(secretary.post(PAGE, data=again | {"valid_from": ""}), 409)


@pytest.mark.parametrize(
    ("rest", "typed", "differs"),
    [("closings", {"closes_on": "2027-12-31"}, ["Last day"]), ("deletions", {}, [])],
)
def test_closing_and_deleting_what_somebody_else_changed_is_refused(
    site: Site, secretary: FlaskClient, rest: str, typed: dict[str, str], differs: list[str]
) -> None:
    form = form_of(page(secretary.get(PAGE))).sends()
    site.visitor(Role.ADMINISTRATOR).post(PAGE, data=form | {"name": "Koncernledelsen"})
    conflict = page(secretary.post(f"{PAGE}/{rest}", data=typed | {"seen": "1"}), 409)
    assert SENTENCE in conflict.refusal
    assert [head.text for head in conflict.all("th", scope="row")] == differs


@pytest.mark.parametrize("seen", ["", "?", "-1", "1.0"])
def test_a_form_without_its_version_is_not_saved(site: Site, secretary: FlaskClient, seen: str) -> None:
    before = site.plan()
    root = page(secretary.post(PAGE, data={"name": "Ny", "kind": "forum", "visibility": "public", "seen": seen}), 422)
    assert root.refusal == "The form is incomplete. Load the page again."
    assert site.plan() == before


def test_what_people_write_is_text_and_no_markup(secretary: FlaskClient) -> None:
    form = form_of(page(secretary.get(PAGE))).sends()
    secretary.post(PAGE, data=form | {"name": "<b>Ledelsen</b>", "aliases": "</textarea><i>x</i>"})
    for address in (ADDRESS, PAGE):
        root = page(secretary.get(address))
        assert "<b>Ledelsen</b>" in root.text
        assert not root.all("i")
