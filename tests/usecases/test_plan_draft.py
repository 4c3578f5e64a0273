"""A new draft beside a published year: nobody but planners sees it, until it is published or thrown away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from planner import Planner, on_days
from small_plan import (
    ALL_TIME,
    DAYS,
    EVERYBODY,
    OVER,
    SmallPlan,
    agenda,
    awaiting,
    occurrence_now,
    place,
    set_up,
)

from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_states import ABSENT, UNTOUCHED
from wheel.errors import ConflictError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.occurrences import find_occurrence, occurrences_between
from wheel.store.organisation import add_local_days
from wheel.store.stops import history_of
from wheel.usecases.plan_year import PlannedYear

NEW_DAY = date(2026, 12, 15)
PUBLISHED, DRAFTED = (YearPlan(2026, PlanStatus.PUBLISHED, has_draft=has) for has in (False, True))


@pytest.fixture
def small(database: Database) -> SmallPlan:
    return set_up(database)


@pytest.fixture
def planner(database: Database, small: SmallPlan) -> Planner:
    """With a draft beside 2026: the first meeting is longer, the second is gone, and there is a new one."""
    planner = Planner(database)
    planner.follow(small.series, replace(on_days(OVER, NEW_DAY), spans=(*on_days(OVER, NEW_DAY).spans, LONGER)))
    assert planner.plan() == PlannedYear(DRAFTED, new=1, kept=1, changed=1, removed=1)
    return planner


LONGER = DateSpan(DAYS[0], date(2026, 12, 4))


def what_is_shown(database: Database) -> list[list[Occurrence]]:
    """All that each viewer sees, but for how often things have been changed."""
    with database.reading() as session:
        return [
            [replace(one, version=1) for one in occurrences_between(session, viewer, ALL_TIME, with_blocked=True)]
            for viewer in EVERYBODY
        ]


def test_nobody_sees_the_draft_but_where_it_is_planned(database: Database) -> None:
    small = set_up(database)
    before = what_is_shown(database)
    planner = Planner(database)
    planner.follow(small.series, on_days(OVER, NEW_DAY))
    planner.plan()
    extra = planner.add(small.series, date(2026, 12, 17), in_draft=True)
    assert what_is_shown(database) == before
    assert planner.working_days() == [OVER, NEW_DAY, date(2026, 12, 17)]
    with database.reading() as session:
        for viewer in EVERYBODY:
            with pytest.raises(NotFoundError):
                find_occurrence(session, viewer, extra)


def test_a_draft_says_what_it_changes_and_no_more(small: SmallPlan, planner: Planner) -> None:
    layers = planner.layers()
    assert layers[small.over][1] == UNTOUCHED
    assert layers[small.meetings[0]][1] == replace(layers[small.meetings[0]][0], slot=LONGER, span=LONGER)
    assert layers[small.meetings[1]][1] == ABSENT
    (new,) = [plan for plan, _ in layers.values() if plan.is_in_draft]
    assert new.span == DateSpan.of_day(NEW_DAY)
    assert planner.year_plan() == DRAFTED


def test_publishing_shows_the_draft_to_everybody(database: Database, small: SmallPlan, planner: Planner) -> None:
    working = planner.working_days()
    planner.publish()
    assert planner.year_plan() == PUBLISHED
    assert {draft for _, draft in planner.layers().values()} == {UNTOUCHED}
    assert not any(plan.is_in_draft for plan, _ in planner.layers().values())
    assert [one.span.start for one in what_is_shown(database)[0] if one.span.start.year == 2026] == working
    assert occurrence_now(database, small.meetings[0]).span == LONGER
    assert planner.plan().plan == PUBLISHED, "there is nothing more to plan"


def test_a_discarded_draft_leaves_the_published_year_as_it_was(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    before, before_shown = planner.layers(), what_is_shown(database)
    planner.follow(small.series, on_days(OVER, DAYS[0], NEW_DAY))
    planner.plan()
    planner.move(small.meetings[0], date(2026, 12, 3), in_draft=True)
    planner.cancel(small.over, in_draft=True)
    planner.add(small.series, date(2026, 12, 17), in_draft=True)
    planner.discard()
    assert planner.layers() == before
    assert what_is_shown(database) == before_shown
    assert planner.year_plan() == PUBLISHED


@pytest.mark.parametrize("again", ["planned once more", "published"])
def test_what_the_draft_took_away_comes_back_with_its_id_when_the_rule_asks_for_it_again(
    small: SmallPlan, planner: Planner, again: str
) -> None:
    """It is still there for everybody else, so it must not be made a second time."""
    planner.follow(small.series, on_days(OVER, *DAYS[:2]))
    planner.plan(publish=again == "published")
    assert planner.layers()[small.meetings[1]][1] == UNTOUCHED
    assert planner.working_days() == [OVER, *DAYS[:2]]


def test_what_got_items_meanwhile_stays_when_the_draft_without_it_is_published(
    database: Database, small: SmallPlan, planner: Planner
) -> None:
    place(database, small.meetings[1], "Budgetopfølgning")
    planner.publish()
    kept = occurrence_now(database, small.meetings[1])
    assert (kept.status, kept.is_unasked) == (Status.PLANNED, True)
    assert agenda(database, small.meetings[1]) == [(1, "Budgetopfølgning")]


def test_what_got_items_meanwhile_is_not_blocked_when_the_draft_is_published(database: Database) -> None:
    small = set_up(database)
    planner = Planner(database)
    skips = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.CLOSING_DAYS}))
    with database.writing() as session:
        add_local_days(session, LocalDays(LocalDaysKind.CLOSING_DAY, "Flytning", DateSpan.of_day(DAYS[1])))
    planner.follow(small.series, on_days(OVER, *DAYS[:2]), skips)
    planner.plan()
    place(database, small.meetings[1], "Budgetopfølgning")
    planner.publish()
    kept = occurrence_now(database, small.meetings[1])
    assert (kept.status, kept.is_unasked, kept.item_count) == (Status.PLANNED, True, 1)


def test_a_meeting_moved_meanwhile_stays_where_it_was_moved(small: SmallPlan, planner: Planner) -> None:
    """The draft has it on other days because the rule says so; a person's move since counts for more."""
    planner.move(small.meetings[0], date(2026, 12, 3))
    planner.publish()
    moved = planner.now(small.meetings[0])
    assert (moved.plan.span, moved.plan.is_moved) == (DateSpan.of_day(date(2026, 12, 3)), True)
    assert moved.plan.rule_says == LONGER


