"""Occurrences and wheels for the tests of the wheel's geometry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.drawing.wheel_page import Box, RingPart
from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.periods import period_from
from wheel.core.rings import CalendarNames, Drawing, HubText, Voice, WheelPage, lay_out

TODAY = date(2026, 11, 21)
RINGS = (Ring("council", "Politisk", "#0b5a8a"), Ring("budget", "Budget", "#b4541a"), Ring("due", "Frister", "#7d6410"))
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def measure(text: str, size: float) -> float:
    return 0.6 * size * len(text)


WEEKDAYS = ("ma", "ti", "on", "to", "fr", "lø", "sø")


def wheel_of(
    occurrences: Sequence[Occurrence],
    *,
    year: int = 2026,
    key: str = "",
    today: date = TODAY,
    rings: Sequence[Ring] = RINGS,
    school: Sequence[NamedSpan] = (),
    public: dict[date, str] | None = None,
    hub: HubText | None = None,
) -> WheelPage:
    """The wheel of the period with that key, or of a year."""
    period = period_from(key or str(year))
    drawing = Drawing(
        period=period,
        today=today,
        rings=tuple(rings),
        occurrences=tuple(occurrences),
        school_holidays=tuple(school),
        public_holidays=tuple((public or {}).items()),
        hub=hub or HubText(period.key, "Eksempel Kommune"),
        names=CalendarNames(MONTHS, WEEKDAYS),
    )
    return lay_out(
        drawing,
        Voice(
            measure,
            lambda occurrence: f"{occurrence.title}, spoken",
            lambda occurrence: f"/occurrences/{occurrence.id}",
            lambda ring, span: f"/rings/{ring}/{span.start}..{span.last}",
        ),
    )


def happening(first: date, days: int = 1, **changes: object) -> Occurrence:
    span = DateSpan(first, first + timedelta(days))
    given: dict[str, object] = {
        "id": "a",
        "series_id": "s",
        "title": "Byrådsmøde",
        "kind": Kind.MEETING,
        "ring": "council",
        "span": span,
        "slot": span,
    }
    return Occurrence(**(given | changes))  # type: ignore[arg-type]


def boxes(ring: RingPart) -> list[Box]:
    return [each.box for each in (*ring.marks, *ring.ghosts, *ring.clusters)]


def are_apart(one: Box, other: Box) -> bool:
    if one.outer <= other.inner + 1e-9 or other.outer <= one.inner + 1e-9:
        return True
    return all(one.end <= other.start + turn + 1e-9 or other.end + turn <= one.start + 1e-9 for turn in (-360, 0, 360))
