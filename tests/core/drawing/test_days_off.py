"""Days off run through all rings, held to the period; the needle stands at today's noon."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.drawn_wheels import measure, wheel_of
from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.drawing.arcs import Dial, Sector
from wheel.core.drawing.days_off import school_wedges
from wheel.core.occurrences import Ring

SCHOOL = (
    NamedSpan("Juleferie", DateSpan.of_days(date(2026, 12, 19), date(2027, 1, 3))),
    NamedSpan("Vinterferie", DateSpan.of_days(date(2027, 2, 13), date(2027, 2, 21))),
)
CHRISTMAS = {date(2026, 12, 25): "Juledag", date(2025, 12, 25): "Juledag i fjor"}


@pytest.mark.parametrize(
    ("key", "school", "public", "reason"),
    [
        ("2026", [("Juleferie", "2026-12-19", 13)], [("Juledag", "2026-12-25", 1)], "cut at New Year"),
        (
            "2027",
            [("Juleferie", "2027-01-01", 3), ("Vinterferie", "2027-02-13", 9)],
            [],
            "what is left of it opens the next year",
        ),
        (
            "rolling-2026-12",
            [("Juleferie", "2026-12-19", 16), ("Vinterferie", "2027-02-13", 9)],
            [("Juledag", "2026-12-25", 1)],
            "whole, over New Year",
        ),
        ("2026-07", [], [], "none in sight"),
    ],
)
def test_days_off_are_wedges_clipped_to_the_period(
    key: str, school: list[tuple[str, str, int]], public: list[tuple[str, str, int]], reason: str
) -> None:
    page = wheel_of([], key=key, school=SCHOOL, public=CHRISTMAS)
    assert [(wedge.name, wedge.start, wedge.days) for wedge in page.school_holidays] == school, reason
    assert [(wedge.name, wedge.start, wedge.days) for wedge in page.public_holidays] == public, reason


def test_a_holiday_is_named_only_where_no_ring_is() -> None:
    """Christmas lies at 12 o'clock, where the outermost ring's name stands."""
    rings = (Ring("long", "En ring med et meget langt navn på dansk", "#0b5a8a"),)
    (wedge,) = wheel_of([], rings=rings, school=SCHOOL).school_holidays
    assert wedge.label is None
    holiday = NamedSpan("Sommerferie", DateSpan(date(2026, 6, 27), date(2026, 8, 10)))
    (summer,) = wheel_of([], rings=rings, school=[holiday]).school_holidays
    assert summer.label is not None
    assert summer.label.text == "Sommerferie"


def test_a_gutter_too_low_for_a_legible_name_holds_none() -> None:
    dial = Dial(DateSpan.of_year(2027))
    (_, low), (_, high) = (
        tuple(school_wedges(dial, SCHOOL, 124, Sector(440 - height, 440, 10, 350), measure)) for height in (9, 15)
    )
    assert low.label is None
    assert high.label is not None


@pytest.mark.parametrize(
    ("key", "x", "y", "reason"),
    [("2026", -316, -374, "the 325th day"), ("2026-11", -448, 199, "in November alone, the 21st of 30")],
)
def test_the_needle_stands_at_todays_noon(key: str, x: float, y: float, reason: str) -> None:
    needle = wheel_of([], key=key).needle
    assert needle is not None
    assert (float(needle.x), float(needle.y)) == pytest.approx((x, y), abs=3), reason
