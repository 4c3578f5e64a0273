"""Days and times as a calendar file writes them (RFC 5545, sections 3.3.4 to 3.3.6 and 3.3.9), and what they mean here.

A moment is kept as the wall-clock of the zone it was written in, and told in that of the organisation when asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from icalendar.prop import vDDDTypes

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.dates import ONE_DAY
from wheel.core.sentences.wording import later
from wheel.imports.ics.properties import Property

MIDNIGHT: Final = time(0)
_LONGEST_VALUE: Final = 40


class UnreadableError(Exception):
    """A value that cannot be read; `args[0]` is the sentence, `args[1]` its details, `args[2]` the line."""


class Zone(Protocol):
    """A zone by how its wall-clock and UTC follow from one another; all datetimes here are naive."""

    def to_utc(self, local: datetime) -> datetime: ...
    def from_utc(self, moment: datetime) -> datetime: ...


@dataclass(frozen=True)
class NamedZone:
    """A zone of the zone database."""

    key: str

    def to_utc(self, local: datetime) -> datetime:
        return local.replace(tzinfo=_clock(self.key)).astimezone(UTC).replace(tzinfo=None)

    def from_utc(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=UTC).astimezone(_clock(self.key)).replace(tzinfo=None)


def is_same_clock(zone: Zone, other: Zone, year: int) -> bool:
    """Whether the two zones' wall-clocks agree in all of that year: many a zone differs from another in name alone."""
    first = datetime(year, 1, 1)  # noqa: DTZ001 - moments are naive here, as everywhere in this room
    days = [first + timedelta(days=number) for number in range(367)]
    if any(zone.from_utc(day) != other.from_utc(day) for day in days):
        return False
    changing = (day for day, after in pairwise(days) if other.from_utc(after) - other.from_utc(day) != ONE_DAY)
    hours = (day + timedelta(hours=hour) for day in changing for hour in range(24))
    return all(zone.from_utc(hour) == other.from_utc(hour) for hour in hours)


UTC_ZONE: Final = NamedZone("UTC")


@lru_cache(maxsize=64)
def _clock(key: str) -> ZoneInfo:
    return ZoneInfo(key)


@dataclass(frozen=True, slots=True)
class Written:
    """A day, or a moment: then `at` has a time that counts. Without a zone it is the organisation's own wall-clock."""

    at: datetime
    is_day: bool = False
    zone: Zone | None = None

    @property
    def day(self) -> date:
        return self.at.date()

    def moved_to(self, day: date) -> Written:
        """The same time of day in the same zone, on another day."""
        return Written(datetime.combine(day, self.at.time()), self.is_day, self.zone)

    def plus(self, length: timedelta) -> Written:
        return Written(self.at + length, self.is_day, self.zone)

    def in_zone(self, own: Zone) -> datetime:
        """The wall-clock of `own`. What is written in it already stays as written, also in the hour that is skipped."""
        if self.is_day or self.zone is None or self.zone == own:
            return self.at
        return own.from_utc(self.zone.to_utc(self.at))

    def as_in(self, other: Written, own: Zone) -> Written:
        """The same moment, told in the other's zone."""
        return Written(self.in_zone(other.zone or own), zone=other.zone)


def read_written(written: Property, value: str, zone: Zone | None) -> Written:
    """A day or a moment; `zone` is that of its TZID. Raises UnreadableError, also for years outside 1900 to 2100."""
    found = _read(written, value)
    if isinstance(found, datetime):
        is_utc = found.tzinfo is not None
        known = Written(found.replace(tzinfo=None, second=0), zone=UTC_ZONE if is_utc else zone)
    elif isinstance(found, date):
        known = Written(datetime.combine(found, MIDNIGHT), is_day=True)
    else:
        raise _unreadable(written, value)
    # A day less at either end, for a moment may lie in the year beside in another zone.
    if not date(FIRST_YEAR, 1, 2) <= known.day <= date(LAST_YEAR, 12, 30):
        sentence = later("%(value)s is outside the years %(first)s to %(last)s.")
        details = {"value": value[:_LONGEST_VALUE], "first": FIRST_YEAR, "last": LAST_YEAR}
        raise UnreadableError(sentence, details, written.line)
    if written.parameters.get("VALUE", "").upper() == "DATE":
        return Written(datetime.combine(known.day, MIDNIGHT), is_day=True)
    return known


def read_length(written: Property, value: str) -> timedelta:
    """A duration, which may be negative. Raises UnreadableError."""
    found = _read(written, value)
    if not isinstance(found, timedelta):
        raise _unreadable(written, value)
    return found


def _read(written: Property, value: str) -> object:
    text = value.strip().upper()
    if len(text) > _LONGEST_VALUE:
        raise _unreadable(written, value)
    try:
        return vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, OverflowError, AttributeError):
        raise _unreadable(written, value) from None


def _unreadable(written: Property, value: str) -> UnreadableError:
    sentence = later('%(name)s: "%(value)s" is no date or time.')
    return UnreadableError(sentence, {"name": written.name, "value": value[:_LONGEST_VALUE]}, written.line)
