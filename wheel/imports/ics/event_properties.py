"""From a VEVENT's lines to what it says (RFC 5545, section 3.6.1), with its times in the zones they were written in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from wheel.core.bounds import LONGEST_DAYS
from wheel.core.imported_calendars import LONGEST_NOTE, LONGEST_PLACE, LONGEST_TITLE, LONGEST_UID, LONGEST_URL
from wheel.core.sentences.wording import later
from wheel.imports.ics.components import Component
from wheel.imports.ics.limits import MOST_DATES_OF_ONE, MOST_RULES_OF_ONE, Allowance
from wheel.imports.ics.properties import Property, many_lines, one_line, properties_of, shortened
from wheel.imports.ics.reports import Reports
from wheel.imports.ics.written_times import UnreadableError, Written, Zone, read_length, read_written
from wheel.imports.ics.zones import fixed_zone, known_zone

NO_TITLE: Final = "(uden titel)"
"""What an event without one is called: a plan's own texts are Danish."""

_WANTED: Final = frozenset(
    (
        *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "SEQUENCE", "CLASS"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
    )
)
_ONE_DAY: Final = timedelta(days=1)
_LONGEST: Final = timedelta(days=LONGEST_DAYS)
_WEB: Final = ("https://", "http://")
_CANCELLED: Final = ("aflyst:", "cancelled:", "canceled:")


@dataclass(frozen=True)
class Frame:
    """What the events of one calendar of the file have in common: its zones by TZID, and the organisation's own."""

    own: Zone
    zones: Mapping[str, Zone]
    is_cancelled: bool
    allowance: Allowance
    reports: Reports


@dataclass(frozen=True)
class Extra:
    """A date besides those of the rule; without a length it lasts as long as the event, if that is written alike."""

    start: Written
    length: timedelta | None = None


@dataclass(frozen=True)
class WrittenEvent:
    """`length` is None for a moment; `slot` is the RECURRENCE-ID of an event that changes one day of another."""

    line: int
    uid: str
    title: str
    note: str
    place: str
    url: str
    start: Written
    length: timedelta | None
    slot: Written | None = None
    rules: tuple[Property, ...] = ()
    rules_left_out: tuple[Property, ...] = ()
    added: tuple[Extra, ...] = ()
    left_out: tuple[Written, ...] = ()
    is_cancelled: bool = False
    is_private: bool = False
    sequence: int = 0

    @property
    def content(self) -> tuple[object, ...]:
        """What tells two events of one UID from copies of the same."""
        return (self.title, self.start, self.length, [rule.value for rule in self.rules])


def read_event(component: Component, frame: Frame) -> WrittenEvent:
    """Raises UnreadableError for an event that cannot be imported, and TooMuchError for one of too many times."""
    return _EventReader(component, frame).read()


