"""Who meets in a body's stead once it has been merged into another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.plan import Body


@dataclass(frozen=True)
class Successor:
    """A body by short name, and the first day on which its meetings count; None is all its days."""

    body: str
    name: str
    since: date | None

    def counts_on(self, day: date) -> bool:
        return self.since is None or self.since <= day


def succession(short_name: str, known: Mapping[str, Body]) -> tuple[Successor, ...]:
    """The body itself, then whoever took over from it, and from that one, each since the day it did.

    Ends at a body that goes on, was closed alone, or was merged into one that is not `known`: whoever looks may not
    know of that one, nor of what came of it. Nobody comes twice, so a circle ends too.
    """
    found: list[Successor] = []
    at, since = known.get(short_name), None
    while at is not None and at.short_name not in {one.body for one in found}:
        found.append(Successor(at.short_name, at.name, since))
        if at.merged_into is None or at.valid_until is None:
            break
        since = max(since or at.valid_until, at.valid_until)
        at = known.get(at.merged_into)
    return tuple(found)


def name_on(day: date, line: tuple[Successor, ...]) -> str:
    """What the body is called on a day: by the last of the line that has taken over by then."""
    return [one.name for one in line if one.counts_on(day)][-1]
