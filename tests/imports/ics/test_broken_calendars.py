"""Broken and hostile calendar files: sentences with line numbers, the rest is read, and the work on them is bounded."""

from __future__ import annotations

from itertools import count, repeat

import pytest
from calendar_texts import WINDOW, calendar, event, only, read, read_bytes, said
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.imported_calendars import LONGEST_TITLE
from wheel.core.schedule_documents import schedule_from_document, schedule_to_document
from wheel.errors import InvalidInputError, WheelError
from wheel.imports.ics.limits import MOST_BYTES, MOST_PROBLEMS
from wheel.imports.ics.reading import read_calendar

GOOD = event("DTSTART:20260304T100000", uid="good")

BROKEN = [
    (event(), (3, "The event does not say when it begins (DTSTART), so it is left out."), "no DTSTART"),
    (event("DTSTART:20260230"), (6, 'DTSTART: "20260230" is no date or time.'), "no such day"),
    (event("DTSTART:"), (6, 'DTSTART: "" is no date or time.'), "no value"),
    (event("DTSTART:PT1H"), (6, 'DTSTART: "PT1H" is no date or time.'), "a duration"),
    (event("DTSTART:00010101"), (6, "00010101 is outside the years 1900 to 2100."), "the year 1"),
    (event("DTSTART:99991231T235959Z"), (6, "99991231T235959Z is outside the years 1900 to 2100."), "the year 9999"),
    (event("DTSTART:20260304", "DTEND:x"), (7, 'DTEND: "x" is no date or time.'), "a broken end"),
    (
        event("DTSTART:20260304", "DURATION:P400D"),
        (7, "The event lasts longer than 366 days, so it is left out."),
        "long",
    ),
    (
        event("DTSTART:20260304T100000", "RRULE:FREQ=SECONDLY"),
        (7, "The event is repeated every hour, minute or second, so it is left out."),
        "oftener than daily",
    ),
    (
        event("DTSTART:20260304T100000", "RRULE:FREQ=DAILY;BYHOUR=9,10"),
        (7, "The event is repeated at several times of the day, so it is left out."),
        "twice a day",
    ),
    (
        event("DTSTART:20260304", "RRULE:FREQ=WEEKLY;COUNT=0"),
        (7, '"COUNT=0" is not a possible part of a recurrence rule.'),
        "a rule that cannot be",
    ),
    (
        event("DTSTART:20260304", "RRULE:FREQ=WEEKLY;BYDAY=MO;BYDAY=TU"),
        (7, "The recurrence rule says BYDAY more than once."),
        "a rule that says two things",
    ),
    (
        event("DTSTART:20260304", "RRULE:FREQ=WEEKLY;UNTIL=20260301"),
        (7, "The event's rule ends before the event begins, so it is left out."),
        "deleted from the first day on",
    ),
    (
        event("DTSTART:20260304", "EXDATE:20260304"),
        (3, "The event is left out on every one of its days, so nothing of it is imported."),
        "nothing is left",
    ),
    (
        event("DTSTART:20260304", "RDATE:" + ",".join(["20260304"] * 5001)),
        (7, "The event names more than 5000 dates, so it is left out."),
        "very many dates",
    ),
]


@pytest.mark.parametrize(("broken", "expected", "reason"), BROKEN, ids=[reason for _, _, reason in BROKEN])
def test_a_broken_event_is_left_out_with_its_line_and_the_others_are_read(
    broken: str, expected: tuple[int, str], reason: str
) -> None:
    found = read(broken, GOOD)
    assert said(found) == [(*expected, True)], reason
    assert [series.uid for series in found.series] == ["good"], reason


