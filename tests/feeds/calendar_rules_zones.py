"""Rules over the VTIMEZONEs of a calendar file, held against the zone database too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from calendar_rules_reading import CalendarFile, Part, Rule, of_each_change, of_each_zone, once_a_file
from dateutil.rrule import rrulestr

_OFFSET = re.compile(r"([+-])([01]\d|2[0-3])([0-5]\d)")
_LOCAL = re.compile(r"\d{8}T\d{6}")
_KNOWN = {"DTSTART", "RRULE", "RDATE", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "COMMENT"}


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return ahead if found[1] == "+" else -ahead


def _offsets(change: Part) -> tuple[timedelta, timedelta]:
    before, after = (_offset(change.value(f"TZOFFSET{way}")) for way in ("FROM", "TO"))
    return before or timedelta(), after or timedelta()


def _rule(change: Part) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in change.value("RRULE").split(";") if part)


def _onsets(change: Part, until: datetime) -> list[datetime]:
    """The local times at which it begins; none where its rule cannot be read."""
    start = change.first("DTSTART").moment
    if start is None:
        return []
    if not change.count("RRULE"):
        return [start]
    try:
        return list(rrulestr(change.value("RRULE"), dtstart=start).between(start, until, inc=True))
    except (ValueError, TypeError):
        return []


def _begins_off_its_rule(change: Part) -> bool:
    start = change.first("DTSTART").moment
    return start is not None and start not in _onsets(change, start)


def _used(file: CalendarFile) -> set[str]:
    return {line.parameters["TZID"] for _, line in file.properties if "TZID" in line.parameters}


def _is_used_early(file: CalendarFile) -> bool:
    first = min((event.at for event in file.events), default=0)
    return any(zone.at > first > 0 for zone in file.zones)


def _starts(file: CalendarFile, zone: Part) -> list[datetime]:
    lines = [event.first(name) for event in file.events for name in ("DTSTART", "DTEND")]
    found = [line.moment for line in lines if line.parameters.get("TZID") == zone.value("TZID")]
    return [moment for moment in found if moment is not None]


def _late(file: CalendarFile) -> Iterable[str]:
    """Events before their zone's first onset: of the example in section 4.2 three parsers make three times."""
    for zone in file.zones:
        onsets = [change.first("DTSTART").moment for change in zone.of("STANDARD", "DAYLIGHT")]
        known = [onset for onset in onsets if onset]
        yield from (f"{zone.called}: {start}" for start in _starts(file, zone) if known and start < min(known))


def _offsets_from(zone: Part, until: datetime) -> list[tuple[datetime, timedelta]]:
    """Each onset with the offset from then on: a local time has that of the latest one before it (RFC 5545, 3.6.5)."""
    changes = zone.of("STANDARD", "DAYLIGHT")
    return sorted((onset, _offsets(change)[1]) for change in changes for onset in _onsets(change, until))


def _wrong(file: CalendarFile) -> Iterable[str]:
    for zone in file.zones:
        starts = sorted(set(_starts(file, zone)))
        if not starts or zone.value("TZID") not in available_timezones():
            continue
        clock, told = ZoneInfo(zone.value("TZID")), _offsets_from(zone, starts[-1])
        for start in starts:
            known = start.replace(tzinfo=clock)
            # What a clock that is put back shows twice may be either.
            is_doubtful = known.utcoffset() != known.replace(fold=1).utcoffset()
            if not is_doubtful and _in_force(told, start) != known.utcoffset():
                yield f"{zone.called}: {start} is {_in_force(told, start)}, and should be {known.utcoffset()}"


def _in_force(told: list[tuple[datetime, timedelta]], start: datetime) -> timedelta | None:
    at = bisect_right(told, start, key=lambda one: one[0])
    return told[at - 1][1] if at else None


