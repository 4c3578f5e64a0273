"""Calendar files to hand in, for tests."""

from __future__ import annotations

NAME = "Kulturkalender"
CONCERT = """UID:koncert@kultur.example
SUMMARY:Koncert
DTSTART;TZID=Europe/Copenhagen:20261203T190000
DTEND;TZID=Europe/Copenhagen:20261203T210000
LOCATION:Torvet
"""
CHOIR = """UID:kor@kultur.example
SUMMARY:Kor
DTSTART;TZID=Europe/Copenhagen:20261203T170000
DTEND;TZID=Europe/Copenhagen:20261203T183000
RRULE:FREQ=WEEKLY;BYDAY=TH
EXDATE;TZID=Europe/Copenhagen:20261224T170000
"""
MOVED = """UID:kor@kultur.example
RECURRENCE-ID;TZID=Europe/Copenhagen:20261210T170000
SUMMARY:Kor
DTSTART;TZID=Europe/Copenhagen:20261211T180000
DTEND;TZID=Europe/Copenhagen:20261211T193000
"""
CANCELLED = """UID:kor@kultur.example
RECURRENCE-ID;TZID=Europe/Copenhagen:20261217T170000
SUMMARY:Kor
STATUS:CANCELLED
DTSTART;TZID=Europe/Copenhagen:20261217T170000
DTEND;TZID=Europe/Copenhagen:20261217T183000
"""
OVER = """UID:fest@kultur.example
SUMMARY:Fest
DTSTART;VALUE=DATE:20180101
"""
BROKEN = """UID:tit@kultur.example
SUMMARY:Tit
DTSTART:20261203T190000Z
RRULE:FREQ=SECONDLY
"""


def calendar_text(*events: str, name: str = NAME) -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:{name}\n{inner}END:VCALENDAR\n"
