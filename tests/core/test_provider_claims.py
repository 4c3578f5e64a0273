"""What the claim rules make of what a provider says: a table of cases, and what holds for all of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.access import Role
from wheel.core.posts import Tenure, Term
from wheel.core.provider_claims import ClaimRule, claim_at, matches, role_given, role_now, tenure_changes

TODAY = date(2026, 11, 21)

MATCHES: list[tuple[str, str, dict[str, Any], bool, str]] = [
    ("role", "planner", {"role": "planner"}, True, "a text is compared as a whole"),
    ("role", "planner", {"role": "planners"}, False, "not as the beginning of one"),
    ("role", "planner", {"role": "Planner"}, False, "nor without regard to case: two groups may differ by it"),
    ("role", "planner", {"role": " planner"}, False, "nor without spaces"),
    ("role", "planner", {}, False, "a claim that is not there says nothing"),
    ("role", "None", {"role": None}, False, "nor does one that is null"),
    ("groups", "a", {"groups": ["b", "a"]}, True, "a list is matched by any of its elements"),
    ("groups", "a", {"groups": ["ab"]}, False, "each of them as a whole"),
    ("groups", "a", {"groups": []}, False, "an empty list has none"),
    ("groups", "a", {"groups": [["a"]]}, False, "and lists are not searched deeper"),
    ("groups", "a b", {"groups": "a b"}, True, "a text with a space is one value"),
    ("groups", "a", {"groups": {"a": True}}, False, "an object has no value"),
    ("level", "3", {"level": 3}, True, "a number is compared as it is written"),
    ("is_boss", "true", {"is_boss": True}, True, "and so is a truth"),
    ("is_boss", "True", {"is_boss": True}, False, "as JSON writes it"),
    ("is_boss", "1", {"is_boss": True}, False, "a truth is no number"),
    ("realm_access.roles", "a", {"realm_access": {"roles": ["a"]}}, True, "a dotted path leads inward"),
    ("a.b.c", "x", {"a": {"b": {"c": "x"}}}, True, "as deep as it is long"),
    ("a.b.c", "x", {"a": {"b.c": "x"}}, True, "a name may have dots further in"),
    ("https://x.dk/roles", "a", {"https://x.dk/roles": ["a"]}, True, "or from the beginning"),
    ("a.b", "x", {"a.b": "x", "a": {"b": "y"}}, True, "the name as it stands comes first"),
    ("a.b", "y", {"a.b": "x", "a": {"b": "y"}}, False, "and alone"),
    ("a.b", "x", {"a": "x"}, False, "a path through a text leads nowhere"),
    ("a.", "x", {"a": {"": "x"}}, True, "an empty name is a name"),
]


@pytest.mark.parametrize(("claim", "value", "claims", "expected", "reason"), MATCHES)
def test_a_rule_matches_the_value_of_its_claim(
    claim: str, value: str, claims: dict[str, Any], expected: bool, reason: str
) -> None:
    assert matches(ClaimRule("", claim, value, role=Role.READER), claims) is expected, reason


def rule(value: str, role: Role | None = None, post_id: str | None = None) -> ClaimRule:
    return ClaimRule("", "groups", value, role, post_id)


R, P, A = Role.READER, Role.PLANNER, Role.ADMINISTRATOR
ROLES: list[tuple[list[ClaimRule], list[str], Role, Role, str]] = [
    ([], ["a"], P, P, "without rules the role stays"),
    ([rule("a", post_id="1")], ["a"], P, P, "rules about posts say nothing of roles"),
    ([rule("a", P)], ["a"], R, P, "a rule gives its role"),
    ([rule("a", P)], [], P, R, "whom no rule about roles matches is a reader"),
    ([rule("a", P)], [], A, R, "also an administrator: who may stay one, the use case decides"),
    ([rule("a", P), rule("b", A)], ["a", "b"], R, A, "of several the highest counts"),
    ([rule("b", A), rule("a", P)], ["b", "a"], R, A, "in whatever order they stand"),
    ([rule("a", R)], ["a"], A, R, "a rule may give less than somebody had"),
]


@pytest.mark.parametrize(("rules", "groups", "before", "after", "reason"), ROLES)
def test_the_rules_give_the_role(
    rules: list[ClaimRule], groups: list[str], before: Role, after: Role, reason: str
) -> None:
    assert role_now(rules, {"groups": groups}, before) is after, reason


def tenure(post: str, *, provider: bool, begins: int = -9, ends: int | None = None) -> Tenure:
    """From so many days after today."""
    last = None if ends is None else TODAY + timedelta(days=ends)
    return Tenure(f"{post}-{begins}", post, "account", Term(TODAY + timedelta(days=begins), last), provider)


POSTS: list[tuple[list[str], list[Tenure], set[str], set[str], str]] = [
    (["a"], [], {"a"}, set(), "a post that a rule gives begins"),
    (["a"], [tenure("a", provider=True)], set(), set(), "one that is held goes on"),
    (["a"], [tenure("a", provider=False)], set(), set(), "whoever gave it"),
    ([], [tenure("a", provider=True)], set(), {"a"}, "what the provider gave and gives no more ends"),
    ([], [tenure("a", provider=False)], set(), set(), "what an administrator gave stays"),
    (["a"], [tenure("a", provider=True, ends=0)], {"a"}, set(), "one that ended by today begins anew"),
    (["a"], [tenure("a", provider=True, ends=1)], set(), set(), "one that ends tomorrow is held today"),
    (["a"], [tenure("a", provider=False, begins=1)], {"a"}, set(), "one that begins tomorrow is not held yet"),
    ([], [tenure("a", provider=True, ends=-3)], set(), set(), "what is over is left alone"),
    (["b"], [tenure("a", provider=True)], {"b"}, {"a"}, "one post may follow upon another"),
    (["a", "a"], [], {"a"}, set(), "two rules give one post once"),
]


@pytest.mark.parametrize(("given_posts", "held", "begin", "end", "reason"), POSTS)
def test_posts_begin_and_end_with_what_the_provider_says(
    given_posts: list[str], held: list[Tenure], begin: set[str], end: set[str], reason: str
) -> None:
    rules = [rule("x", post_id=post) for post in given_posts] + [rule("y", post_id="never")]
    changes = tenure_changes(rules, {"groups": ["x"]}, held, TODAY)
    assert (changes.begin, {one.post_id for one in changes.end}) == (begin, end), reason


GROUPS = st.lists(st.sampled_from("abc"), max_size=3)
RULES = st.lists(
    st.one_of(
        st.builds(rule, st.sampled_from("abc"), st.sampled_from(Role)),
        st.builds(rule, st.sampled_from("abc"), st.none(), st.sampled_from(["1", "2", "3"])),
    ),
    max_size=5,
)
HELD = st.lists(
    st.builds(
        lambda post, provider, begins, ends: tenure(post, provider=provider, begins=begins, ends=ends),
        st.sampled_from(["1", "2", "3"]),
        st.booleans(),
        st.integers(-3, -1),
        st.one_of(st.none(), st.integers(0, 2)),
    ),
    max_size=4,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "a.b", ""]), inner),
    max_leaves=9,
)


@given(RULES, GROUPS, HELD)
def test_what_is_held_afterwards_is_what_the_rules_give_and_what_others_gave(
    rules: list[ClaimRule], groups: list[str], held: list[Tenure]
) -> None:
    changes = tenure_changes(rules, {"groups": groups}, held, TODAY)
    present = [one for one in held if one.term.holds_on(TODAY)]
    after = {one.post_id for one in present if one not in changes.end} | changes.begin
    given_now = {one.post_id for one in rules if one.post_id and one.value in groups}
    assert after == given_now | {one.post_id for one in present if not one.is_from_provider}
    assert all(one.is_from_provider for one in changes.end)
    assert not changes.begin & {one.post_id for one in present}


@given(RULES, GROUPS, st.sampled_from(Role))
def test_saying_more_never_gives_a_lower_role(rules: list[ClaimRule], groups: list[str], before: Role) -> None:
    order = list(Role)
    fewer, more = (role_now(rules, {"groups": said}, before) for said in (groups[1:], groups))
    assert order.index(fewer) <= order.index(more)
    assert role_given(rules, {"groups": []}) is None


@given(st.dictionaries(st.sampled_from(["a", "b", "a.b", ""]), JSON), st.sampled_from(["a", "a.b", "a.b.a", ".", ""]))
def test_whatever_a_provider_says_is_read_without_failing(claims: dict[str, Any], path: str) -> None:
    found = claim_at(claims, path)
    assert path not in claims or found is claims[path]
    assert matches(ClaimRule("", path, "x", role=Role.READER), claims) in {True, False}
