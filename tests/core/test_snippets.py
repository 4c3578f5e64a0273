"""The words that were searched for, marked in the text as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.folding import fold
from wheel.core.snippets import LENGTH, pieces, snippet

DANISH = st.text(alphabet="aåæøeéoAÅÆØ bc\n<&", max_size=60)
CASES = [
    ("Århus Kommune", "aarhus", "[Århus] Kommune", "a letter that folds to two"),
    ("Aarhus", "aarhus", "[Aarhus]", "and one that is written as two"),
    ("Blåbær og æbler", "baer", "Blå[bær] og æbler", "in the middle of a word"),
    ("å", "a", "[å]", "half a letter is marked as the whole of it"),
    ("sag, sag", "sag", "[sag], [sag]", "each time"),
    ("sagsag", "sag", "[sagsag]", "one after the other is one piece"),
    ("to\nlinjer", "linjer", "to [linjer]", "a new line is a space"),
    ("<b>fed</b>", "fed", "<b>[fed]</b>", "what a browser would take for a tag is a text as any other"),
    ("intet her", "andet", "intet her", "nothing is found"),
    ("", "sag", "", "nor in nothing"),
]


def told(found: tuple) -> str:
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in found)


@pytest.mark.parametrize(("text", "word", "expected", "reason"), CASES)
def test_a_word_is_marked_as_it_is_written(text: str, word: str, expected: str, reason: str) -> None:
    assert told(pieces(text, [word])) == expected, reason


def test_all_words_are_marked() -> None:
    assert told(pieces("Budget for havnen", ["havn", "budget"])) == "[Budget] for [havn]en"


@given(DANISH, st.lists(DANISH, max_size=3))
def test_the_pieces_are_the_text(text: str, wanted: list[str]) -> None:
    words = [fold(word) for word in wanted]
    assert "".join(piece.text for piece in pieces(text, words)) == " ".join(text.split())


@given(DANISH, DANISH)
def test_what_a_folded_text_holds_is_marked_in_it(text: str, wanted: str) -> None:
    word = fold(wanted)
    marked = [piece.text for piece in pieces(text, [word]) if piece.is_found]
    assert bool(marked) == (bool(word) and word in fold(text))
    assert all(fold(word[0]) in fold(piece) for piece in marked)


def test_a_snippet_of_a_long_text_is_the_part_with_the_word() -> None:
    text = "først " * 100 + "HAVNEN " + "sidst " * 100
    shown = told(snippet(text, ["havnen"]))
    assert "[HAVNEN]" in shown
    assert shown.startswith("… først ")
    assert shown.endswith(" …")
    assert len(shown) <= LENGTH + 6


def test_a_short_text_is_shown_whole() -> None:
    assert told(snippet("Om havnen i øst", ["oest"])) == "Om havnen i [øst]"


def test_a_text_without_the_word_has_no_snippet() -> None:
    assert snippet("Om havnen", ["budget"]) == ()


def test_one_long_word_is_cut_where_it_is() -> None:
    shown = told(snippet("x" * 500 + "havn", ["havn"]))
    assert shown == "… " + "x" * 70 + "[havn]"
