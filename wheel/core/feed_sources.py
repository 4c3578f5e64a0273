"""What a calendar feed is about: everything, a body, a view of the wheel, an item's journey, or what concerns posts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 60
"""Characters of what somebody calls a calendar of their own: "min telefon"."""


class FeedForm(StrEnum):
    """In which form a feed is fetched: for calendar programs, or for web pages."""

    ICALENDAR = "ics"
    JSON = "json"


@dataclass(frozen=True)
class FeedSource:
    """At most one of these says what a feed is about; none of them: everything.

    `body` is a short name, `query` a view's filter in its usual form (core/wheel_filters.py), `item` and `post` public
    ids. `is_mine`: what concerns the posts that the owner of the feed holds on the day it is read. Raises ValueError
    where more than one is said.
    """

    body: str | None = None
    query: str | None = None
    item: str | None = None
    post: str | None = None
    is_mine: bool = False

    def __post_init__(self) -> None:
        said = [one for one in (self.body, self.query, self.item, self.post, self.is_mine or None) if one is not None]
        if len(said) > 1:
            raise ValueError(f"a feed is about one thing: {self!r}")

    @property
    def is_everything(self) -> bool:
        return self == FeedSource()

    @property
    def is_of_posts(self) -> bool:
        """Whether it holds what concerns posts: their meetings, items, deadlines and follow-ups."""
        return self.is_mine or self.post is not None


EVERYTHING = FeedSource()
