"""The words of the audit: what is done to what. Who did it, and when, stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class AuditThing(StrEnum):
    """What an entry is about; its id is a public id, a body's short name, a ring's key, or a year."""

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
    CLAIM_RULE = "claim_rule"
    PLAN = "plan"


@dataclass(frozen=True)
class AuditEntry:
    """Somebody did `act` to a thing. `told` holds plain facts, never a title: an item may be closed later.

    `account_id` is None for the operator's commands and for a visitor; `person` is what the account is called now, ""
    where it is anonymised.
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
