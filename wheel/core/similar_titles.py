"""Tells whether two titles mean the same item although they are spelt or shortened differently."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

# Tried on Danish agenda titles: "Norrdjurs"/"Norddjurs" and "ledere"/"leder" are one word, "plan"/"planer" too.
SAME_WORD: Final = 0.8
SHARED_WORDS: Final = 0.66
DISTINCTIVE_LENGTH: Final = 6
LONGEST_TITLE: Final = 300

_WORDS: Final = re.compile(r"[^\W_]+")
_SMALL: Final = re.compile(
    r"og|i|på|for|af|til|om|hos|med|den|det|de|en|et|der|som|vedr|vedrørende|samt|ved|fra|eller|er|at|d"
    r"|herunder"
)


@dataclass(frozen=True)
class ComparableTitle:
    """A title prepared for comparing; only its first LONGEST_TITLE characters count."""

    plain: str
    words: frozenset[str]

    @classmethod
    def of(cls, title: str) -> ComparableTitle:
        words = _WORDS.findall(title[:LONGEST_TITLE].casefold())
        return cls(" ".join(words), frozenset(word for word in words if not _SMALL.fullmatch(word)))

    def is_among(self, others: Iterable[ComparableTitle]) -> bool:
        return any(self.resembles(other) for other in others)

    def resembles(self, other: ComparableTitle) -> bool:
        """True if two thirds of the shorter title's words stand in the other; a lone short word is too little."""
        shorter, longer = sorted((self.words, other.words), key=len)
        if not shorter:
            return self.plain == other.plain
        shared = [word for word in shorter if any(_same_word(word, known) for known in longer)]
        if len(shorter) == 1 and shared and len(longer) > 1:
            return len(shared[0]) >= DISTINCTIVE_LENGTH
        return len(shared) >= SHARED_WORDS * len(shorter)


@lru_cache(maxsize=20_000)
def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if one[:2] != other[:2] or one.isdigit() or other.isdigit():
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= SAME_WORD and matcher.ratio() >= SAME_WORD
