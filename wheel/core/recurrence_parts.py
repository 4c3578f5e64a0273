"""The parts of a recurrence rule: how they are written, and which of them go together, by RFC 5545, section 3.3.10."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wheel.errors import InvalidInputError

NO_NUMBERS: frozenset[int] = frozenset()

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = "|".join(_WEEKDAYS)
_SPELLINGS = {
    "FREQ": re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
    "UNTIL": re.compile("[0-9]{8}(T([01][0-9]|2[0-3])[0-5][0-9]([0-5][0-9]|60)Z?)?"),
    "WKST": re.compile(_WEEKDAY),
    "BYDAY": re.compile(f"([+-]?[0-9]{{1,2}})?({_WEEKDAY})(,([+-]?[0-9]{{1,2}})?({_WEEKDAY}))*"),
}
# The largest number of each part, and whether it may be a list, and whether that may also count from the end.
_NUMBERS = {
    "INTERVAL": (999_999, False, False),
    "COUNT": (999_999, False, False),
    "BYMONTH": (12, True, False),
    "BYMONTHDAY": (31, True, True),
    "BYYEARDAY": (366, True, True),
    "BYWEEKNO": (53, True, True),
    "BYSETPOS": (366, True, True),
}
_FREQUENCIES_OF = {
    "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"),
    "BYYEARDAY": ("YEARLY",),
    "BYWEEKNO": ("YEARLY",),
}
# Right in RFC 5545 or RFC 7529, but not here: the reason, by what the part begins with.
_OFTENER = re.compile("FREQ=(HOURLY|MINUTELY|SECONDLY)")
_TIMES_OF_DAY = re.compile("BY(HOUR|MINUTE|SECOND)=")
_RFC_7529 = re.compile("(RSCALE|SKIP)=")

_Texts = Mapping[str, str]


@dataclass(frozen=True)
class RecurrenceParts:
    """What a rule says. Weekdays are 0 (Monday) to 6; each in `weekdays` has an ordinal before it, 0 for every one."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    week_start: int = 0
    months: frozenset[int] = NO_NUMBERS
    weeks: frozenset[int] = NO_NUMBERS
    year_days: frozenset[int] = NO_NUMBERS
    month_days: frozenset[int] = NO_NUMBERS
    weekdays: frozenset[tuple[int, int]] = frozenset()
    positions: frozenset[int] = NO_NUMBERS


def read_parts(rule: str) -> RecurrenceParts:
    """The parts of `rule`, in upper or lower case, with or without "RRULE:" before it and (as Google writes) ";" after.

    Raises InvalidInputError (field "rrule") for what RFC 5545 forbids, what is not of whole days, and what calendars
    read in different ways.
    """
    texts = _texts(rule.strip().upper().removeprefix("RRULE:").removesuffix(";"))
    _check_combinations(texts)
    return RecurrenceParts(
        freq=texts["FREQ"],
        interval=int(texts.get("INTERVAL", "1")),
        count=int(texts["COUNT"]) if "COUNT" in texts else None,
        until=_until(texts["UNTIL"]) if "UNTIL" in texts else None,
        week_start=_WEEKDAYS.index(texts.get("WKST", "MO")),
        months=_numbers(texts, "BYMONTH"),
        weeks=_numbers(texts, "BYWEEKNO"),
        year_days=_numbers(texts, "BYYEARDAY"),
        month_days=_numbers(texts, "BYMONTHDAY"),
        weekdays=_weekdays(texts.get("BYDAY", "")),
        positions=_numbers(texts, "BYSETPOS"),
    )


def refused(message: str, **details: object) -> InvalidInputError:
    return InvalidInputError(message, field="rrule", **details)


