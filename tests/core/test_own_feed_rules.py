"""The rules of people's own calendars: names, how many there may be, and how long a closed one says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.feed_sources import EVERYTHING, LONGEST_NAME
from wheel.core.own_feeds import (
    MOST_NEW,
    MOST_OPEN,
    SAYS_CLOSED,
    NewOwnFeed,
    OwnFeed,
    checked_name,
    require_as_seen,
    require_pace,
    require_room,
)
from wheel.errors import ConflictError, InvalidInputError, RefusedError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
OPEN = OwnFeed("f", "min telefon", NOW, EVERYTHING)
CLOSED = replace(OPEN, withdrawn_at=NOW)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" min\t telefon\r\n", "min telefon"),
        ("Æblet 📱", "Æblet 📱"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("to\x1blinjer\u2028her", "to linjer her"),
        ("BEGIN:VEVENT", "BEGIN:VEVENT"),
    ],
)
def test_a_name_is_put_on_one_line(typed: str, name: str) -> None:
    assert checked_name(typed, ()) == name


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write what the calendar is called."),
        (" \u200b\x00\n", "Write what the calendar is called."),
        ("x" * (LONGEST_NAME + 1), "Write at most 60 characters."),
        ("MIN  Telefon", "You already have a calendar of this name."),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        checked_name(typed, (OPEN,))
    assert (str(refusal.value), refusal.value.field) == (sentence, "name")


def test_the_name_of_a_closed_one_is_free_again() -> None:
    assert checked_name("Min telefon", (CLOSED,)) == "Min telefon"


@given(st.text())
def test_whatever_is_typed_becomes_a_printable_line_that_stays_as_it_is_or_is_refused(typed: str) -> None:
    try:
        name = checked_name(typed, ())
    except InvalidInputError:
        return
    assert name.isprintable()
    assert 0 < len(name) <= LONGEST_NAME
    assert checked_name(name, ()) == name


def test_only_open_ones_take_room() -> None:
    require_room([OPEN] * (MOST_OPEN - 1) + [CLOSED] * 9)
    with pytest.raises(RefusedError, match="You have 20 calendars of your own already"):
        require_room([OPEN] * MOST_OPEN)


def test_addresses_of_the_last_hour_count_also_those_closed_since() -> None:
    made = [OPEN] * (MOST_NEW - 1) + [CLOSED]
    with pytest.raises(RefusedError, match="You have made 20 addresses within an hour"):
        require_pace(made, NOW + timedelta(hours=1) - SECOND)
    require_pace(made, NOW + timedelta(hours=1))
    require_pace(made[1:], NOW)


def test_a_closed_one_says_so_for_thirty_days() -> None:
    last = NOW + timedelta(days=30)
    assert CLOSED.says_so_until == last == NOW + SAYS_CLOSED
    assert [CLOSED.is_closing(at) for at in (NOW, last, last + SECOND)] == [True, True, False]
    assert (OPEN.is_open, OPEN.says_so_until, OPEN.is_closing(NOW)) == (True, None, False)


def test_a_name_that_somebody_gave_it_meanwhile_is_not_lost() -> None:
    require_as_seen(OPEN, "min telefon")
    with pytest.raises(ConflictError, match="another name while you were looking"):
        require_as_seen(OPEN, "min tablet")


def test_a_secret_is_not_told_by_what_a_log_would_show() -> None:
    assert "hemmelig" not in repr(NewOwnFeed(OPEN, "hemmelig"))
