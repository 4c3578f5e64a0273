"""How often what is shown of an event has changed, and when last: SEQUENCE and LAST-MODIFIED (RFC 5545, 3.8.7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple, Protocol

_SECOND: Final = timedelta(seconds=1)


class Revision(NamedTuple):
    """`sequence` counts from 0, `modified_at` is in whole seconds."""

    sequence: int
    modified_at: datetime


class Sent(Protocol):
    """What was sent before."""

    @property
    def content_hash(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def modified_at(self) -> datetime: ...


def revision_of(before: Sent | None, content_hash: str, now: datetime) -> Revision:
    """Another content is a new revision, and nothing else is."""
    if before is None:
        return Revision(0, now.replace(microsecond=0))
    if before.content_hash == content_hash:
        return Revision(before.sequence, before.modified_at)
    return Revision(before.sequence + 1, next_change(before.modified_at, now))


def next_change(before: datetime, now: datetime) -> datetime:
    """`now` in whole seconds, yet later than `before`: a second change within a second is still a newer one."""
    return max(now.replace(microsecond=0), before + _SECOND)
