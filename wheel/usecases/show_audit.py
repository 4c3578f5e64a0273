"""Show the audit to an administrator, or hand out all of it; what each thing is called follows what they may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditEntry, AuditFilter, AuditThing, ThingId, ThingName, things_in
from wheel.core.permissions import Right, Thing
from wheel.store.accounts import Account, all_accounts
from wheel.store.audit import AuditSlice, audit_after, audit_before, newest_audit
from wheel.store.audit_names import names_of_things
from wheel.store.database import Database, Session
from wheel.usecases.audited import audit

PAGE = 50
CHUNK = 500
"""How many entries an export reads at once."""


@dataclass(frozen=True)
class AuditPlace:
    """Which page: the one `before` an entry (older), the one `after` it (newer), or else the newest."""

    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class AuditPage:
    """One page of entries, with the names of the things in them; `older` and `newer` say where the next ones are."""

    entries: tuple[AuditEntry, ...]
    names: Mapping[ThingId, ThingName]
    accounts: tuple[Account, ...]
    newer: AuditPlace | None
    older: AuditPlace | None


@dataclass(frozen=True)
class NamedEntries:
    """Entries in a row with the names of the things in them."""

    entries: tuple[AuditEntry, ...]
    names: Mapping[ThingId, ThingName]


def show_audit(session: Session, viewer: Viewer, wanted: AuditFilter, place: AuditPlace) -> AuditPage:
    """The wanted entries, the newest first, 50 a page. Raises NotFoundError if the place's entry is not there."""
    require(viewer, Right.SEE, Thing.AUDIT)
    found = _slice(session, wanted, place)
    entries = found.entries
    return AuditPage(
        entries=entries,
        names=_names(session, viewer, entries),
        accounts=all_accounts(session),
        newer=AuditPlace(after=entries[0].id) if found.has_newer and entries else None,
        older=AuditPlace(before=entries[-1].id) if found.has_older and entries else None,
    )


def export_audit(
    database: Database, viewer: Viewer, wanted: AuditFilter, moment: Moment, days: tuple[date | None, date | None]
) -> Iterator[NamedEntries]:
    """All the wanted entries, some hundred at a time. That they were taken out is written down before the first.

    `days` are the first and the last of the filter, as they were chosen. No transaction stays open between two steps,
    however slowly they are fetched: entries are never changed, and newer ones do not come into what is older.
    """
    require(viewer, Right.SEE, Thing.AUDIT)
    with database.writing() as session:
        first, last = (day.isoformat() if day else None for day in days)
        audit(session, viewer, moment, Act.EXPORTED, AuditThing.AUDIT, AuditThing.AUDIT, **_chosen(wanted, first, last))
    return _all_entries(database, viewer, wanted)


def _chosen(wanted: AuditFilter, first: str | None, last: str | None) -> dict[str, str]:
    facts = {"account": wanted.account_id, "from": first, "to": last}
    return {name: value for name, value in facts.items() if value}


def _all_entries(database: Database, viewer: Viewer, wanted: AuditFilter) -> Iterator[NamedEntries]:
    place: AuditPlace | None = AuditPlace()
    while place is not None:
        with database.reading() as session:
            found = _slice(session, wanted, place, CHUNK)
            names = _names(session, viewer, found.entries)
        yield NamedEntries(found.entries, names)
        place = AuditPlace(before=found.entries[-1].id) if found.has_older else None


def _slice(session: Session, wanted: AuditFilter, place: AuditPlace, count: int = PAGE) -> AuditSlice:
    if place.after is not None:
        return audit_after(session, wanted, place.after, count)
    if place.before is not None:
        return audit_before(session, wanted, place.before, count)
    return newest_audit(session, wanted, count)


def _names(session: Session, viewer: Viewer, entries: tuple[AuditEntry, ...]) -> dict[ThingId, ThingName]:
    return names_of_things(session, viewer, {thing for entry in entries for thing in things_in(entry)})
