"""Finds what a body's decisions postponed although its forward table does not hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from wheel.imports.danish_dates import dates_in
from wheel.imports.decisions import DecidedSentence, decided_sentences
from wheel.imports.forward_rows import FIRST_ROW_SLACK_DAYS
from wheel.imports.minutes_lines import Line
from wheel.imports.minutes_values import AwaitingItem, ForwardRow, MinutesWarning, WarningKind
from wheel.imports.named_bodies import is_own
from wheel.imports.sentence_subjects import is_by_reference, subject_before
from wheel.imports.title_matching import comparable

# More postponed items than one meeting can have; keeps hostile input cheap.
MOST_POSTPONED = 100
LONGEST_SENTENCE = 1000

_NEXT = (
    r"på\s(?:det\s|et\s|de\s)?(?:kommende|næste|næstkommende|senere|følgende|nyt)\s"
    r"(?:[\w-]{1,40}\s){0,2}?[\w-]{0,40}møde"
)
_POSTPONES = re.compile(
    r"\b(?:udskudt|udsat|udskydes|udskyde|udsættes|udsætte|genoptages)\b(?!\sfor\b)"
    rf"|\b(?:behandles|drøftes|fremlægges|forelægges|genbehandles|optages)\b(?:\s[\w,-]{{1,40}}){{0,5}}?\s{_NEXT}"
    rf"|\b(?:med)?(?:tages|taget)\b(?:\s(?:op|med|igen|videre)){{0,3}}\s{_NEXT}"
    r"|\b(?:tages|taget)\sop\sigen\b"
    r"|\bsættes\b.{0,60}\bpå\s(?:\w{1,40}\s)?dagsorden(?:en)?\b.{0,60}\bigen\b"
    r"|\bsættes\s(?:herefter\s|derfor\s)?igen\spå\s(?:\w{1,40}\s)?dagsorden"
    rf"|\bsættes\spå\s(?:\w{{1,40}}\s)?dagsorden(?:en)?\s(?:igen\s)?{_NEXT}"
    r"|\bkommer\b.{0,40}møde(?:t|r)?\b.{0,20}\bigen\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\bikke\s(?:[\w]{1,20}\s)?$", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?P<whose>[\w-]{0,40}?)s?-?møde(?:t|r)?\b(?:\s(?:i|for|med)\s(?P<named>[\w-]{1,40}))?", re.IGNORECASE
)
_AGENDA = re.compile(r"\bdagsorden(?:en)?\s(?:i|for)\s(?P<named>[\w-]{1,40})", re.IGNORECASE)
_TO_BODY = re.compile(r"\b(?:til|på|i)\s(?P<named>[A-ZÆØÅ][\w-]{1,40})")
_NO_BODY = re.compile(
    r"[0-9].*|jan.*|feb.*|mar.*|apr.*|maj|jun.*|jul.*|aug.*|sep.*|okt.*|nov.*|dec.*|uge.*|næste|denne|det|den|de|en|et"
    r"|foråret|efteråret|sommeren|vinteren|budget.*|(?:man|tirs|ons|tors|fre|lør|søn)dag|henblik|fokus|deltagelse",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Postponement:
    """An item that a decision puts off: to `target_date`, or to a time that it leaves open."""

    title: str
    target_date: date | None
    sentence: str
    line: int


def missing_postponements(
    lines: list[Line], body: str | None, meeting_day: date | None, rows: list[ForwardRow], awaiting: list[AwaitingItem]
) -> list[MinutesWarning]:
    """A warning for every postponed item that is not where the decision says.

    With a day it must stand in that day's row; without one in any row or among those that await a date. Only what
    stays with the body itself counts.
    """
    anchor = meeting_day or min((row.date for row in rows), default=None)
    postponed = islice(dict.fromkeys(_postponements(lines, body, anchor)), MOST_POSTPONED)
    by_day = {row.date: [comparable(item.text) for item in row.items] for row in rows}
    anywhere = [title for titles in by_day.values() for title in titles]
    anywhere += [comparable(item.text) for item in awaiting]
    warnings: dict[tuple[str, date | None], MinutesWarning] = {}
    for one in postponed:
        there = anywhere if one.target_date is None else by_day.get(one.target_date, [])
        if not comparable(one.title).is_among(there):
            warnings.setdefault((one.title.casefold(), one.target_date), _missing(one))
    return list(warnings.values())


def _missing(one: Postponement) -> MinutesWarning:
    if one.target_date is None:
        return MinutesWarning(
            WarningKind.POSTPONED_MISSING,
            '"%(title)s" was put off to a later meeting, but stands neither in the table nor among the items that '
            "await a date.",
            one.line,
            {"title": one.title},
            title=one.title,
            sentence=one.sentence,
        )
    return MinutesWarning(
        WarningKind.POSTPONED_MISSING,
        '"%(title)s" was put off to %(date)s, but the table does not hold it on that day.',
        one.line,
        {"title": one.title, "date": one.target_date},
        title=one.title,
        target_date=one.target_date,
        sentence=one.sentence,
    )


def _postponements(lines: list[Line], body: str | None, anchor: date | None) -> Iterator[Postponement]:
    for sentence in decided_sentences(lines):
        text = sentence.text[:LONGEST_SENTENCE]
        match = _POSTPONES.search(text)
        if match is None or _DENIED.search(text[max(match.start() - 30, 0) : match.start()]):
            continue
        if _stays_with(body, text[match.start() :]):
            title = _title(sentence, text[: match.start()], body)
            yield Postponement(title, _target(text[match.start() :], anchor), sentence.text, sentence.line)


def _stays_with(body: str | None, target: str) -> bool:
    """False when the sentence names another body's meeting: "til økonomiudvalgsmøde", "på et møde i Hovedudvalget"."""
    if body is None:
        return True
    named = [match["whose"] for match in _MEETING.finditer(target)]
    named += [match["named"] for pattern in (_MEETING, _AGENDA, _TO_BODY) for match in pattern.finditer(target)]
    return all(is_own(body, name) for name in named if name and not _NO_BODY.fullmatch(name))


def _title(sentence: DecidedSentence, before: str, body: str | None) -> str:
    """The item's title, unless the sentence itself says what is put off: "Budgetplanen udskydes til …"."""
    subject = subject_before(before)
    points_back = is_by_reference(subject) or subject.split(" ", 1)[0].casefold() == (body or "").casefold()
    return sentence.title if points_back else subject


def _target(text: str, anchor: date | None) -> date | None:
    """The first day after the last "til" that a day follows, else the first day that the sentence names."""
    if anchor is None:
        return None
    after_to = [part for part in re.split(r"\btil\b", text)[1:] if dates_in(part)]
    written = next(iter(dates_in(after_to[-1] if after_to else text)), None)
    return written.resolve(anchor, FIRST_ROW_SLACK_DAYS) if written else None
