"""Makes an agenda point of its sections: case number and officer, time frame, text fields, participants, decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wheel.core.case_numbers import NumberKind, number_kind
from wheel.core.item_content import LONGEST, TEXT_FIELDS
from wheel.core.minutes_findings import AgendaPoint, EarlierDecision
from wheel.imports.danish_dates import dates_in
from wheel.imports.item_titles import sentences
from wheel.imports.minutes_headings import decision_body
from wheel.imports.minutes_points import Point
from wheel.imports.named_times import day_near
from wheel.imports.point_attachments import read_attachments
from wheel.imports.point_sections import Section, SectionKind

LONGEST_DECISION = 20_000

_CASE = re.compile(r"(?P<number>[0-9][0-9A-ZÆØÅ./-]{3,40}?)\s?(?:/\s?(?P<officer>[^0-9/:;]{2,100})?)?")
_CASE_LABEL = re.compile(r"(?:sags(?:nr|nummer)|journal(?:nr|nummer))\.?:?\s?(?P<rest>\S.*)", re.IGNORECASE)
_OFFICER_LABEL = re.compile(r"(?:sagsbehandler|sagsansvarlig|ansvarlig):?\s?(?P<officer>\S.{1,99})", re.IGNORECASE)
_MINUTES = re.compile(
    r"(?:tidsramme|tidsforbrug|varighed|tid):?\s?(?:ca\.? )?(?P<count>[0-9]{1,3})\s?(?P<unit>min\w{0,6}\.?|timer?)\.?",
    re.IGNORECASE,
)
_CLOSED = frozenset({"lukket sag", "lukket punkt", "lukket"})
_TAKES_PART = re.compile(
    r"(?P<who>[A-ZÆØÅ].{2,200}?) (?:deltager|deltog|deltog også|deltager også) (?:i|under) (?:behandlingen|drøftelsen"
    r"|punktet|sagen|mødet under)\b"
)
_POSITION = re.compile(r"\bpkt\. ?(?P<number>[0-9]{1,3})")


def agenda_point(point: Point, meeting_day: date | None) -> AgendaPoint:
    """The point as far as it can be told; texts are cut where an item's fields end."""
    number, officer = _case(point)
    return AgendaPoint(
        number=point.number,
        title=point.title[: LONGEST["title"]],
        line=point.line,
        case_number=number,
        case_officer=officer,
        minutes=_minutes(point),
        is_closed=is_closed(point),
        fields=_fields(point),
        participants="\n".join(dict.fromkeys(_participants(point)))[: LONGEST["participants"]],
        attachments=tuple(read_attachments(point.of(SectionKind.ATTACHMENTS))),
        decision=_joined(point.of(SectionKind.DECISION))[:LONGEST_DECISION],
        earlier=tuple(_earlier(section, meeting_day) for section in point.of(SectionKind.EARLIER)),
        route=_joined(point.of(SectionKind.ROUTE)),
    )


def is_closed(point: Point) -> bool:
    """Whether "Lukket sag" stands below its title."""
    return any(content in _CLOSED for content in _particulars(point))


def participants_in(text: str) -> list[str]:
    """Who takes part in one point only: "… deltager under punktet"."""
    found = (_TAKES_PART.match(sentence[:300]) for sentence in sentences(text))
    return [match["who"] for match in found if match]


def back_reference(heading: str, meeting_day: date | None) -> tuple[str, date | None, int | None]:
    """The body, day and number in "Direktionen, 8. september 2020, pkt. 2:"."""
    written = next(iter(dates_in(heading)), None)
    position = _POSITION.search(heading)
    return (
        decision_body(heading) or "",
        day_near(written, meeting_day) if written else None,
        int(position["number"]) if position else None,
    )


def _particulars(point: Point) -> Iterator[str]:
    return (one.line.content.casefold() for section in point.of(SectionKind.PARTICULARS) for one in section.lines)


def _case(point: Point) -> tuple[str, str]:
    """The first line below the title that is a case number, perhaps with the officer after a stroke."""
    number = officer = ""
    for section in point.of(SectionKind.PARTICULARS):
        for one in section.lines[:6]:
            label, named = _CASE_LABEL.fullmatch(one.line.content), _OFFICER_LABEL.fullmatch(one.line.content)
            match = _CASE.fullmatch(label["rest"] if label else one.line.content)
            if named and not officer:
                officer = named["officer"].strip()
            elif match and not number and (label or number_kind(match["number"]) is not NumberKind.OTHER):
                number, officer = match["number"], (match["officer"] or officer).strip()
    return number, officer


def _minutes(point: Point) -> int | None:
    for section in point.sections:
        for one in section.lines[:4]:
            match = _MINUTES.fullmatch(one.line.content)
            if match:
                return int(match["count"]) * (60 if match["unit"].lower().startswith("time") else 1)
    return None


def _fields(point: Point) -> tuple[tuple[str, str], ...]:
    """The sections by the item's fields; what stands right below the title goes first in `text`."""
    texts = {field: _joined(point.of(SectionKind(field)), without=_MINUTES) for field in TEXT_FIELDS}
    intro = "\n".join(_introduction(point))
    texts["text"] = "\n\n".join(part for part in (intro, texts["text"]) if part)
    return tuple((field, text[: LONGEST[field]]) for field, text in texts.items() if text)


def _introduction(point: Point) -> Iterator[str]:
    for section in point.of(SectionKind.PARTICULARS):
        for one in section.lines:
            content = one.line.content
            known = (pattern.fullmatch(content) for pattern in (_CASE, _CASE_LABEL, _OFFICER_LABEL, _MINUTES))
            is_access = content.casefold() in _CLOSED | {"åben sag", "åbent punkt", "åben"}
            if not (any(known) or is_access or content in point.title):
                yield content


def _joined(sections: Iterator[Section], *, without: re.Pattern[str] | None = None) -> str:
    texts = (section.text for section in sections)
    if without is not None:
        texts = ("\n".join(line for line in text.split("\n") if not without.fullmatch(line)).strip() for text in texts)
    return "\n\n".join(text for text in texts if text)


def _participants(point: Point) -> Iterator[str]:
    """Who presents it, and who the text or the decision says take part in it."""
    if point.presenter:
        yield point.presenter
    kinds = (SectionKind.TEXT, SectionKind.DECISION, SectionKind.PARTICULARS, SectionKind.DECISION_THEME)
    for section in point.of(*kinds):
        for one in section.lines:
            yield from participants_in(one.line.content)


def _earlier(section: Section, meeting_day: date | None) -> EarlierDecision:
    body, day, position = back_reference(section.heading, meeting_day)
    return EarlierDecision(section.text[:LONGEST_DECISION], section.number, body, day, position)
