"""Views of the wheel as calendars: what of a view's filter everybody can be answered, and which events that keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.plan import Body
from wheel.core.successions import Successor, name_on, succession
from wheel.core.wheel_filters import WheelFilter

LONGEST_FILTER = 2_000
"""Characters of a filter as the query that is kept. PostgreSQL has no room for many more in an index."""


@dataclass(frozen=True)
class FeedView:
    """A filter as everybody may know it. `rings` and `bodies` are what those of the filter are called today.

    `line` is who meets for each of its bodies, with those that took over, each since its own day.
    """

    wanted: WheelFilter
    rings: tuple[str, ...]
    bodies: tuple[str, ...]
    line: tuple[Successor, ...]

    @property
    def is_gone(self) -> bool:
        """Whether it asks for rings or bodies of which none is left for everybody to know of, so that it is empty."""
        return (self.wanted.rings is not None and not self.rings) or bool(self.wanted.bodies and not self.bodies)

    def keeps(self, occurrence: Occurrence) -> bool:
        """Whether the event passes, but for its agenda: that is open or not as of a day.

        A filter by bodies that are gone, or that nobody may know of any more, keeps nothing.
        """
        if self.wanted.bodies and not self._is_of_line(occurrence):
            return False
        return self._of_any_body.keeps(occurrence)

    @cached_property
    def _of_any_body(self) -> WheelFilter:
        return replace(self.wanted, bodies=frozenset())

    def _is_of_line(self, occurrence: Occurrence) -> bool:
        return any(one.body == occurrence.body and one.counts_on(occurrence.span.start) for one in self.line)


def public_part(asked: WheelFilter, rings: Collection[str], bodies: Collection[str]) -> WheelFilter | None:
    """What a filter asks for that a calendar for everybody can hold; None where it asks for none of that.

    `rings` are the keys of all there are, `bodies` the short names of those that everybody may know of: any other is
    left out, whether it is there or not. So is what concerns posts, which visitors are told nothing of. To ask for
    every ring, or for every kind, is to ask for them all, also for those that come later.
    """
    kept_rings = None if asked.rings is None else asked.rings & set(rings)
    kept_bodies = asked.bodies & set(bodies)
    if kept_rings == frozenset() or (asked.bodies and not kept_bodies):
        return None
    return replace(
        without_personal(asked),
        rings=None if kept_rings == frozenset(rings) else kept_rings,
        bodies=kept_bodies,
        kinds=frozenset() if asked.kinds == frozenset(Kind) else asked.kinds,
    )


def without_personal(asked: WheelFilter) -> WheelFilter:
    """The filter without what concerns posts; and without drafts, which no calendar holds anyhow."""
    return replace(asked, posts=frozenset(), is_mine=False, without_drafts=False)


def feed_view(wanted: WheelFilter, rings: Iterable[Ring], bodies: Mapping[str, Body], today: date) -> FeedView:
    """The filter with names. `bodies` are those that everybody may know of, in the order to name them in."""
    lines = [succession(name, bodies) for name in bodies if name in wanted.bodies]
    return FeedView(
        wanted=wanted,
        rings=tuple(ring.name for ring in rings if wanted.rings is not None and ring.key in wanted.rings),
        bodies=tuple(dict.fromkeys(name_on(today, line) for line in lines)),
        line=tuple(chain.from_iterable(lines)),
    )
