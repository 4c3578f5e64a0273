"""The rules that turn what the sign-in provider says into roles and posts."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.access import Role
from wheel.core.provider_claims import ClaimRule
from wheel.errors import NotFoundError
from wheel.store.posts import post_row
from wheel.store.tables import ClaimRuleRow, PostRow


def all_claim_rules(session: Session) -> tuple[ClaimRule, ...]:
    """All of them, by claim and value."""
    rows = session.execute(
        select(ClaimRuleRow, PostRow.public_id)
        .outerjoin(PostRow, PostRow.id == ClaimRuleRow.post_id)
        .order_by(ClaimRuleRow.claim, ClaimRuleRow.value, ClaimRuleRow.id)
    )
    return tuple(ClaimRule(row.public_id, row.claim, row.value, row.role, post_id) for row, post_id in rows)


def add_claim_rule(session: Session, claim: str, value: str, role: Role | None, post_id: str | None) -> str:
    """Add one that gives either the role or the post; its public id. Raises NotFoundError for no such post."""
    post = post_row(session, post_id).id if post_id is not None else None
    row = ClaimRuleRow(claim=claim, value=value, role=role, post_id=post)
    session.add(row)
    session.flush()
    return row.public_id


def delete_claim_rule(session: Session, rule_id: str) -> None:
    """Raises NotFoundError."""
    row = session.scalar(select(ClaimRuleRow).where(ClaimRuleRow.public_id == rule_id))
    if row is None:
        raise NotFoundError("There is no such rule.")
    session.delete(row)
    session.flush()
