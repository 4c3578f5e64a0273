from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.feeds.text import ExactText, many_lines, one_line, shortened

# Lone surrogates included: they come out of badly decoded files.
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Budget 2027", "Budget 2027", "plain text stays"),
        ("  Budget \t 2027 ", "Budget 2027", "blanks run together"),
        ("Budget\r\n2027\n", "Budget 2027", "a title has one line"),
        ("Budget\x0b2027", "Budget 2027", "Word's line break is \\x0b"),
        ("Budget\u20282027\u20293\x854", "Budget 2027 3 4", "line ends of Unicode"),
        ("Bud\x00get\x07 \x7f!", "Budget !", "other control characters go"),
        ("a \x01 b", "a b", "no double blank where something went"),
        ("Bud\ud800get", "Budget", "half a surrogate pair cannot be encoded"),
        ("Åbent hus 👩‍💼 æøå", "Åbent hus 👩‍💼 æøå", "an emoji joined of several characters stays joined"),
    ],
)
def test_a_single_line_holds_no_breaks_or_controls(text: str, expected: str, reason: str) -> None:
    assert one_line(text) == expected, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("a\nb", "a\nb", "line breaks stay"),
        ("a\r\nb\rc", "a\nb\nc", "of every platform"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", "and of every kind"),
        ("a\n\nb", "a\n\nb", "an empty line parts paragraphs"),
        ("a\tb \nc", "a b\nc", "a tab is a blank, and blanks at the end of a line go"),
        ("\n a\x00b \n", "ab", "controls go, ends are trimmed"),
    ],
)
def test_many_lines_keep_their_breaks_as_newlines(text: str, expected: str, reason: str) -> None:
    assert many_lines(text) == expected, reason


@given(ANY_TEXT)
def test_what_is_cleaned_is_clean_and_stays_as_it_is(text: str) -> None:
    for cleaned, kept in ((one_line(text), ""), (many_lines(text), "\n")):
        assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in kept for c in cleaned)
        assert not set(cleaned) & {"\u2028", "\u2029", "\x85"}
        cleaned.encode("utf-8")
    assert one_line(one_line(text)) == one_line(text)
    assert many_lines(many_lines(text)) == many_lines(text)


@given(ANY_TEXT, st.integers(min_value=1, max_value=30))
def test_a_shortened_text_fits_and_shows_that_it_was_cut(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text if len(text) <= limit else short.endswith("…")


@pytest.mark.parametrize(
    ("text", "escaped", "reason"),
    [
        (r"S:\Nyt\navn", rb"S:\\Nyt\\navn", "a folder is no line break, in capitals or not"),
        (r"a\;b\,c", rb"a\\\;b\\\,c", "what is escaped already is escaped once more"),
        ('a;b,c:d"e', rb'a\;b\,c:d"e', "neither colons nor quotes are escaped"),
        ("a\nb", rb"a\nb", "a line break is written as two characters"),
        ("æ", "æ".encode(), "in UTF-8"),
    ],
)
def test_a_text_is_escaped_as_it_stands(text: str, escaped: bytes, reason: str) -> None:
    assert ExactText(text).to_ical() == escaped, reason
