"""The pages of standing items: the list, the forms with their dates, rosters, and placing a year's items."""

from __future__ import annotations

import pytest
from doors_of_standing import (
    A_FORM,
    PLACEMENTS,
    STANDING,
    lacking,
    placing_form,
    seen_form,
    standing,
    standing_form,
    the_standing_item,
)
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, BODY_SECRETARY, HTMX, MARKER, MERE_PLANNER, Site

from wheel.core.access import OPERATOR
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import FirstInMonths, FirstOfQuarter, NumberedReport, StandingRule
from wheel.core.year_days import Years
from wheel.store.standing import standing_items_of

SENTENCE = "Somebody else changed this standing item while you were looking at it."


def latest(site: Site) -> StandingItem:
    with site.database.reading() as session:
        return standing_items_of(session, OPERATOR, BODY)[-1]


def rows(root: Element) -> list[str]:
    return [row.text for row in root.all("tbody")[0].all("tr")]


def cover(root: Element, item: StandingItem) -> list[str]:
    """How far each post on the item's roster has come."""
    section = root.one("section", aria_labelledby=f"cover-{item.id}")
    return [row.text for row in section.one("tbody").all("tr")]


def save_form(root: Element) -> Element:
    form = root.find("save-form")
    assert form is not None
    return form


def test_the_list_says_when_each_comes_up_and_what_lacks(site: Site, secretary: FlaskClient) -> None:
    root = page(secretary.get(f"{STANDING}?year=2027"))
    first, roster, closed = rows(root)[-3:]
    assert first.startswith("Status, {kvartal} at the first meeting of each quarter Wed 6 Jan 2027 not on yet")
    assert "one meeting a year for each of" in roster
    assert closed.startswith(f"{MARKER} status closed item")
    count = len(lacking(site).lines)
    assert f"{count} items are not on their agendas yet: see them" in root.text
    assert PLACEMENTS in root.addresses


def test_the_roster_is_told_post_by_post(site: Site, secretary: FlaskClient) -> None:
    item = the_standing_item(site, 1)
    root = page(secretary.get(f"{STANDING}?year=2027"))
    assert cover(root, item) == [f"{post.title} missing" for post in item.roster]
    secretary.post(PLACEMENTS, data={"place": f"{item.id} p:2027:{item.roster[0].id}"})
    root = page(secretary.get(f"{STANDING}?year=2027"))
    assert cover(root, item)[0].startswith(f"{item.roster[0].title} planned ")


def test_a_body_without_any_says_so(secretary: FlaskClient) -> None:
    root = page(secretary.get("/bodies/hovedmed/standing"))
    assert "There are no standing items yet." in root.text


def test_other_names_of_the_body_lead_here(secretary: FlaskClient) -> None:
    assert secretary.get("/bodies/DIR/standing?year=2027").location == f"{STANDING}?year=2027"


def test_a_year_that_is_none_is_this_one(secretary: FlaskClient) -> None:
    for year in ("", "x", "1", "99999"):
        assert "← 2025" in page(secretary.get(f"{STANDING}?year={year}")).text


# Keeping them


def test_one_is_added_and_then_listed(site: Site, secretary: FlaskClient) -> None:
    form = save_form(page(secretary.get(f"{STANDING}/new")))
    report = {"kind": "report", "status_dates": "31/8, 30-4.", "working_days": "10", "goes_on": "1"}
    typed = {"title": "Rapport nr. {nr}", "begins": "2027-01-01", "last_day": "2030-12-31", "minutes": "15"}
    answer = secretary.post(form.get("action"), data=form.sends() | typed | report)
    root = page(secretary.get(answer.location))
    assert root.status == "The standing item is added."
    assert rows(root)[-1].startswith(
        "Rapport nr. {nr} a report as of 30 April and 31 August, at the first meeting at least 10 working days later,"
        " with numbers that go on from year to year, 1 January 2027 to 31 December 2030"
    )
    item = latest(site)
    assert item.rule == StandingRule(NumberedReport(((4, 30), (8, 31)), 10, goes_on=True))
    assert (item.minutes, str(item.ends)) == (15, "2031-01-01")


