"""Reading along in a sentence: how far it was understood, and what was refused on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from wheel.core.sentences.wording import Speech
from wheel.errors import InvalidInputError

_PLACE = re.compile(r"%\((\w+)\)s")
_PIECES = re.compile(r"(\s+|[-–])")


@dataclass
class Reader:
    """One sentence being read. `furthest` is how far any try has come, and `refusal` says why what was understood so
    far is not possible; both only serve to tell the writer what to mend."""

    text: str
    speech: Speech
    furthest: int = field(default=0, init=False)
    refusal: InvalidInputError | None = field(default=None, init=False)
    _refused_at: int = field(default=0, init=False)

    def match(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        found = pattern.match(self.text, at)
        if found and found[0]:
            self.furthest = max(self.furthest, found.end())
        return found

    def refuse(self, refusal: InvalidInputError, at: int) -> None:
        """Remember why what ends at `at` is not possible, if nothing longer was."""
        if at >= self._refused_at:
            self.refusal, self._refused_at = refusal, at

    def rest(self) -> str:
        """What was not understood, from the beginning of its first word."""
        at = self.furthest
        while 0 < at < len(self.text) and self.text[at - 1 : at + 1].isalnum():
            at -= 1
        return self.text[at:].strip()


@lru_cache(maxsize=1000)
def literal(text: str) -> re.Pattern[str]:
    """The text in any case, with any blanks where it has some, and with short and long dashes alike."""
    pieces = (piece for piece in _PIECES.split(text) if piece)
    return re.compile("".join(map(_loosely, pieces)), re.IGNORECASE)


def _loosely(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    return r"\s*[-–]\s*" if piece in "-–" else re.escape(piece)


@lru_cache(maxsize=1000)
def parts_of(template: str) -> tuple[str, ...]:
    """The template's literal texts and the names of its places, by turns, beginning and ending with a text."""
    return tuple(_PLACE.split(template))
