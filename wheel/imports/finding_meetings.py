"""Finds other meetings and events with their days, and the meetings that were cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from wheel.core.minutes_findings import Finding, FindingKind
from wheel.imports.named_bodies import ACRONYM, BODY, bodies_in
from wheel.imports.named_times import days_named, window_named
from wheel.imports.point_sections import SectionKind
from wheel.imports.said_sentences import MeetingOf, Said

# Minutes tell of meetings just held; what lies further back is the story of the case.
DAYS_BACK = 14
LONGEST_ENTRY = 200

_DAY = r"(?:d\. ?|den |d )?(?=[0-9]{1,2}[./ -])"
_KINDS = (
    r"(?i:møder?|seminar|konference|kursus|temadag|workshop|arrangement|messe|reception|dialogdag|arbejdsmiljødag"
    r"|borgermøde|informationsmøde|høring)(?:er|et|en|t|ne|rne|met)?"
)
_ALONE = re.compile(
    r"(?:der (?:blev |bliver )?(?:afholdt|afholdes|holdes) )?(?P<name>[^,.;:0-9][^.;:0-9]{1,118}?)(?: -)? "
    rf"{_DAY}(?P<day>[0-9].{{3,22}}?)(?: \([^()]{{1,40}}\))?\.?",
    re.IGNORECASE,
)
_INLINE = re.compile(rf"(?P<name>(?:(?:[Ee]kstraordinær\w*) )?(?:{BODY}|[\w-]{{0,40}}{_KINDS}|{ACRONYM})) {_DAY}")
_MORE = re.compile(rf"^.{{0,50}}?\b(?:og|samt) {_DAY}")
_IMPRECISE = re.compile(r"(?P<name>[\w-]{1,40}(?:seminar|temadag|konference)\w{0,4})\b(?P<rest>.{0,40})")
_SPAN = re.compile(r"(?:d\. ?|den )?(?P<first>[0-9]{1,2})\.?\s?(?:-|–|og|til)\s?(?P<last>[0-9]{1,2})\. ?[a-z]")
_SOON = re.compile(r"\bet (?P<name>[\w-]{3,40}møde)(?P<rest> .{0,30})")
_PERIOD = re.compile(r"[0-9] ?[-–] ?[0-9]{1,2} ?[/.] ?[0-9]")
_CANCELLED = re.compile(r"\b(?:aflyst|aflyses)\b", re.IGNORECASE)
_OWN_LONE = re.compile(r"mødet?", re.IGNORECASE)
_SKIPPED = frozenset({SectionKind.EARLIER, SectionKind.RESUMPTION})
_VERB = re.compile(
    r"\b(?:er|var|blev|skal|vil|giver|gives|godkend\w*|besluttede|orienteret?|afsluttes|forventes|har|fra|senest|inden"
    r"|drøftes|behandles|udskudt|udsat|udskydes|forelægges)\b",
    re.IGNORECASE,
)


def meetings(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """MEETING, one for each day that an event's name stands before, or CANCELLED; not this meeting itself."""
    if said.section in _SKIPPED:
        return
    kind = FindingKind.CANCELLED if _CANCELLED.search(said.text) and "øde" in said.text else FindingKind.MEETING
    found = [one for one in _dated(said, meeting.day) if _counts(*one, meeting)]
    for name, day, until in found:
        body = "" if _OWN_LONE.fullmatch(name) else _body(name)
        title = "" if _OWN_LONE.fullmatch(name) else name
        is_own = _OWN_LONE.fullmatch(name) or (body and meeting.is_own(body))
        yield said.finding(kind, title=title, body=(meeting.body or "") if is_own else body, day=day, until=until)
    if not found and kind is FindingKind.MEETING:
        yield from _imprecise(said, meeting)


def _imprecise(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """An event with a window: "chefseminaret i september", "et opstartsmøde inden sommerferien"."""
    match, soon = _IMPRECISE.search(said.text), _SOON.search(said.text)
    look_again = window_named(match["rest"], meeting.day) if match else None
    if match and look_again:
        yield said.finding(FindingKind.MEETING, title=match["name"], look_again=look_again)
    elif soon:
        look_again = window_named(soon["rest"], meeting.day)
        if look_again and soon["rest"].lstrip().startswith(look_again.words):
            yield said.finding(FindingKind.MEETING, title=soon["name"], look_again=look_again)


def _dated(said: Said, meeting_day: date | None) -> Iterator[tuple[str, date, date | None]]:
    """Names with their days: of a list's entry that is nothing but such a name and day, or of those in a sentence."""
    text = said.text
    alone = _ALONE.fullmatch(text) if said.is_listed and len(text) <= LONGEST_ENTRY else None
    if alone and not _VERB.search(alone["name"]) and not _PERIOD.search(alone["day"]):
        day = next(days_named(alone["day"], meeting_day), None)
        if day is not None:
            yield alone["name"].strip(), day, _last_day(alone["day"], day)
            return
    for match in _INLINE.finditer(text):
        yield from _days_behind(match["name"], text[match.end() : match.end() + 120], meeting_day)


def _days_behind(name: str, rest: str, meeting_day: date | None) -> Iterator[tuple[str, date, date | None]]:
    """ "chefseminar d. 2. september i byen og d. 10.-11. september" is two of them."""
    for part in (rest[:24], *(rest[more.end() :][:24] for more in [_MORE.match(rest)] if more)):
        day = next(days_named("d. " + part, meeting_day), None)
        if day is not None:
            yield name.strip(), day, _last_day(part, day)


def _last_day(written: str, day: date) -> date | None:
    match = _SPAN.match(written.lstrip())
    if match is None or int(match["last"]) <= day.day:
        return None
    last = day + timedelta(days=int(match["last"]) - day.day)
    return last if last.month == day.month else None


def _counts(name: str, day: date, until: date | None, meeting: MeetingOf) -> bool:  # noqa: ARG001 - one of _dated
    """Not this meeting, nor the body's own before it, nor what lies far back."""
    if meeting.day is None:
        return True
    is_own = bool(_OWN_LONE.fullmatch(name)) or (bool(_body(name)) and meeting.is_own(_body(name)))
    earliest = meeting.day + timedelta(days=1) if is_own else meeting.day - timedelta(days=DAYS_BACK)
    return day >= earliest


def _body(name: str) -> str:
    """The body whose meeting it is, if the name ends with one."""
    match = re.search(rf"(?P<body>{BODY})$", name)
    names = bodies_in(match["body"]) if match else []
    return names[0] if len(names) == 1 else ""
