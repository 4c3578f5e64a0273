"""One event of a calendar file: its days and times, its texts, and the ways in which programs write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from calendar_texts import calendar, event, only, read, read_bytes, said

from wheel.core.dates import DateSpan

ODD_ZONE = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        "TZID:Vores egen tid",
        "BEGIN:STANDARD",
        "DTSTART:16010101T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    )
)

TIMES = [
    (("DTSTART:20260304T100000", "DTEND:20260304T113000"), "03-04 03-05 10:00 11:30", "floating is our own time"),
    (("DTSTART:20260304T090000Z", "DTEND:20260304T100000Z"), "03-04 03-05 10:00 11:00", "UTC in winter"),
    (("DTSTART:20260704T090000Z", "DTEND:20260704T100000Z"), "07-04 07-05 11:00 12:00", "UTC in summer"),
    (("DTSTART:20260304T233000Z",), "03-05 03-06 00:30 -", "UTC may be the day after"),
    (("DTSTART;TZID=Romance Standard Time:20260704T090000",), "07-04 07-05 09:00 -", "as Windows names zones"),
    (("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260704T090000",), "07-04 07-05 09:00 -", "a path before"),
    (('DTSTART;TZID="Vores egen tid":20260704T090000',), "07-04 07-05 09:00 -", "a zone that the file describes"),
    (("DTSTART;TZID=Vores egen tid:20260304T090000",), "03-04 03-05 09:00 -", "the same in winter"),
    (("DTSTART;TZID=UTC+11:20260304T230000",), "03-04 03-05 13:00 -", "a distance from UTC"),
    (("DTSTART;TZID=Ingensteds:20260304T230000",), "03-04 03-05 23:00 -", "an unknown zone is taken for our own"),
    (("DTSTART;VALUE=DATE:20260304",), "03-04 03-05 - -", "a day without an end"),
    (("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260304"), "03-04 03-05 - -", "END=START"),
    (("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260307"), "03-04 03-07 - -", "the end is exclusive"),
    (("DTSTART;VALUE=DATE:20260304T000000",), "03-04 03-05 - -", "a day with a time all the same"),
    (("DTSTART:20260304",), "03-04 03-05 - -", "a day that does not say that it is one"),
    (("DTSTART:20260304T000000", "DTEND:20260305T000000"), "03-04 03-05 - -", "from midnight to midnight"),
    (("DTSTART:20260304T100000", "DURATION:PT90M"), "03-04 03-05 10:00 11:30", "a duration"),
    (("DTSTART:20260304", "DURATION:P1W"), "03-04 03-11 - -", "a duration of weeks"),
    (("DTSTART:20260304T100000", "DURATION:P1DT1H"), "03-04 03-06 10:00 11:00", "a duration of days and hours"),
    (("DTSTART:20260328T230000", "DURATION:PT4H"), "03-28 03-29 23:00 04:00", "hours that pass while clocks change"),
    (("DTSTART:20260304T220000", "DTEND:20260305T020000"), "03-04 03-05 22:00 02:00", "over midnight is one day"),
    (("DTSTART:20260304T200000", "DURATION:PT4H"), "03-04 03-05 20:00 23:59", "midnight ends the day before"),
    (("DTSTART:20260304T190000Z", "DTEND:20260304T230000Z"), "03-04 03-05 20:00 23:59", "an end at midnight, in UTC"),
    (("DTSTART:20260304T120000", "DTEND:20260306T120000"), "03-04 03-07 12:00 12:00", "two times 24 hours"),
    (("DTSTART:20260304T120000", "DURATION:P1W"), "03-04 03-12 12:00 12:00", "a week from noon to noon"),
    (("DTSTART:20260304T200000", "DTEND:20260306T000000"), "03-04 03-06 20:00 23:59", "midnight after several days"),
    (("DTSTART:20260304T235900", "DURATION:PT1M"), "03-04 03-05 23:59 -", "the last minute of a day"),
    (("DTSTART:20260304T100000", "DTEND:20260306T160000"), "03-04 03-07 10:00 16:00", "several days with times"),
    (("DTSTART:20260304T100000", "DTEND:20260304T100000"), "03-04 03-05 10:00 -", "no time at all"),
    (("DTSTART:20260304T100000", "DTEND:20260304T090000"), "03-04 03-05 10:00 -", "an end before the beginning"),
    (("DTSTART:20240229",), "02-29 03-01 - -", "a leap day"),
]


@pytest.mark.parametrize(("lines", "expected", "reason"), TIMES, ids=[reason for _, _, reason in TIMES])
def test_an_event_is_held_at_its_time_in_our_zone(lines: tuple[str, ...], expected: str, reason: str) -> None:
    series = only(read(ODD_ZONE, event(*lines)))
    (span,) = series.schedule.rule.spans  # type: ignore[union-attr]
    times = (f"{at:%H:%M}" if at else "-" for at in (series.start_time, series.end_time))
    assert " ".join((f"{span.start:%m-%d}", f"{span.end:%m-%d}", *times)) == expected, reason


def test_texts_are_unescaped_and_cleaned_and_what_is_not_ours_is_passed_over() -> None:
    series = only(
        read(
            event(
                "DTSTART:20260304",
                'DESCRIPTION;ALTREP="cid:a:b;c":Første linje\\nanden\\, med komma\\; og \\\\n\x07',
                "LOCATION;LANGUAGE=da:Rådhuset\\nlokale 2",
                "URL:https://example.org/x",
                "X-ALT-DESC;FMTTYPE=text/html:<b>nej</b>",
                "ATTENDEE;CN=Borgmesteren:mailto:x@example.org",
                "TRANSP:TRANSPARENT",
                "BEGIN:VALARM",
                "DESCRIPTION:Husk",
                "TRIGGER:-PT15M",
                "END:VALARM",
                title="Budget\\, 1. behandling",
            )
        )
    )
    assert series.title == "Budget, 1. behandling"
    assert series.note == "Første linje\nanden, med komma; og \\n"
    assert (series.place, series.url) == ("Rådhuset lokale 2", "https://example.org/x")


def test_a_script_is_no_address() -> None:
    assert only(read(event("DTSTART:20260304", "URL:javascript:alert(1)"))).url == ""


def test_long_texts_are_cut_to_what_is_kept_and_that_is_said() -> None:
    found = read(event("DTSTART:20260304", "DESCRIPTION:" + "b" * 3000, title="a" * 10_000))
    assert (len(only(found).title), len(only(found).note)) == (300, 2000)
    assert said(found) == [
        (5, "SUMMARY is longer than 300 characters: the rest of it is not imported.", False),
        (7, "DESCRIPTION is longer than 2000 characters: the rest of it is not imported.", False),
    ]


@pytest.mark.parametrize(
    ("title", "status", "expected"),
    [
        ("AFLYST: Møde", "CANCELLED", ("Møde", True)),
        ("Canceled: Møde", "cancelled", ("Møde", True)),
        ("Aflyst: vandet", "CONFIRMED", ("Aflyst: vandet", False)),
    ],
)
def test_a_cancelled_event_loses_the_word_before_its_title(title: str, status: str, expected: object) -> None:
    series = only(read(event("DTSTART:20260304", f"STATUS:{status}", title=title)))
    assert (series.title, series.is_cancelled) == expected


def test_a_cancelling_message_cancels_all_that_is_in_it() -> None:
    assert only(read("METHOD:CANCEL", event("DTSTART:20260304"))).is_cancelled


def test_a_private_event_says_so() -> None:
    found = read(event("DTSTART:20260304", "CLASS:PRIVATE"))
    assert only(found).is_private
    assert [line for line, _, _ in said(found)] == [7]


def test_one_of_which_a_single_day_is_private_is_so_too() -> None:
    every_week = event("DTSTART:20260304T100000", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert not only(read(every_week)).is_private
    change = event("RECURRENCE-ID:20260311T100000", "DTSTART:20260311T120000", "CLASS:CONFIDENTIAL")
    assert only(read(every_week, change)).is_private


FILE = calendar("X-WR-CALNAME:Året på rådhuset", event("DTSTART;VALUE=DATE:20260304", title="Økonomiudvalget " * 8))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (FILE, "UTF-8 and CRLF"),
        (b"\xef\xbb\xbf" + FILE, "a mark before it"),
        (FILE.replace(b"\r\n", b"\n"), "LF"),
        (FILE.replace(b"\r\n", b"\r"), "CR"),
        (FILE.decode().encode("utf-16"), "UTF-16 with its mark"),
        (FILE.decode().encode("utf-16-le"), "UTF-16 without it"),
        (FILE.decode().encode("utf-16-be"), "UTF-16, the other way round"),
        (FILE.decode().encode("cp1252"), "Windows-1252"),
        (FILE.replace("Ø".encode(), b"\xc3\r\n \x98"), "folded within a character"),
        (FILE.replace(b"\r\nSUMMARY", b"\r\n\r\n\r\nSUMMARY"), "blank lines"),
        (FILE.replace(b"BEGIN:VEVENT", b"begin:vevent").replace(b"SUMMARY:", b"summary:"), "small letters"),
    ],
)
def test_a_file_reads_alike_in_any_encoding(data: bytes, reason: str) -> None:
    found = read_bytes(data)
    assert (found.name, found.problems) == ("Året på rådhuset", ()), reason
    assert only(found).title == ("Økonomiudvalget " * 8).strip(), reason


def test_several_calendars_in_one_file_each_have_their_own_zones() -> None:
    other = ODD_ZONE.replace("+0100", "+0500").replace("+0200", "+0600")
    lines = "DTSTART;TZID=Vores egen tid:20260304T090000"
    found = read_bytes(calendar(ODD_ZONE, event(lines, uid="a")) + calendar(other, event(lines, uid="b")))
    assert [series.start_time for series in found.series] == [time(9), time(5)]


def test_parts_that_are_no_events_are_counted_and_passed_over() -> None:
    task = "BEGIN:VTODO\r\nUID:t\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VTODO"
    found = read(task, event("DTSTART:20260304"), "BEGIN:VJOURNAL\r\nEND:VJOURNAL", task)
    assert found.passed_over == {"VTODO": 2, "VALARM": 2, "VJOURNAL": 1}
    assert only(found).schedule.rule.spans == (DateSpan.of_day(date(2026, 3, 4)),)  # type: ignore[union-attr]
