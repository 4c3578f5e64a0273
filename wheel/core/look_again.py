"""When somebody is to look again at what awaits a date: on a day, in a window, before a meeting, or once it is met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from wheel.errors import InvalidInputError

LONGEST_WORDS: Final = 200


class LookKind(StrEnum):
    """DAY: at the latest then. WINDOW: "efter sommerferien". MEETING: "næste SCF". CONDITION: "når … er drøftet"."""

    DAY = "day"
    WINDOW = "window"
    MEETING = "meeting"
    CONDITION = "condition"


@dataclass(frozen=True)
class LookAgain:
    """`day` is the day itself, a window's first day, or the day to ask whether a condition is met; `until` is a
    window's last day, where it has one. `words` are a window's or a condition's own. `body` is the short name of the
    body whose next meeting, counted from the day the stop began to wait, it is to be looked at before.
    """

    kind: LookKind
    day: date | None = None
    until: date | None = None
    words: str = ""
    body: str | None = None

    @property
    def latest(self) -> date | None:
        """The last day by which to look again, as far as it can be told without the plan of meetings."""
        return self.until or self.day


def checked_look_again(look: LookAgain) -> LookAgain:
    """The value with its words trimmed. Raises InvalidInputError naming the field that its kind asks for."""
    words = " ".join(look.words.split())
    if len(words) > LONGEST_WORDS:
        raise InvalidInputError("Write at most %(count)s characters.", field="look_words", count=LONGEST_WORDS)
    if look.kind is LookKind.DAY and look.day is None:
        raise InvalidInputError("Choose the day to look at it again.", field="look_day")
    if look.kind is LookKind.WINDOW and (look.day is None or not words):
        raise InvalidInputError("Choose when to look at it again.", field="look_window")
    if look.kind is LookKind.WINDOW and look.until is not None and look.day and look.until < look.day:
        raise InvalidInputError("The last day must not be before the first.", field="look_until")
    if look.kind is LookKind.MEETING and not look.body:
        raise InvalidInputError("Choose the body whose next meeting it waits for.", field="look_body")
    if look.kind is LookKind.CONDITION and not words:
        raise InvalidInputError("Write what must happen first.", field="look_words")
    return LookAgain(look.kind, look.day, look.until, words, look.body)
