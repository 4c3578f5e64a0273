"""Takes the forward table and the lists of what awaits a date out of whole minutes, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wheel.core.minutes_findings import Finding, FindingKind
from wheel.errors import InvalidInputError
from wheel.imports.awaiting_list import awaiting_line_numbers, read_awaiting
from wheel.imports.forward_table import find_forward_table
from wheel.imports.item_titles import item_title
from wheel.imports.minutes import read_forward
from wheel.imports.minutes_lines import Line
from wheel.imports.minutes_values import AwaitingItem, ForwardRow, MinutesWarning, RowKind, WarningKind


@dataclass
class PlannedLines:
    """`numbers` are the lines that the table and the lists stand on; `refusal` is why the table could not be read."""

    findings: list[Finding] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    warnings: list[MinutesWarning] = field(default_factory=list)
    refusal: InvalidInputError | None = None


def planned_lines(lines: list[Line], year_hint: int | None) -> PlannedLines:
    """FORWARD for each item of a row and AWAITING for each of a list; none where the minutes hold no such thing.

    A row without items tells of a MEETING, and one that is closed ("Efterårsferie") of a CANCELLED one.
    """
    read = PlannedLines(numbers=awaiting_line_numbers(lines))
    try:
        table, _ = find_forward_table(lines)
    except InvalidInputError:
        read.findings = [_awaiting(item) for item in read_awaiting(lines)]
        return read
    read.numbers.update(range(table.line, table.last_line + 1))
    try:
        minutes = read_forward(lines, year_hint)
    except InvalidInputError as error:
        read.refusal = error
        read.findings = [_awaiting(item) for item in read_awaiting(lines)]
        return read
    read.warnings = [one for one in minutes.warnings if one.kind is not WarningKind.POSTPONED_MISSING]
    read.findings = [finding for row in minutes.rows for finding in _of_row(row, minutes.body or "")]
    read.findings += [_awaiting(item) for item in minutes.awaiting]
    return read


def _of_row(row: ForwardRow, body: str) -> Iterator[Finding]:
    for item in row.items:
        title, _ = item_title(item.text)
        yield Finding(FindingKind.FORWARD, item.text, row.line, title=title, day=row.date)
    if row.kind is RowKind.BLOCKED:
        words = f"{row.label} {row.note or ''}".strip()
        yield Finding(FindingKind.CANCELLED, words, row.line, title=row.note or "", body=body, day=row.date)
    elif row.kind is RowKind.EMPTY:
        yield Finding(FindingKind.MEETING, row.label, row.line, body=body, day=row.date)


def _awaiting(item: AwaitingItem) -> Finding:
    title, _ = item_title(item.text)
    return Finding(FindingKind.AWAITING, item.text, item.line, title=title)
