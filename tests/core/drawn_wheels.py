"""Occurrences and wheels for the tests of the wheel's geometry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.rings import HubText, WheelPage, lay_out

TODAY = date(2026, 11, 21)
RINGS = (Ring("council", "Politisk", "#0b5a8a"), Ring("budget", "Budget", "#b4541a"), Ring("due", "Frister", "#7d6410"))
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def measure(text: str, size: float) -> float:
    return 0.6 * size * len(text)


def wheel_of(
    occurrences: Sequence[Occurrence],
    *,
    year: int = 2026,
    today: date = TODAY,
    rings: Sequence[Ring] = RINGS,
    school: Sequence[NamedSpan] = (),
    public: dict[date, str] | None = None,
    hub: HubText = HubText("Eksempel Kommune"),  # noqa: B008 (frozen)
) -> WheelPage:
    return lay_out(
        year,
        today,
        rings,
        occurrences,
        school,
        public or {},
        measure,
        MONTHS,
        hub,
        lambda occurrence: f"{occurrence.title}, spoken",
        lambda occurrence: f"/occurrences/{occurrence.id}",
        lambda ring, span: f"/list?rings={ring}#{span.start}",
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
