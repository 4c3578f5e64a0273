"""What a calendar file from elsewhere holds, in our own words: series with what was changed of them, and problems.

Times are wall-clock of the organisation's zone, as everywhere; what they were in the file is not kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from wheel.core.dates import DateSpan
from wheel.core.document_parts import Document
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.schedule_documents import schedule_to_document

LONGEST_UID: Final = 255
LONGEST_TITLE: Final = 300
LONGEST_PLACE: Final = 200
LONGEST_NOTE: Final = 2000
LONGEST_URL: Final = 1000
"""Characters; longer texts are cut by the reader, which says so in a problem. A longer UID becomes a hash of it,
and a longer address is left out."""


@dataclass(frozen=True)
class Problem:
    """What could not be read as it stands, at a line of the file (from 1).

    `sentence` is an English gettext msgid with %(name)s places for `details`. `is_left_out`: the event, or that day of
    it, is not imported; otherwise it is, and the sentence says with what difference. `title` is that of the event at
    whose lines it is, empty where there is none.
    """

    line: int
    sentence: str
    details: Mapping[str, object] = field(default_factory=dict, hash=False)
    is_left_out: bool = False
    title: str = ""

    def __str__(self) -> str:
        return self.sentence % self.details if self.details else self.sentence


@dataclass(frozen=True)
class ImportedChange:
    """How one day of a series differs from what the series says: everything as it is held then, not the difference.

    `slot` is the first day of the slot of the schedule that it stands for; `line` is where the file says so.
    """

    slot: date
    span: DateSpan
    start_time: time | None = None
    end_time: time | None = None
    title: str = ""
    place: str = ""
    note: str = ""
    is_cancelled: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ImportedSeries:
    """One event of the file with all its days; `uid` finds it again in a later file.

    The rule of `schedule` is a RecurrenceRule, with the days it leaves out and those added, or else a DateList;
    `why_dates` then is an English msgid that says why it is no rule, and empty where the event does not recur.
    `start_time` is None for whole days. An end that is not after the start is on the next day. `changed` is sorted by
    slot, each slot once, and each is one that the schedule gives. `is_cancelled`: all of it is. `is_private`: the
    file asks that not everybody sees it. `line` is where its event begins.
    """

    uid: str
    title: str
    schedule: Schedule
    note: str = ""
    place: str = ""
    url: str = ""
    start_time: time | None = None
    end_time: time | None = None
    why_dates: str = field(default="", compare=False)
    is_cancelled: bool = False
    is_private: bool = False
    changed: tuple[ImportedChange, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def content_hash(self) -> str:
        """SHA-256, in hex, of all that is imported: the same as long as a later import would change nothing."""
        written = json.dumps(self._document(), sort_keys=True, default=str)
        return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()

    def _document(self) -> Document:
        return {
            "title": self.title,
            "schedule": schedule_to_document(self.schedule),
            "texts": [self.note, self.place, self.url],
            "times": [self.start_time, self.end_time],
            "is": [self.is_cancelled, self.is_private],
            "changed": [_change_document(change) for change in self.changed],
        }

    @property
    def is_single(self) -> bool:
        """Whether it is held once: it does not recur."""
        rule = self.schedule.rule
        return isinstance(rule, DateList) and len(rule.spans) == 1


@dataclass(frozen=True)
class ImportedCalendar:
    """`name` is what the file calls itself, or empty. Series stand as in the file, each UID once; problems by line.

    `passed_over` counts, by their names (VTODO, VALARM ...), the parts of the file that are no events. `is_whole`: it
    does not break off, and all that is to be said of it is in the problems.
    """

    name: str
    series: tuple[ImportedSeries, ...] = ()
    problems: tuple[Problem, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict, hash=False)
    is_whole: bool = True

    @property
    def has_all(self) -> bool:
        """Whether all that the calendar has was read, so that what is not in it is gone."""
        return self.is_whole and not any(problem.is_left_out for problem in self.problems)


def _change_document(change: ImportedChange) -> list[object]:
    held = (change.slot, change.span.start, change.span.end, change.start_time, change.end_time)
    return [*held, change.title, change.place, change.note, change.is_cancelled]
