"""A wheel of any period: everything has its place, nothing overlaps, and nobody is moved by what is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.drawn_wheels import RINGS, are_apart, boxes, happening, wheel_of
from wheel.core.dates import DateSpan
from wheel.core.drawing.labels import CurvedText
from wheel.core.drawing.wheel_page import Mark
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.periods import period_from
from wheel.core.rings import WheelPage
from wheel.core.slots import Precision

KEYS = ("2026", "2028", "2026-H1", "2026-Q4", "2026-02", "2026-12", "rolling-2026-03", "school-2026", "budget-2027")
TITLES = ("Møde", "Budgetforhandlinger og høring", "Ø", "Kommunalbestyrelsesmøde om en sag med et meget langt navn")


@st.composite
def happenings(draw: st.DrawFn, key: str) -> list[Occurrence]:
    span = period_from(key).span
    found = []
    for number in range(draw(st.integers(0, 60))):
        first = span.start + timedelta(draw(st.integers(-30, span.day_count + 10)))
        slot = first + timedelta(draw(st.integers(-20, 20)))
        days = draw(st.sampled_from([1, 1, 1, 1, 2, 7, 40, 900]))
        found.append(
            happening(
                first,
                days,
                id=f"{number:03}",
                series_id=draw(st.sampled_from("abcdefgh")),
                title=draw(st.sampled_from(TITLES)),
                kind=draw(st.sampled_from(list(Kind))),
                ring=draw(st.sampled_from([ring.key for ring in RINGS])),
                slot=DateSpan(slot, slot + timedelta(days)),
                is_moved=draw(st.booleans()),
                is_draft=draw(st.booleans()),
                status=draw(st.sampled_from(list(Status))),
                precision=draw(st.sampled_from([Precision.EXACT, Precision.EXACT, Precision.MONTH])),
                item_count=draw(st.integers(0, 30)),
                reading=1,
                body="b",
            )
        )
    return found


WHEELS = st.sampled_from(KEYS).flatmap(lambda key: st.tuples(st.just(key), happenings(key)))


@given(WHEELS)
@settings(max_examples=60, deadline=None)
def test_no_two_marks_or_titles_overlap_and_each_lies_in_its_ring(wheel: tuple[str, list[Occurrence]]) -> None:
    key, occurrences = wheel
    for ring in wheel_of(occurrences, key=key).rings:
        for box in boxes(ring):
            assert ring.inner <= box.inner < box.outer <= ring.outer
            assert are_apart(box, ring.tab.box), "the ring's name hides nothing"
        for one, other in combinations(boxes(ring), 2):
            assert are_apart(one, other)


@given(WHEELS)
@settings(max_examples=60, deadline=None)
def test_every_label_fits_its_room(wheel: tuple[str, list[Occurrence]]) -> None:
    key, occurrences = wheel
    page = wheel_of(occurrences, key=key)
    for label in labels(page):
        assert label.width <= label.room + 1e-6
    for mark in marks(page):
        if mark.curved and not mark.is_arc:
            assert mark.box.end - mark.box.start < 360
            assert title_of(mark).startswith(mark.curved.text.removesuffix("…"))


def labels(page: WheelPage) -> Iterator[CurvedText]:
    yield from (mark.curved for mark in marks(page) if mark.curved)
    yield from (month.label for month in page.frame.months if month.label)
    yield from (wedge.label for wedge in page.school_holidays if wedge.label)


def marks(page: WheelPage) -> Iterator[Mark]:
    return (mark for ring in page.rings for mark in ring.marks)


def title_of(mark: Mark) -> str:
    return mark.spoken.removesuffix(", spoken")


@given(WHEELS)
@settings(max_examples=60, deadline=None)
def test_everything_in_the_period_is_drawn_once_or_counted(wheel: tuple[str, list[Occurrence]]) -> None:
    key, occurrences = wheel
    span = period_from(key).span
    page = wheel_of(occurrences, key=key)
    for ring in page.rings:
        expected = sum(each.ring == ring.key and each.span.overlaps(span) for each in occurrences)
        drawn = [mark.id for mark in (*ring.rounds, *ring.marks)]
        assert len(drawn) == len(set(drawn))
        assert len(drawn) + sum(cluster.count for cluster in ring.clusters) == expected
    assert [each.start for each in page.events] == sorted(each.start for each in page.events)
    assert len(page.events) == sum(len(ring.marks) + len(ring.clusters) for ring in page.rings)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("count", [0, 50, 600, 3000])
def test_it_holds_however_much_there_is(count: int, key: str) -> None:
    occurrences = spread(count, period_from(key).span)
    page = wheel_of(occurrences, key=key)
    drawn = sum(len(ring.marks) for ring in page.rings)
    counted = sum(cluster.count for ring in page.rings for cluster in ring.clusters)
    assert drawn + counted == count
    if count <= 50 or (count <= 600 and page.days >= 365):
        assert counted == 0
    for ring in page.rings:
        by_lane: dict[float, list[tuple[float, float]]] = {}
        for box in boxes(ring):
            by_lane.setdefault(round(box.inner, 6), []).append((box.start, box.end))
        for taken in by_lane.values():
            taken.sort()
            assert all(one[1] <= other[0] + 1e-9 for one, other in pairwise(taken))
            assert taken[-1][1] - 360 <= taken[0][0] + 1e-9, "nor where the circle closes"


def spread(count: int, span: DateSpan) -> list[Occurrence]:
    """Every eleventh lasts ten days."""
    days = [span.start + timedelta(number * 7919 % span.day_count) for number in range(count)]
    return [
        happening(
            day,
            1 + 9 * (number % 11 == 0),
            id=f"{number:04}",
            series_id=f"s{number % 40}",
            title=TITLES[number % 4],
            ring=RINGS[number % 3].key,
            item_count=number % 9,
        )
        for number, day in enumerate(days)
    ]


@given(
    st.sampled_from(["2026", "2026-H1", "2026-Q1"]),
    st.lists(st.tuples(st.integers(0, 80), st.sampled_from([1, 1, 1, 8]), st.sampled_from("abc")), max_size=40),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_is_added_elsewhere_moves_nobody(key: str, days: list[tuple[int, int, str]], is_first: bool) -> None:
    """Everything there is leaves a stretch free that is longer than any mark with its title."""
    span = period_from(key).span
    free = span.day_count * 2 // 5
    begin, step = span.start + timedelta(free if is_first else 0), span.day_count - free - 10
    others = [
        happening(begin + timedelta(at * step // 81), length, id=f"{number:03}", series_id=series)
        for number, (at, length, series) in enumerate(days)
    ]
    middle = free // 2 if is_first else span.day_count - free // 2
    for added in (
        happening(span.start + timedelta(middle), id="added", series_id="b"),
        happening(span.start + timedelta(middle), 3, id="added", kind=Kind.PHASE),
    ):
        before, after = wheel_of(others, key=key), wheel_of([*others, added], key=key)
        assert lanes(before) == {mark: lane for mark, lane in lanes(after).items() if mark != "added"}


def lanes(page: WheelPage) -> dict[str, tuple[float, float]]:
    return {mark.id: (mark.box.inner, mark.box.outer) for mark in marks(page)}


@pytest.mark.parametrize("key", ["2026", "2026-Q1"])
def test_the_order_of_what_comes_in_does_not_matter(key: str) -> None:
    occurrences = [happening(date(2026, 3, 1 + number % 9), id=f"{number:02}") for number in range(30)]
    assert wheel_of(occurrences, key=key) == wheel_of(occurrences[::-1], key=key)


def test_what_is_elsewhere_is_left_out() -> None:
    page = wheel_of([happening(date(2025, 5, 1)), happening(date(2026, 5, 1), ring="unknown")])
    assert all(not ring.marks and not ring.clusters for ring in page.rings)


@pytest.mark.parametrize(
    ("key", "rings", "count", "over", "days", "reason"),
    [
        ("2026", 3, 80, "week", "2026-03-02..2026-03-08", "in a year, a week is wide enough for a count"),
        ("2026", 8, 3000, "month", "2026-03-01..2026-03-31", "but not that near to the middle"),
        ("2026-03", 3, 400, "day", "2026-03-04..2026-03-04", "in a month, a day is"),
        ("2026-Q1", 3, 400, "week", "2026-03-02..2026-03-08", "in a quarter it is not, so near to the middle"),
        ("rolling-2026-03", 3, 80, "week", "2026-03-02..2026-03-08", "whatever the twelve months"),
    ],
)
def test_what_is_too_dense_is_counted_with_a_link(
    key: str, rings: int, count: int, over: str, days: str, reason: str
) -> None:
    ring = RINGS[0].key if rings == 3 else "r7"
    chosen = RINGS if rings == 3 else tuple(Ring(f"r{number}", f"Ring {number}", "#0b5a8a") for number in range(rings))
    page = wheel_of(
        [happening(date(2026, 3, 4), id=f"{number:04}", ring=ring) for number in range(count)], key=key, rings=chosen
    )
    part = page.rings[0 if rings == 3 else 7]
    (cluster,) = part.clusters
    assert (cluster.over, cluster.href) == (over, f"/rings/{ring}/{days}"), reason
    assert cluster.count + len(part.marks) == count
    assert cluster.turned is None or cluster.turned.text == f"+{cluster.count}"


def test_a_count_is_written_where_it_has_room() -> None:
    (cluster,) = wheel_of([happening(date(2026, 3, 4), id=f"{number:03}") for number in range(80)]).rings[0].clusters
    assert cluster.turned is not None


def test_a_wheel_without_rings_is_still_a_wheel() -> None:
    page = wheel_of([], rings=())
    assert page.rings == ()
    assert len(page.frame.months) == 12


def test_all_kinds_of_things_are_walked_by_date_over_all_rings() -> None:
    page = wheel_of(
        [
            happening(date(2026, 3, 4), id="late", ring="council"),
            happening(date(2026, 1, 7), id="first", ring="due"),
            happening(date(2026, 2, 7), id="second", ring="budget"),
            happening(date(2026, 2, 1), 20, id="round", kind=Kind.ROUND),
        ]
    )
    assert [each.id for each in page.events if isinstance(each, Mark)] == ["first", "second", "late"]
    assert [mark.id for mark in page.rounds] == ["round"]
