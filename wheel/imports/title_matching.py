"""Compares what minutes say of their items: the first sentence of a text is its title."""

from __future__ import annotations

from wheel.core.similar_titles import LONGEST_TITLE, ComparableTitle
from wheel.imports.item_titles import first_sentence

__all__ = ["ComparableTitle", "comparable"]


def comparable(text: str) -> ComparableTitle:
    return ComparableTitle.of(first_sentence(text[:LONGEST_TITLE]))
