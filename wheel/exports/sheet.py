"""What stands on a printed wheel, as plain values and ready words: the typesetter adds nothing to it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from wheel.exports.plain_text import printable


@dataclass(frozen=True)
class PrintedRing:
    """A ring in the legend: `colour` is that of its marks, "#rrggbb"."""

    name: str
    colour: str


@dataclass(frozen=True)
class PrintedSign:
    """A sign that the wheel uses: `picture` is a small SVG."""

    picture: str
    words: str


@dataclass(frozen=True)
class PrintedRow:
    """One event in the table. `tags` say what is special about it; `href` is empty where it has no address."""

    date: str
    week: str
    title: str
    tags: tuple[str, ...]
    where: str
    colour: str
    href: str
    is_cancelled: bool


@dataclass(frozen=True)
class PrintedMonth:
    name: str
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True)
class Table:
    """The events by month; `heads` are the words above the four columns: date, week, what, where and when."""

    heading: str
    heads: tuple[str, str, str, str]
    months: tuple[PrintedMonth, ...]
    empty: str


@dataclass(frozen=True)
class Headings:
    """The small words of the page. `page` has the places {page} and {pages}."""

    rings: str
    signs: str
    numbers: str
    page: str


@dataclass(frozen=True)
class Sheet:
    """A whole wheel to be set in type: `svg` is the styled drawing, and `alt` what it is to those who cannot see it.

    `draft` is empty for a published plan; `about` says what is left out, if anything is.
    """

    language: str
    title: str
    organisation: str
    about: str
    draft: str
    printed: str
    alt: str
    svg: str
    rings: tuple[PrintedRing, ...]
    signs: tuple[PrintedSign, ...]
    numbers: tuple[tuple[int, str], ...]
    headings: Headings
    table: Table | None = None

    def as_json(self) -> str:
        """For the template, which takes it apart as data: nothing in it is ever read as markup."""
        return json.dumps(_printable(asdict(self)), ensure_ascii=False)


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable(each) for name, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value
