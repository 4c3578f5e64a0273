"""Short minutes of one point that say a given sentence, and what is found in them."""

from __future__ import annotations

from datetime import date

from wheel.core.look_again import LookAgain
from wheel.core.minutes_findings import Finding, FindingKind, ReadMinutes
from wheel.imports.whole_minutes import read_whole_minutes

MEETING_DAY = date(2024, 9, 4)
HEAD = "Direktionen\n\nREFERAT\n\nDato: Onsdag den 4. september 2024\n\n"


def read_saying(words: str, section: str = "Beslutning") -> ReadMinutes:
    """Minutes of the executive board on 4 September 2024, whose only point is called Fælles reception."""
    return read_whole_minutes(f"{HEAD}1. Fælles reception\n\nÅben sag\n\n{section}\n\n{words}\n")


def found(words: str, *kinds: FindingKind, section: str = "Beslutning") -> list[Finding]:
    """The findings of those kinds (of all, if none is named)."""
    return [finding for finding in read_saying(words, section).findings if not kinds or finding.kind in kinds]


def when(finding: Finding) -> object:
    """When it is to be: a day, a window's days, whose next meeting, a condition's words, or "next"."""
    if finding.day is not None or finding.is_next_meeting:
        return finding.day or "next"
    return look(finding.look_again) if finding.look_again else None


def look(look_again: LookAgain) -> object:
    if look_again.day is not None:
        return (look_again.day, look_again.until)
    return look_again.body or look_again.words
