"""What an occurrence says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status

SPAN = DateSpan.of_day(date(2026, 12, 2))


def an_occurrence(
    kind: Kind = Kind.MEETING, body: str | None = "direktionen", status: Status = Status.PLANNED
) -> Occurrence:
    return Occurrence("id", "series", "Direktionsmøde", kind, "direktion", SPAN, SPAN, body=body, status=status)


@pytest.mark.parametrize("kind", Kind)
def test_items_are_placed_at_meetings_only(kind: Kind) -> None:
    """A reading, a dialogue or an event of a body has no agenda, whoever holds it."""
    assert kind.has_agenda is (kind is Kind.MEETING)
    assert an_occurrence(kind).has_agenda is (kind is Kind.MEETING)


@pytest.mark.parametrize("kind", Kind)
def test_what_no_body_holds_has_no_agenda(kind: Kind) -> None:
    assert not an_occurrence(kind, body=None).has_agenda


@pytest.mark.parametrize(("status", "is_cancelled"), [(Status.PLANNED, False), (Status.CANCELLED, True)])
def test_cancelled_is_what_somebody_cancelled(status: Status, is_cancelled: bool) -> None:
    assert an_occurrence(status=status).is_cancelled is is_cancelled


def test_a_day_in_a_holiday_was_never_cancelled() -> None:
    """There was no meeting to cancel."""
    assert not an_occurrence(status=Status.BLOCKED).is_cancelled