def test_the_form_as_it_stands_saves_what_is_there(site: Site, secretary: FlaskClient) -> None:
    secretary.post(STANDING, data=A_FORM | {"kind": "first_in_months", "month-9": "1", "month-3": "1"})
    for number in range(-1, 4):
        before = the_standing_item(site, number)
        form = save_form(page(secretary.get(standing(site, number=number))))
        assert secretary.post(form.get("action"), data=form.sends()).status_code == 303
        assert the_standing_item(site, number) == StandingItem(**{**vars(before), "version": 2})
    assert latest(site).rule == StandingRule(FirstInMonths((3, 9)))


def test_one_comes_up_in_certain_years_alone(site: Site, secretary: FlaskClient) -> None:
    secretary.post(STANDING, data=A_FORM | {"years_every": "2", "years_first": "2027"})
    assert latest(site).rule.years == Years(2027, every=2)
    assert "one year in 2 from 2027" in page(secretary.get(STANDING)).text


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"title": " "}, "title", "Write what the item is called."),
        ({"title": "Nr. {nummer}"}, "title", "{nummer} is not known. These are: {nr} {dato}"),
        ({"kind": "nth_meeting", "every": "1"}, "every", "Write a whole number from 2 to 60."),
        ({"kind": "first_in_months"}, "months", "Choose at least one month."),
        ({"kind": "report", "status_dates": "april"}, "status_dates", "Write each status date as day and month: 30-4."),
        ({"kind": "report", "status_dates": "30-2"}, "status_dates", "There is no day 30 in month 2."),
        ({"kind": "after_series"}, "series", "Choose the series that it follows."),
        ({"kind": "once_per_post"}, "posts", "Choose at least one post."),
        ({"years_every": "2"}, "years_first", "Write a whole number from 1900 to 2100."),
        ({"begins": "2027-02-01", "last_day": "2027-01-01"}, "last_day", "The last day must not be before the first."),
        ({"minutes": "x"}, "minutes", "Write a whole number from 1 to 600."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, typed: dict[str, str], field: str, sentence: str, htmx: bool
) -> None:
    before = site.plan()
    for address, right in ((STANDING, A_FORM), (standing(site), standing_form(site))):
        wanted = right | {"text": "Se bilag"} | typed
        answer = secretary.post(address, data=wanted, headers=HTMX if htmx else None)
        root = (fragment if htmx else page)(answer, 422)
        assert root.mistake(field).startswith(sentence)
        assert save_form(root).sends().items() >= wanted.items()
    assert site.plan() == before


def test_two_at_once_are_shown_both_versions(site: Site, secretary: FlaskClient) -> None:
    old = standing_form(site) | {"kind": "nth_meeting", "every": "4"}
    secretary.post(standing(site), data=standing_form(site) | {"title": "Deres"})
    root = page(secretary.post(standing(site), data=old), 409)
    assert SENTENCE in root.text
    told = [row.text for row in root.one("table", class_="versions").one("tbody").all("tr")]
    assert told == ["TitleDeresØkonomi", "Comes upEvery meetingEvery so many meetings", "Which–4"]
    form = save_form(root)
    assert secretary.post(form.get("action"), data=form.sends()).status_code == 303
    assert the_standing_item(site).title == "Økonomi"


def test_it_is_ended_and_goes_on(site: Site, secretary: FlaskClient) -> None:
    end = page(secretary.get(standing(site))).find("end-form")
    assert end is not None
    answer = secretary.post(end.get("action"), data=end.sends() | {"last_day": "2027-06-25"})
    assert page(secretary.get(answer.location)).status == "The last day is saved."
    assert str(the_standing_item(site).ends) == "2027-06-26"
    answer = secretary.post(standing(site, "/endings"), data=seen_form(site))
    assert page(secretary.get(answer.location)).status == "The standing item goes on."
    assert the_standing_item(site).rule.pattern == FirstOfQuarter(), "and nothing else of it is changed"


def test_one_that_items_came_of_has_no_button_to_delete_it(site: Site, secretary: FlaskClient) -> None:
    assert page(secretary.get(standing(site))).find("delete") is not None
    secretary.post(PLACEMENTS, data=placing_form(site) | {"place": f"{the_standing_item(site).id} q:2027-1"})
    root = page(secretary.get(standing(site)))
    assert root.find("delete") is None
    assert "Items on agendas came of it" in root.text
    root = page(secretary.post(standing(site, "/deletions"), data=seen_form(site)), 422)
    assert "Give it a last day instead." in root.refusal


# The dates that a form gives


