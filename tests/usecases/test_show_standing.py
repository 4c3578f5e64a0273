"""The page of a body's standing items: next dates, coverage, what lacks; in few statements, and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from papers import ELSEWHERE, KEEPER, MEMBER
from small_plan import COMMITTEE, MEETINGS, MOMENT, PLANNER, READER, SECRETARY, TODAY, set_up
from sqlalchemy import event
from standing_desk import NEW, keep, keep_roster, page, place_year, standing_now, to_place

from wheel.core.access import ANONYMOUS, OPERATOR, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Visibility
from wheel.core.rosters import Cover
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.standing_rules import AfterSeries, EveryMeeting, FirstOfQuarter, OncePerPost, StandingRule
from wheel.core.stops import NewItem
from wheel.errors import ForbiddenError, NotFoundError
from wheel.store.database import Database
from wheel.store.series import add_series
from wheel.store.stops import stops_at
from wheel.usecases.plan_year import plan_year
from wheel.usecases.save_item import SaveItem, save_item
from wheel.usecases.show_standing import (
    preview_standing_item,
    show_new_standing_item,
    show_standing_item,
    with_posts,
)

FOLLOWED = replace(MEETINGS, title="Budgetopfølgning", kind=Kind.EVENT, body=None, visibility=Visibility.CLOSED)


def with_followed(database: Database) -> str:
    """A closed series with dates on 2 December 2026 and 1 January 2027; its id."""
    set_up(database)
    spans = tuple(map(DateSpan.of_day, (date(2026, 12, 2), date(2027, 1, 1))))
    with database.writing() as session:
        series_id = add_series(session, replace(FOLLOWED, schedule=Schedule(DateList(spans))))
        for year in (2026, 2027):
            plan_year(session, OPERATOR, year, MOMENT, publish=True)
    return series_id


def test_each_has_its_next_dates_placed_or_not(database: Database) -> None:
    set_up(database)
    keep(database)
    place_year(database, 2026)
    (line,) = page(database, 2026).lines
    assert [(str(one.day), one.is_placed) for one in line.dates] == [
        ("2026-12-01", True),
        ("2026-12-08", True),
        ("2027-01-12", False),
    ]
    assert all((one.item_id is not None) is one.is_placed for one in line.dates)
    assert (line.to_place, page(database, 2027).to_place) == (0, 2)
    assert (page(database, 2026).other_years, page(database, 2027).other_years) == (((2027, 2),), ())


def test_one_that_has_ended_says_so(database: Database) -> None:
    set_up(database)
    keep(database, ends=TODAY)
    (line,) = page(database).lines
    assert (line.is_over, line.dates, line.to_place) == (True, (), 0)


def test_without_standing_items_there_is_nothing_to_place(database: Database) -> None:
    set_up(database)
    assert to_place(database) == 0
    assert page(database).lines == ()


def test_a_year_without_meetings_is_no_year_in_which_all_is_placed(database: Database) -> None:
    set_up(database)
    keep(database)
    assert page(database, 2027).has_meetings
    assert not page(database, 2031).has_meetings


def test_what_follows_another_series_is_reckoned_from_what_the_viewer_may_see(database: Database) -> None:
    series_id = with_followed(database)
    keep(database, pattern=AfterSeries(series_id))
    assert (to_place(database), to_place(database, KEEPER)) == (2, 0)
    assert page(database).series == {series_id: "Budgetopfølgning"}
    assert page(database, viewer=KEEPER).series == {}
    with database.reading() as session:
        choices = [show_new_standing_item(session, viewer, COMMITTEE, TODAY).series for viewer in (PLANNER, KEEPER)]
    assert [series_id in series for series in choices] == [True, False]


def test_an_item_that_was_closed_afterwards_tells_nothing_of_itself(database: Database) -> None:
    plan = set_up(database)
    id_, roster = keep_roster(database, "Havnechefen")
    place_year(database, 2027, [(id_, f"p:2027:{roster[0].id}")])
    with database.writing() as session:
        (stop,) = [one for meeting in plan.meetings for one in stops_at(session, SECRETARY, [meeting])[meeting]]
        save_item(session, SECRETARY, SaveItem(stop.item_id or "", 1, NewItem("Lukket", is_closed=True), {}), MOMENT)
    (line,) = page(database, viewer=PLANNER).lines
    assert [(one.cover, one.day, one.item_id) for one in line.cover] == [(Cover.HIDDEN, None, None)]
    assert not any(one.is_placed for one in line.dates)
    assert [one.cover for one in page(database).lines[0].cover] == [Cover.PLANNED]


def test_a_form_is_previewed_before_it_is_saved(database: Database) -> None:
    set_up(database)
    _id, roster = keep_roster(database, "Havnechefen", "Skolechefen")
    quarterly = replace(NEW, title="Status, {kvartal}", rule=StandingRule(FirstOfQuarter()))
    rotating = replace(NEW, title="Møde med {post}", rule=StandingRule(OncePerPost()), roster=roster)
    with database.reading() as session:
        found = preview_standing_item(session, SECRETARY, quarterly, TODAY)
        by_post = preview_standing_item(
            session, SECRETARY, with_posts(rotating, {post.id: post for post in roster}), TODAY
        )
    assert [one.title for one in found] == ["Status, 1. kvartal"]
    assert [one.title for one in by_post] == [f"Møde med {name}chefen" for name in ("Havne", "Skole") * 2]


def test_the_roster_comes_first_among_the_posts_to_choose_from(database: Database) -> None:
    set_up(database)
    id_, _roster = keep_roster(database, "Vejchefen", "Havnechefen")
    keep_roster(database, "Arkivchefen")
    with database.reading() as session:
        posts = show_standing_item(session, SECRETARY, id_, TODAY).posts
        new = show_new_standing_item(session, SECRETARY, COMMITTEE, TODAY)
    assert [post.title for post in posts] == ["Vejchefen", "Havnechefen", "Arkivchefen"]
    assert [post.title for post in new.posts] == ["Arkivchefen", "Havnechefen", "Vejchefen"]
    assert (new.item, new.is_used, new.may_close) == (None, False, True)


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, MEMBER, ELSEWHERE], ids=lambda viewer: viewer.name)
def test_others_have_no_business_with_it(sqlite_database: Database, viewer: Viewer) -> None:
    set_up(sqlite_database)
    id_ = keep(sqlite_database)
    with pytest.raises(ForbiddenError):
        page(sqlite_database, viewer=viewer)
    with sqlite_database.reading() as session:
        for look in (
            lambda: show_new_standing_item(session, viewer, COMMITTEE, TODAY),
            lambda: show_standing_item(session, viewer, id_, TODAY),
            lambda: preview_standing_item(session, viewer, NEW, TODAY),
        ):
            with pytest.raises(ForbiddenError):
                look()


def test_what_is_closed_is_seen_by_whoever_may_see_closed_items(database: Database) -> None:
    set_up(database)
    closed = keep(database, "Lukket", is_closed=True)
    keep(database, "Åbent")
    assert [line.item.title for line in page(database, viewer=PLANNER).lines] == ["Åbent"]
    assert [line.item.title for line in page(database, viewer=KEEPER).lines] == ["Lukket", "Åbent"]
    with database.reading() as session, pytest.raises(NotFoundError):
        show_standing_item(session, PLANNER, closed, TODAY)
    assert standing_now(database, closed).is_closed


def test_however_many_there_are_the_page_takes_as_many_statements(sqlite_database: Database) -> None:
    database = sqlite_database
    set_up(database)
    keep_roster(database, "Havnechefen", "Skolechefen")
    place_year(database, 2026)
    few = _statements(database)
    for number in range(6):
        keep(database, f"Status {number}", EveryMeeting())
    place_year(database, 2027)
    assert _statements(database) == few
    assert few <= 16


def _statements(database: Database) -> int:
    count = 0

    def counted(*_given: object) -> None:
        nonlocal count
        count += 1

    event.listen(database.engine, "before_cursor_execute", counted)
    try:
        page(database)
    finally:
        event.remove(database.engine, "before_cursor_execute", counted)
    return count