@pytest.mark.parametrize(
    ("lines", "expected", "reason"),
    [
        (("RUBBISH",), (7, "This line cannot be read, so it is passed over."), "no property"),
        (('LOCATION;X="a:b',), (7, "This line cannot be read, so it is passed over."), "a quote that never ends"),
        (("END:VTODO",), (7, "END:VTODO ends nothing that has begun."), "an end of nothing"),
        (("RRULE:",), (7, "The rule is empty: the event is taken to be held once."), "an empty rule"),
        (("DTEND:20260101",), (7, "The event ends before it begins: its end is not imported."), "an early end"),
    ],
)
def test_a_line_that_cannot_be_read_is_said_and_the_event_imported(
    lines: tuple[str, ...], expected: tuple[int, str], reason: str
) -> None:
    found = read(event("DTSTART:20260304", *lines))
    assert said(found) == [(*expected, False)], reason
    assert only(found).title == "Møde", reason


def test_lines_are_numbered_as_in_the_file_also_after_folded_ones() -> None:
    folded = event("DTSTART:20260304", "DESCRIPTION:a\r\n b\r\n c\r\n d", uid="a")
    assert [line for line, _, _ in said(read(folded, event("DTSTART:x", uid="b")))] == [15]


def test_an_event_without_end_does_not_take_the_next_along() -> None:
    found = read(event("DTSTART:20260304", uid="a").removesuffix("END:VEVENT"), GOOD)
    assert [series.uid for series in found.series] == ["a", "good"]


def test_an_event_in_which_the_file_ends_is_left_out() -> None:
    found = read_bytes(calendar(GOOD, event("DTSTART:20260304")).split(b"DTSTART:20260304\r\n")[0])
    assert [series.uid for series in found.series] == ["good"]
    assert said(found) == [(8, "The file ends in the middle of this event.", True)]


def test_an_event_without_uid_or_title_is_known_again() -> None:
    lines = "BEGIN:VEVENT\r\nDTSTART:20260304\r\nEND:VEVENT"
    first, second = only(read(lines)), only(read("X-A:b", lines))
    assert (first.uid, first.title) == (second.uid, "(uden titel)")
    assert len(only(read(event("DTSTART:20260304", uid="u" * 300))).uid) == 64


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "nothing"),
        (b"\xef\xbb\xbf\r\n", "a mark alone"),
        (b"Emne;Startdato\r\nM\xf8de;4-3-2026\r\n", "a table"),
        (b"%PDF-1.7\x00\xff\xfe", "a PDF"),
        (b"PK\x03\x04" + bytes(range(256)) * 9, "a packed folder"),
        (b"<!doctype html><html>", "a web page"),
        (calendar() + b"x" * MOST_BYTES, "too many bytes"),
        (calendar("\r\n" * 200_001), "too many lines"),
        (calendar(*["BEGIN:VEVENT\r\nEND:VEVENT"] * 10_001), "too many events"),
        (b"BEGIN:X\n" * 1000, "parts within parts"),
    ],
)
def test_what_is_no_calendar_or_too_big_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_bytes(data)
    assert refused.value.field == "file", reason


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([event("DTSTART:19010101T100000Z", "RRULE:FREQ=DAILY", uid=str(n)) for n in range(99)], "dates without end"),
        (
            [event("DTSTART:20260101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", uid=str(n)) for n in range(99)],
            "rules without a day",
        ),
        ([event("DTSTART:20260101", *["RRULE:FREQ=DAILY"] * 21)], "rules upon rules"),
    ],
)
def test_a_file_that_asks_for_too_much_work_is_told_so(parts: list[str], reason: str) -> None:
    found = read(*parts)
    assert any(problem.is_left_out for problem in found.problems), reason
    assert len(found.series) < len(parts), reason


def test_no_more_is_said_of_a_file_than_somebody_reads() -> None:
    found = read(*(event(uid=str(number)) for number in range(MOST_PROBLEMS + 50)))
    assert len(found.problems) == MOST_PROBLEMS + 1


