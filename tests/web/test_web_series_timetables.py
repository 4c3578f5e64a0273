"""Timetables as Danish municipalities decide them, entered through the form: what it says, and the dates of 2028.

2028 is a leap year in which 5 June is Whit Monday. The sample's school holidays are 12-20 February, 8-17 April,
24 June-13 August, 14-22 October and from 16 December; Ascension is 25 May, and the day after it is a closing day.
"""

from __future__ import annotations

from datetime import date

import pytest
from series_pages import NOT_IN_HOLIDAYS, filled
from web_site import DRAFT_YEAR, THEN, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.occurrences import Status
from wheel.usecases.plan_year import plan_year

JANUARY = {"start": "2028-01-01"}
NEW = "/series/new"


def without(months: str, name: str) -> dict[str, str]:
    return {f"{name}_{month}": "" for month in months.split()}


def only(months: str, name: str) -> dict[str, str]:
    return {f"{name}_{month}": "" for month in map(str, range(1, 13)) if month not in months.split()}


COUNCIL = (
    "rule_kind=nth nth_last=1 nth_weekday=2",
    {**JANUARY, **without("7", "nth_month")},
    "sidste tirsdag",
    "25.1 29.2 28.3 25.4 30.5 27.6 29.8 26.9 31.10 28.11 26.12",
)
TIMETABLES: dict[str, tuple[str, dict[str, str], str, str]] = {
    "the council, the last Tuesday of the month but July": COUNCIL,
    "a committee, the first Monday, a week later where that is closed": (
        "rule_kind=nth nth_1=1 nth_weekday=1",
        {**JANUARY, **without("7", "nth_month"), "on_closed": "next_week"},
        "første mandag",
        # The first Monday of June is Whit Monday.
        "3.1 7.2 6.3 3.4 1.5 12.6 7.8 4.9 2.10 6.11 4.12",
    ),
    "HovedMED, the third Thursday of the quarter's last month": (
        "rule_kind=nth nth_3=1 nth_weekday=4",
        {**JANUARY, **only("3 6 9 12", "nth_month")},
        "tredje torsdag",
        "16.3 15.6 21.9 21.12",
    ),
    "the executive board, Wednesdays of even weeks outside the holidays": (
        "weekly_on_3=1 weekly_weeks=even",
        {**JANUARY, **NOT_IN_HOLIDAYS},
        "onsdag i lige uger",
        # Not in the weeks 26 to 32, 42 and 52.
        "12.1 26.1 9.2 23.2 8.3 22.3 5.4 19.4 3.5 17.5 31.5 14.6 23.8 6.9 20.9 4.10 1.11 15.11 29.11 13.12",
    ),
    "managers, the first and the third Thursday": (
        "rule_kind=nth nth_1=1 nth_3=1 nth_weekday=4",
        {**JANUARY, **only("1 2 3", "nth_month")},
        "torsdag",
        "6.1 20.1 3.2 17.2 2.3 16.3",
    ),
    "constitution day, the working day before": (
        "rule_kind=yearly_date date_day=5 date_month=6",
        {**JANUARY, "on_closed": "earlier_working_day", "closes_observances": "1"},
        "5. juni",
        # Whit Monday, so the Friday before Whitsun.
        "2.6",
    ),
    "the budget seminar, two days of week 35": (
        "rule_kind=iso_week week=35 week_weekday=4 length_days=2",
        {},
        "torsdag",
        "31.8",
    ),
    "the Friday after Ascension": ("rule_kind=easter easter_days=40 easter_side=after", {}, "påske", "26.5"),
    "the first Wednesday after the summer holiday": (
        "rule_kind=school_holiday holiday=Sommerferie holiday_as=weekday holiday_weekday=3",
        {},
        "onsdag",
        "16.8",
    ),
    "the second reading of the budget, the second Tuesday of October": (
        "rule_kind=yearly_weekday year_nth=2 year_weekday=2 year_month=10",
        JANUARY,
        "oktober",
        "10.10",
    ),
    "the report of the quarter, the last day of its first month": (
        "rule_kind=monthly_day day_of_month=last",
        {**JANUARY, **only("1 4 7 10", "day_month"), "on_closed": "earlier_working_day"},
        "dag",
        # 30 April is a Sunday.
        "31.1 28.4 31.7 31.10",
    ),
}


@pytest.mark.parametrize("name", TIMETABLES)
def test_a_timetable_is_entered_and_planned(site: Site, name: str) -> None:
    rule, more, said, days = TIMETABLES[name]
    typed = dict(part.split("=") for part in rule.split()) | more
    address = enter(site, "Prøve", typed)
    assert said in sentence(site, address)
    assert planned(site, "Prøve") == days


@pytest.mark.parametrize(
    ("typed", "said", "days"),
    [
        (
            {"relative_count": "1", "relative_unit": "weeks"},
            "1 uge før",
            "18.1 22.2 21.3 18.4 23.5 20.6 22.8 19.9 24.10 21.11 19.12",
        ),
        (
            {"relative_by": "weekday", "relative_weekday": "5"},
            "fredag",
            "21.1 25.2 24.3 21.4 26.5 23.6 25.8 22.9 27.10 24.11 22.12",
        ),
        (
            {"relative_choice": "nth", "relative_nth": "4", "relative_count": "2", "relative_unit": "working_days"},
            "2 hverdage",
            # The fourth is on 25 April, the eighth on 26 September.
            "21.4 22.9",
        ),
        (
            {"relative_choice": "first_after", "after_day": "1", "after_month": "10", "relative_side": "after"},
            "1. oktober",
            "7.11",
        ),
    ],
    ids=["finance committee a week before", "the Friday before", "before every fourth", "a week after the first"],
)
def test_what_follows_the_council_is_planned_from_it(site: Site, typed: dict[str, str], said: str, days: str) -> None:
    rule, more, _said, _days = COUNCIL
    enter(site, "Rådet", dict(part.split("=") for part in rule.split()) | more)
    council = site.series("Rådet").id
    address = enter(site, "Formøde", {"rule_kind": "relative", "series": council, **typed})
    assert said in sentence(site, address)
    assert planned(site, "Formøde") == days


def enter(site: Site, title: str, typed: dict[str, str]) -> str:
    """The address of the series that was made."""
    planner = site.visitor(Role.PLANNER, "da")
    form = filled(planner, NEW, **{"kind": "event", "title": title} | typed)
    answer = planner.post("/series", data=form)
    assert answer.status_code == 303, answer.text
    return answer.location


def sentence(site: Site, address: str) -> str:
    root = site.visitor(Role.PLANNER, "da").get(address).text
    return root.partition('<p class="sentence" data-said>')[2].partition("</p>")[0].casefold()


def planned(site: Site, title: str) -> str:
    """The days of 2028's draft on which the series is held."""
    with site.database.writing() as session:
        plan_year(session, OPERATOR, DRAFT_YEAR, THEN)
    found = site.occurrences(DRAFT_YEAR, internal=True)
    own = [one.span.start for one in found if one.title == title and one.status is Status.PLANNED]
    assert all(day.year == DRAFT_YEAR for day in own)
    return " ".join(map(_short, sorted(own)))


def _short(day: date) -> str:
    return f"{day.day}.{day.month}"
