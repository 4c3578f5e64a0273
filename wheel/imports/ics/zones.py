"""Which zone a TZID means: one of the zone database, by whatever name, or the one that the file itself describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar.prop import vUTCOffset
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.recurrence import recurrence_days
from wheel.core.recurrence_parts import read_parts
from wheel.errors import InvalidInputError
from wheel.imports.ics.components import Component
from wheel.imports.ics.limits import MOST_ZONE_CHANGES, MOST_ZONES, Allowance
from wheel.imports.ics.properties import Property, properties_of
from wheel.imports.ics.reports import Reports
from wheel.imports.ics.written_times import NamedZone, Zone

_ZONE: Final = frozenset({"TZID", "X-LIC-LOCATION"})
_CHANGE: Final = frozenset({"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"})
_DISTANCE: Final = re.compile(r"(?:UTC|GMT) ?([+-])([01]?[0-9])(?::?([0-5][0-9]))?", re.ASCII)
_MOMENT: Final = re.compile(r"[0-9]{8}T[0-9]{6}")
_MOST_KINDS_OF_CHANGE: Final = 100


class _UnknownError(Exception):
    """The description of a zone that cannot be read."""


@dataclass(frozen=True)
class _Change:
    """A change of clocks: first at the wall-clock `first`, which is that of before, then each year by `rule`."""

    first: datetime
    before: timedelta
    after: timedelta
    rule: str
    others: tuple[datetime, ...]

    def times_around(self, year: int) -> Iterator[datetime]:
        """Those in the year, and the last one before it."""
        known = [*self._by_rule(year), self.first, *self.others]
        before = max((at for at in known if at.year < year), default=None)
        yield from (at for at in known if at.year == year or at == before)

    def _by_rule(self, year: int) -> Iterator[datetime]:
        if not self.rule:
            return
        # Some begin in 1601; a rule that counts no years says the same from 1900 on.
        start = self.first.date().replace(year=max(self.first.year, FIRST_YEAR))
        for one in (year - 1, year):
            if FIRST_YEAR <= one <= LAST_YEAR:
                days = recurrence_days(self.rule, start, one)
                yield from (datetime.combine(day, self.first.time()) for day in days)


@dataclass(frozen=True)
class FixedZone:
    """A clock that never changes, so far ahead of UTC."""

    ahead: timedelta

    def to_utc(self, local: datetime) -> datetime:
        return local - self.ahead

    def from_utc(self, moment: datetime) -> datetime:
        return moment + self.ahead


@dataclass(frozen=True, eq=False)
class DescribedZone:
    """A zone as a VTIMEZONE describes it (RFC 5545, section 3.6.5)."""

    changes: tuple[_Change, ...]

    def to_utc(self, local: datetime) -> datetime:
        return local - self._offset(local)

    def from_utc(self, moment: datetime) -> datetime:
        near = moment + self._offset(moment)
        return moment + self._offset(near)

    def _offset(self, local: datetime) -> timedelta:
        return next((offset for at, offset in _offsets(self, local.year) if at <= local), self._before())

    def _before(self) -> timedelta:
        return min(self.changes, key=lambda change: change.first).before


@lru_cache(maxsize=1000)
def _offsets(zone: DescribedZone, year: int) -> list[tuple[datetime, timedelta]]:
    """What counts in that year, and from when, the last first."""
    found = {at: change.after for change in zone.changes for at in change.times_around(year)}
    return sorted(found.items(), reverse=True)


def described_zones(calendar: Component, reports: Reports, allowance: Allowance) -> dict[str, Zone]:
    """By TZID; names that the zone database knows are taken from there."""
    found: dict[str, Zone] = {}
    for part in calendar.parts:
        if part.name != "VTIMEZONE" or len(found) >= MOST_ZONES:
            continue
        allowance.go_on()
        said = {each.name: each.value.strip() for each in properties_of(part.lines, _ZONE, reports)}
        zone = known_zone(said.get("X-LIC-LOCATION", "")) or _described(part, reports)
        if zone is not None:
            found.setdefault(said.get("TZID", ""), zone)
    return found


@lru_cache(maxsize=2048)
def known_zone(name: str) -> NamedZone | None:
    """The zone of that name, also as Windows calls it, and behind a path ("/mozilla.org/20050126_1/Europe/Berlin")."""
    name = name.strip().strip('"')
    if name in WINDOWS_TO_OLSON:
        return NamedZone(WINDOWS_TO_OLSON[name])
    pieces = name.strip("/").split("/")
    for count in (len(pieces), 3, 2):
        key = "/".join(pieces[-count:])
        if _is_key(key):
            return NamedZone(key)
    return None


def fixed_zone(name: str) -> FixedZone | None:
    """The zone that is named by its distance from UTC alone: "UTC+11", "GMT-0530"."""
    found = _DISTANCE.fullmatch(name)
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return FixedZone(-ahead if found[1] == "-" else ahead)


def _is_key(key: str) -> bool:
    try:
        return bool(key) and ZoneInfo(key) is not None
    except (KeyError, ValueError, OSError):
        return False


def _described(part: Component, reports: Reports) -> DescribedZone | None:
    try:
        changes = tuple(_change(piece, reports) for piece in part.parts[: _MOST_KINDS_OF_CHANGE + 1])
    except (_UnknownError, InvalidInputError):
        return None
    if sum(len(change.others) for change in changes) > MOST_ZONE_CHANGES:
        return None
    return DescribedZone(changes) if 0 < len(changes) <= _MOST_KINDS_OF_CHANGE else None


def _change(piece: Component, reports: Reports) -> _Change:
    said = properties_of(piece.lines, _CHANGE, reports)
    first = _moments("DTSTART", said)
    if not first:
        raise _UnknownError
    rule = next((each.value.strip() for each in said if each.name == "RRULE"), "")
    if rule:
        _require_yearly(rule, first[0].date())
    return _Change(first[0], _length("TZOFFSETFROM", said), _length("TZOFFSETTO", said), rule, _moments("RDATE", said))


def _require_yearly(rule: str, start: date) -> None:
    parts = read_parts(rule)
    if parts.freq != "YEARLY" or parts.count is not None or (parts.interval != 1 and start.year < FIRST_YEAR):
        raise _UnknownError


def _moments(name: str, said: list[Property]) -> tuple[datetime, ...]:
    texts = [text for each in said if each.name == name for text in _MOMENT.findall(each.value)]
    if len(texts) > MOST_ZONE_CHANGES:
        raise _UnknownError
    try:
        return tuple(datetime.strptime(text, "%Y%m%dT%H%M%S").replace(second=0) for text in texts)  # noqa: DTZ007
    except ValueError:
        raise _UnknownError from None


def _length(name: str, said: list[Property]) -> timedelta:
    value = next((each.value.strip() for each in said if each.name == name), "")
    try:
        length: timedelta = vUTCOffset.from_ical(value)  # type: ignore[no-untyped-call]
    except (ValueError, TypeError):
        raise _UnknownError from None
    return length
