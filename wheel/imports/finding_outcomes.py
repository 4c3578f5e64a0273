"""Finds what was decided on an item: its outcome, or that it is withdrawn or put on hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wheel.core.minutes_findings import Finding, FindingKind
from wheel.core.stops import Outcome
from wheel.imports.named_bodies import BODY
from wheel.imports.said_sentences import MeetingOf, Said
from wheel.imports.sentence_subjects import is_by_reference, subject_before

_BEFORE = (
    r"\b(?:gennemgået|behandlet|drøftet|besluttet|godkendt) (?:allerede )?(?:på|ved) (?:det |et )?"
    r"(?:seneste|sidste|forrige|tidligere|foregående) [\w-]{0,40}møde\b"
)
_REFUSED = (
    r"\b(?:ikke (?:\w{1,20} )?(?:godkendt|tiltrådt|vedtaget|imødekommet)|(?:godkendte|tiltrådte) ikke"
    r"|afslået|afviste?s?|(?:blev|er|indstillingen) afvist|forkastet)\b"
)
_WITH_REMARKS = (
    r"\b(?:godkend|tiltråd|tiltrådt)\w{0,3}\b.{0,60}?\b(?:bemærkning|ændring|tilføjelse|justering|rettelse"
    r"|præcisering|forbehold)\w{0,4}\b"
)
# The first that fits is what became of it; one sentence tells one outcome.
_OUTCOMES: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(pattern, re.IGNORECASE))
    for outcome, pattern in (
        (Outcome.TREATED_BEFORE, _BEFORE),
        (Outcome.NOTED, r"\btil (?:efterretning|orientering)\b(?=.{0,80}$)|\btil efterretning\b"),
        (Outcome.NOT_APPROVED, _REFUSED),
        (Outcome.APPROVED_WITH_REMARKS, _WITH_REMARKS),
        (Outcome.ADOPTED, r"\b(?:vedtaget|vedtog|besluttet vedtaget)\b"),
        (Outcome.APPROVED, r"\b(?:godkendt|godkendte|godkendtes|tiltrådt|tiltrådte|opbakning til)\b"),
        (Outcome.RECOMMENDED, r"\b(?:anbefales|anbefalede|anbefaledes|anbefalet|indstillede|indstilles til)\b"),
        (Outcome.ACKNOWLEDGED, r"\b(?:kvitterede|kvitteres|kvittering)\b"),
        (Outcome.DISCUSSED, r"^drøftelse (?:af|om)\b|\b(?:drøftet|drøftede|drøftedes)\b"),
    )
)
# "som blev godkendt", "der er vedtaget", "orienterede om at …", "forventes drøftet": not by this decision.
_OF_OTHERS = re.compile(
    r"\w,? (?:som|der|hvor)(?: \w{1,20})? (?:blev|er|var|har|bliver)(?: \w{1,20})?$|\bforventes(?: \w{1,20})?$"
    r"|\borienterede om\b"
    r"|\b(?:når|hvis|inden|efter at|såfremt|skal)\b[^.]{0,80}$|\b(?:forslag|oplæg|indstilling) om at\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"^(?:punktet |sagen |emnet )?(?:udgået|udgik|udgår|bortfaldet|bortfalder|bortfaldt|frafaldet|aflyst|trukket)\b"
    r"|\b(?:er|blev|er blevet|bliver|var) (?:udgået|aflyst|bortfaldet|frafaldet|trukket)\b"
    r"|\b(?:udgår|udgik|bortfalder|bortfaldt)\b",
    re.IGNORECASE,
)
_ON_HOLD = re.compile(
    r"\b(?:sat|sættes|sat midlertidigt|stilles?|stillet) (?:\w{1,20} )?(?:på|i) (?:standby|stand-by|hold|pause|bero)\b"
    r"|\b(?:i bero|på standby)\b|\bskudt til hjørne\b|\b(?:afventer|parkeres)\b(?! dato)",
    re.IGNORECASE,
)
_MEETING = re.compile(r"(?i:møde)(?:t|r)?\b")
_ACTIVE = re.compile(r"(?P<who>[A-ZÆØÅ][^,.]{2,60}?) (?:tog|godkendte|tiltrådte|kvitterede|vedtog|drøftede|afviste)\b")


def outcomes(said: Said, meeting: MeetingOf) -> Iterator[Finding]:
    """The outcome that a decision's sentence tells; `who` where a person, not the body, is said to have decided.

    What another body decided is none.
    """
    if not said.is_decision:
        return
    for outcome, pattern in _OUTCOMES:
        match = pattern.search(said.text)
        if match and not _OF_OTHERS.search(said.text[: match.start()].rstrip()):
            who = _decider(said.text, meeting)
            if not re.fullmatch(BODY, who):
                yield said.finding(FindingKind.OUTCOME, outcome=outcome, who=who)
            return


def ends(said: Said, meeting: MeetingOf) -> Iterator[Finding]:  # noqa: ARG001 - as all readers of sentences
    """WITHDRAWN and ON_HOLD, of the item itself or of what the sentence names. A cancelled meeting is none of them."""
    if not said.is_decision:
        return
    if (match := _WITHDRAWN.search(said.text)) and not _MEETING.search(said.text[: match.start()]):
        yield said.finding(FindingKind.WITHDRAWN, title=_subject(said, match))
    elif match := _ON_HOLD.search(said.text):
        yield said.finding(FindingKind.ON_HOLD, title=_subject(said, match))


def _decider(sentence: str, meeting: MeetingOf) -> str:
    match = _ACTIVE.match(sentence)
    return "" if match is None or meeting.is_own(match["who"]) else match["who"]


def _subject(said: Said, match: re.Match[str]) -> str:
    subject = subject_before(said.text[: match.start()])
    return said.title if is_by_reference(subject) else subject
