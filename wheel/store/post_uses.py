"""What stands in the way of taking a post away: holders and seats, and the items, rosters and rules that name it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from wheel.store.posts import post_row
from wheel.store.tables import ClaimRuleRow, FollowUpRow, ItemRow, MembershipRow, StandingPostRow, StopRow, TenureRow


@dataclass(frozen=True)
class PostUses:
    """How many of each; past ones count as well, for history stays with the post."""

    holders: int = 0
    seats: int = 0
    items: int = 0
    follow_ups: int = 0
    claim_rules: int = 0
    rosters: int = 0

    @property
    def any(self) -> bool:
        return bool(self.holders or self.seats or self.items or self.follow_ups or self.claim_rules or self.rosters)


def uses_of_post(session: Session, post_id: str) -> PostUses:
    row_id = post_row(session, post_id).id
    # Whose case officer it is, or that wait in its care.
    items = (
        select(func.count(ItemRow.id.distinct()))
        .outerjoin(StopRow, StopRow.item_id == ItemRow.id)
        .where(or_(ItemRow.case_officer_post_id == row_id, StopRow.owner_post_id == row_id))
    )
    columns = (TenureRow, MembershipRow, FollowUpRow, ClaimRuleRow, StandingPostRow)
    holders, seats, *others = (select(func.count()).where(table.post_id == row_id) for table in columns)
    return PostUses(*(session.scalar(count) or 0 for count in (holders, seats, items, *others)))
