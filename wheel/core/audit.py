"""The words of the audit: what is done to what. Who did it, and when, stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class AuditThing(StrEnum):
    """What an entry is about; its id is a public id, a body's short name, a ring's key, or a year.

    A PLAN is the whole of it, and the AUDIT is this list itself: there is one of each, called by its own word.
    """

    ACCOUNT = "account"
    SESSION = "session"
    POST = "post"
    ORGANISATION = "organisation"
    BODY = "body"
    RING = "ring"
    SERIES = "series"
    LOCAL_DAYS = "local_days"
    YEAR = "year"
    OCCURRENCE = "occurrence"
    ITEM = "item"
    STOP = "stop"
    FOLLOW_UP = "follow_up"
    STANDING = "standing_item"
    ROUTE = "route"
    CLAIM_RULE = "claim_rule"
    VIEW = "view"
    FEED = "feed"
    PLAN = "plan"
    AUDIT = "audit"


class Act(StrEnum):
    """What is done to things of many kinds. Rooms that do something of their own may say it in a word of their own.

    RETIMED gives an event another time on its day; BEGUN and DISCARDED are said of the draft beside a published year;
    EXTRA is an event that no rule asked for.
    """

    ADDED = "added"
    SAVED = "saved"
    DELETED = "deleted"
    CLOSED = "closed"
    REOPENED = "reopened"
    ORDERED = "ordered"
    DAYS_COPIED = "days copied"
    MOVED = "moved"
    RETIMED = "retimed"
    PLACED = "placed"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    EXTRA = "extra added"
    PLANNED = "planned"
    PUBLISHED = "published"
    DRAFT_BEGUN = "draft begun"
    DRAFT_DISCARDED = "draft discarded"
    CARRIED = "carried over"
    SENT_ON = "sent on"
    UNDONE = "undone"
    IMPORTED = "minutes imported"
    CALENDAR_IMPORTED = "calendar imported"
    LOADED = "loaded"
    SAMPLE_LOADED = "sample loaded"
    EXPORTED = "exported"


@dataclass(frozen=True)
class AuditEntry:
    """Somebody did `act` to a thing. `told` holds plain facts, never a title: an item may be closed later.

    `account_id` is None for the operator's commands and for a visitor; `person` is what the account is called now, ""
    where it is anonymised. `actor` is the post acted for.
    """

    id: str
    at: datetime
    account_id: str | None
    person: str
    actor: str
    act: str
    thing: AuditThing
    thing_id: str
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AuditFilter:
    """Which entries are wanted; None is for all.

    `account_id` is who did it, NOBODY for what no account did. `since` and `until` are aware instants, the latter not
    included. `concerning` is an account that did it, or that it was done to.
    """

    account_id: str | None = None
    act: str | None = None
    thing: AuditThing | None = None
    thing_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    concerning: str | None = None


# No public id is this word.
NOBODY = "nobody"

# Facts that are the ids of other things.
TOLD_THINGS = {"account": AuditThing.ACCOUNT, "post": AuditThing.POST, "body": AuditThing.BODY}

ThingId = tuple[AuditThing, str]


@dataclass(frozen=True)
class ThingName:
    """What a thing is called now, for somebody who may know. `leads_to` is where it can be looked at.

    `day` is an event's first.
    """

    title: str
    leads_to: ThingId
    day: date | None = None


def things_in(entry: AuditEntry) -> frozenset[ThingId]:
    """The thing that an entry is about, and those that its facts name."""
    told = {(TOLD_THINGS[fact], str(value)) for fact, value in entry.told.items() if fact in TOLD_THINGS and value}
    return frozenset({(entry.thing, entry.thing_id), *told})
