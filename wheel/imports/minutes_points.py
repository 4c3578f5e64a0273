"""Splits minutes into the points of the agenda, and each point into its sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from wheel.imports.minutes_headings import decision_body, is_section_heading, numbered_title
from wheel.imports.minutes_lines import Line
from wheel.imports.point_sections import KINDS, Section, SectionKind, add_line
from wheel.imports.row_cells import WRAPPED_AT
from wheel.imports.title_matching import ComparableTitle, comparable

# More than any agenda has; what follows is read into the last one.
MOST_POINTS = 400


@dataclass
class Point:
    """`number` is "" for what stands in minutes without points; `presenter` is who presents it."""

    number: str
    title: str
    line: int
    presenter: str = ""
    sections: list[Section] = field(default_factory=list)

    def of(self, *kinds: SectionKind) -> Iterator[Section]:
        return (section for section in self.sections if section.kind in kinds)


_OPENS_POINT = frozenset({"åben sag", "lukket sag", "åbent punkt", "lukket punkt"})
_PUNKT = re.compile(r"punkt\s(?P<number>[0-9]{1,3})\s?[:.]\s*(?P<title>\S.*)", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,3}")
_JOURNAL = re.compile(r"(?:[0-9]{2}\.[0-9]{2}\.[0-9]{2}-|[0-9]{2}/[0-9]{1,6}\b)")
_CONTENTS_LINE = re.compile(
    r"(?:(?P<number>[0-9]{1,3})[.\s]\s*)?(?P<title>\S.{1,299}?)(?:\.{3,}\s*|\s*\t\s*)[0-9]{1,3}$"
)
_PRESENTER = re.compile(r"\s(?:v\.|v/)\s?(?P<who>[A-ZÆØÅ][^()]{2,80})$")
_PREFIX = re.compile(r"[A-ZÆØÅ]{2,5}\s[-–]\s(?=\S)")


def split_points(lines: list[Line], meeting_day: date | None) -> list[Point]:
    """The points in order; one without a number holds all of it where no point is found.

    A line "Punkt 4: Title" opens a point. In minutes without such lines "4. Title" does, if a point's first section
    or case number follows, or the table of contents names it.
    """
    filled = [line for line in lines if not (line.is_blank or line.is_debris)]
    gaps = _after_gaps(lines)
    titles = _without_prefix(_point_titles(filled))
    points = [] if titles else [Point("", "", 1, sections=[Section(_kind_without_points(filled))])]
    for index, line in enumerate(filled):
        if index in titles and len(points) < MOST_POINTS:
            number, title = titles[index]
            points.append(_point(number, title, line.number))
        elif points:
            add_line(points[-1].sections, line, after_blank=gaps[index], meeting_day=meeting_day)
    return points


def _kind_without_points(filled: list[Line]) -> SectionKind:
    """What stands before the first heading of a decision is no decision; in notes without headings all of it may be."""
    decides = any(decision_body(line.content[:200]) is not None for line in filled)
    return SectionKind.TEXT if decides else SectionKind.DECISION


def _without_prefix(titles: dict[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """The titles without the body's initials, where several begin with the same ("CF - Evt." is "Evt.")."""
    prefixes = Counter(match.group() for _, title in titles.values() if (match := _PREFIX.match(title)))
    shared = tuple(prefix for prefix, count in prefixes.items() if count > 1)
    found = {}
    for index, (number, title) in titles.items():
        prefix = next((prefix for prefix in shared if title.startswith(prefix)), "")
        found[index] = number, title.removeprefix(prefix)
    return found


def _point(number: str, title: str, line: int) -> Point:
    presenter = _PRESENTER.search(title)
    name = title[: presenter.start()] if presenter else title
    who = presenter["who"].strip() if presenter else ""
    return Point(number, name.strip(), line, who, [Section(SectionKind.PARTICULARS)])


def _after_gaps(lines: list[Line]) -> list[bool]:
    """For every line that holds something, whether a gap stands before it."""
    gaps, after_blank = [], True
    for line in lines:
        if line.is_blank or line.is_debris:
            after_blank = True
        else:
            gaps.append(after_blank or line.after_page_break)
            after_blank = False
    return gaps


def _point_titles(filled: list[Line]) -> dict[int, tuple[str, str]]:
    """The points' numbers and titles by the index of their line."""
    named = {
        index: (match["number"], match["title"].strip())
        for index, line in enumerate(filled)
        if (match := _PUNKT.fullmatch(line.content[:500])) and not _CONTENTS_LINE.fullmatch(line.text.strip()[:400])
    }
    return named or _numbered_titles(filled)


def _numbered_titles(filled: list[Line]) -> dict[int, tuple[str, str]]:
    contents = _contents(filled)
    found: dict[int, tuple[str, str]] = {}
    for index, line in enumerate(filled):
        if line.content.casefold() == "bilagsoversigt" and found:
            break
        title = numbered_title(line.content[:500])
        if title is None or _CONTENTS_LINE.fullmatch(line.text.strip()[:400]):
            continue
        number = _NUMBER.match(line.content)
        whole = _whole_title(title, [one.content for one in filled[index + 1 : index + 3]])
        if number and (whole or _is_promised(contents.get(number.group()), title)):
            found[index] = (number.group(), whole or title)
            contents.pop(number.group(), None)
    return found


def _whole_title(title: str, below: list[str]) -> str | None:
    """The title if a point begins below it: at once, after the title once more, or after the rest of a long title."""
    following, after = (*below, "", "")[:2]
    if _opens_point(following):
        return title
    if not _opens_point(after) or numbered_title(following) is not None:
        return None
    if comparable(following).plain == comparable(title).plain:
        return title
    return f"{title} {following}" if len(title) >= WRAPPED_AT else None


def _opens_point(following: str) -> bool:
    plain = following.rstrip(":").casefold()
    return (
        plain in _OPENS_POINT
        or plain in KINDS
        or bool(_JOURNAL.match(following))
        or is_section_heading(following, stands_alone=False)
    )


def _is_promised(promised: ComparableTitle | None, title: str) -> bool:
    """Whether the table of contents has this title with this number, and no point has it yet."""
    return promised is not None and promised.plain == comparable(title).plain


def _contents(filled: list[Line]) -> dict[str, ComparableTitle]:
    """The titles that a table of contents tells, by number."""
    found: dict[str, ComparableTitle] = {}
    for line in filled[:300]:
        match = _CONTENTS_LINE.fullmatch(line.text.strip()[:400])
        if match and match["number"]:
            found.setdefault(match["number"], comparable(match["title"]))
    return found
