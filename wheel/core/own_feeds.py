"""A person's own calendar feeds: how they may be called, how many there may be, and how long a closed one says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import LONGEST_NAME, FeedSource
from wheel.errors import ConflictError, InvalidInputError, RefusedError

MOST_OPEN: Final = 20
"""So many open ones may an account have."""
MOST_NEW: Final = 20
NEW_WITHIN: Final = timedelta(hours=1)
"""So many new addresses may an account make within that time, also in place of old ones."""
SAYS_CLOSED: Final = timedelta(days=30)
"""So long does a closed one hold an event that says so: programs that find nothing would show the last they got."""


class OwnFeedAct(StrEnum):
    """What is done to people's own calendars alone."""

    RENEWED = "address renewed"
    ALL_CLOSED = "own calendars closed"


@dataclass(frozen=True)
class OwnFeed:
    """One of an account's own. `name` is its owner's word for it; from `withdrawn_at` on it is closed."""

    id: str
    name: str
    made_at: datetime
    source: FeedSource
    options: FeedOptions = USUAL
    withdrawn_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def says_so_until(self) -> datetime | None:
        """Until when a closed one says that it is; its address answers nothing afterwards."""
        return None if self.withdrawn_at is None else self.withdrawn_at + SAYS_CLOSED

    def is_closing(self, at: datetime) -> bool:
        """Whether it is closed and still says so."""
        return self.says_so_until is not None and at <= self.says_so_until


@dataclass(frozen=True)
class NewOwnFeed:
    """One just made, with the secret of its address: nobody can be told that again."""

    feed: OwnFeed
    token: str

    def __repr__(self) -> str:
        # It may come into a log.
        return f"NewOwnFeed({self.feed!r})"


def checked_name(name: str, others: Iterable[OwnFeed]) -> str:
    """The name in its usual form, on one line. `others` are the owner's: those that are open are called otherwise.

    Raises InvalidInputError for the field `name`.
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in name)
    found = " ".join(printable.split())
    if not found:
        raise InvalidInputError("Write what the calendar is called.", field="name")
    if len(found) > LONGEST_NAME:
        raise InvalidInputError("Write at most %(count)s characters.", field="name", count=LONGEST_NAME)
    if found.casefold() in {other.name.casefold() for other in others if other.is_open}:
        raise InvalidInputError("You already have a calendar of this name.", field="name")
    return found


def require_room(feeds: Collection[OwnFeed]) -> None:
    """Raise RefusedError where the owner of these has as many open ones as there may be."""
    if sum(feed.is_open for feed in feeds) >= MOST_OPEN:
        raise RefusedError(
            "You have %(count)s calendars of your own already, and there is no room for more. Close one first.",
            count=MOST_OPEN,
        )


def require_pace(feeds: Collection[OwnFeed], at: datetime) -> None:
    """Raise RefusedError where the owner of these has made as many addresses within the last hour as anybody may."""
    if sum(feed.made_at > at - NEW_WITHIN for feed in feeds) >= MOST_NEW:
        raise RefusedError(
            "You have made %(count)s addresses within an hour. Wait an hour and try again.", count=MOST_NEW
        )


def require_as_seen(feed: OwnFeed, seen: str) -> None:
    """Raise ConflictError where it has got another name than the one that was `seen`."""
    if feed.name != seen:
        raise ConflictError("This calendar got another name while you were looking at it.")
