"""What may be done to accounts, so that somebody is always left who can let the others in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wheel.core.access import Role
from wheel.errors import RefusedError


@dataclass(frozen=True)
class Standing:
    """What an account counts for. `can_sign_in`: a password has been chosen, or a sign-in provider knows it."""

    role: Role
    is_closed: bool = False
    can_sign_in: bool = True

    @property
    def is_administrator(self) -> bool:
        return self.role is Role.ADMINISTRATOR and not self.is_closed


def require_administrator_left(before: Standing, after: Standing, others: Iterable[Standing]) -> None:
    """Raise RefusedError where the change takes the last administrator away; it may be one's own account.

    An administrator who has been invited and cannot sign in yet is no help to anybody, so another must be able to.
    """
    if not before.is_administrator or after.is_administrator:
        return
    if not any(other.is_administrator and other.can_sign_in for other in others):
        raise RefusedError(
            "Somebody must be left who can administer the service. Make another account an administrator first, "
            "and let that person sign in."
        )


class AccountAct(StrEnum):
    """What the audit says of accounts, besides that they are added, saved, closed and reopened."""

    SESSIONS_ENDED = "sessions ended"
    ANONYMISED = "anonymised"


class LastSeen(StrEnum):
    """When an account was last in use, no finer than an administrator needs."""

    TODAY = "today"
    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    EARLIER = "earlier"
    NEVER = "never"


def last_seen(at: datetime | None, now: datetime) -> LastSeen:
    """How long ago that is, in whole days: within one, seven or thirty-one. None is never."""
    if at is None:
        return LastSeen.NEVER
    for word, days in ((LastSeen.TODAY, 1), (LastSeen.THIS_WEEK, 7), (LastSeen.THIS_MONTH, 31)):
        if now - at < timedelta(days=days):
            return word
    return LastSeen.EARLIER