def _texts(rule: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        _check_spelling(part, name, value)
        if name in found:
            raise refused("The recurrence rule says %(name)s more than once.", name=name)
        found[name] = value
    return found


def _check_spelling(part: str, name: str, value: str) -> None:
    _check_whole_days(part)
    if name not in _SPELLINGS and name not in _NUMBERS:
        raise refused(
            'Write only a recurrence rule of whole days, such as FREQ=WEEKLY;BYDAY=WE: "%(part)s" does not belong.',
            part=part,
        )
    if not _is_well_written(name, value):
        raise refused('"%(part)s" is not a possible part of a recurrence rule.', part=part)


def _check_whole_days(part: str) -> None:
    if _OFTENER.match(part):
        raise refused(
            '"%(part)s" would give thousands a year, and the rule is of whole days: write FREQ=DAILY or longer.',
            part=part,
        )
    if _TIMES_OF_DAY.match(part):
        raise refused('"%(part)s" is a time of day, and the rule is of whole days: leave it out.', part=part)
    if _RFC_7529.match(part):
        raise refused(
            '"%(part)s" (RFC 7529) is not understood: leave it out. Days that do not exist in a month are passed over.',
            part=part,
        )


def _is_well_written(name: str, value: str) -> bool:
    if name in _SPELLINGS:
        return _SPELLINGS[name].fullmatch(value) is not None
    highest, may_be_list, may_be_negative = _NUMBERS[name]
    numbers = value.split(",") if may_be_list else [value]
    sign = "[+-]?" if may_be_negative else ""
    return all(re.fullmatch(f"{sign}[0-9]{{1,6}}", number) and 1 <= abs(int(number)) <= highest for number in numbers)


def _numbers(texts: _Texts, name: str) -> frozenset[int]:
    return frozenset(int(number) for number in texts[name].split(",")) if name in texts else NO_NUMBERS


def _weekdays(value: str) -> frozenset[tuple[int, int]]:
    names = value.split(",") if value else []
    return frozenset((int(name[:-2] or "0"), _WEEKDAYS.index(name[-2:])) for name in names)


def _until(value: str) -> date:
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError as error:
        raise refused('"UNTIL=%(value)s" does not name a day.', value=value) from error


def _check_combinations(texts: _Texts) -> None:
    if "FREQ" not in texts:
        raise refused("The recurrence rule must say how often: begin with FREQ=WEEKLY, for example.")
    if "COUNT" in texts and "UNTIL" in texts:
        raise refused("The recurrence rule may end by COUNT or by UNTIL, not by both.")
    for name, frequencies in _FREQUENCIES_OF.items():
        if name in texts and texts["FREQ"] not in frequencies:
            raise refused("%(name)s cannot be used with FREQ=%(freq)s.", name=name, freq=texts["FREQ"])
    if "BYSETPOS" in texts and not any(name.startswith("BY") and name != "BYSETPOS" for name in texts):
        raise refused("BYSETPOS chooses among days: add BYDAY or another BY part.")
    _check_months_are_said(texts)
    _check_ordinals(texts)


def _check_months_are_said(texts: _Texts) -> None:
    """FREQ=YEARLY;BYMONTHDAY=16: by the table of RFC 5545 the 16th of every month, by RFC 8984 that of the start's.

    Calendars are split, and dateutil has changed sides: twelve days a year or one is too much to guess.
    """
    says_which = not texts.keys().isdisjoint({"BYMONTH", "BYWEEKNO", "BYYEARDAY"})
    if texts["FREQ"] == "YEARLY" and "BYMONTHDAY" in texts and not says_which:
        raise refused("Calendars disagree on FREQ=YEARLY with BYMONTHDAY alone: add BYMONTH to say in which months.")


def _check_ordinals(texts: _Texts) -> None:
    ordinals = [int(number) for number in re.findall("[0-9]+", texts.get("BYDAY", ""))]
    if not ordinals:
        return
    if texts["FREQ"] not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in texts:
        raise refused('A number before a weekday ("2TU") needs FREQ=MONTHLY or FREQ=YEARLY, and no BYWEEKNO.')
    highest = 5 if texts["FREQ"] == "MONTHLY" or "BYMONTH" in texts else 53
    if not all(1 <= ordinal <= highest for ordinal in ordinals):
        raise refused("The number before a weekday must be from 1 to %(highest)s.", highest=highest)