LINES = (
    *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "BEGIN:VTIMEZONE"),
    *("BEGIN:STANDARD", "END:STANDARD", "END:VTIMEZONE", "TZID:z", "TZOFFSETFROM:+0100", "TZOFFSETTO:-2359"),
    *("UID:a", "UID:b", "SUMMARY:x", "DTSTART:20260304", "DTSTART;TZID=z:20260304T100000", "DTSTART:21001230T235959Z"),
    *("DTSTART:19000102T000000Z", "DTEND:20260304T110000Z", "DURATION:-P1W", "DURATION:P999999999D", "DTEND:21001230"),
    *("RRULE:FREQ=DAILY", "RRULE:FREQ=YEARLY;COUNT=2;UNTIL=20270101", "RRULE:FREQ=MONTHLY;BYDAY=5FR;UNTIL=19691231"),
    *(
        "RDATE:20260305,20260304T110000Z",
        "RDATE;VALUE=PERIOD:20260304T100000Z/P9W",
        "EXDATE:20260304",
        "EXRULE:FREQ=DAILY",
    ),
    *(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260304",
        "RECURRENCE-ID;TZID=z:20260311T100000",
        "SEQUENCE:9",
        "STATUS:CANCELLED",
    ),
)


TITLED = [
    ((event("DTSTART:20260230", title="Kor"),), ["Kor"], "at a line of its own"),
    ((event(title="Kor\\, anden stemme"),), ["Kor, anden stemme"], "at its first line, and its title is unescaped"),
    ((GOOD, event("DTSTART:x", uid="b", title="Fest"), GOOD), ["Fest"], "among others"),
    ((GOOD, "RRULE"), [""], "after the last event, at none of them"),
    (("RRULE", GOOD), [""], "before the first"),
    ((event("DTSTART:x").replace("SUMMARY:Møde", "LOCATION:Torvet"),), [""], "an event without a title"),
    ((event("DTSTART:x", title="x" * 9_000),), ["x" * (LONGEST_TITLE - 1) + "…"], "a title as long as a file may be"),
    (
        (event("DTSTART:x", uid="a", title="Kor"), event("DTSTART:x", uid="b", title="Fest")),
        ["Kor", "Fest"],
        "each its own",
    ),
]


@pytest.mark.parametrize(("parts", "titles", "reason"), TITLED, ids=[reason for *_, reason in TITLED])
def test_a_problem_is_told_with_the_title_of_its_event(parts: tuple[str, ...], titles: list[str], reason: str) -> None:
    assert [problem.title for problem in read(*parts).problems] == titles, reason


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _require_sound(data)
    _require_sound(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260304\n" + data + b"\nEND:VEVENT\n")


@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    _require_sound(calendar("BEGIN:VEVENT", "DTSTART:20260304T100000", *lines))


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=3)), max_size=6))
def test_a_calendar_with_bytes_changed_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    rule = event("DTSTART;TZID=Europe/Paris:20260304T100000", "RRULE:FREQ=WEEKLY;COUNT=9;BYDAY=WE", "DURATION:PT1H")
    data = calendar(rule, event("RECURRENCE-ID:20260311T100000", "DTSTART:20260312T100000", "SEQUENCE:1"), GOOD)
    for place, piece in changes:
        data = data[:place] + piece + data[place + len(piece) :]
    _require_sound(data)


def _require_sound(data: bytes) -> None:
    """It is refused in a sentence, or what is read of it can be kept."""
    try:
        found = read_bytes(data)
    except WheelError:
        return
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= problem.line <= lines and str(problem) for problem in found.problems)
    assert len({series.uid for series in found.series}) == len(found.series)
    for series in found.series:
        assert schedule_from_document(schedule_to_document(series.schedule)) == series.schedule
        assert 0 < len(series.title) <= 300
        assert len(series.uid) <= 255
        assert len(series.content_hash) == 64


def test_a_file_that_takes_too_long_is_refused_whole() -> None:
    """By a clock that goes on a second whenever it is looked at."""
    slow, quick = count(), repeat(0)
    endless = calendar(event("DTSTART:20260304", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), GOOD)
    many = calendar(*(event("DTSTART:20260304", uid=str(number)) for number in range(30)))
    assert len(read_calendar(many, "Europe/Copenhagen", WINDOW, lambda: next(quick)).series) == 30
    for data in (many, endless * 20):
        with pytest.raises(InvalidInputError, match="takes too long: import it in parts") as refused:
            read_calendar(data, "Europe/Copenhagen", WINDOW, lambda: next(slow))
        assert refused.value.field == "file"
