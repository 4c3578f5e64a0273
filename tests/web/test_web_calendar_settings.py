"""The pages of the calendar: a year with all its days, a form that keeps mistakes, and last year's days again."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX, Site

from wheel.core.access import Role
from wheel.core.local_days import LocalDays

ADDRESS = "/settings/calendar"
YEAR = f"{ADDRESS}/2027"
FOLLOW = "Years that are planned already follow when they are planned again."
CLOSED = {"kind": "closing_day", "name": "Klemmedag", "first": "2027-05-14", "last": "2027-05-15"}


def winter(site: Site) -> LocalDays:
    return next(days for days in site.local_days(2027) if days.name == "Vinterferie")


def named(root: Element) -> list[str]:
    return [element.text for element in root.all("th", scope="row")]


def test_the_calendar_opens_on_this_year(secretary: FlaskClient) -> None:
    assert secretary.get(ADDRESS).location == f"{ADDRESS}/2026"


def test_a_year_shows_its_own_days_and_those_that_everybody_has(secretary: FlaskClient) -> None:
    root = page(secretary.get(YEAR))
    assert named(root) == [
        *("Juleferie", "Vinterferie", "Påskeferie", "Sommerferie", "Efterårsferie", "Juleferie"),
        *("Dagen efter Kristi himmelfart", "Lukket mellem jul og nytår"),
    ]
    assert "13 February 2027 to 21 February 2027" in root.text
    listed = [line.text for line in root.one("ul", class_="plain named-days").all("li")]
    assert "Thursday 25 March 2027 Maundy Thursday" in listed
    assert "Saturday 5 June 2027 Constitution Day no public holiday" in listed
    assert {f"{ADDRESS}/2026", f"{ADDRESS}/2028", "/plan/2027"} <= root.addresses


@pytest.mark.parametrize("year", ["1900", "2100"])
def test_the_calendar_ends_where_the_holidays_are_known_no_longer(secretary: FlaskClient, year: str) -> None:
    root = page(secretary.get(f"{ADDRESS}/{year}"))
    assert not {f"{ADDRESS}/1899", f"{ADDRESS}/2101"} & root.addresses


@pytest.mark.parametrize("path", ["1899", "2101", "1899/copies/new"])
def test_a_year_that_is_not_known_is_refused_with_a_sentence(secretary: FlaskClient, path: str) -> None:
    assert "Choose a year from 1900 to 2100" in page(secretary.get(f"{ADDRESS}/{path}"), 422).text


def test_days_are_added_changed_and_deleted_without_javascript(site: Site, secretary: FlaskClient) -> None:
    form = page(secretary.get(YEAR)).one("form", action=YEAR)
    answer = secretary.post(form.get("action"), data=form.sends() | CLOSED)
    root = page(secretary.get(answer.location))
    assert root.status == f"The days are added. {FOLLOW}"
    address = next(link.get("href") for link in root.all("a") if link.text == "Klemmedag")
    form = page(secretary.get(address)).one("form", action=address)
    assert form.sends().items() >= CLOSED.items()
    answer = secretary.post(address, data=form.sends() | {"first": "2028-05-26", "last": "2028-05-26"})
    assert answer.location == f"{ADDRESS}/2028"
    assert page(secretary.get(answer.location)).status == f"The days are saved. {FOLLOW}"
    form = page(secretary.get(address)).one("form", action=f"{address}/deletions")
    answer = secretary.post(form.get("action"), data=form.sends())
    root = page(secretary.get(answer.location))
    assert (root.status, "Klemmedag" in named(root)) == (f"The days are deleted. {FOLLOW}", False)
    assert secretary.get(address).status_code == 404


MISTAKES = [
    ({"kind": "x"}, "kind", "Choose from the list."),
    ({"name": " "}, "name", "Write what the days are called."),
    ({"name": "juleferie", "first": "2027-12-31", "last": "2028-01-10"}, "name", "There are days of this name already"),
    ({"first": ""}, "first", "Choose the first day."),
    ({"last": "2027-13-01"}, "last", "Write the day as year-month-day: 2027-02-13."),
    ({"last": "2027-05-13"}, "last", "The last day must not be before the first."),
    ({"last": "2028-05-14"}, "last", "Write at most 366 days at once."),
    ({"last": "9999-12-31"}, "last", "Choose a year from 1900 to 2100."),
]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize(("typed", "field", "sentence"), MISTAKES)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, typed: dict[str, str], field: str, sentence: str, is_new: bool, htmx: bool
) -> None:
    before, wanted = site.plan(), CLOSED | typed
    address = YEAR if is_new else f"{ADDRESS}/days/{winter(site).id}"
    answer = secretary.post(address, data=wanted | {"seen": "1"}, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 422)
    assert root.mistake(field).startswith(sentence)
    assert (
        root.one("form", action=address).sends().items()
        >= {name: value for name, value in wanted.items() if (name, value) != ("kind", "x")}.items()
    )
    assert site.plan() == before


def test_last_years_days_are_offered_filled_in_and_added_as_they_are_looked_over(
    site: Site, secretary: FlaskClient
) -> None:
    address = f"{ADDRESS}/2029/copies"
    assert f"{address}/new" in page(secretary.get(f"{ADDRESS}/2029")).addresses
    form = page(secretary.get(f"{address}/new")).one("form", action=address)
    sent = form.sends()
    assert [legend.text for legend in form.all("legend")][:2] == [
        "Vinterferie the same weeks",
        "Påskeferie follows Easter",
    ]
    assert (sent["name-0"], sent["first-0"], sent["last-0"]) == ("Vinterferie", "2029-02-10", "2029-02-18")
    del sent["add-1"]
    answer = secretary.post(
        address, data=sent | {"name-0": "Vinterferie, uge 8", "first-0": "2029-02-17", "last-0": "2029-02-25"}
    )
    assert page(secretary.get(answer.location)).status == f"The 6 holidays and closing days are added. {FOLLOW}"
    added = {days.name: days.span.start.isoformat() for days in site.local_days(2029)}
    assert added["Vinterferie, uge 8"] == "2029-02-17"
    assert "Påskeferie" not in added


@pytest.mark.parametrize("htmx", [False, True])
def test_a_mistake_among_the_copies_keeps_everything_and_adds_nothing(
    site: Site, secretary: FlaskClient, htmx: bool
) -> None:
    address, before = f"{ADDRESS}/2029/copies", site.plan()
    sent = page(secretary.get(f"{address}/new")).one("form", action=address).sends() | {"last-2": "2029-01-01"}
    del sent["add-0"]
    # Somebody else writes one of them in meanwhile, so there is one less to suggest.
    site.visitor(Role.ADMINISTRATOR).post(f"{ADDRESS}/2029", data=CLOSED | {"name": sent["name-0"]})
    answer = secretary.post(address, data=sent, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 422)
    assert root.mistake("last-2") == "The last day must not be before the first."
    again = root.one("form", action=address).sends()
    assert again.items() >= {name: text for name, text in sent.items() if name != "csrf_token"}.items()
    assert "add-0" not in again
    assert site.plan() != before
    assert not site.local_days(2029)


def test_nothing_ticked_and_nothing_to_copy_are_said(secretary: FlaskClient) -> None:
    assert page(secretary.post(f"{ADDRESS}/2029/copies", data={}), 422).refusal == "Tick what is to be added."
    root = page(secretary.get(f"{ADDRESS}/2027/copies/new"))
    assert "There is nothing to copy: 2027 has all that the year before it has." in root.text
    assert f"{YEAR}/copies/new" not in page(secretary.get(YEAR)).addresses


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_planner_sees_both_versions_and_can_save_over_it(
    site: Site, secretary: FlaskClient, htmx: bool
) -> None:
    headers, read = (HTMX, fragment) if htmx else (None, page)
    address = f"{ADDRESS}/days/{winter(site).id}"
    mine = page(secretary.get(address)).one("form", action=address).sends() | {"last": "2027-02-22"}
    site.visitor(Role.ADMINISTRATOR).post(address, data=mine | {"last": "2027-02-28", "name": "Vinter"})
    conflict = read(secretary.post(address, data=mine, headers=headers), 409)
    assert "Somebody else changed these days while you were looking at them." in conflict.refusal
    told = {row.one("th").text: [cell.text for cell in row.all("td")] for row in conflict.one("tbody").all("tr")}
    assert told == {
        "Name": ["Vinter", "Vinterferie"],
        "Last day": ["Sunday 28 February 2027", "Monday 22 February 2027"],
    }
    again = conflict.one("form", action=address)
    assert again.sends()["seen"] == "2"
    secretary.post(address, data=again.sends())
    assert winter(site).span.last.isoformat() == "2027-02-22"


def test_what_somebody_else_changed_is_not_deleted(site: Site, secretary: FlaskClient) -> None:
    address = f"{ADDRESS}/days/{winter(site).id}"
    form = page(secretary.get(address)).one("form", action=address).sends()
    site.visitor(Role.ADMINISTRATOR).post(address, data=form | {"last": "2027-02-28"})
    conflict = page(secretary.post(f"{address}/deletions", data={"seen": "1"}), 409)
    assert "You see what is stored now." in conflict.refusal
    assert winter(site).span.last.isoformat() == "2027-02-28"
