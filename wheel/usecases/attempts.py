"""Count attempts to get in, by name and by address, so that guessing is slow; all processes share the counts.

Calendars' new addresses are counted in the same way, since visitors may make them.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wheel.errors import RefusedError
from wheel.store.accounts import (
    count_failure,
    failures_since,
    folded,
    forget_failures,
    forget_failures_before,
    forget_latest_failure,
    lock_accounts,
)
from wheel.store.database import Session

WINDOW = timedelta(minutes=15)
MOST_PER_NAME = 8
MOST_PER_ADDRESS = 60
FEED_WINDOW = timedelta(hours=1)
MOST_NEW_FEEDS = 20


class Door(StrEnum):
    """What is tried; each has counts of its own. The values stand in the keyed hashes."""

    PASSWORD = ""
    SECOND_FACTOR = "second factor"
    RESET = "reset"
    LINK = "link"
    FEED = "feed"


@dataclass(frozen=True)
class Attempt:
    """An attempt as `name` (a user name or an account's id) from `address`.

    `secret` keys the hashes that are kept in place of both.
    """

    door: Door
    name: str
    address: str
    secret: str

    @property
    def by_name(self) -> str:
        return self._subject(f"name {self.door} {folded(self.name)}" if self.door else folded(self.name))

    @property
    def by_address(self) -> str:
        return self._subject(f"address {self.door} {self.address}" if self.door else self.address)

    def _subject(self, value: str) -> str:
        return hmac.new(self.secret.encode(), value.encode(), hashlib.sha256).hexdigest()


def count_attempt(session: Session, attempt: Attempt, now: datetime) -> None:
    """Count it as a failure before it is tried, so that many at once cannot slip past.

    Raises RefusedError after 8 failures of the name, or 60 of the address, within a quarter of an hour.
    """
    lock_accounts(session)
    since = now - WINDOW
    forget_failures_before(session, since)
    if (
        failures_since(session, attempt.by_name, since) >= MOST_PER_NAME
        or failures_since(session, attempt.by_address, since) >= MOST_PER_ADDRESS
    ):
        raise RefusedError("Too many attempts. Wait a quarter of an hour and try again.")
    count_failure(session, attempt.by_name, now)
    count_failure(session, attempt.by_address, now)


def count_new_feed(session: Session, attempt: Attempt, now: datetime) -> None:
    """Count a new address for a calendar. Raises RefusedError after 20 from one place within an hour."""
    lock_accounts(session)
    since = now - WINDOW
    forget_failures_before(session, since)
    if failures_since(session, attempt.by_address, since) >= MOST_NEW_FEEDS:
        raise RefusedError(
            "%(count)s new calendar addresses have been made from here within an hour. Wait an hour and try again.",
            count=MOST_NEW_FEEDS,
        )
    # Everything counted is forgotten after a quarter of an hour; noted as of later, this is kept for the whole hour.
    count_failure(session, attempt.by_address, now + FEED_WINDOW - WINDOW)


def forget_attempt(session: Session, attempt: Attempt) -> None:
    """It was no failure: forget those of the name, and this one of the address, which many people may share."""
    forget_failures(session, attempt.by_name)
    forget_latest_failure(session, attempt.by_address)
