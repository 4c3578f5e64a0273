"""The one time zone feeds are written in, and its VTIMEZONE."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

ZONE_NAME: Final = "Europe/Copenhagen"
ZONE: Final = ZoneInfo(ZONE_NAME)

# Written out, in the RRULE form of RFC 5545 section 3.6.5: icalendar's own generator lists every change as an RDATE
# with summer time starting an hour late, and several clients then show each summer meeting an hour late. The rules are
# those of directive 2000/84/EC. They start in 1970, so that every event lies after the first change.
VTIMEZONE: Final = b"\r\n".join(
    (
        b"BEGIN:VTIMEZONE",
        b"TZID:Europe/Copenhagen",
        b"BEGIN:DAYLIGHT",
        b"DTSTART:19700329T020000",
        b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        b"TZNAME:CEST",
        b"TZOFFSETFROM:+0100",
        b"TZOFFSETTO:+0200",
        b"END:DAYLIGHT",
        b"BEGIN:STANDARD",
        b"DTSTART:19701025T030000",
        b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        b"TZNAME:CET",
        b"TZOFFSETFROM:+0200",
        b"TZOFFSETTO:+0100",
        b"END:STANDARD",
        b"END:VTIMEZONE",
        b"",
    )
)
