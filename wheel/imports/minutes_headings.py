"""Knows the headings of minutes: sections, decisions, lists of undated items, and whose meeting it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wheel.imports.danish_dates import WrittenDate, dates_in, full_dates_in
from wheel.imports.minutes_lines import Line

HEAD_LINES = 40

_SECTIONS = frozenset(
    {
        "sagsfremstilling",
        "sagsbeskrivelse",
        "supplerende sagsfremstilling",
        "indstilling",
        "beslutning",
        "beslutningstema",
        "tidligere beslutninger",
        "sagsgang",
        "retsgrundlag",
        "lovgrundlag",
        "økonomiske konsekvenser",
        "økonomi og finansiering",
        "åben sag",
        "lukket sag",
        "åbent punkt",
        "lukket punkt",
        "bilagsoversigt",
        "underskriftsside",
        "indholdsfortegnelse",
    }
)
# These may be items as well, so they are headings only when they stand alone.
_SHORT_SECTIONS = frozenset({"bilag", "baggrund", "anledning", "eventuelt", "økonomi"})
_NUMBERED = re.compile(r"(?:punkt\s)?(?P<number>[0-9]{1,3})[.:]\s+(?P<title>\S.*)", re.IGNORECASE)
_DECISION = re.compile(
    r"(?i:beslutning|afgørelse)(?: (?:i|fra|af) (?P<body>[A-ZÆØÅ][^,.:]{1,60}?))?(?:,? (?:d\.|den) ?[0-9].{0,40})?:?"
)
_DATED_BODY = re.compile(
    r"(?P<body>[A-ZÆØÅ][^,.:]{1,60}), (?:d\. |den )?[0-9]{1,2}\. [a-zæøå]{3,9} [0-9]{4}(?:, pkt\. ?[0-9]{1,3})?:?"
)
_AWAITING = re.compile(
    r"(?:[0-9.]{1,5}\s)?(?P<heading>(?:(?:punkter|sager|emner)(?:\stil\sbehandling)?,?\s(?:som|der)\s(?:endnu\s)?)?"
    r"(?:afventer|mangler)\s(?:en\s)?(?:møde)?dato|(?:punkter|sager|emner)\suden\s(?:fastsat\s|fast\s)?(?:møde)?dato"
    r"|uden\sdato|ikke\sdatosatte\spunkter)\s?(?:(?::|\t|\s\s)\s*(?P<rest>.*))?",
    re.IGNORECASE,
)
_MINUTES_TITLE = re.compile(r"(?:beslutnings)?(?:referat|protokol)\b:?\s*(?P<rest>.*)", re.IGNORECASE)
_TITLED_BODY = re.compile(r"(?P<body>\S.{1,79}?)\s[-–]\s(?:beslutnings)?(?:referat|protokol)", re.IGNORECASE)
_TITLE_DATE = re.compile(r"(?:,|\bden|\bd\.|\bfra|[0-9])\s?.{0,60}")
_DATE_LINE = re.compile(r"(?:møde)?dato\s?:?\s+(?P<rest>\S.*)", re.IGNORECASE)


@dataclass(frozen=True)
class MeetingHead:
    """Whose meeting the minutes are of, and its day as written; `line` is where the day stands."""

    body: str | None
    written: WrittenDate | None
    line: int | None


def is_section_heading(text: str, *, stands_alone: bool = True) -> bool:
    """True of "Sagsfremstilling", "Beslutning i …" and, after a blank line, of "4. Eventuelt"."""
    content = " ".join(text.split())
    if len(content) > 200:
        return False
    plain = content.rstrip(":").casefold()
    if plain in _SECTIONS or decision_body(content) is not None:
        return True
    return stands_alone and (plain in _SHORT_SECTIONS or numbered_title(content) is not None)


def numbered_title(content: str) -> str | None:
    """The title in "4. Eventuelt" or "Punkt 3: Status"; None if the line is no numbered heading."""
    match = _NUMBERED.fullmatch(content)
    return match["title"] if match and not match["title"][0].islower() else None


def decision_body(content: str) -> str | None:
    """Whose decision follows the heading: a name, "" if it names nobody, None if the line is no such heading."""
    match = _DECISION.fullmatch(content) or _DATED_BODY.fullmatch(content)
    return (match["body"] or "") if match else None


def is_awaiting_heading(text: str) -> bool:
    return awaiting_heading(text) is not None


def awaiting_heading(text: str) -> tuple[str, str] | None:
    """The heading of a list of undated items, without its colon, and what follows on the line; None if it is none."""
    match = _AWAITING.fullmatch(text.strip(" "))
    return (" ".join(match["heading"].split()), (match["rest"] or "").strip()) if match else None


def read_head(lines: list[Line]) -> MeetingHead:
    """The body and the day from the head of the minutes, else from the first heading of a decision."""
    head = [line for line in lines if not line.is_blank][:HEAD_LINES]
    days = [day for day in (_day_in_head(head), _day_of_decision(lines)) if day is not None]
    day = next((day for day in days if day[0].year is not None), None)
    written, line = day or (days[0] if days else (None, None))
    return MeetingHead(_body_in_head(head) or _body_of_decision(lines), written, line)


def _body_in_head(head: list[Line]) -> str | None:
    """A label does ("Udvalg" with the name below), the minutes' title, the line before that, or the one after it."""
    for index, line in enumerate(head):
        if line.content.casefold().rstrip(":") == "udvalg" and index + 1 < len(head):
            return head[index + 1].content if _may_be_body(head[index + 1].content) else None
        titled = _TITLED_BODY.fullmatch(line.content[:200])
        if titled is not None and _may_be_body(titled["body"]):
            return titled["body"]
        title = _MINUTES_TITLE.fullmatch(line.content)
        if title is None:
            continue
        around = [_TITLE_DATE.sub("", title["rest"]).strip()]
        around += [near.content for near in (*head[max(index - 1, 0) : index], *head[index + 1 : index + 2])]
        return next((name for name in around if _may_be_body(name)), None)
    return None


def _may_be_body(name: str) -> bool:
    return 1 < len(name) <= 80 and name[0].isalpha() and not any(mark in name for mark in ":;\t.0123456789")


def _body_of_decision(lines: list[Line]) -> str | None:
    return next((body for line in lines if (body := decision_body(line.content))), None)


def _day_in_head(head: list[Line]) -> tuple[WrittenDate, int] | None:
    """The day after "Dato:" or "Mødedato", else the first line that tells a meeting's day."""
    for index, line in enumerate(head):
        following = head[index + 1] if index + 1 < len(head) else None
        match = _DATE_LINE.fullmatch(line.content)
        rest = match["rest"] if match else ""
        if following and line.content.casefold() in ("dato:", "mødedato", "mødedato:"):
            rest = following.content
        if found := dates_in(rest[:200]):
            return found[0], line.number
    return _first_full_date([line for line in head[:12] if _tells_meeting_day(line)])


def _tells_meeting_day(line: Line) -> bool:
    """A title or a day with its clock time; a row of a table is neither."""
    return "\t" not in line.text.strip() and bool(
        re.search(r"\breferat\b|\bkl[. ]|dag (?:d\.|den)", line.text, re.IGNORECASE)
    )


def _day_of_decision(lines: list[Line]) -> tuple[WrittenDate, int] | None:
    return _first_full_date([line for line in lines if decision_body(line.content) is not None])


def _first_full_date(lines: list[Line]) -> tuple[WrittenDate, int] | None:
    return next(((written, line.number) for line in lines for written in full_dates_in(line.content[:200])), None)
