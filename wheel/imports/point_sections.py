"""Splits a point of minutes into its sections: which headings open one, and what each holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from wheel.imports.danish_dates import dates_in
from wheel.imports.minutes_headings import decision_body
from wheel.imports.minutes_lines import Line
from wheel.imports.row_cells import is_bulleted

LONGEST_HEADING = 200


class SectionKind(Enum):
    """What a section of a point holds; the values of the first five are the names of an item's text fields."""

    DECISION_THEME = "decision_theme"
    TEXT = "text"
    ECONOMY = "economy"
    LEGAL_BASIS = "legal_basis"
    RECOMMENDATION = "recommendation"
    PARTICULARS = "particulars"
    ROUTE = "route"
    DECISION = "decision"
    EARLIER = "earlier"
    RESUMPTION = "resumption"
    ATTACHMENTS = "attachments"
    AFTER = "after"


@dataclass(frozen=True)
class SectionLine:
    line: Line
    after_blank: bool


@dataclass
class Section:
    """`heading` is as written ("" for what stands right below the title), and `number` the line it stands on."""

    kind: SectionKind
    heading: str = ""
    number: int = 0
    lines: list[SectionLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines, with an empty one where the minutes have a gap."""
        parts = (("\n" if one.after_blank else "") + one.line.text.strip() for one in self.lines)
        return "\n".join(parts).strip()


KINDS = {
    "beslutningstema": SectionKind.DECISION_THEME,
    "anledning": SectionKind.DECISION_THEME,
    "resume": SectionKind.DECISION_THEME,
    "resumé": SectionKind.DECISION_THEME,
    "baggrund": SectionKind.TEXT,
    "sagsfremstilling": SectionKind.TEXT,
    "sagsbeskrivelse": SectionKind.TEXT,
    "beskrivelse af sagen": SectionKind.TEXT,
    "sagens baggrund": SectionKind.TEXT,
    "sagens indhold": SectionKind.TEXT,
    "supplerende sagsfremstilling": SectionKind.TEXT,
    "økonomi": SectionKind.ECONOMY,
    "økonomi og finansiering": SectionKind.ECONOMY,
    "økonomiske konsekvenser": SectionKind.ECONOMY,
    "finansiering": SectionKind.ECONOMY,
    "retsgrundlag": SectionKind.LEGAL_BASIS,
    "lovgrundlag": SectionKind.LEGAL_BASIS,
    "lovhjemmel": SectionKind.LEGAL_BASIS,
    "indstilling": SectionKind.RECOMMENDATION,
    "forvaltningens indstilling": SectionKind.RECOMMENDATION,
    "administrationens indstilling": SectionKind.RECOMMENDATION,
    "sagsgang": SectionKind.ROUTE,
    "sagsgang og sagstype": SectionKind.ROUTE,
    "sagsforløb": SectionKind.ROUTE,
    "tidligere beslutninger": SectionKind.EARLIER,
    "bilag": SectionKind.ATTACHMENTS,
    "bilagsoversigt": SectionKind.AFTER,
    "underskriftsside": SectionKind.AFTER,
}
"""What each section that opens a point or its parts holds, by its heading in small letters without a colon."""
_RESUMPTION = re.compile(r"genoptagelse(?:,? (?:den |d\. ?)?[0-9].{0,40})?:?", re.IGNORECASE)
_PROPOSES = re.compile(r"[A-ZÆØÅ][^.:;]{2,80} indstiller(?: til [^.:;]{2,40})?(?:,? at)?[,:]?")
# A section that begins on the line of its heading: "Beslutning: Godkendt."
_LABELLED = re.compile(
    r"(?P<label>beslutning|afgørelse|indstilling|sagsfremstilling|sagsgang|sagsforløb):\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)


def add_line(sections: list[Section], line: Line, *, after_blank: bool, meeting_day: date | None) -> None:
    """Add the line to the last of the sections, or the section that it opens. What follows the points is left out."""
    current = sections[-1]
    if current.kind is SectionKind.AFTER:
        return
    opened = _opened(line, current, after_blank=after_blank, meeting_day=meeting_day)
    if opened is not None:
        sections.append(opened)
    else:
        current.lines.append(SectionLine(line, after_blank))


def _opened(line: Line, current: Section, *, after_blank: bool, meeting_day: date | None) -> Section | None:
    """The section with what of it stands on the line already: who proposes, or what follows "Beslutning:"."""
    if is_bulleted(line.text):
        return None
    kind = _kind(line, current, after_blank=after_blank, meeting_day=meeting_day)
    if kind is not None:
        first = [SectionLine(line, after_blank)] if _PROPOSES.fullmatch(line.content) else []
        return Section(kind, line.content, line.number, first)
    labelled = _LABELLED.fullmatch(line.content)
    if labelled is None:
        return None
    rest = SectionLine(replace(line, text=labelled["rest"]), after_blank=False)
    return Section(
        KINDS.get(labelled["label"].casefold(), SectionKind.DECISION), labelled["label"], line.number, [rest]
    )


def _kind(line: Line, current: Section, *, after_blank: bool, meeting_day: date | None) -> SectionKind | None:
    content = line.content
    if len(content) > LONGEST_HEADING:
        return None
    if (kind := KINDS.get(content.rstrip(":").casefold())) is not None:
        return kind
    if decision_body(content) is not None:
        return SectionKind.EARLIER if _is_earlier(content, meeting_day) else SectionKind.DECISION
    if _RESUMPTION.fullmatch(content) and after_blank:
        return SectionKind.RESUMPTION
    opens = current.kind is SectionKind.PARTICULARS and _PROPOSES.fullmatch(content)
    return SectionKind.RECOMMENDATION if opens else None


def _is_earlier(heading: str, meeting_day: date | None) -> bool:
    """Of "Direktionen, 8. september 2020, pkt. 2:" in minutes of a later day."""
    days = [day for written in dates_in(heading) if written.year and (day := written.in_year(written.year))]
    return bool(days) and meeting_day is not None and days[0] < meeting_day
