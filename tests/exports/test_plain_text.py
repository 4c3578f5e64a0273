"""No letter reaches the typesetter that it has no shape for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import DAY, sheet, text_of

from wheel.exports.formats import Paper
from wheel.exports.plain_text import MISSING, printable, printable_spans, well_formed
from wheel.exports.typesetting import pdf_of

TEXTS = [
    ("Økonomiudvalgsmøde – æøå ÆØÅ", "Økonomiudvalgsmøde – æøå ÆØÅ", "Danish stays"),
    ("Łódź, Žižkov, Ñandú, ẞ", "Łódź, Žižkov, Ñandú, ẞ", "so do its neighbours"),
    ("Αθήνα Київ", "Αθήνα Київ", "Greek and Cyrillic are in a font that comes along"),
    ("e\u0301", "é", "marks are put on the letter they belong to"),
    ("a\u0358b", "ab", "a mark that no letter takes up shows nothing"),
    ("Sommerfest 🎉", "Sommerfest ", "a picture says nothing that the words do not"),
    ("会議 møde", f"{MISSING} møde", "letters without a shape leave one sign"),
    ("a\x00b\x07c\x1b[0m", "abc[0m", "control characters are nothing to read"),
    ("a\u202eb\u2066c\u200bd\ufeff\u00ad", "abcd", "nor is what turns the writing or joins letters unseen"),
    ("a\tb\nc\u2028d", "a b c d", "whatever ends a line is a space"),
    ("a\ue000b\ud800\ufffe", f"a{''}b{MISSING}", "what means nothing to others is not shown"),
    ('#read("/etc/passwd") *_[]$', '#read("/etc/passwd") *_[]$', "markup is only letters"),
]


@pytest.mark.parametrize(("text", "shown", "reason"), TEXTS)
def test_text_is_shown_as_far_as_there_are_shapes(text: str, shown: str, reason: str) -> None:
    assert printable(text) == shown, reason


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_every_letter_that_is_let_through_can_be_set() -> None:
    """PDF/UA-1 is refused where one has no shape."""
    letters = [chr(code) for first, last in printable_spans() for code in range(first, last + 1)]
    known = [letter for letter in letters if not unicodedata.category(letter).startswith("C")]
    spaced = " ".join(known)
    assert len(pdf_of(sheet(about=spaced), Paper.A2, DAY)) > 10_000


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), min_size=30, max_size=30))
def test_no_text_whatever_keeps_a_wheel_from_being_printed(texts: list[str]) -> None:
    made = pdf_of(sheet(numbers=tuple(enumerate(texts, 1))), Paper.A4, DAY)
    assert "Fjordby Kommune" in text_of(made)


def test_an_xml_document_gets_no_letter_that_it_may_not_hold() -> None:
    assert well_formed("a\x00b\x0bc\ud800d\ufffee\tf\n🎉") == "abcde\tf\n🎉"
