"""What two spellings of the same word have in common, and what of an item searching looks in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.folding import SEARCHED, fold, folded_item
from wheel.core.stops import NewItem

CASES = [
    ("Århus", "aarhus", "å is aa"),
    ("AARHUS", "aarhus", "and so is AA"),
    (unicodedata.normalize("NFD", "Århus"), "aarhus", "also where the ring is put on an A"),
    ("Ærø", "aeroe", "æ is ae, ø is oe"),
    ("Häst, Öland", "haest, oeland", "ä and ö stand where æ and ø do in the Danish alphabet"),
    ("Café Müller", "cafe muller", "other accents fall away"),
    ("ǽ ǿ", "ae oe", "an accent on æ or ø, too"),
    ("Straße", "strasse", "what case folding makes of it"),
    ("ﬁnans", "finans", "a ligature, as PDF files hold them, is its letters"),
    ("  to\t\n linjer\u00a0her ", "to linjer her", "white space of every kind is one space"),
    ("00.15.10-P35-2-18", "00.15.10-p35-2-18", "a case number keeps its signs"),
    ("100 % af_det", "100 % af_det", "so do signs that a database has a meaning for"),
    ("", "", "nothing is nothing"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CASES)
def test_spellings_of_one_word_fold_alike(text: str, expected: str, reason: str) -> None:
    assert fold(text) == expected, reason


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_how_letters_are_composed_makes_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="abcæøåéÆØÅ ./-09"))
def test_capitals_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower())


def test_all_that_an_item_says_is_searched() -> None:
    said = {name: f"{name.upper()} Å" for name in SEARCHED}
    folded = folded_item(NewItem(**said, tags=("Økonomi", "HR")))
    assert folded.splitlines() == [f"{name} aa" for name in SEARCHED] + ["oekonomi", "hr"]


def test_what_only_a_source_said_is_not() -> None:
    assert folded_item(NewItem("Havnen", source_words="Kaj")) == "havnen"
