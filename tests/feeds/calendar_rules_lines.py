"""Rules over the lines of a calendar file: how they end, how they are folded, and which characters they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable

from calendar_rules_reading import CalendarFile, Line, Rule, once_a_file

_SINGLE = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "COMMENT", "CONTACT")
_LISTS = ("CATEGORIES", "RESOURCES")
_ESCAPE = re.compile(r"\\.|[\s\S]")
_ESCAPES = frozenset(("\\\\", "\\;", "\\,", "\\n", "\\N"))
_SECRET = re.compile(r"/feeds/[A-Za-z0-9_-]{43}(?=[/.])")


_BARE_LF = re.compile(rb"(?<!\r)\n")
_BARE_CR = re.compile(rb"\r(?!\n)")


def _is_cut(line: bytes) -> bool:
    """Whether the line, by itself, begins or ends within a character."""
    try:
        line.removeprefix(b" ").decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _unfolded(file: CalendarFile) -> bytes:
    return file.data.replace(b"\r\n ", b"")


def _cut_lines(file: CalendarFile) -> list[str]:
    """Only where the file as a whole can be read: what cannot be is another mistake."""
    return [repr(line[:40]) for line in file.folded if _is_cut(line)] if not _is_cut(_unfolded(file)) else []


def _texts(file: CalendarFile) -> list[Line]:
    return [line for _, line in file.properties if line.name in (*_SINGLE, *_LISTS)]


def _tokens(line: Line) -> list[str]:
    return _ESCAPE.findall(line.value)


def _with(pattern: str) -> Callable[[CalendarFile], list[str]]:
    found = re.compile(pattern)
    return lambda file: [repr(line.raw[:60]) for line in file.lines if found.search(line.raw)]


def _nesting(file: CalendarFile) -> list[str]:
    parts = list(file.root.walk())[1:]
    unopened = [line.raw for line in file.root.lines if line.name == "END"]
    return unopened + [f"{part.called}: ended by {part.end!r}" for part in parts if part.end != part.kind]


LINE_RULES = [
    once_a_file(
        "every line ends with CR and LF, none with LF alone", "RFC 5545 3.1", lambda f: _BARE_LF.search(f.data)
    ),
    once_a_file("no CR stands alone", "RFC 5545 3.1", lambda f: _BARE_CR.search(f.data)),
    once_a_file("the last line ends with CR and LF", "RFC 5545 3.1", lambda f: not f.data.endswith(b"\r\n")),
    Rule(
        "a line has at most 75 octets",
        "RFC 5545 3.1",
        lambda f: [repr(line[:40]) for line in f.folded if len(line) > 75],
    ),
    Rule("folding cuts no character", "feeds.md, events: CRLF", _cut_lines),
    once_a_file("the file is UTF-8", "RFC 5545 3.1.4", lambda f: _is_cut(_unfolded(f))),
    once_a_file(
        "there is no byte order mark", "RFC 5545 3.4", lambda f: f.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe"))
    ),
    once_a_file("no line is blank", "RFC 5545 3.1", lambda f: any(not line.strip() for line in f.folded)),
    once_a_file(
        "a folded line goes on with a space, not a tab", "RFC 5545 3.1", lambda f: any(x[:1] == b"\t" for x in f.folded)
    ),
    Rule("no control characters", "RFC 5545 3.1", _with(r"[\x00-\x08\x0b-\x1f\x7f]")),
    Rule("no control characters of the second kind", "feeds.md, events: DESCRIPTION", _with("[\x80-\x84\x86-\x9f]")),
    Rule("no tabs", "RFC 5545 3.1", _with(r"\t")),
    Rule("no line breaks of Unicode's", "feeds.md, events: DESCRIPTION", _with("[\x85\u2028\u2029]")),
    Rule("no characters that are none", "RFC 5545 3.1.4", _with("[\ufffe\uffff]")),
    Rule(
        "every line has a name, well-formed parameters and a colon",
        "RFC 5545 3.1",
        lambda f: [repr(line.raw[:60]) for line in f.lines if not line.name],
    ),
    Rule(
        "names are in capitals, for those who compare them as they stand",
        "RFC 5545 3.1",
        lambda f: [line.raw for line in f.lines if line.name and not line.raw.startswith(line.name)],
    ),
    once_a_file(
        "the first line begins the calendar", "RFC 5545 3.4", lambda f: not f.data.startswith(b"BEGIN:VCALENDAR\r\n")
    ),
    once_a_file(
        "the last line ends the calendar", "RFC 5545 3.4", lambda f: not f.data.rstrip().endswith(b"\nEND:VCALENDAR")
    ),
    once_a_file("there is one calendar", "feeds.md, import", lambda f: len(f.root.of("VCALENDAR")) != 1),
    Rule("what begins ends, in its order", "RFC 5545 3.6", _nesting),
    once_a_file(
        "nothing stands outside the calendar",
        "RFC 5545 3.4",
        lambda f: [line for line in f.root.lines if line.name != "END"],
    ),
    Rule(
        "texts know no other escapes than \\\\ \\; \\, \\n",
        "RFC 5545 3.3.11",
        lambda f: [
            line.raw[:60]
            for line in _texts(f)
            if any(token[0] == "\\" and token not in _ESCAPES for token in _tokens(line))
        ],
    ),
    Rule(
        "semicolons in texts are escaped",
        "RFC 5545 3.3.11",
        lambda f: [line.raw[:60] for line in _texts(f) if ";" in _tokens(line)],
    ),
    Rule(
        "commas in texts are escaped",
        "RFC 5545 3.3.11",
        lambda f: [line.raw[:60] for line in _texts(f) if line.name not in _LISTS and "," in _tokens(line)],
    ),
    Rule(
        "nothing is encoded a second time",
        "RFC 5545 3.1.3",
        lambda f: [line.raw[:60] for line in f.lines if {"ENCODING", "CHARSET"} & line.parameters.keys()],
    ),
    Rule(
        "no address of a person's own feed stands in it",
        "feeds.md, calendar: SOURCE",
        lambda f: [line.name for line in f.lines if _SECRET.search(line.raw)],
    ),
    once_a_file("it has fewer than 1,000,000 octets", "feeds.md, calendar: window", lambda f: len(f.data) >= 1_000_000),
]
