"""Reads a point's list of attachments: numbered and open or closed, or one title a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wheel.core.minutes_findings import FoundAttachment
from wheel.imports.point_sections import Section

MOST_ATTACHMENTS = 200
LONGEST_TITLE = 500

_ROW = re.compile(r"(?P<number>[0-9]{1,3})\s+(?P<access>åben|lukket)\b\s*(?P<title>.*)", re.IGNORECASE)
_DOCUMENT = re.compile(r"\s*[(]?\b(?P<number>[0-9]{2,9}[-/][0-9]{2,9})[)]?$")
_CLOSED = re.compile(r"(?:(?P<number>[0-9]{1,3})[.)]?\s+)?\(?lukket(?: bilag)?\)?\.?", re.IGNORECASE)
_MARK = re.compile(r"(?:[-–—*•·]|[0-9]{1,3}[.)])\s+|(?P<named>bilag (?P<number>[0-9]{1,3}))(?=[\s:.,])", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<title>[^\[\]]{1,400})\]\([^()]{0,1000}\)")
_NOTHING = frozenset({"ingen", "ingen bilag", "intet", "-"})


def read_attachments(sections: Iterable[Section]) -> Iterator[FoundAttachment]:
    """The attachments in order, each with its own number where it has one, else counted from 1.

    Of a closed one only the number is told, whatever else the line holds.
    """
    lines = [one.line.content for section in sections for one in section.lines]
    count = 0
    for content in lines[:MOST_ATTACHMENTS]:
        count += 1
        if content.casefold().rstrip(".") in _NOTHING:
            count -= 1
        else:
            found = _attachment(content, count)
            count = found.number
            yield found


def _attachment(content: str, count: int) -> FoundAttachment:
    row, closed = _ROW.fullmatch(content), _CLOSED.fullmatch(content)
    if closed or (row and row["access"].lower() == "lukket"):
        number = (row or closed)["number"]  # type: ignore[index]
        return FoundAttachment(int(number) if number else count, is_closed=True)
    if row:
        return _open(int(row["number"]), row["title"])
    mark = _MARK.match(content)
    return _open(count, content[mark.end() :] if mark and not mark["named"] else content)


def _open(number: int, text: str) -> FoundAttachment:
    title = _LINK.sub(lambda link: link["title"], text).strip()
    document = _DOCUMENT.search(title)
    if document and title[: document.start()].strip():
        return FoundAttachment(number, title[: document.start()].strip()[:LONGEST_TITLE], document["number"])
    return FoundAttachment(number, title[:LONGEST_TITLE])
