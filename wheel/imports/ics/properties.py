"""From a line to a property: its name, parameters and value (RFC 5545, section 3.2), and texts made fit to keep."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from icalendar.parser import Contentline

from wheel.core.sentences.wording import later
from wheel.imports.ics.content_lines import ContentLine
from wheel.imports.ics.limits import MOST_CHARACTERS
from wheel.imports.ics.reports import Reports

_NAME: Final = re.compile(r"\s*([A-Za-z0-9-]+)[ \t]*[;:]")
_PLAIN: Final = re.compile(r"\s*([A-Za-z0-9-]+):(.*)", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_LINE_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Control characters, and halves of surrogate pairs, which cannot be written as UTF-8.
_FORBIDDEN: Final = frozenset({"Cc", "Cs"})
_LONGEST_LINE: Final = 200_000
_BREAK: Final = "n"


@dataclass(frozen=True, slots=True)
class Property:
    """`parameters` have names in upper case and values without quotes; `value` is as written."""

    name: str
    parameters: Mapping[str, str]
    value: str
    line: int


def properties_of(lines: Iterable[ContentLine], wanted: frozenset[str], reports: Reports) -> list[Property]:
    """The properties with those names, in order. Lines that are no properties are reported."""
    return list(_properties(lines, wanted, reports))


def first_property(lines: Iterable[ContentLine], wanted: str) -> Property | None:
    """The first that can be read of that name; no line after it is looked at, and nothing is reported."""
    return next(_properties(lines, frozenset({wanted}), Reports()), None)


def _properties(lines: Iterable[ContentLine], wanted: frozenset[str], reports: Reports) -> Iterator[Property]:
    for line in lines:
        name = _NAME.match(line.text)
        if name is None:
            reports.note(line.number, later("This line cannot be read, so it is passed over."))
        elif name[1].upper() in wanted:
            yield from _property(line, reports)


def _property(line: ContentLine, reports: Reports) -> list[Property]:
    if plain := _PLAIN.fullmatch(line.text):
        return [Property(plain[1].upper(), {}, plain[2], line.number)]
    if len(line.text) > _LONGEST_LINE:
        reports.note(line.number, later("This line is too long, so it is passed over."))
        return []
    try:
        name, parameters, value = Contentline(line.text).raw_parts()  # type: ignore[no-untyped-call]
    except (ValueError, AssertionError, IndexError, KeyError, TypeError, AttributeError):
        reports.note(line.number, later("This line cannot be read, so it is passed over."))
        return []
    known = {key.upper(): _joined(given) for key, given in parameters.items()}
    return [Property(name.upper(), known, value, line.number)]


def _joined(given: str | list[str]) -> str:
    return given if isinstance(given, str) else ",".join(given)


def one_line(text: str) -> str:
    """The text of a value with every run of blanks and line breaks as one space, and no control characters."""
    return " ".join(_printable(" ".join(_unescaped(text).split())).split())


def many_lines(text: str) -> str:
    """The text of a value with its lines, each without blanks after it, and no other control characters."""
    broken = _LINE_BREAKS.sub("\n", _unescaped(text)).replace("\t", " ")
    return "\n".join(_printable(line).rstrip() for line in broken.split("\n")).strip()


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _unescaped(text: str) -> str:
    """By section 3.3.11; a backslash before anything else is taken to escape that."""
    return _ESCAPED.sub(lambda found: "\n" if found[1].lower() == _BREAK else found[1], text[:MOST_CHARACTERS])


def _printable(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) not in _FORBIDDEN)
