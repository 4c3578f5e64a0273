"""Files that people hand in as minutes: what is read out of them, and what is said of those that are none."""

from __future__ import annotations

import io

import pytest
from documents import changed_word, packed, pdf_file, word_file
from hypothesis import given, settings
from hypothesis import strategies as some
from pypdf import PdfReader, PdfWriter

from wheel.errors import InvalidInputError
from wheel.imports import document_reader
from wheel.imports.minutes_files import LARGEST_FILE, text_of_file

TEXT = "Referat\nÆrø og Århus: budget på 3 mio. kr. – “hørt”\n"
SMILE = "Referat \U0001f642 æøå"
DOCUMENT = (
    '<?xml version="1.0"?>%s<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>Referat %s</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 9))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (TEXT.encode(), "as nearly everything is saved today"),
        (TEXT.encode("utf-8-sig"), "as Windows' own editor marks it"),
        (TEXT.encode("utf-16"), "as Word calls it Unicode"),
        (TEXT.encode("utf-16-le"), "without its mark, as some systems export it"),
        (TEXT.encode("utf-16-be"), "the other way round"),
        (TEXT.encode("cp1252"), "as older case systems write it"),
        (TEXT.replace("\n", "\r\n").encode(), "with Windows' line ends"),
    ],
)
def test_text_is_read_in_each_encoding(data: bytes, why: str) -> None:
    assert text_of_file(data).replace("\r\n", "\n") == TEXT, why


def test_signs_outside_the_first_plane_are_read() -> None:
    assert text_of_file(SMILE.encode()) == SMILE


def test_a_word_file_gives_its_lists_its_numbers_its_table_and_its_controls_in_order() -> None:
    assert text_of_file(word_file()) == (
        "Referat\n\nDirektionen, onsdag den 6. september 2023\n\n1. Punkt ét\n\n2. Punkt to\n\n- Æbler\n- Pærer\n"
        "13. Sep.\tBudget\n- Årshjul\n20. Sep.\tByggesager\n\nI en skabelons felt\n\nindsat"
    )


def test_a_pdf_gives_paragraphs_in_one_line_and_tabs_between_cells() -> None:
    long = "Direktionen drøftede budgettet for det kommende år og besluttede at sende det videre"
    page = [
        (50, 700, long),
        (50, 688, "til økonomiudvalget."),
        (50, 650, "13. Sep."),
        (150, 650, "Udbetaling af ferie"),
        (50, 638, "20. Sep."),
        (150, 638, "Byggesager"),
    ]
    text = text_of_file(pdf_file([page, [(50, 700, "Side to")]]))
    assert f"{long} til økonomiudvalget." in text
    assert "13. Sep.\tUdbetaling af ferie\n20. Sep.\tByggesager" in text
    assert "\f" in text
    assert text.index("Byggesager") < text.index("Side to")


def locked_pdf(password: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file([[(50, 700, "Referat")]])))), io.BytesIO()
    writer.encrypt(password, "ejer")
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_is_only_kept_from_being_changed_is_read() -> None:
    assert "Referat" in text_of_file(locked_pdf(""))


@pytest.mark.parametrize(
    ("data", "said", "why"),
    [
        (b"", "The file is empty", "nothing in it"),
        (b"\xef\xbb\xbf \r\n\x00", "The file is empty", "a mark and white space are nothing"),
        (b"a" * (LARGEST_FILE + 1), "The file is too big", "more than minutes can be"),
        (b"Referat " * 100_000, "holds too much text", "more than minutes can say"),
        (pdf_file([[]]), "only pictures of pages", "a scanned page"),
        (locked_pdf("hemmeligt"), "locked with a password", "a PDF that asks for one"),
        (pdf_file([[(50, 700, "Referat")]])[:400], "damaged", "the end of it is missing"),
        (b"%PDF-1.7\n" + b"\xff" * 3000, "damaged", "a PDF in name only"),
        (pdf_file([[]] * (document_reader.MOST_PAGES + 1)), "holds too much text", "hundreds of pages"),
        (word_file()[:2000], "damaged", "half a Word file"),
        (changed_word(word_file(), word_document=b"<w:document>"), "damaged", "no XML"),
        (
            changed_word(word_file(), word_document=(DOCUMENT % ("", "")).replace("Referat", "").encode()),
            "empty",
            "blank",
        ),
        (packed("word/document.xml", size=document_reader.MOST_UNPACKED + 1), "too big", "a bomb of zeros"),
        (packed(*(f"word/document{n}.xml" for n in range(2001))), "too big", "a bomb of entries"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word file (.doc)", "Word 97"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a",
            "a locked .docx",
        ),
        (packed("xl/workbook.xml"), "document of another kind", "a spreadsheet"),
        (b"{\\rtf1 Referat}", "document of another kind", "rich text"),
        (packed("referat.txt"), "packed folder", "a zip"),
        (b"\x1f\x8b\x08referat", "packed folder", "a gzip"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture", "a screenshot"),
        (b"\xff\xd8\xff\xe0JFIF", "This is a picture", "a photo of the paper"),
        (b"\x00\x00\x00\x18ftypheic", "This is a picture", "a photo from a telephone"),
        (b"<!DOCTYPE html><p>Referat", "This is a web page", "saved from a browser"),
        (b"MZ\x90\x00", "no document with text", "a program"),
        (b"\x01\x02\x03\x04" * 50 + b"a", "no document with text", "bytes that are no letters"),
    ],
)
def test_what_is_no_minutes_is_refused_with_a_sentence_that_helps(data: bytes, said: str, why: str) -> None:
    with pytest.raises(InvalidInputError, match=r"^[A-Z].*\.$") as refused:
        text_of_file(data)
    assert said in str(refused.value), why
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE w [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>', "&x;"),
        (f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>', "&l8;"),
    ],
)
def test_entities_in_a_word_file_are_not_followed_and_never_grow(kind: str, text: str) -> None:
    file = changed_word(word_file(), word_document=(DOCUMENT % (kind, text)).encode())
    assert "root:" not in (said := text_or_refusal(file))
    assert len(said) < 500


@settings(max_examples=15, deadline=None)
@given(some.sampled_from([word_file(), pdf_file([[(50, 700, "Referat æøå")]])]), some.data())
def test_a_file_with_bytes_written_over_is_read_or_refused(file: bytes, data: some.DataObject) -> None:
    spoiled = bytearray(file)
    for place in data.draw(some.lists(some.integers(0, len(file) - 1), min_size=1, max_size=40)):
        spoiled[place] = data.draw(some.integers(0, 255))
    assert text_or_refusal(bytes(spoiled))


@settings(deadline=None)
@given(some.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    if not data.startswith((b"PK", b"%PDF-")):
        assert text_or_refusal(data)


def text_or_refusal(data: bytes) -> str:
    try:
        return text_of_file(data)
    except InvalidInputError as refused:
        return str(refused)
