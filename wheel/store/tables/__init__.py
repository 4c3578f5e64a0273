"""The tables. Row ids are private to the store; everybody else uses the random public ids."""

from wheel.store.tables.access import AccountRow, SignInAttemptRow
from wheel.store.tables.agenda import ItemRow, StopChangeRow, StopRow
from wheel.store.tables.base import Base
from wheel.store.tables.feeds import FeedBodyRow, FeedEventRow, FeedRow, StampRow
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

__all__ = [
    "AccountRow",
    "Base",
    "BodyAliasRow",
    "BodyRow",
    "FeedBodyRow",
    "FeedEventRow",
    "FeedRow",
    "ItemRow",
    "LocalDaysRow",
    "OccurrenceChangeRow",
    "OccurrenceDraftRow",
    "OccurrenceRow",
    "OrganisationRow",
    "PlanEntryChangeRow",
    "PlanEntryRow",
    "RingRow",
    "SeriesRow",
    "SharedMembersRow",
    "SignInAttemptRow",
    "StampRow",
    "StopChangeRow",
    "StopRow",
    "YearPlanRow",
]
