"""Feeds that each break one rule: a sound one, and what is done to its unfolded text or to its bytes.

Where the rules come as a family (one of each, at most one, never), so do the ways to break them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from feed_samples import a_meeting, calendar_of

from wheel.core.dates import DateSpan

TIMED = a_meeting(items=(), note="Husk, legitimation; og kuglepen.", body_name=None)
ALL_DAY = a_meeting(uid="9c1d@aarshjul.example", title="Frist", span=DateSpan.of_day(date(2026, 6, 5)), start_time=None)
GONE = a_meeting(uid="77aa@aarshjul.example", is_cancelled=True)

Corrupted = tuple[str, bytes]

VEVENT, VZONE, VCAL = "BEGIN:VEVENT", "BEGIN:VTIMEZONE", "BEGIN:VCALENDAR"
_EVENT = "UID:5f0e2f6e@aarshjul.example\r\n"
_SUMMER = "DTSTART:19700329T020000\r\n"
_BUSY = "X-MICROSOFT-CDO-BUSYSTATUS"
_LONG = "x" * 8_001


def sound() -> bytes:
    return calendar_of([TIMED, ALL_DAY, GONE])


def folded(text: str) -> bytes:
    """As section 3.1 of RFC 5545 says, at whole characters."""
    lines = []
    for line in text.removesuffix("\r\n").split("\r\n"):
        pieces, size = [""], 0
        for character in line:
            octets = len(character.encode())
            if size + octets > 74:
                pieces.append("")
                size = 0
            pieces[-1] += character
            size += octets
        lines.append("\r\n ".join(pieces))
    return ("\r\n".join(lines) + "\r\n").encode()


def unfolded() -> str:
    return sound().decode().replace("\r\n ", "")


def corrupted() -> Iterator[Corrupted]:
    """(the rule, the bytes of a feed that breaks it)"""
    text, data = unfolded(), sound()
    for rule, old, new in (*_SWAPPED, *_put_in(), *_left_out(text), *_twice(text)):
        assert old in text, f"{rule}: {old!r}"
        yield rule, folded(text.replace(old, new, 1))
    for rule, change in _OF_BYTES.items():
        yield rule, change(data)


def _line(text: str, start: str, within: str) -> str:
    """The first line that starts so, behind the text `within`."""
    at = text.index(f"\r\n{start}", text.index(within)) + 2
    return text[at : text.index("\r\n", at) + 2]


_EVENT_ONCE = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP")
_HEAD_ONCE = ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_EVENT_SOMETIMES = ("DESCRIPTION", "LOCATION", "CATEGORIES", "URL")
_HEAD_SOMETIMES = ("CALSCALE", "COLOR", "DESCRIPTION", "X-WR-CALDESC")


def _left_out(text: str) -> Iterator[tuple[str, str, str]]:
    for what, within, names in (("an event", VEVENT, _EVENT_ONCE), ("the calendar", VCAL, _HEAD_ONCE)):
        yield from ((f"{what} has one {name}", _line(text, name, within), "") for name in names)
    yield "an event has one busy status", _line(text, _BUSY, VEVENT), ""
    yield from (
        (f"a change has one {name}", _line(text, name, VZONE), "") for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    )


def _twice(text: str) -> Iterator[tuple[str, str, str]]:
    for within, what, names in ((VEVENT, "an event", _EVENT_SOMETIMES), (VCAL, "the calendar", _HEAD_SOMETIMES)):
        for name in names:
            line = _line(text, name, within)
            yield f"{what} has at most one {name}", line, line * 2
    for name in ("COLOR", "CLASS", "CREATED", "PRIORITY"):
        yield f"an event has at most one {name}", _EVENT, f"{_EVENT}{name}:x\r\n{name}:x\r\n"
    yield "the calendar has at most one METHOD", "CALSCALE", "METHOD:PUBLISH\r\nMETHOD:PUBLISH\r\nCALSCALE"
    rule = _line(text, "RRULE", VZONE)
    yield "a change has at most one RRULE", rule, rule * 2


def _put_in() -> Iterator[tuple[str, str, str]]:
    for name in ("SOURCE", "UID", "URL", "IMAGE", "LAST-MODIFIED", "X-WR-RELCALID"):
        yield f"the calendar has no {name}", "CALSCALE", f"{name}:x\r\nCALSCALE"
    for name in (
        *("ATTENDEE", "ORGANIZER", "ATTACH", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION", "X-ALT-DESC"),
        *("X-MICROSOFT-CDO-ALLDAYEVENT", "CLASS", "METHOD", "REQUEST-STATUS"),
    ):
        yield f"an event has no {name}", _EVENT, f"{_EVENT}{name}:x\r\n"


_SWAPPED = [
    ("names are in capitals, for those who compare them as they stand", "SUMMARY", "Summary"),
    ("every line has a name, well-formed parameters and a colon", _EVENT, f"{_EVENT}SUMMARY without a colon\r\n"),
    ("there is one calendar", "END:VCALENDAR", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR"),
    ("what begins ends, in its order", "END:VEVENT", "END:VCALENDAR"),
    ("what begins ends, in its order", "END:VEVENT\r\n", ""),
    ("nothing stands outside the calendar", "END:VCALENDAR", "END:VCALENDAR\r\nX-A:b"),
    ("texts know no other escapes than \\\\ \\; \\, \\n", "Mødelokale 1\\, ", "Mødelokale 1\\: "),
    ("semicolons in texts are escaped", "legitimation\\;", "legitimation;"),
    ("commas in texts are escaped", "Mødelokale 1\\,", "Mødelokale 1,"),
    ("nothing is encoded a second time", "SUMMARY:", "SUMMARY;ENCODING=QUOTED-PRINTABLE:"),
    ("no address of a person's own feed stands in it", "CALSCALE", f"X-A:/feeds/{'k' * 43}/x.ics\r\nCALSCALE"),
    ("no control characters", "SUMMARY:", "SUMMARY:\x0b"),
    ("no control characters of the second kind", "SUMMARY:", "SUMMARY:\x9b"),
    ("no tabs", "SUMMARY:", "SUMMARY:a\tb"),
    ("no line breaks of Unicode's", "SUMMARY:", "SUMMARY:\u2028"),
    ("no characters that are none", "SUMMARY:", "SUMMARY:\ufffe"),
    ("it has fewer than 1,000,000 octets", "SUMMARY:", f"SUMMARY:{'x' * 1_000_000}"),
    ("the calendar's properties come before its components", "END:VCALENDAR", "X-A:b\r\nEND:VCALENDAR"),
    ("VERSION is 2.0", "VERSION:2.0", "VERSION:1.0"),
    ("VERSION is the first property", "VERSION:2.0", "CALSCALE:GREGORIAN\r\nVERSION:2.0"),
    ("PRODID is a formal public identifier", "PRODID:-//", "PRODID:"),
    ("CALSCALE is GREGORIAN", "GREGORIAN", "JULIAN"),
    ("METHOD is not there, or PUBLISH", "CALSCALE", "METHOD:REQUEST\r\nCALSCALE"),
    ("the calendar has a name", "\r\nNAME:Møder", "\r\nNAME:"),
    ("X-WR-CALNAME is NAME", "X-WR-CALNAME:Møder", "X-WR-CALNAME:Andet"),
    ("the name is one line", "\r\nNAME:Møder", "\r\nNAME:Møder\\nher"),
    ("X-WR-CALDESC is DESCRIPTION", "X-WR-CALDESC:", "X-WR-CALDESC:x"),
    ("X-WR-TIMEZONE is a zone of the file", "X-WR-TIMEZONE:Europe/Copenhagen", "X-WR-TIMEZONE:Europe/Oslo"),
    ("REFRESH-INTERVAL says VALUE=DURATION", "REFRESH-INTERVAL;VALUE=DURATION", "REFRESH-INTERVAL"),
    ("REFRESH-INTERVAL is a duration above zero", "VALUE=DURATION:PT4H", "VALUE=DURATION:PT0H"),
    ("REFRESH-INTERVAL is a duration above zero", "VALUE=DURATION:PT4H", "VALUE=DURATION:4H"),
    ("X-PUBLISHED-TTL is REFRESH-INTERVAL", "TTL:PT4H", "TTL:PT1H"),
    ("COLOR is the name of a CSS3 colour", "COLOR:", "COLOR:#"),
    ("a calendar has zones and events only: clients show no VTODO", VZONE, f"BEGIN:VTODO\r\nEND:VTODO\r\n{VZONE}"),
    ("the calendar has no property that no one knows", "CALSCALE", "X-A:b\r\nCALSCALE"),
    ("zones are defined before they are used", VZONE, f"BEGIN:VEVENT\r\nEND:VEVENT\r\n{VZONE}"),
    ("every zone that is used is defined", "DTSTART;TZID=Europe/Copenhagen", "DTSTART;TZID=Europe/Oslo"),
    ("every zone is defined once", VZONE, f"{VZONE}\r\nTZID:Europe/Copenhagen\r\nEND:VTIMEZONE\r\n{VZONE}"),
    ("a zone has one TZID", "\r\nTZID:Europe/Copenhagen", ""),
    ("a zone is called as in the zone database", "\r\nTZID:Europe/Copenhagen", "\r\nTZID:Romance Standard Time"),
    ("a zone has at least one change", VZONE, f"{VZONE}\r\nTZID:UTC\r\nEND:VTIMEZONE\r\n{VZONE}"),
    ("a zone has a standard time", "BEGIN:STANDARD", "BEGIN:DAYLIGHT"),
    ("a zone holds changes only", "BEGIN:STANDARD", "BEGIN:VEVENT\r\nEND:VEVENT\r\nBEGIN:STANDARD"),
    ("a zone names no address to fetch another one from", "BEGIN:STANDARD", "TZURL:http://x.example\r\nBEGIN:STANDARD"),
    ("each change starts from what another one left", "TZOFFSETFROM:+0100", "TZOFFSETFROM:+0000"),
    ("a change has no RDATE", _SUMMER, f"{_SUMMER}RDATE:20260329T020000\r\n"),
    ("a change begins at a local time", _SUMMER, "DTSTART:19700329T020000Z\r\n"),
    ("a change begins on a real day", _SUMMER, "DTSTART:19700230T020000\r\n"),
    ("offsets are written as +0100", "TZOFFSETTO:+0200", "TZOFFSETTO:+2"),
    ("no offset is -0000", "TZOFFSETTO:+0200", "TZOFFSETTO:-0000"),
    ("summer time puts the clock forward", "TZOFFSETTO:+0200", "TZOFFSETTO:+0000"),
    ("what comes again comes every year", "FREQ=YEARLY;BYMONTH=3", "FREQ=MONTHLY;BYMONTH=3"),
    ("what comes again comes in a month, on a weekday", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=3"),
    ("no change is counted", "BYMONTH=3;", "COUNT=40;BYMONTH=3;"),
    ("a change that ends says so in UTC", "BYMONTH=3;", "UNTIL=20370101T000000;BYMONTH=3;"),
    ("a change begins as its rule says", _SUMMER, "DTSTART:19700322T020000\r\n"),
    ("a change has no property that no one knows", _SUMMER, f"{_SUMMER}X-A:b\r\n"),
    ("a zone is known before its oldest event", "20260407T090000", "19690407T090000"),
    ("local times are those of the zone database", "BYMONTH=3;", "BYMONTH=5;"),
    ("an event has no parts, such as VALARM", _EVENT, f"{_EVENT}BEGIN:VALARM\r\nEND:VALARM\r\n"),
    ("an event has no property that no one knows", _EVENT, f"{_EVENT}X-A:b\r\n"),
    ("no property of an event is empty, but for a title", _EVENT, f"{_EVENT}PRIORITY:\r\n"),
    ("a UID is an id at a domain", "UID:5f0e2f6e@aarshjul.example", "UID:5f0e2f6e"),
    ("a UID is an id at a domain", "UID:5f0e2f6e@", "UID:møde@"),
    ("a UID has at most 255 octets", "UID:", f"UID:{'x' * 255}"),
    ("a UID stands there once", "UID:9c1d@", "UID:5f0e2f6e@"),
    ("SEQUENCE is a number from 0", "SEQUENCE:2", "SEQUENCE:-2"),
    ("SEQUENCE fits into 31 bits", "SEQUENCE:2", "SEQUENCE:2147483648"),
    ("DTSTAMP is in UTC", "DTSTAMP:20260105T123000Z", "DTSTAMP:20260105T123000"),
    ("LAST-MODIFIED is in UTC", "LAST-MODIFIED:20260105T123000Z", "LAST-MODIFIED:20260105T123000"),
    ("DTSTAMP is LAST-MODIFIED", "DTSTAMP:20260105T123000Z", "DTSTAMP:20260105T123001Z"),
    ("STATUS is one of an event's", "STATUS:CONFIRMED", "STATUS:NEEDS-ACTION"),
    ("TRANSP is OPAQUE or TRANSPARENT", "TRANSP:OPAQUE", "TRANSP:BUSY"),
    ("the busy status is FREE or BUSY", f"{_BUSY}:BUSY", f"{_BUSY}:OOF"),
    ("the busy status agrees with TRANSP", f"{_BUSY}:BUSY", f"{_BUSY}:FREE"),
    ("what is cancelled takes nobody's time", "STATUS:CONFIRMED", "STATUS:CANCELLED"),
    ("what is cancelled says so in its title", "SUMMARY:AFLYST: ", "SUMMARY:"),
    ("a title is one line", "SUMMARY:", "SUMMARY:a\\nb"),
    ("a place is one line", "LOCATION:", "LOCATION:a\\nb"),
    ("a category is one line", "CATEGORIES:", "CATEGORIES:a\\nb"),
    ("a description has fewer than 8,000 characters", "legitimation", _LONG),
    ("texts are no HTML", "legitimation", "<p>legitimation</p>"),
    ("texts are no HTML", "SUMMARY:", "SUMMARY:Kultur &amp\\; Fritid "),
    ("a link is a web address", "\r\nURL:https:", "\r\nURL:javascript:"),
    ("a link is visible ASCII of at most 2,000 characters", "\r\nURL:https://", "\r\nURL:https://ø"),
    ("the link stands in the description too, for those who show no URL", "\r\nURL:https:", "\r\nURL:http:"),
    ("there are fewer than 1,000 events", "END:VCALENDAR", "BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 1_000 + "END:VCALENDAR"),
    ("a day is eight digits", "VALUE=DATE:20260605", "VALUE=DATE:2026-06-05"),
    ("a time is written as 20261121T090000", "20260407T090000", "20260407T0900"),
    ("a time is written as 20261121T090000", "20260407T090000", "20260407T240000"),
    ("days and times are real", "VALUE=DATE:20260605", "VALUE=DATE:20260631"),
    ("start and end are both days or both times", "DTEND;VALUE=DATE:20260606", "DTEND:20260606T090000Z"),
    ("a time has a zone, and is not floating", "DTSTART;TZID=Europe/Copenhagen:", "DTSTART:"),
    ("a time is in the organisation's zone, not in UTC", "20260407T090000", "20260407T090000Z"),
    ("start and end are in the same zone", "DTEND;TZID=Europe/Copenhagen", "DTEND;TZID=Europe/Oslo"),
    ("a day has no zone", "DTSTART;VALUE=DATE:", "DTSTART;TZID=Europe/Copenhagen;VALUE=DATE:"),
    ("start and end have no other parameters than VALUE=DATE and TZID", "DTSTART;TZID", "DTSTART;X-A=b;TZID"),
    ("an event ends after it starts", "20260407T113000", "20260407T080000"),
    ("an event ends after it starts", "DTEND;VALUE=DATE:20260606", "DTEND;VALUE=DATE:20260601"),
    ("the end of a whole day is the day after it", "DTEND;VALUE=DATE:20260606", "DTEND;VALUE=DATE:20260605"),
    ("whole days take nobody's time", "TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
    (
        "events are from 3 months back to 15 months ahead",
        "DTEND;TZID=Europe/Copenhagen:2026",
        "DTEND;TZID=Europe/Copenhagen:2024",
    ),
    (
        "events are from 3 months back to 15 months ahead",
        "DTSTART;TZID=Europe/Copenhagen:2026",
        "DTSTART;TZID=Europe/Copenhagen:2028",
    ),
    ("nothing was changed in the future", "LAST-MODIFIED:2026", "LAST-MODIFIED:2036"),
]

_OF_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "every line ends with CR and LF, none with LF alone": lambda data: data.replace(b"\r\n", b"\n"),
    "no CR stands alone": lambda data: data.replace(b"SUMMARY:", b"SUMMARY:\r", 1),
    "the last line ends with CR and LF": lambda data: data.removesuffix(b"\r\n"),
    "a line has at most 75 octets": lambda data: data.replace(b"\r\n ", b""),
    "folding cuts no character": lambda data: data.replace("Ø".encode(), b"\xc3\r\n \x98", 1),
    "the file is UTF-8": lambda data: data.decode().encode("latin-1"),
    "there is no byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "no line is blank": lambda data: data.replace(b"BEGIN:VEVENT", b"\r\nBEGIN:VEVENT", 1),
    "a folded line goes on with a space, not a tab": lambda data: data.replace(b"\r\n ", b"\r\n\t"),
    "the first line begins the calendar": lambda data: b"X-A:b\r\n" + data,
    "the last line ends the calendar": lambda data: data + b"X-A:b\r\n",
    "a calendar has at least one component": lambda data: data.partition(b"BEGIN:VT")[0] + b"END:VCALENDAR\r\n",
}
