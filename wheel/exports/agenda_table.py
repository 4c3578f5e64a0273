"""The table of coming meetings in the words that Danish minutes have for it, and as text to paste.

`imports/` reads the same words back. They are Danish in every language of the pages: the minutes are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wheel.usecases.agenda_table import AgendaTable, TableItem, TableRow

HEADER = "Dato"
AWAITING = "Punkter som afventer dato:"
CLOSED = "Lukket punkt"
NOTHING = "Ingen"
CANCELLED = "Aflyst"
ON_HOLD = "(sat på standby)"
BULLET = "•"

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "Maj", "Jun.", "Jul.", "Aug.", "Sep.", "Okt.", "Nov.", "Dec.")
# What the meetings of a body are called, by how the name of the body ends.
_MEETINGS = {
    "direktionen": "direktionsmøder",
    "udvalget": "udvalgsmøder",
    "bestyrelsen": "bestyrelsesmøder",
    "rådet": "rådsmøder",
    "gruppen": "gruppemøder",
    "forum": "forummøder",
}
# What would part an item in two, or be taken for markup, where the text is read again.
_BULLETS = re.compile(r"[•●▪◦‣⁃■□➢]|(?<!\S)·(?!\S)")
_LEADING_MARKS = re.compile(r"^(?:[-–—*]\s+)+(?=\S)")
_REPLACED = (
    (re.compile("\u2011"), "-"),
    (re.compile(r"\*{2,}"), "*"),
    (re.compile(r"\|"), "/"),
    (re.compile(r"(?<=[\s\w])- (?=[A-ZÆØÅ0-9])"), "– "),
    (re.compile(r"<(?=/?[^\W\d_])"), "‹"),
    (re.compile(r"(?<=[\"/])(\s?/?)>"), r"\1›"),
    (re.compile(r"&(?=#?\w{1,10};)"), "& "),
)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


class TableFormat(StrEnum):
    """What the table can be had as, by the ending of the address."""

    HTML = "html"
    DOCX = "docx"
    TEXT = "txt"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


@dataclass(frozen=True)
class WrittenRow:
    """One row: the day, and either its items or the words that say why nothing is held then."""

    label: str
    items: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class WrittenTable:
    """The table in words, each of them one line without anything that a table or a list is made of."""

    body: str
    intro: str
    rows: tuple[WrittenRow, ...]
    awaiting: tuple[str, ...]


def written_table(table: AgendaTable, today: date) -> WrittenTable:
    """A day's label has its year only where that is another one than the row's above it, or than this year."""
    return WrittenTable(
        body=one_line(table.body.name),
        intro=f"Til de kommende {_meetings_of(table.body.name)} er der foreløbigt følgende punkter:",
        rows=tuple(_rows(table.rows, today.year)),
        awaiting=tuple(_words(item) for item in table.awaiting),
    )


def text_of(table: WrittenTable) -> str:
    """The table as text: a tab between a day and its items, which have bullets; then the list of what awaits a date."""
    rows = [f"{HEADER}\t", *(f"{row.label}\t{_cell(row)}" for row in table.rows)]
    awaiting = [f"- {words}" for words in table.awaiting or (NOTHING,)]
    return "\n".join([*rows, "", table.intro, "", AWAITING, "", *awaiting, ""])


def one_line(text: str) -> str:
    """The text in one line and without bullets, tabs, markup and unseen characters; what is left stays as written."""
    flat = "".join(letter for letter in " ".join(text.split()) if unicodedata.category(letter) not in _UNSEEN)
    line = _BULLETS.sub("–", unicodedata.normalize("NFC", flat))
    for pattern, instead in _REPLACED:
        line = pattern.sub(instead, line)
    return _LEADING_MARKS.sub("", " ".join(line.split())) or "…"


def file_name(table: AgendaTable, kind: TableFormat) -> str:
    """ "punkter-direktionen-2026-11-22.docx"."""
    return f"punkter-{table.body.short_name}-{table.begins.isoformat()}.{kind.value}"


def _rows(rows: tuple[TableRow, ...], year: int) -> Iterator[WrittenRow]:
    for row in rows:
        yield WrittenRow(_label(row, year), tuple(_words(item) for item in row.items), _note(row))
        year = row.day.year


def _label(row: TableRow, year: int) -> str:
    if row.words:
        return one_line(row.words)
    label = f"{row.day.day}. {_MONTHS[row.day.month - 1]}"
    return label if row.day.year == year else f"{label} {row.day.year}"


def _note(row: TableRow) -> str:
    if row.is_cancelled:
        return CANCELLED
    return one_line(row.because) if row.because else ""


def _words(item: TableItem) -> str:
    """The title, and the explanation as the sentences that follow it."""
    if item.title is None:
        return CLOSED
    title = f"{item.title.rstrip()} {ON_HOLD}" if item.is_on_hold else item.title.rstrip()
    if not item.text:
        return one_line(title)
    end = "" if title.endswith((".", "!", "?", ":")) else "."
    return one_line(f"{title}{end} {item.text}")


def _cell(row: WrittenRow) -> str:
    return " ".join([*([row.note] if row.note else []), *(f"{BULLET} {words}" for words in row.items)])


def _meetings_of(body: str) -> str:
    name = one_line(body)
    ending = next((end for end in _MEETINGS if name.casefold().endswith(end)), None)
    if ending is None or not name.isalpha():
        return f"møder i {name}"
    return name.casefold().removesuffix(ending) + _MEETINGS[ending]


_MEDIA_TYPES = {
    TableFormat.HTML: "text/html",
    TableFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TableFormat.TEXT: "text/plain",
}
