"""Moving, cancelling, reinstating and adding: in the plan that everybody sees, or in the draft beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from planner import Planner, on_days
from small_plan import DAYS, READER, SmallPlan, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import PlanAction
from wheel.core.plan_states import UNTOUCHED
from wheel.core.rules import Window
from wheel.core.slots import Precision
from wheel.core.windows import IsoWeeks
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, RefusedError
from wheel.store.database import Database
from wheel.usecases.move_occurrence import NewTimes

NEW_DAY = date(2026, 12, 15)
WHERE = pytest.mark.parametrize("in_draft", [False, True], ids=["in the plan", "in the draft"])


@pytest.fixture
def small(database: Database) -> SmallPlan:
    return set_up(database)


def planner_of(database: Database, *, in_draft: bool) -> Planner:
    planner = Planner(database)
    if in_draft:
        planner.begin_draft()
    return planner


@WHERE
def test_only_the_layer_that_is_worked_on_changes(database: Database, small: SmallPlan, in_draft: bool) -> None:
    planner = planner_of(database, in_draft=in_draft)
    before = planner.layers()
    planner.move(small.meetings[0], NEW_DAY, in_draft=in_draft)
    planner.cancel(small.meetings[1], in_draft=in_draft)
    after = planner.layers()
    for meeting, changed in (
        (small.meetings[0], {"span": DateSpan.of_day(NEW_DAY), "is_moved": True}),
        (small.meetings[1], {"status": Status.CANCELLED, "because": "Ingen sager"}),
    ):
        wanted = replace(before[meeting][0], **changed)  # type: ignore[arg-type]
        assert after[meeting] == ((before[meeting][0], wanted) if in_draft else (wanted, UNTOUCHED))
    planner.reinstate(small.meetings[1], in_draft=in_draft)
    assert planner.layers()[small.meetings[1]] == before[small.meetings[1]]


@WHERE
def test_an_extra_one_is_added_with_the_bodys_times(database: Database, small: SmallPlan, in_draft: bool) -> None:
    planner = planner_of(database, in_draft=in_draft)
    extra = planner.add(small.series, DAYS[0], note=" Haster ", in_draft=in_draft)
    state = planner.now(extra).plan
    assert (state.start_time, state.end_time, state.note, state.is_extra) == (time(9), time(12), "Haster", True)
    assert state.is_in_draft is in_draft
    assert planner.plan(publish=not in_draft).new == 0, "the rule's own is on the same day, and both stay"
    assert planner.now(extra).plan == state


@WHERE
def test_an_extra_one_is_moved_and_cancelled_like_any_other(
    database: Database, small: SmallPlan, in_draft: bool
) -> None:
    planner = planner_of(database, in_draft=in_draft)
    extra = planner.add(small.series, NEW_DAY, in_draft=in_draft)
    planner.move(extra, date(2026, 12, 16), in_draft=in_draft)
    planner.cancel(extra, in_draft=in_draft)
    planned = planner.now(extra)
    assert (planned.plan.span.start.day, planned.plan.status) == (16, Status.CANCELLED)
    assert planned.draft == UNTOUCHED, "there is nothing published that it could differ from"
    assert planned.has_history is not in_draft


def test_an_extra_one_makes_its_year_a_draft(database: Database, small: SmallPlan) -> None:
    planner = Planner(database, year=2028)
    planner.add(small.series, date(2028, 2, 1))
    assert planner.year_plan() == YearPlan(2028, PlanStatus.DRAFT)


@WHERE
def test_an_imprecise_one_is_made_exact_and_keeps_its_id_its_words_and_its_slot(
    database: Database, small: SmallPlan, in_draft: bool
) -> None:
    planner = Planner(database)
    planner.add_series("Julefrokost", Window(Precision.WEEK, "uge 51", IsoWeeks(51, 51)))
    planner.plan(publish=True)
    (lunch,) = [one for one in planner.planned() if one.plan.words]
    assert lunch.plan.precision is Precision.WEEK
    if in_draft:
        planner.begin_draft()
    times = NewTimes(time(12), None)
    planner.move(lunch.id, date(2026, 12, 17), times=times, in_draft=in_draft)
    state = planner.now(lunch.id).state
    assert state == replace(
        lunch.plan,
        span=DateSpan.of_day(date(2026, 12, 17)),
        precision=Precision.EXACT,
        start_time=time(12),
        is_moved=True,
    )
    assert (state.words, state.slot) == ("uge 51", lunch.plan.slot)


def test_another_time_on_the_same_day_is_kept_when_planning_again(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.move(small.meetings[0], DAYS[0], times=NewTimes(time(14), time(15)))
    assert planner.entries()[0].action is PlanAction.CHANGED
    planner.plan(publish=True)
    assert planner.now(small.meetings[0]).plan.start_time == time(14)


Act = Callable[[Planner, SmallPlan], object]
WRONG: list[tuple[Act, type[Exception], str, str | None]] = [
    (lambda p, s: p.add(s.series, date(1949, 1, 1)), InvalidInputError, "Choose a year from 1950 to 2090", "day"),
    (
        lambda p, s: (p.add(s.series, NEW_DAY), p.add(s.series, NEW_DAY)),
        InvalidInputError,
        "There is an extra one on that day already",
        "day",
    ),
    (
        lambda p, s: p.add(s.series, NEW_DAY, last_day=DAYS[0]),
        InvalidInputError,
        "The last day must not be before the first",
        "last_day",
    ),
    (
        lambda p, s: p.add(s.series, NEW_DAY, last_day=date(2028, 1, 1)),
        InvalidInputError,
        "An event lasts at most 366 days",
        "last_day",
    ),
    (
        lambda p, s: p.add(s.series, NEW_DAY, times=NewTimes(None, time(9))),
        InvalidInputError,
        "Write when it starts, too",
        "start_time",
    ),
    (
        lambda p, s: p.move(s.meetings[0], NEW_DAY, times=NewTimes(time(9), time(9))),
        InvalidInputError,
        "It must end after it starts",
        "end_time",
    ),
    (lambda p, s: p.add(s.series, NEW_DAY, note="x" * 2001), InvalidInputError, "at most 2000 characters", "note"),
    (lambda p, s: p.reinstate(s.meetings[0]), RefusedError, "It is not cancelled", None),
    (lambda p, s: p.cancel(s.meetings[0], ""), InvalidInputError, "Write why it is cancelled", "reason"),
]


@pytest.mark.parametrize(("act", "kind", "words", "field"), WRONG)
def test_what_makes_no_sense_is_refused_and_names_its_field(
    database: Database, small: SmallPlan, act: Act, kind: type[Exception], words: str, field: str | None
) -> None:
    with pytest.raises(kind, match=words) as refusal:
        act(Planner(database), small)
    assert getattr(refusal.value, "field", None) == field


def test_ends_the_next_day_may_end_earlier_on_the_clock(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.move(small.meetings[0], DAYS[0], last_day=date(2026, 12, 2), times=NewTimes(time(20), time(6)))
    assert planner.now(small.meetings[0]).plan.end_time == time(6)


@WHERE
@pytest.mark.parametrize("act", ["move", "cancel", "reinstate"])
def test_what_somebody_else_has_changed_since_is_refused(
    database: Database, small: SmallPlan, act: str, in_draft: bool
) -> None:
    planner = planner_of(database, in_draft=in_draft)
    meeting = small.meetings[0]
    if act == "reinstate":
        planner.cancel(meeting, in_draft=in_draft)
    seen = planner.now(meeting).version
    if act == "reinstate":
        planner.reinstate(meeting, in_draft=in_draft, seen=seen)
        planner.cancel(meeting, in_draft=in_draft)
    else:
        planner.move(meeting, NEW_DAY, in_draft=in_draft, seen=seen)
    before = planner.layers()
    more = {"move": (date(2026, 12, 16),), "cancel": (), "reinstate": ()}[act]
    with pytest.raises(ConflictError, match="Somebody else changed this event"):
        getattr(planner, act)(meeting, *more, in_draft=in_draft, seen=seen)
    assert planner.layers() == before


TOLD: list[tuple[Act, PlanAction, dict[str, object]]] = [
    (
        lambda p, s: p.move(s.meetings[0], NEW_DAY, reason="Lokalet"),
        PlanAction.MOVED,
        {"title": "Økonomiudvalgsmøde", "from": "2026-12-01", "to": "2026-12-15", "reason": "Lokalet"},
    ),
    (
        lambda p, s: p.cancel(s.meetings[0]),
        PlanAction.CANCELLED,
        {"title": "Økonomiudvalgsmøde", "from": "2026-12-01", "reason": "Ingen sager"},
    ),
    (
        lambda p, s: (p.cancel(s.meetings[0]), p.reinstate(s.meetings[0])),
        PlanAction.REINSTATED,
        {"title": "Økonomiudvalgsmøde", "from": "2026-12-01"},
    ),
    (
        lambda p, s: p.add(s.series, NEW_DAY),
        PlanAction.ADDED,
        {"title": "Økonomiudvalgsmøde", "to": "2026-12-15"},
    ),
    (lambda p, _: p.begin_draft(), PlanAction.DRAFTED, {}),
    (
        lambda p, s: (p.follow(s.series, on_days(NEW_DAY)), p.plan()),
        PlanAction.PLANNED,
        {"new": 1, "followed": 0, "noted": 0, "removed": 2},
    ),
    (
        lambda p, s: (p.follow(s.series, on_days(NEW_DAY)), p.plan(), p.publish()),
        PlanAction.PUBLISHED,
        {"new": 1, "removed": 2, "changed": 0},
    ),
    (
        lambda p, s: (p.follow(s.series, on_days(NEW_DAY)), p.plan(), p.discard()),
        PlanAction.DISCARDED,
        {"changes": 3},
    ),
    (
        lambda p, s: (p.cancel(s.meetings[0]), p.undo()),
        PlanAction.UNDONE,
        {"title": "Økonomiudvalgsmøde", "from": "2026-12-01", "reason": "Ingen sager", "undone": "cancelled"},
    ),
]


@pytest.mark.parametrize(("act", "action", "told"), TOLD)
def test_each_act_is_one_entry_that_tells_what_was_done(
    database: Database, small: SmallPlan, act: Act, action: PlanAction, told: dict[str, object]
) -> None:
    planner = Planner(database)
    act(planner, small)
    newest = planner.entries()[0]
    assert (newest.action, newest.actor, newest.year, newest.told) == (action, "Sekretariatet", 2026, told)


NOT_THEIRS: list[Act] = [
    lambda p, _: p.preview(),
    lambda p, _: p.plan(),
    lambda p, _: p.plan(publish=True),
    lambda p, _: p.publish(),
    lambda p, _: p.begin_draft(),
    lambda p, _: p.discard(),
    lambda p, s: p.move(s.meetings[0], NEW_DAY),
    lambda p, s: p.cancel(s.meetings[0]),
    lambda p, s: p.reinstate(s.meetings[0]),
    lambda p, s: p.add(s.series, NEW_DAY),
    lambda p, _: p.undo("there is no such entry"),
]


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER], ids=["anonymous", "reader"])
@pytest.mark.parametrize("act", NOT_THEIRS)
def test_only_those_who_plan_may(database: Database, small: SmallPlan, act: Act, viewer: Viewer) -> None:
    before, entries = Planner(database).planned(), Planner(database).entries()
    with pytest.raises(ForbiddenError):
        act(Planner(database, viewer), small)
    assert Planner(database).planned() == before
    assert Planner(database).entries() == entries
