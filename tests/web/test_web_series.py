"""The series form: a series is made and changed with it, and nothing that is typed is ever lost."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from series_pages import EVEN_WEDNESDAYS, NEW, NOT_IN_HOLIDAYS, filled, form_at, previewed, typed_in
from web_pages import fragment, page
from web_site import HTMX, UNUSED_SERIES, Site

from wheel.core.access import Role
from wheel.core.closures import Closure
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.occurrences import Kind, Visibility
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.series import Series
from wheel.core.windows import Window

EVEN = ",".join(map(str, range(2, 53, 2)))
WEEKLY = RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", date(2020, 1, 1))
SKIPS = HolidayPolicy(HolidayAction.SKIP, frozenset(Closure) - {Closure.OBSERVANCES})


@pytest.mark.parametrize("htmx", [False, True])
def test_a_series_is_made_from_what_is_chosen(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    typed = {"title": "Koordinering", "start_time": "13.30", "end_time": "15:00", "place": "Lokale 3"}
    form = filled(secretary, **typed, **EVEN_WEDNESDAYS, **NOT_IN_HOLIDAYS, ends_on="2030-06-30")
    answer = secretary.post("/series", data=form, headers=HTMX if htmx else None)
    assert answer.status_code == (204 if htmx else 303)
    told = page(secretary.get(answer.headers["HX-Redirect"] if htmx else answer.location)).status
    assert told == "The series is made. Its dates come into the plan when the year is planned."
    series = site.series("Koordinering")
    assert (series.kind, series.body, series.ring) == (Kind.MEETING, "direktionen", "direktion")
    assert f"{series.start_time} {series.end_time} {series.place}" == "13:30:00 15:00:00 Lokale 3"
    rule = RecurrenceRule(f"FREQ=YEARLY;BYWEEKNO={EVEN};BYDAY=WE", date(2026, 11, 21))
    assert series.schedule == Schedule(rule, SKIPS, ends_on=date(2030, 7, 1))


def test_a_stored_series_opens_in_the_controls_that_say_it(site: Site, secretary: FlaskClient) -> None:
    sent = form_at(secretary, f"/series/{site.series('Direktionsmøde').id}").sends()
    assert sent.items() >= {"title": "Direktionsmøde", "rule_kind": "weekly", "weekly_on_3": "1"}.items()
    assert sent.items() >= {"on_closed": "skip", "closes_school_holidays": "1", "start": "2020-01-01"}.items()
    assert "weekly_on_2" not in sent


def test_saving_what_is_stored_changes_nothing_of_it(site: Site, secretary: FlaskClient) -> None:
    for title in ("Direktionsmøde", "Budgetseminar", "KL-topmøde", "Halvårsregnskab", "Kommunalbestyrelsesmøde"):
        before = site.series(title)
        address = f"/series/{before.id}"
        assert secretary.post(address, data=filled(secretary, address)).status_code == 303
        after = site.series(title)
        assert (after, after.version) == (replace_version(before, 2), 2)


def replace_version(series: Series, version: int) -> Series:
    return Series(**{**vars(series), "version": version})


def test_another_rule_counts_from_the_first_year_without_a_plan(site: Site, secretary: FlaskClient) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    form = filled(secretary, address, weekly_on_3="", weekly_on_4="1")
    assert (form["counts"], form["counts_from"]) == ("from", "2029-01-01")
    secretary.post(address, data=form)
    schedule = site.series("Direktionsmøde").schedule
    thursdays = RecurrenceRule("FREQ=WEEKLY;BYDAY=TH", date(2020, 1, 1))
    assert schedule.rule == thursdays
    assert [(earlier.until, earlier.rule) for earlier in schedule.earlier] == [(date(2029, 1, 1), WEEKLY)]
    root = page(secretary.get(address))
    assert "Earlier rules" in root.text
    assert "until Monday 1 January 2029" in root.text


@pytest.mark.parametrize(
    ("counts", "earlier"),
    [
        ({"counts": "from", "counts_from": "2026-12-01"}, [date(2026, 12, 1)]),
        ({"counts": "start", "counts_from": ""}, []),
    ],
)
def test_or_from_another_day_or_from_the_start(
    site: Site, secretary: FlaskClient, counts: dict[str, str], earlier: list[date]
) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    secretary.post(address, data=filled(secretary, address) | counts | {"on_closed": "keep"})
    schedule: Schedule = site.series("Direktionsmøde").schedule
    assert [one.until for one in schedule.earlier] == earlier
    assert all(isinstance(one, EarlierRule) for one in schedule.earlier)


def test_saving_leaves_what_is_planned_and_says_where_the_plan_is(site: Site, secretary: FlaskClient) -> None:
    before = site.occurrences(2027)
    address = f"/series/{site.series('Direktionsmøde').id}"
    answer = secretary.post(address, data=filled(secretary, address, weekly_on_4="1", counts_from="2027-01-01"))
    root = page(secretary.get(answer.location))
    assert root.status == "The series is saved. What is planned changes when the year is planned again."
    assert {"/plan/2026", "/plan/2027", "/plan/2028", "/plan/2029"} <= root.addresses
    assert site.occurrences(2027) == before


def test_a_series_from_a_cell_of_the_plan_begins_with_its_month(secretary: FlaskClient) -> None:
    sent = form_at(secretary, "/series/new?body=hovedmed&month=9").sends()
    assert sent.items() >= {"body": "hovedmed", "rule_kind": "yearly_weekday", "year_month": "9"}.items()
    assert form_at(secretary, "/series/new?body=nosuch&month=13").sends()["rule_kind"] == "weekly"


@pytest.mark.parametrize(
    ("year", "start"),
    [
        ("2028", "2028-01-01"),
        ("2026", "2026-11-21"),
        ("2020", "2026-11-21"),
        ("x", "2026-11-21"),
        ("9999", "2026-11-21"),
    ],
)
def test_one_for_a_coming_year_counts_from_its_first_day(secretary: FlaskClient, year: str, start: str) -> None:
    assert form_at(secretary, f"/series/new?year={year}").sends()["start"] == start


def test_words_that_go_without_saying_are_filled_in_and_left_out_again(site: Site, secretary: FlaskClient) -> None:
    typed = {"title": "Topmøde", "kind": "event", "rule_kind": "window", "window_month": "10"}
    secretary.post("/series", data=filled(secretary, **typed, window_third="ultimo"))
    series = site.series("Topmøde")
    assert series.schedule.rule == Window.of_month(10, "the end of October", third="ultimo")
    address = f"/series/{series.id}"
    assert form_at(secretary, address).sends()["window_words"] == ""
    secretary.post(address, data=filled(secretary, address, window_month="11", counts="start"))
    assert site.series("Topmøde").schedule.rule == Window.of_month(11, "the end of November", third="ultimo")
    secretary.post(address, data=filled(secretary, address, window_words="sent på året", counts="start"))
    assert form_at(secretary, address).sends()["window_words"] == "sent på året"


def test_a_rule_without_controls_is_kept_and_can_be_given_up(site: Site, secretary: FlaskClient) -> None:
    kept = '{"kind": "window", "precision": "month", "words": "før jul", "first": "12-01", "last": "12-20"}'
    typed = {"title": "Julefrokost", "kind": "event", "rule_kind": "kept", "kept": kept}
    secretary.post("/series", data=filled(secretary, **typed))
    before = site.series("Julefrokost")
    address = f"/series/{before.id}"
    assert "This rule is more special" in form_at(secretary, address).text
    secretary.post(address, data=filled(secretary, address, note="På rådhuset"))
    assert site.series("Julefrokost").schedule == before.schedule
    secretary.post(address, data=filled(secretary, address, rule_kind="yearly_date", date_day="12", counts="start"))
    assert isinstance(site.series("Julefrokost").schedule.rule, RecurrenceRule)


def test_an_internal_reading_keeps_its_number(site: Site, secretary: FlaskClient) -> None:
    typed = {"title": "1. behandling", "kind": "reading", "reading": "1", "visibility": "internal"}
    secretary.post("/series", data=filled(secretary, **typed, weekly_on_2="1"))
    series = site.series("1. behandling")
    assert (series.kind, series.reading, series.visibility) == (Kind.READING, 1, Visibility.INTERNAL)


def test_an_unused_series_is_removed(site: Site, secretary: FlaskClient) -> None:
    address = f"/series/{site.series(UNUSED_SERIES).id}"
    root = page(secretary.get(address))
    assert "Its dates in drafts go with it." in root.text
    answer = secretary.post(f"{address}/deletions", data=filled(secretary, address))
    assert page(secretary.get(answer.location)).status == f"The series “{UNUSED_SERIES}” is removed."
    assert secretary.get(address).status_code == 404


@pytest.mark.parametrize("htmx", [False, True])
def test_one_in_use_says_what_uses_it_and_stays(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    assert "Published plans with its dates: 2026, 2027" in page(secretary.get(address)).text
    form = filled(secretary, address, title="Noget andet")
    answer = secretary.post(f"{address}/deletions", data=form, headers=HTMX if htmx else None)
    root = fragment(answer, 422) if htmx else page(answer, 422)
    assert root.refusal.startswith("Its dates are published in 2026, 2027.")
    assert typed_in(root)["title"] == "Noget andet", "what was typed is kept"
    assert site.series("Direktionsmøde").version == 1


def test_the_form_of_a_series_that_is_not_there_is_not_found(site: Site, secretary: FlaskClient) -> None:
    for client in (secretary, site.visitor(Role.ADMINISTRATOR)):
        assert client.get("/series/nosuch").status_code == 404
        assert client.post("/series/nosuch", data=filled(client) | {"seen": "1", "counts": "start"}).status_code == 404
        assert client.post("/series/previews", data={"series_id": "nosuch"}).status_code == 404


def test_a_new_series_of_a_body_lies_in_the_ring_of_its_meetings(secretary: FlaskClient) -> None:
    assert form_at(secretary, NEW).sends()["ring"] == "direktion"
    assert form_at(secretary, "/series/new").sends()["ring"] == "politisk"


def test_an_untouched_preview_is_no_mistake(secretary: FlaskClient) -> None:
    preview = previewed(secretary, filled(secretary))
    assert "Choose at least one weekday." in preview.text
    assert not [line for line in preview.all("li") if line.get("data-field")]