ZONE_RULES = [
    once_a_file("zones are defined before they are used", "feeds.md, calendar: VTIMEZONE", _is_used_early),
    once_a_file(
        "every zone that is used is defined",
        "RFC 5545 3.6.5",
        lambda f: _used(f) - {zone.value("TZID") for zone in f.zones},
    ),
    once_a_file(
        "every zone is defined once",
        "RFC 5545 3.8.3.1",
        lambda f: len({zone.value("TZID") for zone in f.zones}) < len(f.zones),
    ),
    of_each_zone("a zone has one TZID", "RFC 5545 3.6.5", lambda zone: zone.count("TZID") != 1),
    of_each_zone(
        "a zone is called as in the zone database",
        "feeds.md, import: Windows zone names",
        lambda zone: zone.count("TZID") and zone.value("TZID") not in available_timezones(),
    ),
    of_each_zone("a zone has at least one change", "RFC 5545 3.6.5", lambda zone: not zone.of("STANDARD", "DAYLIGHT")),
    of_each_zone("a zone has a standard time", "RFC 5545 3.6.5", lambda zone: not zone.of("STANDARD")),
    of_each_zone(
        "a zone holds changes only",
        "RFC 5545 3.6.5",
        lambda zone: len(zone.parts) > len(zone.of("STANDARD", "DAYLIGHT")),
    ),
    of_each_zone(
        "a zone names no address to fetch another one from",
        "RFC 5545 3.8.3.5",
        lambda zone: zone.count("TZURL"),
    ),
    of_each_zone(
        "each change starts from what another one left",
        "RFC 5545 3.6.5",
        lambda zone: any(
            _offsets(change)[0] not in {_offsets(other)[1] for other in zone.parts}
            for change in zone.of("STANDARD", "DAYLIGHT")
            if change.count("RRULE")
        ),
    ),
    *(
        of_each_change(f"a change has one {name}", "RFC 5545 3.6.5", lambda c, name=name: c.count(name) != 1)
        for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    ),
    of_each_change("a change has at most one RRULE", "RFC 5545 3.8.5.3", lambda c: c.count("RRULE") > 1),
    of_each_change("a change has no RDATE", "feeds.md, trap 1 (ical.js reads the first)", lambda c: c.count("RDATE")),
    of_each_change(
        "a change begins at a local time",
        "RFC 5545 3.6.5",
        lambda c: not _LOCAL.fullmatch(c.value("DTSTART")) or c.first("DTSTART").parameters,
    ),
    of_each_change("a change begins on a real day", "RFC 5545 3.3.5", lambda c: c.first("DTSTART").moment is None),
    of_each_change(
        "offsets are written as +0100",
        "RFC 5545 3.3.14",
        lambda c: any(_offset(c.value(f"TZOFFSET{way}")) is None for way in ("FROM", "TO")),
    ),
    of_each_change(
        "no offset is -0000",
        "RFC 5545 3.3.14",
        lambda c: "-0000" in {c.value("TZOFFSETFROM"), c.value("TZOFFSETTO")},
    ),
    of_each_change(
        "summer time puts the clock forward",
        "RFC 5545 3.6.5",
        lambda c: c.kind == "DAYLIGHT" and _offsets(c)[0] >= _offsets(c)[1],
    ),
    of_each_change(
        "what comes again comes every year",
        "feeds.md, trap 1",
        lambda c: c.count("RRULE") and _rule(c).get("FREQ") != "YEARLY",
    ),
    of_each_change(
        "what comes again comes in a month, on a weekday",
        "feeds.md, trap 1",
        lambda c: c.count("RRULE") and not {"BYMONTH", "BYDAY"} <= _rule(c).keys(),
    ),
    of_each_change("no change is counted", "feeds.md, trap 1", lambda c: "COUNT" in _rule(c)),
    of_each_change(
        "a change that ends says so in UTC", "RFC 5545 3.3.10", lambda c: not _rule(c).get("UNTIL", "Z").endswith("Z")
    ),
    of_each_change("a change begins as its rule says", "RFC 5545 3.8.5.3", _begins_off_its_rule),
    of_each_change(
        "a change has no property that no one knows",
        "RFC 5545 3.6.5",
        lambda c: {line.name for line in c.lines} - _KNOWN,
    ),
    Rule("a zone is known before its oldest event", "feeds.md, calendar: VTIMEZONE", _late),
    Rule("local times are those of the zone database", "feeds.md, trap 1", _wrong),
]
