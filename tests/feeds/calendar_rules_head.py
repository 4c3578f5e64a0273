"""Rules over what a calendar says of itself."""

from __future__ import annotations

import re

from calendar_rules_reading import CalendarFile, Part, Rule, of_calendar, once_a_file

_DURATION = re.compile(r"P(?:\d+W|\d+D(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)")
_FORMAL_ID = re.compile(r"-//[^/]+//[^/].*//[A-Z]{2}")
_ONCE = ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_AT_MOST_ONCE = ("CALSCALE", "METHOD", "COLOR", "DESCRIPTION", "X-WR-CALDESC")
_NEVER = {
    "SOURCE": "feeds.md, calendar: SOURCE (it would carry the secret)",
    "UID": "feeds.md, trap 2 (a random one)",
    "URL": "feeds.md, calendar: SOURCE (it would carry the secret)",
    "IMAGE": "RFC 7986 5.10 (it would be fetched from elsewhere)",
    "LAST-MODIFIED": "feeds.md, HTTP: Last-Modified says it",
    "X-WR-RELCALID": "feeds.md, trap 2 (Outlook takes it for another calendar)",
}
# CSS Color Module Level 3, section 4.3.
_COLOURS = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
yellowgreen
"""
COLOUR_NAMES = frozenset(_COLOURS.split())


def _source(name: str) -> str:
    return "RFC 7986 5" if name in {"NAME", "COLOR", "REFRESH-INTERVAL"} else "RFC 5545 3.6; feeds.md, calendar"


def _once(name: str) -> Rule:
    return of_calendar(f"the calendar has one {name}", _source(name), lambda c: c.count(name) != 1)


def _at_most_once(name: str) -> Rule:
    return of_calendar(f"the calendar has at most one {name}", _source(name), lambda c: c.count(name) > 1)


def _never(name: str, source: str) -> Rule:
    return of_calendar(f"the calendar has no {name}", source, lambda c: c.count(name))


def _comes_late(file: CalendarFile) -> bool:
    """Whether a property of the calendar stands behind a component."""
    first = min((part.at for part in file.calendar.parts), default=0)
    numbers = {id(line): at for at, line in enumerate(file.lines, start=1)}
    return any(numbers[id(line)] > first > 0 for line in file.calendar.lines)


def _zone_is_unknown(calendar: Part) -> bool:
    return calendar.value("X-WR-TIMEZONE") not in {zone.value("TZID") for zone in calendar.of("VTIMEZONE")}


HEAD_RULES = [
    *map(_once, _ONCE),
    *map(_at_most_once, _AT_MOST_ONCE),
    *(_never(name, source) for name, source in _NEVER.items()),
    once_a_file("the calendar's properties come before its components", "RFC 5545 3.6", _comes_late),
    of_calendar("VERSION is 2.0", "RFC 5545 3.7.4", lambda c: c.value("VERSION") != "2.0"),
    of_calendar("VERSION is the first property", "RFC 5545 3.7.4", lambda c: c.lines and c.lines[0].name != "VERSION"),
    of_calendar("PRODID is a formal public identifier", "RFC 5545 3.7.3", lambda c: not _is_formal(c.value("PRODID"))),
    of_calendar("CALSCALE is GREGORIAN", "RFC 5545 3.7.1", lambda c: c.value("CALSCALE") not in {"", "GREGORIAN"}),
    of_calendar("METHOD is not there, or PUBLISH", "feeds.md, events: DTSTAMP", lambda c: _methods(c) - {"PUBLISH"}),
    of_calendar("the calendar has a name", "RFC 7986 5.1", lambda c: not c.value("NAME").strip()),
    of_calendar("X-WR-CALNAME is NAME", "feeds.md, calendar", lambda c: c.value("X-WR-CALNAME") != c.value("NAME")),
    of_calendar("the name is one line", "RFC 7986 5.1", lambda c: "\\n" in c.value("NAME").replace("\\\\", "")),
    of_calendar(
        "X-WR-CALDESC is DESCRIPTION",
        "feeds.md, calendar",
        lambda c: c.value("X-WR-CALDESC") != c.value("DESCRIPTION"),
    ),
    of_calendar("X-WR-TIMEZONE is a zone of the file", "feeds.md, calendar", _zone_is_unknown),
    of_calendar(
        "REFRESH-INTERVAL says VALUE=DURATION",
        "RFC 7986 5.7",
        lambda c: c.first("REFRESH-INTERVAL").parameters != {"VALUE": "DURATION"},
    ),
    of_calendar(
        "REFRESH-INTERVAL is a duration above zero",
        "RFC 7986 5.7",
        lambda c: not _lasts(c.value("REFRESH-INTERVAL")),
    ),
    of_calendar(
        "X-PUBLISHED-TTL is REFRESH-INTERVAL",
        "feeds.md, calendar",
        lambda c: c.value("X-PUBLISHED-TTL") != c.value("REFRESH-INTERVAL"),
    ),
    of_calendar(
        "COLOR is the name of a CSS3 colour",
        "RFC 7986 5.9",
        lambda c: any(line.value not in COLOUR_NAMES for line in c.all("COLOR")),
    ),
    of_calendar(
        "a calendar has zones and events only: clients show no VTODO",
        "feeds.md, events: deadlines",
        lambda c: {part.kind for part in c.parts} - {"VTIMEZONE", "VEVENT"},
    ),
    of_calendar("a calendar has at least one component", "RFC 5545 3.6", lambda c: not c.parts),
    of_calendar(
        "the calendar has no property that no one knows",
        "RFC 5545 3.7",
        lambda c: {line.name for line in c.lines} - {*_ONCE, *_AT_MOST_ONCE, *_NEVER, ""},
    ),
]


def _is_formal(text: str) -> bool:
    return _FORMAL_ID.fullmatch(text) is not None


def _methods(calendar: Part) -> set[str]:
    return {line.value for line in calendar.all("METHOD")}


def _lasts(text: str) -> bool:
    return _DURATION.fullmatch(text) is not None and any(digit in text for digit in "123456789")
