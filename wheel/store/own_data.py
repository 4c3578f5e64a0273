"""What is kept of an account beside its own row: its identity at the provider, links to its password, its items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.sign_in import LinkPurpose
from wheel.store.accounts import account_row
from wheel.store.tables import (
    AccountLinkRow,
    BodyRow,
    ItemRow,
    OccurrenceRow,
    PostRow,
    SeriesRow,
    StopRow,
    YearPlanRow,
)
from wheel.store.visibility import readable_stop


@dataclass(frozen=True)
class ProviderIdentity:
    """Who somebody is at the sign-in provider."""

    issuer: str
    subject: str


@dataclass(frozen=True)
class KeptLink:
    """A link to choose a password that was made and has not been used."""

    purpose: LinkPurpose
    made_at: datetime
    expires_at: datetime


def provider_identity(session: Session, account_id: str) -> ProviderIdentity | None:
    row = account_row(session, account_id)
    if row.provider_issuer is None or row.provider_subject is None:
        return None
    return ProviderIdentity(row.provider_issuer, row.provider_subject)


def links_of_account(session: Session, account_id: str) -> tuple[KeptLink, ...]:
    rows = session.scalars(
        select(AccountLinkRow)
        .where(AccountLinkRow.account_id == account_row(session, account_id).id)
        .order_by(AccountLinkRow.made_at)
    )
    return tuple(KeptLink(row.purpose, row.made_at, row.expires_at) for row in rows)


def items_prepared_by(session: Session, viewer: Viewer) -> int:
    """How many items, of those that the viewer may see, one of the posts they hold is the case officer of."""
    query = (
        select(func.count(ItemRow.id.distinct()))
        .join(PostRow, PostRow.id == ItemRow.case_officer_post_id)
        .join(StopRow, StopRow.item_id == ItemRow.id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(PostRow.public_id.in_(sorted(viewer.posts)), readable_stop(viewer))
    )
    return session.scalar(query) or 0
