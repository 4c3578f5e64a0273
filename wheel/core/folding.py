"""Texts as searching sees them: capitals, accents and the two ways of writing Danish letters alike."""

from __future__ import annotations

import unicodedata
from typing import Final

from wheel.core.stops import NewItem

DANISH: Final = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe"})

SEARCHED: Final = (
    "title",
    "case_number",
    "decision_theme",
    "text",
    "economy",
    "legal_basis",
    "recommendation",
    "participants",
    "case_officer",
)
"""The texts of an item that searching looks in; its tags come last."""


def fold(text: str) -> str:
    """What two spellings of the same word have in common: Århus, AARHUS and århus are all "aarhus".

    Capitals fold (Unicode's case folding); å and aa, æ and ae, ø and oe are alike, and ä and ö are as æ and ø, where
    Danish puts them in the alphabet; other accents fall away (é is e); any white space is one space. Folding what is
    folded changes nothing.
    """
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    # Its own accent makes å a letter; that of é, and of ǽ, falls away, which leaves e and æ.
    parted = unicodedata.normalize("NFKD", composed.translate(DANISH))
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(plain.casefold().translate(DANISH).split())


def search_words(text: str) -> tuple[str, ...]:
    """The words of what somebody searches for, folded, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


def folded_item(item: NewItem) -> str:
    """All that an item says, folded, one part a line, so that nothing is found that runs from one part into the next.

    Searching looks in this; what was decided of the item is each stop's own.
    """
    parts = [*(getattr(item, name) for name in SEARCHED), *item.tags]
    return "\n".join(fold(part) for part in parts if part)
