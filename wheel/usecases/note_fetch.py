"""Note that a calendar program has fetched a feed: at most once an hour, and never so that the poll suffers."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from wheel.core.access import Moment
from wheel.core.calendar_clients import CalendarClient
from wheel.store.database import Database, NotNowError
from wheel.store.feed_fetches import forget_fetches_before
from wheel.store.feed_fetches import note_fetch as note

__all__ = ["FORGOTTEN_AFTER", "NOTED_EVERY", "is_due", "note_fetch"]

NOTED_EVERY: Final = timedelta(hours=1)
FORGOTTEN_AFTER: Final = timedelta(days=400)
"""A year's break and then some: what is older says nothing of who uses a feed."""

FORGETTING_HOUR: Final = 3
"""In UTC. All that is noted must be looked through for it, so it is done when few ask for anything."""

_log = logging.getLogger(__name__)


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether a fetch is to be noted, when the last of such a program was noted then.

    Processes need not agree to the second; but a clock that was once set wrong must not stop it for ever.
    """
    return last is None or abs(now - last) >= NOTED_EVERY


def note_fetch(database: Database, feed_id: str, client: CalendarClient, status: int, moment: Moment) -> None:
    """Note it, if that can be done at once; else the next poll is noted instead. Nothing makes a poll fail.

    By night, what is older than 400 days is forgotten.
    """
    try:
        with database.writing_in_haste() as session:
            note(session, feed_id, client, moment.at, status)
            if moment.at.astimezone(UTC).hour == FORGETTING_HOUR:
                forget_fetches_before(session, moment.at - FORGOTTEN_AFTER)
    except NotNowError as error:
        _tell_once(str(error))


@lru_cache(maxsize=8)
def _tell_once(why: str) -> None:
    """The address stays out of the log: whoever has it can read the feed."""
    _log.warning("a calendar's fetch could not be noted (%s); this is said once", why)
