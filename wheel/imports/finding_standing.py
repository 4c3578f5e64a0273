"""Finds what comes back regularly: a fixed point, "kvartalsvis status", "på hvert møde", "Årligt dialogmøde"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wheel.core.minutes_findings import Finding, FindingKind
from wheel.imports.named_times import window_named
from wheel.imports.point_sections import SectionKind
from wheel.imports.said_sentences import MeetingOf, Said

_HOW_OFTEN = r"(?:kvartalsvist?|kvartalvist?|månedlig|halvårlig|årlig|ugentlig|kvartårlig)(?:e|t)?"
_STANDING = re.compile(
    r"\bfast punkt\b"
    rf"|\b{_HOW_OFTEN} (?:status|opfølgning|orientering|drøftelse|dialogmøde|møde|rapport|redegørelse|evaluering)"
    r"|\b[0-9]\s?[-–]\s?[0-9] årlige møder\b"
    r"|\bhver(?:t|anden|andet)? (?:andet |anden |tredje |[2-9]\. )?(?:år|kvartal|måned|uge)\b"
    r"|\b(?:på|ved) (?:hvert|alle)(?: [\w-]{1,40})? [\w-]{0,40}møder?\b"
    r"|\bstatus\b.{0,60}\b(?:i forbindelse med|ifm\.?) budgetopfølgning"
    r"|\b(?:informeres|orienteres) løbende\b|\bløbende (?:status|orientering)\b"
    r"|\b(?:rapport|opfølgning|orientering) nr\. ?[0-9]"
    r"|\bsom vanligt\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\bfrem til\b", re.IGNORECASE)
_SKIPPED = frozenset({SectionKind.EARLIER, SectionKind.RESUMPTION})
_KEY = 14


def standing(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """STANDING, until when the sentence says ("Frem til sommerferien")."""
    match = _STANDING.search(said.text) if said.section not in _SKIPPED else None
    if match is not None:
        look_again = window_named(said.text, meeting.day) if _UNTIL.search(said.text) else None
        yield said.finding(FindingKind.STANDING, look_again=look_again)


def key_of(finding: Finding) -> str:
    """What tells one regular thing of a point from another: the words for how often."""
    match = _STANDING.search(finding.words)
    return match.group()[:_KEY].casefold() if match else finding.words
