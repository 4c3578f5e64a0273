"""The rules that turn what the sign-in provider says into roles and posts: show, add and delete them."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Role, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.posts import Post
from wheel.core.provider_claims import ClaimRule
from wheel.errors import InvalidInputError
from wheel.store.claim_rules import add_claim_rule, all_claim_rules, delete_claim_rule
from wheel.store.database import Session
from wheel.store.organisation import lock_plan
from wheel.store.posts import all_posts
from wheel.usecases.audited import audit

LONGEST_CLAIM, LONGEST_VALUE = 120, 300


@dataclass(frozen=True)
class AddClaimRule:
    """Whoever has `value` in `claim` gets the role or the post (by id); exactly one of the two is given."""

    claim: str
    value: str
    role: Role | None = None
    post_id: str | None = None


def show_claim_rules(session: Session, viewer: Viewer) -> tuple[tuple[ClaimRule, ...], tuple[Post, ...]]:
    """The rules, and all posts, which rules may give."""
    require(viewer, Right.SEE, Thing.ORGANISATION)
    return all_claim_rules(session), all_posts(session)


def add_rule(session: Session, viewer: Viewer, command: AddClaimRule, moment: Moment) -> str:
    """Its id. Raises InvalidInputError naming the field: claim, value or gives."""
    require(viewer, Right.CHANGE, Thing.ORGANISATION)
    lock_plan(session)
    claim, value = _checked(command)
    is_known = command.post_id is None or command.post_id in {post.id for post in all_posts(session)}
    if (command.role is None) == (command.post_id is None) or not is_known:
        raise InvalidInputError("Choose a role or a post from the list.", field="gives")
    wanted = (claim, value, command.role, command.post_id)
    if wanted in {(one.claim, one.value, one.role, one.post_id) for one in all_claim_rules(session)}:
        raise InvalidInputError("There is such a rule already.", field="claim")
    rule_id = add_claim_rule(session, *wanted)
    role = command.role.value if command.role else None
    audit(session, viewer, moment, Act.ADDED, AuditThing.CLAIM_RULE, rule_id, role=role, post=command.post_id)
    return rule_id


def delete_rule(session: Session, viewer: Viewer, rule_id: str, moment: Moment) -> None:
    """Raises NotFoundError. What the rule has given stays until the person next signs in."""
    require(viewer, Right.CHANGE, Thing.ORGANISATION)
    delete_claim_rule(session, rule_id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.CLAIM_RULE, rule_id)


def _checked(command: AddClaimRule) -> tuple[str, str]:
    """The claim and the value, without the spaces around them."""
    claim, value = command.claim.strip(), command.value.strip()
    if not _is_line(claim):
        raise InvalidInputError("Write the name of the claim.", field="claim")
    if not _is_line(value):
        raise InvalidInputError("Write the value that the claim must have.", field="value")
    _require_length(claim, "claim", LONGEST_CLAIM)
    _require_length(value, "value", LONGEST_VALUE)
    return claim, value


def _is_line(text: str) -> bool:
    return bool(text) and text.isprintable()


def _require_length(text: str, field: str, longest: int) -> None:
    if len(text) > longest:
        raise InvalidInputError("Write at most %(count)s characters.", field=field, count=longest)