def test_the_dates_of_a_form_are_shown_and_nothing_is_saved(site: Site, secretary: FlaskClient) -> None:
    before = site.everything()
    typed = A_FORM | {"title": "Status, {kvartal}", "kind": "first_of_quarter"}
    whole = page(secretary.post(f"{STANDING}/previews", data=typed))
    piece = fragment(secretary.post(f"{STANDING}/previews", data=typed, headers=HTMX))
    for root in (whole, piece):
        preview = root.find("preview")
        assert preview is not None
        assert "Wed 6 Jan 2027 Status, 1. kvartal" in preview.text
    assert save_form(whole).sends().items() >= typed.items()
    assert piece.find("save-form") is None
    assert site.everything() == before


def test_a_form_that_is_not_finished_shows_what_is_missing_in_place_of_dates(secretary: FlaskClient) -> None:
    typed = A_FORM | {"kind": "report", "status_dates": ""}
    piece = fragment(secretary.post(f"{STANDING}/previews", data=typed, headers=HTMX))
    assert "Write at least one status date" in piece.text
    whole = page(secretary.post(f"{STANDING}/previews", data=typed), 422)
    assert whole.mistake("status_dates").startswith("Write at least one status date")


def test_the_dates_of_one_that_is_there_are_shown_in_its_own_form(site: Site, secretary: FlaskClient) -> None:
    form = save_form(page(secretary.get(standing(site))))
    root = page(secretary.post(f"{STANDING}/previews", data=form.sends() | {"title": "Nyt"}))
    assert save_form(root).get("action") == standing(site)
    assert save_form(root).sends()["title"] == "Nyt"


# Placing


@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_ticked_is_placed(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    root = page(secretary.get(PLACEMENTS))
    boxes = root.all("input", name="place")
    assert len(boxes) == len(lacking(site).lines)
    chosen = [box.get("value") for box in boxes][:3]
    answer = secretary.post(PLACEMENTS, data={"place": chosen}, headers=HTMX if htmx else None)
    to = answer.headers["HX-Redirect"] if htmx else answer.location
    assert page(secretary.get(to)).status == "The 3 items are on their agendas."
    assert len(lacking(site).lines) == len(boxes) - 3
    answer = secretary.post(PLACEMENTS, data={"place": chosen})
    assert page(secretary.get(answer.location)).status == "The agendas have all of it already."


def test_vacant_posts_are_not_ticked(site: Site, secretary: FlaskClient) -> None:
    vacant = {f"{line.standing.id} {line.wanted.key}" for line in lacking(site).lines if line.is_vacant}
    unticked = {
        box.get("value")
        for box in page(secretary.get(PLACEMENTS)).all("input", name="place")
        if "checked" not in box.attributes
    }
    assert unticked == vacant


def test_nothing_ticked_is_a_mistake(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    assert page(secretary.post(PLACEMENTS), 422).refusal == "Tick what is to be placed."
    assert site.plan() == before


@pytest.mark.parametrize("year", ["1", "1899", "2101", "99999"])
def test_a_year_that_the_calendar_does_not_know_is_told(secretary: FlaskClient, year: str) -> None:
    assert "Choose a year from 1900 to 2100" in page(secretary.get(f"{STANDING}/{year}/placements"), 422).text


# Who sees what


def test_what_is_closed_is_the_bodys_own(site: Site) -> None:
    closed = standing(site, number=2)
    for who, status in ((MERE_PLANNER, 404), (BODY_SECRETARY, 200)):
        visitor = site.visitor(who)
        assert visitor.get(closed).status_code == status
        for address in (STANDING, PLACEMENTS):
            assert (MARKER in visitor.get(address).text) is (status == 200)
    form = A_FORM | {"is_closed": "1"}
    assert "own secretary" in page(site.visitor(MERE_PLANNER).post(STANDING, data=form), 403).text


def test_the_forward_agenda_leads_to_what_is_not_placed_yet(secretary: FlaskClient) -> None:
    root = page(secretary.get(f"/bodies/{BODY}/agenda"))
    assert any(address.startswith(STANDING) for address in root.addresses)


def test_the_forward_agenda_leads_to_a_bodys_first_standing_item(site: Site, secretary: FlaskClient) -> None:
    assert "/bodies/hovedmed/standing" in page(secretary.get("/bodies/hovedmed/agenda")).addresses
    assert "/bodies/hovedmed/standing" not in page(site.visitor().get("/bodies/hovedmed/agenda")).addresses
