"""From an RRULE as programs write it to a recurrence rule of ours, which is of whole days, and the days it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.recurrence_parts import RecurrenceParts, read_parts
from wheel.core.recurrence_sets import completed_from, sets_between
from wheel.core.sentences.wording import later
from wheel.errors import InvalidInputError
from wheel.imports.ics.limits import Allowance
from wheel.imports.ics.properties import Property
from wheel.imports.ics.reports import Reports
from wheel.imports.ics.written_times import MIDNIGHT, UnreadableError, Written, Zone

LAST_DAY: Final = date(LAST_YEAR, 12, 31)

_DAYS_IN: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
_OFTENER: Final = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_TIMES: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_SAYS_NOTHING: Final = frozenset({("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")})
_ALL_MONTHS: Final = ",".join(str(month) for month in range(1, 13))
_MONTHS_SAID_BY: Final = frozenset({"BYMONTH", "BYWEEKNO", "BYYEARDAY"})
_UNTIL: Final = re.compile("([0-9]{8})(?:T([0-9]{4})[0-9]{2}(Z?))?")


@dataclass(frozen=True)
class RuleText:
    """`text` is a rule of ours from the day `start` on, and `parts` what it says.

    `until` cuts it off where it ends both by count and by date.
    """

    text: str
    parts: RecurrenceParts
    start: date
    line: int
    until: date = LAST_DAY

    @property
    def is_endless(self) -> bool:
        return self.parts.count is None and self.parts.until is None

    def with_count(self, count: int) -> RuleText:
        text = re.sub("COUNT=[0-9]+", f"COUNT={count}", self.text)
        return replace(self, text=text, parts=replace(self.parts, count=count))

    def days(self, last: date, allowance: Allowance) -> Iterator[date]:
        """The days it gives up to and including `last`, in order; `allowance` is asked for each period looked at."""
        parts, found = self.parts, 0
        last = min(last, self.until, parts.until or last)
        sets = sets_between(completed_from(parts, self.start), self.start, self.start, last)
        for one_set in sets if self.start <= last else ():
            allowance.look_at(_DAYS_IN[parts.freq])
            for day in one_set:
                if self.start <= day <= last:
                    yield day
                    found += 1
                    if found == parts.count:
                        return


def rule_text(rule: Property, start: Written, own: Zone, reports: Reports) -> RuleText:
    """Raises UnreadableError for a rule that gives more than one time a day, or that cannot be read."""
    said = _said(rule)
    _require_whole_days(said, start, rule.line)
    _say_months(said, rule, reports)
    until = _until_day(said.pop("UNTIL"), start, own, rule) if "UNTIL" in said else None
    if until is not None and "COUNT" not in said:
        said["UNTIL"] = f"{until:%Y%m%d}"
        until = None
    text = ";".join(f"{name}={value}" for name, value in said.items())
    try:
        parts = read_parts(text)
    except InvalidInputError as error:
        raise UnreadableError(error.message, error.details, rule.line) from error
    _require_not_over(until or parts.until, start, rule.line)
    return RuleText(text, parts, start.day, rule.line, until or LAST_DAY)


def _require_not_over(until: date | None, start: Written, line: int) -> None:
    """Programs end a rule before it begins where somebody deleted all of it."""
    if until is not None and until < start.day:
        raise UnreadableError(later("The event's rule ends before the event begins, so it is left out."), {}, line)


def _said(rule: Property) -> dict[str, str]:
    """The parts by name, in upper case; those that say nothing are left out, as are a program's own."""
    found: dict[str, str] = {}
    for piece in "".join(rule.value.upper().split()).split(";"):
        name, _, value = piece.partition("=")
        if not piece or (name, value) in _SAYS_NOTHING or name.startswith("X-"):
            continue
        value = value.removesuffix(",")
        if found.setdefault(name, value) != value:
            sentence = later("The recurrence rule says %(name)s more than once.")
            raise UnreadableError(sentence, {"name": name[:40]}, rule.line)
    return found


def _require_whole_days(said: dict[str, str], start: Written, line: int) -> None:
    if said.get("FREQ") in _OFTENER:
        sentence = later("The event is repeated every hour, minute or second, so it is left out.")
        raise UnreadableError(sentence, {}, line)
    own = {"BYHOUR": start.at.hour, "BYMINUTE": start.at.minute, "BYSECOND": 0}
    for name in _TIMES:
        value = said.pop(name, "")
        is_own = name == "BYSECOND" or (value.isdigit() and len(value) <= 2 and int(value) == own[name])
        if value and not start.is_day and not is_own:
            sentence = later("The event is repeated at several times of the day, so it is left out.")
            raise UnreadableError(sentence, {}, line)


def _say_months(said: dict[str, str], rule: Property, reports: Reports) -> None:
    """FREQ=YEARLY;BYMONTHDAY=16 is the 16th of every month by the table in RFC 5545, section 3.3.10."""
    if said.get("FREQ") == "YEARLY" and "BYMONTHDAY" in said and _MONTHS_SAID_BY.isdisjoint(said):
        said["BYMONTH"] = _ALL_MONTHS
        sentence = later("Calendars disagree on this rule; it is read as a day of every month.")
        reports.note(rule.line, sentence)


def _until_day(value: str, start: Written, own: Zone, rule: Property) -> date | None:
    """The last day on which an instance may begin, or None for no end that we would reach."""
    found = _UNTIL.fullmatch(value)
    if found is None or int(found[1][:4]) > LAST_YEAR:
        if found is None:
            sentence = later('"UNTIL=%(value)s" does not name a day.')
            raise UnreadableError(sentence, {"value": value[:40]}, rule.line)
        return None
    if int(found[1][:4]) <= FIRST_YEAR:
        return date(FIRST_YEAR, 1, 1)
    try:
        until = datetime.strptime(found[1] + (found[2] or "0000"), "%Y%m%d%H%M")  # noqa: DTZ007
    except ValueError:
        sentence = later('"UNTIL=%(value)s" does not name a day.')
        raise UnreadableError(sentence, {"value": value[:40]}, rule.line) from None
    return _last_start(until, start, own, is_day=found[2] is None, is_utc=bool(found[3]))


def _last_start(until: datetime, start: Written, own: Zone, *, is_day: bool, is_utc: bool) -> date:
    """By RFC 5545 UNTIL is written as DTSTART is, a moment in UTC; whoever writes a day means all of it."""
    if is_day:
        return until.date()
    local = (start.zone or own).from_utc(until) if is_utc else until
    if start.is_day:
        # Midnight here, written in UTC, is the day before there.
        return local.date() if local.time() == MIDNIGHT else until.date()
    return local.date() if local.time() >= start.at.time() else local.date() - timedelta(days=1)
