"""Days, times, numbers and versions as forms send them."""

from __future__ import annotations

from datetime import date, time

import pytest

from wheel.errors import InvalidInputError
from wheel.web.plan_forms import day_field, optional_day, optional_time, seen, whole_number


@pytest.mark.parametrize(
    ("text", "day"), [("2027-02-13", date(2027, 2, 13)), (" 2028-02-29 ", date(2028, 2, 29)), ("", None), ("  ", None)]
)
def test_a_day_is_read_as_browsers_send_it(text: str, day: date | None) -> None:
    assert optional_day({"first": text}, "first") == day
    assert optional_day({}, "first") is None


@pytest.mark.parametrize(
    "text", ["13.2.2027", "2027-02-30", "2027-13-01", "0", "２０２７-02-13", "1899-12-31", "2101-01-01"]
)
def test_what_is_no_day_is_refused_for_its_field(text: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        day_field({"first": text}, "first", "Choose the first day.")
    assert refusal.value.field == "first"
    assert str(refusal.value) != "Choose the first day."


def test_a_day_that_is_needed_is_asked_for() -> None:
    with pytest.raises(InvalidInputError, match="Choose the first day") as refusal:
        day_field({"first": " "}, "first", "Choose the first day.")
    assert refusal.value.field == "first"
    assert day_field({"first": "2027-02-13"}, "first", "Choose the first day.") == date(2027, 2, 13)


@pytest.mark.parametrize(
    ("text", "at"),
    [("09:30", time(9, 30)), ("9.30", time(9, 30)), ("23:59:00", time(23, 59)), (" 0:00 ", time(0)), ("", None)],
)
def test_a_time_is_read_as_danes_and_browsers_write_it(text: str, at: time | None) -> None:
    assert optional_time({"start": text}, "start") == at


@pytest.mark.parametrize("text", ["24:00", "9", "9:60", "halv ti", "9:3", "09:30:15", "+9:30", "９:30"])
def test_what_is_no_time_is_refused_for_its_field(text: str) -> None:
    with pytest.raises(InvalidInputError, match="Write the time as hours:minutes") as refusal:
        optional_time({"start": text}, "start")
    assert refusal.value.field == "start"


@pytest.mark.parametrize("text", ["1", " 30 ", "07"])
def test_a_whole_number_is_read(text: str) -> None:
    assert whole_number({"days": text}, "days", 1, 30) == int(text)


@pytest.mark.parametrize("text", ["", "0", "31", "-1", "1.5", "²", "٣", "1e1", "9" * 5000])
def test_what_is_no_number_or_out_of_bounds_is_refused_for_its_field(text: str) -> None:
    with pytest.raises(InvalidInputError, match="Write a whole number from 1 to 30") as refusal:
        whole_number({"days": text}, "days", 1, 30)
    assert refusal.value.field == "days"
    with pytest.raises(InvalidInputError, match="At most 30, please"):
        whole_number({"days": text}, "days", 1, 30, "At most %(most)s, please.")


def test_a_form_says_which_version_it_was_filled_from() -> None:
    assert seen({"seen": "7"}) == 7
    for form in ({}, {"seen": ""}, {"seen": "?"}):
        with pytest.raises(InvalidInputError, match="The form is incomplete") as refusal:
            seen(form)
        assert refusal.value.field == "seen"
