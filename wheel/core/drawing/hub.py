"""The middle of the wheel: the period's name, the organisation and the next meeting."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from wheel.core.drawing.labels import Measure, fitted
from wheel.core.drawing.wheel_page import Hub, HubLine, HubText

_NAME_SIZES = (54.0, 46.0, 40.0, 34.0, 30.0, 26.0)
_SPLIT_SIZE = 30.0
"""A name that does not fit in one line of the least size is broken into two lines, at most this large."""

_ORGANISATION_SIZE, _LINE_SIZE = 18.0, 14.5
_NAME_FOOT, _ORGANISATION_FOOT, _LINES_FOOT = -22.0, 8.0, 34.0
_LINE_STEP = 20.0
_AIR = 14.0

Line = tuple[str, float, float, str]
"""Text, height of its foot, size and class."""


def hub(text: HubText, radius: float, measure: Measure) -> Hub:
    """Each line is held to the circle's width at its height."""
    drawn = []
    for line, y, size, classes in _lines(text, radius, measure):
        shown = fitted(line, size, _chord(radius, y, size), measure)
        if shown:
            drawn.append(HubLine(shown, f"{y:.1f}", f"{size:.1f}", classes))
    return Hub(f"{radius:.1f}", tuple(drawn))


def _lines(text: HubText, radius: float, measure: Measure) -> Iterator[Line]:
    yield from _name_lines(text.name, radius, measure)
    yield text.organisation, _ORGANISATION_FOOT, _ORGANISATION_SIZE, "w-hub-name"
    for at, line in enumerate(text.lines):
        yield line, _LINES_FOOT + _LINE_STEP * at, _LINE_SIZE, "w-hub-line"


def _name_lines(name: str, radius: float, measure: Measure) -> Iterator[Line]:
    for size in _NAME_SIZES:
        if measure(name, size) <= _chord(radius, _NAME_FOOT, size):
            yield name, _NAME_FOOT, size, "w-hub-year"
            return
    first, last = _halves(name)
    size = _SPLIT_SIZE
    while size > _LINE_SIZE and not _fits_above(first, last, size, radius, measure):
        size -= 2
    yield first, _NAME_FOOT - size * 1.1, size, "w-hub-year"
    if last:
        yield last, _NAME_FOOT, size, "w-hub-year"


def _fits_above(first: str, last: str, size: float, radius: float, measure: Measure) -> bool:
    upper = _chord(radius, _NAME_FOOT - size * 1.1, size)
    return measure(first, size) <= upper and measure(last, size) <= _chord(radius, _NAME_FOOT, size)


def _halves(name: str) -> tuple[str, str]:
    """Broken at the blank that makes the two lines most alike."""
    blanks = [at for at, letter in enumerate(name) if letter == " "]
    if not blanks:
        return name, ""
    at = min(blanks, key=lambda each: abs(2 * each - len(name)))
    return name[:at], name[at + 1 :]


def _chord(radius: float, y: float, size: float) -> float:
    """How wide the hub is where a line of text comes nearest to its edge, less some air."""
    farthest = max(abs(y), abs(y - size))
    return max(0.0, 2 * (sqrt(max(0.0, radius**2 - farthest**2)) - _AIR))
