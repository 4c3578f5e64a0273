"""Who meets in a body's stead, and since when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.plan import Body, BodyKind
from wheel.core.successions import Successor, name_on, succession

JANUARY, MARCH, MAY = date(2027, 1, 1), date(2027, 3, 1), date(2027, 5, 1)


def a_body(short_name: str, ends: date | None = None, into: str | None = None) -> Body:
    return Body("", short_name, short_name.upper(), BodyKind.OTHER, valid_until=ends, merged_into=into)


def line_of(*bodies: Body) -> list[tuple[str, date | None]]:
    """Who follows on the first of the bodies, and since when."""
    found = succession(bodies[0].short_name, {body.short_name: body for body in bodies})
    return [(one.body, one.since) for one in found]


@pytest.mark.parametrize(
    ("bodies", "line", "reason"),
    [
        ([a_body("a")], [("a", None)], "it goes on"),
        ([a_body("a", MARCH)], [("a", None)], "it was closed alone"),
        ([a_body("a", MARCH, "b"), a_body("b")], [("a", None), ("b", MARCH)], "one took over"),
        (
            [a_body("a", JANUARY, "b"), a_body("b", MARCH, "c"), a_body("c")],
            [("a", None), ("b", JANUARY), ("c", MARCH)],
            "and then another one",
        ),
        (
            [a_body("a", MAY, "b"), a_body("b", MARCH, "c"), a_body("c")],
            [("a", None), ("b", MAY), ("c", MAY)],
            "nobody stands in for it while it still meets",
        ),
        ([a_body("a", MARCH, "b")], [("a", None)], "whoever took over is not known to who looks"),
        (
            [a_body("a", MARCH, "b"), a_body("c")],
            [("a", None)],
            "nor then is whoever came after, though that one may be known",
        ),
        ([a_body("a", MARCH, "b"), a_body("b", MAY, "a")], [("a", None), ("b", MARCH)], "round in a circle"),
        ([a_body("a", MARCH, "a")], [("a", None)], "round in the smallest one"),
        ([a_body("a", None, "b"), a_body("b")], [("a", None)], "nobody takes over from what has no last day"),
    ],
)
def test_whoever_takes_over_follows_since_the_day_they_did(
    bodies: list[Body], line: list[tuple[str, date | None]], reason: str
) -> None:
    assert line_of(*bodies) == line, reason


def test_of_a_body_that_is_not_known_nobody_follows() -> None:
    assert succession("a", {}) == ()


@pytest.mark.parametrize(
    ("day", "name"), [(date(2026, 12, 31), "A"), (JANUARY, "B"), (date(2027, 2, 28), "B"), (MARCH, "C")]
)
def test_it_is_called_by_whoever_has_taken_over_by_that_day(day: date, name: str) -> None:
    line = (Successor("a", "A", None), Successor("b", "B", JANUARY), Successor("c", "C", MARCH))
    assert name_on(day, line) == name


NAMES = "abcde"
DAYS = st.integers(0, 400).map(lambda days: JANUARY + timedelta(days))
MERGERS = st.fixed_dictionaries(
    {
        name: st.builds(lambda name, ends, into: a_body(name, ends, into), st.just(name), st.none() | DAYS, INTO)
        for INTO in [st.none() | st.sampled_from(NAMES)]
        for name in NAMES
    }
)


@given(MERGERS)
def test_however_bodies_are_merged_the_line_ends_and_nobody_follows_before_the_one_in_front(
    bodies: dict[str, Body],
) -> None:
    line = succession("a", bodies)
    assert [one.body for one in line] == list(dict.fromkeys(one.body for one in line))
    assert line[0] == Successor("a", "A", None)
    days = [one.since for one in line[1:]]
    assert None not in days
    assert days == sorted(day for day in days if day is not None)
