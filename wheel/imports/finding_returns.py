"""Finds where an item goes next within its own body: postponed, continued at a coming meeting, or resumed at this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wheel.core.look_again import LONGEST_WORDS, LookAgain, LookKind
from wheel.core.minutes_findings import Finding, FindingKind
from wheel.imports.minutes_points import Point
from wheel.imports.named_bodies import BODIES, bodies_in
from wheel.imports.named_times import NamedTime, named_time
from wheel.imports.point_content import back_reference
from wheel.imports.point_sections import SectionKind
from wheel.imports.said_sentences import MeetingOf, Said
from wheel.imports.sentence_subjects import is_by_reference, subject_before

_SOME = (
    r"(?:på|til) (?:det |et |de )?(?:kommende|næste|næstkommende|førstkommende|senere|følgende|nyt)"
    r" (?:[\w-]{1,40} ){0,2}?[\w-]{0,40}møde"
)
_POSTPONES = re.compile(
    r"\b(?:udskudt|udsat|udskydes|udskyde|udsættes|udsætte)\b(?! for\b)"
    r"|\b(?:behandles|drøftes|fremlægges|forelægges|optages|tages op|tages|medtages)\b"
    rf"(?: [\w,-]{{1,40}}){{0,5}}? {_SOME}"
    r"|\bsættes\b(?: \w{1,30}){0,3}? på (?:\w{1,40} )?dagsorden(?:en)?\b(?: \w{1,30}){0,3}? igen\b"
    r"|\bsættes (?:\w{1,30} )?igen på (?:\w{1,40} )?dagsorden"
    rf"|\bsættes på (?:\w{{1,40}} )?dagsorden(?:en)? (?:igen )?{_SOME}",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    rf"\b(?:drøftes|behandles|arbejdes der) videre\b(?: [\w,-]{{1,40}}){{0,5}}? {_SOME}"
    r"|\b(?:genoptages|genbehandles)\b|\btages op igen\b"
    r"|\bkommer\b[^.]{0,40}møde(?:t|r)?\b[^.]{0,20}\bigen\b|\bkommer (?:\w{1,20} )?igen\b"
    r"|\bskal\b[^.]{0,20}\b(?:drøfte|behandle|tage)\b[^.]{0,120}\b(?:videre|igen)\b",
    re.IGNORECASE,
)
_COMES_BACK = re.compile(
    rf"\b(?:vil (?P<first>{BODIES}) blive (?:præsenteret|orienteret|forelagt)"
    rf"|til (?P<second>{BODIES}) (?:d\.|den) ?[0-9][^.]{{0,20}}[^,;]{{0,20}} vil\b)"
)
_RELATIVE = re.compile(r"\b(?:som|der|og)(?: \w{1,20})?$", re.IGNORECASE)
_DENIED = re.compile(r"\bikke (?:\w{1,20} )?$", re.IGNORECASE)
_EARLIER_DECISION = re.compile(r"\bjf\. beslutning", re.IGNORECASE)
_CLAUSE = re.compile(r",? (?:når|hvor|efter at|så snart|fordi) ")
_CONDITION = re.compile(r"\b(?:når|så snart|efter at|herefter)\b(?P<rest>.{0,180})", re.IGNORECASE)


def returns(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """POSTPONED or CONTINUED, to when the sentence says; what goes to another body is none of them."""
    if (match := _COMES_BACK.search(said.text)) and _is_own_only(match["first"] or match["second"], meeting):
        told = named_time(said.text, meeting.day)
        if told.is_told and _is_coming(told, meeting.day):
            yield _finding(said, FindingKind.CONTINUED, said.title, told)
    elif said.is_decision and (found := _kind(said)):
        kind, match = found
        if _stays(said.text[match.start() :], meeting):
            yield _finding(said, kind, _subject(said, match), _target(said, match, meeting))


def resumption(point: Point, meeting: MeetingOf) -> Iterator[Finding]:
    """RESUMED, with the day and number of the body's own last decision on the point before this one."""
    before = [section for section in point.of(SectionKind.EARLIER) if _is_own_heading(section.heading, meeting)]
    marked = next(point.of(SectionKind.RESUMPTION), None) or (before[-1] if before else None)
    if marked is None:
        return
    _, day, position = back_reference(before[-1].heading, meeting.day) if before else ("", None, None)
    yield Finding(
        FindingKind.RESUMED, marked.heading, marked.number, point.number, point.title, day=day, position=position
    )


def _kind(said: Said) -> tuple[FindingKind, re.Match[str]] | None:
    """Nothing is told by a denial, nor by the words for why the point stands on this agenda."""
    for kind, pattern in ((FindingKind.CONTINUED, _CONTINUES), (FindingKind.POSTPONED, _POSTPONES)):
        match = pattern.search(said.text)
        if match is None or _DENIED.search(said.text[: match.start()]) or _EARLIER_DECISION.search(said.text):
            continue
        is_relative = _RELATIVE.search(said.text[: match.start()].rstrip())
        return (FindingKind.CONTINUED if is_relative else kind), match
    return None


def _stays(text: str, meeting: MeetingOf) -> bool:
    """Whether no other body than this one is named as where it goes."""
    goal = _CLAUSE.split(text, maxsplit=1)[0]
    named = [name for match in re.finditer(BODIES, goal) for name in bodies_in(match.group())]
    return not named or any(meeting.is_own(name) for name in named)


def _is_own_only(names: str, meeting: MeetingOf) -> bool:
    return all(meeting.is_own(name) for name in bodies_in(names))


def _is_own_heading(heading: str, meeting: MeetingOf) -> bool:
    body, _, _ = back_reference(heading, meeting.day)
    return not body or meeting.is_own(body)


def _is_coming(told: NamedTime, meeting_day: date | None) -> bool:
    return meeting_day is None or told.latest is None or told.latest > meeting_day


def _target(said: Said, match: re.Match[str], meeting: MeetingOf) -> NamedTime:
    """What follows the last "til" that tells a time, else the sentence from its verb on, else a condition."""
    tail = said.text[match.start() :]
    after_to = [named_time(part, meeting.day) for part in re.split(r"\btil\b", tail)[1:]]
    told = next((time for time in reversed(after_to) if time.day), None)
    told = told or named_time(tail, meeting.day, body=meeting.body)
    return told if told.is_told else NamedTime(look_again=_condition(said))


def _condition(said: Said) -> LookAgain | None:
    """ "herefter" is after what the sentence before says."""
    match = _CONDITION.search(said.text)
    if match is None:
        return None
    words = said.before if match.group().lower().startswith("herefter") else match.group()
    return LookAgain(LookKind.CONDITION, words=words[:LONGEST_WORDS].strip(" .")) if words else None


def _subject(said: Said, match: re.Match[str]) -> str:
    subject = subject_before(said.text[: match.start()])
    return said.title if is_by_reference(subject) or "," in subject else subject


def _finding(said: Said, kind: FindingKind, title: str, told: NamedTime) -> Finding:
    return said.finding(
        kind, title=title, day=told.day, look_again=told.look_again, is_next_meeting=told.is_next_meeting
    )
