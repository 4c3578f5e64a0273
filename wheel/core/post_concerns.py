"""What concerns a post: the meetings it sits in, those that treat one of its items, and events that name it."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.occurrences import Occurrence
from wheel.core.posts import Membership


@dataclass(frozen=True)
class Concern:
    """What concerns one or several posts.

    `memberships` are their seats, `meetings` the ids of meetings with an item of which one of them is case officer, and
    `titles` their titles: an event is often called after the post it is held with, such as a dialogue meeting.
    """

    memberships: tuple[Membership, ...]
    meetings: frozenset[str]
    titles: tuple[str, ...]

    def holds(self, occurrence: Occurrence) -> bool:
        return occurrence.id in self.meetings or self._sits_in(occurrence) or self._is_named_by(occurrence)

    def _sits_in(self, occurrence: Occurrence) -> bool:
        """On the event's first day: a seat may be taken over in the middle of a year."""
        day = occurrence.span.start
        return any(each.body == occurrence.body and each.term.holds_on(day) for each in self.memberships)

    def _is_named_by(self, occurrence: Occurrence) -> bool:
        title = occurrence.title.casefold()
        return any(each.casefold() in title for each in self.titles if each)
