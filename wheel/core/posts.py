"""Posts: who acts for the organisation. People hold posts for a time; seats in bodies belong to posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wheel.core.dates import ONE_DAY
from wheel.core.permissions import Capacity


class Seat(StrEnum):
    """As what a post sits in a body."""

    CHAIR = "chair"
    MEMBER = "member"
    SECRETARY = "secretary"
    SUBSTITUTE = "substitute"
    GUEST = "guest"

    @property
    def capacity(self) -> Capacity:
        """What the seat lets its holder see: a chair and a substitute as much as a member."""
        return _CAPACITIES[self]


class PostAct(StrEnum):
    """What the audit says of posts, besides that they are added, saved and deleted.

    GIVEN to an account, until its LAST_DAY_SET; TAKEN_BACK before it had begun.
    """

    GIVEN = "given"
    LAST_DAY_SET = "holder's last day set"
    TAKEN_BACK = "taken back"
    SEAT_ADDED = "seat added"
    SEAT_ENDED = "seat's last day set"
    SEAT_REMOVED = "seat removed"


_CAPACITIES = {
    Seat.CHAIR: Capacity.MEMBER,
    Seat.MEMBER: Capacity.MEMBER,
    Seat.SUBSTITUTE: Capacity.MEMBER,
    Seat.SECRETARY: Capacity.SECRETARY,
    Seat.GUEST: Capacity.GUEST,
}


@dataclass(frozen=True)
class Term:
    """From the first day to the day after the last; an open end is None."""

    begins: date | None = None
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)

    def is_over(self, day: date) -> bool:
        """Whether it has ended by that day."""
        return self.ends is not None and self.ends <= day

    def overlaps(self, other: Term) -> bool:
        """Whether there is a day that both hold on."""
        return self._begins_before_end_of(other) and other._begins_before_end_of(self)

    def _begins_before_end_of(self, other: Term) -> bool:
        return self.begins is None or other.ends is None or self.begins < other.ends


@dataclass(frozen=True)
class Post:
    """A title in an organisation unit. `ends` is the first day on which the post no longer exists."""

    id: str
    title: str
    unit: str = ""
    ends: date | None = None
    version: int = 1

    @property
    def term(self) -> Term:
        return Term(ends=self.ends)

    def exists_on(self, day: date) -> bool:
        return self.term.holds_on(day)


@dataclass(frozen=True)
class Tenure:
    """That an account (by id) holds a post. `is_from_provider`: the sign-in provider said so."""

    id: str
    post_id: str
    account_id: str
    term: Term
    is_from_provider: bool = False


@dataclass(frozen=True)
class Membership:
    """That a post sits in a body (by short name)."""

    id: str
    post_id: str
    body: str
    seat: Seat
    term: Term


def cut_short(term: Term, day: date) -> Term | None:
    """The term ended on that day at the latest; None where it has not begun, so that nothing of it is left.

    What begins on the day itself lasts the day: it may have been used already.
    """
    if term.begins is not None and term.begins > day:
        return None
    earliest = day + ONE_DAY if term.begins == day else day
    return term if term.is_over(earliest) else Term(term.begins, earliest)


def seats_on(day: date, memberships: Iterable[Membership]) -> frozenset[tuple[Capacity, str]]:
    """In which capacity the holders of these memberships' posts act in which bodies on that day."""
    return frozenset((one.seat.capacity, one.body) for one in memberships if one.term.holds_on(day))
