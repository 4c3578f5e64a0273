"""The filter of the audit, as it stands in the address: read into a filter, and written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from wheel.core.audit import AuditFilter, AuditThing
from wheel.core.dates import ONE_DAY
from wheel.errors import InvalidInputError
from wheel.usecases.show_audit import AuditPlace
from wheel.web.plan_forms import optional_day

FIELDS = ("account", "thing", "act", "id", "from", "to")


@dataclass(frozen=True)
class AuditForm:
    """The filter, and the first and the last day that it was made of."""

    wanted: AuditFilter
    days: tuple[date | None, date | None]


def audit_form(query: Mapping[str, str], zone: ZoneInfo) -> AuditForm:
    """Days are the organisation's own, both included. Raises InvalidInputError for a field."""
    first, last = optional_day(query, "from"), optional_day(query, "to")
    if first and last and last < first:
        raise InvalidInputError("The last day must not be before the first.", field="to")
    wanted = AuditFilter(
        account_id=query.get("account") or None,
        act=query.get("act") or None,
        thing=_thing(query.get("thing", "")),
        thing_id=query.get("id") or None,
        since=_midnight(first, zone) if first else None,
        until=_midnight(last + ONE_DAY, zone) if last else None,
    )
    return AuditForm(wanted, (first, last))


def place_from(query: Mapping[str, str]) -> AuditPlace:
    return AuditPlace(before=query.get("before") or None, after=query.get("after") or None)


def chosen(query: Mapping[str, str]) -> dict[str, str]:
    """What is filtered by, for addresses that keep it."""
    return {name: query[name] for name in FIELDS if query.get(name)}


def _thing(text: str) -> AuditThing | None:
    try:
        return AuditThing(text) if text else None
    except ValueError as error:
        raise InvalidInputError("Choose from the list.", field="thing") from error


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
