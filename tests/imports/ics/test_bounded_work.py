"""The work on a calendar file grows with the file alone, and stops when it takes too long: counted, not timed."""

from __future__ import annotations

from itertools import count

import pytest
from calendar_texts import WINDOW, calendar, event, read, read_bytes
from icalendar.parser import Contentline

from wheel.errors import InvalidInputError
from wheel.imports.ics import properties, reading
from wheel.imports.ics.reading import read_calendar

MANY = 200
BROKEN = ["@@@"] * MANY
DAYS = [f"{year}{month:02}{day:02}T100000" for year in range(2020, 2030) for month in range(1, 13) for day in (1, 2)]

PARSED = [
    (("SUMMARY;A=b:x",), 2, "one title, once to read it and once for all the problems"),
    (("SUMMARY;A=b:x",) * MANY, MANY + 1, "the first of many titles"),
    (('SUMMARY;A="b:x',) * MANY, 2 * MANY, "titles that cannot be read"),
    (("DTEND;A=b:20260304",) * MANY, MANY, "what is no title"),
]


@pytest.mark.parametrize(("lines", "most", "reason"), PARSED, ids=[reason for *_, reason in PARSED])
def test_many_problems_of_an_event_read_its_title_once(
    monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], most: int, reason: str
) -> None:
    parsed: list[str] = []

    def counted(text: str) -> object:
        parsed.append(text)
        return Contentline(text)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(properties, "Contentline", counted)
    written = "\r\n".join(("BEGIN:VEVENT", "UID:a", "DTSTART:20260304", *lines, *BROKEN, "END:VEVENT"))
    assert len(read(written).problems) >= MANY, reason
    assert len(parsed) == most, reason


ZONE = "\r\n".join(
    (
        *("BEGIN:VTIMEZONE", "TZID:z", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
        *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE"),
    )
)
LOOKED_AT = [
    ([event("DTSTART:20260304T100000", "EXDATE;TZID=z:" + ",".join(DAYS))], len(DAYS), "each day that is left out"),
    ([event("DTSTART:20260304T100000", "RDATE;TZID=z:" + ",".join(DAYS))], len(DAYS), "each date that is added"),
    ([event(f"RECURRENCE-ID:{day}", f"DTSTART:{day}") for day in DAYS], 3 * len(DAYS), "each day that is changed"),
    ([ZONE] * MANY, MANY, "each time zone"),
    ([event(uid=str(number)) for number in range(MANY)], 2 * MANY, "the title of each event that has a problem"),
]


@pytest.mark.parametrize(("parts", "least", "reason"), LOOKED_AT, ids=[reason for *_, reason in LOOKED_AT])
def test_the_clock_is_looked_at(parts: list[str], least: int, reason: str) -> None:
    looks = count()

    def clock() -> float:
        next(looks)
        return 0.0

    read_calendar(calendar(ZONE, *parts), "Europe/Copenhagen", WINDOW, clock)
    assert next(looks) > least, reason


def of_lines(number: int, end: str) -> str:
    return end.join(("BEGIN:VCALENDAR", "VERSION:2.0", *[""] * (number - 3), "END:VCALENDAR")) + end


ENCODED = [
    ("\n", "utf-8", "LF"),
    ("\r", "utf-8", "CR"),
    ("\r\n", "utf-8", "CRLF"),
    ("\r\n", "utf-16", "two bytes each"),
    ("\r\n", "utf-16-be", "two bytes each, the other way round"),
    ("\r\n", "utf-32", "four bytes each"),
]


@pytest.mark.parametrize(("end", "encoding", "reason"), ENCODED, ids=[reason for *_, reason in ENCODED])
def test_lines_are_counted_however_they_end(
    monkeypatch: pytest.MonkeyPatch, end: str, encoding: str, reason: str
) -> None:
    monkeypatch.setattr(reading, "MOST_LINES", MANY)
    assert read_bytes(of_lines(MANY, end).encode(encoding)).series == (), reason
    with pytest.raises(InvalidInputError, match="more than 200 lines"):
        read_bytes(of_lines(MANY + 1, end).encode(encoding))
