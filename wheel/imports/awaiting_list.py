"""Reads the lists of items that await a date."""

from __future__ import annotations

from collections.abc import Iterator

from wheel.imports.danish_dates import Separator, leading_label
from wheel.imports.minutes_headings import awaiting_heading, is_section_heading
from wheel.imports.minutes_lines import Line
from wheel.imports.minutes_values import AwaitingItem
from wheel.imports.row_cells import CellLine, is_bulleted, read_cell

_NOTHING = frozenset({"ingen", "ingen punkter", "intet", "ingen pt", "-"})


def read_awaiting(lines: list[Line]) -> list[AwaitingItem]:
    """The items below every "Punkter som afventer dato", each text once.

    A list ends at a heading, at a dated row, and at a paragraph without a bullet after a blank line.
    """
    found: dict[str, AwaitingItem] = {}
    for index, line in enumerate(lines):
        named = awaiting_heading(line.text)
        if named is None:
            continue
        heading, rest = named
        first = [CellLine(rest, number=line.number)] if rest else []
        for item in read_cell([*first, *_lines_below(lines, index)]):
            if item.text.casefold().rstrip(". ") not in _NOTHING:
                found.setdefault(item.text.casefold(), AwaitingItem(item.text, heading, item.line))
    return list(found.values())


def awaiting_line_numbers(lines: list[Line]) -> set[int]:
    """The numbers of the lines that such lists and their headings stand on."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if awaiting_heading(line.text) is not None:
            found.update((line.number, *(below.number for below in _lines_below(lines, index))))
    return found


def _lines_below(lines: list[Line], index: int) -> Iterator[CellLine]:
    after_blank = False
    for position in range(index + 1, len(lines)):
        line = lines[position]
        after_blank = after_blank or line.is_blank or line.is_debris or line.after_page_break
        if line.is_blank or line.is_debris:
            continue
        if _ends_list(line, after_blank=after_blank):
            return
        yield CellLine(line.text, number=line.number)
        after_blank = False


def _ends_list(line: Line, *, after_blank: bool) -> bool:
    if is_bulleted(line.text):
        return False
    label = leading_label(line.text.strip(" "))
    is_row = label is not None and label.separator is not Separator.SPACE
    is_heading = awaiting_heading(line.text) is not None or is_section_heading(line.text, stands_alone=after_blank)
    return after_blank or is_row or is_heading