@dataclass
class _EventReader:
    component: Component
    frame: Frame
    _said: dict[str, list[Property]] = field(default_factory=dict)
    _dates: int = 0

    def read(self) -> WrittenEvent:
        for each in properties_of(self.component.lines, _WANTED, self.frame.reports):
            self._said.setdefault(each.name, []).append(each)
        is_cancelled = self.frame.is_cancelled or self._word("STATUS") == "CANCELLED"
        start = self._start()
        length = self._length(start)
        title = self._title(is_cancelled=is_cancelled)
        return WrittenEvent(
            line=self.component.line,
            uid=self._uid(start, title),
            title=title,
            note=self._text("DESCRIPTION", LONGEST_NOTE),
            place=self._text("LOCATION", LONGEST_PLACE),
            url=self._url(),
            start=start,
            length=length,
            slot=self._slot(),
            rules=self._rules("RRULE"),
            rules_left_out=self._rules("EXRULE"),
            added=tuple(self._added()),
            left_out=tuple(self._left_out()),
            is_cancelled=is_cancelled,
            is_private=self._is_private(),
            sequence=self._sequence(),
        )

    def _start(self) -> Written:
        given = self._first("DTSTART")
        if given is None:
            sentence = later("The event does not say when it begins (DTSTART), so it is left out.")
            raise UnreadableError(sentence, {}, self.component.line)
        return self._written(given, given.value)

    def _length(self, start: Written) -> timedelta | None:
        length = self._said_length(start)
        line = self._line_of("DTEND", "DURATION")
        if length is not None and length < timedelta(0):
            self.frame.reports.note(line, later("The event ends before it begins: its end is not imported."))
            length = None
        if length is not None and length > _LONGEST:
            sentence = later("The event lasts longer than %(most)s days, so it is left out.")
            raise UnreadableError(sentence, {"most": LONGEST_DAYS}, line)
        if start.is_day:
            return max(_ONE_DAY, length or _ONE_DAY)
        return length or None

    def _said_length(self, start: Written) -> timedelta | None:
        if end := self._first("DTEND"):
            return self._until_end(start, self._written(end, end.value))
        if duration := self._first("DURATION"):
            return self._wall_clock(start, read_length(duration, duration.value))
        return None

    def _until_end(self, start: Written, end: Written) -> timedelta:
        if start.is_day:
            reached = end.in_zone(self.frame.own)
            whole = timedelta(days=(reached.date() - start.day).days)
            return whole if reached.time() == start.at.time() else whole + _ONE_DAY
        return end.as_in(start, self.frame.own).at - start.at

    def _wall_clock(self, start: Written, length: timedelta) -> timedelta:
        """Days are days of the calendar, hours are hours that pass (section 3.3.6)."""
        if abs(length) > _LONGEST:
            return length
        zone = start.zone or self.frame.own
        if start.is_day or not length.seconds:
            return timedelta(days=length.days) + (_ONE_DAY if start.is_day and length.seconds else timedelta(0))
        later_day = start.plus(timedelta(days=length.days)).at
        return zone.from_utc(zone.to_utc(later_day) + timedelta(seconds=length.seconds)) - start.at

    def _slot(self) -> Written | None:
        given = self._first("RECURRENCE-ID")
        if given is None:
            return None
        if "RANGE" in given.parameters:
            sentence = later("RANGE=THISANDFUTURE is not understood: only that one day is changed.")
            self.frame.reports.note(given.line, sentence)
        return self._written(given, given.value)

    def _rules(self, name: str) -> tuple[Property, ...]:
        """The rules that say anything; an empty one is as good as none."""
        found = self._said.get(name, [])
        for each in found:
            if not each.value.strip():
                self.frame.reports.note(each.line, later("The rule is empty: the event is taken to be held once."))
        if len(found) > MOST_RULES_OF_ONE:
            sentence = later("The event has more than %(most)s rules, so it is left out.")
            raise UnreadableError(sentence, {"most": MOST_RULES_OF_ONE}, found[0].line)
        return tuple(each for each in found if each.value.strip())

    def _added(self) -> list[Extra]:
        found = []
        for each in self._said.get("RDATE", []):
            for value in self._values(each):
                start, _, end = value.partition("/")
                begins = self._written(each, start)
                found.append(Extra(begins, self._period_length(each, begins, end)))
        return found

    def _period_length(self, given: Property, start: Written, end: str) -> timedelta | None:
        if not end:
            return None
        if end.strip().upper().startswith(("P", "+P")):
            length = self._wall_clock(start, read_length(given, end))
        else:
            length = self._until_end(start, self._written(given, end))
        return length if timedelta(0) < length <= _LONGEST else None

    def _left_out(self) -> list[Written]:
        given = self._said.get("EXDATE", [])
        return [self._written(each, value) for each in given for value in self._values(each)]

    def _values(self, given: Property) -> list[str]:
        """The values of a list; an event may have so many in all, over all its lines."""
        values = [value for value in given.value.split(",") if value.strip()]
        self._dates += len(values)
        if self._dates > MOST_DATES_OF_ONE:
            sentence = later("The event names more than %(most)s dates, so it is left out.")
            raise UnreadableError(sentence, {"most": MOST_DATES_OF_ONE}, given.line)
        self.frame.allowance.take_times(len(values))
        return values

    def _written(self, given: Property, value: str) -> Written:
        return read_written(given, value, self._zone(given))

    def _zone(self, given: Property) -> Zone | None:
        name = given.parameters.get("TZID", "").strip()
        if not name:
            return None
        zone = known_zone(name) or self.frame.zones.get(name) or fixed_zone(name)
        if zone is None and given.parameters.get("VALUE", "").upper() != "DATE":
            sentence = later('The time zone "%(name)s" is not known: the time is taken as it is written.')
            self.frame.reports.note(given.line, sentence, name=name[:80])
        return zone

    def _uid(self, start: Written, title: str) -> str:
        """As written, but visible and not too long; without one, made from what the event says."""
        given = self._first("UID")
        uid = one_line(given.value) if given else ""
        if not uid:
            self.frame.reports.note(self.component.line, later("The event has no UID: it is known by title and time."))
            return _hash(f"{title}\n{start.at.isoformat()}")
        return uid if len(uid) <= LONGEST_UID else _hash(uid)

    def _title(self, *, is_cancelled: bool) -> str:
        title = self._text("SUMMARY", LONGEST_TITLE)
        prefix = next((each for each in _CANCELLED if is_cancelled and title.lower().startswith(each)), "")
        title = title[len(prefix) :].strip()
        if not title:
            sentence = later('The event has no title: it is called "%(title)s".')
            self.frame.reports.note(self.component.line, sentence, title=NO_TITLE)
        return title or NO_TITLE

    def _text(self, name: str, longest: int) -> str:
        given = self._first(name)
        if given is None:
            return ""
        text = (many_lines if name == "DESCRIPTION" else one_line)(given.value)
        if len(text) > longest:
            sentence = later("%(name)s is longer than %(most)s characters: the rest of it is not imported.")
            self.frame.reports.note(given.line, sentence, name=name, most=longest)
        return shortened(text, longest)

    def _url(self) -> str:
        """Web addresses alone: nobody is to be led to a script, or to a file of somebody's own."""
        given = self._first("URL")
        url = one_line(given.value) if given else ""
        return url if url.lower().startswith(_WEB) and len(url) <= LONGEST_URL else ""

    def _is_private(self) -> bool:
        is_private = self._word("CLASS") in ("PRIVATE", "CONFIDENTIAL")
        if is_private:
            sentence = later("The event is marked as private in the file: consider who may see it.")
            self.frame.reports.note(self._line_of("CLASS"), sentence)
        return is_private

    def _sequence(self) -> int:
        word = self._word("SEQUENCE")
        return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0

    def _word(self, name: str) -> str:
        given = self._first(name)
        return given.value.strip().upper() if given else ""

    def _first(self, name: str) -> Property | None:
        return next(iter(self._said.get(name, ())), None)

    def _line_of(self, *names: str) -> int:
        return next((self._said[name][0].line for name in names if name in self._said), self.component.line)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
