"""The time zones feeds are written in, each with its VTIMEZONE."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from wheel.core.zones import COPENHAGEN, FAROE, NUUK


@dataclass(frozen=True)
class _Change:
    """When clocks change every year: first at the local time `begins`, then as `rule` says, which is None for once."""

    kind: str
    begins: str
    name: str
    offsets: tuple[str, str]
    rule: str | None

    @property
    def lines(self) -> tuple[str, ...]:
        before, after = self.offsets
        rule = (f"RRULE:FREQ=YEARLY;{self.rule}",) if self.rule else ()
        name, begins = f"TZNAME:{self.name}", f"DTSTART:{self.begins}"
        offsets = (f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}")
        return (f"BEGIN:{self.kind}", begins, *rule, name, *offsets, f"END:{self.kind}")


@dataclass(frozen=True)
class FeedZone:
    """A zone by its name in the zone database, with how a calendar file says what it is."""

    name: str
    vtimezone: bytes = field(repr=False)

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.name)


def feed_zone(name: str) -> FeedZone:
    """The zone of that name, which must be one of `core.zones.ZONES`."""
    return _ZONES[name]


def _zone(name: str, *changes: _Change) -> FeedZone:
    lines = [line for change in changes for line in change.lines]
    written = ("BEGIN:VTIMEZONE", f"TZID:{name}", *lines, "END:VTIMEZONE", "")
    return FeedZone(name, "\r\n".join(written).encode("ascii"))


_LAST_SUNDAY_OF_MARCH: Final = "BYMONTH=3;BYDAY=-1SU"
_LAST_SUNDAY_OF_OCTOBER: Final = "BYMONTH=10;BYDAY=-1SU"
# In Greenland it is still Saturday when clocks change with Europe's; -1SA would be a week late where the 31st is one.
_SATURDAY_BEFORE_LAST_SUNDAY_OF_MARCH: Final = "BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA"

# Written out, in the RRULE form of RFC 5545 section 3.6.5: icalendar's own generator lists every change as an RDATE
# with summer time starting an hour late, and several clients then show each summer meeting an hour late. The rules are
# those of directive 2000/84/EC, which the Faroe Islands and Greenland follow at the same instant. They start in 1970,
# so that every event lies after the first change; Greenland's hold from 25 March 2023, when it moved an hour to the
# east for good and left out one summer time (the zone database's news of 2022f and 2023b), so earlier times are not
# promised there. Feeds look three months back.
_ZONES: Final = {
    zone.name: zone
    for zone in (
        _zone(
            COPENHAGEN,
            _Change("DAYLIGHT", "19700329T020000", "CEST", ("+0100", "+0200"), _LAST_SUNDAY_OF_MARCH),
            _Change("STANDARD", "19701025T030000", "CET", ("+0200", "+0100"), _LAST_SUNDAY_OF_OCTOBER),
        ),
        _zone(
            FAROE,
            _Change("DAYLIGHT", "19700329T010000", "WEST", ("+0000", "+0100"), _LAST_SUNDAY_OF_MARCH),
            _Change("STANDARD", "19701025T020000", "WET", ("+0100", "+0000"), _LAST_SUNDAY_OF_OCTOBER),
        ),
        _zone(
            NUUK,
            _Change("STANDARD", "20230325T220000", "-02", ("-0300", "-0200"), None),
            _Change("DAYLIGHT", "20240330T230000", "-01", ("-0200", "-0100"), _SATURDAY_BEFORE_LAST_SUNDAY_OF_MARCH),
            _Change("STANDARD", "20241027T000000", "-02", ("-0100", "-0200"), _LAST_SUNDAY_OF_OCTOBER),
        ),
    )
}
