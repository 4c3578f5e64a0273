"""From what the minutes say to the command that takes it over, and back to lines for whoever typed it."""

from __future__ import annotations

from pathlib import Path

from flask_babel import gettext

from wheel.errors import InvalidInputError
from wheel.imports.minutes import Minutes, MinutesWarning, RowItem, RowKind, item_title, read_minutes
from wheel.usecases.import_minutes import ImportMinutes, Line, PointToPlace, RowToPlace, Step

LARGEST_FILE = 20_000_000


def read_minutes_file(file: Path, year_hint: int | None) -> Minutes:
    """Raises InvalidInputError for a file that is no UTF-8 text, is too large, or holds no forward table."""
    if file.stat().st_size > LARGEST_FILE:
        raise InvalidInputError("%(file)s is too large to be minutes.", file=file.name)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError("%(file)s is not a text file in UTF-8.", file=file.name) from error
    return read_minutes(text, year_hint=year_hint)


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
