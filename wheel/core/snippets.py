"""Where the words that somebody searched for stand in a text: the text in pieces, those words apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from wheel.core.folding import fold

AROUND: Final = 70
"""Characters of the text that a snippet shows before the first word found, and LENGTH is how many it shows in all."""

LENGTH: Final = 240


@dataclass(frozen=True)
class Piece:
    """A part of a text; `is_found` if it is (in) a word that was searched for."""

    text: str
    is_found: bool = False


def pieces(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """The text on one line, in pieces; `words` are folded already. Together the pieces are the whole text."""
    line = _one_line(text)
    found = _found(line, words)
    edges = [0, *(place for place in range(1, len(line)) if found[place] != found[place - 1]), len(line)]
    return tuple(Piece(line[first:last], found[first]) for first, last in pairwise(edges) if first < last)


def snippet(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The part of a text in which the first of the words stands, in pieces; () where none of them does."""
    line = _one_line(text)
    found = _found(line, words)
    if True not in found:
        return ()
    start = _word_start(line, max(0, found.index(True) - AROUND), found.index(True))
    part = line[start : start + LENGTH]
    cut = len(line) > start + LENGTH
    shown = pieces(part, words)
    return (*(Piece("… ") for _ in range(start > 0)), *shown, *(Piece(" …") for _ in range(cut)))


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _word_start(line: str, place: int, latest: int) -> int:
    """The first start of a word from `place` on, but none after `latest`."""
    if place == 0:
        return 0
    space = line.find(" ", place, latest)
    return place if space < 0 else space + 1


def _found(line: str, words: Iterable[str]) -> list[bool]:
    """For each letter of the line, whether it is in one of the words."""
    folded, places = _folded_letters(line)
    found = [False] * len(line)
    for word in filter(None, words):
        at = folded.find(word)
        while at >= 0:
            for place in places[at : at + len(word)]:
                found[place] = True
            at = folded.find(word, at + len(word))
    return found


def _folded_letters(line: str) -> tuple[str, list[int]]:
    """The line folded letter by letter, and of each folded letter the place of the one that it comes from."""
    folded, places = [], []
    for place, letter in enumerate(line):
        for plain in _folded_letter(letter):
            folded.append(plain)
            places.append(place)
    return "".join(folded), places


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    """A space is kept, which folding alone would take away. Texts of some pages have few letters, again and again."""
    return letter if letter == " " else fold(letter)
