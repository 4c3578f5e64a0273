"""Dates as people type them, one or several days a line, and back: "9.9.2026", "9.-11.9.2026", "2026-09-09"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from wheel.core.bounds import LONGEST_DAYS
from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.dates import DateSpan
from wheel.errors import InvalidInputError
from wheel.web.rule_form.parts import Form

_ISO = r"(?P<{0}year>\d{{4}})-(?P<{0}month>\d{{1,2}})-(?P<{0}day>\d{{1,2}})"
_DANISH = r"(?P<{0}day>\d{{1,2}})[-./] ?(?P<{0}month>\d{{1,2}})[-./] ?(?P<{0}year>\d{{4}})"
# What the first of two days leaves out is said by the last: 30.9.-2.10.2026, 9.-11.9.2026.
_BEGINNING = r"(?P<first_day>\d{1,2})(?:[./] ?(?P<first_month>\d{1,2}))?\.?"
_TO = r" ?(?:-|–|—|til|to) ?"
_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        _ISO.format("last_"),
        _DANISH.format("last_"),
        _ISO.format("first_") + _TO + _ISO.format("last_"),
        _DANISH.format("first_") + _TO + _DANISH.format("last_"),
        _BEGINNING + _TO + _DANISH.format("last_"),
    )
)


def spans_field(form: Form, name: str) -> tuple[DateSpan, ...]:
    """The days in the field `name`, in any order. Raises InvalidInputError that names the line it cannot read."""
    return tuple(_span(text, name, line) for line, text in _lines(form.get(name, "")))


def days_field(form: Form, name: str) -> tuple[date, ...]:
    """The single days in the field `name`."""
    spans = [(line, _span(text, name, line)) for line, text in _lines(form.get(name, ""))]
    for line, span in spans:
        if span.day_count > 1:
            raise InvalidInputError("Line %(line)s: write one day on each line here.", field=name, line=line)
    return tuple(span.start for _, span in spans)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for part in re.split("[,;]", line):
            if part.strip():
                yield number, " ".join(part.split()).casefold()


def _span(text: str, name: str, line: int) -> DateSpan:
    found = next((match for pattern in _LINES if (match := pattern.fullmatch(text))), None)
    try:
        first, last = _days(found.groupdict() if found else {})
    except (KeyError, ValueError) as error:
        raise InvalidInputError(
            "Line %(line)s: write the date as 9.9.2026, or the first and the last day as 9.-11.9.2026.",
            field=name,
            line=line,
        ) from error
    if last < first:
        raise InvalidInputError("Line %(line)s: the last day is before the first.", field=name, line=line)
    if (last - first).days >= LONGEST_DAYS:
        raise InvalidInputError(
            "Line %(line)s: an event lasts at most %(count)s days.", field=name, line=line, count=LONGEST_DAYS
        )
    return DateSpan.of_days(first, last)


def _days(found: dict[str, str | None]) -> tuple[date, date]:
    """Raises KeyError or ValueError where the text is no day."""
    last = {unit: int(found[f"last_{unit}"] or 0) for unit in ("year", "month", "day")}
    first = {unit: int(found.get(f"first_{unit}") or number) for unit, number in last.items()}
    for said in (first, last):
        if not FIRST_YEAR <= said["year"] <= LAST_YEAR:
            raise ValueError(said["year"])
    return date(**first), date(**last)


def filled_spans(spans: Iterable[DateSpan]) -> str:
    return "\n".join(_span_text(span) for span in spans)


def filled_days(days: Iterable[date]) -> str:
    return "\n".join(map(_text, days))


def _span_text(span: DateSpan) -> str:
    first, last = span.start, span.last
    if first == last:
        return _text(first)
    if first.year != last.year:
        return f"{_text(first)}-{_text(last)}"
    if first.month != last.month:
        return f"{first.day}.{first.month}.-{_text(last)}"
    return f"{first.day}.-{_text(last)}"


def _text(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
