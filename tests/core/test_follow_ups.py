"""Follow-ups: who may see, mark and change them, when one is overdue, and in what order they are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from wheel.core.access import ANONYMOUS, OPERATOR, SHUT_OUT, Role, Viewer
from wheel.core.follow_ups import (
    LONGEST_WHAT,
    FollowUp,
    FollowUpContent,
    FollowUpPlace,
    checked_follow_up,
    in_order,
    may_change_follow_up,
    may_mark_follow_up,
    sees_follow_up,
    sees_its_item,
)
from wheel.errors import InvalidInputError

TODAY = date(2026, 11, 21)
BODY, POST = "direktionen", "post1"
HERE = frozenset({BODY})
PLACE = FollowUpPlace("stop1", BODY, "item1", "Havnen", is_closed=False)
CLOSED = replace(PLACE, is_closed=True)
IT = FollowUp("one", "Send brev", POST, "Havnechefen", None, None, 1, PLACE)

READER = Viewer(Role.READER, "Læseren")
HOLDER = replace(READER, posts=frozenset({POST}))
ANOTHER = replace(READER, posts=frozenset({"post2"}))
MEMBER = replace(READER, member_of=HERE)
GUEST = replace(READER, guest_of=HERE)
SECRETARY = replace(READER, secretary_of=HERE)
ELSEWHERE = replace(READER, secretary_of=frozenset({"chefforum"}))
PLANNER = Viewer(Role.PLANNER, "Planlæggeren")
ADMINISTRATOR = Viewer(Role.ADMINISTRATOR, "Administratoren")

# Who, and whether they know of a follow-up: of an open item, of a closed one; may mark it, may change it (open item).
WHO = [
    (ANONYMOUS, False, False, False, False, "a visitor has no business with it"),
    (SHUT_OUT, False, False, False, False, "even less so"),
    (READER, False, False, False, False, "nor has anybody else who signs in"),
    (ANOTHER, False, False, False, False, "the holder of another post is as anybody else"),
    (HOLDER, True, True, True, False, "it is their work, but not theirs to write anew"),
    (GUEST, False, False, False, False, "a guest comes to the meeting"),
    (MEMBER, True, True, False, False, "members follow what they decided"),
    (SECRETARY, True, True, True, True, "who keeps the agenda keeps its follow-ups"),
    (ELSEWHERE, False, False, False, False, "each body has its own secretary"),
    (PLANNER, True, False, True, True, "planners keep what is open"),
    (ADMINISTRATOR, True, False, True, True, "so do administrators"),
    (OPERATOR, True, True, True, True, "the server is theirs"),
]


@pytest.mark.parametrize(("viewer", "open_", "closed", "marks", "changes", "reason"), WHO, ids=[who[-1] for who in WHO])
def test_who_may_know_of_it_mark_it_and_change_it(
    viewer: Viewer, open_: bool, closed: bool, marks: bool, changes: bool, reason: str
) -> None:
    assert sees_follow_up(viewer, POST, BODY, is_closed=False, sees_meeting=True) is open_, reason
    assert sees_follow_up(viewer, POST, BODY, is_closed=True, sees_meeting=True) is closed, reason
    assert may_mark_follow_up(viewer, IT) is marks, reason
    assert may_change_follow_up(viewer, IT) is changes, reason


def test_of_a_meeting_that_is_not_seen_only_the_holder_knows() -> None:
    who = [viewer for viewer, *_ in WHO if sees_follow_up(viewer, POST, BODY, is_closed=False, sees_meeting=False)]
    assert who == [HOLDER]


@pytest.mark.parametrize(
    ("viewer", "is_closed", "expected"),
    [(HOLDER, False, True), (HOLDER, True, False), (PLANNER, True, False), (MEMBER, True, True), (ANONYMOUS, True, 0)],
)
def test_its_item_is_for_those_who_may_see_it(viewer: Viewer, is_closed: bool, expected: bool) -> None:
    assert sees_its_item(viewer, BODY, is_closed=is_closed, sees_meeting=True) == expected
    assert not sees_its_item(viewer, BODY, is_closed=is_closed, sees_meeting=False)


def test_who_does_not_see_its_item_changes_nothing_but_the_mark() -> None:
    """A planner may change follow-ups, but not one that is seen by its post alone."""
    without = replace(IT, place=None)
    holder = replace(PLANNER, posts=frozenset({POST}))
    assert may_mark_follow_up(holder, without)
    assert not may_change_follow_up(holder, without)
    assert not may_mark_follow_up(PLANNER, without)


@pytest.mark.parametrize(
    ("due", "done", "is_overdue", "reason"),
    [
        (date(2026, 11, 20), None, True, "yesterday was the last day"),
        (TODAY, None, False, "today still is in time"),
        (None, None, False, "no day was set"),
        (date(2026, 11, 1), date(2026, 11, 20), False, "late, but done"),
    ],
)
def test_overdue_is_what_should_have_been_done(
    due: date | None, done: date | None, is_overdue: bool, reason: str
) -> None:
    assert replace(IT, due_day=due, done_on=done).is_overdue(TODAY) is is_overdue, reason


# Due by a day of its own, or at a meeting; asked on which day; overdue today, due at a meeting of that day.
DUE = [
    ({"due_day": date(2026, 12, 2)}, date(2026, 12, 2), True, "on the meeting's own day"),
    ({"due_day": date(2026, 12, 3)}, date(2026, 12, 2), False, "the day after"),
    ({"is_due_next_meeting": True, "next_meeting": date(2026, 12, 2)}, date(2026, 12, 2), True, "that is the meeting"),
    ({"is_due_next_meeting": True}, date(2026, 12, 2), False, "no next meeting is planned"),
    ({}, date(2026, 12, 2), False, "no day was set"),
    ({"due_day": date(2026, 11, 1), "done_on": TODAY}, date(2026, 12, 2), False, "it is done"),
]


@pytest.mark.parametrize(("changes", "day", "expected", "reason"), DUE, ids=[one[-1] for one in DUE])
def test_a_meeting_asks_for_what_is_due_by_then(
    changes: dict[str, object], day: date, expected: bool, reason: str
) -> None:
    assert replace(IT, **changes).is_due_at(day) is expected, reason  # type: ignore[arg-type]


def test_what_was_due_at_a_meeting_is_overdue_after_it() -> None:
    due = replace(IT, is_due_next_meeting=True, next_meeting=date(2026, 11, 20))
    assert due.is_overdue(TODAY)
    assert not due.is_overdue(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("post_id", "who", "expected"), [(POST, "", False), (None, "HR", False), (POST, "HR", False), (None, "", True)]
)
def test_nobody_has_what_no_post_and_no_words_name(post_id: str | None, who: str, expected: bool) -> None:
    assert replace(IT, post_id=post_id, who=who).is_ownerless is expected


def test_nobody_holds_what_has_no_post() -> None:
    """Whoever holds no post at all holds not this one either."""
    assert not sees_follow_up(READER, None, BODY, is_closed=False, sees_meeting=True)
    assert not may_mark_follow_up(HOLDER, replace(IT, post_id=None))


def test_what_is_due_first_comes_first_and_what_is_done_last() -> None:
    days = [None, date(2026, 12, 1), date(2026, 10, 1)]
    waiting = [replace(IT, id=str(number), due_day=day) for number, day in enumerate(days)]
    done = [replace(IT, id=f"done {day}", done_on=date(2026, 11, day)) for day in (3, 17)]
    found = in_order([done[0], *waiting, done[1]])
    assert [one.id for one in found] == ["2", "1", "0", "done 17", "done 3"]


@pytest.mark.parametrize("what", ["  ", "x" * (LONGEST_WHAT + 1)])
def test_it_says_what_is_to_be_done(what: str) -> None:
    with pytest.raises(InvalidInputError, match="Write ") as refused:
        checked_follow_up(FollowUpContent(what, POST))
    assert refused.value.field == "what"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"who": "x" * 201}, "who"),
        ({"recipient": "x" * 201}, "recipient"),
        ({"due_day": TODAY, "is_due_next_meeting": True}, "due_day"),
    ],
)
def test_what_is_wrong_names_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        checked_follow_up(replace(FollowUpContent("Ring", POST), **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_whom_it_concerns_is_trimmed_and_no_post_is_none() -> None:
    checked = checked_follow_up(FollowUpContent("Ring", "", who=" Cheferne ", recipient=" Direktionen\n"))
    assert checked == FollowUpContent("Ring", None, who="Cheferne", recipient="Direktionen")


def test_what_is_written_is_trimmed() -> None:
    assert checked_follow_up(FollowUpContent(" Ring\n op ", POST, TODAY)) == FollowUpContent("Ring\n op", POST, TODAY)
