"""A wheel says which signs it uses, so that its legend explains these and no other."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.drawn_wheels import happening, wheel_of
from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Status
from wheel.core.slots import Precision

NEXT = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("changes", "days", "signs", "reason"),
    [
        ({}, 1, {"meeting"}, "a meeting without an agenda"),
        ({"body": "b"}, 1, {"empty"}, "a meeting whose agenda is empty, and no filled one"),
        ({"body": "b", "item_count": 2}, 1, {"meeting"}, "with items"),
        ({"kind": Kind.READING, "reading": 1}, 1, {"reading"}, "a reading"),
        ({"kind": Kind.DIALOGUE}, 1, {"dialogue"}, "a dialogue meeting"),
        ({"kind": Kind.EVENT}, 1, {"event"}, "an event"),
        ({"kind": Kind.PHASE}, 1, {"event"}, "a phase of a single day has an event's shape"),
        ({"kind": Kind.EVENT}, 20, {"phase"}, "whatever lasts is an arc"),
        ({"kind": Kind.DEADLINE}, 1, {"deadline"}, "a deadline"),
        ({"kind": Kind.ROUND}, 20, {"round"}, "a political round"),
        ({"precision": Precision.MONTH}, 20, {"phase", "hatched"}, "no date yet"),
        ({"is_draft": True}, 1, {"meeting", "draft"}, "a draft"),
        ({"status": Status.CANCELLED}, 1, {"meeting", "cancelled"}, "a cancelled one"),
        ({"is_moved": True, "slot": DateSpan.of_day(date(2026, 12, 9))}, 1, {"meeting", "ghost"}, "a moved one"),
        ({"span": DateSpan.of_day(date(2026, 2, 2))}, 1, {"meeting", "past"}, "over"),
        ({"title": "Et meget langt navn"}, 2, {"phase", "number"}, "too short for its title"),
    ],
)
def test_each_sign_is_named_where_it_is_used(
    changes: dict[str, object], days: int, signs: set[str], reason: str
) -> None:
    assert wheel_of([happening(NEXT, days, **changes)]).signs == signs | {"today"}, reason


def test_what_lies_around_the_events_is_named_too() -> None:
    page = wheel_of(
        [happening(date(2027, 3, 1), id=f"{number:03}") for number in range(300)],
        year=2027,
        school=[NamedSpan("Vinterferie", DateSpan(date(2027, 2, 13), date(2027, 2, 22)))],
        public={date(2027, 12, 25): "Juledag"},
    )
    assert page.signs == {"meeting", "cluster", "school_holiday", "public_holiday"}


def test_an_empty_wheel_uses_none() -> None:
    assert wheel_of([], year=2027).signs == frozenset()
