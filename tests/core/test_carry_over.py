"""What is offered to be carried over into the next year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.carry_over import CarryOffer, offers
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.series import Series

WEEKLY_RULE = RecurrenceRule("FREQ=WEEKLY;BYDAY=WE", date(2020, 1, 1))


def series_of(rule: DateList | RecurrenceRule, ends_on: date | None = None) -> Series:
    return Series("Budgetseminar", Kind.EVENT, "ring", Schedule(rule, ends_on=ends_on))


LIST, WEEKLY = series_of(DateList(())), series_of(WEEKLY_RULE)
SERIES = {"list": LIST, "weekly": WEEKLY}


def span_of(first: date, days: int = 1) -> DateSpan:
    return DateSpan(first, first + timedelta(days=days))


def held_on(day: date, days: int = 1, **given: object) -> Occurrence:
    span = span_of(day, days)
    event = Occurrence(str(day), "list", "Budgetseminar", Kind.EVENT, "ring", span, span)
    return replace(event, **given)  # type: ignore[arg-type]


# Thursday in week 35 of 2026 and of 2027.
THURSDAY, YEAR_ON = date(2026, 8, 27), date(2027, 9, 2)


def test_a_listed_event_is_offered_on_the_same_weekday_of_the_same_week() -> None:
    assert offers(SERIES, [held_on(THURSDAY, 2)], 2027) == (
        CarryOffer("2026-08-27", "list", "2026-08-27", span_of(THURSDAY, 2), span_of(YEAR_ON, 2), is_ticked=True),
    )


@pytest.mark.parametrize(
    ("day", "year_on", "reason"),
    [
        (date(2025, 3, 12), date(2026, 3, 11), "Wednesday of week 11"),
        (date(2024, 2, 29), date(2025, 2, 27), "the leap day, a Thursday"),
        (date(2026, 12, 29), date(2027, 12, 28), "Tuesday of week 53 becomes week 52"),
        (date(2027, 12, 30), date(2028, 12, 28), "week 52 stays week 52"),
        (date(2025, 12, 24), date(2026, 12, 23), "week 52, though the year has 53"),
        (date(2025, 12, 29), date(2026, 12, 28), "Monday of 2026's week 1; that of 2027 lies in 2027"),
        (date(2027, 1, 1), date(2028, 1, 7), "Friday of 2026's week 53; the last of 2027 lies in 2027"),
        (date(2024, 12, 30), date(2025, 12, 29), "Monday of 2025's week 1 and of 2026's"),
    ],
)
def test_a_year_on_is_in_the_next_calendar_year(day: date, year_on: date, reason: str) -> None:
    (offer,) = offers(SERIES, [held_on(day)], day.year + 1)
    assert offer.to_span == span_of(year_on)


@pytest.mark.parametrize(
    ("occurrence", "is_ticked", "reason"),
    [
        (held_on(THURSDAY), True, "held"),
        (held_on(THURSDAY, is_moved=True), True, "held, on another day"),
        (held_on(THURSDAY, status=Status.CANCELLED), False, "cancelled"),
        (held_on(THURSDAY, status=Status.BLOCKED), False, "a holiday left it out"),
        (held_on(THURSDAY, is_extra=True), False, "an extra one of a list"),
        (held_on(THURSDAY, series_id="weekly", is_extra=True), False, "an extra one of a rule"),
    ],
)
def test_what_was_held_as_listed_is_ticked(occurrence: Occurrence, is_ticked: bool, reason: str) -> None:
    assert [offer.is_ticked for offer in offers(SERIES, [occurrence], 2027)] == [is_ticked]


@pytest.mark.parametrize(
    ("occurrence", "reason"),
    [
        (held_on(THURSDAY, series_id="weekly"), "its rule brings it back"),
        (held_on(THURSDAY, series_id="gone"), "its series is not there"),
        (held_on(date(2025, 8, 28)), "of the year before that"),
        (held_on(date(2027, 3, 4)), "of the year itself"),
    ],
)
def test_what_comes_back_by_itself_or_is_of_another_year_is_not_offered(occurrence: Occurrence, reason: str) -> None:
    assert offers(SERIES, [occurrence], 2027) == ()


@pytest.mark.parametrize(
    ("ends_on", "is_offered"), [(YEAR_ON, False), (YEAR_ON + timedelta(days=1), True), (date(2026, 10, 1), False)]
)
def test_what_a_series_ends_before_is_not_offered(ends_on: date, is_offered: bool) -> None:
    assert bool(offers({"list": series_of(DateList(()), ends_on)}, [held_on(THURSDAY)], 2027)) is is_offered


@pytest.mark.parametrize(
    ("occurrence", "from_day", "to_day", "reason"),
    [
        (
            held_on(THURSDAY, slot=span_of(date(2026, 8, 19)), is_moved=True),
            THURSDAY,
            YEAR_ON,
            "somebody chose Thursday",
        ),
        (
            held_on(date(2026, 8, 26), slot=span_of(THURSDAY)),
            date(2026, 8, 26),
            YEAR_ON,
            "Thursday was wanted; a holiday shifted it",
        ),
        (
            held_on(date(2027, 1, 7), slot=span_of(date(2026, 12, 17)), is_moved=True),
            date(2027, 1, 7),
            date(2027, 12, 23),
            "moved out of its year: from what was asked for",
        ),
    ],
)
def test_what_was_wanted_counts(occurrence: Occurrence, from_day: date, to_day: date, reason: str) -> None:
    (offer,) = offers(SERIES, [occurrence], 2027)
    assert (offer.from_span, offer.to_span) == (span_of(from_day), span_of(to_day))


EXTRA = held_on(THURSDAY, series_id="weekly", is_extra=True)


@pytest.mark.parametrize(
    ("last_years", "this_years", "is_offered", "reason"),
    [
        (held_on(THURSDAY), held_on(YEAR_ON), False, "carried over"),
        (held_on(THURSDAY), held_on(YEAR_ON, status=Status.CANCELLED), False, "and cancelled since"),
        (held_on(THURSDAY), held_on(date(2027, 8, 30)), False, "entered by hand, on the week's Monday"),
        (held_on(THURSDAY), held_on(date(2027, 9, 6)), True, "another week"),
        (held_on(THURSDAY), held_on(YEAR_ON, series_id="weekly"), True, "another series"),
        (
            held_on(THURSDAY),
            held_on(date(2027, 10, 7), slot=span_of(YEAR_ON), is_moved=True),
            False,
            "carried over and moved",
        ),
        (
            held_on(THURSDAY),
            held_on(YEAR_ON, slot=span_of(date(2027, 5, 4)), is_moved=True),
            False,
            "another one was moved there",
        ),
        (held_on(THURSDAY), held_on(YEAR_ON, is_extra=True), False, "an extra one stands for it"),
        (EXTRA, replace(held_on(YEAR_ON), series_id="weekly", is_extra=True), False, "carried over"),
        (EXTRA, held_on(date(2027, 9, 1), series_id="weekly"), True, "the week's ordinary one does not stand for it"),
        (EXTRA, held_on(YEAR_ON, series_id="weekly"), False, "there is an ordinary one that very day"),
    ],
)
def test_what_is_there_already_is_not_offered(
    last_years: Occurrence, this_years: Occurrence, is_offered: bool, reason: str
) -> None:
    assert bool(offers(SERIES, [last_years, this_years], 2027)) is is_offered


def test_a_listed_date_counts_before_the_year_is_planned() -> None:
    listed = {"list": series_of(DateList((span_of(THURSDAY), span_of(YEAR_ON))))}
    assert offers(listed, [held_on(THURSDAY)], 2027) == ()


year_days = st.integers(2020, 2040).flatmap(lambda year: st.dates(date(year, 1, 1), date(year, 12, 31)))


@given(year_days, st.integers(1, 10))
def test_an_offer_keeps_weekday_and_length_and_lies_in_the_year(day: date, length: int) -> None:
    (offer,) = offers(SERIES, [held_on(day, length)], day.year + 1)
    assert offer.to_span.start.year == day.year + 1
    assert offer.to_span.start.isoweekday() == day.isoweekday()
    assert offer.to_span.day_count == length
    assert 51 <= (offer.to_span.start - day).days / 7 <= 54


@st.composite
def last_years_events(draw: st.DrawFn) -> list[Occurrence]:
    days = draw(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), unique=True, max_size=8))
    return [
        held_on(
            day,
            series_id=draw(st.sampled_from(["list", "weekly"])),
            is_extra=draw(st.booleans()),
            status=draw(st.sampled_from(Status)),
        )
        for day in days
    ]


def carried(found: Iterable[CarryOffer], from_: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences that accepting the offers makes."""
    by_id = {occurrence.id: occurrence for occurrence in from_}
    return [
        replace(by_id[offer.occurrence_id], id=f"new-{offer.key}", span=offer.to_span, slot=offer.to_span)
        for offer in found
    ]


@given(last_years_events())
def test_what_has_been_carried_over_is_not_offered_again(events: list[Occurrence]) -> None:
    found = offers(SERIES, events, 2027)
    assert offers(SERIES, [*events, *carried(found, events)], 2027) == ()


@given(last_years_events(), st.data())
def test_the_order_does_not_matter_and_every_key_is_its_own(events: list[Occurrence], data: st.DataObject) -> None:
    found = offers(SERIES, events, 2027)
    assert offers(SERIES, data.draw(st.permutations(events)), 2027) == found
    assert len({offer.key for offer in found}) == len(found)
