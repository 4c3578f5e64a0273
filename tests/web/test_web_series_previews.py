"""The preview of a series: its sentence, its next dates with their holidays, and what is wrong beside its field."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from series_pages import EVEN_WEDNESDAYS, NEW, NOT_IN_HOLIDAYS, filled, lines, previewed, told, typed_in
from web_pages import page
from web_site import HTMX, Site

from wheel.core.access import Role


def test_it_says_the_rule_and_lists_the_next_ten_dates(site: Site) -> None:
    danish = site.visitor(Role.PLANNER, "da")
    preview = previewed(danish, filled(danish, **EVEN_WEDNESDAYS, **NOT_IN_HOLIDAYS))
    assert "nsdag i lige uger" in preview.text
    assert lines(preview)[:4] == [
        "ons. 25. nov. 2026 uge 48",
        "ons. 9. dec. 2026 uge 50",
        "ons. 23. dec. 2026 uge 52 Juleferie: holdes ikke",
        "ons. 13. jan. 2027 uge 2",
    ]
    assert len([line for line in lines(preview) if "holdes ikke" not in line]) == 10


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "lør. 5. jun. 2027 uge 22 Grundlovsdag"),
        (
            {"on_closed": "earlier_working_day", "closes_observances": "1"},
            "lør. 5. jun. 2027 uge 22 Grundlovsdag → flyttet til fre. 4. jun. 2027",
        ),
        (
            {"on_closed": "skip", "closes_observances": "1"},
            "lør. 5. jun. 2027 uge 22 Grundlovsdag: holdes ikke",
        ),
    ],
    ids=["held all the same", "moved", "not held"],
)
def test_a_holiday_is_named_with_what_happens(site: Site, typed: dict[str, str], said: str) -> None:
    danish = site.visitor(Role.PLANNER, "da")
    rule = {"rule_kind": "yearly_date", "date_day": "5", "date_month": "6"}
    assert lines(previewed(danish, filled(danish, **rule, **typed)))[0] == said


def test_a_relative_series_gets_its_dates_from_the_other(site: Site, secretary: FlaskClient) -> None:
    council = site.series("Kommunalbestyrelsesmøde").id
    rule = {"rule_kind": "relative", "series": council, "relative_count": "1", "relative_unit": "weeks"}
    preview = previewed(secretary, filled(secretary, **rule))
    assert "Kommunalbestyrelsesmøde" in preview.text
    assert lines(preview)[0] == "Tue 1 Dec 2026 week 49"


def test_an_imprecise_time_and_a_number_of_times_are_said_as_such(secretary: FlaskClient) -> None:
    season = {"rule_kind": "window", "window_unit": "season", "window_season": "spring"}
    preview = previewed(secretary, filled(secretary, **season))
    assert lines(preview)[0] == "Mon 1 Mar – Mon 31 May 2027 weeks 9–22"
    assert preview.find("preview").get("data-words") == "the spring"
    count = previewed(secretary, filled(secretary, rule_kind="count", at_least="2"))
    assert "There are no dates yet." in count.text


def test_a_changed_rule_is_shown_from_the_day_it_counts(site: Site, secretary: FlaskClient) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    form = filled(secretary, address, weekly_on_3="", weekly_on_4="1", counts_from="2026-12-07")
    assert [line[:10] for line in lines(previewed(secretary, form))[:3]] == ["Wed 25 Nov", "Wed 2 Dec ", "Thu 10 Dec"]


MISTAKES = [
    ({"rule_kind": "advanced", "rrule": "FREQ=HOURLY"}, "rrule", '"FREQ=HOURLY" would give thousands a year'),
    ({"rule_kind": "dates", "dates": "9.9.2026\n31.2.2027"}, "dates", "Line 2: write the date as 9.9.2026"),
    ({"rule_kind": "dates", "dates": "9.9.2026\n9.9.2026"}, "dates", "Two of the dates begin on 2026-09-09"),
    ({"rule_kind": "yearly_date", "date_day": "31", "date_month": "2"}, "date_day", "There is no day 31 in month 2."),
    ({"rule_kind": "iso_week", "from_year": "2030", "to_year": "2029"}, "to_year", "The last year must not be"),
    ({"rule_kind": "easter", "easter_days": "400"}, "easter_days", "Write a whole number from 0 to 200."),
    ({"rule_kind": "relative", "series": "nosuch", "relative_count": "x"}, "relative_count", "Write a whole number"),
    ({"rule_kind": "count", "at_least": "3", "at_most": "2"}, "at_most", "Write a whole number from 3 to 366."),
    ({"weekly_on_3": "1", "length_days": "0"}, "length_days", "Write a whole number from 1 to 366."),
    ({"weekly_on_3": "1", "start": "snart"}, "start", "Write the day as year-month-day"),
    ({"weekly_on_3": "1", "added": "1.1.2027", "left_out": "1.1.2027"}, "added", "2027-01-01 is both added"),
    ({"weekly_on_3": "1", "left_out": "1.-3.1.2027"}, "left_out", "Line 1: write one day on each line here."),
    ({"weekly_on_3": "1", "ends_on": "31.12.2027"}, "ends_on", "Write the day as year-month-day"),
    ({"weekly_on_3": "1", "on_closed": "?"}, "on_closed", "Choose one from the list."),
    ({"rule_kind": "?"}, "rule_kind", "Choose one from the list."),
    (
        {"rule_kind": "monthly_day", "day_of_month": "31"}
        | {f"day_month_{month}": "" for month in range(1, 13) if month != 2},
        "day_of_month",
        "These choices never give a day",
    ),
]


@pytest.mark.parametrize(("typed", "field", "said"), MISTAKES, ids=[f"{case[1]}: {case[2]}" for case in MISTAKES])
def test_a_mistake_is_told_to_its_field_while_it_is_made_and_when_it_is_saved(
    site: Site, secretary: FlaskClient, typed: dict[str, str], field: str, said: str
) -> None:
    form = filled(secretary, title="Møde", **typed)
    assert told(previewed(secretary, form))[field].startswith(said)
    before = site.plan()
    root = page(secretary.post("/series", data=form), 422)
    assert root.mistake(field).startswith(said)
    sent = typed_in(root)
    kept = {name: text for name, text in typed.items() if text not in ("", "?", "nosuch")}
    assert sent.items() >= kept.items(), "everything that was typed is still there"
    assert site.plan() == before


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"title": " "}, "title", "Write what the series is called."),
        ({"body": ""}, "body", "Choose whose meeting it is."),
        ({"kind": "event", "reading": "2"}, "reading", "Only a reading is the first or the second one."),
        ({"start_time": "ni"}, "start_time", "Write the time as hours:minutes: 13:30."),
        ({"start_time": "10:00", "end_time": "09:00"}, "end_time", "It must end after it starts."),
        ({"weekly_on_3": "", "x": "1"}, "weekly_on", "Choose at least one weekday."),
        ({"on_closed": "skip", "closes_public_holidays": "", "closes_closing_days": ""}, "closes", "Choose on which"),
        ({"rule_kind": "iso_week", "every_years": "2"}, "from_year", "Write one of the years"),
        ({"rule_kind": "relative"}, "series", "Choose the series to count from."),
        ({"rule_kind": "window", "window_words": "x" * 201}, "window_words", "Write at most 200 characters."),
        ({"rule_kind": "dates"}, "dates", "Write at least one date"),
    ],
)
def test_a_mistake_is_told_beside_its_field_when_it_is_saved(
    secretary: FlaskClient, typed: dict[str, str], field: str, said: str
) -> None:
    form = {**filled(secretary, title="Møde", weekly_on_3="1"), **typed}
    form = {name: text for name, text in form.items() if text or not name.startswith(("weekly_on", "closes"))}
    assert page(secretary.post("/series", data=form), 422).mistake(field).startswith(said)


def test_several_mistakes_are_told_at_once(secretary: FlaskClient) -> None:
    form = filled(secretary, start_time="ni", ends_on="snart", length_days="0", weekly_on_3="1")
    root = page(secretary.post("/series", data=form), 422)
    assert all(root.mistake(field) for field in ("start_time", "ends_on", "length_days"))


def test_without_javascript_a_button_shows_the_dates_and_keeps_what_is_typed(
    site: Site, secretary: FlaskClient
) -> None:
    button = next(one for one in page(secretary.get(NEW)).all("button") if one.text == "Show dates")
    form = filled(secretary, title="Koordinering", **EVEN_WEDNESDAYS)
    before = site.plan()
    root = page(secretary.post(button.get("formaction"), data=form))
    assert lines(root)[0] == "Wed 25 Nov 2026 week 48"
    assert typed_in(root) == form
    assert site.plan() == before
    again = page(secretary.post(button.get("formaction"), data=form | {"weekly_on_3": ""}))
    assert again.mistake("weekly_on") == "Choose at least one weekday."


def test_so_it_does_of_a_stored_series(site: Site, secretary: FlaskClient) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    root = page(secretary.post("/series/previews", data=filled(secretary, address, title="Andet")))
    form = root.one("form", class_="series-form")
    assert form.get("action") == address
    assert form.sends().items() >= {"title": "Andet", "seen": "1"}.items()


def test_a_preview_is_a_fragment_without_the_form(secretary: FlaskClient) -> None:
    answer = secretary.post("/series/previews", data=filled(secretary, **EVEN_WEDNESDAYS), headers=HTMX)
    assert "HX-Request" in answer.headers["Vary"]
    assert b"<form" not in answer.data
