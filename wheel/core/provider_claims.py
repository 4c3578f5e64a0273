"""What a sign-in provider says of somebody, and what our rules make of it: a role, and the posts held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wheel.core.access import Role
from wheel.core.posts import Tenure

Claims = Mapping[str, Any]

_RANKS = {Role.READER: 0, Role.PLANNER: 1, Role.ADMINISTRATOR: 2}


@dataclass(frozen=True)
class ClaimRule:
    """Whoever has `value` in the claim gets the role, or holds the post (by id): one of the two.

    `claim` may be a dotted path into nested claims, such as "realm_access.roles".
    """

    id: str
    claim: str
    value: str
    role: Role | None = None
    post_id: str | None = None


@dataclass(frozen=True)
class TenureChanges:
    """The posts (by id) that begin to be held, and the tenures that end."""

    begin: frozenset[str]
    end: tuple[Tenure, ...]


def matches(rule: ClaimRule, claims: Claims) -> bool:
    """Whether the claim has the value, letter by letter: is it, or, if a list, has it as an element.

    Numbers, true and false are compared as JSON writes them.
    """
    found = claim_at(claims, rule.claim)
    said = found if isinstance(found, list) else [found]
    return any(_written(one) == rule.value for one in said)


def claim_at(claims: Claims, path: str) -> object:
    """The claim of that name, or else the one that the dotted path leads to; None where there is none.

    A name with dots in it, such as "https://example.dk/groups", is found as it stands.
    """
    if path in claims:
        return claims[path]
    for place in (at for at, letter in enumerate(path) if letter == "."):
        inner = claims.get(path[:place])
        if isinstance(inner, Mapping):
            found = claim_at(inner, path[place + 1 :])
            if found is not None:
                return found
    return None


def _written(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else None


def role_given(rules: Iterable[ClaimRule], claims: Claims) -> Role | None:
    """The highest role that a rule gives; None where none does."""
    given = [rule.role for rule in rules if rule.role is not None and matches(rule, claims)]
    return max(given, key=_RANKS.__getitem__, default=None)


def role_now(rules: Iterable[ClaimRule], claims: Claims, role: Role) -> Role:
    """The role after signing in with these claims of an account that has `role`.

    Where any rule is about roles, rules alone decide: whom none of them matches is a reader.
    """
    about_roles = [rule for rule in rules if rule.role is not None]
    return (role_given(about_roles, claims) or Role.READER) if about_roles else role


def tenure_changes(rules: Iterable[ClaimRule], claims: Claims, held: Iterable[Tenure], today: date) -> TenureChanges:
    """What signing in with these claims changes in the posts that the account holds.

    A post that a rule gives begins today unless it is held already. What the provider once gave and no longer does
    ends; what an administrator gave stays.
    """
    given = {rule.post_id for rule in rules if rule.post_id is not None and matches(rule, claims)}
    present = [tenure for tenure in held if tenure.term.holds_on(today)]
    lost = tuple(tenure for tenure in present if tenure.is_from_provider and tenure.post_id not in given)
    return TenureChanges(frozenset(given - {tenure.post_id for tenure in present}), lost)
