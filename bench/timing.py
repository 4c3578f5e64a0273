"""Processor time of two ways of doing a thing, taken in turns, and the table that it is shown in."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import process_time

ROUNDS = 7


@dataclass(frozen=True)
class Line:
    """`share` is how much of the yardstick's speed ours has: 2 is twice as fast, 0.5 half as fast."""

    what: str
    ours: float
    yardstick: float
    share: float
    aim: str
    unit: str = "ms"


def nothing(_: int) -> None:
    """Nothing has to be made ready."""


def race(
    what: str,
    aim: str,
    *,
    ours: Callable[[int], object],
    yardstick: Callable[[int], object],
    ready: Callable[[int], object] = nothing,
) -> Line:
    """Each is called once a round with the round's number, and once before to warm up; medians of all rounds.

    Whatever slows the machine down for a while slows both, so their ratio holds where the times do not. `ready` comes
    before `ours`, and its time does not count.
    """
    pairs = []
    for number in range(-1, ROUNDS):
        ready(number)
        pair = (_spent(ours, number), _spent(yardstick, number))
        if number >= 0:
            pairs.append(pair)
    return line(what, aim, pairs)


def line(what: str, aim: str, pairs: Iterable[tuple[float, float]], unit: str = "ms") -> Line:
    """From (ours, yardstick) in seconds, a pair a round."""
    pairs = list(pairs)
    scale = {"ms": 1e3, "µs": 1e6}[unit]
    ours, yardstick = (statistics.median(pair[side] for pair in pairs) * scale for side in (0, 1))
    return Line(what, ours, yardstick, statistics.median(theirs / our for our, theirs in pairs), aim, unit)


def show(title: str, yardstick: str, lines: Iterable[Line]) -> None:
    say(f"\n## {title} (yardstick: {yardstick} = 1)")
    say("| | ours | yardstick | of the yardstick's speed | aim |\n|---|---|---|---|---|")
    for one in lines:
        times = f"{_short(one.ours)} {one.unit} | {_short(one.yardstick)} {one.unit}"
        say(f"| {one.what} | {times} | {one.share:.2g} | {one.aim} |")


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _spent(work: Callable[[int], object], number: int) -> float:
    before = process_time()
    work(number)
    return process_time() - before