def test_a_meeting_cancelled_meanwhile_stays_cancelled(database: Database, small: SmallPlan, planner: Planner) -> None:
    place(database, small.meetings[0], "Budgetopfølgning")
    planner.cancel(small.meetings[0])
    planner.publish()
    assert occurrence_now(database, small.meetings[0]).status is Status.CANCELLED
    assert awaiting(database) == ["Budgetopfølgning"]


def test_what_a_planner_decided_in_the_draft_stands_there_whatever_is_done_meanwhile(
    small: SmallPlan, planner: Planner
) -> None:
    planner.move(small.meetings[0], date(2026, 12, 10), in_draft=True)
    planner.move(small.meetings[0], date(2026, 12, 3))
    assert planner.now(small.meetings[0]).plan.span == DateSpan(date(2026, 12, 3), date(2026, 12, 4))
    planner.publish()
    assert planner.now(small.meetings[0]).plan.span == DateSpan(date(2026, 12, 10), date(2026, 12, 13))


def test_a_meeting_cancelled_in_the_draft_keeps_its_agenda_until_that_is_published(
    database: Database, small: SmallPlan
) -> None:
    (stop,) = place(database, small.meetings[0], "Budgetopfølgning")
    planner = Planner(database)
    planner.begin_draft()
    planner.cancel(small.meetings[0], "Få sager", in_draft=True)
    assert agenda(database, small.meetings[0]) == [(1, "Budgetopfølgning")]
    planner.publish()
    assert awaiting(database) == ["Budgetopfølgning"]
    with database.reading() as session:
        assert [line.reason for line in history_of(session, stop)][-1] == "Få sager"


def test_moves_in_a_draft_become_history_when_it_is_published(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.begin_draft()
    planner.move(small.meetings[0], date(2026, 12, 3), in_draft=True)
    assert not planner.now(small.meetings[0]).has_history
    planner.publish()
    assert planner.now(small.meetings[0]).has_history


REFUSED = [
    ("begin_draft", (), RefusedError, "not published, so it is a draft", "a draft year has no draft beside it"),
    ("begin_draft", ("publish", "begin_draft"), RefusedError, "a draft beside the published year already", "twice"),
    ("publish", ("publish",), RefusedError, "The year is published already", "there is nothing new to show"),
    ("discard", ("publish",), ConflictError, "no draft beside the published year any more", "somebody else did"),
    ("discard", (), ConflictError, "no draft beside the published year any more", "the year itself is a draft"),
]


@pytest.mark.parametrize(("act", "before", "kind", "words", "reason"), REFUSED)
def test_what_cannot_be_done_with_a_draft_is_refused(
    database: Database, act: str, before: tuple[str, ...], kind: type[Exception], words: str, reason: str
) -> None:
    set_up(database, years=())
    planner = Planner(database)
    planner.plan()
    for earlier in before:
        getattr(planner, earlier)()
    plan, entries = planner.year_plan(), planner.entries()
    with pytest.raises(kind, match=words):
        getattr(planner, act)()
    assert (planner.year_plan(), planner.entries()) == (plan, entries), reason


def test_a_year_that_is_not_planned_cannot_be_published(database: Database) -> None:
    set_up(database, years=())
    with pytest.raises(RefusedError, match="The year has not been planned yet"):
        Planner(database).publish()


@pytest.mark.parametrize("act", ["move", "cancel", "reinstate", "add"])
def test_nothing_is_changed_in_a_draft_that_there_is_not(database: Database, small: SmallPlan, act: str) -> None:
    planner = Planner(database)
    what = {
        "move": (small.meetings[0], NEW_DAY),
        "cancel": (small.meetings[0],),
        "reinstate": (small.meetings[0],),
        "add": (small.series, NEW_DAY),
    }[act]
    before = planner.layers()
    with pytest.raises(RefusedError, match="There is no draft beside the published year any more"):
        getattr(planner, act)(*what, in_draft=True)
    assert planner.layers() == before


def test_what_the_draft_takes_away_cannot_be_moved_there(small: SmallPlan, planner: Planner) -> None:
    with pytest.raises(NotFoundError):
        planner.move(small.meetings[1], NEW_DAY, in_draft=True)
