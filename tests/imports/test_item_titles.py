"""The title and the body in an item's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.imports.item_titles import first_sentence, item_title, sentences

TAIL = "Direktionen drøfter programmet med særligt fokus på de indsatser, der rammer kommunens egen drift."

SPLIT = [
    ("Regeringens lovprogram.", "Regeringens lovprogram"),
    ("Konference d. 25. september om klima.", "Konference d. 25. september om klima"),
    ("Udbetaling af 6. ferieuge.", "Udbetaling af 6. ferieuge"),
    ("Møde kl. 9.30 m.fl. i sal 3 a.", None),
    ("Er planen god?", "Er planen god?"),
    ("Status for nr. 3 og bl.a. Skovskolen.", "Status for nr. 3 og bl.a. Skovskolen"),
    ("Møde d. 25. Direktionen deltager ikke.", "Møde d. 25. Direktionen deltager ikke"),
    ("Regnskab for 2023.", "Regnskab for 2023"),
]


@pytest.mark.parametrize(("start", "title"), SPLIT)
def test_a_long_text_gives_its_first_sentence_as_title(start: str, title: str | None) -> None:
    text = f"{start} {TAIL}"
    assert item_title(text) == ((title, TAIL) if title else (text, ""))


WHOLE = [
    ("short", "Temamøde i Hovedudvalget d. 17. november."),
    ("short, two sentences", "Budget. Drøftes."),
    (
        "long, one sentence",
        "Ejendomschefen præsenterer forskellige modeller for udviklingen af ejendommene i hele kommunen.",
    ),
    (
        "a date at the end",
        "Et langt oplæg om den fælles plan for alle kommunens bygninger, der holdes d. 25. september",
    ),
    (
        "an abbreviation",
        "Et meget langt oplæg om en SWAT inspireret metode, som evt. Hovedudvalget og fagudvalgene bruger",
    ),
]


@pytest.mark.parametrize(("reason", "text"), WHOLE)
def test_any_other_text_is_all_title(reason: str, text: str) -> None:
    assert item_title(text) == (text, ""), reason


def test_the_first_sentence_loses_its_full_stop() -> None:
    assert first_sentence("APV for ledere. Direktionen drøfter.") == "APV for ledere"


@given(st.text(alphabet="aB. d1?\n\t", max_size=200))
def test_sentences_lose_no_character_but_white_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
