"""The table as a Word document: what stands in it, how it is read aloud, and that our own reader reads it back."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from minutes_samples import AUTUMN, AUTUMN_IN_TEXT, HELD, a_table, titles

from wheel.core.plan import Body, BodyKind
from wheel.exports.agenda_docx import docx_of
from wheel.exports.agenda_table import one_line, text_of, written_table
from wheel.imports.minutes import read_minutes
from wheel.imports.minutes_files import text_of_file
from wheel.usecases.agenda_table import AgendaTable, TableRow

AT = datetime(2023, 9, 6, 15, 30, tzinfo=UTC)


def made(table: AgendaTable = AUTUMN) -> bytes:
    return docx_of(written_table(table, HELD), AT)


@pytest.fixture
def document() -> DocumentObject:
    return Document(io.BytesIO(made()))


def test_the_table_has_a_row_for_each_meeting_with_its_items_as_bullets(document: DocumentObject) -> None:
    (table,) = document.tables
    rows = [(row.cells[0].text, row.cells[1].text.split("\n")) for row in table.rows]
    assert rows[:3] == [
        ("Dato", [""]),
        ("13. Sep.", ["Konference d. 25. september", "Udbetaling af 6. ferieuge", "KB-håndbogen"]),
        ("20. Sep.", ["Oplæg til plan. Direktørerne gennemgår planen for eget område."]),
    ]
    assert rows[4:7] == [("18. Okt.", ["Efterårsferie"]), ("25. Okt.", [""]), ("1. Nov.", ["Aflyst", "Budget"])]
    styles = [[part.style.name for part in row.cells[1].paragraphs] for row in table.rows]  # type: ignore[union-attr]
    assert styles[1] == ["List Bullet"] * 3
    assert styles[4:7] == [["Normal"], ["Normal"], ["Normal", "List Bullet"]]


def test_before_and_after_the_table_stands_what_minutes_say_there(document: DocumentObject) -> None:
    lines = [(part.text, part.style.name) for part in document.paragraphs]  # type: ignore[union-attr]
    assert lines == [
        ("Til de kommende direktionsmøder er der foreløbigt følgende punkter:", "Body Text"),
        ("Punkter som afventer dato:", "Body Text"),
        ("Lovprogram. Drøftes i foråret.", "List Bullet"),
        ("Lukkedage (sat på standby)", "List Bullet"),
    ]


def test_it_is_read_aloud_in_danish_with_its_header_on_every_page(document: DocumentObject) -> None:
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == document.core_properties.language == "da-DK"
    rows = list(document.element.body.iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert document.element.body.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == "Direktionen"


def test_nobody_is_named_in_it_and_the_day_is_when_it_was_made(document: DocumentObject) -> None:
    told = document.core_properties
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    assert told.created == told.modified == AT
    assert round((document.sections[0].page_width or 0) / 36000) == 210


def test_our_own_reader_reads_the_document_as_the_text() -> None:
    head = "Dato: 6. september 2023\n\n"
    from_document = read_minutes(head + text_of_file(made()))
    from_text = read_minutes(head + AUTUMN_IN_TEXT)
    assert [(row.date, row.kind, row.note, row.items) for row in from_document.rows] == [
        (row.date, row.kind, row.note, row.items) for row in from_text.rows
    ]
    assert [item.text for item in from_document.awaiting] == [item.text for item in from_text.awaiting]


HOSTILE = [
    ("\x00\x07\x1b[0m Budget", "characters that no XML holds"),
    ("]]></w:t><w:t>&<", "markup"),
    ("\ud800Budget", "half a letter"),
    ("🎉 Fest", "a picture"),
    ("x" * 5000, "a title without an end"),
]


@pytest.mark.parametrize(("title", "reason"), HOSTILE)
def test_whatever_a_title_holds_the_document_opens(title: str, reason: str) -> None:
    table = a_table(TableRow(date(2023, 9, 13), titles(title)), body=Body("b", "b", title[:200], BodyKind.OTHER))
    (grid,) = Document(io.BytesIO(made(table))).tables
    assert grid.rows[1].cells[1].text == one_line(title), reason
    assert one_line(title) in text_of(written_table(table, HELD)), reason
