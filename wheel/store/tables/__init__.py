"""The tables. Row ids are private to the store; everybody else uses the random public ids."""

from wheel.store.tables.access import (
    AccountLinkRow,
    AccountRow,
    AccountSessionRow,
    ClaimRuleRow,
    RecoveryCodeRow,
    SignInAttemptRow,
)
from wheel.store.tables.agenda import AttachmentRow, FollowUpRow, ItemRow, StopChangeRow, StopRow
from wheel.store.tables.agenda_plans import (
    RouteStepRow,
    RouteTemplateRow,
    StandingItemRow,
    StandingPostRow,
    UploadedMinutesRow,
)
from wheel.store.tables.audit import AuditEntryRow
from wheel.store.tables.base import Base
from wheel.store.tables.feeds import (
    FeedBodyRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
    OccurrenceStampRow,
    StampRow,
)
from wheel.store.tables.imported_series import ImportedSeriesRow
from wheel.store.tables.meetings import AgendaVersionRow, MeetingRecordRow
from wheel.store.tables.plan import (
    BodyAliasRow,
    BodyRow,
    LocalDaysRow,
    OccurrenceChangeRow,
    OccurrenceDraftRow,
    OccurrenceRow,
    OrganisationRow,
    RingRow,
    SeriesRow,
    SharedMembersRow,
    YearPlanRow,
)
from wheel.store.tables.plan_history import PlanEntryChangeRow, PlanEntryRow
from wheel.store.tables.posts import MembershipRow, PostRow, TenureRow
from wheel.store.tables.saved_views import SavedViewRow

__all__ = [
    "AccountLinkRow",
    "AccountRow",
    "AccountSessionRow",
    "AgendaVersionRow",
    "AttachmentRow",
    "AuditEntryRow",
    "Base",
    "BodyAliasRow",
    "BodyRow",
    "ClaimRuleRow",
    "FeedBodyRow",
    "FeedEventRow",
    "FeedFetchRow",
    "FeedRow",
    "FeedSlotRow",
    "FeedTaskRow",
    "FollowUpRow",
    "ImportedSeriesRow",
    "ItemRow",
    "LocalDaysRow",
    "MeetingRecordRow",
    "MembershipRow",
    "OccurrenceChangeRow",
    "OccurrenceDraftRow",
    "OccurrenceRow",
    "OccurrenceStampRow",
    "OrganisationRow",
    "PlanEntryChangeRow",
    "PlanEntryRow",
    "PostRow",
    "RecoveryCodeRow",
    "RingRow",
    "RouteStepRow",
    "RouteTemplateRow",
    "SavedViewRow",
    "SeriesRow",
    "SharedMembersRow",
    "SignInAttemptRow",
    "StampRow",
    "StandingItemRow",
    "StandingPostRow",
    "StopChangeRow",
    "StopRow",
    "TenureRow",
    "UploadedMinutesRow",
    "YearPlanRow",
]
