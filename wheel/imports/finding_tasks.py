"""Finds what somebody is to do: who, for whom, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wheel.core.look_again import LONGEST_WORDS, LookAgain, LookKind
from wheel.core.minutes_findings import Finding, FindingKind
from wheel.imports.item_titles import first_sentence
from wheel.imports.named_bodies import BODY
from wheel.imports.named_times import NamedTime, named_time
from wheel.imports.point_sections import SectionKind
from wheel.imports.said_sentences import MeetingOf, Said

_ACTS = (
    r"(?:udarbejder|laver|følger op|undersøger|afklarer|afdækker|udsender|sender|fremsender|rundsender|foranlediger"
    r"|melder(?=.{0,80}\b(?:ind|tilbage)\b)|vender tilbage|har opgaven|aftaler|indkalder|inviterer|kontakter"
    r"|tager kontakt|tager fat|tager initiativ|sørger for|koordinerer|forbereder|indhenter|tilretter|justerer"
    r"|kvalificerer|bestiller|arbejder videre|står for|arrangerer|beskriver|indarbejder|opdaterer|fremlægger"
    r"|(?:vil|skal) (?:inddrage|udarbejde|undersøge|lave|afklare|udsende|følge op|melde tilbage|indkalde|forberede)"
    r"|drøfter(?=.{0,80}\begen\b))"
)
# What tells that the verb before it was the sentence's own.
_NO_SUBJECT = (
    r"som|der|at|er|var|blev|har|kan|skal|vil|hvor|gerne|orienterede|drøftes|behandles|sendes|fremlægges|tages|lægges"
    r"|gennemgik|præsenterede|indledte"
)
_WHO = rf"(?P<who>[A-ZÆØÅ][\w&./'-]*(?: (?!(?:{_NO_SUBJECT})\b)[\w&.,/'-]{{1,40}}){{0,8}}?)"
_SOMEBODY = re.compile(rf"(?:^(?:[\w. ]{{2,40}}: )?|\bog (?=[A-ZÆØÅ])){_WHO} {_ACTS}\b")
_OF_BODY = re.compile(rf"\b(?:i|på) (?P<who>{BODY}) og (?:melder|sender|udarbejder)\b")
_ASKED = re.compile(r"^(?P<recipient>[A-ZÆØÅ][\w -]{1,60}?) (?:har bedt|beder|bad) (?P<who>[A-ZÆØÅ][\w -]{1,60}?) om\b")
_AT_SOMEBODY = re.compile(r"\bforankres (?:\w{1,20} )?hos (?P<who>[^.]{3,120}?)(?= med\b| i\b|\.|$)")
_DONE_BY_NOBODY = (
    r"(?:undersøges|udarbejdes|laves|arrangeres|følges op|redegøres|kigges nærmere|afdækkes|indkaldes|udsendes|afklares"
    r"|indhentes|forhandles|igangsættes|bestilles)"
)
_NOBODY = re.compile(
    rf"^(?:Det|Der) (?:skal |vil |bliver )?{_DONE_BY_NOBODY}\b|^(?:Desuden|Herudover|Samtidig|Derudover|Herefter)"
    rf" {_DONE_BY_NOBODY} der\b"
)
_DEADLINE = re.compile(
    r"\b(?:frist|fristen|deadline|deadlinen) (?:for|er|på)\b|\bmed (?:deadline|frist)\b"
    r"|\ber (?:deadline|frist)(?:en)? for\b"
    r"|\b(?:ligge )?klar (?:til |den |d\. ?)?(?=[0-9])|\bsenest (?:den |d\. ?)?(?=[0-9])|\bmed udgangen af\b",
    re.IGNORECASE,
)
_BEFORE_MEETING = re.compile(
    r"\bskal (?:udsendes|sendes|være klar|foreligge)\b.{0,60}?\b(?P<when>(?:\w{3,8}dagen|\w{1,12} dage|ugen)"
    r" (?:inden|før) mødet)\b",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"\btil (?P<recipient>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)(?= senest\b| inden\b| er\b| d\.| den\b)"
)
_LITTLE = re.compile(r"følger op\.?$|\b(?:herom|herpå|på dette)\b", re.IGNORECASE)
_REFERENCES = frozenset(
    {"det", "der", "dette", "punktet", "sagen", "desuden", "herudover", "hvorvidt", "om", "drøftelse"}
)
_SKIPPED = frozenset({SectionKind.EARLIER, SectionKind.RESUMPTION, SectionKind.RECOMMENDATION})


def tasks(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """FOLLOW_UP: one for each who is named in the sentence; what only states a deadline counts in every section."""
    found = list(_named(said, meeting)) if said.is_decision else []
    yield from found
    if not found and said.section not in _SKIPPED and (match := _DEADLINE.search(said.text)):
        told = named_time(_around(said.text, match), meeting.day)
        if told.latest is not None and _is_coming(told.latest, meeting.day):
            yield _finding(said, "", told)


def _named(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """Who does it by name, then by what they are asked for; nobody where the sentence names none."""
    matches = [match for match in _SOMEBODY.finditer(said.text) if not _is_nobody(match["who"])]
    matches = matches or [match for match in (_ASKED.search(said.text), _AT_SOMEBODY.search(said.text)) if match]
    matches = matches or [match for match in (_OF_BODY.search(said.text),) if match]
    for match in matches:
        told = named_time(said.text[match.end("who") :], meeting.day)
        yield _finding(said, match["who"].strip(" ,"), told, match.groupdict().get("recipient") or "")
    if not matches and (before := _BEFORE_MEETING.search(said.text)):
        look_again = LookAgain(LookKind.CONDITION, words=before["when"][:LONGEST_WORDS])
        yield _finding(said, "", NamedTime(look_again=look_again))
    elif not matches and _NOBODY.match(said.text):
        yield _finding(said, "", named_time(said.text, meeting.day))


def _is_nobody(who: str) -> bool:
    return who.split(" ", 1)[0].casefold() in _REFERENCES


def _around(text: str, match: re.Match[str]) -> str:
    """From the word for the deadline on; the whole sentence where its day stands before that word."""
    return text[match.start() :] if re.search(r"[0-9]", text[match.start() :]) else text


def _is_coming(day: date, meeting_day: date | None) -> bool:
    return meeting_day is None or day >= meeting_day


def _finding(said: Said, who: str, told: NamedTime, recipient: str = "") -> Finding:
    to = _RECIPIENT.search(said.text)
    return said.finding(
        FindingKind.FOLLOW_UP,
        title=first_sentence(said.before) if said.before and _LITTLE.search(said.text) else said.title,
        who=who,
        recipient=recipient or (to["recipient"] if to else ""),
        day=told.day,
        look_again=told.look_again,
        is_next_meeting=told.is_next_meeting,
    )
