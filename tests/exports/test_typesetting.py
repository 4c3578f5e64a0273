"""Sheets set in type: what the bytes are, whatever stands on them, and that only one is made at a time."""

from __future__ import annotations

import struct
import sys
from dataclasses import replace
from html import escape

import pytest
from sheets import DAY, INKS, drawing, elements, read, row, sheet, text_of

from wheel.errors import BusyError, WheelError
from wheel.exports import typesetting
from wheel.exports.formats import Paper
from wheel.exports.sheet import PrintedMonth, Table
from wheel.exports.standalone import styled
from wheel.exports.typesetting import pdf_of, png_of

# ISO 216, in points of 1/72 inch.
SIZES = [(Paper.A4, 595.28, 841.89), (Paper.A3, 841.89, 1190.55), (Paper.A2, 1190.55, 1683.78)]

HOSTILE = [
    ('#read("/etc/passwd")', "no file is read"),
    ("#panic() ] } */ // ```", "nor is anything run"),
    ("*fed* _kursiv_ $x^2$ @ref <label> \\u{41}", "nothing is markup"),
    ("</text><script>alert(1)</script>&amp;", "nor in the drawing"),
    ("שלום עולם", "writing from right to left"),
    ("x" * 300, "a word that fits nowhere"),
    ("Et langt navn " * 22, "a name that takes several lines"),
]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(sheet(row(), row("Direktionsmøde", href="https://hjul.dk/occurrences/2")), Paper.A4, DAY)


@pytest.mark.parametrize(("paper", "width", "height"), SIZES)
def test_a_sheet_is_as_large_as_its_paper(paper: Paper, width: float, height: float) -> None:
    pages = read(pdf_of(sheet(), paper, DAY)).pages
    assert len(pages) == 2
    for each in pages:
        assert (float(each.mediabox.width), float(each.mediabox.height)) == pytest.approx((width, height), abs=0.1)


def test_only_our_own_font_is_used_and_it_is_embedded(pdf: bytes) -> None:
    fonts = [font.get_object() for page in read(pdf).pages for font in page["/Resources"]["/Font"].values()]
    assert {str(font["/BaseFont"]).partition("+")[2] for font in fonts} == {"WheelSans-Regular", "WheelSans-Semibold"}
    for font in fonts:
        within = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(within)


def test_everything_on_it_is_text(pdf: bytes) -> None:
    said = text_of(pdf)
    for words in ("Årshjul 2026", "Fjordby Kommune", "Status pr. 22. november 2026", "Kun: møde", "Politisk", "MED"):
        assert words in said
    for words in ("Numre på hjulet", "1 Budgetseminar", "november 2026", "Dato Uge Hvad Hvor og hvornår"):
        assert words in said
    assert "man. 23. nov. 48 Økonomiudvalgsmøde aflyst kl. 9.00, Mødelokale 1" in said
    assert "Side 2 af 2" in said


