"""Reads what the head of minutes says beside whose meeting it was: when it began and ended, where, who was away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from wheel.core.minutes_findings import FoundMember
from wheel.imports.minutes_headings import HEAD_LINES
from wheel.imports.minutes_lines import Line

MOST_MEMBERS = 60
LONGEST_PLACE = 200

_CLOCK = r"(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})"
_AT = rf"\s?(?:kl\.?)?\s?:?\s*(?:[0-9-]{{8,10}} )?(?:kl\.? ?)?{_CLOCK}"
_START = re.compile(rf"(?:start|starttidspunkt|mødestart|begyndt|tid(?:spunkt)?){_AT}", re.IGNORECASE)
_END = re.compile(rf"(?:slut|sluttidspunkt|sluttede|mødeslut|hævet|mødet hævet){_AT}", re.IGNORECASE)
_WITH_DAY = re.compile(rf"\b[0-9]{{4}}\b.{{0,10}}\bkl\.? ?{_CLOCK}(?:\s?[-–]\s?(?P<until>[0-9]{{1,2}}[.:][0-9]{{2}}))?")
_PLACE = re.compile(r"(?:(?:møde)?sted\s?:?|lokale\s?:)\s+(?P<place>\S.*)", re.IGNORECASE)
_ROOM = re.compile(r"(?:(?:møde)?lokale|mødesal|byrådssal|rådssal)\w*\b.*", re.IGNORECASE)
_ABSENT = re.compile(r"(?:fraværende|afbud)(?: fra)?\s?:?(?P<rest>\s.*)?", re.IGNORECASE)
_MEMBERS = re.compile(r"(?:medlemmer|deltagere|til stede|mødedeltagere)\s?:(?P<rest>.*)", re.IGNORECASE)
_VACANT = re.compile(r"\b(?:vakant|ubesat|vakance)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"[A-ZÆØÅ][\w .]{2,30}\s?:|indholdsfortegnelse|dagsorden|punkt\s?[0-9]|[0-9]{1,2}[.\t ]", re.IGNORECASE
)


_LABELS = frozenset({"sted", "mødested", "starttidspunkt", "sluttidspunkt", "mødestart", "mødeslut"})


@dataclass(frozen=True)
class MeetingParticulars:
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    absent: str = ""
    members: tuple[FoundMember, ...] = ()


def read_particulars(lines: list[Line]) -> MeetingParticulars:
    """What the first HEAD_LINES lines tell; the rest stays empty."""
    head = _with_labels([line.content[:300] for line in lines if not line.is_blank][:HEAD_LINES])
    starts_at, ends_at = _times(head)
    return MeetingParticulars(
        starts_at=starts_at,
        ends_at=ends_at,
        place=_place(head)[:LONGEST_PLACE],
        absent=", ".join(_listed(head, _ABSENT)),
        members=tuple(FoundMember(words, bool(_VACANT.search(words))) for words in _listed(head, _MEMBERS)),
    )


def _with_labels(head: list[str]) -> list[str]:
    """The lines, and again each that is but a label, with what stands below it."""
    labels = [index for index, content in enumerate(head[:-1]) if content.casefold().rstrip(":") in _LABELS]
    return [*head, *(f"{head[index].rstrip(':')}: {head[index + 1]}" for index in labels)]


def _times(head: list[str]) -> tuple[time | None, time | None]:
    with_day = next((match for content in head if (match := _WITH_DAY.search(content))), None)
    starts_at = _first_clock(head, _START) or (_clock(with_day["hour"], with_day["minute"]) if with_day else None)
    until = re.split("[.:]", with_day["until"]) if with_day and with_day["until"] else None
    return starts_at, _first_clock(head, _END) or (_clock(*until) if until else None)


def _first_clock(head: list[str], pattern: re.Pattern[str]) -> time | None:
    match = next((match for content in head if (match := pattern.match(content))), None)
    return _clock(match["hour"], match["minute"]) if match else None


def _clock(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _place(head: list[str]) -> str:
    named = next((match["place"] for content in head if (match := _PLACE.fullmatch(content))), None)
    return named or next((content for content in head if _ROOM.fullmatch(content)), "")


def _listed(head: list[str], pattern: re.Pattern[str]) -> Iterator[str]:
    """What follows the label on its line, and on the lines below until the next label."""
    for index, content in enumerate(head):
        match = pattern.fullmatch(content)
        if match is None:
            continue
        if (first := (match["rest"] or "").strip()) not in ("", "-", "Ingen", "ingen"):
            yield first
        for below in head[index + 1 : index + 1 + MOST_MEMBERS]:
            if _LABEL.match(below):
                return
            yield below
        return
