"""Sheets to set in type, and what a PDF made of one holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from wheel.core.drawing.colours import painted
from wheel.exports.sheet import Headings, PrintedMonth, PrintedRing, PrintedRow, PrintedSign, Sheet, Table
from wheel.exports.sign_pictures import SIGNS, sign_picture
from wheel.exports.standalone import styled
from wheel.exports.stylesheet import RingInk

DAY = date(2026, 11, 22)
KEY = "politisk"
INKS = tuple(RingInk(key, own) for key, own in zip((KEY, "med"), painted(["#0b5a8a", "#207040"]), strict=True))

DRAWING = """\
<svg class="w-wheel" id="wheel" xmlns="http://www.w3.org/2000/svg" viewBox="-500 -500 1000 1000" role="group"
 aria-label="Hjul" data-first="2026-01-01" data-days="365" data-zoom="year"><defs><pattern id="w-hatch-KEY"
 class="r-KEY" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="w-hatch-ground" width="5" height="5"/>
<rect class="w-hatch-line" width="1.5" height="5"/></pattern></defs><g aria-hidden="true" class="w-frame">
<path class="w-ground r-KEY" data-ring="KEY" d="M0 0H9V9z"/></g><g class="w-needle"><path d="M0 0V9"/></g>
<g class="w-hub"><circle r="90"/><text class="w-hub-year" font-size="54">2026</text><text class="w-hub-line"
 font-size="14">Næste: Direktionen</text></g><g class="w-rings"><g class="w-events"><a
 class="w-mark w-event w-arc r-KEY" href="/occurrences/1" data-ring="KEY" data-start="2026-03-04" data-days="1"
 tabindex="-1" aria-label="TITLE"><path class="w-shape" d="M0 -300H99V-290z"/>
<path id="p1" class="w-base" d="M-200 -350A400 400 0 0 1 200 -350"/><text
 class="w-text" font-size="12"><textPath href="#p1" startOffset="50%">TITLE</textPath></text></a></g></g></svg>"""


def drawing(title: str = "Møde", key: str = KEY) -> str:
    """A small wheel as the pages draw it; `title` must be escaped."""
    return DRAWING.replace("KEY", key).replace("TITLE", title)


def row(title: str = "Økonomiudvalgsmøde", **others: object) -> PrintedRow:
    told = PrintedRow("man. 23. nov.", "48", title, ("aflyst",), "kl. 9.00, Mødelokale 1", "#0b5a8a", "", False)
    return replace(told, **others)


def sheet(*rows: PrintedRow, **others: object) -> Sheet:
    month = PrintedMonth("november 2026", rows or (row(),))
    whole = Sheet(
        language="da",
        title="Årshjul 2026",
        organisation="Fjordby Kommune",
        about="Kun: møde",
        draft="",
        printed="Status pr. 22. november 2026",
        alt="Årshjul 2026 som en cirkel",
        svg=styled(drawing(), INKS),
        rings=(PrintedRing("Politisk", "#0b5a8a"), PrintedRing("MED", "#207040")),
        signs=tuple(PrintedSign(sign_picture(name), name) for name in SIGNS),
        numbers=((1, "Budgetseminar"),),
        headings=Headings("Ringe", "Tegn", "Numre på hjulet", "Side {page} af {pages}"),
        table=Table("Begivenheder", ("Dato", "Uge", "Hvad", "Hvor og hvornår"), (month,), "Intet"),
    )
    return replace(whole, **others)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """Everything that can be read in it, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def elements(pdf: bytes) -> Iterator[DictionaryObject]:
    """The elements of its structure, each before those within it."""
    yield from _within(read(pdf).trailer["/Root"]["/StructTreeRoot"])


def _within(parent: DictionaryObject) -> Iterator[DictionaryObject]:
    kids = parent.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _within(found)
