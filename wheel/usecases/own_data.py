"""Show somebody all that is stored about them: the right of access of the GDPR, article 15, without having to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditEntry, AuditFilter, things_in
from wheel.core.minutes_checklist import UploadedMinutes
from wheel.core.permissions import Right, Thing
from wheel.core.saved_views import SavedView
from wheel.store.account_sessions import AccountSession, sessions_of_account
from wheel.store.accounts import Account, account_by_id
from wheel.store.audit import AuditSlice, audit_before, newest_audit
from wheel.store.audit_names import names_of_things
from wheel.store.database import Session
from wheel.store.follow_ups import follow_ups_of_posts
from wheel.store.own_data import KeptLink, ProviderIdentity, items_prepared_by, links_of_account, provider_identity
from wheel.store.post_tenures import Holding, holdings_of_account
from wheel.store.second_factors import unused_recovery_codes
from wheel.store.uploaded_minutes import minutes_of_account
from wheel.usecases.own_feeds import OwnFeedLine, show_own_feeds
from wheel.usecases.show_audit import CHUNK, NamedEntries
from wheel.usecases.show_views import views_for

# Before anything was kept.
EVER = datetime(2000, 1, 1, tzinfo=UTC)
SHOWN = 50
"""How many of the newest entries the page shows; the download holds all."""


@dataclass(frozen=True)
class OwnData:
    """What is stored of an account, but for the hashes and keys that would let whoever reads them in.

    The counts are of what names the posts that are held now, and may be seen. `latest` are the newest entries by the
    account or about it; `has_more` says that there are older ones.
    """

    account: Account
    provider: ProviderIdentity | None
    recovery_codes: int
    links: tuple[KeptLink, ...]
    held: tuple[Holding, ...]
    sessions: tuple[AccountSession, ...]
    views: tuple[SavedView, ...]
    minutes: tuple[UploadedMinutes, ...]
    calendars: tuple[OwnFeedLine, ...]
    items: int
    follow_ups: int
    open_follow_ups: int
    latest: NamedEntries
    has_more: bool


def show_own_data(session: Session, viewer: Viewer, moment: Moment) -> OwnData:
    """Raises ForbiddenError for a visitor."""
    account_id = _own_id(viewer)
    follow_ups = follow_ups_of_posts(session, viewer, viewer.posts)
    entries = newest_audit(session, AuditFilter(concerning=account_id), SHOWN)
    return OwnData(
        account=account_by_id(session, account_id),
        provider=provider_identity(session, account_id),
        recovery_codes=unused_recovery_codes(session, account_id),
        links=links_of_account(session, account_id),
        held=holdings_of_account(session, account_id),
        sessions=sessions_of_account(session, account_id),
        views=views_for(session, viewer).mine,
        minutes=minutes_of_account(session, account_id, EVER),
        calendars=show_own_feeds(session, viewer, moment).all,
        items=items_prepared_by(session, viewer),
        follow_ups=len(follow_ups),
        open_follow_ups=sum(1 for one in follow_ups if one.done_on is None),
        latest=_named(session, viewer, entries),
        has_more=entries.has_older,
    )


def own_entries(session: Session, viewer: Viewer) -> Iterator[NamedEntries]:
    """Every audit entry by the account or about it, the newest first, some hundred at a time."""
    wanted = AuditFilter(concerning=_own_id(viewer))
    found = newest_audit(session, wanted, CHUNK)
    yield _named(session, viewer, found)
    while found.has_older:
        found = audit_before(session, wanted, found.entries[-1].id, CHUNK)
        yield _named(session, viewer, found)


def _own_id(viewer: Viewer) -> str:
    require(viewer, Right.SEE, Thing.OWN)
    return viewer.account_id or ""


def _named(session: Session, viewer: Viewer, found: AuditSlice) -> NamedEntries:
    entries = tuple(_without_others(entry, viewer) for entry in found.entries)
    things = {thing for entry in entries for thing in things_in(entry)}
    return NamedEntries(entries, names_of_things(session, viewer, things))


def _without_others(entry: AuditEntry, viewer: Viewer) -> AuditEntry:
    """Of somebody else, who did it is told by the post they acted for alone, as in every history."""
    return entry if entry.account_id == viewer.account_id else replace(entry, person="", account_id=None)
