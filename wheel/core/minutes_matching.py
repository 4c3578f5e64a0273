"""Finds what minutes speak of among what the plan holds: items by their titles, posts by what people are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from wheel.core.folding import fold
from wheel.core.minutes_checklist import Candidate
from wheel.core.minutes_findings import AgendaPoint
from wheel.core.similar_titles import ComparableTitle
from wheel.core.stops import Stop

# "CF - ", "TCG: ": the body's own letters before a title.
_PREFIX: Final = re.compile(r"[A-ZÆØÅ]{2,6}\s?[-–:]\s+")
_SAYS_NOTHING: Final = re.compile(r"[^\w]+")


@lru_cache(maxsize=20_000)
def plain_title(title: str) -> str:
    """What two spellings of a title have in common: no capitals, no accents, no body's letters before it."""
    return _SAYS_NOTHING.sub(" ", fold(_PREFIX.sub("", title.strip(), count=1))).strip()


def is_same(one: str, other: str) -> bool:
    return plain_title(one) == plain_title(other)


def resembles(one: str, other: str) -> bool:
    return _comparable(one).resembles(_comparable(other))


def stops_by_point(points: Sequence[AgendaPoint], stops: Sequence[Stop]) -> dict[int, tuple[Stop, bool]]:
    """By the points' places: the stop that each is, and whether just that title stands there.

    Each stop is given once: to the point of its title, then to a similar one of its number, then to any similar one.
    """
    free = [stop for stop in stops if stop.title is not None]
    found: dict[int, tuple[Stop, bool]] = {}
    for accepts in (_has_title, _is_similar_there, _is_similar):
        for place, point in enumerate(points):
            stop = None if place in found else next((one for one in free if accepts(point, one)), None)
            if stop is not None:
                found[place] = (stop, accepts is _has_title)
                free.remove(stop)
    return found


def candidate_for(title: str, stops: Iterable[Stop]) -> Candidate | None:
    """The stop that may be the item of that title: one called just so comes before one called nearly so."""
    known = [stop for stop in stops if stop.title is not None]
    exact = next((stop for stop in known if is_same(title, stop.title or "")), None)
    found = exact or next((one for one in known if resembles(title, one.title or "")), None)
    return Candidate(found.id, found.title or "", found.meeting_day, exact is not None) if found else None


def post_called(who: str, posts: Iterable[tuple[str, str]]) -> str | None:
    """The id of the one post that `who` names, whole or as a part of what is written ("Økonomichefen følger op")."""
    wanted = f" {plain_title(who)} "
    if not wanted.strip():
        return None
    plain = [(post_id, plain_title(title)) for post_id, title in posts]
    exact = [post_id for post_id, title in plain if _is_called(title, wanted.strip())]
    within = [post_id for post_id, title in plain if title and f" {title} " in wanted]
    found = exact or within
    return found[0] if len(found) == 1 else None


def _is_called(title: str, wanted: str) -> bool:
    """Danish puts its article last: "økonomichefen" is the økonomichef."""
    return bool(title) and wanted in {title, title + "en", title + "n", title + "et", title + "s", title + "ens"}


def _has_title(point: AgendaPoint, stop: Stop) -> bool:
    return is_same(point.title, stop.title or "")


def _is_similar_there(point: AgendaPoint, stop: Stop) -> bool:
    return point.number == str(stop.position) and resembles(point.title, stop.title or "")


def _is_similar(point: AgendaPoint, stop: Stop) -> bool:
    return resembles(point.title, stop.title or "")


@lru_cache(maxsize=20_000)
def _comparable(title: str) -> ComparableTitle:
    return ComparableTitle.of(_PREFIX.sub("", title.strip(), count=1))
