"""Filters of the wheel: which of a period's events are shown, as it stands in the address of a view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from wheel.core.occurrences import Kind, Occurrence, Status

Pairs = tuple[tuple[str, str], ...]
"""Names and values of a query, in the order in which they stand there."""

LONGEST_TEXT = 80
"""What is searched for is cut after this many characters."""

_MOST_VALUES = 200
_LONGEST_NAME = 200


@dataclass(frozen=True)
class WheelFilter:
    """Which events are wanted; all that is asked for must hold, and an empty set asks for nothing.

    `rings` are keys (None: all; none at all can be asked for), `bodies` short names, `posts` public ids: what concerns
    one of them. `is_mine` asks for what concerns the viewer's own posts. `open_agenda`: meetings whose agenda has not
    gone out yet. `text` is looked for in what is said of an event, without regard to case.
    """

    rings: frozenset[str] | None = None
    bodies: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    posts: frozenset[str] = frozenset()
    is_mine: bool = False
    open_agenda: bool = False
    without_drafts: bool = False
    text: str = ""

    @property
    def is_everything(self) -> bool:
        return self == WheelFilter()

    def pairs(self) -> Pairs:
        """The filter as it stands in an address: each filter has one such form, and everything has none."""
        found = [("bodies", name) for name in self.bodies]
        found += [("kinds", kind.value) for kind in self.kinds]
        found += [("posts", post) for post in self.posts]
        if self.rings is not None:
            found += [("chosen", "1"), *(("rings", key) for key in self.rings)]
        switches = (
            ("mine", "1", self.is_mine),
            ("agenda", "open", self.open_agenda),
            ("drafts", "0", self.without_drafts),
        )
        found += [(name, value) for name, value, is_on in switches if is_on]
        found += [("q", self.text)] if self.text else []
        return tuple(sorted(found))

    def keeps(self, occurrence: Occurrence) -> bool:
        """Whether it passes what can be told from the event alone: all but posts and the agenda's deadline."""
        return (
            (self.rings is None or occurrence.ring in self.rings)
            and (not self.bodies or occurrence.body in self.bodies)
            and (not self.kinds or occurrence.kind in self.kinds)
            and not (self.without_drafts and occurrence.is_draft)
            and self._finds(occurrence)
        )

    def _finds(self, occurrence: Occurrence) -> bool:
        if not self.text:
            return True
        said = (occurrence.title, occurrence.body, occurrence.body_name, occurrence.place, occurrence.note)
        heap = " ".join(filter(None, said)).casefold()
        return all(word in heap for word in self.text.casefold().split())


def filter_from(pairs: Iterable[tuple[str, str]]) -> WheelFilter:
    """Read a query. What it says of other things is passed over, and so is nonsense.

    `rings` may be given several times, or several in one with commas. `chosen=1`, which the form of rings sends, makes
    that no ring is asked for where none is named.
    """
    said: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        if len(said[name]) < _MOST_VALUES:
            said[name].append(value[:_LONGEST_NAME].strip())
    has_rings = "rings" in said or "chosen" in said
    kinds = {kind.value: kind for kind in Kind}
    return WheelFilter(
        rings=_names(key for value in said["rings"] for key in value.split(",")) if has_rings else None,
        bodies=_names(said["bodies"]),
        kinds=frozenset(kinds[value] for value in said["kinds"] if value in kinds),
        posts=_names(said["posts"]),
        is_mine="1" in said["mine"],
        open_agenda="open" in said["agenda"],
        without_drafts="0" in said["drafts"],
        text=" ".join("".join(said["q"][:1])[:LONGEST_TEXT].split()),
    )


def query_string(wanted: WheelFilter) -> str:
    """The filter as the query of an address, in its one usual form; everything is ""."""
    return urlencode(wanted.pairs())


def filter_of(query: str) -> WheelFilter:
    """Read a query; it never fails, and what it says of other things is passed over."""
    return filter_from(parse_qsl(query, keep_blank_values=True))


def _names(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value.strip() for value in values if value.strip())


def has_open_agenda(occurrence: Occurrence, deadline: date | None, today: date) -> bool:
    """Whether items can still come on: a meeting to be held whose agenda is to go out today or later.

    `deadline` is None where the body has no rule for that; its agenda is open until the meeting.
    """
    is_held = occurrence.has_agenda and occurrence.status is Status.PLANNED
    return is_held and (deadline or occurrence.span.last) >= today and occurrence.span.last >= today
