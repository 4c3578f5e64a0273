"""Finds what is sent on to other bodies: "Drøftes på kommende SCF.", "forelægges økonomiudvalget d. 4. november"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wheel.core.look_again import LookAgain, LookKind
from wheel.core.minutes_findings import Finding, FindingKind
from wheel.imports.item_titles import first_sentence
from wheel.imports.named_bodies import BODIES, BODY, bodies_in
from wheel.imports.named_times import NamedTime, days_named, named_time
from wheel.imports.point_sections import SectionKind
from wheel.imports.said_sentences import MeetingOf, Said
from wheel.imports.sentence_subjects import is_by_reference, subject_before

# How far behind the body's name its day may stand.
NEAR = 60
# "Erhvervsklima. Målingen behandles i …": the short sentence before is what the next one is about.
LONGEST_HEADING = 60

_VERBS = (
    r"(?:(?:vide|over|frem)?resendes|oversendes|fremsendes|sendes|drøftes|behandles|forelægges|fremlægges|medtages"
    r"|præsenteres|fastlægges|besluttes|optages|tages op|tages med|forventes drøftet|forventes behandlet|udskydes"
    r"|udskudt|indstilles)"
)
_WORDS = r"(?: (?!som\b|der\b|hvor\b|og\b|samt\b)[\w,-]{1,40}){0,6}?"
_NEXT = (
    r"(?:(?:et |det |de |alle |den )?(?P<next>kommende|næste|næstkommende|førstkommende) (?:møder? (?:i|for|med) )?"
    r"|et (?:senere )?møde (?:i|for) |møde[tr]? (?:i|for) )?"
)
_PURPOSES = r"(?:viderebehandling|behandling|drøftelse|godkendelse|orientering|høring|beslutning|forelæggelse)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:{_VERBS})\b{_WORDS} (?:på|i|til|for|hos|ved) {_NEXT}(?P<bodies>{BODIES})",
        rf"\b(?i:forelægges|oversendes|fremsendes) (?P<next>)?(?P<bodies>{BODIES})",
        rf"\btil {_PURPOSES} (?:på|i|hos|for) {_NEXT}(?P<bodies>{BODIES})",
        rf"\b(?:fælles drøftelse|drøftes|skal .{{3,80}} drøftelser) (?:på|i) {_NEXT}(?P<bodies>{BODIES})",
        rf"^På {_NEXT}(?P<bodies>{BODY})(?: møde)?\b.{{0,40}}?\b(?:skal|behandles|drøftes|fremlægges|præsenteres)\b",
        rf"\bskal igennem (?P<next>)?(?P<bodies>{BODIES})",
        rf"\btil (?P<next>næste|næstkommende|kommende) (?P<bodies>{BODIES})",
        rf"\b(?i:behandling\w{{0,4}}|drøftelse\w{{0,4}})\b.{{0,80}}? på (?P<next>)?(?P<bodies>{BODY}) møder?\b",
    )
)
_POLITICAL = re.compile(r"\bbehandles politisk\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:nuværende|i dag|allerede|hidtil)\b", re.IGNORECASE)
_CATCH_ALL = re.compile(
    r"\b(?:eventuelt|evt|orienterer|meddelelser|siden sidst|punkter til behandling|dagsordener)\b"
    r"|^(?:gensidig )?orientering(?:er)?$",
    re.IGNORECASE,
)
# What follows is another thing that is to be done.
_ANOTHER = re.compile(r"\bsenest\b|\bog (?=\w{2,20}(?:er|es)\b)|,")
_SKIPPED = frozenset({SectionKind.EARLIER, SectionKind.RESUMPTION})


def routes(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """SENT_ON, one for each other body that the sentence names, and for each day that it names for a lone body."""
    if said.section in _SKIPPED or _NOW.search(said.text):
        return
    match = next((match for pattern in _PATTERNS if (match := pattern.search(said.text))), None)
    if match is not None:
        names = [name for name in bodies_in(match["bodies"]) if not meeting.is_own(name)]
        for name in dict.fromkeys(names):
            for told in _times(said, match, meeting, alone=len(names) == 1):
                yield _finding(said, match, name, told)
    elif match := _POLITICAL.search(said.text):
        told = named_time(said.text[match.start() :], meeting.day)
        yield said.finding(FindingKind.SENT_ON, title=_title(said, match), day=told.day, look_again=told.look_again)


def _times(said: Said, match: re.Match[str], meeting: MeetingOf, *, alone: bool) -> list[NamedTime]:
    """The days right behind the body's name, else another time that the rest of the sentence tells."""
    rest = _ANOTHER.split(said.text[match.end("bodies") :], maxsplit=1)[0]
    days = list(days_named(rest[:NEAR], meeting.day)) if alone else []
    return [NamedTime(day) for day in days] or [named_time(rest, meeting.day)]


def _finding(said: Said, match: re.Match[str], name: str, told: NamedTime) -> Finding:
    is_next = bool(match["next"]) or told.is_next_meeting
    look_again = told.look_again
    if look_again is None and told.day is None and is_next:
        look_again = LookAgain(LookKind.MEETING, body=name)
    return said.finding(
        FindingKind.SENT_ON,
        title=_title(said, match),
        body=name,
        day=told.day,
        look_again=look_again,
        is_next_meeting=is_next and told.day is None,
    )


def _title(said: Said, match: re.Match[str]) -> str:
    """The point's, but what the sentence itself names under a point that gathers many things, or in a list."""
    subject = subject_before(said.text[: match.start()])
    if is_by_reference(subject) or not (said.is_listed or _CATCH_ALL.search(said.title)):
        return said.title
    points_back = " " not in subject and 0 < len(said.before) <= LONGEST_HEADING
    return first_sentence(said.before) if points_back else subject
