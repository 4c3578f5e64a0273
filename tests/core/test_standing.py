"""Standing items: at which meetings each wants an item, and that placing again never makes another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standing_plans import (
    MEETINGS,
    YEAR,
    a_frame,
    a_meeting,
    an_item,
    cancelled,
    moved,
    posts,
    weekly,
)

from wheel.core.occurrences import Kind, Status
from wheel.core.rosters import Placed, roster_key
from wheel.core.standing import Wanted, frame_begins, lacking, wanted
from wheel.core.standing_items import StandingItem, checked_standing_item
from wheel.core.standing_rules import (
    AfterSeries,
    EveryMeeting,
    FirstInMonths,
    FirstOfQuarter,
    NthMeeting,
    NumberedReport,
    OncePerPost,
    Pattern,
    StandingRule,
)
from wheel.core.stops import StopState
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError

BEFORE = date(2026, 11, 21)


def days(found: tuple[Wanted, ...]) -> list[str]:
    return [f"{one.meeting.span.start:%d.%m}" for one in found]


# The meetings of 2027: 13 and 27 January, 10 and 24 February and March, 7 and 21 April, 5 and 19 May, ..., 29 December.
CASES: list[tuple[str, StandingItem, list[str]]] = [
    ("each nth from the year's first", an_item(NthMeeting(10)), ["13.01", "02.06", "20.10"]),
    (
        "each nth from its first day on, over New Year",
        an_item(NthMeeting(10), begins=date(2026, 12, 30)),
        ["19.05", "06.10"],
    ),
    ("each quarter's first", an_item(FirstOfQuarter()), ["13.01", "07.04", "14.07", "06.10"]),
    ("the months' first", an_item(FirstInMonths((1, 6, 12))), ["13.01", "02.06", "01.12"]),
    ("until a day", an_item(FirstOfQuarter(), ends=date(2027, 7, 14)), ["13.01", "07.04"]),
    ("from a day", an_item(FirstOfQuarter(), begins=date(2027, 1, 14)), ["27.01", "07.04", "14.07", "06.10"]),
    (
        "every meeting until the summer holiday",
        an_item(EveryMeeting(), begins=date(2027, 5, 1), ends=date(2027, 6, 26)),
        ["05.05", "19.05", "02.06", "16.06"],
    ),
    ("a report at once", an_item(NumberedReport(((4, 21), (8, 31)))), ["21.04", "08.09"]),
    ("a report ten working days later", an_item(NumberedReport(((4, 21), (8, 31)), 10)), ["05.05", "22.09"]),
    ("last year's last report comes this year", an_item(NumberedReport(((12, 31),))), ["13.01"]),
    ("two reports at one meeting", an_item(NumberedReport(((4, 8), (4, 9)))), ["21.04", "21.04"]),
    (
        "every other year",
        an_item(FirstInMonths((3,)), rule=StandingRule(FirstInMonths((3,)), Years(2025, every=2))),
        ["10.03"],
    ),
    ("not in the years between", an_item(EveryMeeting(), rule=StandingRule(EveryMeeting(), Years(2026, every=2))), []),
    ("one for each post", an_item(OncePerPost(), roster=posts(2)), ["07.04", "06.10"]),
    (
        "no roster in the years between",
        an_item(OncePerPost(), roster=posts(2), rule=StandingRule(OncePerPost(), Years(2026, every=2))),
        [],
    ),
]


@pytest.mark.parametrize(("reason", "item", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_meetings_that_it_wants(reason: str, item: StandingItem, expected: list[str]) -> None:
    assert days(wanted(item, YEAR, a_frame())) == expected, reason


def test_every_meeting_is_each_that_takes_place() -> None:
    meetings = [one for one in MEETINGS if one.span.start.year == YEAR]
    others = [
        cancelled(meetings[3]),
        replace(a_meeting(date(2027, 3, 17)), status=Status.BLOCKED),
        replace(a_meeting(date(2027, 3, 18)), kind=Kind.EVENT),
    ]
    frame = a_frame([one for one in MEETINGS if one.id != meetings[3].id] + others)
    found = [one.meeting.id for one in wanted(an_item(EveryMeeting()), YEAR, frame)]
    assert found == [one.id for one in meetings if one.id != meetings[3].id]


def test_a_series_is_followed_at_the_first_meeting_on_or_after_each_date() -> None:
    followed = [a_meeting(day, series_id="other") for day in (date(2026, 12, 31), date(2027, 3, 24), date(2027, 9, 30))]
    anchors = (*followed, cancelled(a_meeting(date(2027, 5, 1))), a_meeting(date(2027, 12, 30)))
    found = wanted(an_item(AfterSeries("other"), "Opfølgning {nr}"), YEAR, a_frame(other=anchors))
    assert days(found) == ["13.01", "24.03", "06.10"], "that of 30 December comes next year"
    assert [one.title for one in found] == ["Opfølgning 1", "Opfølgning 1", "Opfølgning 2"]
    assert wanted(an_item(AfterSeries("gone")), YEAR, a_frame(other=anchors)) == ()


REPORT = NumberedReport(((4, 30), (8, 31), (12, 31)))
NUMBERS = [
    (an_item(REPORT, "Nr. {nr} pr. {dato}"), ["Nr. 3 pr. 31. december", "Nr. 1 pr. 30. april", "Nr. 2 pr. 31. august"]),
    (
        an_item(replace(REPORT, goes_on=True), "Nr. {nr}", begins=date(2026, 1, 1)),
        ["Nr. 3", "Nr. 4", "Nr. 5"],
    ),
    (an_item(replace(REPORT, goes_on=True), "Nr. {nr}", begins=date(2027, 1, 1)), ["Nr. 1", "Nr. 2"]),
]


@pytest.mark.parametrize(("item", "titles"), NUMBERS, ids=["each year", "going on", "from its first year"])
def test_reports_are_numbered(item: StandingItem, titles: list[str]) -> None:
    assert [one.title for one in wanted(item, YEAR, a_frame())] == titles


def test_the_meeting_before_may_be_last_years() -> None:
    found = wanted(an_item(EveryMeeting(), "Referat fra den {forrige}"), YEAR, a_frame())
    assert found[0].title == "Referat fra den 30. december 2026"
    assert found[1].title == "Referat fra den 13. januar 2027"


def test_the_frame_reaches_as_far_back_as_something_counts() -> None:
    assert frame_begins([an_item(EveryMeeting(), begins=date(2020, 1, 1))], YEAR) == date(2026, 1, 1)
    assert frame_begins([an_item(NthMeeting(4), begins=date(2024, 3, 1))], YEAR) == date(2024, 3, 1)


# What has come of a standing item before, and what it then still lacks.

QUARTERS = an_item(FirstOfQuarter())


def as_placed(found: tuple[Wanted, ...], state: StopState = StopState.PLACED) -> list[Placed]:
    return [Placed(one.key, one.meeting.id, True, state, one.meeting.span.start, "item") for one in found]


def test_only_what_is_to_come_is_lacking() -> None:
    assert days(lacking(QUARTERS, YEAR, a_frame(), (), date(2027, 7, 13))) == ["14.07", "06.10"]
    assert days(lacking(QUARTERS, YEAR, a_frame(), (), date(2027, 7, 14))) == ["06.10"], "today's meeting has begun"


@pytest.mark.parametrize("state", list(StopState))
def test_what_is_there_lacks_no_more_whatever_became_of_it(state: StopState) -> None:
    placed = as_placed(wanted(QUARTERS, YEAR, a_frame()), state)
    without_meeting = [replace(one, meeting_id=None, day=None) for one in placed]
    assert lacking(QUARTERS, YEAR, a_frame(), without_meeting, BEFORE) == ()


def test_what_the_viewer_may_not_see_is_there_too() -> None:
    placed = [Placed(one.key, one.meeting_id, is_known=False) for one in as_placed(wanted(QUARTERS, YEAR, a_frame()))]
    assert lacking(QUARTERS, YEAR, a_frame(), placed, BEFORE) == ()


def test_a_changed_rule_adds_nothing_where_the_former_one_did() -> None:
    placed = as_placed(wanted(QUARTERS, YEAR, a_frame()))
    by_month = an_item(FirstInMonths((1, 2, 4, 7, 10)))
    assert days(lacking(by_month, YEAR, a_frame(), placed, BEFORE)) == ["10.02"]


def test_a_report_comes_to_a_meeting_that_has_an_earlier_one() -> None:
    item = an_item(NumberedReport(((4, 8), (4, 9))))
    first = as_placed(wanted(item, YEAR, a_frame()))[:1]
    assert [one.key for one in lacking(item, YEAR, a_frame(), first, BEFORE)] == ["r:2027-04-09"]


def test_a_roster_that_grows_takes_the_meetings_that_are_free() -> None:
    few, more = an_item(OncePerPost(), roster=posts(2)), an_item(OncePerPost(), roster=posts(4))
    placed = as_placed(wanted(few, YEAR, a_frame()))
    found = lacking(more, YEAR, a_frame(), placed, BEFORE)
    assert [one.key for one in found] == [roster_key(YEAR, "post2"), roster_key(YEAR, "post3")]
    assert not {one.meeting.id for one in found} & {one.meeting_id for one in placed}


patterns = st.sampled_from(
    [EveryMeeting(), NthMeeting(2), NthMeeting(5), FirstOfQuarter(), FirstInMonths((2, 5, 9)), REPORT, OncePerPost()]
)
first_days = st.dates(date(2026, 9, 1), date(2027, 3, 1))


@given(patterns, first_days, st.integers(0, 60), st.integers(0, 8), st.dates(BEFORE, date(2027, 12, 31)))
def test_placing_again_finds_nothing_more(
    pattern: Pattern, first: date, count: int, how_many: int, today: date
) -> None:
    item = an_item(pattern, roster=posts(how_many + 1) if isinstance(pattern, OncePerPost) else ())
    frame = a_frame(weekly(first, count))
    found = lacking(item, YEAR, frame, (), today)
    assert len({one.key for one in found}) == len(found), "each has a key of its own"
    assert all(one.meeting.span.start > today and one.meeting.span.start.year == YEAR for one in found)
    assert lacking(item, YEAR, frame, as_placed(found), today) == ()


@given(patterns, st.lists(st.integers(0, 27), max_size=6), st.integers(-6, 6))
def test_meetings_that_move_within_their_year_make_no_more_items(pattern: Pattern, which: list[int], by: int) -> None:
    """But for the quarters and months, whose first meeting another may then be; they keep one each."""
    item = an_item(pattern, roster=posts(3) if isinstance(pattern, OncePerPost) else ())
    placed = as_placed(wanted(item, YEAR, a_frame()))
    after = [
        moved(one, one.span.start + timedelta(days=by)) if number in which and 2 < number < 27 else one
        for number, one in enumerate(MEETINGS)
    ]
    assert lacking(item, YEAR, a_frame(after), placed, BEFORE) == ()


NTH, EVERY = an_item(NthMeeting(4)), an_item(EveryMeeting())
EXTRA = a_meeting(date(2027, 1, 20), is_extra=True)


@pytest.mark.parametrize(("item", "expected"), [(NTH, []), (EVERY, ["20.01"])], ids=["each nth", "every one"])
def test_a_meeting_put_in_between_moves_nothing(item: StandingItem, expected: list[str]) -> None:
    placed = as_placed(wanted(item, YEAR, a_frame()))
    assert days(lacking(item, YEAR, a_frame([*MEETINGS, EXTRA]), placed, BEFORE)) == expected


# What a standing item may be.

WRONG: list[tuple[dict[str, object], str, str]] = [
    ({"title": "  "}, "title", "no title"),
    ({"title": "x" * 501}, "title", "too long"),
    ({"title": "{dag}"}, "title", "no such place"),
    ({"title": "Møde med {post}"}, "title", "there are no posts"),
    ({"text": "x" * 20_001}, "text", "too long"),
    ({"minutes": 0}, "minutes", "no time at all"),
    ({"minutes": 601}, "minutes", "too long"),
    ({"begins": date(2027, 1, 1), "ends": date(2027, 1, 1)}, "last_day", "not one day"),
    ({"rule": StandingRule(NumberedReport(((4, 30),), goes_on=True))}, "begins", "from which year?"),
    ({"rule": StandingRule(OncePerPost())}, "posts", "for whom?"),
    ({"rule": StandingRule(OncePerPost()), "roster": posts(61)}, "posts", "too many"),
    ({"roster": posts(1)}, "posts", "no roster"),
]


@pytest.mark.parametrize(("changes", "field", "reason"), WRONG, ids=[one[-1] for one in WRONG])
def test_what_is_wrong_names_its_field(changes: dict[str, object], field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        checked_standing_item(an_item(EveryMeeting(), **changes))
    assert refused.value.field == field, reason


def test_what_is_written_is_trimmed() -> None:
    checked = checked_standing_item(an_item(EveryMeeting(), "  Status \n på IT ", text=" \nNoget\n"))
    assert (checked.title, checked.text) == ("Status på IT", "Noget")