def test_it_is_tagged_and_says_that_it_is_made_for_everybody(pdf: bytes) -> None:
    """PDF/UA-1, which typst has checked; here, what a screen reader begins with."""
    root = read(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(pdf).metadata.title == "Årshjul 2026"
    assert read(pdf).metadata.author == "Fjordby Kommune"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_its_parts_are_a_title_a_figure_with_words_headings_and_a_table(pdf: bytes) -> None:
    kinds = [element["/S"] for element in elements(pdf)]
    assert {"/Title", "/H1", "/Table", "/TH", "/TD", "/TR"} <= set(kinds)
    assert [element["/Alt"] for element in elements(pdf) if element["/S"] == "/Figure"] == [
        "Årshjul 2026 som en cirkel"
    ]
    assert kinds.count("/TH") == 5
    assert kinds.count("/TD") == 8


def test_the_wheel_is_drawn_in_lines_and_not_in_dots(pdf: bytes) -> None:
    resources = [page["/Resources"] for page in read(pdf).pages]
    forms = [form.get_object() for each in resources for form in each.get("/XObject", {}).values()]
    assert not [form for form in forms if form["/Subtype"] == "/Image"]


def test_events_lead_to_their_pages(pdf: bytes) -> None:
    (link,) = [note.get_object() for page in read(pdf).pages for note in page.get("/Annots", [])]
    assert link["/A"]["/URI"] == "https://hjul.dk/occurrences/2"


def test_the_same_sheet_gives_the_same_bytes_all_day(pdf: bytes) -> None:
    again = pdf_of(sheet(row(), row("Direktionsmøde", href="https://hjul.dk/occurrences/2")), Paper.A4, DAY)
    assert again == pdf


def test_the_head_of_a_months_table_is_repeated_on_each_page() -> None:
    rows = tuple(row(f"Møde {number}") for number in range(120))
    pages = [page.extract_text() for page in read(pdf_of(sheet(*rows), Paper.A4, DAY)).pages[1:]]
    assert len(pages) > 1
    for text in pages:
        assert "november 2026" in text
        assert "Hvor og hvornår" in text


@pytest.mark.parametrize("count", [0, 1, 30, 100, 400])
def test_however_many_numbers_there_are_all_are_explained_and_the_table_follows(count: int) -> None:
    numbers = tuple((number, f"Arrangement nr. {number}") for number in range(1, count + 1))
    made = pdf_of(sheet(numbers=numbers), Paper.A4, DAY)
    said = text_of(made)
    assert all(f"Arrangement nr. {number}" in said for number in range(1, count + 1))
    assert "Økonomiudvalgsmøde" not in read(made).pages[0].extract_text()
    assert "Økonomiudvalgsmøde" in read(made).pages[-1].extract_text()


def test_the_wheel_alone_takes_one_sheet() -> None:
    assert len(read(pdf_of(sheet(table=None), Paper.A3, DAY)).pages) == 1


def test_an_empty_time_says_so() -> None:
    empty = Table("Begivenheder", ("Dato", "Uge", "Hvad", "Hvor og hvornår"), (), "Der er ikke planlagt noget.")
    bare = sheet(table=empty, signs=(), numbers=(), rings=(), organisation="", about="")
    assert "Der er ikke planlagt noget." in text_of(pdf_of(bare, Paper.A4, DAY))


@pytest.mark.parametrize(("title", "reason"), HOSTILE)
def test_a_title_is_only_ever_words(title: str, reason: str) -> None:
    everywhere = sheet(
        replace(row(title), where=title, tags=(title,)),
        title=title,
        organisation=title,
        alt=title,
        about=title,
        draft=title[:20],
        numbers=((1, title),),
        svg=styled(drawing(escape(title)), INKS, title[:20]),
    )
    made = pdf_of(everywhere, Paper.A4, DAY)
    assert read(made).metadata.title.strip() == title.strip(), reason
    assert "root:" not in text_of(made), reason


def test_months_are_told_apart_by_their_headings() -> None:
    months = (PrintedMonth("november 2026", (row("Først"),)), PrintedMonth("december 2026", (row("Sidst"),)))
    made = pdf_of(sheet(table=Table("Begivenheder", ("Dato", "Uge", "Hvad", "Hvor"), months, "")), Paper.A3, DAY)
    said = text_of(made)
    assert said.index("november 2026 Dato") < said.index("Først") < said.index("december 2026") < said.index("Sidst")


@pytest.mark.parametrize("width", [1000, 1001, 2345, 4000])
def test_a_picture_is_as_wide_as_was_asked(width: int) -> None:
    made = png_of(sheet(table=None), width)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", made[16:24])
    assert wide == width
    assert width < high < 1.5 * width


def test_whoever_waits_too_long_for_their_turn_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "PATIENCE", 0.01)
    with typesetting._own_turn(), pytest.raises(BusyError, match="Other wheels are being made"):
        png_of(sheet(), 1000)
    assert png_of(sheet(), 1000), "afterwards it is free again"


def test_a_job_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "LONGEST", 0.001)
    with pytest.raises(BusyError, match="took too long"):
        png_of(sheet(), 1000)


def test_a_job_that_fails_says_so_and_logs_no_words_of_it(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(WheelError, match="could not be made"):
        pdf_of(sheet(svg="<svg>Zebrafinke"), Paper.A4, DAY)
    assert "setting a wheel in type ended with 1" in caplog.text
    assert "Zebrafinke" not in caplog.text
    assert pdf_of(sheet(), Paper.A4, DAY), "the next one is made all the same"


def test_the_typesetter_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AARSHJUL_SECRET_KEY", "en hemmelighed")
    monkeypatch.setenv("PATH_TO_NOTHING", "kendt")
    monkeypatch.setattr(typesetting, "_COMMAND", (sys.executable, "-c", "import os; print(os.environ)"))
    said = typesetting._pressed(b"").decode()
    assert "kendt" in said
    assert "hemmelighed" not in said
