"""From what the minutes say to the command that takes it over, and back to lines for whoever typed it."""

from __future__ import annotations

import sys
from pathlib import Path

from flask_babel import gettext

from wheel.errors import InvalidInputError
from wheel.imports.minutes import Minutes, MinutesWarning, RowItem, RowKind, item_title, read_minutes
from wheel.imports.minutes_files import LARGEST_FILE, text_of_file
from wheel.imports.whole_minutes import read_whole_minutes
from wheel.usecases.import_minutes import ImportMinutes, Line, PointToPlace, RowToPlace, Step
from wheel.usecases.propose_from_minutes import ProposeFromMinutes


def text_of(file: Path) -> str:
    """The text of a file, or of standard input for "-". Raises InvalidInputError for what holds no text."""
    if str(file) == "-":
        return text_of_file(sys.stdin.buffer.read(LARGEST_FILE + 1))
    if file.stat().st_size > LARGEST_FILE:
        raise InvalidInputError("%(file)s is too large to be minutes.", file=file.name)
    return text_of_file(file.read_bytes())


def read_minutes_file(file: Path, year_hint: int | None) -> Minutes:
    """Raises InvalidInputError for a file that holds no text, is too large, or holds no forward table."""
    return read_minutes(text_of(file), year_hint=year_hint)


def check_of(file: Path, body: str, year_hint: int | None) -> ProposeFromMinutes:
    """What to compare with the plan: all that the minutes say."""
    return ProposeFromMinutes(body, read_whole_minutes(text_of(file), year_hint=year_hint))


def command_from(minutes: Minutes, body: str, *, create_meetings: bool) -> ImportMinutes:
    """Its words for the plan are in the language of the request."""
    rows = tuple(
        RowToPlace(
            day=row.date,
            points=tuple(_point(item.text, item) for item in row.items),
            blocked_because=row.note or "–" if row.kind is RowKind.BLOCKED else None,
        )
        for row in minutes.rows
    )
    return ImportMinutes(
        body=body,
        rows=rows,
        awaiting=tuple(_point(entry.text, None) for entry in minutes.awaiting),
        awaiting_reason=gettext("Stood without a date in the minutes."),
        meeting_title=gettext("Meeting"),
        create_meetings=create_meetings,
        minutes_of=minutes.body or "",
    )


def _point(words: str, item: RowItem | None) -> PointToPlace:
    title, text = item_title(words)
    return PointToPlace(words=words, title=title, text=text, sub_date=item.sub_date if item else None)


def words_of_line(line: Line) -> str:
    """One line of the import's plan, in English as all commands speak."""
    day = line.day.isoformat() if line.day else ""
    sentences = {
        Step.CREATE: f"{day}  make the meeting",
        Step.BLOCK: f"{day}  no meeting: {line.title}",
        Step.PLACE: f"{day}  + {line.title}",
        Step.AWAIT: f"awaiting    + {line.title}",
        Step.KNOWN: f"{day or 'awaiting':<10}  = {line.title} (there already)",
        Step.MISSING: f"{day}  {_missing(line)}",
        Step.OTHER_BODY: f"! the minutes name another body: {line.title}",
        Step.CLASH: f"{day}  ! the minutes say “{line.title}”, but a meeting is planned; it is left as it is",
    }
    return sentences[line.step]


def _missing(line: Line) -> str:
    if line.title:
        return f"no meeting: {line.title} (--create-meetings notes it)"
    return "the body has no meeting (--create-meetings makes it)"


def words_of_warning(warning: MinutesWarning) -> str:
    where = f"line {warning.line}: " if warning.line else ""
    return where + str(warning)
