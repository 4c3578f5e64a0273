"""Finds the forward table in a body's minutes: which lines are its rows, and what each row's cell holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from wheel.errors import InvalidInputError
from wheel.imports.danish_dates import DateLabel, Separator, WrittenDate, leading_label
from wheel.imports.minutes_headings import is_awaiting_heading, is_section_heading
from wheel.imports.minutes_lines import Line
from wheel.imports.row_cells import CellLine, is_bulleted

# So many lines of page header and footer may stand between two halves of one table.
LONGEST_GAP = 6
NEARBY_LINES = 12

_DATE_HEADER = re.compile(
    r"(?:møde)?dato(?:er)?(?:\s(?:for|på)\s(?:det\s)?møde[tr]?)?\s?:?"
    r"(?:(?:\s{0,20}\t|\s{2,20}|\s(?=punkt|emne|sag|dagsorden))(?P<rest>[^0-9]{0,80}))?\s?",
    re.IGNORECASE,
)
_ITEMS_HEADER = re.compile(r"\s*(?:punkt|emne|sag|dagsorden|indhold|tema)", re.IGNORECASE)
_TIME_HEADER = re.compile(r"(?:tid|tidspunkt|kl\.?|klokken|klokkeslæt)\s*(?:\t.{0,80}|:?)", re.IGNORECASE)
_FORWARD_WORDS = re.compile(
    r"kommende\s\w{0,30}møde|foreløbigt?\sfølgende|punkter\stil\s(?:de\s)?(?:næste|kommende)|afventer\sdato"
    r"|fremadrettet|årshjul",
    re.IGNORECASE,
)
# Looks like the date of a row without being one: "13. Setpember", "Uge 42", "31.9."
_DATELIKE = re.compile(
    r"(?P<label>(?:(?:d\.|den)\s)?(?:[0-9]{1,2}\.?\s?[^\W\d_]{3,12}\.?|uge\s[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}\.?)"
    r"(?:\s[0-9]{4})?)\s?(?:\t|\s\s)(?P<rest>.*)",
    re.IGNORECASE,
)
_OPEN_END = (" d.", " den", ",", " til", " og", " i", " på", " af", " for")
_RELIABLE = (Separator.CELL, Separator.WIDE)


@dataclass
class RawRow:
    """A row as it stands; `written` is None when the label names no day."""

    label: str
    written: WrittenDate | None
    line: int
    separator: Separator
    cell: list[CellLine] = field(default_factory=list)


@dataclass
class RawTable:
    """Dated rows that belong together. `unread` are lines among them that belong to no row."""

    header: str | None
    line: int
    rows: list[RawRow] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    last_line: int = 0
    header_has_colon: bool = False

    @property
    def is_convincing(self) -> bool:
        """A header and a row that is set off from its cell, or two such rows without a header."""
        reliable = sum(row.separator in _RELIABLE for row in self.rows)
        if self.header is None:
            return reliable >= 2
        return reliable >= 1 or len(self.rows) >= 2


def find_forward_table(lines: list[Line]) -> tuple[RawTable, list[RawTable]]:
    """The forward table and the other dated tables. Raises InvalidInputError if there is no dated table."""
    tables = [table for table in _TableScan().read(lines) if table.is_convincing]
    if not tables:
        raise InvalidInputError(
            'The text holds no forward table. Looked for a line "Dato" with rows below it, or for two or more rows '
            'in a line that begin with a day and month ("13. Sep.", "13/9", "den 13. september") followed by a tab, '
            "at least two spaces or a | sign, and then the items.",
            field="text",
        )
    best = max(tables, key=lambda table: _likelihood(table, lines))
    return best, [table for table in tables if table is not best]


def _likelihood(table: RawTable, lines: list[Line]) -> tuple[int, int]:
    """How much speaks for this being the table of coming meetings, then its size."""
    header = 0
    if table.header is not None:
        header = 2 if not table.header.strip() or _ITEMS_HEADER.match(table.header) else 1
    before = bisect_left(lines, table.line, key=_number)
    after = bisect_right(lines, table.last_line, key=_number)
    near = lines[max(before - NEARBY_LINES, 0) : before] + lines[after : after + NEARBY_LINES]
    return header + 2 * any(_FORWARD_WORDS.search(line.content[:200]) for line in near), len(table.rows)


def _number(line: Line) -> int:
    return line.number


class _TableScan:
    """One walk down the lines, which collects tables and knows what may interrupt one."""

    def __init__(self) -> None:
        self.tables: list[RawTable] = []
        self.table: RawTable | None = None
        self.gap: list[Line] = []
        self.after_blank = True
        self.in_clock_table = False

    def read(self, lines: Iterable[Line]) -> list[RawTable]:
        for line in lines:
            if line.after_page_break:
                self.after_blank = True
            if line.is_blank or line.is_debris:
                self.after_blank = True
            else:
                self._take(line)
                self.after_blank = False
        return self.tables

    def _take(self, line: Line) -> None:
        text = line.text.strip(" ")
        header = _DATE_HEADER.fullmatch(text.rstrip())
        if header:
            self._take_header(line, header["rest"] or "")
        elif _TIME_HEADER.fullmatch(text.rstrip()):
            self._close()
            self.in_clock_table = True
        elif row := self._row(line, text):
            self._take_row(row)
        elif self._ends_table(line):
            self._close()
        else:
            self._take_text(line)

    def _take_header(self, line: Line, header: str) -> None:
        """A header repeated on a new page goes on with the same table."""
        self.in_clock_table = False
        table = self.table
        if table is None or not table.rows or table.header is None:
            self._open(RawTable(header, line.number, header_has_colon=":" in line.text))

    def _take_row(self, row: RawRow) -> None:
        if self._is_meeting_day(row):
            self._close()
            return
        table = self.table or self._open(RawTable(None, row.line))
        table.unread.extend(self.gap if table.rows else [])
        self.gap.clear()
        table.rows.append(row)
        table.last_line = row.line

    def _take_text(self, line: Line) -> None:
        """A bullet stays with its row across blank lines; other text only when nothing stands between."""
        if self.table is None:
            return
        belongs = not self.gap and (is_bulleted(line.text) or not self.after_blank)
        if self.table.rows and belongs:
            self.table.rows[-1].cell.append(CellLine(line.text, line.text.startswith("\t"), line.number))
            self.table.last_line = line.number
        else:
            self.gap.append(line)
            if len(self.gap) > LONGEST_GAP:
                self._close()

    def _row(self, line: Line, text: str) -> RawRow | None:
        if self.in_clock_table or text.startswith("\t"):
            return None
        label = leading_label(text)
        if label and self._is_row(label):
            cell = [CellLine(label.rest, number=line.number)] if label.rest.strip() else []
            return RawRow(label.label, label.written, line.number, label.separator, cell)
        return self._row_without_day(line, text)

    def _is_row(self, label: DateLabel) -> bool:
        """Without a header only what cannot be a clock time or a heading's number counts."""
        if label.separator in _RELIABLE:
            broken_off = label.separator is Separator.WIDE and self._is_mid_sentence
            return not broken_off and (self._has_header or not label.written.is_clocklike)
        if label.separator is Separator.SPACE:
            starts_item = label.rest[:1].isupper() or is_bulleted(label.rest)
            return self._has_header and starts_item and not self._is_mid_sentence
        return self._has_header and not self._is_mid_sentence

    def _row_without_day(self, line: Line, text: str) -> RawRow | None:
        match = _DATELIKE.match(text) if self._has_header else None
        if match is None or self._is_mid_sentence:
            return None
        cell = [CellLine(match["rest"], number=line.number)] if match["rest"].strip() else []
        return RawRow(" ".join(match["label"].split()), None, line.number, Separator.CELL, cell)

    def _is_meeting_day(self, row: RawRow) -> bool:
        """ "Dato:" with a lone full date below it tells when the meeting was; it heads no table."""
        if self.table is None or self.table.rows or not self.table.header_has_colon:
            return False
        return row.separator is Separator.END and row.written is not None and row.written.year is not None

    @property
    def _has_header(self) -> bool:
        return self.table is not None and self.table.header is not None

    @property
    def _is_mid_sentence(self) -> bool:
        """True if the line above broke off where a date may follow: "Konference d."."""
        if self.after_blank or self.table is None or not self.table.rows or not self.table.rows[-1].cell:
            return False
        return self.table.rows[-1].cell[-1].text.rstrip().endswith(_OPEN_END)

    def _ends_table(self, line: Line) -> bool:
        return is_awaiting_heading(line.text) or is_section_heading(line.text, stands_alone=self.after_blank)

    def _open(self, table: RawTable) -> RawTable:
        self._close()
        self.table = table
        self.tables.append(table)
        return table

    def _close(self) -> None:
        self.table = None
        self.gap.clear()
        self.in_clock_table = False
