"""Makes text that keeps the layout of its pages flow again: paragraphs on one line, tabs between a table's cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

# A line is full when its end and the next word come this near to the right edge: letters are not all of one width.
FULL: Final = 0.85
# In a table's cell, what begins with a capital is more often an item of its own.
FULL_IN_CELL: Final = 0.95
LEAST_EDGE: Final = 40
SHARE: Final = 0.15
"""The part of a page's lines that must begin in the same column for that to be where its text begins."""
DEEPER: Final = 2
"""Columns by which a line is set in where it is an item of a list whose mark is a drawing, which no text tells of."""

_PAGE: Final = "\f"
_GAP: Final = re.compile(r"(?<=\S)\s{3,}(?=\S)|(?<=\S)\t\s*(?=\S)")
_MARKED: Final = re.compile(
    r"(?:[-–•·▪◦*\uf0b7]|[0-9]{1,2}[.)](?!\s?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))|at\b)\s*\S"
)
_BULLET: Final = re.compile(r"[•·▪◦\uf0b7]\s*")


@dataclass
class _Open:
    """The line being put together: what it says, where its text began, where its last piece ended, and its cell."""

    text: str
    begins: int
    ends: int
    cell: int | None = None
    is_item: bool = False


def flowing_text(text: str) -> str:
    """The same text with what was broken only because a line was full put on one line again."""
    return _PAGE.join(_flowing_page(page) for page in text.split(_PAGE))


def _flowing_page(page: str) -> str:
    lines = _without_margin([line.rstrip() for line in page.split("\n")])
    edge = max((len(line) for line in lines), default=0)
    done: list[str] = []
    last: _Open | None = None
    for line in lines:
        if not line:
            _close(done, last)
            last = None
            done.append("")
        elif last is not None and _goes_on(last, line, edge):
            last.text += " " + line.strip()
            last.ends = len(line)
        else:
            cell = last.cell if last is not None and _is_below(last, line) else None
            _close(done, last)
            last = _opened(line, cell)
    _close(done, last)
    return "\n".join(done)


def _without_margin(lines: list[str]) -> list[str]:
    """The lines as they stand within the page's own margin: a header or a footer may begin further out than the text.

    The text begins where a good part of the lines do; what lies deeper is set in, and what lies further out begins
    there, too.
    """
    begins = Counter(len(line) - len(line.lstrip()) for line in lines if line)
    many = sum(begins.values()) * SHARE
    margin = min((column for column, count in begins.items() if count >= many), default=0)
    return [line[min(margin, len(line) - len(line.lstrip())) :] for line in lines]


def _close(done: list[str], last: _Open | None) -> None:
    if last is not None:
        done.append(last.text)


def _opened(line: str, cell: int | None) -> _Open:
    """A new line: a table's row, a further line of the cell that began in that column, a list's item, or plain."""
    begins = len(line) - len(line.lstrip())
    gap = _GAP.search(line.strip())
    if gap is not None and begins < DEEPER:
        left, right = line[: gap.start() + begins].strip(), line[gap.end() + begins :].strip()
        return _Open(f"{left}\t{_item(right)}", begins, len(line), gap.end() + begins)
    if cell is not None or (begins >= DEEPER and not _MARKED.match(line.strip())):
        return _Open("- " + _BULLET.sub("", line.strip()), begins, len(line), cell, is_item=True)
    return _Open(_item(line.strip()), begins, len(line), None, is_item=bool(_MARKED.match(line.strip())))


def _item(text: str) -> str:
    return _BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text


def _goes_on(last: _Open, line: str, edge: int) -> bool:
    """Whether a line was begun only because the one above was full."""
    begins, stripped = len(line) - len(line.lstrip()), line.strip()
    if edge < LEAST_EDGE or _MARKED.match(stripped) or _GAP.search(stripped):
        return False
    is_deeper = last.cell is None and begins >= last.begins + DEEPER and not last.is_item
    if is_deeper or (last.cell is not None and begins < DEEPER):
        return False
    first_word = stripped.split(" ", 1)[0]
    full = FULL_IN_CELL if last.cell is not None and stripped[0].isupper() else FULL
    return last.ends + 1 + len(first_word) > full * edge


def _is_below(last: _Open, line: str) -> bool:
    """Whether a line stands in the column of the cell above it."""
    begins = len(line) - len(line.lstrip())
    return last.cell is not None and begins >= DEEPER and begins >= last.cell - 2 * DEEPER - 2
