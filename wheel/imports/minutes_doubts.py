"""Says what could not be read for sure, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from babel.dates import format_date
from flask_babel import get_locale, gettext

from wheel.core.minutes_findings import Finding
from wheel.errors import InvalidInputError
from wheel.imports.danish_dates import dates_in
from wheel.imports.kept_findings import MOST_FINDINGS
from wheel.imports.minutes_headings import MeetingHead
from wheel.imports.minutes_points import MOST_POINTS, Point
from wheel.imports.minutes_values import MinutesWarning
from wheel.imports.named_times import day_near
from wheel.imports.said_sentences import MeetingOf

Doubt = tuple[str, int | None]

# A secretary looks at a few; more say no more.
MOST_DOUBTS = 100


def doubts(
    head: MeetingHead,
    meeting: MeetingOf,
    points: list[Point],
    findings: list[Finding],
    warnings: Iterable[MinutesWarning],
    refusal: InvalidInputError | None,
) -> list[Doubt]:
    """At most MOST_DOUBTS sentences with their lines: on the head first, then down the minutes."""
    told = [
        *_of_head(head, meeting, points),
        *((_said(one.message, one.details), one.line) for one in warnings),
        *([(_said(refusal.message, refusal.details), None)] if refusal else []),
        *_of_weekdays(findings[:MOST_FINDINGS], meeting),
        *_of_size(points, len(findings)),
    ]
    return list(dict.fromkeys(told))[:MOST_DOUBTS]


def _said(message: str, details: Mapping[str, object]) -> str:
    told = {name: _day(value) if isinstance(value, date) else value for name, value in details.items()}
    sentence: str = gettext(message)
    return sentence % told if told else sentence


def _day(day: date) -> str:
    """The day in words, in the language of the request; in English where there is none, as on the command line."""
    return str(format_date(day, gettext("d MMMM y"), locale=get_locale() or "en"))


def _of_head(head: MeetingHead, meeting: MeetingOf, points: list[Point]) -> Iterator[Doubt]:
    if head.body is None:
        yield gettext("The minutes do not say which body they are of."), None
    if meeting.day is None:
        yield gettext("The minutes do not say which day they are of, so days without a year were not read."), None
    if not any(point.number for point in points):
        yield gettext("No point with a number was found; what the text asks for was read all the same."), None
    for other in meeting.names[1:]:
        yield (
            gettext(
                "The minutes are headed %(body)s, but a decision is headed %(other)s. They were read as one body.",
                body=meeting.names[0],
                other=other,
            ),
            None,
        )


def _of_weekdays(findings: list[Finding], meeting: MeetingOf) -> Iterator[Doubt]:
    for finding in findings:
        for written in dates_in(finding.words[:1000]):
            day = day_near(written, meeting.day)
            if day is not None and written.contradicts_weekday(day):
                sentence = gettext('"%(words)s" names another weekday than %(day)s falls on.')
                yield sentence % {"words": finding.words, "day": _day(day)}, finding.line


def _of_size(points: list[Point], found: int) -> Iterator[Doubt]:
    if len(points) >= MOST_POINTS:
        yield gettext("Only the first %(count)d points were told apart.", count=MOST_POINTS), None
    if found > MOST_FINDINGS:
        yield gettext("Only the first %(count)d things that the minutes ask for are shown.", count=MOST_FINDINGS), None
