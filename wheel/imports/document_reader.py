"""Takes the text out of one PDF or Word file, as a process of its own: the file in, one line of JSON out.

What people hand in may be made to eat memory or time, and a parser that is at it cannot be stopped from inside. This
process may have little of either, ends after one file, and holds none of the service's secrets. It is started as a
script (see minutes_files.py) and imports nothing of the service.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, Final

MOST_CHARACTERS: Final = 500_000
MOST_PAGES: Final = 500
MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 60_000_000
MEMORY: Final = 1_500_000_000
SECONDS: Final = 20
"""What one file may take: bytes of address space, and seconds of the processor's time."""

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The same text again for older readers, what was struck out, and what a field is made from.
_LEFT_OUT: Final = {_COMPATIBILITY + "Fallback", *(_WORD + name for name in ("del", "moveFrom", "instrText", "pPr"))}
_BREAKS: Final = {_WORD + "br": "\n", _WORD + "cr": "\n", _WORD + "tab": "\t", _WORD + "noBreakHyphen": "-"}


class UnreadableError(Exception):
    """`args[0]` is the word for what is wrong that minutes_files.py has a sentence for."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable(logging.CRITICAL)
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    try:
        answer = {"text": (_pdf_text if kind == "pdf" else _word_text)(data)}
    except UnreadableError as error:
        answer = {"error": str(error.args[0])}
    except MemoryError:
        answer = {"error": "too_big"}
    except Exception:
        # Parsers of foreign files raise whatever they happen on; all of it means the same to who handed it in.
        answer = {"error": "broken"}
    sys.stdout.write(json.dumps(answer))


def _pdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableError("too_long")
    text = ""
    for page in reader.pages:
        text += page.extract_text(extraction_mode="layout") + "\n\f"
        _require_short(len(text))
    if not any(sign.isalpha() for sign in text):
        raise UnreadableError("scanned" if len(reader.pages) else "empty")
    return text


def _word_text(data: bytes) -> str:
    _require_small(data)
    from docx import Document

    document = Document(io.BytesIO(data))
    numbering = _Numbering(document)
    text = _spaced(_blocks(document.element.body, numbering))
    if not any(sign.isalpha() for sign in text):
        raise UnreadableError("scanned" if document.inline_shapes else "empty")
    return text


def _spaced(blocks: Iterator[str]) -> str:
    """The blocks below one another, with an empty line between them but for a list's items and a table's rows."""
    text, were_close = "", False
    for block in blocks:
        are_close = block.startswith("- ") or "\t" in block
        text += ("\n" if are_close and were_close else "\n\n") + block
        were_close = are_close
        _require_short(len(text))
    return text.lstrip("\n")


def _require_small(data: bytes) -> None:
    """The sizes that the archive itself states: what is read of an entry never exceeds them."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise UnreadableError("broken") from None
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnreadableError("too_big")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("encrypted")


def _require_short(characters: int) -> None:
    if characters > MOST_CHARACTERS:
        raise UnreadableError("too_long")


def _blocks(parent: Any, numbering: _Numbering) -> Iterator[str]:
    """Paragraphs and tables in the document's order, also within content controls and what was inserted."""
    for element in parent:
        if element.tag == _WORD + "p":
            yield numbering.before(element) + _paragraph(element)
        elif element.tag == _WORD + "tbl":
            yield from _rows(element, numbering)
        elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
            yield from _blocks(element, numbering)


def _rows(table: Any, numbering: _Numbering) -> Iterator[str]:
    """A row is one line with tabs between its cells; what a cell holds besides its first line follows below."""
    for row in table.iter(_WORD + "tr"):
        if next(row.iterancestors(_WORD + "tbl")) is not table:
            continue
        cells = [cell for cell in row.iter(_WORD + "tc") if next(cell.iterancestors(_WORD + "tr")) is row]
        yield "\t".join("\n".join(filter(str.strip, _blocks(cell, numbering))) for cell in cells)


def _paragraph(paragraph: Any) -> str:
    return "".join(_pieces(paragraph)).rstrip()


def _pieces(parent: Any) -> Iterator[str]:
    for element in parent:
        if element.tag == _WORD + "t":
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag]
        elif element.tag == _WORD + "p":
            # A paragraph in a text box that hangs in this one.
            yield "\n" + _paragraph(element)
        elif element.tag not in _LEFT_OUT:
            yield from _pieces(element)


class _Numbering:
    """The bullets and numbers that Word sets before paragraphs, which stand in no paragraph's own text."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._levels = _levels(document)
        self._counts: dict[tuple[str, int], int] = {}

    def before(self, paragraph: Any) -> str:
        """ "- " for a bullet, "3. " for a number, nothing for a paragraph in no list."""
        place = self._place(paragraph)
        if place is None or (level := self._levels.get(place)) is None:
            return ""
        form, pattern, start = level
        if form == "none":
            return ""
        if form != "decimal":
            return "- "
        name, depth = place
        self._counts[place] = self._counts.get(place, start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((name, deeper), None)
        for at in range(depth + 1):
            pattern = pattern.replace(f"%{at + 1}", str(self._counts.get((name, at), 1)))
        return pattern + " "

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """In which list the paragraph stands, by itself or by its style, and how deep."""
        for properties in self._properties(paragraph):
            number = properties.find(f"{_WORD}numPr/{_WORD}numId")
            depth = properties.find(f"{_WORD}numPr/{_WORD}ilvl")
            if number is not None:
                return str(number.get(_WORD + "val")), int(depth.get(_WORD + "val")) if depth is not None else 0
        return None

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(_WORD + "pPr")
        if own is None:
            return
        yield own
        named = own.find(_WORD + "pStyle")
        # A style takes what it does not say from the one that it is based on.
        for _ in range(9):
            style = None if named is None else self._style(named.get(_WORD + "val"))
            if style is None:
                return
            if (properties := style.find(_WORD + "pPr")) is not None:
                yield properties
            named = style.find(_WORD + "basedOn")

    def _style(self, name: str) -> Any:
        styles = self._document.styles.element.iter(_WORD + "style")
        return next((style for style in styles if style.get(_WORD + "styleId") == name), None)


def _levels(document: Any) -> dict[tuple[str, int], tuple[str, str, int]]:
    """By list and depth: the kind of number, its pattern ("%1."), and what it begins with."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    drafts = {each.get(_WORD + "abstractNumId"): each for each in root.iter(_WORD + "abstractNum")}
    found = {}
    for number in root.iter(_WORD + "num"):
        link = number.find(_WORD + "abstractNumId")
        draft = drafts.get(link.get(_WORD + "val")) if link is not None else None
        for level in () if draft is None else draft.iter(_WORD + "lvl"):
            said = {name: level.find(_WORD + name) for name in ("numFmt", "lvlText", "start")}
            form, pattern, start = ("" if each is None else each.get(_WORD + "val") or "" for each in said.values())
            place = (str(number.get(_WORD + "numId")), int(level.get(_WORD + "ilvl")))
            found[place] = (form, pattern, int(start) if start.isdigit() else 1)
    return found


if __name__ == "__main__":
    main()
