"""Rosters: one meeting a year for each of some posts, spread over the year's meetings; and who has had theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wheel.core.occurrences import Occurrence
from wheel.core.posts import Post
from wheel.core.stops import StopState


@dataclass(frozen=True)
class Placed:
    """A stop of an item that came from a standing item: `key` tells which of its items.

    `is_known`: the viewer may see the item. Where they may not, there is nothing here but the key and the meeting.
    """

    key: str
    meeting_id: str | None
    is_known: bool = True
    state: StopState | None = None
    day: date | None = None
    item_id: str | None = None


class Cover(StrEnum):
    """HELD and PLANNED have a day. ENDED: the post exists no longer. HIDDEN: its item is closed to the viewer."""

    HELD = "held"
    PLANNED = "planned"
    AWAITING = "awaiting"
    MISSING = "missing"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class CoverLine:
    """How far a post has come with its meeting of a year."""

    post: Post
    cover: Cover
    day: date | None = None
    item_id: str | None = None


def roster_key(year: int, post_id: str) -> str:
    return f"p:{year}:{post_id}"


def spread(
    posts: Sequence[Post], meetings: Sequence[Occurrence], taken: Collection[str] = ()
) -> tuple[tuple[Post, Occurrence], ...]:
    """A meeting for each post, evenly over `meetings` (in order); not two at one while others have none.

    `taken` are the ids of the meetings that have one already. What ends within the year comes before it does, as far as
    there are meetings; a post that has ended before every meeting gets none.
    """
    ending_first = sorted(posts, key=lambda post: post.ends or date.max)
    chosen: list[tuple[Post, Occurrence]] = []
    left = list(ending_first)
    used = set(taken)
    while left and meetings:
        free = [one for one in meetings if one.id not in used] or list(meetings)
        batch, left = left[: len(free)], left[len(free) :]
        for post, meeting in _evenly(batch, free):
            chosen.append((post, meeting))
            used.add(meeting.id)
    return tuple(sorted(chosen, key=lambda one: (one[1].span.start, posts.index(one[0]))))


def _evenly(posts: Sequence[Post], free: Sequence[Occurrence]) -> Iterator[tuple[Post, Occurrence]]:
    """No more posts than meetings: each has one of its own."""
    open_ = list(free)
    for number, post in enumerate(posts):
        wished = free[(2 * number + 1) * len(free) // (2 * len(posts))]
        meeting = wished if wished in open_ else None
        if meeting is None or not post.exists_on(meeting.span.start):
            meeting = next((one for one in reversed(open_) if post.exists_on(one.span.start)), None)
        if meeting is not None:
            open_.remove(meeting)
            yield post, meeting


def coverage(
    roster: Iterable[Post], year: int, placed: Collection[Placed], meetings_begin: date
) -> tuple[CoverLine, ...]:
    """How far each post on the roster has come in that year.

    `meetings_begin` is the first day on which what is missing could still be held: a post that has ended by then is not
    missing, and is left out where it never had anything.
    """
    found = []
    for post in roster:
        own = [one for one in placed if one.key == roster_key(year, post.id)]
        line = _line(post, own)
        if line.cover in (Cover.MISSING, Cover.AWAITING, Cover.WITHDRAWN) and not post.exists_on(meetings_begin):
            if not own and not post.exists_on(date(year, 1, 1)):
                continue
            line = CoverLine(post, Cover.ENDED, item_id=line.item_id)
        found.append(line)
    return tuple(found)


def _line(post: Post, placed: Collection[Placed]) -> CoverLine:
    if any(not one.is_known for one in placed):
        return CoverLine(post, Cover.HIDDEN)
    for cover, states in _COVERS:
        found = [one for one in placed if one.state in states]
        if found:
            latest = max(found, key=lambda one: one.day or date.min)
            has_day = cover in (Cover.HELD, Cover.PLANNED)
            return CoverLine(post, cover, latest.day if has_day else None, latest.item_id)
    return CoverLine(post, Cover.MISSING)


# What counts first. A stop that was postponed is followed by another, which says where it stands.
_COVERS = (
    (Cover.HELD, (StopState.TREATED, StopState.RESUMED)),
    (Cover.PLANNED, (StopState.PLACED,)),
    (Cover.AWAITING, (StopState.AWAITING, StopState.ON_HOLD, StopState.POSTPONED)),
    (Cover.WITHDRAWN, (StopState.WITHDRAWN,)),
)
