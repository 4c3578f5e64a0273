"""The table of coming meetings as a Word document, to paste into the minutes or to file as it is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell

from wheel.exports.agenda_table import AWAITING, HEADER, NOTHING, WrittenRow, WrittenTable

LANGUAGE = "da-DK"
DAY_WIDTH = Cm(2.6)
ITEMS_WIDTH = Cm(13.4)
MARGIN = Cm(2.5)
LONGEST_TITLE = 255
"""What Office Open XML's core properties hold at most."""


def docx_of(table: WrittenTable, at: datetime) -> bytes:
    """The file's bytes. Its header row comes again on every page, and no row is parted by the end of one.

    What is read aloud stands in it as well: the language (da-DK), a title, and what the table holds.
    """
    document = _empty_document(table, at)
    document.add_paragraph(table.intro, "Body Text").paragraph_format.keep_with_next = True
    _add_table(document, table)
    heading = document.add_paragraph(AWAITING, "Body Text")
    heading.paragraph_format.space_before = Pt(12)
    heading.paragraph_format.keep_with_next = True
    for words in table.awaiting or (NOTHING,):
        document.add_paragraph(words, "List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _empty_document(table: WrittenTable, at: datetime) -> DocumentObject:
    document = Document()
    _speak_danish(document)
    for page in document.sections:
        page.page_width, page.page_height = Cm(21.0), Cm(29.7)
        page.left_margin = page.right_margin = MARGIN
    told = document.core_properties
    told.title, told.language = table.intro[:LONGEST_TITLE], LANGUAGE
    told.author = told.comments = ""
    told.created = told.modified = at.astimezone(UTC).replace(tzinfo=None)
    return document


def _speak_danish(document: DocumentObject) -> None:
    """The language of everything that says no other; the template's own is American English."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    for name in ("List Bullet", "Body Text"):
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            style.paragraph_format.space_after = Pt(4)


def _add_table(document: DocumentObject, table: WrittenTable) -> None:
    grid = document.add_table(rows=len(table.rows) + 1, cols=2, style="Table Grid")
    grid.autofit = False
    _describe(document, table.body, table.intro)
    _mark_rows(document)
    grid.columns[0].width, grid.columns[1].width = DAY_WIDTH, ITEMS_WIDTH
    for cells, row in zip((row.cells for row in grid.rows), (WrittenRow(HEADER), *table.rows), strict=True):
        cells[0].width, cells[1].width = DAY_WIDTH, ITEMS_WIDTH
        label = cells[0].paragraphs[0].add_run(row.label)
        if row.label == HEADER:
            label.bold = True
        _fill(cells[1], row.note, row.items)


def _fill(cell: _Cell, note: str, items: Sequence[str]) -> None:
    """A cell has one paragraph from the start: it holds the note, or becomes the first bullet."""
    first = cell.paragraphs[0]
    if note or not items:
        first.text = note
    else:
        first.text, first.style = items[0], "List Bullet"
        items = items[1:]
    for words in items:
        cell.add_paragraph(words, "List Bullet")


def _mark_rows(document: DocumentObject) -> None:
    """No row is parted by the end of a page, and the first one comes again on each page (ISO/IEC 29500-1, 17.4)."""
    for number, row in enumerate(document.element.body.iter(qn("w:tr"))):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _describe(document: DocumentObject, caption: str, description: str) -> None:
    """What assistive technology says of the table (ISO/IEC 29500-1, 17.4)."""
    properties = next(document.element.body.iter(qn("w:tblPr")))
    for name, words in (("w:tblCaption", caption), ("w:tblDescription", description)):
        element = OxmlElement(name)
        element.set(qn("w:val"), words)
        properties.append(element)
