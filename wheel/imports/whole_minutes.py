"""Reads the minutes of a meeting whole: its head, its points, and what they ask for, each with its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from wheel.core.minutes_findings import AgendaPoint, Finding, ReadMinutes
from wheel.imports.finding_meetings import meetings
from wheel.imports.finding_outcomes import ends, outcomes
from wheel.imports.finding_returns import resumption, returns
from wheel.imports.finding_routes import routes
from wheel.imports.finding_standing import standing
from wheel.imports.finding_tasks import tasks
from wheel.imports.kept_findings import MOST_FINDINGS, kept
from wheel.imports.meeting_particulars import read_particulars
from wheel.imports.minutes import check_year, head_warnings, meeting_day
from wheel.imports.minutes_doubts import doubts
from wheel.imports.minutes_headings import MeetingHead, decision_body, read_head
from wheel.imports.minutes_lines import clean_lines
from wheel.imports.minutes_points import Point, split_points
from wheel.imports.planned_lines import PlannedLines, planned_lines
from wheel.imports.point_content import agenda_point
from wheel.imports.point_sections import SectionKind
from wheel.imports.points_within import items_within, said_anew, with_decisions
from wheel.imports.said_sentences import MeetingOf, Said, said_in

_READERS: tuple[Callable[[Said, MeetingOf], Iterator[Finding]], ...] = (
    outcomes,
    ends,
    returns,
    routes,
    standing,
    tasks,
    meetings,
)


def read_whole_minutes(text: str, *, year_hint: int | None = None) -> ReadMinutes:
    """Everything that the minutes tell, in the order of their lines; a text that is no minutes tells little or nothing.

    Days without a year lie within a year of the meeting's own day; `year_hint` is that day's year where the minutes do
    not tell it. Raises InvalidInputError if the text is a document file, is too long, or if the hint is no year.
    """
    check_year(year_hint)
    lines = clean_lines(text)
    head = read_head(lines)
    day = meeting_day(head, year_hint)
    planned = planned_lines(lines, year_hint)
    points = split_points([line for line in lines if line.number not in planned.numbers], day)
    meeting = MeetingOf(day, _names(head, points))
    read = [_read_point(point, meeting) for point in points]
    findings = kept([*_placed(planned, points, meeting), *(finding for _, found in read for finding in found)])
    warnings = [*(planned.warnings or head_warnings(head, day, year_hint))]
    particulars = read_particulars(lines)
    return ReadMinutes(
        body=head.body,
        day=day,
        starts_at=particulars.starts_at,
        ends_at=particulars.ends_at,
        place=particulars.place,
        absent=particulars.absent,
        members=particulars.members,
        points=tuple(point for own, _ in read for point in own),
        findings=tuple(findings[:MOST_FINDINGS]),
        doubts=tuple(doubts(head, meeting, points, findings, warnings, planned.refusal)),
    )


def _names(head: MeetingHead, points: list[Point]) -> tuple[str, ...]:
    """What the minutes call their body: at the head, and above its decisions."""
    above = (decision_body(section.heading) for point in points for section in point.of(SectionKind.DECISION))
    return tuple(dict.fromkeys(name for name in (head.body, *above) if name))


def _read_point(point: Point, meeting: MeetingOf) -> tuple[list[AgendaPoint], list[Finding]]:
    items = items_within(point)
    said = list(said_anew(items, said_in(point, items)))
    findings = [*resumption(point, meeting), *(finding for one in said for finding in _found(one, meeting))]
    if not point.number:
        return [], findings
    decided = ((one.point, one.text) for one in said if one.is_decision)
    return [agenda_point(point, meeting.day), *with_decisions(items, decided)], findings


def _found(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    for reader in _READERS:
        yield from reader(said, meeting)


def _placed(planned: PlannedLines, points: list[Point], meeting: MeetingOf) -> Iterator[Finding]:
    """The lines of the plan with the point that they stand under, and the events that they name."""
    starts = [point.line for point in points]
    for finding in planned.findings:
        index = bisect_right(starts, finding.line) - 1
        point = points[index].number if index >= 0 else ""
        yield replace(finding, point=point)
        said = Said(finding.words, finding.line, point, finding.title, SectionKind.TEXT, is_listed=True)
        yield from (event for event in meetings(said, meeting) if finding.title and event.day != finding.day)
