"""Titles stand beside the marks of single days where they help, and keep to their lane."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.core.drawn_wheels import happening, wheel_of
from wheel.core.drawing.wheel_page import Mark
from wheel.core.occurrences import Kind, Occurrence, Status


def titles(occurrences: list[Occurrence], key: str) -> list[str | None]:
    return [mark.curved.text if mark.curved else None for mark in wheel_of(occurrences, key=key).rings[0].marks]


@pytest.mark.parametrize(
    ("kind", "key", "shown", "reason"),
    [
        (Kind.MEETING, "2026", None, "there are many meetings in a year"),
        (Kind.READING, "2026", None, "a reading has its number"),
        (Kind.EVENT, "2026", "Byrådsmøde", "events are few"),
        (Kind.DEADLINE, "rolling-2026-03", "Byrådsmøde", "so are deadlines"),
        (Kind.DIALOGUE, "budget-2027", "Byrådsmøde", "and dialogue meetings"),
        (Kind.MEETING, "2026-H2", "Byrådsmøde", "looking closer, all have theirs"),
        (Kind.READING, "2026-Q3", "Byrådsmøde", "in a quarter"),
        (Kind.MEETING, "2026-09", "Byrådsmøde", "and in a month"),
    ],
)
def test_titles_stand_beside_what_is_seldom_or_near(kind: Kind, key: str, shown: str | None, reason: str) -> None:
    assert titles([happening(date(2026, 9, 8), kind=kind)], key) == [shown], reason


def test_a_title_follows_its_mark_clockwise_within_its_box() -> None:
    (bare,) = wheel_of([happening(date(2026, 9, 8), title="")], key="2026-Q3").rings[0].marks
    (mark,) = wheel_of([happening(date(2026, 9, 8))], key="2026-Q3").rings[0].marks
    assert mark.box.start == bare.box.start
    assert mark.box.end > bare.box.end + 5


def test_where_the_circle_closes_a_title_comes_before_its_mark() -> None:
    (bare,) = wheel_of([happening(date(2026, 9, 30), title="")], key="2026-09").rings[0].marks
    (mark,) = wheel_of([happening(date(2026, 9, 30))], key="2026-09").rings[0].marks
    assert mark.curved is not None
    assert mark.curved.text == "Byrådsmøde"
    assert mark.box.end == bare.box.end < 360
    assert mark.box.start < bare.box.start - 10


def test_titles_get_lanes_of_their_own_looking_closer() -> None:
    days = [happening(date(2026, 9, 8) + timedelta(number), id=f"{number}") for number in range(3)]
    ring = wheel_of(days, key="2026-Q3").rings[0]
    assert len({mark.box.inner for mark in ring.marks}) == 3
    assert titles(days, "2026-Q3") == ["Byrådsmøde"] * 3


def test_without_lanes_for_them_titles_are_shortened_and_then_left_out() -> None:
    """Sixty on twelve days, for which there are fourteen lanes that a title fits into."""
    start = date(2026, 9, 1)
    many = [happening(start + timedelta(number % 12), id=f"{number:02}", title="Udvalgsmøde") for number in range(60)]
    shown = titles(many, "2026-Q3")
    assert {None, "Udvalgsmøde", "Udvalg…"} <= set(shown)
    assert all(text is None or len(text) >= 5 for text in shown)


def test_from_afar_a_title_gives_way_to_its_neighbour() -> None:
    """Three deadlines, each a week apart: the title of that in the middle would be cut to a few letters."""
    near = [happening(date(2026, 3, day), id=f"{day}", kind=Kind.DEADLINE) for day in (2, 9, 16)]
    assert titles(near, "2026") == ["Byrådsmøde", None, "Byrådsmøde"]


@pytest.mark.parametrize(("changes"), [{"status": Status.CANCELLED}, {"is_draft": True}, {"item_count": 9}])
def test_a_title_starts_where_its_mark_ends_whatever_its_size(changes: dict[str, object]) -> None:
    (mark,) = wheel_of([happening(date(2026, 9, 8), **changes)], key="2026-Q3").rings[0].marks
    assert isinstance(mark, Mark)
    assert mark.curved is not None
    assert mark.curved.width <= mark.curved.room
