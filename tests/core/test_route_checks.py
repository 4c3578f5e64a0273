"""What is wrong with the days of an item's journey."""

from __future__ import annotations

from datetime import date

import pytest
from local_calendar import LOCAL_CALENDAR

from wheel.core.deadlines import WorkingDaysBefore
from wheel.core.route_checks import Misfit, Passage, Rules, first_day_after, passages_of, problems
from wheel.core.stops import Purpose, Stop, StopState

RULES = Rules(LOCAL_CALENDAR, {"kb": WorkingDaysBefore(4)})
TODAY = date(2026, 11, 2)


def november(day: int) -> date:
    return date(2026, 11, day)


def at(body: str, step: int, day: int | None, **more: object) -> Passage:
    on = november(day) if day else None
    return Passage(**{"body": body, "purpose": Purpose.DISCUSSION, "step": step, "day": on, "last": on} | more)  # type: ignore[arg-type]


FIRST, SECOND = {"purpose": Purpose.FIRST_READING}, {"purpose": Purpose.SECOND_READING}
TWO = [at("a", 1, 3), at("b", 1, 9)]
CASES = [
    ("one after the other is right", [at("dir", 1, 4), at("scf", 2, 5)], []),
    ("before", [at("dir", 1, 5), at("scf", 2, 4)], [(Misfit.NOT_AFTER, "scf", 6)]),
    ("on the same day", [at("dir", 1, 5), at("scf", 2, 5)], [(Misfit.NOT_AFTER, "scf", 6)]),
    ("side by side on the same day is right", [at("dir", 1, 5), at("scf", 1, 5)], []),
    ("after the later of two side by side", [*TWO, at("c", 2, 5)], [(Misfit.NOT_AFTER, "c", 10)]),
    ("too few working days", [at("dir", 1, 5), at("scf", 2, 10, lead_days=3)], [(Misfit.LEAD, "scf", 11)]),
    ("enough working days", [at("dir", 1, 5), at("scf", 2, 11, lead_days=3)], []),
    ("its agenda goes out before", [at("dir", 1, 10), at("kb", 2, 13)], [(Misfit.DEADLINE, "kb", 9)]),
    ("its agenda goes out the same day", [at("dir", 1, 9), at("kb", 2, 13)], []),
    ("readings five days apart", [at("x", 1, 10, **FIRST), at("x", 2, 15, **SECOND)], [(Misfit.READINGS, "x", 16)]),
    ("readings six days apart", [at("x", 1, 10, **FIRST), at("x", 2, 16, **SECOND)], []),
    ("what comes before has no day", [at("dir", 1, None), at("scf", 2, 10)], [(Misfit.UNDATED, "scf", None)]),
    ("what waits itself is not blamed", [at("dir", 1, 10), at("scf", 2, None)], []),
    ("what is settled is not blamed", [at("dir", 1, 10), at("scf", 2, 5, is_settled=True)], []),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "passages", "expected"), CASES, ids=[case[0] for case in CASES])
def test_each_stop_must_fit_to_what_comes_before(
    _why: str, passages: list[Passage], expected: list[tuple[Misfit, str, int | None]]
) -> None:
    found = [(one.misfit, one.passage.body, one.limit.day if one.limit else None) for one in problems(passages, RULES)]
    assert found == expected


def test_what_comes_after_the_day_it_is_about_is_too_late() -> None:
    found = problems([at("dir", 1, 10), at("scf", 2, 20)], RULES, sub_date=november(19))
    assert [(one.misfit, one.passage.body, one.limit) for one in found] == [(Misfit.TOO_LATE, "scf", november(19))]
    assert problems([at("dir", 1, 10)], RULES, sub_date=november(10)) == ()


def test_working_days_between_are_counted_over_christmas() -> None:
    # The 24th to the 31st are closing days, so the 4th of January is the only working day between.
    assert first_day_after(date(2026, 12, 23), 1, LOCAL_CALENDAR) == date(2027, 1, 5)
    assert first_day_after(date(2026, 12, 23), 0, LOCAL_CALENDAR) == date(2026, 12, 24)


def stop(id_: str, state: StopState, day: int | None, step: int = 1) -> Stop:
    on = november(day) if day else None
    return Stop(id_, "Sag", False, "dir", state, 1, purpose=Purpose.DECISION, meeting_day=on, step=step, lead_days=2)


def test_a_journey_goes_by_the_stops_that_are_still_meant() -> None:
    stops = [
        stop("over", StopState.TREATED, 1),
        stop("gone", StopState.WITHDRAWN, 3),
        stop("later", StopState.POSTPONED, 1),
        stop("today", StopState.PLACED, 2, 2),
        stop("next", StopState.PLACED, 9, 2),
        stop("waits", StopState.AWAITING, None, 3),
    ]
    found = passages_of(stops, TODAY)
    assert [(one.stop, one.is_settled) for one in found] == [
        ("over", True),
        ("today", True),
        ("next", False),
        ("waits", True),
    ]
    assert found[2] == Passage("dir", Purpose.DECISION, 2, 2, november(9), november(9), stop="next")
